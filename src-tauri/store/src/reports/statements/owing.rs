//! The orders that owe something to the shop: along the index of those alone, however many orders there are.

use runut_core::rows::{ReceivableOrderRow, ReceivableOrders};
use runut_core::{Channel, Day, Instant, Money, OrderId, Refusal, Sentence, StoreId};

use super::super::orders::customer;
use super::sums;
use crate::{Reader, StoreError};

/// The orders that owe something, what left first first. It is kept as it stands, so that it can be told of today alone.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner refusal `day_today` for another day.
pub fn receivable_orders(
    book: &Reader<'_>,
    day: Day,
    today: Day,
) -> Result<Result<ReceivableOrders, Refusal>, StoreError> {
    if day != today {
        return Ok(Err(Refusal::new(
            "day_today",
            "Piutang per pesanan adalah keadaan hari ini. Untuk tanggal lain pakai piutang menurut umur.",
            "Receivables by order are as of today. For another day take those by age.",
        )));
    }
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let chart = sums::chart(book)?;
    let mut statement = book.conn.prepare_cached(
        "SELECT id, external_id, store_id, channel, buyer, recipient, masked, shipped_at, receivable FROM orders
         WHERE receivable <> 0 ORDER BY COALESCE(shipped_at, 9000000000000000), id",
    )?;
    let rows = statement.query_map([], |row| {
        let channel: String = row.get("channel")?;
        let shipped = row.get::<_, Option<i64>>("shipped_at")?.map(|at| zone.day(Instant(at)));
        let from = match row.get::<_, Option<i64>>("store_id")? {
            Some(store) => chart.store(StoreId(store)),
            None => {
                let name = Channel::from_key(&channel).map_or(channel, |known| known.name().to_owned());
                Sentence::new(name.clone(), name)
            }
        };
        Ok(ReceivableOrderRow {
            order: OrderId(row.get("id")?),
            external_id: row.get("external_id")?,
            from,
            customer: customer(row)?,
            shipped,
            days: shipped.map(|left| left.days_to(today)),
            amount: Money(row.get("receivable")?),
        })
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let total = rows.iter().map(|row| row.amount).sum();
    Ok(Ok(ReceivableOrders { day, rows, total }))
}
