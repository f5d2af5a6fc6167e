//! A damaged book, read as far as it goes: row by row along the keys of each table, past what can't be read.
//!
//! Invariant: only a copy is ever touched. Of the copy the head may be mended: where the list of tables can't be read it is
//! taken from a new book, since what lies where is the same in every book that was made by the same steps.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, Row, params_from_iter};

use super::{MIGRATIONS, VERSION, migrate, nothing, pragma};
use crate::StoreError;

/// Bytes of a page; the program makes no book of another size.
const PAGE: usize = 4096;

/// Rows that can't be read, one after the other, before larger steps are made.
const PATIENCE: u32 = 1_000;

/// A table of the book.
#[derive(Debug)]
pub(super) struct Table {
    pub name: String,
    pub columns: Vec<String>,
}

/// What came of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// Its name.
    pub table: String,
    /// Rows that were read.
    pub rows: i64,
    /// Rows that were left out; none where some were and nobody knows how many.
    pub left_out: Option<i64>,
}

/// Puts what can be read of the book `wreck` into a new one, `into`. `wreck` is a copy, and is changed. Indexes are made
/// anew; the words for search are left out. `go_on` hears how many tables of how many are done; answers none where it was
/// stopped.
///
/// # Errors
/// [`StoreError::Foreign`] where the file never was a book; [`StoreError`] where the new one can't be written.
pub(crate) fn rebuild(
    wreck: &Path,
    into: &Path,
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Option<Vec<Taken>>, StoreError> {
    let known = look(wreck).and_then(|conn| pragma(&conn, "user_version")).ok();
    let version = known.filter(|found| (1..=VERSION).contains(found)).unwrap_or(VERSION);
    let to = new_book(into, version)?;
    let tables = tables(&to)?;
    let model = fs::read(into)?;
    // Its end may be missing: as many pages as the file has, and all that tables begin on.
    patch(wreck, 28, &[0; 4])?;
    let file = OpenOptions::new().write(true).open(wreck)?;
    file.set_len(file.metadata()?.len().max(model.len() as u64))?;
    let conn = look(wreck)?;
    let listed = tables.iter().any(|table| conn.prepare(&table.select()).is_ok());
    if !listed && names(&conn).is_ok_and(|names| !names.is_empty()) {
        return Err(StoreError::Foreign);
    }
    let Some(first) = fill(&conn, to, &tables, go_on)? else { return Ok(None) };
    drop(conn);
    if first.iter().all(|taken| taken.left_out == Some(0)) {
        return Ok(Some(first));
    }
    // Perhaps it is the list of tables that leads astray.
    let other = into.with_extension("lain");
    transplant(&model, wreck)?;
    let Some(second) = fill(&look(wreck)?, new_book(&other, version)?, &tables, go_on)? else { return Ok(None) };
    let rows = |taken: &[Taken]| taken.iter().map(|taken| taken.rows).sum::<i64>();
    if rows(&second) <= rows(&first) {
        fs::remove_file(&other)?;
        return Ok(Some(first));
    }
    fs::rename(&other, into)?;
    Ok(Some(second))
}

/// Takes over what can be read of each table; none where it was stopped.
fn fill(
    from: &Connection,
    to: Connection,
    tables: &[Table],
    go_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Result<Option<Vec<Taken>>, StoreError> {
    // What is nonsense is taken over too: the audit of the new book says so, and a list shows what stands there.
    to.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; BEGIN")?;
    let mut taken = Vec::new();
    for (done, table) in tables.iter().enumerate() {
        if !go_on(done, tables.len()) {
            return Ok(None);
        }
        taken.push(take(from, &to, table)?);
    }
    to.execute_batch("COMMIT")?;
    to.close().map_err(|(_, error)| error)?;
    Ok(Some(taken))
}

fn look(path: &Path) -> Result<Connection, StoreError> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "query_only", "ON")?;
    Ok(conn)
}

/// A new book of that version.
fn new_book(path: &Path, version: i64) -> Result<Connection, StoreError> {
    let mut conn = Connection::open(path)?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    let steps = usize::try_from(version).unwrap_or(MIGRATIONS.len());
    migrate(&mut conn, path, &MIGRATIONS[..steps.min(MIGRATIONS.len())], nothing)?;
    Ok(conn)
}

fn names(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The tables of a sound book that hold rows; what the text indexes keep is theirs.
pub(super) fn tables(conn: &Connection) -> Result<Vec<Table>, StoreError> {
    let own = |name: &String| !name.contains("_search") && !name.starts_with("sqlite_");
    let with_columns = |name: String| {
        let mut statement = conn.prepare(&format!("PRAGMA table_info({name})"))?;
        let columns = statement.query_map([], |row| row.get("name"))?.collect::<Result<_, _>>()?;
        Ok(Table { name, columns })
    };
    names(conn)?.into_iter().filter(own).map(with_columns).collect()
}

impl Table {
    /// Its rows behind a key, along the table itself and not along an index that may be damaged too.
    pub fn select(&self) -> String {
        let columns = self.columns.join(", ");
        format!("SELECT rowid, {columns} FROM {} NOT INDEXED WHERE rowid > ?1 ORDER BY rowid", self.name)
    }

    fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.columns.len()).map(|n| format!("?{n}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.name, self.columns.join(", "), places.join(", "))
    }
}

/// Takes over what can be read of a table.
fn take(from: &Connection, to: &Connection, table: &Table) -> Result<Taken, StoreError> {
    let (mut rows, mut refused, mut gaps) = (0, 0, false);
    if let Ok(mut select) = from.prepare(&table.select()) {
        let mut insert = to.prepare(&table.insert())?;
        let mut before = 0;
        while let Err(at) = along(&mut select, before, &mut |row| match keep(row, &mut insert) {
            Ok(()) => {
                rows += 1;
                Ok(())
            }
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                refused += 1;
                Ok(())
            }
            Err(error) => Err(error),
        })? {
            gaps = true;
            let Some(next) = behind(&mut select, at) else { break };
            before = next;
        }
    } else {
        gaps = true;
    }
    let sql = format!("SELECT COUNT(*) FROM {}", table.name);
    let known: Option<i64> = from.query_row(&sql, [], |row| row.get(0)).ok();
    // An index counts also the rows of a page that can't be read.
    let left_out = match known {
        Some(known) if known > rows || !gaps => Some((known - rows).max(refused)),
        _ if !gaps => Some(refused),
        _ => None,
    };
    Ok(Taken { table: table.name.clone(), rows, left_out })
}

/// Goes along a table from behind a key. Where it can't be read further the key up to which it was is the inner answer;
/// the outer error is the new book's.
fn along(
    select: &mut rusqlite::Statement<'_>,
    mut before: i64,
    keep: &mut dyn FnMut(&Row<'_>) -> Result<(), rusqlite::Error>,
) -> Result<Result<(), i64>, StoreError> {
    let Ok(mut rows) = select.query([before]) else { return Ok(Err(before)) };
    loop {
        match rows.next() {
            Ok(Some(row)) => {
                match row.get(0) {
                    Ok(key) if key > before => before = key, // a damaged tree may lead in a circle
                    _ => return Ok(Err(before)),
                }
                keep(row)?;
            }
            Ok(None) => return Ok(Ok(())),
            Err(_) => return Ok(Err(before)),
        }
    }
}

/// The key behind which a table can be read again, when it can't behind `at`; none where it can't anywhere.
fn behind(select: &mut rusqlite::Statement<'_>, at: i64) -> Option<i64> {
    let mut readable = |key: i64| {
        let mut rows = select.query([key]).ok()?;
        rows.next().ok().map(drop)
    };
    let (mut bad, mut step, mut tried) = (at, 1, 0);
    loop {
        let next = bad.checked_add(step)?;
        if readable(next).is_some() {
            let (mut low, mut high) = (bad, next);
            while high - low > 1 {
                let middle = low + (high - low) / 2;
                *(if readable(middle).is_some() { &mut high } else { &mut low }) = middle;
            }
            return Some(high);
        }
        bad = next;
        tried += 1;
        if tried > PATIENCE {
            step *= 2;
        }
    }
}

/// Puts a row into the new book; letters that are none become the sign for such.
fn keep(row: &Row<'_>, insert: &mut rusqlite::Statement<'_>) -> Result<(), rusqlite::Error> {
    let count = insert.parameter_count();
    let values = (1..=count).map(|at| {
        Ok(match row.get_ref(at)? {
            ValueRef::Text(text) => ToSqlOutput::from(String::from_utf8_lossy(text).into_owned()),
            other => ToSqlOutput::Borrowed(other),
        })
    });
    insert.execute(params_from_iter(values.collect::<Result<Vec<_>, rusqlite::Error>>()?)).map(drop)
}

/// Puts the list of tables of a new book into a copy.
fn transplant(model: &[u8], wreck: &Path) -> Result<(), StoreError> {
    let mut pages = BTreeSet::new();
    schema_pages(model, 1, &mut pages);
    for number in pages {
        let begin = (number - 1) * PAGE;
        let Some(page) = model.get(begin..begin + PAGE) else { continue };
        let mut page = page.to_vec();
        if number == 1 {
            page[18..20].fill(2); // with a log of its own beside it, if there is one
            page[28..40].fill(0); // as many pages as the file has, none of them free
        }
        patch(wreck, begin as u64, &page)?;
    }
    Ok(())
}

/// The pages that hold the list of tables: the first, and those that it leads to.
fn schema_pages(bytes: &[u8], number: usize, pages: &mut BTreeSet<usize>) {
    let begin = number.saturating_sub(1) * PAGE;
    let Some(page) = bytes.get(begin..begin + PAGE) else { return };
    if number == 0 || !pages.insert(number) {
        return;
    }
    let head = if number == 1 { 100 } else { 0 };
    if page[head] != 5 {
        return; // rows, and none of them so long that it goes on elsewhere
    }
    let two = |at: usize| page.get(at..at + 2).map_or(0, |b| usize::from(u16::from_be_bytes([b[0], b[1]])));
    let four = |at: usize| two(at) << 16 | two(at + 2);
    schema_pages(bytes, four(head + 8), pages);
    for cell in 0..two(head + 3) {
        schema_pages(bytes, four(two(head + 12 + 2 * cell)), pages);
    }
}

fn patch(path: &Path, at: u64, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).open(path)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}
