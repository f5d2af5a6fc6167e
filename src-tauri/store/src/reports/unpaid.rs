//! Orders that marketplaces and couriers haven't paid out yet.

use runut_core::order::Order;
use runut_core::rows::{PartAmount, UnpaidOrder};
use runut_core::settlement::Part;
use runut_core::{DAY_MS, Instant, Money, OrderId, StoreId};
use rusqlite::params;

use crate::{Reader, StoreError};

/// So many are listed.
const LISTED: i64 = 500;

/// Orders of a store of which something is still owed, or of a courier's COD where there is none; those that left first stand first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn unpaid_orders(
    book: &Reader<'_>,
    now: Instant,
    store: Option<StoreId>,
    courier: &str,
) -> Result<Vec<UnpaidOrder>, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let days = if store.is_some() { shop.payout_days } else { shop.cod_days };
    let due = now.0.saturating_sub(days * DAY_MS);
    let mut statement = book.conn.prepare_cached(
        "SELECT id, external_id, buyer, shipped_at, delivered_at, receivable FROM orders
         WHERE receivable <> 0 AND shipped_at IS NOT NULL AND (store_id = ?1 OR ?1 = 0 AND store_id IS NULL AND terms = 'cod' AND courier = ?2)
         ORDER BY shipped_at, id LIMIT ?3",
    )?;
    let mut rows = statement.query(params![store.map_or(0, |store| store.0), courier, LISTED])?;
    let mut orders = Vec::new();
    while let Some(row) = rows.next()? {
        let (left, arrived): (i64, Option<i64>) = (row.get("shipped_at")?, row.get("delivered_at")?);
        let owed = Money(row.get("receivable")?);
        let id = OrderId(row.get("id")?);
        let order = book.order(id)?;
        orders.push(UnpaidOrder {
            id,
            external_id: row.get("external_id")?,
            buyer: row.get("buyer")?,
            day: shop.zone.day(Instant(left)),
            days: now.0.saturating_sub(left) / DAY_MS,
            owed,
            should: order.expected.as_ref().map(|fees| order.would_bring(fees)),
            fees: fees(&order),
            late: owed > Money::ZERO && arrived.is_some_and(|at| at < due),
        });
    }
    Ok(orders)
}

/// What is expected to be taken of an order, by part.
fn fees(order: &Order) -> Vec<PartAmount> {
    let Some(expected) = &order.expected else { return Vec::new() };
    let (goods, claims) = order.sold_for();
    let taken = Part::ALL.into_iter().zip(expected.less(goods, claims));
    taken.filter(|(_, amount)| *amount != Money::ZERO).map(|(part, amount)| PartAmount { part, amount }).collect()
}
