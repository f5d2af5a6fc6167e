//! What should be ordered now: from what goods will sell, who they come from, how long that takes, and what is there.

use std::collections::HashMap;

use runut_core::reorder::{LeadTime, quantity, reorder_point, sensible, within_cash};
use runut_core::rows::{Reorder, ReorderCap, ReorderRow, ReorderTerms};
use runut_core::{Day, Money, Refusal, VariantId};

use super::demand::Demand;
use super::forecast::{Goods, foretold, goods, in_tenths, off, weeks_ahead};
use super::supply::Supply;
use crate::{Reader, StoreError};

/// What should be ordered today: variants that have come down to their reorder point, those that are out first.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start. The inner [`Refusal`] is that of
/// [`sensible`].
pub fn reorder(book: &Reader<'_>, day: Day, terms: &ReorderTerms) -> Result<Result<Reorder, Refusal>, StoreError> {
    if let Err(refusal) = sensible(terms) {
        return Ok(Err(refusal));
    }
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let (demand, supply, all) = (Demand::read(book, day, zone)?, Supply::read(book, day)?, goods(book, None)?);
    let on_the_way: HashMap<VariantId, i64> = book.on_the_way(None)?.into_iter().collect();
    let drafted = drafted(book)?;
    let units = |of: &HashMap<VariantId, i64>, variant| of.get(&variant).copied().unwrap_or(0);
    let variants = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let mut rows = Vec::new();
    for goods in &all {
        let weeks = demand.weeks(book, goods.variant, goods.sell_ahead)?;
        let coming = (units(&on_the_way, goods.variant), units(&drafted, goods.variant));
        let lead = supply.lead_time(goods.variant, terms.lead_days);
        let outlook = foretold(&weeks, weeks_ahead(lead.days), terms);
        rows.extend(proposed(goods, coming, (&lead, &outlook), &supply, terms));
    }
    rows.sort_by_key(|row| (row.lasts.unwrap_or(i64::MAX), row.available, row.variant));
    within_cash(&mut rows, terms);
    let value = rows.iter().filter_map(|row| row.value).sum();
    Ok(Ok(Reorder { day, terms: terms.clone(), rows, value, variants }))
}

/// A variant's proposal; none above its reorder point.
fn proposed(
    goods: &Goods,
    (on_the_way, drafted): (i64, i64),
    (lead, outlook): (&LeadTime, &runut_core::forecast::Outlook),
    supply: &Supply,
    terms: &ReorderTerms,
) -> Option<ReorderRow> {
    let service = terms.service as f64 / 100.0;
    let point = reorder_point(outlook.week, outlook.sigma, lead, terms.review_days, service);
    let (quantity, capped) = quantity(goods.available + on_the_way + drafted, point, outlook.week, terms);
    if quantity == 0 {
        return None;
    }
    let last = supply.last.get(&goods.variant);
    let supplier = last.and_then(|(id, _)| Some((*id, supply.names.get(id)?.clone())));
    let worth = (goods.on_hand > 0 && goods.value > Money::ZERO).then(|| Money(goods.value.0 / goods.on_hand));
    let price = last.and_then(|(_, price)| *price).or(worth);
    let (error, naive) = off(outlook);
    Some(ReorderRow {
        variant: goods.variant,
        what: goods.what.clone(),
        sku: goods.sku.clone(),
        supplier_id: supplier.as_ref().map(|(id, _)| *id),
        supplier: supplier.map(|(_, name)| name).unwrap_or_default(),
        available: goods.available,
        on_the_way,
        drafted,
        week: in_tenths(outlook.week),
        error,
        naive,
        few: outlook.tested.is_none(),
        lead_days: lead.days.ceil() as i64,
        receipts: i64::try_from(lead.receipts).unwrap_or(i64::MAX),
        safety: point.safety,
        point: point.units,
        lasts: (outlook.week > 0.0).then(|| (goods.available.max(0) as f64 * 7.0 / outlook.week).floor() as i64),
        quantity,
        cap: capped.then_some(ReorderCap::Days),
        price,
        value: price.and_then(|price| price.times(quantity)),
    })
}

/// Units in drafts of purchase orders, by variant.
fn drafted(book: &Reader<'_>) -> Result<HashMap<VariantId, i64>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT l.variant_id, CAST(SUM(l.quantity) AS BIGINT) AS units FROM purchase_line l
         JOIN purchase o ON o.id = l.purchase_id WHERE o.state = 'draft' GROUP BY l.variant_id",
    )?;
    let rows = statement.query_map([], |row| Ok((VariantId(row.get("variant_id")?), row.get("units")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
