//! What comes back, and what is learned of an order after it left.

use std::process::ExitCode;

use runut_actions::account_named;
use runut_core::order::{Line, Order, claim_share};
use runut_core::rows::{
    ClaimForm, ClaimLine, LineCost, OrderDetail, OrderLineRow, ReturnForm, ReturnLine, ReturnMoney, ReturnQueue,
};
use runut_core::{Money, OrderId};
use runut_store::reports;

use super::outcome::said;
use super::{Desk, find};
use crate::args::{Claim, Return, money};
use crate::output::{Fault, table};

fn opened(desk: &Desk<'_>, word: &str) -> Result<(Order, OrderDetail), Fault> {
    desk.book.read(|book| {
        let id = find(book, word)?;
        Ok::<_, Fault>((book.order(id)?, reports::order_detail(book, id, desk.now)?))
    })
}

/// The line that a word means: its SKU where only one line has it, else its place from 1.
fn line<'a>(lines: &'a [OrderLineRow], word: &str) -> Result<&'a OrderLineRow, Fault> {
    let named: Vec<&OrderLineRow> = lines.iter().filter(|l| l.sku.eq_ignore_ascii_case(word.trim())).collect();
    let place = word.trim().parse::<usize>().ok().and_then(|place| lines.get(place.checked_sub(1)?));
    match (named.as_slice(), place) {
        ([one], _) => Ok(one),
        (_, Some(line)) => Ok(line),
        ([], None) => Err(Fault::Usage(format!("{word}: tidak ada baris dengan SKU atau nomor itu"))),
        (_, None) => Err(Fault::Usage(format!("{word}: ada di beberapa baris; sebut nomor barisnya, dari 1"))),
    }
}

fn units(text: &str) -> Result<i64, Fault> {
    text.trim().parse().map_err(|_| Fault::Usage(format!("{text} bukan jumlah barang")))
}

fn claimed(order: &Order, lines: &[OrderLineRow], typed: &str) -> Result<ClaimLine, Fault> {
    let shape = || Fault::Usage(format!("{typed}: tulis BARIS=JUMLAH:RUPIAH, misalnya GLB-01=1:16.000"));
    let (word, rest) = typed.split_once('=').ok_or_else(shape)?;
    let line = line(lines, word)?.id;
    let (back, amount) = match rest.split_once(':') {
        Some((back, amount)) => (units(back)?, Some(money(amount).map_err(Fault::Usage)?)),
        None => (units(rest)?, None),
    };
    let loaded = order.lines.iter().find(|l| l.id == line).ok_or_else(shape)?;
    let share = |units| claim_share(&Line { claimed: units, ..loaded.clone() });
    let before = share(loaded.claimed);
    let amount = amount.unwrap_or_else(|| share(loaded.claimed.saturating_add(back)) - before);
    Ok(ClaimLine { line, units: back, amount })
}

pub fn claim(desk: &Desk<'_>, claim: &Claim) -> Result<ExitCode, Fault> {
    let (order, detail) = opened(desk, &claim.id)?;
    let lines = claim.lines.iter().map(|typed| claimed(&order, &detail.lines, typed)).collect::<Result<_, _>>()?;
    let form = ClaimForm { order: order.id, lines, shipping: claim.shipping, reason: claim.reason.clone() };
    said(desk, &runut_actions::claim(&desk.book, &desk.context()?, &form)?.value)
}

fn graded(lines: &[OrderLineRow], typed: &str) -> Result<ReturnLine, Fault> {
    let shape = || Fault::Usage(format!("{typed}: tulis BARIS=LAYAK/RUSAK/HILANG, misalnya GLB-01=1/1/0"));
    let (word, rest) = typed.split_once('=').ok_or_else(shape)?;
    let line = line(lines, word)?.id;
    let grades = rest.split('/').map(units).collect::<Result<Vec<_>, _>>()?;
    let grade = |place: usize| grades.get(place).copied().unwrap_or(0);
    if grades.len() > 3 {
        return Err(shape());
    }
    Ok(ReturnLine { line, sellable: grade(0), damaged: grade(1), lost: grade(2) })
}

pub fn take_back(desk: &Desk<'_>, back: &Return) -> Result<ExitCode, Fault> {
    let (order, detail) = opened(desk, &back.id)?;
    let out = |l: &Line| ReturnLine { line: l.id, sellable: l.quantity - l.back, damaged: 0, lost: 0 };
    let lines = if back.all {
        order.lines.iter().filter(|l| l.back < l.quantity).map(out).collect()
    } else {
        back.lines.iter().map(|typed| graded(&detail.lines, typed)).collect::<Result<_, _>>()?
    };
    let mut form = ReturnForm { order: order.id, lines, money: None };
    if let Some(amount) = back.refund {
        let due = desk.book.read(|book| Ok::<_, Fault>(runut_actions::return_due(book, &form)?))?;
        let account = match &back.account {
            Some(word) => desk.book.read(|book| Ok::<_, Fault>(account_named(book, word)?))?,
            None => due.account.unwrap_or_default(),
        };
        form.money = Some(ReturnMoney {
            amount: amount.unwrap_or(due.refund),
            account,
            method: back.method,
            reference: back.reference.clone(),
        });
    }
    let outcome = runut_actions::take_back(&desk.book, &desk.context()?, &form)?.value;
    if !outcome.warnings.is_empty() {
        desk.out.say(&format!("Jalankan `order return {} --refund` untuk mengembalikannya.", order.id));
    }
    said(desk, &outcome)
}

pub fn bill_courier(desk: &Desk<'_>, word: &str, amount: Money) -> Result<ExitCode, Fault> {
    let order: OrderId = desk.book.read(|book| find(book, word))?;
    said(desk, &runut_actions::bill_courier(&desk.book, &desk.context()?, order, amount)?.value)
}

pub fn type_costs(desk: &Desk<'_>, word: &str, typed: &[String]) -> Result<ExitCode, Fault> {
    let (order, detail) = opened(desk, word)?;
    let cost = |pair: &[String]| match pair {
        [which, unit] => {
            let unit_cost = money(unit).map_err(Fault::Usage)?;
            Ok(LineCost { line: line(&detail.lines, which)?.id, unit_cost })
        }
        _ => Err(Fault::Usage("setiap baris diikuti harga belinya: GLB-01 9.000 GLB-02 12.000".to_owned())),
    };
    let costs = typed.chunks(2).map(cost).collect::<Result<Vec<_>, _>>()?;
    said(desk, &runut_actions::type_costs(&desk.book, &desk.context()?, order.id, &costs)?.value)
}

pub fn queue(desk: &Desk<'_>) -> Result<ExitCode, Fault> {
    let queue: ReturnQueue = desk.book.read(|book| Ok::<_, Fault>(reports::returns_queue(book, desk.now)?))?;
    let zone = desk.context()?.zone;
    desk.out.value(&queue, |queue| {
        let rows: Vec<Vec<String>> = queue
            .rows
            .iter()
            .map(|row| {
                vec![
                    row.order.number.to_string(),
                    row.order.customer.clone(),
                    zone.local(row.since).format("%Y-%m-%d").to_string(),
                    format!("{}/{}", row.back, row.expected),
                    if row.arrived { format!("{} (sudah di toko: nilai)", row.why) } else { row.why.clone() },
                ]
            })
            .collect();
        table(&["Nomor", "Pembeli", "Sejak", "Kembali", "Sebab"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}
