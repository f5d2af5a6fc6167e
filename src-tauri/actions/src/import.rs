//! Taking a marketplace's order file into the book: read, preview, apply.
//!
//! Reading and staging happen outside the write; applying is one transaction with an activity for each thing that
//! changes. What a preview says is decided by the same function that applying uses ([`effect::of`]).

mod apply;
mod change;
mod compare;
mod effect;
mod gone;
mod goods;
mod notes;
mod report;
mod skus;
mod steps;
mod twofold;
mod whose;

use std::collections::HashSet;

use runut_core::marketplace::{CellOverride, FileOrders, FileProblem};
use runut_core::rows::ImportReport;
use runut_core::takeover::Policy;
use runut_core::{Channel, Day, Instant, Refusal, StoreId, excerpt, match_key};
use runut_intake::read_shopee_orders;
use runut_store::{Book, Context, Reader, StoreError, Written};

use self::skus::Skus;
pub use crate::progress::Progress;
use crate::{ActionError, Done};

/// A file, read and waiting to be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name, for people and the log.
    pub name: String,
    /// Where its orders come from.
    pub channel: Channel,
    /// Of which store there, as a person says it; none where the book may tell ([`whose::of`]).
    pub store: Option<StoreId>,
    /// What it says.
    pub file: FileOrders,
    /// Cells that a person has decided, as the file has them: for the log.
    pub decided: Vec<FileProblem>,
    /// Orders of which a person takes the file's lines, although the book has more: by their id there.
    pub taken: Vec<String>,
}

/// Reads a marketplace's order file. `overrides` are cells that a person has decided.
///
/// # Errors
/// The file's own refusals (empty, wrong, truncated, password-protected, a missing column, …); `cell_not_asked` for a
/// decision on a cell that has no problem; `cancelled`.
pub fn read(
    channel: Channel,
    name: &str,
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: Progress<'_>,
) -> Result<ImportFile, ActionError> {
    let (file, decided) = decide(channel, bytes, overrides, progress)?;
    let name = excerpt(name, 255);
    Ok(ImportFile { name, channel, store: None, file, decided, taken: Vec::new() })
}

/// Reads with what a person has decided. Only a cell that has a problem can be decided: a sound one is the file's word. Of a
/// SKU the book may ask later.
/// One decision may bring the next problem of its row to light, so they are taken in turns. A decision goes for
/// every row that says the same ([`said_alike`]).
fn decide(
    channel: Channel,
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: Progress<'_>,
) -> Result<(FileOrders, Vec<FileProblem>), ActionError> {
    let mut taken: Vec<CellOverride> = Vec::new();
    let mut decided = Vec::new();
    let mut waiting = overrides.to_vec();
    loop {
        let file = parse(channel, bytes, &taken, progress)?;
        let same = |p: &FileProblem, o: &CellOverride| p.row == o.row && match_key(&p.column) == match_key(&o.column);
        let asked = |o: &CellOverride| {
            let by_file = file.problems.iter().find(|p| same(p, o)).cloned();
            by_file.or_else(|| twofold::asked_of(&file, o.row, &o.column))
        };
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|o| asked(o).is_some());
        if now.is_empty() {
            return match later.first() {
                Some(unknown) => Err(not_asked(unknown)),
                None => Ok((file, decided)),
            };
        }
        let mut alike = Vec::new();
        let place = |row: u32, column: &str| (row, match_key(column));
        let own = now.iter().chain(&later).chain(&taken);
        let mut known: HashSet<(u32, String)> = own.map(|o| place(o.row, &o.column)).collect();
        for cell in &now {
            let Some(problem) = asked(cell) else { continue };
            for (row, column) in said_alike(&file, &problem, cell) {
                if known.insert(place(row, &column)) {
                    alike.push(CellOverride { row, column, value: cell.value.clone() });
                }
            }
        }
        for cell in now.iter().chain(&alike) {
            decided.extend(asked(cell).map(|p| FileProblem { suggestion: cell.value.clone(), ..p }));
        }
        taken.extend(now);
        taken.extend(alike);
        waiting = later;
    }
}

/// The other cells for which a decision goes too: what a SKU beside a name means, and what a text was before a spreadsheet changed
/// it, where the person takes that it was what it most likely was.
fn said_alike(file: &FileOrders, problem: &FileProblem, cell: &CellOverride) -> Vec<(u32, String)> {
    if problem.code == skus::CODE {
        return twofold::alike(file, problem.row, &problem.column);
    }
    let same = |other: &&FileProblem| {
        (&other.code, &other.column, &other.found) == (&problem.code, &problem.column, &problem.found)
            && other.row != problem.row
    };
    let restored = problem.code == "damaged_text" && cell.value.trim() == problem.suggestion;
    file.problems.iter().filter(|_| restored).filter(same).map(|other| (other.row, other.column.clone())).collect()
}

fn not_asked(cell: &CellOverride) -> ActionError {
    let column = excerpt(&cell.column, 60);
    Refusal::new(
        "cell_not_asked",
        format!("Baris {}, kolom {column}: tidak ada masalah di sel ini, jadi isinya tidak bisa diganti.", cell.row),
        format!("Row {}, column {column}: nothing is wrong with this cell, so it can't be replaced.", cell.row),
    )
    .into()
}

fn parse(
    channel: Channel,
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: Progress<'_>,
) -> Result<FileOrders, ActionError> {
    match channel {
        Channel::Shopee => Ok(read_shopee_orders(bytes, overrides, progress)?),
        other => Err(Refusal::new(
            "channel",
            format!("Berkas {} belum bisa dibaca.", other.name()),
            format!("Files of {} can't be read yet.", other.name()),
        )
        .into()),
    }
}

/// Under which rules the book takes this file over. The start day is the shop's; before it has one, the given one or
/// today's.
fn policy(
    book: &Reader<'_>,
    staged: &ImportFile,
    store: StoreId,
    start_day: Option<Day>,
    now: Instant,
) -> Result<Policy, ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let today = shop.zone.day(now);
    let refusal = match (shop.start_day, start_day) {
        (Some(set), Some(given)) if set != given => Some(Refusal::new(
            "start_day_set",
            format!("Hari mulai pembukuan sudah ditetapkan: {set}."),
            format!("The first day of the books is set already: {set}."),
        )),
        (None, Some(given)) if given > today => Some(Refusal::new(
            "start_day_future",
            format!("Hari mulai pembukuan {given} belum tiba. Pilih hari ini atau sebelumnya."),
            format!("The first day of the books, {given}, has not come yet. Choose today or earlier."),
        )),
        _ => None,
    };
    if let Some(refusal) = refusal {
        return Err(refusal.into());
    }
    Ok(Policy {
        channel: staged.channel,
        store,
        file: staged.name.clone(),
        start_day: shop.start_day.or(start_day).unwrap_or(today),
        auto_approve: shop.auto_approve,
        zone: shop.zone,
        now,
    })
}

/// What the file would do to the book. Nothing is written.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn preview(
    book: &Book,
    staged: &ImportFile,
    start_day: Option<Day>,
    now: Instant,
) -> Result<ImportReport, ActionError> {
    book.read(|reader| {
        let whose = whose::of(reader, staged)?;
        let store = &whose.store;
        let policy = policy(reader, staged, store.id, start_day, now)?;
        let staged = &*gone::failed(reader, staged, store.id)?;
        let skus = Skus::of(reader, staged)?;
        let staged = &*twofold::sift(reader, staged, store.id, &skus)?;
        let effects = effect::all(reader, staged, store, &policy)?;
        report::of(reader, staged, &effects, (&policy, &whose, &skus))
    })
}

/// Takes the file over in one transaction: everything that can be, or nothing. Orders with problems, held ones and
/// contradictions stay out and are listed.
///
/// # Errors
/// `cancelled` where `progress` says so; [`ActionError`] where the book can't be written. The book is then as it was.
pub fn apply(
    book: &Book,
    ctx: &Context,
    staged: &ImportFile,
    start_day: Option<Day>,
    progress: Progress<'_>,
) -> Done<ImportReport> {
    // The answer that is kept for a repeated request has the figures; the lists are long and only shown.
    let (mut list, mut warnings) = (Vec::new(), Vec::new());
    let ImportFile { name, store, file, decided, taken, .. } = staged;
    let intent = format!("import {name} {store:?} {} {start_day:?} {decided:?} {taken:?}", file.rows);
    let done = book.write(ctx, &intent, |tx| {
        let whose = whose::of(tx, staged)?;
        let store = &whose.store;
        let policy = policy(tx, staged, store.id, start_day, ctx.now)?;
        let staged = &*gone::failed(tx, staged, store.id)?;
        let skus = Skus::of(tx, staged)?;
        let staged = &*twofold::sift(tx, staged, store.id, &skus)?;
        let mut effects = effect::all(tx, staged, store, &policy)?;
        let mut report = report::of(tx, staged, &effects, (&policy, &whose, &skus))?;
        let refused = apply::all(tx, staged, &effects, (&policy, &skus), &report, progress)?;
        if !refused.is_empty() {
            for (at, refusal) in refused {
                effects[at].refuse(refusal);
            }
            report = report::tell(report, staged, &effects, &policy);
        }
        (list, warnings) = (std::mem::take(&mut report.list), std::mem::take(&mut report.warnings));
        Ok::<_, ActionError>(ImportReport { applied: true, asks_start_day: false, ..report })
    })?;
    Ok(Written { value: ImportReport { list, warnings, ..done.value }, topics: done.topics })
}
