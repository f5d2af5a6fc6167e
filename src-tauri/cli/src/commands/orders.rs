//! Orders: the list, one opened, and the verbs.

use std::collections::HashSet;
use std::process::ExitCode;

use runut_actions::{UsedNumber, accept_due, create_wave, expire_due, ship};
use runut_core::marketplace::FileProblem;
use runut_core::rows::{OrderDetail, OrderMark, OrderPage, OrderQuery, Outcome, TrackingItem};
use runut_core::undo::Way;
use runut_core::{OrderId, Sentence, Verb};
use runut_store::{Context, reports};
use serde::Serialize;

use super::outcome::{beside, own, said};
use super::pages::gather;
use super::paste::{self, Paste};
use super::{Desk, find, payments, returns, scan};
use crate::args::{Order, Orders};
use crate::output::{Fault, table};
use crate::said::{self, Said};

pub fn list(desk: &Desk<'_>, list: &Orders) -> Result<ExitCode, Fault> {
    let not_printed = list.not_printed.then_some(OrderMark::Unprinted);
    let no_label = list.label_not_printed.then_some(OrderMark::Unlabelled);
    let store = list.store.as_deref().map(|name| desk.book.read(|book| book.store_named(name))).transpose()?;
    let store = store.map(|store| store.id);
    let query = |after, limit| OrderQuery {
        mark: list.mark.or(not_printed).or(no_label),
        channel: list.channel,
        store,
        courier: list.courier.clone(),
        day: list.day,
        search: list.search.clone(),
        after,
        ..OrderQuery::of(list.stage, limit)
    };
    let page: OrderPage = desk.book.read(|book| {
        gather(list.limit, list.after.as_deref(), |after, limit| {
            Ok(reports::orders_page(book, &query(after, limit), desk.now)?)
        })
    })?;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|r| {
                let marks = [
                    ("T", r.late),
                    ("D", r.held.is_some()),
                    ("K", r.short),
                    ("C", r.cod),
                    ("*", r.noted),
                    ("s", r.printed),
                    ("l", r.labelled),
                ];
                vec![
                    marks.iter().filter(|(_, on)| *on).map(|(mark, _)| *mark).collect(),
                    r.number.to_string(),
                    r.external_id.clone(),
                    r.stage.word().id,
                    r.customer.clone(),
                    r.units.to_string(),
                    r.total.to_string(),
                    r.tracking.clone(),
                ]
            })
            .collect();
        table(&["", "Nomor", "Id", "Tahap", "Pembeli", "Barang", "Rp", "Resi"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

pub fn show(desk: &Desk<'_>, word: &str) -> Result<ExitCode, Fault> {
    let detail: OrderDetail =
        desk.book.read(|book| Ok::<_, Fault>(reports::order_detail(book, find(book, word)?, desk.now)?))?;
    let zone = desk.context()?.zone;
    desk.out.value(&detail, |d| {
        let mut out = format!(
            "{} {}  {}  {}\n{}, {} {}\n",
            d.row.number,
            d.row.customer,
            d.row.stage.word().id,
            d.row.external_id,
            d.to.recipient,
            d.row.courier,
            d.row.tracking
        );
        if !d.store.is_empty() {
            out.push_str(&format!("Toko: {}\n", d.store));
        }
        if let Some(reason) = &d.row.held {
            out.push_str(&format!("Ditahan: {reason}\n"));
        }
        if !d.note.is_empty() {
            out.push_str(&format!("Pesan pembeli: {}\n", d.note));
        }
        let rows: Vec<Vec<String>> = d
            .lines
            .iter()
            .map(|l| {
                vec![l.quantity.to_string(), l.product.clone(), l.variant.clone(), l.sku.clone(), l.price.to_string()]
            })
            .collect();
        out.push_str(&table(&["Jumlah", "Produk", "Varian", "SKU", "Harga"], &rows));
        out.push_str(&format!("\nTotal dibayar pembeli Rp {}\n", d.row.total));
        for entry in &d.timeline {
            let at = zone.local(entry.at).format("%d/%m %H.%M");
            out.push_str(&format!("{at}  {}  {}\n", entry.text.id, entry.person));
        }
        out
    });
    Ok(ExitCode::SUCCESS)
}

pub fn act(desk: &Desk<'_>, order: &Order) -> Result<ExitCode, Fault> {
    let (verb, ids, reason) = match order {
        Order::Show { .. } | Order::New(_) | Order::Amend(_) | Order::Form { .. } | Order::Text(_) => {
            return Ok(ExitCode::SUCCESS);
        }
        Order::Pack { ids, scan: codes } if !codes.is_empty() => return scan::pack(desk, ids, codes),
        Order::Ship { ids, tracking, courier, paste, join } => {
            let courier = courier.as_deref();
            let wanted = match paste {
                Some(file) => paste::read(desk, file, courier)?,
                None => Paste { items: items(desk, ids, tracking.as_deref(), courier)?, problems: Vec::new() },
            };
            return shipped(desk, wanted, if *join { UsedNumber::Join } else { UsedNumber::Refuse });
        }
        Order::Claim(claim) => return returns::claim(desk, claim),
        Order::Return(back) => return returns::take_back(desk, back),
        Order::CourierBill { id, amount } => return returns::bill_courier(desk, id, *amount),
        Order::Cost { id, costs } => return returns::type_costs(desk, id, costs),
        Order::Refund(refund) => return payments::refund(desk, refund),
        Order::Place(ids) => (Verb::Place, &ids.ids, ""),
        Order::Expire(ids) => (Verb::Expire, &ids.ids, ""),
        Order::Fail(why) => (Verb::Fail, &why.ids, why.reason.as_str()),
        Order::Approve { ids, reason } => (Verb::Approve, ids, reason.as_str()),
        Order::Unapprove(ids) => (Verb::Unapprove, &ids.ids, ""),
        Order::Pack { ids, .. } => (Verb::Pack, ids, ""),
        Order::Deliver(ids) => (Verb::Deliver, &ids.ids, ""),
        Order::Undeliver(ids) => (Verb::Undeliver, &ids.ids, ""),
        Order::Complete(ids) => (Verb::Complete, &ids.ids, ""),
        Order::Reopen(ids) => (Verb::Reopen, &ids.ids, ""),
        Order::Release { ids, reason } => (Verb::Release, ids, reason.as_str()),
        Order::Unpack(why) => (Verb::Unpack, &why.ids, why.reason.as_str()),
        Order::Recall(why) => (Verb::Recall, &why.ids, why.reason.as_str()),
        Order::Hold(why) => (Verb::Hold, &why.ids, why.reason.as_str()),
        Order::Cancel(why) => (Verb::Cancel, &why.ids, why.reason.as_str()),
    };
    let orders = desk.orders(ids)?;
    said(desk, &runut_actions::act(&desk.book, &desk.context()?, verb, &orders, reason)?.value)
}

/// Takes back the acting person's last step, or does again what they took back last; or says what that would be.
pub fn undo(desk: &Desk<'_>, way: Way, show: bool) -> Result<ExitCode, Fault> {
    let ctx = desk.context()?;
    if !show {
        return said(desk, &runut_actions::undo(&desk.book, &ctx, way)?.value);
    }
    let would = runut_actions::undo_preview(&desk.book, &ctx, way)?;
    beside(desk, &would.refused, own(&would.warnings));
    desk.out.value(&would, |would| would.message.id.clone());
    Ok(ExitCode::SUCCESS)
}

/// What a shipment came to, and the pasted lines that weren't part of it.
#[derive(Serialize)]
struct Shipped {
    #[serde(flatten)]
    outcome: Outcome,
    problems: Vec<FileProblem>,
}

fn shipped(desk: &Desk<'_>, wanted: Paste, used: UsedNumber) -> Result<ExitCode, Fault> {
    let Paste { items, problems } = wanted;
    let outcome = if items.is_empty() && !problems.is_empty() {
        // Nothing to ask the book: the lines themselves are the answer.
        let message = Sentence::new("Tidak ada baris yang bisa dibaca.", "No line could be read.");
        Outcome { done: Vec::new(), refused: Vec::new(), undo: None, message, warnings: Vec::new() }
    } else {
        ship(&desk.book, &desk.context()?, &items, used)?.value
    };
    // A number that isn't as its courier's are is all that a shipment warns of.
    let odd =
        |warning: &Sentence| Said { kind: "tracking_shape".to_owned(), of: String::new(), text: warning.id.clone() };
    beside(desk, &outcome.refused, outcome.warnings.iter().map(odd));
    let left_out = !outcome.refused.is_empty() || !problems.is_empty();
    desk.out.value(&Shipped { outcome, problems }, |shipped| shipped.outcome.message.id.clone());
    Ok(ExitCode::from(u8::from(left_out)))
}

/// The named orders to ship, each once. One that the book doesn't have stays: the answer names it.
fn items(
    desk: &Desk<'_>,
    ids: &[String],
    tracking: Option<&str>,
    courier: Option<&str>,
) -> Result<Vec<TrackingItem>, Fault> {
    let found: Vec<Option<OrderId>> =
        desk.book.read(|book| ids.iter().map(|id| Ok(book.find_order(id)?)).collect::<Result<_, Fault>>())?;
    let mut seen = HashSet::new();
    let once: Vec<&String> = ids
        .iter()
        .zip(found)
        .filter(|(id, order)| seen.insert((*order, order.is_none().then_some(*id))))
        .map(|(id, _)| id)
        .collect();
    if tracking.is_some() && once.len() != 1 {
        return Err(Fault::Usage(
            "--tracking untuk satu pesanan; untuk banyak pesanan pakai --paste BERKAS".to_owned(),
        ));
    }
    let item = |id: &String| TrackingItem {
        order: id.clone(),
        tracking: tracking.unwrap_or_default().to_owned(),
        courier: courier.map(str::to_owned),
    };
    Ok(once.into_iter().map(item).collect())
}

/// What the clock makes due.
#[derive(Serialize)]
struct Due {
    expired: Outcome,
    completed: Outcome,
}

/// Does what the clock makes due. Each write has an id of its own, so that one `--request` can be sent again.
pub fn pass_deadlines(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let context = desk.context()?;
    let step = |name: &str| Context { request: format!("{}/{name}", context.request), ..context.clone() };
    let due = Due {
        expired: expire_due(&desk.book, &step("expire"))?.value,
        completed: accept_due(&desk.book, &step("accept"))?.value,
    };
    for outcome in [&due.expired, &due.completed] {
        beside(desk, &outcome.refused, own(&outcome.warnings));
    }
    let left = !due.expired.refused.is_empty() || !due.completed.refused.is_empty();
    desk.out.value(&due, |due| format!("{}\n{}", due.expired.message.id, due.completed.message.id));
    Ok(ExitCode::from(u8::from(left)))
}

pub fn wave(desk: &Desk<'_>, ids: &[String]) -> Result<ExitCode, Fault> {
    let orders: Vec<OrderId> = desk.orders(ids)?;
    let wave = create_wave(&desk.book, &desk.context()?, &orders)?.value;
    said::lines(wave.left_out.iter().map(Said::refused)).iter().for_each(|line| desk.out.say(line));
    desk.out.value(&wave, |wave| {
        let numbers: Vec<String> = wave.orders.iter().map(ToString::to_string).collect();
        format!("Gelombang {}: {} pesanan, {} barang\n{}", wave.id, wave.orders.len(), wave.units, numbers.join(" "))
    });
    Ok(ExitCode::SUCCESS)
}
