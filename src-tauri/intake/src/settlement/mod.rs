//! What marketplaces and couriers say they paid: income reports, balance reports, bills of advertising, payouts of COD.
//!
//! Invariants: columns are known by header, never by place; a subtotal is never added to what it sums; a row with a cell that
//! can't be read is left out and listed with its place; what doesn't add up is said. Amounts keep the file's sign.
//! Deliberately absent: which of the shop's orders a row is of, and what the book has of it already.

mod cod;
mod gather;
mod grid;
mod lazada;
mod shopee_ads;
mod shopee_balance;
mod shopee_income;
mod tiktok;
mod words;
pub(crate) mod written;

pub use cod::{CodPayout, CodRow, read_cod_payout};
pub use words::SaidWords;

use std::ops::ControlFlow;
use std::thread;

use runut_core::rows::CodColumns;
use runut_core::settlement::{SettlementFile, SettlementKind};

use crate::IntakeError;
use crate::table::Book;
use gather::unknown_words;
use grid::Heads;

/// Reads a marketplace's settlement file from its bytes; which it is, its headers tell. `said` are columns that a person has
/// classified before.
///
/// # Errors
/// [`IntakeError`] if it can't be read as a whole; [`IntakeError::NotASettlement`] where no sheet has the header of one.
pub fn read_settlement(bytes: &[u8], said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let alive = || ControlFlow::Continue(());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &alive)?;
        let read = Heads::of(&mut book).and_then(|heads| read(&mut book, &heads, said));
        book.finish()?; // a damaged file is that before it is anything else
        read
    })
}

fn read(book: &mut Book<'_, '_>, heads: &Heads, said: &SaidWords) -> Result<SettlementFile, IntakeError> {
    let mut file = match kind_of(heads).ok_or(IntakeError::NotASettlement)? {
        SettlementKind::ShopeeIncome => shopee_income::read(book, heads, said),
        SettlementKind::ShopeeBalance => shopee_balance::read(book, heads, said),
        SettlementKind::ShopeeAds => shopee_ads::read(book, heads),
        SettlementKind::TiktokIncome => tiktok::read(book, heads, said),
        SettlementKind::LazadaIncome => lazada::read(book, heads, said),
        SettlementKind::CodPayout | SettlementKind::ByHand => Err(IntakeError::NotASettlement),
    }?;
    if file.rows.is_empty() && file.further.is_empty() && file.problems.is_empty() {
        return Err(IntakeError::NoRows);
    }
    let amounts = file
        .rows
        .iter()
        .chain(&file.further)
        .flat_map(|row| row.parts.iter().map(|(_, amount)| *amount).chain([row.net]).chain(row.balance));
    // Beyond what a book can reckon with.
    if amounts.map(|amount| i128::from(amount.0.abs())).sum::<i128>() > i128::from(runut_core::MONEY_MAX) {
        return Err(IntakeError::SumTooLarge(0));
    }
    unknown_words(&mut file);
    Ok(file)
}

/// What a file is, by its headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// Which report of a marketplace, if it is one.
    pub settlement: Option<SettlementKind>,
    /// A courier's, with these of the columns that are known.
    pub cod: Option<CodColumns>,
    /// The headers of its widest row near the top.
    pub headers: Vec<String>,
}

/// Looks at the first rows of a file's sheets. `known` are the columns of couriers' files.
///
/// # Errors
/// [`IntakeError`] if it is no spreadsheet, or damaged.
pub fn recognise_payout(bytes: &[u8], known: &[CodColumns]) -> Result<Recognised, IntakeError> {
    let alive = || ControlFlow::Continue(());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &alive)?;
        let heads = Heads::of(&mut book)?;
        Ok(Recognised {
            settlement: kind_of(&heads),
            cod: known.iter().find(|columns| cod::is_of(&heads, columns)).cloned(),
            headers: heads.widest(),
        })
    })
}

/// Which file the headers are of.
fn kind_of(heads: &Heads) -> Option<SettlementKind> {
    [
        (shopee_income::MARKS, SettlementKind::ShopeeIncome),
        (shopee_balance::MARKS, SettlementKind::ShopeeBalance),
        (shopee_ads::MARKS, SettlementKind::ShopeeAds),
        (tiktok::MARKS_ID, SettlementKind::TiktokIncome),
        (tiktok::MARKS_EN, SettlementKind::TiktokIncome),
        (lazada::MARKS, SettlementKind::LazadaIncome),
    ]
    .into_iter()
    .find(|(marks, _)| !heads.with(marks).is_empty())
    .map(|(_, kind)| kind)
}

#[cfg(test)]
mod tests;
