//! The code on a day's sheet, held against the log: what was printed then can't be changed with it.

use runut_core::activity::code_of;
use runut_core::rows::CodeSeen;
use runut_core::{Day, Sentence};
use rusqlite::params;

use super::verify_log;
use crate::{Book, Reader, StoreError, log};

/// What the code of a day's sheet says: whether an entry bears it that was that day's last when the sheet was made, and whether the
/// chain up to it is whole. `code` as [`runut_core::activity::typed_code`] reads it.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn compare_code(book: &Book, day: Day, code: &str) -> Result<CodeSeen, StoreError> {
    let findings = verify_log(book)?.findings;
    let (entry, later) = book.read(|reader| bearer(reader, day, code))?;
    let said = match (entry, findings.is_empty()) {
        (None, _) => Sentence::new(
            format!(
                "Tidak cocok: tidak ada catatan {} dengan kode itu. Log diubah setelah lembar dibuat, atau harinya lain.",
                day.typed()
            ),
            format!(
                "No match: no entry of {} bears that code. The log was changed after the sheet was made, or the day is another.",
                day.typed()
            ),
        ),
        (Some(entry), false) => Sentence::new(
            format!("Kode itu milik catatan {entry}, tetapi rantai log tidak utuh."),
            format!("That code is entry {entry}'s, but the log's chain isn't whole."),
        ),
        (Some(entry), true) if later > 0 => Sentence::new(
            format!(
                "Cocok: log sampai catatan {entry} sama dengan waktu lembar dibuat. Setelahnya ada {later} catatan lagi hari itu."
            ),
            format!(
                "It matches: up to entry {entry} the log is as it was when the sheet was made. {later} more entries of that day came after it."
            ),
        ),
        (Some(entry), true) => Sentence::new(
            format!("Cocok: log sampai catatan {entry} sama dengan waktu lembar dibuat."),
            format!("It matches: up to entry {entry} the log is as it was when the sheet was made."),
        ),
    };
    Ok(CodeSeen { entry, later, said, findings })
}

/// The entry that bears a code, of those that may have been a day's last, and how many of that day came after it.
fn bearer(book: &Reader<'_>, day: Day, code: &str) -> Result<(Option<i64>, i64), StoreError> {
    let bears = |id: i64| Ok::<_, StoreError>(log::hash_of(book.conn, id)?.is_some_and(|link| code_of(&link) == code));
    let mut of_day = book.conn.prepare_cached("SELECT id FROM activity WHERE day = ?1 ORDER BY id DESC")?;
    let (mut rows, mut later) = (of_day.query(params![day.0])?, 0);
    while let Some(row) = rows.next()? {
        let id = row.get("id")?;
        if bears(id)? {
            return Ok((Some(id), later));
        }
        later += 1;
    }
    // A sheet that was made before the day had any entry shows the one before.
    let mut before =
        book.conn.prepare_cached("SELECT id FROM activity WHERE day < ?1 ORDER BY day DESC, id DESC LIMIT 1")?;
    let mut rows = before.query(params![day.0])?;
    let Some(row) = rows.next()? else { return Ok((None, 0)) };
    let id = row.get("id")?;
    Ok(if bears(id)? { (Some(id), later) } else { (None, 0) })
}
