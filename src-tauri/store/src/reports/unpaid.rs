//! What marketplaces and couriers haven't paid out yet: by age, and order by order.

use runut_core::order::Order;
use runut_core::rows::{PartAmount, PayoutsWaiting, UnpaidOrder, UnpaidOut};
use runut_core::settlement::Part;
use runut_core::{DAY_MS, Instant, Money, OrderId, StoreId};
use rusqlite::params;

use crate::{Reader, StoreError};

/// Orders `o` of whose money something is owed by a marketplace or a courier.
const STILL_OWED: &str =
    "o.receivable <> 0 AND o.shipped_at IS NOT NULL AND (o.store_id IS NOT NULL OR o.terms = 'cod')";

/// Whether an order `o` should have been paid by now: it arrived before `?1`, a courier's COD before `?2`; one that is still on its way
/// left before `?3`. Where nobody says when it arrived, it was when it left.
const LATE: &str = "CASE WHEN o.receivable <= 0 THEN 0
     WHEN o.stage = 'shipped' THEN CASE WHEN o.shipped_at < ?3 THEN 1 ELSE 0 END
     WHEN COALESCE(o.delivered_at, o.completed_at, o.shipped_at) < CASE WHEN o.store_id IS NULL THEN ?2 ELSE ?1 END THEN 1
     ELSE 0 END";

/// Days after which what is still on its way should have arrived and been paid: the last of the ages.
const LONG: i64 = 31;

/// Days after which a marketplace's money is late since a parcel arrived, a courier's, and either's since one left that is still on its way.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub(super) fn late_after(book: &Reader<'_>) -> Result<[i64; 3], StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    Ok([shop.payout_days, shop.cod_days, LONG])
}

/// Until when an order should have arrived, or left, to be late now: `?1` to `?3` of [`LATE`].
fn bounds(book: &Reader<'_>, now: Instant) -> Result<[i64; 3], StoreError> {
    Ok(late_after(book)?.map(|days| before(now, days)))
}

fn before(now: Instant, days: i64) -> i64 {
    now.0.saturating_sub(days * DAY_MS)
}

/// What isn't paid yet: by store, and by courier of COD.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn unpaid(book: &Reader<'_>, now: Instant) -> Result<Vec<UnpaidOut>, StoreError> {
    let [stores, couriers, long] = bounds(book, now)?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT COALESCE(s.name, o.courier) AS name, o.store_id, COUNT(*) AS orders,
           CAST(SUM(CASE WHEN o.shipped_at > ?4 THEN o.receivable ELSE 0 END) AS BIGINT) AS week,
           CAST(SUM(CASE WHEN o.shipped_at <= ?4 AND o.shipped_at > ?5 THEN o.receivable ELSE 0 END) AS BIGINT) AS fortnight,
           CAST(SUM(CASE WHEN o.shipped_at <= ?5 AND o.shipped_at > ?3 THEN o.receivable ELSE 0 END) AS BIGINT) AS month,
           CAST(SUM(CASE WHEN o.shipped_at <= ?3 THEN o.receivable ELSE 0 END) AS BIGINT) AS older,
           SUM({LATE}) AS late
         FROM orders o LEFT JOIN store s ON s.id = o.store_id
         WHERE {STILL_OWED} GROUP BY o.store_id, COALESCE(s.name, o.courier) ORDER BY o.store_id IS NULL, o.store_id, name"
    ))?;
    let ages = [stores, couriers, long, before(now, 8), before(now, 15)];
    let rows = statement.query_map(ages, |row| {
        let ages = [row.get("week")?, row.get("fortnight")?, row.get("month")?, row.get("older")?].map(Money);
        Ok(UnpaidOut {
            name: row.get("name")?,
            store: row.get::<_, Option<i64>>("store_id")?.map(StoreId),
            orders: row.get("orders")?,
            ages,
            amount: ages.into_iter().sum(),
            late: row.get("late")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What of payouts waits for a person: what is late of stores whose payouts are taken in, and of couriers' COD; words without a
/// meaning. Of a store whose payouts nobody enters everything is late, which is nothing that waits.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payouts_waiting(book: &Reader<'_>, now: Instant) -> Result<PayoutsWaiting, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT (SELECT CAST(COALESCE(SUM({LATE}), 0) AS BIGINT) FROM orders o WHERE {STILL_OWED}
             AND (o.store_id IS NULL OR o.store_id IN (SELECT store_id FROM settle_file))) AS late,
           (SELECT COUNT(*) FROM (
             SELECT DISTINCT s.channel, p.word FROM settle_part p JOIN settle_row r ON r.id = p.row_id JOIN store s ON s.id = r.store_id
             WHERE p.part = '' AND r.superseded_by IS NULL) AS unsaid) AS words"
    ))?;
    let count = |row: &rusqlite::Row<'_>| Ok(PayoutsWaiting { late: row.get("late")?, words: row.get("words")? });
    Ok(statement.query_row(bounds(book, now)?, count)?)
}

/// The first `most` orders of a store of which something is still owed, or of a courier's COD where there is none; those that left first stand first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn unpaid_orders(
    book: &Reader<'_>,
    now: Instant,
    store: Option<StoreId>,
    courier: &str,
    most: i64,
) -> Result<Vec<UnpaidOrder>, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let [stores, couriers, long] = bounds(book, now)?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT o.id, o.external_id, o.buyer, o.shipped_at, o.receivable, {LATE} AS late FROM orders o
         WHERE {STILL_OWED} AND (o.store_id = ?4 OR ?4 = 0 AND o.store_id IS NULL AND o.courier = ?5)
         ORDER BY o.shipped_at, o.id LIMIT ?6"
    ))?;
    let of = store.map_or(0, |store| store.0);
    let mut rows = statement.query(params![stores, couriers, long, of, courier, most])?;
    let mut orders = Vec::new();
    while let Some(row) = rows.next()? {
        let left: i64 = row.get("shipped_at")?;
        let owed = Money(row.get("receivable")?);
        let id = OrderId(row.get("id")?);
        let order = book.order(id)?;
        orders.push(UnpaidOrder {
            id,
            external_id: row.get("external_id")?,
            buyer: row.get("buyer")?,
            day: zone.day(Instant(left)),
            days: now.0.saturating_sub(left) / DAY_MS,
            owed,
            should: order.expected.as_ref().map(|fees| order.would_bring(fees)),
            fees: fees(&order),
            late: row.get::<_, i64>("late")? != 0,
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
