//! The audit: every invariant over a whole book. It changes nothing and finds nothing in a sound book.

mod chain;
mod money;
mod orders;
mod positions;
mod stock;
mod sums;

use runut_core::Sentence;
use runut_core::rows::{ChainReport, Finding};

use crate::{Book, StoreError, anchor, backup, engine};
use chain::chain;

/// Findings of one kind at most: the first ones show what is wrong.
pub(super) const FINDINGS_MAX: usize = 50;

pub(crate) fn finding(code: &str, place: impl Into<String>, id: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { code: code.to_owned(), place: place.into(), message: Sentence::new(id, en) }
}

/// Audits the whole book.
///
/// # Errors
/// [`StoreError`] where the book can't even be read.
pub fn check(book: &Book) -> Result<Vec<Finding>, StoreError> {
    let anchors = known_anchors(book)?;
    book.read(|reader| {
        if reader.shop()?.is_none() {
            return Err(StoreError::NoShop);
        }
        let mut findings = file(book, true)?;
        for sum in [&stock::SUMS[..], &money::SUMS, &orders::SUMS].into_iter().flatten() {
            sum.compare(reader, &mut findings)?;
        }
        stock::inventory(reader, &mut findings)?;
        orders::stages(reader, &mut findings)?;
        positions::positions(reader, &mut findings)?;
        findings.extend(chain(reader, &anchors)?.findings);
        Ok(findings)
    })
}

/// Whether a copy is a sound file with a whole log: what shows damage, and not what a mistake of ours may have posted.
///
/// # Errors
/// [`StoreError`] where the book can't even be read.
pub(crate) fn sound(book: &Book, thorough: bool) -> Result<Vec<Finding>, StoreError> {
    let mut findings = file(book, thorough)?;
    findings.extend(book.read(|reader| chain(reader, &[]))?.findings);
    Ok(findings)
}

fn file(book: &Book, thorough: bool) -> Result<Vec<Finding>, StoreError> {
    let lines = engine::integrity(book.path(), thorough)?;
    let say = |line| finding("file", "book", format!("Berkas buku: {line}"), format!("Book file: {line}"));
    Ok(lines.into_iter().map(say).collect())
}

/// Everything outside the book that tells what its log was: its own anchors and those of its backups, fewest entries first.
fn known_anchors(book: &Book) -> Result<Vec<anchor::Anchor>, StoreError> {
    let mut anchors = anchor::read(book.path());
    anchors.extend(backup::anchors(book)?);
    anchors.sort_by_key(|anchor| anchor.entries);
    Ok(anchors)
}

/// The anchor outside the book that an audit compares with last: number of entries and hash.
#[must_use]
pub fn last_anchor(book: &Book) -> Option<String> {
    anchor::read(book.path()).last().map(|a| format!("{} {}", a.entries, a.hash))
}

/// Verifies the log's chain and compares it with the anchors; a sound one is anchored anew.
///
/// # Errors
/// [`StoreError`] where the book can't be read or the anchor can't be written.
pub fn verify_log(book: &Book) -> Result<ChainReport, StoreError> {
    let anchors = known_anchors(book)?;
    let report = book.read(|reader| chain(reader, &anchors))?;
    if report.findings.is_empty() && report.entries > 0 {
        let (entries, hash) = book.read(|reader| crate::log::head(reader.conn))?;
        if entries == report.entries {
            anchor::add(book.path(), entries, &hash)?;
        }
    }
    Ok(report)
}
