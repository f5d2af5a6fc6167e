//! The orders behind a figure.

use runut_core::OrderId;
use runut_core::figures::{Count, Dim};
use runut_core::kpi::{Kpi, Made};
use runut_core::statements::Period;
use rusqlite::params;

use crate::{Reader, StoreError};

/// Days before a parcel's that its order may have been placed.
const BEFORE: i64 = 90;

/// By which word an order is found that counts for a figure.
fn word(kpi: &Kpi) -> Option<&'static str> {
    let (Made::Sum(count) | Made::Per(count, _) | Made::PerOthers(count, ..)) = kpi.made else { return None };
    Some(match count {
        Count::Placed | Count::Units => "placed",
        Count::Cancelled | Count::SellerCancelled => "cancelled",
        Count::Shipped | Count::Net | Count::Profit => "shipped",
        Count::Losing => "losing",
        Count::BackUnits => "back",
        Count::Failed | Count::CodFailed => "failed",
        Count::Late => "late",
        Count::Fast => "slow",
        _ => return None,
    })
}

/// Orders that count for a figure in a period, those placed last first; none where it isn't made of orders. Of deliveries in time it is
/// those that weren't.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_orders(
    book: &Reader<'_>,
    kpi: &Kpi,
    period: Period,
    dim: Dim,
    most: i64,
) -> Result<Option<Vec<OrderId>>, StoreError> {
    let Some(word) = word(kpi) else { return Ok(None) };
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id FROM orders o WHERE o.placed_at >= ?1 AND o.placed_at < ?3 AND o.stage <> 'draft'
           AND (?4 = 'placed' AND o.placed_at >= ?2 OR ?4 = 'cancelled' AND o.placed_at >= ?2 AND o.stage = 'cancelled'
             OR o.shipped_at >= ?2 AND o.shipped_at < ?3 AND o.stage <> 'cancelled' AND (?4 = 'shipped'
               OR ?4 = 'losing' AND o.profit < 0 OR ?4 = 'failed' AND o.failed = 1 OR ?4 = 'late' AND o.shipped_at > o.ship_by
               OR ?4 = 'slow' AND o.shipped_at >= o.paid_at + 172800000
               OR ?4 = 'back' AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND (l.claimed > 0 OR l.back > 0))))
           AND (?5 = 0 OR o.store_id = ?5 OR o.courier_id = ?5 - 1000 OR o.packed_by = ?5 - 2000
             OR o.store_id IS NULL AND o.channel = ?6)
         ORDER BY o.placed_at DESC, o.id DESC LIMIT ?7",
    )?;
    let (first, from) = (zone.begins(period.from.plus(-BEFORE)).0, zone.begins(period.from).0);
    let to = zone.begins(period.to.plus(1)).0;
    let channel = dim.as_channel().map_or("", runut_core::Channel::key);
    let rows =
        statement.query_map(params![first, from, to, word, dim.0, channel, most], |row| row.get("id").map(OrderId))?;
    Ok(Some(rows.collect::<Result<_, _>>()?))
}
