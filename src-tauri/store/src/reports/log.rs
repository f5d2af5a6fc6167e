//! The activity log as people read it.

use runut_core::activity::{code_of, sentence};
use runut_core::rows::{LogPage, LogQuery, LogRow};
use runut_core::{Day, Instant, OrderId};
use rusqlite::{OptionalExtension, Row, params};

use super::{before, page};
use crate::log::{self, facts};
use crate::{Reader, StoreError};

fn log_row(row: &Row<'_>) -> Result<LogRow, StoreError> {
    let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
    let facts = facts(row)?;
    Ok(LogRow {
        seq: row.get("id")?,
        at: Instant(row.get("at")?),
        day: Day(row.get("day")?),
        person: row.get("person")?,
        noun_id: row.get("noun_id")?,
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        text: sentence(&noun, &verb, &facts),
        batch: row.get("batch")?,
        noun,
        verb,
    })
}

/// How many entries the log has, and the code of the last.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn log_code(book: &Reader<'_>) -> Result<(i64, String), StoreError> {
    let (entries, hash) = log::head(book.conn)?;
    Ok((entries, code_of(&hash)))
}

/// A page of the log, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn log_page(book: &Reader<'_>, query: &LogQuery) -> Result<LogPage, StoreError> {
    let limit = page(query.limit);
    let before = before(query.after.as_deref())?;
    let mut sql = "SELECT a.id, a.at, a.day, p.name AS person, a.noun, a.noun_id, a.verb, a.order_id, a.facts, s.texts, a.batch
         FROM activity a JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id WHERE a.id < ?1 AND (CAST(?2 AS BIGINT) IS NULL OR a.day >= ?2)
           AND (CAST(?3 AS BIGINT) IS NULL OR a.day <= ?3)"
        .to_owned();
    if query.order.is_some() {
        sql.push_str(" AND a.order_id = ?5");
    } else {
        sql.push_str(" AND CAST(?5 AS BIGINT) IS NULL");
    }
    if query.person.is_some() {
        sql.push_str(" AND a.person_id = ?6");
    } else {
        sql.push_str(" AND CAST(?6 AS BIGINT) IS NULL");
    }
    if query.noun.is_empty() {
        sql.push_str(" AND ?7 = ''");
    } else {
        sql.push_str(" AND a.noun = ?7");
    }
    if !query.scans {
        sql.push_str(" AND a.verb <> 'scan'");
    }
    sql.push_str(" ORDER BY a.id DESC LIMIT ?4");
    let mut statement = book.conn.prepare_cached(&sql)?;
    let (from, to) = (query.from.map(|d| d.0), query.to.map(|d| d.0));
    let (order, person) = (query.order.map(|o| o.0), query.person.map(|p| p.0));
    let mut rows = statement.query(params![before, from, to, limit + 1, order, person, query.noun])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(log_row(row)?);
    }
    let shown = usize::try_from(limit).unwrap_or(1).min(found.len());
    let next = (found.len() > shown).then(|| found[shown - 1].seq.to_string());
    found.truncate(shown);
    Ok(LogPage { rows: found, next })
}

/// An end of the log: the number of the entry, which request wrote it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// Its number; of the last entry also how many there are.
    pub entry: i64,
    /// The request's id.
    pub request: String,
    /// When.
    pub at: Instant,
}

impl Reader<'_> {
    /// The first entry of the log and the last; none in a book without a shop.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn log_ends(&self) -> Result<Option<(LogEnd, LogEnd)>, StoreError> {
        let end = |sql: &str| {
            self.conn
                .prepare_cached(sql)?
                .query_row([], |row| {
                    Ok(LogEnd { entry: row.get("id")?, request: row.get("request")?, at: Instant(row.get("at")?) })
                })
                .optional()
        };
        let first = end("SELECT id, request, at FROM activity ORDER BY id LIMIT 1")?;
        Ok(first.zip(end("SELECT id, request, at FROM activity ORDER BY id DESC LIMIT 1")?))
    }
}
