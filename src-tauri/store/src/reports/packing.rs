//! The packing table: what waits, and the parcel on it.

use runut_core::rows::{PackLine, PackQueue, PackQueueRow, PackView};
use runut_core::{Instant, LineId, OrderId, VariantId};

use super::orders::row;
use super::{Clock, missing_units};
use crate::{Reader, StoreError};

/// Parcels shown in the queue at most.
const QUEUE: i64 = 200;

const WAITING: &str = "SELECT o.id FROM orders o WHERE o.stage = 'approved' AND o.held IS NULL
    ORDER BY CASE WHEN o.wave_id IS NULL THEN 1 ELSE 0 END, COALESCE(o.ship_by, 9000000000000000), o.id";

/// Parcels to pack: those of a wave first, then the most urgent.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn pack_queue(book: &Reader<'_>, now: Instant) -> Result<PackQueue, StoreError> {
    let clock = Clock::at(book, now)?;
    let missing = missing_units(book, None)?;
    let ids = waiting(book)?;
    let shown = ids.iter().take(usize::try_from(QUEUE).unwrap_or(0));
    let rows = shown
        .map(|id| {
            let order = row(book, *id, clock, &missing)?;
            let checked = book.order(*id)?.lines.iter().map(|l| l.checked).sum();
            Ok(PackQueueRow { order, checked })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let today = book.shop()?.map_or(0, |shop| shop.zone.day(now).0);
    let packed_today = book
        .conn
        .prepare_cached(
            "SELECT COUNT(DISTINCT o.id) AS packed FROM activity a JOIN orders o ON o.id = a.order_id
             WHERE a.day = ?1 AND a.noun = 'order' AND a.verb = 'pack'
               AND o.stage <> 'approved' AND o.stage <> 'awaiting_approval' AND o.stage <> 'cancelled'",
        )?
        .query_row([today], |row| row.get("packed"))?;
    Ok(PackQueue { rows, total: i64::try_from(ids.len()).unwrap_or(0), packed_today })
}

fn waiting(book: &Reader<'_>) -> Result<Vec<OrderId>, StoreError> {
    let mut statement = book.conn.prepare_cached(WAITING)?;
    Ok(statement.query_map([], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<_, _>>()?)
}

/// A parcel on the packing table.
///
/// # Errors
/// [`StoreError::Missing`] where there is no such order.
pub fn pack_view(book: &Reader<'_>, id: OrderId, now: Instant) -> Result<PackView, StoreError> {
    let queue = waiting(book)?;
    let mut statement = book.conn.prepare_cached(
        "SELECT l.id, l.variant_id, p.name AS product, v.name AS variant, v.sku, v.shelf, l.quantity, l.checked
         FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE l.order_id = ?1 ORDER BY v.walk, l.position",
    )?;
    let lines = statement
        .query_map([id.0], |row| {
            Ok(PackLine {
                line: LineId(row.get("id")?),
                variant_id: VariantId(row.get("variant_id")?),
                product: row.get("product")?,
                variant: row.get("variant")?,
                sku: row.get("sku")?,
                shelf: row.get("shelf")?,
                quantity: row.get("quantity")?,
                checked: row.get("checked")?,
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let started = lines.iter().find(|l| l.checked > 0 && l.checked < l.quantity);
    let current = started.or_else(|| lines.iter().find(|l| l.checked < l.quantity)).map(|l| l.line);
    let position = queue.iter().position(|waits| *waits == id).map_or(0, |at| at + 1);
    Ok(PackView {
        order: row(book, id, Clock::at(book, now)?, &missing_units(book, Some(id))?)?,
        current,
        units: lines.iter().map(|l| l.quantity).sum(),
        checked: lines.iter().map(|l| l.checked).sum(),
        note: book.particulars(id)?.note,
        position: i64::try_from(position).unwrap_or(0),
        queue: i64::try_from(queue.len()).unwrap_or(0),
        lines,
    })
}
