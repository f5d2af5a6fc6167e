//! Couriers' bills for many parcels at once: as they list them, by hand-over, or taken to be what buyers were charged.

use std::collections::BTreeSet;

use runut_core::rows::{CourierBillPreview, CourierBillRow, CourierBills, Outcome, RefusedOrder};
use runut_core::{DAY_MS, Instant, MONEY_MAX, Money, OrderId, Refusal, Sentence};
use runut_store::{Book, Context, Reader, StoreError, Tx};

use crate::{ActionError, Done, by_hand};

/// What a pasted bill would do: a line each with tracking or order number in its first column and the amount in its last, parted by tabs,
/// semicolons, commas or blanks.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn read_courier_bills(book: &Reader<'_>, text: &str) -> Result<CourierBillPreview, StoreError> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let line_number = i64::try_from(at + 1).unwrap_or(i64::MAX);
        let mut row = row_of(book, line_number, line.trim())?;
        if let Some(order) = row.order.filter(|order| !seen.insert(*order)) {
            row.refusal = Some(twice(order));
        }
        rows.push(row);
    }
    let total = rows.iter().filter(|row| row.refusal.is_none()).map(|row| row.amount).sum();
    Ok(CourierBillPreview { rows, total })
}

/// The first and the last column of a line.
fn columns(line: &str) -> (&str, &str) {
    if let Some((word, _)) = line.split_once(['\t', ';']) {
        let last = line.trim_end_matches(['\t', ';']).rsplit_once(['\t', ';']);
        return (word.trim(), last.map_or("", |(_, last)| last.trim()));
    }
    match line.rsplit_once(char::is_whitespace) {
        // `JP12, 9.000` and `JP12 Rp 9.000`
        Some((_, amount)) => (line.split([' ', ',']).next().unwrap_or(line), amount),
        None => line.split_once(',').unwrap_or((line, "")),
    }
}

fn row_of(book: &Reader<'_>, line_number: i64, line: &str) -> Result<CourierBillRow, StoreError> {
    let (word, amount) = columns(line);
    let mut row = CourierBillRow {
        line: line_number,
        word: runut_core::excerpt(word, 40),
        order: None,
        customer: String::new(),
        amount: Money::ZERO,
        charged: Money::ZERO,
        was: None,
        refusal: None,
    };
    match runut_core::typed_money(amount) {
        Ok(amount) if (0..=MONEY_MAX).contains(&amount.0) => row.amount = amount,
        _ => {
            row.refusal = Some(Refusal::new(
                "bill_line",
                format!("Baris {line_number}: tulis resi atau nomor pesanan, lalu jumlahnya."),
                format!("Line {line_number}: enter a tracking or order number, then the amount."),
            ));
            return Ok(row);
        }
    }
    let Some(id) = book.find_order(word)? else {
        let shown = &row.word;
        let (say, en) = (format!("Pesanan {shown} tidak ada di buku."), format!("Order {shown} is not in the book."));
        row.refusal = Some(Refusal::new("order_unknown", say, en).with("order", shown));
        return Ok(row);
    };
    let order = book.order(id)?;
    row.order = Some(id);
    row.customer = book.particulars(id)?.recipient;
    row.charged = order.shipping;
    row.was = order.courier_bill;
    row.refusal = order.may_bill_courier(row.amount).err();
    Ok(row)
}

fn twice(id: OrderId) -> Refusal {
    Refusal::new(
        "order_twice",
        format!("Pesanan {id} disebut dua kali. Sebut sekali saja."),
        format!("Order {id} is named twice. Name it once."),
    )
    .with("order", id)
}

/// Enters couriers' bills. An order that can't have one is told, and the others get theirs; one that has just this bill stays as it is.
///
/// # Errors
/// `amount`, `order_twice`, `no_orders`; `missing` for an unknown order.
pub fn bill_couriers(book: &Book, ctx: &Context, bills: &CourierBills) -> Done<Outcome> {
    book.write(ctx, &format!("courier bills {bills:?}"), |tx| {
        let each = each(tx, ctx, bills)?;
        let (mut done, mut refused, mut sum) = (Vec::new(), Vec::new(), Money::ZERO);
        for (id, amount) in each {
            let order = tx.order(id)?;
            if order.courier_bill == Some(amount) {
                continue;
            }
            match order.bill_courier(amount, &by_hand(ctx)) {
                Ok(plan) => {
                    tx.apply(&plan)?;
                    sum += amount;
                    done.push(id);
                }
                Err(refusal) => refused.push(RefusedOrder { order: id, refusal }),
            }
        }
        let (n, left) = (done.len(), refused.len());
        let mut message = Sentence::new(
            format!("Tagihan kurir {n} paket, Rp {sum}."),
            format!("Couriers charge Rp {sum} for {n} parcels."),
        );
        if left > 0 {
            let (id, en) = (format!("{left} pesanan tidak bisa."), format!("{left} orders can't have one."));
            message = message.and(&Sentence::new(id, en));
        }
        Ok::<_, ActionError>(Outcome { done, refused, undo: None, message, warnings: Vec::new() })
    })
}

/// What each parcel costs.
fn each(tx: &Tx<'_>, ctx: &Context, bills: &CourierBills) -> Result<Vec<(OrderId, Money)>, ActionError> {
    let each: Vec<(OrderId, Money)> = match bills {
        CourierBills::Each { bills } => bills.iter().map(|bill| (bill.order, bill.amount)).collect(),
        CourierBills::Shared { amount, orders } => {
            let weights = orders.iter().map(|id| Ok(tx.particulars(*id)?.weight_g));
            let weights = weights.collect::<Result<Vec<_>, ActionError>>()?;
            orders.iter().copied().zip(amount.split(&weights)).collect()
        }
        CourierBills::AsCharged { days } => {
            let before = Instant(ctx.now.0.saturating_sub(days.saturating_mul(DAY_MS)));
            return Ok(tx.without_courier_bill(before)?);
        }
    };
    if each.is_empty() {
        return Err(Refusal::new("no_orders", "Sebut pesanannya dulu.", "Name the orders first.").into());
    }
    let mut seen = BTreeSet::new();
    for (id, amount) in &each {
        if !(0..=MONEY_MAX).contains(&amount.0) {
            let (id, en) = ("Ongkir harus nol atau lebih.", "Shipping must be zero or more.");
            return Err(Refusal::new("amount", id, en).with("amount", amount.0).into());
        }
        if !seen.insert(*id) {
            return Err(twice(*id).into());
        }
    }
    Ok(each)
}
