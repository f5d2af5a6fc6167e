//! The common form of every spreadsheet: sheets of numbered rows of typed cells, handed out one row at a time.
//!
//! Invariant: a whole sheet is never held in memory; a row's cells live only while it is looked at.
//! Deliberately absent: what the columns mean, and any conversion of a cell's text.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::thread::Scope;

use runut_core::excerpt;

use crate::IntakeError;
use crate::csv::CsvText;
use crate::row::{Calendar, Cell, Visit};
use crate::sniff::{self, Sniffed};
use crate::xlsx::Workbook;

/// A spreadsheet of any readable kind.
pub(crate) enum Book<'s, 'a> {
    /// Excel.
    Workbook(Box<Workbook<'s, 'a>>),
    /// Delimited text.
    Text(CsvText<'a>),
}

impl<'s, 'a> Book<'s, 'a> {
    /// Opens a file by what its bytes say it is. `alive` is asked while a large archive is unpacked, on threads of `scope`.
    pub(crate) fn open(
        bytes: &'a [u8],
        scope: &'s Scope<'s, 'a>,
        alive: &'a dyn Fn() -> ControlFlow<()>,
    ) -> Result<Self, IntakeError> {
        match sniff::sniff(bytes)? {
            Sniffed::Xlsx => Ok(Self::Workbook(Box::new(Workbook::open(bytes, scope, alive)?))),
            Sniffed::Text(text) => Ok(Self::Text(CsvText::new(text))),
        }
    }

    /// Whether its cells have types of their own; in CSV everything is text.
    pub(crate) fn typed(&self) -> bool {
        matches!(self, Self::Workbook(_))
    }

    /// From which day it counts days where a date has lost its format.
    pub(crate) fn calendar(&self) -> Calendar {
        match self {
            Self::Workbook(book) => book.calendar(),
            Self::Text(_) => Calendar::default(),
        }
    }

    /// Its sheets by name, in order. CSV has one, without a name.
    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Workbook(book) => book.sheets(),
            Self::Text(_) => vec![String::new()],
        }
    }

    /// Hands each row of a sheet that has any cell to `visit`, from the first on.
    pub(crate) fn rows(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), IntakeError> {
        match self {
            Self::Workbook(book) => book.rows(sheet, visit),
            Self::Text(text) => text.rows(visit),
        }
    }

    /// The places of formulas without a result, row and column from 0. In CSV a formula is text.
    pub(crate) fn hollow(&mut self, sheet: &str) -> Result<BTreeSet<(u32, u32)>, IntakeError> {
        match self {
            Self::Workbook(book) => book.hollow(sheet),
            Self::Text(_) => Ok(BTreeSet::new()),
        }
    }

    /// Refuses the file where something in it is damaged that no row has shown.
    pub(crate) fn finish(&mut self) -> Result<(), IntakeError> {
        match self {
            Self::Workbook(book) => book.finish(),
            Self::Text(_) => Ok(()),
        }
    }

    /// The first `limit` rows of a sheet as text.
    pub(crate) fn first_rows(&mut self, sheet: &str, limit: usize) -> Result<Vec<(u32, Vec<String>)>, IntakeError> {
        let mut rows = Vec::new();
        self.rows(sheet, &mut |row| {
            rows.push((row.number, row.cells.iter().map(header_text).collect()));
            Ok(if rows.len() < limit { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        Ok(rows)
    }
}

/// A header cell as it may be shown; capped, so that a hostile one can't bloat every message.
fn header_text(cell: &Cell<'_>) -> String {
    let shown = cell.shown();
    let words = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    excerpt(words.trim_start_matches('\u{feff}'), 120)
}

/// A header's name for comparison: case, BOM, an apostrophe before it and the amount of white space don't matter.
pub(crate) fn fold_header(name: &str) -> String {
    let words = name
        .trim_start_matches('\u{feff}')
        .trim_start()
        .trim_start_matches('\'')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    words.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_compare_without_case_bom_and_spacing() {
        assert_eq!(fold_header("\u{feff}  No.  PESANAN\n"), fold_header("no. pesanan"));
        assert_eq!(fold_header("'No. Pesanan"), fold_header("no. pesanan"));
        assert_ne!(fold_header("No.Pesanan"), fold_header("No. Pesanan"));
    }

    #[test]
    fn whole_numbers_are_shown_without_a_fraction() {
        assert_eq!(Cell::Number(91_000.0).shown(), "91000");
        assert_eq!(Cell::Number(9.5).shown(), "9.5");
    }
}
