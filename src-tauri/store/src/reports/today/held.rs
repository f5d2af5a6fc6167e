//! What is held.

use runut_core::OrderId;
use runut_core::rows::{HeldRow, TodayHeld};

use crate::orders::OPEN;
use crate::reports::orders::customer;
use crate::{Reader, StoreError};

/// Rows shown.
const ROWS: i64 = 3;

/// The most urgent orders that are held, and how many there are.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn held(book: &Reader<'_>) -> Result<TodayHeld, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT o.id, o.held, o.buyer, o.recipient, o.masked, l.quantity, p.name AS product, v.name AS variant,
           COUNT(*) OVER () AS orders
         FROM orders o LEFT JOIN order_line l ON l.order_id = o.id AND l.position = 1
           LEFT JOIN variant v ON v.id = l.variant_id LEFT JOIN product p ON p.id = v.product_id
         WHERE {OPEN} AND o.held IS NOT NULL
         ORDER BY COALESCE(o.ship_by, 9000000000000000), o.id LIMIT ?1"
    ))?;
    let mut rows = statement.query([ROWS])?;
    let (mut held_rows, mut held) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        held = row.get("orders")?;
        let id = OrderId(row.get("id")?);
        held_rows.push(HeldRow {
            id,
            number: id.0,
            held: row.get("held")?,
            customer: customer(row)?,
            first_quantity: row.get::<_, Option<i64>>("quantity")?.unwrap_or(0),
            first_product: row.get::<_, Option<String>>("product")?.unwrap_or_default(),
            first_variant: row.get::<_, Option<String>>("variant")?.unwrap_or_default(),
        });
    }
    Ok(TodayHeld { held_rows, held })
}
