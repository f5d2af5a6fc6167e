//! What a form comes to, told while it is typed.

use std::collections::BTreeMap;

use runut_core::order::{Line, Order};
use runut_core::rows::{OrderForm, OrderPreview, PreviewLine};
use runut_core::{CustomerId, DAY_MS, Instant, Money, Sentence, VariantId, Zone};
use runut_store::{Reader, StoreError, reports};

use super::code;
use super::reading::{ReadForm, goods, there, what};
use super::{buyer, ready};
use crate::ActionError;

/// Previews a form without writing anything: lines, totals, what is still wrong, and what to look at.
///
/// # Errors
/// `missing` for an order, variant or customer that isn't in the book; [`ActionError`] where it can't be read.
pub fn preview_order(book: &Reader<'_>, form: &OrderForm, now: Instant) -> Result<OrderPreview, ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let mut typed = ReadForm::read(book, now, form)?;
    let buyer = buyer::find(book, form)?;
    let coded = code::fit(book, form, &shop, &mut typed)?;
    let own = typed.was().map(Order::allocated).unwrap_or_default();
    let lines = typed.order.lines.iter().zip(typed.missing()).map(|(line, missing)| PreviewLine {
        gross: line.gross(),
        net: line.net(),
        available: there(&typed.levels, &own, line.variant),
        missing,
    });
    let lines = lines.collect();
    let mut hints = hints(book, form, &typed, buyer.known, (now, shop.zone))?;
    hints.extend(coded);
    let mut problems: Vec<_> = typed.problems.iter().map(|problem| problem.refusal.clone()).collect();
    problems.extend(buyer.problem.clone());
    problems.extend(typed.was().and_then(|was| ready(book, was, form).transpose()).transpose()?);
    Ok(OrderPreview {
        lines,
        goods: goods(&typed.order),
        discount: typed.order.lines.iter().map(|line| line.discount).sum(),
        shipping: typed.order.shipping,
        unique_code: typed.order.unique_code,
        total: typed.order.total,
        weight_g: typed.about.weight_g,
        problems,
        hints,
        customer: buyer.known.map(|id| reports::customer_row(book, id)).transpose()?,
    })
}

fn hints(
    book: &Reader<'_>,
    form: &OrderForm,
    typed: &ReadForm,
    customer: Option<CustomerId>,
    (now, zone): (Instant, Zone),
) -> Result<Vec<Sentence>, ActionError> {
    let mut hints = Vec::new();
    if let Some(customer) = customer.filter(|_| form.order.is_none()) {
        hints.extend(twice(book, typed, customer, now, zone)?);
    }
    for (variant, line) in typed.variants.iter().zip(&form.lines) {
        if variant.price != line.price && variant.price > Money::ZERO {
            let what = what(variant);
            hints.push(Sentence::new(
                format!("Harga {what} di daftar {}, di sini {}.", variant.price, line.price),
                format!("{what} is listed at {}, here it is {}.", variant.price, line.price),
            ));
        }
    }
    if !typed.about.recipient.is_empty() && typed.about.address.is_empty() {
        hints.push(Sentence::new(
            "Alamat belum diisi: labelnya belum bisa dicetak.",
            "There is no address yet: no label can be printed.",
        ));
    }
    Ok(hints)
}

/// The same buyer, goods and day: it may have been typed already.
fn twice(
    book: &Reader<'_>,
    typed: &ReadForm,
    customer: CustomerId,
    now: Instant,
    zone: Zone,
) -> Result<Option<Sentence>, ActionError> {
    let wanted = units(&typed.order.lines);
    if wanted.is_empty() {
        return Ok(None);
    }
    for id in book.orders_since(customer, Instant(now.0.saturating_sub(DAY_MS)))? {
        let today = zone.day(book.particulars(id)?.placed_at) == zone.day(now);
        if today && units(&book.order(id)?.lines) == wanted {
            return Ok(Some(Sentence::new(
                format!("Pesanan {id} hari ini dari pembeli yang sama dan isinya sama."),
                format!("Order {id} of today has the same buyer and the same goods."),
            )));
        }
    }
    Ok(None)
}

fn units(lines: &[Line]) -> BTreeMap<VariantId, i64> {
    let mut units = BTreeMap::new();
    for line in lines {
        let sum = units.entry(line.variant).or_insert(0_i64);
        *sum = sum.saturating_add(line.quantity);
    }
    units
}
