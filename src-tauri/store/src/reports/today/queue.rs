//! How much waits at each stage.

use runut_core::rows::{QueueRow, TodayQueue};
use runut_core::{Instant, Stage};

use crate::orders::TO_SHIP;
use crate::reports::orders::stage_counts;
use crate::{Reader, StoreError};

/// The stages of the queue, in its order.
const STAGES: [Stage; 7] = [
    Stage::Draft,
    Stage::AwaitingPayment,
    Stage::AwaitingApproval,
    Stage::Approved,
    Stage::Packed,
    Stage::Shipped,
    Stage::Delivered,
];

/// Orders a stage, and since when the oldest waits: since it left where it has left, else since it was ordered.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn queue(book: &Reader<'_>, now: Instant) -> Result<TodayQueue, StoreError> {
    let counts = stage_counts(book)?;
    let late = book
        .conn
        .prepare_cached(&format!("SELECT 1 FROM orders o WHERE {TO_SHIP} AND o.ship_by < ?1 LIMIT 1"))?
        .exists([now.0])?;
    let mut oldest = book.conn.prepare_cached(
        "SELECT MIN(placed_at) AS oldest FROM orders WHERE stage = ?1 AND ?1 NOT IN ('shipped', 'delivered')
         UNION ALL SELECT MIN(shipped_at) FROM orders WHERE stage = 'shipped' AND ?1 = 'shipped'
         UNION ALL SELECT MIN(delivered_at) FROM orders WHERE stage = 'delivered' AND ?1 = 'delivered'",
    )?;
    let queue = STAGES
        .into_iter()
        .map(|stage| {
            let found = oldest
                .query_map([stage.key()], |row| row.get::<_, Option<i64>>("oldest"))?
                .collect::<Result<Vec<_>, _>>()?;
            let orders = counts.iter().find(|c| c.stage == stage).map_or(0, |c| c.orders);
            let oldest = found.into_iter().flatten().next().map(Instant);
            Ok(QueueRow { stage, orders, oldest, waited: QueueRow::waited(stage, oldest, late, now) })
        })
        .collect::<Result<_, StoreError>>()?;
    let mut coming_back = book.conn.prepare_cached("SELECT COUNT(*) AS orders FROM orders WHERE coming_back = 1")?;
    Ok(TodayQueue { queue, coming_back: coming_back.query_row([], |row| row.get("orders"))? })
}
