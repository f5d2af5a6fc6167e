//! What a book holds, and how two states of one book differ.

use runut_core::rows::{BalanceHeld, Holding, LogQuery, LogRow, StageHeld};
use runut_core::{Instant, Money, Stage};

use super::{log_page, whole};
use crate::ledger::BALANCES;
use crate::{Reader, StoreError, log};

/// What a book holds, in figures.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub fn holding(book: &Reader<'_>) -> Result<Holding, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?.name;
    let (activities, _) = log::head(book.conn)?;
    let mut statement = book.conn.prepare("SELECT stage, orders FROM stage_count WHERE orders > 0")?;
    let mut rows = statement.query([])?;
    let mut stages = Vec::new();
    while let Some(row) = rows.next()? {
        let stage: String = row.get("stage")?;
        let stage = Stage::from_key(&stage).ok_or_else(|| StoreError::unknown("stage", stage))?;
        stages.push(StageHeld { stage, orders: row.get("orders")? });
    }
    stages.sort_by_key(|held| held.stage);
    let payments = book.conn.query_row("SELECT COUNT(*) AS payments FROM payment", [], |row| row.get("payments"))?;
    let levels = "SELECT CAST(COALESCE(SUM(shelf + packed), 0) AS BIGINT) AS units,
        CAST(COALESCE(SUM(value / 1000000000), 0) AS BIGINT) AS high,
        CAST(COALESCE(SUM(value % 1000000000), 0) AS BIGINT) AS low FROM stock_level";
    let (units, stock_value) = book.conn.prepare(levels)?.query_row([], |row| Ok((row.get("units")?, whole(row)?)))?;
    let balances = book
        .conn
        .prepare(&format!("SELECT name, k.balance FROM account a {BALANCES} WHERE k.balance <> 0 ORDER BY name"))?
        .query_map([], |row| Ok(BalanceHeld { name: row.get("name")?, amount: Money(row.get("balance")?) }))?
        .collect::<Result<_, _>>()?;
    let last = entry(book, activities)?.map(|row| row.at);
    let orders = stages.iter().map(|held| held.orders).sum();
    Ok(Holding { shop, orders, activities, last, stages, payments, units, stock_value, balances })
}

/// What the log of a book has beyond that of an older state of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beyond {
    /// Entries that the two have in common.
    pub common: i64,
    /// Entries beyond them.
    pub gone: i64,
    /// The first of these.
    pub first: Option<LogRow>,
    /// The last of these.
    pub last: Option<LogRow>,
}

/// Compares the log of `book` with that of an `older` state: since each entry's hash covers all before it, the two agree up
/// to one entry and nowhere after it.
///
/// # Errors
/// [`StoreError`] where one of them can't be read.
pub fn beyond(book: &Reader<'_>, older: &Reader<'_>) -> Result<Beyond, StoreError> {
    let (entries, _) = log::head(book.conn)?;
    let (mut agree, mut differ) = (0, log::head(older.conn)?.0.min(entries) + 1);
    while agree + 1 < differ {
        let middle = agree + (differ - agree) / 2;
        let (one, other) = (log::hash_of(book.conn, middle)?, log::hash_of(older.conn, middle)?);
        if one.is_some() && one == other { agree = middle } else { differ = middle }
    }
    let gone = entries - agree;
    let (first, last) = if gone > 0 { (entry(book, agree + 1)?, entry(book, entries)?) } else { (None, None) };
    Ok(Beyond { common: agree, gone, first, last })
}

/// An entry of the log by its number.
fn entry(book: &Reader<'_>, number: i64) -> Result<Option<LogRow>, StoreError> {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: Some((number + 1).to_string()),
        limit: 1,
    };
    Ok(log_page(book, &query)?.rows.pop().filter(|row| row.seq == number))
}

/// When the log began; none in a book without one.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn log_begins(book: &Reader<'_>) -> Result<Option<Instant>, StoreError> {
    Ok(entry(book, 1)?.map(|row| row.at))
}
