//! The queue "kembali": parcels and goods on their way back to the shop.

use runut_core::marketplace::WayBack;
use runut_core::rows::{ReturnQueue, ReturnRow};
use runut_core::{Instant, OrderId};
use rusqlite::params;

use super::orders::order_row;
use crate::log::opened;
use crate::{Reader, StoreError};

/// Rows of the queue.
const QUEUE: i64 = 200;

/// What has failed or is claimed and hasn't all come back, oldest first. What a marketplace's file first showed as coming
/// back says so since it was taken over.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn returns_queue(book: &Reader<'_>, now: Instant) -> Result<ReturnQueue, StoreError> {
    let orders = book
        .conn
        .prepare_cached("SELECT COUNT(*) AS orders FROM orders WHERE coming_back = 1")?
        .query_row([], |row| row.get("orders"))?;
    let mut statement = book.conn.prepare_cached(
        "WITH back AS (
           SELECT o.id, o.way_back, COALESCE(
             (SELECT MAX(x.id) FROM activity x
              WHERE x.order_id = o.id AND x.noun = 'order' AND x.verb IN ('fail', 'claim')),
             (SELECT MIN(x.id) FROM activity x WHERE x.order_id = o.id)) AS activity_id
           FROM orders o WHERE o.coming_back = 1)
         SELECT b.id, b.way_back, a.at, a.facts, s.texts
         FROM back b JOIN activity a ON a.id = b.activity_id LEFT JOIN sealed s ON s.activity_id = a.id
         ORDER BY a.at, b.id LIMIT ?1",
    )?;
    let found = statement
        .query_map(params![QUEUE], |row| {
            let arrived = WayBack::from_key(&row.get::<_, String>("way_back")?) == Some(WayBack::Arrived);
            Ok((
                OrderId(row.get("id")?),
                arrived,
                Instant(row.get("at")?),
                row.get::<_, String>("facts")?,
                row.get::<_, Option<String>>("texts")?,
            ))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let rows = found
        .into_iter()
        .map(|(id, arrived, since, facts, texts)| {
            let facts = opened(&facts, texts.as_deref())?;
            let order = book.order(id)?;
            let expected = order.lines.iter().map(|l| if order.failed { l.quantity } else { l.claimed.max(l.back) });
            Ok(ReturnRow {
                order: order_row(book, id, now)?,
                why: facts.get("reason").or(facts.get("file")).cloned().unwrap_or_default(),
                arrived,
                since,
                expected: expected.sum(),
                back: order.lines.iter().map(|l| l.back).sum(),
            })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(ReturnQueue { rows, orders })
}
