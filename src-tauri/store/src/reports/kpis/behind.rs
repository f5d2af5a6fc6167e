//! The orders behind a figure.

use runut_core::OrderId;
use runut_core::figures::{Count, Dim};
use runut_core::kpi::{Kpi, Made};
use runut_core::order::{Marks, marks};
use runut_core::statements::Period;
use rusqlite::params;

use crate::{Reader, StoreError};

/// Days before a parcel's that its order may have been placed.
const BEFORE: i64 = 90;

/// What an order has to count that stands behind a figure, and how it is found.
fn sought(kpi: &Kpi) -> Option<(Count, &'static str)> {
    let (Made::Sum(count) | Made::Per(count, _) | Made::PerOthers(count, ..)) = kpi.made else { return None };
    let word = match count {
        Count::Placed | Count::Units => "placed",
        Count::Cancelled | Count::SellerCancelled => "cancelled",
        Count::Shipped | Count::Net | Count::Profit => "shipped",
        Count::Losing => "losing",
        Count::BackUnits => "back",
        Count::Failed | Count::CodFailed => "failed",
        Count::Late => "late",
        Count::Fast => "slow",
        _ => return None,
    };
    Some((count, word))
}

/// Whether an order's marks count for a figure in a period. Of what left in time it is those that didn't.
fn counts(marks: &Marks, count: Count, period: Period, dim: Dim) -> bool {
    let within = marks.figures.iter().filter(|((day, of), _)| *of == dim && period.from <= *day && *day <= period.to);
    let sum = |count: Count| within.clone().map(|(_, figures)| figures.of(count)).sum::<i64>();
    if count == Count::Fast { sum(Count::PaidShipped) > sum(Count::Fast) } else { sum(count) != 0 }
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
    most: usize,
) -> Result<Option<Vec<OrderId>>, StoreError> {
    let Some((count, word)) = sought(kpi) else { return Ok(None) };
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id FROM orders o WHERE o.placed_at >= ?1 AND o.placed_at < ?3 AND o.stage <> 'draft'
           AND (?4 = 'placed' AND o.placed_at >= ?2 OR ?4 = 'cancelled' AND o.placed_at >= ?2 AND o.stage = 'cancelled'
             OR o.shipped_at >= ?2 AND o.shipped_at < ?3 AND o.stage <> 'cancelled' AND (?4 = 'shipped'
               OR ?4 = 'losing' AND o.profit < 0 OR ?4 = 'failed' AND o.failed = 1 OR ?4 = 'late' AND o.shipped_at > o.ship_by
               OR ?4 = 'slow' AND o.shipped_at >= o.paid_at + 86400000
               OR ?4 = 'back' AND EXISTS (SELECT 1 FROM order_line l WHERE l.order_id = o.id AND (l.claimed > 0 OR l.back > 0))))
         ORDER BY o.placed_at DESC, o.id DESC",
    )?;
    let (first, from) = (zone.begins(period.from.plus(-BEFORE)).0, zone.begins(period.from).0);
    let to = zone.begins(period.to.plus(1)).0;
    let (mut found, mut rows) = (Vec::new(), statement.query(params![first, from, to, word])?);
    while let Some(row) = rows.next()?.filter(|_| found.len() < most) {
        let order = book.order(OrderId(row.get("id")?))?;
        let stamps = book.stamps(order.id)?;
        if counts(&marks(&order, order.profit_and_owed(), &stamps, zone), count, period, dim) {
            found.push(order.id);
        }
    }
    Ok(Some(found))
}
