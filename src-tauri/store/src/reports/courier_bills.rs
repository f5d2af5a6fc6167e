//! Parcels without a courier's bill: along the index of those alone.

use std::collections::BTreeMap;

use runut_core::rows::{UnbilledHandover, UnbilledParcels};
use runut_core::{DAY_MS, Day, Instant, Money, OrderId};

use crate::{Reader, StoreError};

/// After so many days a courier's bill isn't expected any more.
const DAYS: i64 = 14;
/// Parcels shown at most, the latest.
const PARCELS: usize = 2_000;

/// Our own parcels that have left and have no courier's bill, by hand-over, and how many of them left long ago.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn unbilled_parcels(book: &Reader<'_>, now: Instant) -> Result<UnbilledParcels, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let mut statement = book.conn.prepare_cached(
        "SELECT id, courier, shipped_at, shipping, weight_g FROM orders
         WHERE store_id IS NULL AND courier_bill IS NULL AND history = 0 AND shipped_at IS NOT NULL
           AND (stage = 'shipped' OR stage = 'delivered' OR stage = 'completed' OR stage = 'returned')
         ORDER BY shipped_at DESC, id DESC LIMIT ?1",
    )?;
    let most = i64::try_from(PARCELS + 1).unwrap_or(i64::MAX);
    let mut rows = statement.query([most])?;
    let (mut by_day, mut found) = (BTreeMap::new(), 0);
    while let Some(row) = rows.next()? {
        found += 1;
        if found > PARCELS {
            break;
        }
        let day = zone.day(Instant(row.get("shipped_at")?));
        let courier: String = row.get("courier")?;
        let of: &mut UnbilledHandover =
            by_day.entry((std::cmp::Reverse(day), courier.clone())).or_insert_with(|| new(courier, day));
        of.orders.push(OrderId(row.get("id")?));
        of.weight_g += row.get::<_, i64>("weight_g")?;
        of.charged += Money(row.get("shipping")?);
    }
    let old = book.without_courier_bill(Instant(now.0.saturating_sub(DAYS * DAY_MS)))?;
    Ok(UnbilledParcels {
        handovers: by_day.into_values().collect(),
        more: found > PARCELS,
        days: DAYS,
        old: i64::try_from(old.len()).unwrap_or(i64::MAX),
        old_charged: old.iter().map(|(_, charged)| *charged).sum(),
    })
}

fn new(courier: String, day: Day) -> UnbilledHandover {
    UnbilledHandover { courier, day, orders: Vec::new(), weight_g: 0, charged: Money::ZERO }
}
