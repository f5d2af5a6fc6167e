//! What the couriers fetch.

use runut_core::rows::{PickupRow, TodayPickups};
use runut_core::{Instant, Stage, courier_named};

use crate::orders::{TO_SHIP, stage_of};
use crate::reports::Clock;
use crate::{Reader, StoreError};

/// What each courier fetches next: parcels that must leave today or before, and whatever is packed.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn pickups(book: &Reader<'_>, now: Instant) -> Result<TodayPickups, StoreError> {
    let clock = Clock::at(book, now)?;
    let couriers = book.couriers()?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT o.courier, o.stage, COUNT(*) AS orders FROM orders o
         WHERE {TO_SHIP} AND (o.ship_by < ?1 OR o.stage = 'packed') GROUP BY o.courier, o.stage"
    ))?;
    let mut rows = statement.query([clock.tomorrow.0])?;
    let mut pickups: Vec<PickupRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, orders): (String, i64) = (row.get("courier")?, row.get("orders")?);
        let packed = if stage_of(row)? == Stage::Packed { orders } else { 0 };
        let known = courier_named(&couriers, &text);
        let name = known.map_or(text, |courier| courier.name.clone());
        match pickups.iter_mut().find(|p| p.courier == name) {
            Some(pickup) => {
                pickup.packed += packed;
                pickup.parcels += orders;
            }
            None => pickups.push(PickupRow {
                pickup: known.and_then(|courier| courier.pickup),
                courier: name,
                packed,
                parcels: orders,
            }),
        }
    }
    pickups.sort_by(|a, b| {
        let time = |p: &PickupRow| p.pickup.unwrap_or(i64::MAX);
        time(a).cmp(&time(b)).then(b.parcels.cmp(&a.parcels)).then_with(|| a.courier.cmp(&b.courier))
    });
    Ok(TodayPickups { pickups })
}
