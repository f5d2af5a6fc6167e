//! A file beside all others: what is missing between balance reports, and days that come to something else than here.
//!
//! Neither is a fault of the book: a report of the days between may still come, and a file may be a part of one. So both are said
//! where the file is taken in, and the audit doesn't ask for them.

use std::collections::BTreeMap;

use runut_core::rows::PayoutProblem;
use runut_core::settlement::{SettlementFile, SettlementKind};
use runut_core::{Day, Money, Sentence, StoreId};
use runut_store::Reader;

use super::looked::{Looked, counted};
use crate::ActionError;

/// So many gaps are told one by one.
const TOLD: usize = 5;

/// A problem of the file as a whole.
fn of_file(code: &str, message: Sentence) -> PayoutProblem {
    PayoutProblem { row: 0, code: code.to_owned(), message }
}

/// What a file shows beside what other files brought.
pub(super) fn compared(
    book: &Reader<'_>,
    file: &SettlementFile,
    store: StoreId,
    rows: &[Looked<'_>],
) -> Result<Vec<PayoutProblem>, ActionError> {
    let mut told = Vec::new();
    if file.kind == SettlementKind::ShopeeBalance {
        told.extend(gaps(book, store, rows)?);
    }
    // Where nothing of it was known there is nothing to compare.
    if rows.iter().any(|looked| !looked.is_new()) {
        told.extend(days(book, file, store, rows)?);
    }
    Ok(told)
}

/// A movement of a balance.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Moved {
    day: Day,
    /// The row's key: it begins with the time.
    key: String,
    before: Money,
    after: Money,
    /// Whether it stands in this file, which tells of its own gaps.
    here: bool,
}

/// Where a balance doesn't go on from the one before it, of rows that stand in different files.
fn gaps(book: &Reader<'_>, store: StoreId, rows: &[Looked<'_>]) -> Result<Vec<PayoutProblem>, ActionError> {
    let mut moved: BTreeMap<String, Moved> = BTreeMap::new();
    for (day, key, net, after) in book.balance_rows(store)? {
        moved.insert(key.clone(), Moved { day, key, before: after - net, after, here: false });
    }
    for looked in rows {
        if let Some(after) = looked.row.balance {
            let (day, key) = (looked.row.day, looked.row.key.clone());
            moved.insert(key.clone(), Moved { day, key, before: after - looked.row.net, after, here: true });
        }
    }
    let mut moved: Vec<Moved> = moved.into_values().collect();
    moved.sort();
    let (ends, starts) = loose(&moved);
    let pairs = ends.into_iter().zip(starts.into_iter().skip(1));
    let gaps: Vec<_> = pairs.filter(|(end, start)| !(end.here && start.here)).collect();
    let mut told: Vec<PayoutProblem> = gaps.iter().take(TOLD).map(|(end, start)| gap(end, start)).collect();
    if gaps.len() > TOLD {
        let more = gaps.len() - TOLD;
        let (id, en) = (
            format!("Dan {more} celah lain di laporan saldo."),
            format!("And {more} more gaps between balance reports."),
        );
        told.push(of_file("balance_gap", Sentence::new(id, en)));
    }
    Ok(told)
}

/// Movements that nothing follows, and those that follow nothing, by time. Rows of one second stand in no order, so that each is
/// joined with the one whose balance it goes on from.
fn loose(moved: &[Moved]) -> (Vec<&Moved>, Vec<&Moved>) {
    let mut open: BTreeMap<Money, Vec<usize>> = BTreeMap::new();
    for (at, row) in moved.iter().enumerate() {
        open.entry(row.after).or_default().push(at);
    }
    let mut starts = Vec::new();
    for (at, row) in moved.iter().enumerate() {
        let candidates = open.entry(row.before).or_default();
        // The nearest before it; else one of its own second, or what a clock put later.
        let place = candidates
            .iter()
            .rposition(|other| *other < at)
            .or_else(|| candidates.iter().position(|other| *other > at));
        match place {
            Some(place) => drop(candidates.remove(place)),
            None => starts.push(row),
        }
    }
    let mut ends: Vec<usize> = open.into_values().flatten().collect();
    ends.sort_unstable();
    (ends.into_iter().filter_map(|at| moved.get(at)).collect(), starts)
}

fn gap(end: &Moved, start: &Moved) -> PayoutProblem {
    let (from, to, missing) = (end.day.typed(), start.day.typed(), start.before - end.after);
    let message = Sentence::new(
        format!(
            "Antara {from} dan {to} ada mutasi saldo yang tidak ada di berkas mana pun, jumlahnya Rp {missing}. Impor juga laporan saldo hari-hari itu."
        ),
        format!(
            "Between {from} and {to} the balance moved by Rp {missing} that no file has. Import the balance report of those days too."
        ),
    );
    of_file("balance_gap", message)
}

/// Days on which all files together come to something else than this one.
fn days(
    book: &Reader<'_>,
    file: &SettlementFile,
    store: StoreId,
    rows: &[Looked<'_>],
) -> Result<Option<PayoutProblem>, ActionError> {
    let mut all = book.day_nets(store, file.kind)?;
    for looked in rows.iter().filter(|looked| looked.is_new() || looked.is_changed()) {
        *all.entry(looked.row.day).or_default() += looked.row.net;
        if let Some(known) = &looked.known {
            *all.entry(known.day).or_default() -= known.net;
        }
    }
    let mut here: BTreeMap<Day, Money> = BTreeMap::new();
    for row in counted(file) {
        *here.entry(row.day).or_default() += row.net;
    }
    let other = |(day, net): (Day, Money)| all.get(&day).filter(|all| **all != net).map(|all| (day, net, *all));
    let unlike: Vec<(Day, Money, Money)> = here.into_iter().filter_map(other).collect();
    let Some((day, net, all)) = unlike.first() else { return Ok(None) };
    let (many, day) = (unlike.len(), day.typed());
    let message = Sentence::new(
        format!(
            "Di {many} hari jumlah berkas ini lain dari jumlah semua berkas (pertama {day}: di sini Rp {net}, semua Rp {all}). Itu biasa kalau berkasnya hanya sebagian; kalau lengkap, ada baris yang hilang atau diubah."
        ),
        format!(
            "On {many} days this file comes to something else than all files together (first {day}: here Rp {net}, all Rp {all}). That is usual where it is only a part; where it is whole, a row is missing or was changed."
        ),
    );
    Ok(Some(of_file("day_sum", message)))
}
