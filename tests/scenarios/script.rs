//! A small language for stories: one command a line, what it must come to behind `=>`. After every line the audit finds
//! nothing.
//!
//! ```text
//! file A to_ship 2xHijau@16000      => approved
//! receive Hijau 5 @9000
//! pack A                            => packed
//! ship A SPX SPXID000000000001      => shipped
//! stock Hijau                       => on_hand 3 allocated 0 available 3 value 27000
//! balance sales                     => -32000
//! log A                             => take_over approve pack ship
//! ```

use runut_actions::{ActionError, UsedNumber, act, create_wave, pack_scan, pack_undo, ship};
use runut_core::order::Order;
use runut_core::posting::Account;
use runut_core::rows::{LogQuery, Outcome, TrackingItem};
use runut_core::undo::Way;
use runut_core::{OrderId, Verb};
use runut_store::reports;

use crate::kpis;
use crate::purchases;
use crate::script_money;
use crate::script_typed;
use crate::shop::{Shop, order, status};
use crate::stock_taking;

/// Tells a story in a new shop.
pub fn tell(story: &str) -> Shop {
    let mut shop = Shop::new();
    go_on(&mut shop, story);
    shop
}

/// Goes on with a story.
pub fn go_on(shop: &mut Shop, story: &str) {
    for (at, text) in story.lines().enumerate() {
        let text = text.split('#').next().unwrap().trim();
        if text.is_empty() {
            continue;
        }
        let (command, expected) = text.split_once("=>").map_or((text, ""), |(c, e)| (c.trim(), e.trim()));
        let words: Vec<&str> = command.split_whitespace().collect();
        let found = run(shop, &words);
        if !expected.is_empty() {
            assert_eq!(found, expected, "line {}: {text}", at + 1);
        }
        shop.sound();
    }
}

fn run(shop: &mut Shop, words: &[&str]) -> String {
    if let Some(answer) = script_money::run(shop, words) {
        return answer;
    }
    if let Some(answer) = script_typed::run(shop, words) {
        return answer;
    }
    if let Some(answer) = purchases::run(shop, words) {
        return answer;
    }
    match words {
        ["file", id, word, lines @ ..] => match shop.take_in(vec![order(id, status(word), lines)]) {
            Ok(report) if report.held > 0 => "stays".into(),
            Ok(_) => stage(shop, id),
            Err(error) => code(&error),
        },
        ["receive", name, quantity, price] => {
            let variant = shop.variant(name);
            shop.receive(variant, quantity.parse().unwrap(), price.trim_start_matches('@').parse().unwrap());
            String::new()
        }
        ["adjust", name, kind, quantity, why @ ..] => stock_taking::adjusted(shop, name, kind, quantity, why),
        ["count", word, rest @ ..] => stock_taking::count(shop, word, rest),
        ["clock", minutes] => {
            shop.now.0 += minutes.parse::<i64>().unwrap() * 60_000;
            String::new()
        }
        ["stock", name] => stock(shop, name),
        ["damaged", name] => shop.read(|r| r.level(shop.variant(name))).damaged.to_string(),
        ["balance", account] => balance(shop, account).to_string(),
        ["stage", id] => stage(shop, id),
        ["kpi", key] => kpis::figure(shop, key, ""),
        ["kpi", key, dim] => kpis::figure(shop, key, dim),
        ["log", id] => log(shop, id),
        ["scan", open, code] => scan(shop, open, code),
        ["undo", id] => {
            let (ctx, id) = (shop.ctx(), shop.order(id));
            match pack_undo(&shop.book, &ctx, id) {
                Ok(done) => done.value.view.unwrap().checked.to_string(),
                Err(error) => code(&error),
            }
        }
        ["undo" | "redo"] => {
            let ctx = shop.ctx();
            let way = if words[0] == "undo" { Way::Back } else { Way::Again };
            match runut_actions::undo(&shop.book, &ctx, way) {
                Ok(done) if done.value.refused.is_empty() && way == Way::Back => "undone".into(),
                Ok(_) if way == Way::Again => "again".into(),
                Ok(done) => format!("{} undone, {} not", done.value.done.len(), done.value.refused.len()),
                Err(error) => code(&error),
            }
        }
        ["wave"] => {
            let ctx = shop.ctx();
            match create_wave(&shop.book, &ctx, &[]) {
                Ok(wave) => format!("{} in, {} out", wave.value.orders.len(), wave.value.left_out.len()),
                Err(error) => code(&error),
            }
        }
        ["ship", id, courier, tracking, join @ ..] => {
            let item = TrackingItem {
                order: shop.order(id).code(),
                tracking: (*tracking).into(),
                courier: Some((*courier).into()),
            };
            let used = if join.is_empty() { UsedNumber::Refuse } else { UsedNumber::Join };
            let ctx = shop.ctx();
            let done = ship(&shop.book, &ctx, &[item], used).map(|w| w.value);
            outcome(shop, id, done)
        }
        ["as", name] => {
            shop.hire(name);
            shop.acting = Some((*name).to_owned());
            String::new()
        }
        [verb, id, reason @ ..] => {
            let verb = Verb::from_key(verb).unwrap_or_else(|| panic!("no command {verb}"));
            let (ctx, order) = (shop.ctx(), shop.order(id));
            let done = act(&shop.book, &ctx, verb, &[order], &reason.join(" ")).map(|w| w.value);
            outcome(shop, id, done)
        }
        _ => panic!("no command {words:?}"),
    }
}

pub fn code(error: &ActionError) -> String {
    match error {
        ActionError::Refused(refusal) => refusal.code.clone(),
        broken => panic!("{broken}"),
    }
}

pub fn outcome(shop: &Shop, id: &str, done: Result<Outcome, ActionError>) -> String {
    match done {
        Ok(outcome) => match outcome.refused.first() {
            Some(refused) => refused.refusal.code.clone(),
            None => stage(shop, id),
        },
        Err(error) => code(&error),
    }
}

pub fn stage(shop: &Shop, id: &str) -> String {
    told(&shop.read(|r| r.order(shop.order(id))))
}

/// Where an order stands, in a few words.
pub fn told(order: &Order) -> String {
    let mut text = order.stage.key().to_owned();
    if order.held.is_some() {
        text.push_str(" held");
    }
    if order.failed {
        text.push_str(" failed");
    }
    if order.history {
        text.push_str(" history");
    }
    let shortfall: i64 = order.lines.iter().map(|l| l.shortfall).sum();
    if shortfall > 0 {
        text.push_str(&format!(" shortfall {shortfall}"));
    }
    text
}

fn stock(shop: &Shop, name: &str) -> String {
    let level = shop.read(|r| r.level(shop.variant(name)));
    format!(
        "on_hand {} allocated {} available {} value {}",
        level.on_hand(),
        level.allocated,
        level.available(),
        level.value.0
    )
}

fn balance(shop: &Shop, key: &str) -> i64 {
    let account = match key.strip_prefix("marketplace_receivable:") {
        Some(store) => Some(Account::MarketplaceReceivable(shop.read(|r| r.store_named(store)).id).id()),
        None => shop.read(|r| r.account_named(key)),
    };
    shop.read(|r| r.balance(account.unwrap_or_else(|| panic!("no account {key}"))))
}

fn log(shop: &Shop, id: &str) -> String {
    let order = Some(shop.order(id));
    let query = LogQuery {
        order,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 500,
    };
    let page = shop.read(|r| reports::log_page(r, &query));
    page.rows.iter().rev().map(|row| row.verb.as_str()).collect::<Vec<_>>().join(" ")
}

fn scan(shop: &mut Shop, open: &str, code: &str) -> String {
    let open: Option<OrderId> = (open != "-").then(|| shop.order(open));
    let code = match code.strip_prefix("slip:") {
        Some(id) => shop.order(id).code(),
        None => code.to_owned(),
    };
    let ctx = shop.ctx();
    let answer = pack_scan(&shop.book, &ctx, open, &code).unwrap().value;
    match (answer.stop, answer.finished) {
        (Some(stop), _) => serde_json::to_value(stop.kind).unwrap().as_str().unwrap().to_owned(),
        (None, Some(_)) => "finished".into(),
        (None, None) => format!("in {}", answer.view.unwrap().checked),
    }
}
