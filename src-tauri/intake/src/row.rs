//! What every spreadsheet is made of: numbered rows of typed cells.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::NaiveDateTime;

use crate::IntakeError;

/// Cells beyond this column are not looked at: no order file is a tenth as wide.
pub(crate) const MAX_COLUMNS: usize = 512;

/// One cell as the file types it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing, or no cell at all.
    Empty,
    /// Text, also errors (`#N/A`) and truth values.
    Text(Cow<'a, str>),
    /// A number; never trusted for anything with more than 15 digits.
    Number(f64),
    /// A number that the file formats as a date.
    Date(NaiveDateTime),
}

impl Cell<'_> {
    /// The cell as a person would read it; whole numbers without a fraction.
    pub(crate) fn shown(&self) -> Cow<'_, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(value) => Cow::Owned(value.to_string()),
            Cell::Date(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M").to_string()),
        }
    }

    /// Whether there is nothing to read in it.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Cell::Empty => true,
            Cell::Text(text) => text.trim().is_empty(),
            Cell::Number(_) | Cell::Date(_) => false,
        }
    }
}

/// One row while it is looked at.
pub(crate) struct Row<'r> {
    /// Its number as a spreadsheet shows it, 1 being the first.
    pub(crate) number: u32,
    /// Its cells from column A on; short rows end early.
    pub(crate) cells: &'r [Cell<'r>],
}

/// What is done with each row: `Break` stops the sheet without an error.
pub(crate) type Visit<'v> = dyn FnMut(Row<'_>) -> Result<ControlFlow<()>, IntakeError> + 'v;

/// From which day a workbook counts its days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Calendar {
    /// 1900, as nearly all do.
    #[default]
    Since1900,
    /// 1904, as Excel on old Macs did.
    Since1904,
}
