//! The file's own health: what the engine verifies by itself, and the letters of every text.
//!
//! Invariant: the engine is asked on a connection that could write. On one that can't it forgets every CHECK of the tables
//! and finds nothing wrong with what contradicts them.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags};
use std::path::Path;
use tempfile::TempDir;

use super::wreck::{Table, tables};
use super::{BUSY, copy, is_readable_only, open_immutable, open_reader, tune};
use crate::StoreError;

/// Findings of the engine at most.
const LINES_MAX: usize = 50;

/// A connection of the audit's own: a text index that another connection has changed since is taken for damaged by one that
/// remembers it. It could write and doesn't; where the book can't be written, of a copy, which goes with it.
#[derive(Debug)]
pub(crate) struct Auditor {
    conn: Connection,
    _copy: Option<TempDir>,
}

/// A text that isn't one.
#[derive(Debug)]
pub(crate) struct Unlettered {
    /// Table and column, `orders.buyer`.
    pub column: String,
    /// The row's key.
    pub row: i64,
}

impl Auditor {
    /// Opens the book at `path`.
    ///
    /// # Errors
    /// [`StoreError`] where it can't be opened, or not copied where it can't be written.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        match writable(path) {
            Ok(Some(conn)) => Ok(Self { conn, _copy: None }),
            Ok(None) => Self::of_copy(&open_reader(path)?),
            Err(error) if is_readable_only(path, &error) => Self::of_copy(&open_immutable(path, error)?),
            Err(error) => Err(error),
        }
    }

    fn of_copy(book: &Connection) -> Result<Self, StoreError> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("buku.runut");
        copy(book, &path, &mut |_, _| true)?;
        let conn = writable(&path)?.ok_or_else(|| StoreError::Broken("a copy that can't be written".to_owned()))?;
        Ok(Self { conn, _copy: Some(folder) })
    }

    /// What the engine says of the file; thoroughly, or only what shows without comparing the indexes. What the tables
    /// demand of each row (CHECK, NOT NULL, type) is verified either way.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn integrity(&self, thorough: bool) -> Result<Vec<String>, StoreError> {
        let name = if thorough { "integrity_check" } else { "quick_check" };
        let mut statement = self.conn.prepare(&format!("PRAGMA {name}({LINES_MAX})"))?;
        let rows = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
        Ok(rows.into_iter().filter(|line| line != "ok").collect())
    }

    /// Rows that name a row which isn't there.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn dangling(&self) -> Result<Vec<String>, StoreError> {
        let mut statement = self.conn.prepare("PRAGMA foreign_key_check")?;
        let rows = statement.query_map([], |row| {
            let (table, row, parent): (String, Option<i64>, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(format!("{table} {} -> {parent}", row.unwrap_or(0)))
        })?;
        Ok(rows.take(LINES_MAX).collect::<Result<_, _>>()?)
    }

    /// Adds the texts whose bytes aren't UTF-8, of each column as many as of anything. Answers which tables couldn't be read to their ends, and why.
    ///
    /// # Errors
    /// [`StoreError`] where the list of tables can't be read.
    pub fn texts(&self, found: &mut Vec<Unlettered>) -> Result<Vec<(String, StoreError)>, StoreError> {
        let mut unread = Vec::new();
        for table in tables(&self.conn)? {
            if let Err(error) = self.texts_of(&table, found) {
                unread.push((table.name, error));
            }
        }
        Ok(unread)
    }

    fn texts_of(&self, table: &Table, found: &mut Vec<Unlettered>) -> Result<(), StoreError> {
        let mut statement = self.conn.prepare(&table.select())?;
        let mut rows = statement.query([i64::MIN])?;
        let mut counted = vec![0; table.columns.len()];
        while let Some(row) = rows.next()? {
            for ((at, column), count) in (1..).zip(&table.columns).zip(&mut counted) {
                if let ValueRef::Text(text) = row.get_ref(at)?
                    && std::str::from_utf8(text).is_err()
                    && *count < LINES_MAX
                {
                    *count += 1;
                    found.push(Unlettered { column: format!("{}.{column}", table.name), row: row.get(0)? });
                }
            }
        }
        Ok(())
    }
}

/// A connection that could write and doesn't; none where the file can only be read.
fn writable(path: &Path) -> Result<Option<Connection>, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    if conn.is_readonly(MAIN_DB)? {
        return Ok(None);
    }
    tune(&conn)?;
    conn.pragma_update(None, "query_only", "ON")?;
    Ok(Some(conn))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the book lies on what can't be written a copy is audited, and as closely.
    #[test]
    fn a_book_that_can_only_be_read_is_audited_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let conn = super::super::open(&path, super::super::nothing).unwrap();
        conn.execute_batch("PRAGMA ignore_check_constraints = ON; INSERT INTO person VALUES (1, 'R', 'r', 7, '', 0)")
            .unwrap();
        drop(conn);
        let forgets = super::super::open_immutable(&path, StoreError::Cursor).unwrap();
        let copied = Auditor::of_copy(&forgets).unwrap().integrity(true).unwrap();
        assert_eq!(copied, Auditor::open(&path).unwrap().integrity(true).unwrap());
        assert_eq!(copied, ["CHECK constraint failed in person"]);
    }
}
