//! Parcels that have not left, and the late ones.

use runut_core::rows::TodayParcels;
use runut_core::{Instant, OrderId};
use rusqlite::params;

use crate::orders::TO_SHIP;
use crate::reports::orders::{Missing, row};
use crate::reports::{Clock, missing_units};
use crate::{Reader, StoreError};

/// Rows of late ones: as many as the largest screen has room for.
const ROWS: i64 = 40;

/// Parcels that have not left, by when they must, and the late ones.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn parcels(book: &Reader<'_>, now: Instant) -> Result<TodayParcels, StoreError> {
    let clock = Clock::at(book, now)?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN o.ship_by < ?1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late,
           CAST(COALESCE(SUM(CASE WHEN o.ship_by >= ?1 AND o.ship_by < ?2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS today,
           CAST(COALESCE(SUM(CASE WHEN o.ship_by >= ?2 OR o.ship_by IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS later
         FROM orders o WHERE {TO_SHIP}"
    ))?;
    let (late, due_today, due_later): (i64, i64, i64) = statement
        .query_row([clock.now.0, clock.tomorrow.0], |row| {
            Ok((row.get("late")?, row.get("today")?, row.get("later")?))
        })?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT o.id FROM orders o WHERE {TO_SHIP} AND o.ship_by < ?1 ORDER BY o.ship_by, o.id LIMIT ?2"
    ))?;
    let ids = statement
        .query_map(params![clock.now.0, ROWS], |row| Ok(OrderId(row.get("id")?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let missing = if ids.is_empty() { Missing::new() } else { missing_units(book, None)? };
    let late_rows = ids.into_iter().map(|id| row(book, id, clock, &missing)).collect::<Result<_, _>>()?;
    Ok(TodayParcels { open: late + due_today + due_later, late, due_today, due_later, late_rows })
}
