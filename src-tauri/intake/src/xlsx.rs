//! Excel workbooks as rows, streamed cell by cell with calamine.
//!
//! Invariants: the archive is measured before calamine sees it (`zip_guard`, `unpacked`); a sheet is never held whole; a
//! panic inside the foreign reader becomes "damaged file" and nothing worse.
//! Deliberately absent: what formulas say (the values that the file keeps for them are read, and where it keeps none can be asked),
//! styles, hidden state.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::thread::Scope;

use calamine::{DataRef, Reader, SheetType, Xlsx, XlsxError};
use chrono::NaiveDate;

use crate::IntakeError;
use crate::row::Calendar;
use crate::row::{Cell, MAX_COLUMNS, Row, Visit};
use crate::unpacked::{Sheets, Unpacked};

/// Excel's own last row.
const LAST_ROW: u32 = 1_048_576;

/// So many formulas without a result are looked at.
const HOLLOW_MOST: usize = 100_000;

/// An opened workbook.
pub(crate) struct Workbook<'s, 'b> {
    inner: Xlsx<Unpacked<'s, 'b>>,
    archive: Rc<RefCell<Sheets<'s, 'b>>>,
}

impl<'s, 'b> Workbook<'s, 'b> {
    /// Opens a workbook that passes the guard. Its sheets are unpacked on threads of `scope`.
    pub(crate) fn open(
        bytes: &'b [u8],
        scope: &'s Scope<'s, 'b>,
        alive: &'b dyn Fn() -> ControlFlow<()>,
    ) -> Result<Self, IntakeError> {
        let (unpacked, archive) = Unpacked::open(bytes, scope, alive)?;
        let opened = contained(|| Xlsx::new(unpacked).map_err(|e| refusal(&e)));
        Ok(Self { inner: known(opened, &archive)?, archive })
    }

    /// Refuses the file where any part of it is damaged or too large, also one that wasn't read.
    pub(crate) fn finish(&mut self) -> Result<(), IntakeError> {
        self.archive.borrow_mut().finish()
    }

    /// From which day it counts days.
    pub(crate) fn calendar(&self) -> Calendar {
        if self.inner.has_1904_epoch() { Calendar::Since1904 } else { Calendar::Since1900 }
    }

    /// Its sheets with cells, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        let sheets = self.inner.sheets_metadata().iter();
        sheets.filter(|s| s.typ == SheetType::WorkSheet).map(|s| s.name.clone()).collect()
    }

    /// Hands each row that has cells to `visit`.
    pub(crate) fn rows(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), IntakeError> {
        known(self.cells(sheet, visit), &self.archive)
    }

    /// The places of formulas, row and column from 0, for which the file keeps no result: a program wrote them and nobody has reckoned
    /// them since.
    pub(crate) fn hollow(&mut self, sheet: &str) -> Result<BTreeSet<(u32, u32)>, IntakeError> {
        let found = contained(|| {
            let mut reader = self.inner.worksheet_cells_reader(sheet).map_err(|e| refusal(&e))?;
            let mut hollow = BTreeSet::new();
            while let Some(found) = reader.next_cell_with_formula_metadata().map_err(|e| refusal(&e))? {
                // As many as a list may have cells.
                let fits = (found.pos.1 as usize) < MAX_COLUMNS && hollow.len() < HOLLOW_MOST;
                if fits && found.formula.is_some() && matches!(found.value, DataRef::Empty) {
                    hollow.insert(found.pos);
                }
            }
            Ok(hollow)
        });
        known(found, &self.archive)
    }

    fn cells(&mut self, sheet: &str, visit: &mut Visit<'_>) -> Result<(), IntakeError> {
        contained(|| {
            let mut reader = self.inner.worksheet_cells_reader(sheet).map_err(|e| refusal(&e))?;
            let mut kept: Vec<Found<'_>> = Vec::new();
            while let Some(found) = reader.next_cell().map_err(|e| refusal(&e))? {
                let (row, column) = found.get_position();
                if row >= LAST_ROW {
                    return Err(IntakeError::Damaged(format!("row {row}")));
                }
                if column as usize >= MAX_COLUMNS {
                    continue;
                }
                if kept.first().is_some_and(|first| first.get_position().0 != row) {
                    if hand_out(&kept, visit)?.is_break() {
                        return Ok(());
                    }
                    kept.clear();
                }
                // A hostile row may name the same column over and over.
                if kept.len() < 2 * MAX_COLUMNS {
                    kept.push(found);
                }
            }
            hand_out(&kept, visit).map(|_| ())
        })
    }
}

type Found<'s> = calamine::Cell<DataRef<'s>>;

/// Hands out the cells of one row, without copying their texts.
fn hand_out(kept: &[Found<'_>], visit: &mut Visit<'_>) -> Result<ControlFlow<()>, IntakeError> {
    let Some(first) = kept.first() else { return Ok(ControlFlow::Continue(())) };
    let last = kept.iter().map(|c| c.get_position().1).max().unwrap_or(0);
    let mut cells = vec![Cell::Empty; last as usize + 1];
    for found in kept {
        cells[found.get_position().1 as usize] = cell(found.get_value());
    }
    visit(Row { number: first.get_position().0 + 1, cells: &cells })
}

/// What calamine couldn't read, with the archive's own reason where it has one.
fn known<T>(read: Result<T, IntakeError>, archive: &RefCell<Sheets<'_, '_>>) -> Result<T, IntakeError> {
    let why = archive.borrow_mut().refusal();
    read.map_err(|seen| why.unwrap_or(seen))
}

/// The one barrier around foreign code that reads foreign bytes.
fn contained<T>(work: impl FnOnce() -> Result<T, IntakeError>) -> Result<T, IntakeError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| Err(IntakeError::Damaged("the reader gave up".into())))
}

fn refusal(error: &XlsxError) -> IntakeError {
    match error {
        XlsxError::Password => IntakeError::PasswordProtected,
        error => IntakeError::Damaged(error.to_string()),
    }
}

fn cell<'c>(value: &'c DataRef<'_>) -> Cell<'c> {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::Text(Cow::Borrowed(text)),
        DataRef::SharedString(text) => Cell::Text(Cow::Borrowed(text)),
        // An integer cell is written as a number in the file; beyond 15 digits it was one before us as well.
        #[allow(clippy::cast_precision_loss)]
        DataRef::Int(value) => Cell::Number(*value as f64),
        DataRef::Float(value) => Cell::Number(*value),
        DataRef::Bool(value) => Cell::Text(Cow::Borrowed(if *value { "TRUE" } else { "FALSE" })),
        DataRef::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, second, milli) = at.to_ymd_hms_milli();
            let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
            date.and_then(|d| d.and_hms_milli_opt(hour.into(), minute.into(), second.into(), milli.into()))
                .map_or(Cell::Number(at.as_f64()), Cell::Date)
        }
        DataRef::DateTime(duration) => Cell::Number(duration.as_f64()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(Cow::Borrowed(text)),
        DataRef::Error(error) => Cell::Text(Cow::Owned(error.to_string())),
    }
}
