//! Journal entries in pages, and what a month still lacks.

use runut_core::rows::{JournalPage, JournalQuery};
use runut_core::{Day, Month};

use super::{cursor, page};
use crate::journal::JOURNAL;
use crate::orders::UNCOSTED;
use crate::{Reader, StoreError};

/// A page of journal entries, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn journal_page(book: &Reader<'_>, query: &JournalQuery) -> Result<JournalPage, StoreError> {
    let (from, to) = (query.from.map_or(0, |day| day.0), query.to.map_or(i32::MAX, |day| day.0));
    let (day, id) = query.after.as_deref().map_or(Ok((i64::MAX, i64::MAX)), cursor)?;
    let kinds = match query.kinds.as_slice() {
        [] => String::new(),
        kinds => {
            let words = kinds.iter().map(|kind| format!("'{}'", kind.key())).collect::<Vec<_>>().join(", ");
            format!("AND j.kind IN ({words})")
        }
    };
    let sql = format!(
        "{JOURNAL} WHERE j.booked BETWEEN ?1 AND ?2 AND (j.booked < ?3 OR j.booked = ?3 AND j.id < ?4) {kinds}
           AND (?5 IS NULL OR EXISTS (
             SELECT 1 FROM journal_line l WHERE l.journal_id = j.id AND (l.debit = ?5 OR l.credit = ?5)))
         ORDER BY j.booked DESC, j.id DESC LIMIT ?6"
    );
    let limit = page(query.limit);
    let mut statement = book.conn.prepare_cached(&sql)?;
    let account = query.account.map(|account| account.0);
    let mut rows = statement.query(rusqlite::params![from, to, day, id, account, limit + 1])?;
    let mut found = JournalPage { rows: Vec::new(), next: None };
    while let Some(row) = rows.next()? {
        found.rows.push(book.journal_of(row)?);
    }
    if found.rows.len() > usize::try_from(limit).unwrap_or(usize::MAX) {
        found.rows.pop();
        found.next = found.rows.last().map(|last| format!("{}.{}", last.booked.0, last.id));
    }
    Ok(found)
}

/// Lines that were sold in a month and whose cost isn't known.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn uncosted_lines(book: &Reader<'_>, month: Month) -> Result<i64, StoreError> {
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let begins = |day: Day| zone.begins(day).0;
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT COUNT(*) AS lines FROM orders o JOIN order_line l ON l.order_id = o.id
         WHERE o.history = 0 AND o.failed = 0 AND o.shipped_at >= ?1 AND o.shipped_at < ?2 AND {UNCOSTED}"
    ))?;
    Ok(statement.query_row([begins(month.first()), begins(month.plus(1).first())], |row| row.get("lines"))?)
}
