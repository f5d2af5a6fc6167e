//! The file itself.

use runut_core::rows::Finding;

use super::{behind, finding};
use crate::{Book, StoreError, engine};

/// What the engine says of it, rows that name one which isn't there, and texts that aren't any.
pub(super) fn file(book: &Book, thorough: bool, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let auditor = engine::Auditor::open(book.path())?;
    for lines in [auditor.integrity(thorough), auditor.dangling()] {
        match lines {
            Ok(lines) => findings.extend(
                lines
                    .into_iter()
                    .map(|line| finding("file", "book", format!("Berkas buku: {line}"), format!("Book file: {line}"))),
            ),
            Err(error) => behind(Err(error), "book", findings)?,
        }
    }
    let mut texts = Vec::new();
    match auditor.texts(&mut texts) {
        Err(error) => behind(Err(error), "book", findings)?,
        Ok(unread) => {
            for (table, error) in unread {
                behind(Err(error), &table, findings)?;
            }
        }
    }
    findings.extend(texts.into_iter().map(|text| {
        let place = format!("{} {}", text.column, text.row);
        let (id, en) = ("hurufnya rusak (bukan UTF-8)", "its letters are damaged (not UTF-8)");
        finding("text", &place, format!("{place}: {id}"), format!("{place}: {en}"))
    }));
    Ok(())
}
