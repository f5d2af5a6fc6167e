//! What differs by database engine: opening, pragmas, locking, text search, change notification.
//!
//! Invariant: only this module with its own and the migrations speak SQLite's own dialect; every other statement is portable.

mod audit;
pub(crate) mod changed;
pub(crate) mod changes;
mod numbers;
pub(crate) mod witness;
mod wreck;

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, MAIN_DB, OpenFlags, TransactionBehavior, params};

use crate::StoreError;
use crate::files::beside;

pub(crate) use audit::Auditor;
pub(crate) use wreck::{Taken, rebuild};

/// "RNUT": marks the file as a book of this program.
const APPLICATION_ID: i64 = 0x524E_5554;

/// How long a writer waits for another process.
const BUSY: Duration = Duration::from_secs(5);

const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001.sql")];

/// The newest version of the book that this program knows.
pub(crate) const VERSION: i64 = MIGRATIONS.len() as i64;

/// What is done before an older book is brought to the newest version: it gets the connection, the book's place and version.
pub(crate) type Before = fn(&Connection, &Path, i64) -> Result<(), StoreError>;

/// A new book has nothing to be kept before.
fn nothing(_: &Connection, _: &Path, _: i64) -> Result<(), StoreError> {
    Ok(())
}

/// Whether the file is there but may only be read, and is whole without a write-ahead log beside it.
fn is_readable_only(path: &Path, error: &StoreError) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
    let StoreError::Sqlite(error) = error else { return false };
    let unfinished = std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | PermissionDenied)) && path.is_file() && !unfinished
}

/// Opens a book in a place that can't be written, to read it: what can't change needs no lock. One that would have to be
/// made or migrated first can't be opened there, `why` not.
fn open_immutable(path: &Path, why: StoreError) -> Result<Connection, StoreError> {
    let conn = immutable(path)?;
    refuse_foreign(&conn)?;
    if pragma(&conn, "user_version")? < VERSION { Err(why) } else { Ok(conn) }
}

fn immutable(path: &Path) -> Result<Connection, StoreError> {
    let escaped = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Ok(Connection::open_with_flags(format!("file:{escaped}?immutable=1"), flags)?)
}

/// Opens a backup of any version, to read it. Nothing is written, not even beside it.
pub(crate) fn open_copy(path: &Path) -> Result<Connection, StoreError> {
    let conn = immutable(path)?;
    refuse_foreign(&conn)?;
    if pragma(&conn, "user_version")? == 0 { Err(StoreError::Foreign) } else { Ok(conn) }
}

/// Refuses a file that isn't a book of ours, without a trace beside it.
pub(crate) fn refuse(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = match Connection::open_with_flags(path, flags).map_err(StoreError::from) {
        Err(error) if is_held(path, &error) => return Err(StoreError::InUse),
        opened => opened?,
    };
    conn.busy_timeout(BUSY)?;
    match refuse_foreign(&conn) {
        Err(error) if is_held(path, &error) => Err(StoreError::InUse),
        Err(error) if is_readable_only(path, &error) => Ok(()), // opened as what can't change, and looked at there
        looked => looked,
    }
}

/// Opens the writer; where the book can only be read, a connection that refuses every write.
pub(crate) fn open(path: &Path, before: Before) -> Result<Connection, StoreError> {
    open_writer(path, before).or_else(|error| match error {
        error if is_held(path, &error) => Err(StoreError::InUse),
        error if is_readable_only(path, &error) => open_immutable(path, error),
        error => Err(error),
    })
}

/// Whether the file can't be opened, or not to be written, because another program has it.
fn is_held(path: &Path, error: &StoreError) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly, SystemIoFailure};
    let StoreError::Sqlite(error) = error else { return false };
    let closed = matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | PermissionDenied | SystemIoFailure));
    closed && crate::files::is_held(path)
}

/// Opens the writer, creating an empty book if there is none and migrating an older one.
fn open_writer(path: &Path, before: Before) -> Result<Connection, StoreError> {
    let mut conn = Connection::open(path)?;
    // The engine reads on where it can't write; but that won't do where it is only for another program's time.
    if conn.is_readonly(MAIN_DB)? && crate::files::is_held(path) {
        return Err(StoreError::InUse);
    }
    conn.busy_timeout(BUSY)?;
    refuse_foreign(&conn)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    tune(&conn)?;
    // What a statement may have to undo alone is noted in memory, not in a file: a write has thousands of statements.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    migrate(&mut conn, path, &MIGRATIONS, before)?;
    Ok(conn)
}

/// Opens a reader of a book that exists.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    let opened = tune(&conn).and_then(|()| pragma(&conn, "user_version").map(drop));
    match opened {
        Ok(()) => Ok(conn),
        Err(error) if is_readable_only(path, &error) => open_immutable(path, error),
        Err(error) => Err(error),
    }
}

fn tune(conn: &Connection) -> Result<(), StoreError> {
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cache_size", -32_000)?;
    // A plan holds for whatever is bound: else a statement that is kept is prepared anew each time it is used.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}

fn pragma(conn: &Connection, name: &str) -> Result<i64, StoreError> {
    Ok(conn.pragma_query_value(None, name, |row| row.get(0))?)
}

fn refuse_foreign(conn: &Connection) -> Result<(), StoreError> {
    let tables: i64 = conn.query_row("SELECT COUNT(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && pragma(conn, "application_id")? != APPLICATION_ID {
        return Err(StoreError::Foreign);
    }
    let found = pragma(conn, "user_version")?;
    match found {
        found if found > VERSION => Err(StoreError::Newer { found, known: VERSION }),
        found if found < 1 && tables > 0 => Err(StoreError::Damaged), // its tables and its version came together
        _ => refuse_illegible(conn),
    }
}

/// Names of tables and columns that are no text are damage: whoever asked for one would break.
fn refuse_illegible(conn: &Connection) -> Result<(), StoreError> {
    let mut statement = conn.prepare("SELECT CAST(name || COALESCE(sql, '') AS BLOB) AS words FROM sqlite_schema")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: Vec<u8> = row.get("words")?;
        if std::str::from_utf8(&words).is_err() {
            return Err(StoreError::Damaged);
        }
    }
    Ok(())
}

/// Brings the book to the newest version, one transaction a step, a verified copy among its backups before the first.
fn migrate(conn: &mut Connection, path: &Path, migrations: &[&str], before: Before) -> Result<(), StoreError> {
    let found = pragma(conn, "user_version")?;
    if found > 0 && usize::try_from(found).is_ok_and(|found| found < migrations.len()) {
        before(conn, path, found)?;
    }
    for (version, sql) in (1..).zip(migrations) {
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if pragma(&tx, "user_version")? < version {
            tx.execute_batch(sql)?;
            tx.pragma_update(None, "user_version", version)?;
            tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        }
        tx.commit()?;
    }
    Ok(())
}

/// Pages copied at a time: a quarter of a megabyte, so that a busy disk serves others in between.
const STEP: i32 = 64;

/// Pages of a megabyte.
const MEGABYTE: i64 = 256;

/// Copies the book as `conn` sees it now into the file `to`, while others go on using it: the copy is of one state, that of
/// a transaction which `conn` has begun. `go_on` hears how many megabytes of how many are done; answers whether it was done
/// to the end.
pub(crate) fn copy(conn: &Connection, to: &Path, go_on: &mut dyn FnMut(i64, i64) -> bool) -> Result<bool, StoreError> {
    let mut copy = Connection::open(to)?;
    copy.pragma_update(None, "journal_mode", "OFF")?; // nobody sees it before it is whole
    copy.pragma_update(None, "synchronous", "OFF")?;
    let backup = Backup::new(conn, &mut copy)?;
    loop {
        match backup.step(STEP)? {
            StepResult::Done => break,
            StepResult::More => {}
            _ => std::thread::sleep(Duration::from_millis(20)), // another holds the file for a moment
        }
        let progress = backup.progress();
        let (total, left) = (i64::from(progress.pagecount), i64::from(progress.remaining));
        if !go_on((total - left) / MEGABYTE, total / MEGABYTE) {
            return Ok(false);
        }
    }
    drop(backup);
    drop(copy);
    alone(to)?;
    Ok(true)
}

/// Makes the file a book of one file, with nothing beside it.
pub(crate) fn alone(path: &Path) -> Result<(), StoreError> {
    let conn = Connection::open(path)?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// The changes of other programs that didn't end well, folded into the book.
pub(crate) fn fold(path: &Path) -> Result<(), StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(BUSY)?;
    refuse_foreign(&conn)?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// A reader in the middle of a transaction, so that nobody begins the book's log anew meanwhile; none where the book can't
/// be read at all.
pub(crate) fn hold(path: &Path) -> Option<Connection> {
    let conn = open_reader(path).ok()?;
    conn.execute_batch("BEGIN; SELECT 1 FROM sqlite_schema").ok()?;
    Some(conn)
}

/// A number that changes when another process has written.
pub(crate) fn data_version(conn: &Connection) -> Result<i64, StoreError> {
    pragma(conn, "data_version")
}

/// Rows changed on this connection so far: to see whether a write changed any.
pub(crate) fn changes(conn: &Connection) -> u64 {
    conn.total_changes()
}

/// The text indexes.
pub(crate) const ORDER_SEARCH: &str = "order_search";
pub(crate) const CUSTOMER_SEARCH: &str = "customer_search";

/// Whether the text indexes answer at all.
pub(crate) fn searchable(conn: &Connection) -> Result<(), StoreError> {
    for index in [ORDER_SEARCH, CUSTOMER_SEARCH] {
        conn.prepare(&format!("SELECT rowid FROM {index} WHERE rowid = 1"))?.exists([])?;
    }
    Ok(())
}

/// Keeps the words of a row of `index` for search. `words` are folded.
pub(crate) fn index_words(conn: &Connection, index: &str, row: i64, words: &str) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("DELETE FROM {index} WHERE rowid = ?1"))?.execute([row])?;
    add_words(conn, index, row, words)
}

/// Keeps the words of a row that `index` doesn't have yet.
pub(crate) fn add_words(conn: &Connection, index: &str, row: i64, words: &str) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("INSERT INTO {index} (rowid, words) VALUES (?1, ?2)"))?
        .execute(params![row, words])?;
    Ok(())
}

/// Forgets the words of a row that is gone.
pub(crate) fn forget_words(conn: &Connection, index: &str, row: i64) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("DELETE FROM {index} WHERE rowid = ?1"))?.execute([row])?;
    Ok(())
}

/// The condition that the words of the row `key` answer the expression bound as `placeholder`: words in quotes (each of
/// three letters or more), AND, OR and brackets. All rows that do are collected first.
pub(crate) fn search_condition(index: &str, key: &str, placeholder: &str) -> String {
    format!("{key} IN (SELECT rowid FROM {index} WHERE {index} MATCH {placeholder})")
}

/// The same condition looked up row by row: for a list that is short without it.
pub(crate) fn search_probe(index: &str, key: &str, placeholder: &str) -> String {
    format!("EXISTS (SELECT 1 FROM {index} WHERE {index} MATCH {placeholder} AND rowid = {key})")
}

/// The rows below `before` whose words answer the expression, the highest first, at most `limit`. The index is walked from
/// its end, so that a word which is in every row costs no more than a rare one.
pub(crate) fn last_found(
    conn: &Connection,
    index: &str,
    expression: &str,
    before: i64,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let mut statement = conn.prepare_cached(&format!(
        "SELECT rowid FROM {index} WHERE {index} MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3"
    ))?;
    Ok(statement.query_map(params![expression, before, limit], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The schema as the database has it.
#[cfg(test)]
pub(crate) fn schema(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'order_search_%'
           AND name NOT LIKE 'customer_search_%' ORDER BY type, name",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Writes the file anew without what was taken out of it: the text indexes without the words of rows that are gone, the pages without
/// what lies between their cells, and no log of changes.
pub(crate) fn scrub(conn: &Connection) -> Result<(), StoreError> {
    for index in [ORDER_SEARCH, CUSTOMER_SEARCH] {
        conn.execute_batch(&format!("INSERT INTO {index} ({index}) VALUES ('optimize')"))?;
    }
    conn.execute_batch("VACUUM")?;
    let busy: i64 = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    if busy == 0 { Ok(()) } else { Err(StoreError::InUse) }
}

/// A text without the digests in it.
fn without_digests(text: &str) -> String {
    let is_digest = |word: &&str| word.len() == 64 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split('"').map(|word| if is_digest(&word) { "…" } else { word }).collect::<Vec<_>>().join("\"")
}

/// Every row of every table as text, in key order: to show that a refused change left the book as it was. Without what chance
/// has a part in: salts, and what is computed with them.
pub(crate) fn dump(conn: &Connection) -> Result<String, StoreError> {
    let mut tables = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let names = tables.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut out = String::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM \"{name}\" ORDER BY 1"))?;
        let chance = ["salt", "seals", "hash"];
        let columns: Vec<usize> =
            rows.column_names().enumerate().filter(|(_, name)| !chance.contains(name)).map(|(at, _)| at).collect();
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            out.push_str(&name);
            for column in &columns {
                out.push('|');
                match row.get_ref(*column)? {
                    ValueRef::Text(text) => out.push_str(&without_digests(&String::from_utf8_lossy(text))),
                    cell => out.push_str(&format!("{cell:?}")),
                }
            }
            out.push('\n');
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backup::before_migration;
    use rusqlite::StatementStatus;

    /// All migrations together give exactly this schema; a change of it is a change of this snapshot, and a migration.
    #[test]
    fn the_migrations_give_the_schema() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open_writer(&folder.path().join("book"), nothing).unwrap();
        let fresh = Connection::open_in_memory().unwrap();
        fresh.execute_batch(include_str!("../schema.sql")).unwrap();
        assert_eq!(schema(&conn).unwrap(), schema(&fresh).unwrap());
        assert_eq!(pragma(&conn, "user_version").unwrap(), VERSION);
    }

    /// A statement that is kept is prepared once, whatever is bound to it.
    #[test]
    fn what_is_kept_is_not_prepared_again() {
        let folder = tempfile::tempdir().unwrap();
        let conn = open_writer(&folder.path().join("buku.runut"), nothing).unwrap();
        for id in 1..4 {
            let mut lines =
                conn.prepare_cached("SELECT id FROM order_line WHERE order_id = ?1 ORDER BY position").unwrap();
            assert!(!lines.exists([id]).unwrap());
            assert_eq!(lines.get_status(StatementStatus::RePrepare), 0);
        }
    }

    /// A book that would have to be made or migrated first can't be opened where nothing can be written: that is said, and
    /// not that it is no book of ours.
    #[test]
    fn what_cannot_be_migrated_is_not_called_foreign() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        drop(open_writer(&path, nothing).unwrap());
        open_immutable(&path, StoreError::Cursor).unwrap();
        std::fs::write(&path, "").unwrap();
        assert!(matches!(open_immutable(&path, StoreError::Cursor), Err(StoreError::Cursor)));
    }

    /// A newer program changes the form of a book only after a verified copy of the old one lies among its backups; a
    /// second trial doesn't overwrite the first copy.
    #[test]
    fn a_migration_leaves_the_old_form_among_the_backups() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let mut conn = open_writer(&path, nothing).unwrap();
        conn.execute_batch("INSERT INTO person VALUES (1, 'Ratna', 'ratna', 1, '', 0)").unwrap();
        assert!(migrate(&mut conn, &path, &[MIGRATIONS[0], "no statement"], before_migration).is_err());
        migrate(
            &mut conn,
            &path,
            &[MIGRATIONS[0], "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT;"],
            before_migration,
        )
        .unwrap();
        assert_eq!(pragma(&conn, "user_version").unwrap(), 2);
        for name in ["buku-v1.runut", "buku-v1-2.runut"] {
            let copy = open_copy(&folder.path().join("cadangan").join(name)).unwrap();
            assert_eq!(pragma(&copy, "user_version").unwrap(), 1);
            let names: String = copy.query_row("SELECT name FROM person", [], |row| row.get(0)).unwrap();
            assert_eq!(names, "Ratna");
            assert_eq!(schema(&copy).unwrap().iter().filter(|sql| sql.contains("later")).count(), 0);
        }
        let left = std::fs::read_dir(folder.path().join("cadangan")).unwrap().count();
        assert_eq!(left, 2, "nothing half-written stays");
    }
}
