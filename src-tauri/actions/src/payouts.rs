//! A file of what was paid, whatever it is: recognised by what stands in it, looked at, taken in.

use runut_core::Refusal;
use runut_core::posting::Account;
use runut_core::rows::{CodColumns, FileIs, PayoutSeen};
use runut_core::{AccountId, StoreId};
use runut_intake::{IntakeError, recognise_payout};
use runut_store::{Book, Context};

use crate::progress::Progress;
use crate::{ActionError, Done, remittances, settlements};

/// What a person has said of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Of which store it is.
    pub store: Option<StoreId>,
    /// The account that the money came into, or that withdrawals went to.
    pub account: Option<AccountId>,
    /// What the columns of a courier's file are.
    pub columns: Option<CodColumns>,
}

/// What a file is. `known` are the columns of couriers' files that a person has named before; Mengantar's are known.
#[must_use]
pub fn file_is(bytes: &[u8], known: &[CodColumns]) -> FileIs {
    match recognise_payout(bytes, &with_mengantar(known)) {
        Ok(found) if found.settlement.is_some() => FileIs::Settlement,
        Ok(found) if found.cod.is_some() => FileIs::Cod,
        _ => FileIs::Other,
    }
}

/// What a file would do; its columns where it isn't known and nobody has said what they are. Nothing is written.
///
/// # Errors
/// The file's own refusals, and those of [`settlements::preview`] and [`remittances::preview`].
pub fn preview(
    book: &Book,
    name: &str,
    bytes: &[u8],
    said: &Said,
    known: &[CodColumns],
) -> Result<PayoutSeen, ActionError> {
    let mut seen = PayoutSeen { settlement: None, cod: None, columns: Vec::new() };
    match staged(book, name, bytes, said, known)? {
        Staged::Settlement(file) => seen.settlement = Some(settlements::preview(book, &file)?),
        Staged::Cod(payout) => seen.cod = Some(remittances::preview(book, &payout)?),
        Staged::Columns(columns) => seen.columns = columns,
    }
    Ok(seen)
}

/// Takes a file in; `progress` is told how many rows of a marketplace's file are written.
///
/// # Errors
/// As [`preview`]; `columns_missing` where nobody has said what the columns of an unknown file are; `nothing_to_book` for a bill of
/// advertising, which the balance report has too.
pub fn apply(
    book: &Book,
    ctx: &Context,
    (name, bytes): (&str, &[u8]),
    said: &Said,
    known: &[CodColumns],
    progress: Progress<'_>,
) -> Done<PayoutSeen> {
    let seen = PayoutSeen { settlement: None, cod: None, columns: Vec::new() };
    match staged(book, name, bytes, said, known)? {
        Staged::Settlement(file) if !file.file.kind.is_booked() => Err(for_comparison().into()),
        Staged::Settlement(file) => {
            let done = settlements::apply(book, ctx, &file, progress)?;
            Ok(done.map(|report| PayoutSeen { settlement: Some(report), ..seen }))
        }
        Staged::Cod(payout) => {
            let done = remittances::apply(book, ctx, &payout)?;
            Ok(done.map(|report| PayoutSeen { cod: Some(report), ..seen }))
        }
        Staged::Columns(_) => Err(columns_missing().into()),
    }
}

enum Staged {
    Settlement(Box<settlements::SettlementImport>),
    Cod(remittances::Remittance),
    Columns(Vec<String>),
}

fn staged(book: &Book, name: &str, bytes: &[u8], said: &Said, known: &[CodColumns]) -> Result<Staged, ActionError> {
    let found = recognise_payout(bytes, &with_mengantar(known))?;
    if let Some(columns) = said.columns.as_ref().or(found.cod.as_ref()).filter(|_| found.settlement.is_none()) {
        if columns.tracking.is_empty() || columns.amount.is_empty() || columns.day.is_empty() {
            return Err(columns_missing().into());
        }
        let account = said.account.unwrap_or(Account::Bank.id());
        return Ok(Staged::Cod(remittances::read(book, name, bytes, columns, account)?));
    }
    if found.settlement.is_some() {
        let staged = settlements::read(book, name, bytes)?;
        let account = said.account.unwrap_or(staged.account);
        return Ok(Staged::Settlement(Box::new(settlements::SettlementImport {
            store: said.store,
            account,
            ..staged
        })));
    }
    // A sheet of two columns is no courier's list.
    if found.headers.len() < 3 {
        return Err(IntakeError::NotASettlement.into());
    }
    Ok(Staged::Columns(found.headers))
}

fn with_mengantar(known: &[CodColumns]) -> Vec<CodColumns> {
    let mut all = vec![CodColumns::mengantar()];
    all.extend_from_slice(known);
    all
}

fn columns_missing() -> Refusal {
    Refusal::new(
        "columns_missing",
        "Sebut dulu kolom resi, nilai COD dan tanggalnya.",
        "Say first which columns are the tracking number, the amount and the day.",
    )
}

fn for_comparison() -> Refusal {
    Refusal::new(
        "nothing_to_book",
        "Tagihan iklan hanya untuk dibandingkan: biaya iklan dicatat dari laporan saldo.",
        "The bill of advertising is for comparison: advertising is booked from the balance report.",
    )
}
