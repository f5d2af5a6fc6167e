//! The audit: every invariant over a whole book. It changes nothing and finds nothing in a sound book.
//!
//! Two kinds of harm are looked for. What was changed beside the program is the witness's and the chain's to find, for every row. What
//! a mistake of the program's own may have written is found where a second rule says what must stand there: a noun's own checks.

mod account;
mod business_report;
mod chain;
mod code;
mod count;
mod courier;
mod customer;
mod fee;
mod figure;
mod file;
mod filter;
mod goal;
mod hours;
mod journal;
mod ledger;
mod order;
mod payment;
mod person;
mod posting;
mod product;
mod purchase;
mod record;
mod sealed;
mod settlement;
mod shop;
mod steps;
mod stock;
mod store;
mod sums;
mod supplier;
mod task;
mod text;
mod told;
mod variant_day;
mod witness;

pub use code::compare_code;
use runut_core::rows::{ChainReport, Finding};
use runut_core::{Sentence, match_key};

use rusqlite::Row;
use rusqlite::types::ValueRef;

use crate::{Book, Reader, StoreError, anchor, companions, engine};
use chain::chain;
use sums::Sum;
use told::{Field, Told};

/// Findings of one kind at most: the first ones show what is wrong.
pub(super) const FINDINGS_MAX: usize = 50;

/// What must hold of each noun.
const NOUNS: [&Checks; 33] = [
    &shop::CHECKS,
    &person::CHECKS,
    &account::CHECKS,
    &store::CHECKS,
    &courier::CHECKS,
    &hours::CHECKS,
    &text::CHECKS,
    &filter::CHECKS,
    &task::CHECKS,
    &goal::GOALS,
    &goal::TARGETS,
    &goal::KPIS,
    &business_report::CHECKS,
    &customer::CHECKS,
    &product::CHECKS,
    &stock::CHECKS,
    &count::CHECKS,
    &order::CHECKS,
    &payment::CHECKS,
    &settlement::CHECKS,
    &fee::CHECKS,
    &posting::CHECKS,
    &ledger::CHECKS,
    &journal::CHECKS,
    &journal::RECURRING,
    &journal::EQUIPMENT,
    &supplier::CHECKS,
    &purchase::CHECKS,
    &purchase::RECEIPTS,
    &purchase::BILLS,
    &variant_day::CHECKS,
    &record::CHECKS,
    &record::TEMPLATES,
];

/// What must hold of the book as a whole, beside its file and its chain.
const WHOLE: [(&str, Part); 4] =
    [("search", search), ("steps", steps::steps), ("sealed", sealed::sealed), ("witness", witness::witness)];

/// A part of the audit.
type Part = fn(&Reader<'_>, &mut Vec<Finding>) -> Result<(), StoreError>;

/// The keys of a noun's rows, and how one is read: as the doors show it, for a word that the program doesn't know stops a list.
type Rows = (&'static str, fn(&Reader<'_>, i64) -> Result<Vec<Field>, StoreError>);

/// Reads all rows of a noun at once.
type List = fn(&Reader<'_>) -> Result<Vec<Field>, StoreError>;

/// What must hold of a noun.
struct Checks {
    /// The noun, as the log and a finding name it.
    noun: &'static str,
    /// Sums that must agree.
    sums: &'static [Sum],
    /// What else must hold.
    parts: &'static [Part],
    /// Reads its rows one by one; what each holds is held against what the log told.
    rows: Option<Rows>,
    /// Likewise, of all at once.
    list: Option<List>,
    /// Asks for `id`, a `text`, and the same `folded`, as names are compared.
    folded: &'static [&'static str],
}

impl Checks {
    /// None yet: a noun's file names those it has.
    const fn of(noun: &'static str) -> Self {
        Self { noun, sums: &[], parts: &[], rows: None, list: None, folded: &[] }
    }

    fn run(&self, book: &Reader<'_>, told: &Told, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        for sum in self.sums {
            behind(sum.compare(book, findings), sum.code, findings)?;
        }
        for part in self.parts {
            let looked = part(book, findings);
            behind(looked, self.noun, findings)?;
        }
        for sql in self.folded {
            let looked = self.compare_folded(book, sql, findings);
            behind(looked, self.noun, findings)?;
        }
        if let Some(list) = self.list {
            let read = list(book).map(|fields| told.compare(self.noun, fields, findings));
            behind(read, self.noun, findings)?;
        }
        let Some((keys, read)) = self.rows else { return Ok(()) };
        let enough = findings.len() + FINDINGS_MAX;
        let mut ids = Vec::new();
        behind(all_keys(book, keys).map(|all| ids = all), self.noun, findings)?;
        for id in ids {
            let read = read(book, id).map(|fields| told.compare(self.noun, fields, findings));
            behind(read, &format!("{} {id}", self.noun), findings)?;
            if findings.len() >= enough {
                break;
            }
        }
        Ok(())
    }

    fn compare_folded(&self, book: &Reader<'_>, sql: &str, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        let mut statement = book.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let enough = findings.len() + FINDINGS_MAX;
        while let Some(row) = rows.next()?.filter(|_| findings.len() < enough) {
            if lossy(row, "folded") != match_key(&lossy(row, "text")) {
                let place = format!("{} {}", self.noun, lossy(row, "id"));
                let (id, en) = ("tidak tercari dengan namanya", "isn't found by its name");
                findings.push(finding("folded", &place, format!("{place}: {id}"), format!("{place}: {en}")));
            }
        }
        Ok(())
    }
}

pub(crate) fn finding(code: &str, place: impl Into<String>, id: impl Into<String>, en: impl Into<String>) -> Finding {
    Finding { code: code.to_owned(), place: place.into(), message: Sentence::new(id, en) }
}

/// Audits the whole book. What can't be read is a finding too, and the audit goes on behind it.
///
/// # Errors
/// [`StoreError`] where the disk doesn't answer or another program has the book; [`StoreError::NoShop`] before first start.
pub fn check(book: &Book) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    file::file(book, true, &mut findings)?;
    let mut anchors = Vec::new();
    behind(known_anchors(book).map(|known| anchors = known), "log", &mut findings)?;
    book.read(|reader| {
        if matches!(reader.shop(), Ok(None)) {
            return Err(StoreError::NoShop);
        }
        let mut told = Told::default();
        behind(Told::of(reader).map(|all| told = all), "log", &mut findings)?;
        for noun in NOUNS {
            noun.run(reader, &told, &mut findings)?;
        }
        for (place, part) in WHOLE {
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

/// The indexes that lists are searched by.
fn search(book: &Reader<'_>, _: &mut Vec<Finding>) -> Result<(), StoreError> {
    engine::searchable(book.conn)
}

fn all_keys(book: &Reader<'_>, sql: &str) -> Result<Vec<i64>, StoreError> {
    let mut statement = book.conn.prepare(sql)?;
    Ok(statement.query_map([], |row| row.get("id"))?.collect::<Result<_, _>>()?)
}

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
    file::file(book, thorough, &mut findings)?;
    findings.extend(book.read(|reader| chain(reader, &[]))?.findings);
    Ok(findings)
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
