//! What a courier or its broker collected of COD and pays out, less fees and freight. Mengantar's file is known; others' columns
//! are named by the shop.

use std::ops::ControlFlow;
use std::thread;

use runut_core::rows::CodColumns;
use runut_core::settlement::SettlementProblem;
use runut_core::{Day, Money};

use super::grid::{Head, Heads, Values, list};
use crate::IntakeError;
use crate::table::{Book, fold_header};

/// A parcel of a payout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodRow {
    /// Its number in the file, 1 being the first.
    pub row: u32,
    /// Tracking number.
    pub tracking: String,
    /// The order's number, where the file has it.
    pub order: String,
    /// What the buyer paid; zero where the parcel came back.
    pub amount: Money,
    /// Withheld for collecting.
    pub fee: Money,
    /// Withheld for sending.
    pub freight: Money,
    /// The day of the payout.
    pub day: Day,
}

impl CodRow {
    /// What arrives of it.
    #[must_use]
    pub fn net(&self) -> Money {
        self.amount - self.fee - self.freight
    }
}

/// A courier's payout, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CodPayout {
    /// Its parcels.
    pub rows: Vec<CodRow>,
    /// What can't be read.
    pub problems: Vec<SettlementProblem>,
}

/// Reads a courier's payout by its columns; [`CodColumns::mengantar`] has those of the file that is known. Amounts with a
/// fraction are rounded to the rupiah, half up; the fee is what the total leaves.
///
/// # Errors
/// [`IntakeError`] if it can't be read as a whole; [`IntakeError::NotASettlement`] where no row has these headers.
pub fn read_cod_payout(bytes: &[u8], columns: &CodColumns) -> Result<CodPayout, IntakeError> {
    let alive = || ControlFlow::Continue(());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &alive)?;
        let (tracking, amount) = (fold_header(&columns.tracking), fold_header(&columns.amount));
        let heads = Heads::of(&mut book)?;
        let mut payout = CodPayout::default();
        let found = heads.with(&[&tracking, &amount]);
        for head in &found {
            rows(&mut book, head, columns, &mut payout)?;
        }
        book.finish()?;
        match (found.is_empty(), payout.rows.is_empty() && payout.problems.is_empty()) {
            (true, _) => Err(IntakeError::NotASettlement),
            (_, true) => Err(IntakeError::NoRows),
            _ => Ok(payout),
        }
    })
}

/// Whether a header has each column that is named.
pub(super) fn is_of(heads: &Heads, columns: &CodColumns) -> bool {
    let all = [
        &columns.tracking,
        &columns.order,
        &columns.amount,
        &columns.fee,
        &columns.freight,
        &columns.total,
        &columns.day,
    ];
    let named: Vec<String> = all.into_iter().filter(|name| !name.is_empty()).map(|name| fold_header(name)).collect();
    let marks: Vec<&str> = named.iter().map(String::as_str).collect();
    marks.len() > 2 && !heads.with(&marks).is_empty()
}

fn rows(book: &mut Book<'_, '_>, head: &Head, columns: &CodColumns, payout: &mut CodPayout) -> Result<(), IntakeError> {
    let at = |name: &str| if name.is_empty() { None } else { head.at(&[&fold_header(name)]) };
    let (tracking, amount) =
        (head.need(&[&fold_header(&columns.tracking)])?, head.need(&[&fold_header(&columns.amount)])?);
    let day = head.need(&[&fold_header(&columns.day)])?;
    let (fee, freight, total, order) = (at(&columns.fee), at(&columns.freight), at(&columns.total), at(&columns.order));
    head.below(book, &mut |row| {
        let mut values = Values::of(row, head);
        let parcel = values.id(tracking);
        if parcel.is_empty() && values.text(Some(amount)).is_empty() {
            return Ok(());
        }
        if parcel.is_empty() {
            values.doubt(tracking, "tracking");
        }
        let mut rounded = |at: Option<usize>| at.map_or(Money::ZERO, |at| values.rounded(at));
        let (amount, freight, stated) = (rounded(Some(amount)), rounded(freight), rounded(total));
        let fee = if total.is_some() { amount - freight - stated } else { rounded(fee) };
        let (day, order) = (values.day(day), order_of(&values.text(order)));
        let wrong = values.wrong();
        match day.filter(|_| wrong.is_none()) {
            Some(day) => {
                payout.rows.push(CodRow { row: row.number, tracking: parcel, order, amount, fee, freight, day });
            }
            None => list(&mut payout.problems, wrong),
        }
        Ok(())
    })
}

/// The number behind "Revenue from order ID ..."; a column of numbers has nothing but it.
fn order_of(text: &str) -> String {
    text.rsplit([' ', '#']).next().unwrap_or_default().to_owned()
}
