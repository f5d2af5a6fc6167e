//! What is kept to take back a step: as it was written.

use runut_core::rows::Finding;
use rusqlite::types::ValueRef;

use super::{FINDINGS_MAX, finding};
use crate::Changes;
use crate::engine::changed::{ERASED, is_forgotten};
use crate::{Reader, StoreError};

/// Every request's own word on what it changed.
pub(super) fn steps(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare("SELECT changes FROM request ORDER BY at, id")?;
    let mut rows = statement.query([])?;
    let (mut row_number, mut found) = (0_i64, 0);
    while let Some(row) = rows.next()? {
        row_number += 1;
        let whole = match row.get_ref("changes")? {
            text @ ValueRef::Text(_) => {
                let said = |text: &str| text == ERASED || is_forgotten(text);
                text.as_str().is_ok_and(|text| said(text) || matches!(Changes::from_text(text), Ok(Some(_))))
            }
            _ => false,
        };
        if !whole && found < FINDINGS_MAX {
            found += 1;
            findings.push(finding(
                "step",
                format!("request {row_number}"),
                "Catatan untuk mengurungkan satu langkah rusak; langkah itu tidak bisa diurungkan",
                "What is kept to undo a step is damaged; that step can't be undone",
            ));
        }
    }
    Ok(())
}
