//! What buyers bought, kept with each write: the days of each, and in the shop's figures how many are new and how many came back.
//!
//! Invariant: a buyer's row says what their days come to; who has no order left has no row.

use std::collections::BTreeMap;

use runut_core::buyers::Bought;
use runut_core::figures::{Buyer, Count, Dim, Figures, Purchases, REPEAT_DAYS};
use runut_core::order::Marks;
use runut_core::{CustomerId, Day, MONEY_MAX, Money, StoreId};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::StoreError;
use crate::bounds::within;
use crate::day_keys::{DAYS, day_of};

/// What a buyer's days come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The row, of which the keys of the days are made.
    pub id: i64,
    /// Orders.
    pub orders: i64,
    /// Days on which they bought.
    pub days: i64,
    /// What they spent, in rupiah.
    pub spent: i64,
    /// Of this on the first day.
    pub first_spent: i64,
    /// The first day.
    pub first: Day,
    /// The second; none for who bought on one.
    pub second: Option<Day>,
    /// The last.
    pub last: Day,
}

/// The columns of [`Kept`].
pub(crate) const KEPT: &str = "id, orders, days, spent, first_spent, first_day, second_day, last_day";

impl Kept {
    /// Reads a row of [`KEPT`].
    ///
    /// # Errors
    /// [`rusqlite::Error`] where a column is of another type.
    pub fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get("id")?,
            orders: row.get("orders")?,
            days: row.get("days")?,
            spent: row.get("spent")?,
            first_spent: row.get("first_spent")?,
            first: Day(row.get("first_day")?),
            second: row.get::<_, Option<i32>>("second_day")?.map(Day),
            last: Day(row.get("last_day")?),
        })
    }

    /// What some days come to, oldest first; none of none.
    pub fn from_days(id: i64, days: &BTreeMap<Day, Purchases>) -> Option<Self> {
        let mut dates = days.keys().copied();
        let (first, second) = (dates.next()?, dates.next());
        let sum = |of: fn(&Purchases) -> i64| days.values().map(of).fold(0, i64::saturating_add);
        Some(Self {
            id,
            orders: sum(|of| of.orders),
            days: i64::try_from(days.len()).unwrap_or(i64::MAX),
            spent: sum(|of| of.spent),
            first_spent: days.get(&first).map_or(0, |of| of.spent),
            first,
            second,
            last: days.keys().next_back().copied()?,
        })
    }

    /// As the end of a day sees it that isn't before the last.
    pub fn bought(&self, end: Day) -> Bought {
        let days = (self.first, self.second, self.last);
        Bought::new(days, self.days, (Money(self.spent), Money(self.first_spent)), end)
    }

    /// The first, second and last day, as they are kept.
    fn dates(&self) -> (i32, Option<i32>, i32) {
        (self.first.0, self.second.map(|day| day.0), self.last.0)
    }

    /// What it adds to the figures of the first day.
    fn counts(&self) -> Figures {
        let mut counts = Figures::default();
        counts.add(Count::NewBuyers, 1);
        let back = self.second.is_some_and(|second| self.first.days_to(second) <= REPEAT_DAYS);
        counts.add(Count::CameBack, i64::from(back));
        counts
    }

    /// Adds it to the figures, or with −1 takes it away.
    pub fn count(&self, marks: &mut Marks, times: i64) {
        marks.figures.entry((self.first, Dim::ALL)).or_default().add_all(&self.counts(), times);
    }
}

/// The row of a buyer; none of who bought nothing.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub(crate) fn kept(conn: &Connection, buyer: &Buyer) -> Result<Option<Kept>, StoreError> {
    Ok(match buyer {
        Buyer::Customer(customer) => conn
            .prepare_cached(&format!("SELECT {KEPT} FROM buyer WHERE customer_id = ?1"))?
            .query_row([customer.0], Kept::of)
            .optional()?,
        Buyer::Named(store, name) => conn
            .prepare_cached(&format!(
                "SELECT {KEPT} FROM buyer WHERE name = ?1 AND store_id = ?2 AND customer_id IS NULL"
            ))?
            .query_row(params![name, number(*store)], Kept::of)
            .optional()?,
    })
}

/// A buyer's days up to one, oldest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub(crate) fn days_of(conn: &Connection, id: i64, until: Day) -> Result<BTreeMap<Day, Purchases>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT key, orders, spent FROM buyer_day WHERE key BETWEEN ?1 AND ?2 ORDER BY key")?;
    let rows = statement.query_map([id * DAYS, id * DAYS + i64::from(until.0)], |row| {
        Ok((day_of(row.get("key")?), Purchases { orders: row.get("orders")?, spent: row.get("spent")? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The last day of any key.
pub(crate) const ENDS: Day = Day(99_999_999);

/// A store's number, nil where there is none.
fn number(store: Option<StoreId>) -> i64 {
    store.map_or(0, |store| store.0)
}

/// Who a row is of.
///
/// # Errors
/// [`rusqlite::Error`] where a column is of another type.
pub(crate) fn buyer_of_row(row: &Row<'_>) -> rusqlite::Result<Buyer> {
    Ok(match row.get::<_, Option<i64>>("customer_id")? {
        Some(customer) => Buyer::Customer(CustomerId(customer)),
        None => Buyer::Named(Some(row.get("store_id")?).filter(|store| *store > 0).map(StoreId), row.get("name")?),
    })
}

/// Writes what buyers bought more, or less, and counts in the figures who is new by it, and who came back.
///
/// # Errors
/// [`StoreError`] where the book can't be written, or a sum would leave what is kept.
pub(crate) fn write(conn: &Connection, marks: &mut Marks) -> Result<(), StoreError> {
    for (buyer, mut days) in std::mem::take(&mut marks.buyers) {
        days.retain(|_, added| !added.is_nothing());
        if days.is_empty() {
            continue;
        }
        let was = kept(conn, &buyer)?;
        let is = match was {
            Some(was) => changed(conn, was, &days)?,
            None => began(conn, &buyer, &days)?,
        };
        if let Some(was) = was {
            was.count(marks, -1);
        }
        if let Some(is) = is {
            is.count(marks, 1);
        }
    }
    Ok(())
}

/// A buyer who had nothing before.
fn began(conn: &Connection, buyer: &Buyer, days: &BTreeMap<Day, Purchases>) -> Result<Option<Kept>, StoreError> {
    let (customer, store, name) = match buyer {
        Buyer::Customer(customer) => (Some(customer.0), 0, ""),
        Buyer::Named(store, name) => (None, number(*store), name.as_str()),
    };
    let Some(is) = Kept::from_days(0, days) else { return Ok(None) };
    within(is.spent, is.spent, MONEY_MAX, "buyer")?;
    let (first, second, last) = is.dates();
    conn.prepare_cached(
        "INSERT INTO buyer (orders, days, spent, first_spent, first_day, second_day, last_day, customer_id, store_id, name)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![is.orders, is.days, is.spent, is.first_spent, first, second, last, customer, store, name])?;
    let is = Kept { id: conn.last_insert_rowid(), ..is };
    for (day, added) in days {
        add(conn, is.id, *day, *added)?;
    }
    Ok(Some(is))
}

/// A buyer who had something: one order more behind all others is added up, anything else looked up again.
fn changed(conn: &Connection, was: Kept, days: &BTreeMap<Day, Purchases>) -> Result<Option<Kept>, StoreError> {
    let mut is = was;
    let mut later = true;
    for (day, added) in days {
        let orders = add(conn, was.id, *day, *added)?;
        is.orders += added.orders;
        is.days += i64::from(orders > 0) - i64::from(orders > added.orders);
        is.spent = is.spent.saturating_add(added.spent);
        later &= *day > was.last && orders > 0;
        if later {
            (is.second, is.last) = (is.second.or(Some(*day)), *day);
        }
    }
    within(is.spent, is.spent.saturating_sub(was.spent), MONEY_MAX, "buyer")?;
    if is.orders == 0 {
        conn.prepare_cached("DELETE FROM buyer WHERE id = ?1")?.execute([was.id])?;
        return Ok(None);
    }
    if !later {
        (is.first, is.second, is.last, is.first_spent) = ends(conn, was.id)?;
    }
    let (first, second, last) = is.dates();
    conn.prepare_cached(
        "UPDATE buyer SET orders = ?1, days = ?2, spent = ?3, first_spent = ?4, first_day = ?5, second_day = ?6, last_day = ?7
         WHERE id = ?8",
    )?
    .execute(params![is.orders, is.days, is.spent, is.first_spent, first, second, last, is.id])?;
    Ok(Some(is))
}

/// A buyer's first, second and last day, and what was spent on the first.
fn ends(conn: &Connection, id: i64) -> Result<(Day, Option<Day>, Day, i64), StoreError> {
    let (from, to) = (id * DAYS, id * DAYS + i64::from(ENDS.0));
    let mut first =
        conn.prepare_cached("SELECT key, spent FROM buyer_day WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT 2")?;
    let firsts: Vec<(i64, i64)> =
        first.query_map([from, to], |row| Ok((row.get("key")?, row.get("spent")?)))?.collect::<Result<_, _>>()?;
    let mut last = conn.prepare_cached("SELECT MAX(key) AS key FROM buyer_day WHERE key BETWEEN ?1 AND ?2")?;
    let last: Option<i64> = last.query_row([from, to], |row| row.get("key"))?;
    let (first, spent) =
        firsts.first().copied().ok_or_else(|| StoreError::Broken(format!("buyer {id} without a day")))?;
    Ok((day_of(first), firsts.get(1).map(|(key, _)| day_of(*key)), day_of(last.unwrap_or(first)), spent))
}

/// Adds to a buyer's day; answers how many orders it has then. A day without one is forgotten.
fn add(conn: &Connection, id: i64, day: Day, added: Purchases) -> Result<i64, StoreError> {
    let key = id * DAYS + i64::from(day.0);
    let mut upsert = conn.prepare_cached(
        "INSERT INTO buyer_day (key, orders, spent) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET orders = buyer_day.orders + excluded.orders, spent = buyer_day.spent + excluded.spent
         RETURNING orders",
    )?;
    let orders: i64 = upsert.query_row([key, added.orders, added.spent], |row| row.get("orders"))?;
    if orders == 0 {
        conn.prepare_cached("DELETE FROM buyer_day WHERE key = ?1")?.execute([key])?;
    }
    Ok(orders)
}
