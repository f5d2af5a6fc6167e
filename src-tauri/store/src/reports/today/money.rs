//! Money that a person should look at: what is covered and waits for approval, what came in part, what came beyond.

use runut_core::rows::{MoneyCheckRow, TodayMoney};
use runut_core::{Instant, Money, OrderId};

use crate::orders::stage_of;
use crate::reports::orders::customer;
use crate::reports::whole;
use crate::{Reader, StoreError};

/// Rows shown.
const ROWS: i64 = 5;

/// The first rows, how many orders there are, and what they were paid.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn money(book: &Reader<'_>) -> Result<TodayMoney, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "WITH looked AS (
           SELECT id, paid - refunded AS kept, owed FROM orders WHERE stage = 'awaiting_approval' AND paid > refunded
           UNION SELECT id, paid - refunded, owed FROM orders WHERE stage = 'awaiting_payment' AND paid > refunded
           UNION SELECT id, paid - refunded, owed FROM orders WHERE owed > 0)
         SELECT l.id, l.kept, o.stage, o.total, l.owed, o.buyer, o.recipient, o.masked, o.paid_at,
           COUNT(*) OVER () AS orders, CAST(SUM(l.kept / 1000000000) OVER () AS BIGINT) AS high,
           CAST(SUM(l.kept % 1000000000) OVER () AS BIGINT) AS low,
           (SELECT p.at FROM payment_part t JOIN payment p ON p.id = t.payment_id
            WHERE t.order_id = l.id AND p.kind = 'in' AND p.voided IS NULL ORDER BY p.at DESC, p.id DESC LIMIT 1) AS at,
           (SELECT a.name FROM payment_part t JOIN payment p ON p.id = t.payment_id JOIN account a ON a.id = p.account
            WHERE t.order_id = l.id AND p.kind = 'in' AND p.voided IS NULL ORDER BY p.at DESC, p.id DESC LIMIT 1) AS account
         FROM looked l JOIN orders o ON o.id = l.id
         ORDER BY CASE WHEN l.owed > 0 THEN 1 WHEN o.stage = 'awaiting_approval' THEN 0 ELSE 2 END, l.id LIMIT ?1",
    )?;
    let mut rows = statement.query([ROWS])?;
    let (mut money, mut money_orders, mut money_total) = (Vec::new(), 0, Money::ZERO);
    while let Some(row) = rows.next()? {
        (money_orders, money_total) = (row.get("orders")?, whole(row)?);
        let (paid, total) = (Money(row.get("kept")?), Money(row.get("total")?));
        let owed = Money(row.get("owed")?);
        let at: Option<i64> = row.get("at")?;
        money.push(MoneyCheckRow {
            order: OrderId(row.get("id")?),
            customer: customer(row)?,
            paid,
            beyond: if owed > Money::ZERO { owed } else { paid - total },
            at: at.or(row.get("paid_at")?).map(Instant),
            account: row.get::<_, Option<String>>("account")?.unwrap_or_default(),
            stage: stage_of(row)?,
        });
    }
    Ok(TodayMoney { money, money_orders, money_total })
}
