//! What is kept apart of the log: each text is the one that its entry stands for, or was erased, and the log says so.

use runut_core::activity::Facts;
use runut_core::activity::personal::{Salt, is_sealed, is_whole};
use runut_core::rows::Finding;

use super::{FINDINGS_MAX, finding, lossy};
use crate::{Reader, StoreError};

pub(super) fn sealed(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    // What was erased was told of before.
    let last: i64 =
        book.conn.query_row("SELECT COALESCE(MAX(id), 0) AS last FROM activity WHERE verb = 'erase'", [], |row| {
            row.get("last")
        })?;
    let mut statement = book.conn.prepare(
        "SELECT a.id, a.facts, s.salt, s.texts FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id ORDER BY a.id",
    )?;
    let mut rows = statement.query([])?;
    let mut found = 0;
    while let Some(row) = rows.next()? {
        let entry: i64 = row.get("id")?;
        let stored: Facts = serde_json::from_str(&lossy(row, "facts")).unwrap_or_default();
        let (salt, texts): (Option<Vec<u8>>, Option<String>) = (row.get("salt")?, row.get("texts")?);
        let sound = match (salt, texts) {
            (None, _) | (_, None) => !is_sealed(&stored),
            (Some(salt), Some(texts)) if salt.is_empty() && texts.is_empty() => is_sealed(&stored) && entry < last,
            (Some(salt), Some(texts)) => {
                let apart: Facts = serde_json::from_str(&texts).unwrap_or_default();
                Salt::try_from(salt.as_slice()).is_ok_and(|salt| is_whole(&stored, &salt, &apart)) && is_sealed(&stored)
            }
        };
        if !sound && found < FINDINGS_MAX {
            found += 1;
            let place = format!("log {entry}");
            let (id, en) =
                ("yang disimpan terpisah bukan yang dicatat", "what is kept apart of it isn't what was written");
            findings.push(finding("sealed", &place, format!("Catatan {entry}: {id}"), format!("Entry {entry}: {en}")));
        }
    }
    Ok(())
}
