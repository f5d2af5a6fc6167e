//! Sales of the week, from the postings.

use std::collections::BTreeMap;

use runut_core::kpi::Kpi;
use runut_core::rows::{DaySales, TodaySales, WeekGoal, percent};
use runut_core::{Day, Instant, Money, Zone};

use crate::orders::UNCOSTED;
use crate::reports::whole;
use crate::{Reader, StoreError};

/// Sales of the week against its goal, and yesterday's with what was earned by them.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn sales(book: &Reader<'_>, now: Instant) -> Result<TodaySales, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let day = shop.zone.day(now);
    let (week, yesterday) = days(book, shop.zone, day)?;
    let yesterday_uncosted = uncosted(book, yesterday.day)?;
    let profit = yesterday.sales - cost(book, yesterday.day)?;
    let (week_sales, days_left) = (week.iter().map(|d| d.sales).sum(), 7 - day.weekday());
    Ok(TodaySales {
        yesterday_profit: (yesterday_uncosted == 0).then_some(profit),
        yesterday_margin: (yesterday_uncosted == 0 && yesterday.sales > Money::ZERO)
            .then(|| percent(profit, yesterday.sales)),
        yesterday_uncosted,
        goal: WeekGoal::of(goal(book, day)?, week_sales, yesterday.sales, days_left),
        week_sales,
        days_left,
        week,
        yesterday,
    })
}

/// What the target of net sales comes to in this week; nil without one.
fn goal(book: &Reader<'_>, today: Day) -> Result<Money, StoreError> {
    let monday = today.plus(-today.weekday());
    let target = Kpi::of("net_sales").map(|kpi| book.target(kpi)).transpose()?.flatten();
    Ok(Money(target.map_or(0, |target| target.over(monday, monday.plus(6)) / 1_000_000)))
}

/// The days of this week, Monday to Sunday, and yesterday. Sales are less discounts and returns.
fn days(book: &Reader<'_>, zone: Zone, today: Day) -> Result<(Vec<DaySales>, DaySales), StoreError> {
    let (monday, yesterday) = (today.plus(-today.weekday()), today.plus(-1));
    let first = monday.min(yesterday);
    let mut statement = book.conn.prepare_cached(
        "WITH sold AS (
           SELECT day, CASE WHEN credit IN (4101, 4102, 4103) THEN amount ELSE 0 END
             - CASE WHEN debit IN (4101, 4102, 4103) THEN amount ELSE 0 END AS amount
           FROM posting WHERE day BETWEEN ?1 AND ?2)
         SELECT day, CAST(SUM(amount / 1000000000) AS BIGINT) AS high, CAST(SUM(amount % 1000000000) AS BIGINT) AS low
         FROM sold GROUP BY day",
    )?;
    let sales = statement
        .query_map([first.0, today.0], |row| Ok((Day(row.get("day")?), whole(row)?)))?
        .collect::<Result<BTreeMap<_, _>, _>>()?;
    let mut shipped = book.conn.prepare_cached(
        "SELECT COUNT(*) AS orders FROM orders
         WHERE shipped_at >= ?1 AND shipped_at < ?2 AND history = 0 AND failed = 0",
    )?;
    let mut of = |day: Day| {
        let orders = shipped.query_row([zone.begins(day).0, zone.begins(day.plus(1)).0], |row| row.get("orders"))?;
        Ok::<_, StoreError>(DaySales { day, sales: sales.get(&day).copied().unwrap_or(Money::ZERO), orders })
    };
    let week = (0..7).map(|n| of(monday.plus(n))).collect::<Result<_, _>>()?;
    Ok((week, of(yesterday)?))
}

/// Cost of goods of a day.
fn cost(book: &Reader<'_>, day: Day) -> Result<Money, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "WITH spent AS (
           SELECT CASE WHEN debit = 5101 THEN amount
             WHEN credit = 5101 THEN -amount ELSE 0 END AS amount
           FROM posting WHERE day = ?1)
         SELECT CAST(COALESCE(SUM(amount / 1000000000), 0) AS BIGINT) AS high,
           CAST(COALESCE(SUM(amount % 1000000000), 0) AS BIGINT) AS low FROM spent",
    )?;
    Ok(statement.query_row([day.0], whole)?)
}

/// Orders sold on a day of which the cost of some units is unknown still.
fn uncosted(book: &Reader<'_>, day: Day) -> Result<i64, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT COUNT(DISTINCT o.id) AS orders FROM posting p JOIN orders o ON o.id = p.order_id
           JOIN order_line l ON l.order_id = o.id
         WHERE p.day = ?1 AND p.credit = 4101 AND o.failed = 0
           AND (o.stage = 'shipped' OR o.stage = 'delivered' OR o.stage = 'completed' OR o.stage = 'returned')
           AND {UNCOSTED}",
    ))?;
    Ok(statement.query_row([day.0], |row| row.get("orders"))?)
}
