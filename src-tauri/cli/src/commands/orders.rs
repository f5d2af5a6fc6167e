//! Orders: the list, one opened, and the verbs.

use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

use runut_actions::{UsedNumber, create_wave, pack_scan, ship, tracking_preview};
use runut_core::rows::{OrderDetail, OrderPage, OrderQuery, Outcome, PackAnswer, TrackingItem};
use runut_core::{OrderId, Verb};
use runut_store::reports;

use super::{Desk, find};
use crate::args::{Order, Orders};
use crate::output::{Fault, table};

pub fn list(desk: &Desk<'_>, list: &Orders) -> Result<ExitCode, Fault> {
    let query = OrderQuery {
        stage: list.stage,
        mark: list.mark,
        channel: list.channel,
        search: list.search.clone(),
        after: list.after.clone(),
        limit: list.limit,
    };
    let page: OrderPage = desk.book.read(|book| Ok::<_, Fault>(reports::orders_page(book, &query, desk.now)?))?;
    desk.out.value(&page, |page| {
        let rows: Vec<Vec<String>> = page
            .rows
            .iter()
            .map(|r| {
                let marks = [("T", r.late), ("D", r.held.is_some()), ("K", r.short), ("C", r.cod), ("*", r.noted)];
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
            d.recipient,
            d.row.courier,
            d.row.tracking
        );
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
        Order::Show { .. } => return Ok(ExitCode::SUCCESS),
        Order::Pack { ids, scan } if !scan.is_empty() => return scanned(desk, ids, scan),
        Order::Ship { ids, tracking, courier, paste, join } => {
            let items = match paste {
                Some(file) => pasted(desk, file, courier.as_deref())?,
                None => items(ids, tracking.as_deref(), courier.as_deref())?,
            };
            let used = if *join { UsedNumber::Join } else { UsedNumber::Refuse };
            return said(desk, &ship(&desk.book, &desk.context()?, &items, used)?.value);
        }
        Order::Approve(ids) => (Verb::Approve, &ids.ids, ""),
        Order::Unapprove(ids) => (Verb::Unapprove, &ids.ids, ""),
        Order::Pack { ids, .. } => (Verb::Pack, ids, ""),
        Order::Deliver(ids) => (Verb::Deliver, &ids.ids, ""),
        Order::Undeliver(ids) => (Verb::Undeliver, &ids.ids, ""),
        Order::Complete(ids) => (Verb::Complete, &ids.ids, ""),
        Order::Reopen(ids) => (Verb::Reopen, &ids.ids, ""),
        Order::Release(ids) => (Verb::Release, &ids.ids, ""),
        Order::Unpack(why) => (Verb::Unpack, &why.ids, why.reason.as_str()),
        Order::Recall(why) => (Verb::Recall, &why.ids, why.reason.as_str()),
        Order::Hold(why) => (Verb::Hold, &why.ids, why.reason.as_str()),
        Order::Cancel(why) => (Verb::Cancel, &why.ids, why.reason.as_str()),
    };
    let orders = desk.orders(ids)?;
    said(desk, &runut_actions::act(&desk.book, &desk.context()?, verb, &orders, reason)?.value)
}

fn said(desk: &Desk<'_>, outcome: &Outcome) -> Result<ExitCode, Fault> {
    for refused in &outcome.refused {
        desk.out.say(&refused.refusal.message.id);
    }
    for warning in &outcome.warnings {
        desk.out.say(&warning.id);
    }
    desk.out.value(outcome, |outcome| outcome.message.id.clone());
    Ok(ExitCode::from(u8::from(!outcome.refused.is_empty())))
}

fn items(ids: &[String], tracking: Option<&str>, courier: Option<&str>) -> Result<Vec<TrackingItem>, Fault> {
    if tracking.is_some() && ids.len() != 1 {
        return Err(Fault::Usage("--tracking is for one order; for many use --paste FILE".to_owned()));
    }
    let item = |id: &String| TrackingItem {
        order: id.clone(),
        tracking: tracking.unwrap_or_default().to_owned(),
        courier: courier.map(str::to_owned),
    };
    Ok(ids.iter().map(item).collect())
}

fn pasted(desk: &Desk<'_>, file: &Path, courier: Option<&str>) -> Result<Vec<TrackingItem>, Fault> {
    let text = if file == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    let text = text.map_err(|error| Fault::File(file.display().to_string(), error))?;
    let preview = tracking_preview(&desk.book, &text, desk.now)?;
    for problem in &preview.problems {
        desk.out.say(&problem.message.id);
    }
    let courier = courier.map(str::to_owned);
    Ok(preview
        .rows
        .into_iter()
        .map(|row| TrackingItem { courier: row.item.courier.clone().or_else(|| courier.clone()), ..row.item })
        .collect())
}

/// Packs one order by scanning: opens it, then every code.
fn scanned(desk: &Desk<'_>, ids: &[String], codes: &[String]) -> Result<ExitCode, Fault> {
    let [order] = desk.orders(ids)?[..] else {
        return Err(Fault::Usage("--scan packs one order at a time".to_owned()));
    };
    let mut answers: Vec<PackAnswer> = Vec::new();
    let mut context = desk.context()?;
    let base = context.request.clone();
    let opening = order.code();
    for (at, code) in std::iter::once(&opening).chain(codes).enumerate() {
        context.request = format!("{base}/{at}");
        let answer = pack_scan(&desk.book, &context, Some(order), code)?.value;
        desk.out.say(&answer.said.id);
        answers.push(answer);
    }
    let stopped = answers.iter().any(|a| a.stop.is_some());
    desk.out.value(&answers, |_| String::new());
    Ok(ExitCode::from(u8::from(stopped)))
}

pub fn wave(desk: &Desk<'_>, ids: &[String]) -> Result<ExitCode, Fault> {
    let orders: Vec<OrderId> = desk.orders(ids)?;
    let wave = create_wave(&desk.book, &desk.context()?, &orders)?.value;
    for left in &wave.left_out {
        desk.out.say(&left.refusal.message.id);
    }
    desk.out.value(&wave, |wave| {
        let numbers: Vec<String> = wave.orders.iter().map(ToString::to_string).collect();
        format!("Gelombang {}: {} pesanan, {} barang\n{}", wave.id, wave.orders.len(), wave.units, numbers.join(" "))
    });
    Ok(ExitCode::SUCCESS)
}
