//! "Hari ini": everything that the owner looks at in the morning, in one answer.
//!
//! Invariant: every question reads maintained figures or an index over what is open or recent, so that a book of a
//! million orders answers as fast as one of a thousand.

mod first;
mod low;
mod money;
mod sales;

use runut_core::rows::{OrderRow, PickupRow, QueueRow, Today, WeekGoal, percent};
use runut_core::{Instant, Money, OrderId, Stage, courier_named};
use rusqlite::{ToSql, params};

use super::orders::{Missing, row, stage_counts};
use super::{Clock, missing_units};
use crate::orders::{OPEN, TO_SHIP, stage_of};
use crate::{Reader, StoreError};

/// Rows of each list: as many as the largest screen has room for. Each has a screen of its own, where all are.
const LATE_ROWS: i64 = 40;
const HELD_ROWS: i64 = 3;

/// The stages of the queue, in its order.
const QUEUE: [Stage; 7] = [
    Stage::Draft,
    Stage::AwaitingPayment,
    Stage::AwaitingApproval,
    Stage::Approved,
    Stage::Packed,
    Stage::Shipped,
    Stage::Delivered,
];

/// Everything that the owner looks at in the morning.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn today(book: &Reader<'_>, now: Instant) -> Result<Today, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let (clock, day) = (Clock::at(book, now)?, shop.zone.day(now));
    let missing = missing_units(book, None)?;
    let waiting = waiting(book, clock)?;
    let (week, yesterday) = sales::week(book, shop.zone, day)?;
    let uncosted = sales::uncosted(book, yesterday.day)?;
    let profit = yesterday.sales - sales::cost(book, yesterday.day)?;
    let (week_sales, days_left) = (week.iter().map(|d| d.sales).sum(), 7 - day.weekday());
    let (low, low_variants) = low::low(book, shop.zone, day)?;
    let (money, money_orders, money_total) = money::checks(book)?;
    let (held_rows, held) = held(book, clock, &missing)?;
    Ok(Today {
        now,
        day,
        open: waiting.late + waiting.today + waiting.later,
        late: waiting.late,
        due_today: waiting.today,
        due_later: waiting.later,
        late_rows: late_rows(book, clock, &missing)?,
        pickups: pickups(book, clock)?,
        queue: queue(book, waiting.late, now)?,
        money,
        money_orders,
        money_total,
        held_rows,
        held,
        coming_back: count(book, "SELECT COUNT(*) AS orders FROM orders WHERE coming_back = 1")?,
        week_sales,
        days_left,
        goal: WeekGoal::of(shop.weekly_goal, week_sales, yesterday.sales, days_left),
        yesterday_profit: (uncosted == 0).then_some(profit),
        yesterday_margin: (uncosted == 0 && yesterday.sales > Money::ZERO).then(|| percent(profit, yesterday.sales)),
        yesterday_uncosted: uncosted,
        week,
        yesterday,
        low,
        low_variants,
        tasks: book.open_tasks(None)?,
        tasks_due: book.tasks_due(day)?,
        first: first::steps(book)?,
    })
}

fn count(book: &Reader<'_>, sql: &str) -> Result<i64, StoreError> {
    Ok(book.conn.prepare_cached(sql)?.query_row([], |row| row.get("orders"))?)
}

/// Parcels that wait for us, by when they must leave.
struct Waiting {
    late: i64,
    today: i64,
    later: i64,
}

fn waiting(book: &Reader<'_>, clock: Clock) -> Result<Waiting, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT CAST(COALESCE(SUM(CASE WHEN o.ship_by < ?1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS late,
           CAST(COALESCE(SUM(CASE WHEN o.ship_by >= ?1 AND o.ship_by < ?2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS today,
           CAST(COALESCE(SUM(CASE WHEN o.ship_by >= ?2 OR o.ship_by IS NULL THEN 1 ELSE 0 END), 0) AS BIGINT) AS later
         FROM orders o WHERE {TO_SHIP}"
    ))?;
    let found = statement.query_row([clock.now.0, clock.tomorrow.0], |row| {
        Ok(Waiting { late: row.get("late")?, today: row.get("today")?, later: row.get("later")? })
    })?;
    Ok(found)
}

/// The rows of the orders that a question names.
fn named(
    book: &Reader<'_>,
    clock: Clock,
    missing: &Missing,
    sql: &str,
    values: &[&dyn ToSql],
) -> Result<Vec<OrderRow>, StoreError> {
    let mut statement = book.conn.prepare_cached(sql)?;
    let ids = statement.query_map(values, |row| row.get::<_, i64>("id"))?.collect::<Result<Vec<_>, _>>()?;
    ids.into_iter().map(|id| row(book, OrderId(id), clock, missing)).collect()
}

fn late_rows(book: &Reader<'_>, clock: Clock, missing: &Missing) -> Result<Vec<OrderRow>, StoreError> {
    named(
        book,
        clock,
        missing,
        &format!("SELECT o.id FROM orders o WHERE {TO_SHIP} AND o.ship_by < ?1 ORDER BY o.ship_by, o.id LIMIT ?2"),
        params![clock.now.0, LATE_ROWS],
    )
}

fn held(book: &Reader<'_>, clock: Clock, missing: &Missing) -> Result<(Vec<OrderRow>, i64), StoreError> {
    let rows = named(
        book,
        clock,
        missing,
        &format!(
            "SELECT o.id FROM orders o WHERE {OPEN} AND o.held IS NOT NULL
             ORDER BY COALESCE(o.ship_by, 9000000000000000), o.id LIMIT ?1"
        ),
        params![HELD_ROWS],
    )?;
    let all = count(book, &format!("SELECT COUNT(*) AS orders FROM orders o WHERE {OPEN} AND o.held IS NOT NULL"))?;
    Ok((rows, all))
}

/// Orders a stage, and since when the oldest waits: since it left where it has left, else since it was ordered.
fn queue(book: &Reader<'_>, late: i64, now: Instant) -> Result<Vec<QueueRow>, StoreError> {
    let counts = stage_counts(book)?;
    let mut oldest = book.conn.prepare_cached(
        "SELECT MIN(placed_at) AS oldest FROM orders WHERE stage = ?1 AND ?1 NOT IN ('shipped', 'delivered')
         UNION ALL SELECT MIN(shipped_at) FROM orders WHERE stage = 'shipped' AND ?1 = 'shipped'
         UNION ALL SELECT MIN(delivered_at) FROM orders WHERE stage = 'delivered' AND ?1 = 'delivered'",
    )?;
    QUEUE
        .into_iter()
        .map(|stage| {
            let found = oldest
                .query_map([stage.key()], |row| row.get::<_, Option<i64>>("oldest"))?
                .collect::<Result<Vec<_>, _>>()?;
            let orders = counts.iter().find(|c| c.stage == stage).map_or(0, |c| c.orders);
            let oldest = found.into_iter().flatten().next().map(Instant);
            Ok(QueueRow { stage, orders, oldest, waited: QueueRow::waited(stage, oldest, late, now) })
        })
        .collect()
}

/// What each courier fetches next: parcels that must leave today or before, and whatever is packed.
fn pickups(book: &Reader<'_>, clock: Clock) -> Result<Vec<PickupRow>, StoreError> {
    let couriers = book.couriers()?;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT o.courier, o.stage, COUNT(*) AS orders FROM orders o
         WHERE {TO_SHIP} AND (o.ship_by < ?1 OR o.stage = 'packed') GROUP BY o.courier, o.stage"
    ))?;
    let mut rows = statement.query([clock.tomorrow.0])?;
    let mut pickups: Vec<PickupRow> = Vec::new();
    while let Some(row) = rows.next()? {
        let (text, orders): (String, i64) = (row.get("courier")?, row.get("orders")?);
        let packed = if stage_of(row)? == Stage::Packed { orders } else { 0 };
        let known = courier_named(&couriers, &text);
        let name = known.map_or(text, |courier| courier.name.clone());
        match pickups.iter_mut().find(|p| p.courier == name) {
            Some(pickup) => {
                pickup.packed += packed;
                pickup.parcels += orders;
            }
            None => pickups.push(PickupRow {
                pickup: known.and_then(|courier| courier.pickup),
                courier: name,
                packed,
                parcels: orders,
            }),
        }
    }
    pickups.sort_by(|a, b| {
        let time = |p: &PickupRow| p.pickup.unwrap_or(i64::MAX);
        time(a).cmp(&time(b)).then(b.parcels.cmp(&a.parcels)).then_with(|| a.courier.cmp(&b.courier))
    });
    Ok(pickups)
}
