//! What marketplaces say they paid, taken into the book: read, preview, apply.
//!
//! Invariant: a row is known by its key, so that the same file, one that overlaps it, parts of it or another name change nothing
//! twice. A balance report has an order's payout as a bare sum, which the income report takes apart: whichever comes first, it
//! counts once.

mod change;
mod compared;
mod looked;
mod pairs;
mod waiting;
mod whose;
mod withdrawing;
mod words;
mod writing;

use std::collections::{BTreeMap, BTreeSet};

pub use runut_core::rows::SettlementReport;
use runut_core::rows::{PayoutProblem, StoreRow};
use runut_core::settlement::{RowKind, SettlementFile, SettlementProblem, SettlementRow};
use runut_core::{AccountId, Channel, Money, Refusal, StoreId, excerpt, fingerprint};
use runut_intake::{SaidWords, read_settlement};
use runut_store::{Book, Context, Reader, StoreError, Tx};

use crate::progress::Progress;
use crate::{ActionError, Done, unknown_account};
use compared::compared;
use looked::{Looked, counted, looked, sums};
pub(crate) use waiting::match_waiting;
use whose::whose;
use withdrawing::withdrawals_go_to;
pub(crate) use withdrawing::{join_withdrawal, part_withdrawal};
pub(crate) use words::no_marketplace;
pub use words::say_word;
use writing::write;

/// A settlement file, read and waiting to be applied; or what a person entered instead of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettlementImport {
    /// Its name, for people and the log.
    pub name: String,
    /// The digest of its bytes.
    pub(crate) digest: String,
    /// Of which store, as a person says it; none where the book may tell.
    pub store: Option<StoreId>,
    /// The account of the shop's that withdrawals go to.
    pub account: AccountId,
    /// What it says.
    pub file: SettlementFile,
}

/// Reads a settlement file. Words that a person has said the meaning of before are known.
///
/// # Errors
/// The file's own refusals; [`ActionError`] where the book can't be read.
pub fn read(book: &Book, name: &str, bytes: &[u8]) -> Result<SettlementImport, ActionError> {
    let said = book.read(|book| {
        let mut said = SaidWords::new();
        for channel in [Channel::Shopee, Channel::Tiktok, Channel::Lazada] {
            said.extend(book.settle_words(channel)?);
        }
        Ok::<_, StoreError>(said)
    })?;
    let file = read_settlement(bytes, &said)?;
    let account = book.read(withdrawals_go_to)?;
    Ok(SettlementImport { name: excerpt(name, 255), digest: fingerprint(bytes), store: None, account, file })
}

/// What a file would do. Nothing is written.
///
/// # Errors
/// `which_store`, `no_store`; [`ActionError`] where the book can't be read.
pub fn preview(book: &Book, staged: &SettlementImport) -> Result<SettlementReport, ActionError> {
    book.read(|book| {
        let store = whose(book, staged)?;
        let rows = looked(book, &staged.file, &store)?;
        into_open(book, staged)?;
        report(book, staged, &store, &rows)
    })
}

/// Takes a file into the book in one transaction. Rows that it has already change nothing; of one that differs the difference is
/// posted. `progress` is told how many rows are written.
///
/// # Errors
/// As [`preview`]; `cancelled` where `progress` says so; `day_ahead` for a row of a day that hasn't come; [`ActionError`] where the
/// book can't be written. The book is then as it was.
pub fn apply(book: &Book, ctx: &Context, staged: &SettlementImport, progress: Progress<'_>) -> Done<SettlementReport> {
    let intent = format!("settle {} {:?} {} {}", staged.name, staged.store, staged.account, staged.digest);
    book.write(ctx, &intent, |tx| {
        if let Some(row) = counted(&staged.file).find(|row| row.day > ctx.today) {
            return Err(ahead(row).into());
        }
        let store = whose(tx, staged)?;
        take_in(tx, ctx, staged, &store, progress)
    })
}

/// Takes it in as of that store.
pub(crate) fn take_in(
    tx: &mut Tx<'_>,
    ctx: &Context,
    staged: &SettlementImport,
    store: &StoreRow,
    progress: Progress<'_>,
) -> Result<SettlementReport, ActionError> {
    let rows = looked(tx, &staged.file, store)?;
    into_open(tx, staged)?;
    let report = SettlementReport { applied: true, ..report(tx, staged, store, &rows)? };
    if report.new > 0 || report.changed > 0 {
        write(tx, ctx, (staged, store), &rows, progress)?;
    }
    Ok(report)
}

/// Refuses withdrawals into an account that is not in use.
fn into_open(book: &Reader<'_>, staged: &SettlementImport) -> Result<(), ActionError> {
    let withdrawn = counted(&staged.file).any(|row| row.kind == RowKind::Withdrawal);
    if withdrawn && book.open_account(staged.account)?.is_none() {
        return Err(unknown_account(&staged.account.to_string()).into());
    }
    Ok(())
}

fn ahead(row: &SettlementRow) -> Refusal {
    let (at, day) = (row.row, row.day.typed());
    Refusal::new(
        "day_ahead",
        format!("Baris {at}: tanggal {day} belum tiba. Periksa tanggal di berkas dan di komputer ini; tidak ada yang dicatat."),
        format!("Row {at}: {day} is still ahead. Check the day in the file and on this computer; nothing was recorded."),
    )
    .with("row", at)
}

fn owned(sums: BTreeMap<&str, Money>) -> BTreeMap<String, Money> {
    sums.into_iter().map(|(name, sum)| (name.to_owned(), sum)).collect()
}

fn report(
    book: &Reader<'_>,
    staged: &SettlementImport,
    store: &StoreRow,
    rows: &[Looked<'_>],
) -> Result<SettlementReport, ActionError> {
    let file = &staged.file;
    let by_type = sums(file.rows.iter().map(|row| (row.kind.key(), row.net)));
    let mut by_word = vec![None; file.words.len()];
    for (word, amount) in file.rows.iter().flat_map(|row| &row.parts) {
        *by_word[*word].get_or_insert(Money::ZERO) += *amount;
    }
    let named = file.words.iter().zip(by_word).filter_map(|(word, sum)| Some((word.named(), sum?)));
    let numbers: BTreeMap<&str, bool> = rows
        .iter()
        .filter(|looked| !looked.row.order.is_empty())
        .map(|looked| (looked.row.order.as_str(), looked.order.is_some()))
        .collect();
    let of_rows: BTreeSet<&str> = file.rows.iter().map(|row| row.order.as_str()).filter(|id| !id.is_empty()).collect();
    let known = |id: &&&str| numbers.get(**id).copied().unwrap_or_default();
    let matched = of_rows.iter().filter(known).count();
    let ins: Money = file.rows.iter().map(|row| row.net).filter(|net| *net > Money::ZERO).sum();
    let told =
        |p: &SettlementProblem| PayoutProblem { row: p.row, code: p.code.to_owned(), message: p.message.clone() };
    let withdrawn = counted(file).filter(|row| row.kind == RowKind::Withdrawal).map(|row| row.net).sum();
    let used: BTreeSet<usize> = counted(file).flat_map(|row| row.parts.iter().map(|(word, _)| *word)).collect();
    let unsaid = used.into_iter().map(|word| &file.words[word]).filter(|word| word.part.is_none());
    let beside = compared(book, file, store.id, rows)?;
    Ok(SettlementReport {
        file: staged.name.clone(),
        kind: file.kind,
        channel: store.channel,
        store: store.id,
        store_name: store.name.clone(),
        account: staged.account,
        applied: false,
        rows: file.rows.len(),
        orders: of_rows.len(),
        net: file.net(),
        matched,
        unknown: of_rows.len() - matched,
        new: rows.iter().filter(|looked| looked.is_new()).count(),
        changed: rows.iter().filter(|looked| looked.is_changed()).count(),
        parts: owned(sums(named)),
        by_type: owned(by_type),
        unsaid: unsaid.map(|word| word.header.clone()).collect(),
        balances: file.balances(),
        withdrawn,
        moved: (ins, file.net() - ins),
        problems: file.problems.iter().map(told).chain(beside).collect(),
    })
}
