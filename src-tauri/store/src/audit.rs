//! The audit: every invariant over a whole book. It changes nothing and finds nothing in a sound book.

mod chain;
mod chart;
mod kinds;
mod money;
mod orders;
mod positions;
mod readable;
mod sealed;
mod steps;
mod stock;
mod sums;
mod told;
mod totals;
mod witness;

use runut_core::Sentence;
use runut_core::rows::{ChainReport, Finding};

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::{Book, Reader, StoreError, anchor, companions, engine};
use chain::chain;

/// Findings of one kind at most: the first ones show what is wrong.
pub(super) const FINDINGS_MAX: usize = 50;

pub(crate) fn finding(code: &str, place: impl Into<String>, id: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { code: code.to_owned(), place: place.into(), message: Sentence::new(id, en) }
}

/// Audits the whole book. What can't be read is a finding too, and the audit goes on behind it.
///
/// # Errors
/// [`StoreError`] where the disk doesn't answer or another program has the book; [`StoreError::NoShop`] before first start.
pub fn check(book: &Book) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    file(book, true, &mut findings)?;
    let mut anchors = Vec::new();
    behind(known_anchors(book).map(|known| anchors = known), "log", &mut findings)?;
    book.read(|reader| {
        match reader.shop() {
            Ok(None) => return Err(StoreError::NoShop),
            shop => behind(shop.map(drop), "shop", &mut findings)?,
        }
        for sum in [&stock::SUMS[..], &money::SUMS, &orders::SUMS, &totals::SUMS].into_iter().flatten() {
            let compared = sum.compare(reader, &mut findings);
            behind(compared, sum.code, &mut findings)?;
        }
        let parts: [(&str, Part); 12] = [
            ("move_kind", kinds::moves),
            ("posting_kind", kinds::postings),
            ("account inventory", stock::inventory),
            ("account", chart::chart),
            ("log", orders::stages),
            ("orders", positions::positions),
            ("orders", totals::equal),
            ("log", told::told),
            ("book", readable::rows),
            ("steps", steps::steps),
            ("sealed", sealed::sealed),
            ("witness", witness::witness),
        ];
        for (place, part) in parts {
            let looked = part(reader, &mut findings);
            behind(looked, place, &mut findings)?;
        }
        match chain(reader, &anchors) {
            Ok(report) => findings.extend(report.findings),
            Err(error) => behind(Err(error), "log", &mut findings)?,
        }
        Ok(findings)
    })
}

/// A part of the audit.
type Part = fn(&Reader<'_>, &mut Vec<Finding>) -> Result<(), StoreError>;

/// Goes on behind what couldn't be read: that is a finding. A disk that doesn't answer ends the audit.
fn behind(looked: Result<(), StoreError>, place: &str, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    match looked {
        Err(error) if !error.is_disk() => findings.push(unreadable(place, &error)),
        looked => return looked,
    }
    Ok(())
}

/// What stands at a place can't be read.
fn unreadable(place: &str, error: &StoreError) -> Finding {
    finding(
        "unreadable",
        place,
        format!("{place}: tidak terbaca ({error})"),
        format!("{place}: can't be read ({error})"),
    )
}

/// A column of a row that an audit shows, whatever stands in it.
fn lossy(row: &Row<'_>, column: &str) -> String {
    match row.get_ref(column) {
        Ok(ValueRef::Text(text)) => String::from_utf8_lossy(text).into_owned(),
        Ok(ValueRef::Integer(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Whether a copy is a sound file with a whole log: what shows damage, and not what a mistake of ours may have posted.
///
/// # Errors
/// [`StoreError`] where the book can't even be read.
pub(crate) fn sound(book: &Book, thorough: bool) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    file(book, thorough, &mut findings)?;
    findings.extend(book.read(|reader| chain(reader, &[]))?.findings);
    Ok(findings)
}

/// The file itself: what the engine says of it, rows that name one which isn't there, and texts that aren't any.
fn file(book: &Book, thorough: bool, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
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

/// Everything outside the book that tells what its log was: its own anchors and those of its backups, fewest entries first.
fn known_anchors(book: &Book) -> Result<Vec<anchor::Anchor>, StoreError> {
    let mut anchors = anchor::read(book.path());
    anchors.extend(book.read(|reader| companions::anchors(reader.conn, book.path()))?);
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
