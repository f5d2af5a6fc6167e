//! The language's commands about orders of our own, their money, and what comes back.
//!
//! ```text
//! goods Hijau Biru                                  # variants of the test's one product, nothing on the shelf
//! own A 10xHijau@20000-20000 ship=15000 code=123    => awaiting_payment
//! pay A=195123                                      => awaiting_approval    # `A B=5000 cash ref:X`: one payment
//! void 1 salah catat                                => awaiting_payment
//! bill A 13000                                      => shipped
//! fail A ditolak                                    => shipped failed
//! claim A Hijau=1:16000 retak                       => completed
//! return A Hijau=1/0/0                              => returned             # `money`, `money=5000`: given back at once
//! cost A Hijau 9000 Biru 8000                       => shipped
//! refund A=5000                                     => cancelled
//! money A                                           => paid 0 missing 16000 owed 0
//! back                                              => A 0/1
//! ```

use std::collections::BTreeMap;

use runut_actions::{
    ActionError, Done, UsedNumber, bill_courier, claim, record_payment, record_refund, return_due, take_back,
    type_costs, void_payment,
};
use runut_core::activity::{Activity, OrderAct};
use runut_core::order::{Event, Line, Order, Plan, Terms};
use runut_core::posting::Account;
use runut_core::rows::{
    ClaimForm, ClaimLine, LineCost, Outcome, PaymentCandidate, PaymentForm, PaymentMethod, PaymentPart, PaymentQuery,
    ProductForm, RefundForm, ReturnForm, ReturnLine, ReturnMoney, TrackingItem, VariantForm,
};
use runut_core::takeover::{LineKey, Particulars};
use runut_core::{Channel, Instant, LineId, Money, OrderId, PaymentId, Stage};
use runut_store::{Book, Context, NewOrder, reports};

use crate::script::{code, stage};
use crate::script_typed::{empty, save, typed};
use crate::shop::{HOUR, Shop};

/// Runs a command, if it is one of these.
pub fn run(shop: &mut Shop, words: &[&str]) -> Option<String> {
    let done = match words {
        ["goods", names @ ..] => {
            goods(shop, names);
            return Some(String::new());
        }
        ["own", name, what @ ..] if !what.iter().any(|w| w.starts_with("code=")) => {
            let mut form = typed(shop, empty(shop), what);
            (form.unique_code, form.courier, form.to.recipient) = (false, "JNE".into(), (*name).into());
            return Some(save(shop, name, &form, true, ""));
        }
        ["own", name, what @ ..] => {
            let ctx = shop.ctx();
            return Some(own(shop, &ctx, name, what).map_or_else(|e| code(&e), |()| stage(shop, name)));
        }
        ["pay", what @ ..] => pay(shop, what),
        ["void", payment, why @ ..] => {
            let (ctx, payment) = (shop.ctx(), PaymentId(number(payment)));
            let parts = shop.read(|r| r.payment(payment)).parts;
            void_payment(&shop.book, &ctx, payment, &why.join(" ")).map(|_| parts[0].order)
        }
        ["refund", what] => {
            let (name, amount) = what.split_once('=').unwrap();
            let (ctx, order) = (shop.ctx(), shop.order(name));
            let form = RefundForm {
                order,
                account: Account::Bank.id(),
                method: PaymentMethod::Transfer,
                amount: Money(number(amount)),
                reference: String::new(),
                note: "kelebihan".into(),
            };
            record_refund(&shop.book, &ctx, &form).map(|_| order)
        }
        ["claim", name, rest @ ..] => claimed(shop, name, rest),
        ["return", name, lines @ ..] => {
            let (ctx, order) = (shop.ctx(), shop.order(name));
            let (money, lines): (Vec<&str>, Vec<&str>) = lines.iter().partition(|word| word.starts_with("money"));
            let lines = lines.iter().map(|l| graded(shop, order, l)).collect();
            let mut form = ReturnForm { order, lines, money: None };
            if let [money] = money[..] {
                let due = shop.book.read(|book| return_due(book, &form)).unwrap();
                let amount = money.strip_prefix("money=").map_or(due.refund, |sum| Money(number(sum)));
                let (account, method) = (Account::Bank.id(), PaymentMethod::Transfer);
                form.money = Some(ReturnMoney { amount, account, method, reference: String::new() });
            }
            take_back(&shop.book, &ctx, &form).map(|_| order)
        }
        ["bill", name, amount] => {
            let (ctx, order) = (shop.ctx(), shop.order(name));
            bill_courier(&shop.book, &ctx, order, Money(number(amount))).map(|_| order)
        }
        ["cost", name, costs @ ..] => {
            let (ctx, order) = (shop.ctx(), shop.order(name));
            let costs: Vec<LineCost> = costs
                .chunks(2)
                .map(|pair| LineCost { line: line_of(shop, order, pair[0]), unit_cost: Money(number(pair[1])) })
                .collect();
            type_costs(&shop.book, &ctx, order, &costs).map(|_| order)
        }
        ["due", name] => {
            let form = ReturnForm { order: shop.order(name), lines: Vec::new(), money: None };
            let due = shop.book.read(|book| return_due(book, &form)).unwrap();
            return Some(format!("claim {} refund {}", due.claim.0, due.refund.0));
        }
        ["wait", hours] => {
            shop.now.0 += number(hours) * HOUR;
            return Some(String::new());
        }
        ["expire"] => return Some(due(shop, runut_actions::expire_due)),
        ["accept"] => return Some(due(shop, runut_actions::accept_due)),
        ["which", what @ ..] => return Some(which(shop, &what.join(" "))),
        ["payments", what @ ..] => return Some(payments(shop, &what.join(" "))),
        ["take", name, courier @ ..] => {
            let (ctx, order) = (shop.ctx(), shop.order(name));
            let (tracking, courier) = (String::new(), Some(courier.join(" ")));
            let item = TrackingItem { order: order.code(), tracking, courier };
            let done = runut_actions::ship(&shop.book, &ctx, &[item], UsedNumber::Refuse).map(|w| w.value);
            return Some(crate::script::outcome(shop, name, done));
        }
        ["money", name] => return Some(money(shop, name)),
        ["back"] => return Some(back(shop)),
        _ => return None,
    };
    Some(done.map_or_else(|e| code(&e), |order| stage_of(shop, order)))
}

fn stage_of(shop: &Shop, order: OrderId) -> String {
    crate::script::told(&shop.read(|r| r.order(order)))
}

fn number(text: &str) -> i64 {
    text.parse().unwrap_or_else(|_| panic!("no number {text}"))
}

fn goods(shop: &mut Shop, names: &[&str]) {
    let ctx = shop.ctx();
    let form = |(n, name): (usize, &&str)| VariantForm {
        id: None,
        name: name.trim_start_matches('+').to_owned(),
        sku: format!("V{:04}", n + 1),
        barcode: String::new(),
        price: Money(16_000),
        weight_g: 100,
        shelf: String::new(),
        low_mark: 0,
        sell_ahead: name.starts_with('+'),
        opening: None,
    };
    let variants = names.iter().enumerate().map(form).collect();
    let form =
        ProductForm { id: None, name: "Gelas".into(), category: String::new(), description: String::new(), variants };
    runut_actions::save(&shop.book, &ctx, &form).unwrap();
}

/// A line of a new order: `10xHijau@20000-20000`.
fn line(shop: &Shop, id: i64, text: &str) -> Line {
    let (quantity, rest) = text.split_once('x').unwrap();
    let (name, price) = rest.split_once('@').unwrap();
    let (price, discount) = price.split_once('-').unwrap_or((price, "0"));
    Line::new(LineId(id), shop.variant(name), number(quantity), Money(number(price)), Money(number(discount)))
}

/// An order of our own with a code of the story's choosing, which the program chooses itself: written as it stands.
/// `cod`, `ship=`, `code=`, `from=` (dropship), `homeless` (without address) stand beside its lines.
fn own(shop: &mut Shop, ctx: &runut_store::Context, name: &str, what: &[&str]) -> Result<(), ActionError> {
    let figure = |key: &str| what.iter().find_map(|w| w.strip_prefix(key)).map_or(Money::ZERO, |v| Money(number(v)));
    let terms = if what.contains(&"cod") { Terms::Cod } else { Terms::Prepaid };
    let first = shop.read(|r| r.next_line()).0;
    let lines: Vec<Line> =
        what.iter().filter(|w| w.contains('@')).zip(first..).map(|(text, id)| line(shop, id, text)).collect();
    let (shipping, code) = (figure("ship="), figure("code="));
    let written = shop.book.write(ctx, &format!("{name} {what:?}"), |tx| {
        let id = tx.next_order()?;
        let mut order = Order { shipping, unique_code: code, ..Order::draft(id, Channel::Whatsapp, terms, lines) };
        order.pay_by = (terms == Terms::Prepaid).then_some(Instant(ctx.now.0 + 24 * HOUR));
        order.total = order.own_total();
        order.courier = "JNE".into();
        let keys: Vec<LineKey> = (0..)
            .zip(&order.lines)
            .map(|(n, _)| LineKey { product: String::new(), variation: String::new(), occurrence: n })
            .collect();
        let particulars = Particulars {
            placed_at: ctx.now,
            buyer: name.into(),
            recipient: name.into(),
            cod: terms == Terms::Cod,
            ..Particulars::default()
        };
        let mut activity = Activity::new(OrderAct::New, id.0);
        activity.order = Some(id);
        let (from, moves, allocation, entries) = (Stage::Draft, Vec::new(), BTreeMap::new(), Vec::new());
        let plan = Plan { from, after: order, day: ctx.today, moves, allocation, entries, activity };
        let new = NewOrder { external_id: "", particulars: &particulars, keys: &keys, status: "", digest: "" };
        tx.insert_order(&plan, &new)?;
        let levels = tx.levels(plan.after.lines.iter().map(|l| l.variant))?;
        let event = Event { at: ctx.now, day: ctx.today, file: None };
        let placed = tx.order(id)?.place(name, &levels, &event)?;
        tx.apply(&placed)?;
        Ok::<_, ActionError>(id)
    })?;
    shop.names.insert(name.to_owned(), written.value);
    Ok(())
}

/// `A=195123 B=5000 cash cod ref:X`: what stands behind `=` is a part, the rest says how.
fn pay(shop: &mut Shop, what: &[&str]) -> Result<OrderId, ActionError> {
    let ctx = shop.ctx();
    let parts: Vec<PaymentPart> = what
        .iter()
        .filter_map(|w| w.split_once('='))
        .map(|(name, amount)| PaymentPart { order: shop.order(name), amount: Money(number(amount)) })
        .collect();
    let has = |word: &str| what.contains(&word);
    let method = match (has("cash"), has("cod")) {
        (true, _) => PaymentMethod::Cash,
        (_, true) => PaymentMethod::Cod,
        _ => PaymentMethod::Transfer,
    };
    let form = PaymentForm {
        fee: Money::ZERO,
        account: if has("cash") { Account::Cash } else { Account::Bank }.id(),
        method,
        amount: parts.iter().map(|p| p.amount).sum(),
        at: None,
        payer: String::new(),
        reference: what.iter().find_map(|w| w.strip_prefix("ref:")).unwrap_or_default().into(),
        note: String::new(),
        parts,
    };
    record_payment(&shop.book, &ctx, &form).map(|done| done.value.orders[0])
}

fn line_of(shop: &Shop, order: OrderId, variant: &str) -> LineId {
    let wanted = shop.variant(variant);
    shop.read(|r| r.order(order)).lines.iter().find(|l| l.variant == wanted).unwrap().id
}

/// `Hijau=1:16000` and what isn't of that shape is the reason; `ship=5000` claims shipping.
fn claimed(shop: &mut Shop, name: &str, rest: &[&str]) -> Result<OrderId, ActionError> {
    let (ctx, order) = (shop.ctx(), shop.order(name));
    let mut form = ClaimForm { order, lines: Vec::new(), shipping: Money::ZERO, reason: String::new() };
    for word in rest {
        match (word.strip_prefix("ship="), word.split_once('=')) {
            (Some(amount), _) => form.shipping = Money(number(amount)),
            (None, Some((variant, what))) => {
                let (units, amount) = what.split_once(':').unwrap();
                let line = line_of(shop, order, variant);
                form.lines.push(ClaimLine { line, units: number(units), amount: Money(number(amount)) });
            }
            (None, None) => form.reason.push_str(word),
        }
    }
    claim(&shop.book, &ctx, &form).map(|_| order)
}

fn graded(shop: &Shop, order: OrderId, text: &str) -> ReturnLine {
    let (variant, grades) = text.split_once('=').unwrap();
    let grades: Vec<i64> = grades.split('/').map(number).collect();
    ReturnLine { line: line_of(shop, order, variant), sellable: grades[0], damaged: grades[1], lost: grades[2] }
}

fn money(shop: &Shop, name: &str) -> String {
    let order = shop.read(|r| r.order(shop.order(name)));
    format!("paid {} missing {} owed {}", order.paid.0, order.missing().0, order.owed_to_buyer().0)
}

/// Does what is due: how many were done, and what refused. Where nothing was, nothing was written.
fn due(shop: &mut Shop, due: fn(&Book, &Context) -> Done<Outcome>) -> String {
    let ctx = shop.ctx();
    let before = shop.book.dump().unwrap();
    let outcome = due(&shop.book, &ctx).unwrap().value;
    assert!(!outcome.done.is_empty() || shop.book.dump().unwrap() == before, "nothing was due, and yet it was written");
    let refused = outcome.refused.iter().map(|r| format!(" {}", r.refusal.code));
    format!("{} done{}", outcome.done.len(), refused.collect::<String>())
}

/// For which orders a payment may be, the exact ones marked.
fn which(shop: &Shop, text: &str) -> String {
    let found = shop.read(|r| reports::payment_candidates(r, text, None, shop.now));
    let row = |c: &PaymentCandidate| format!("{}{}", c.order.customer, if c.exact { "!" } else { "" });
    found.iter().map(row).collect::<Vec<_>>().join(" ")
}

/// The payments that a search finds, newest first, by pages of one.
fn payments(shop: &Shop, text: &str) -> String {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let (order, account, from, to, search) = (None, None, None, None, text.to_owned());
        let query = PaymentQuery { order, account, from, to, search, after, limit: 1 };
        let page = shop.read(|r| reports::payments_page(r, &query, shop.now));
        found.extend(page.rows.iter().map(|row| format!("{}{}", row.id, if row.refund { "-" } else { "+" })));
        after = page.next;
        if after.is_none() {
            return found.join(" ");
        }
    }
}

fn back(shop: &Shop) -> String {
    let queue = shop.read(|r| reports::returns_queue(r, shop.now));
    let row = |row: &runut_core::rows::ReturnRow| format!("{} {}/{}", row.order.customer, row.back, row.expected);
    queue.rows.iter().map(row).collect::<Vec<_>>().join(" ")
}
