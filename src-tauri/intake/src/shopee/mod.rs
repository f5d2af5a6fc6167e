//! Shopee's order export: one row per line of an order, every order-level column repeated on each of them.
//!
//! Invariants: columns are known by header name, never by place; an order is handed on whole or left out whole, with a
//! problem that says why; order-level values are taken once.
//! Deliberately absent: what an order's status means for the shop, and which product of the shop a line is.

mod assemble;
mod columns;
mod problems;
mod row;
mod words;

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::thread;

use runut_core::marketplace::{CellOverride, FileOrders};

use crate::IntakeError;
use crate::error::WrongFile;
use crate::table::{self, Book, Row, fold_header};
use assemble::Assembler;
use columns::{Field, Layout};
use row::{Decided, How};

/// More rows than any marketplace gives in one export.
const MAX_ROWS: u32 = 1_000_000;
/// A header is looked for in so many rows of a sheet; some reports begin with a title block.
const HEADER_ROWS: usize = 20;
/// Rows between two reports of progress.
const PROGRESS_STEP: u32 = 500;
/// So many known names make a row a header.
const HEADER_NAMES: usize = 5;

/// Reads Shopee's order export, as `.xlsx` or `.csv` and in any of its header versions, from its bytes.
///
/// `overrides` are cells that a person has decided: their text is read instead of the file's, by the file's row
/// (1 is the first) and the column's header. `progress` is told the rows read so far and may stop the work. Times in
/// the file are western Indonesian time.
///
/// What can't be read of single cells is in [`FileOrders::problems`], and the orders concerned are not in
/// [`FileOrders::orders`]. At most 10,000 problems are listed.
///
/// # Errors
/// [`IntakeError`] if the file as a whole can't be read, is another kind of file, lacks columns or rows, or `progress`
/// broke off.
pub fn read_shopee_orders(
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<FileOrders, IntakeError> {
    read_up_to(MAX_ROWS, bytes, overrides, progress)
}

fn read_up_to(
    most: u32,
    bytes: &[u8],
    overrides: &[CellOverride],
    progress: &mut dyn FnMut(u32) -> ControlFlow<()>,
) -> Result<FileOrders, IntakeError> {
    let (rows, progress) = (Cell::new(0), RefCell::new(progress));
    let go_on = || progress.borrow_mut()(rows.get());
    thread::scope(|scope| {
        let mut book = Book::open(bytes, scope, &go_on)?;
        let read = orders(most, &mut book, overrides, &rows, &go_on);
        if !matches!(read, Err(IntakeError::Cancelled)) {
            book.finish()?; // a damaged file is that before it is anything else
        }
        read
    })
}

/// `rows` is how many were read so far, `go_on` is asked now and then.
fn orders(
    most: u32,
    book: &mut Book<'_, '_>,
    overrides: &[CellOverride],
    rows: &Cell<u32>,
    go_on: &dyn Fn() -> ControlFlow<()>,
) -> Result<FileOrders, IntakeError> {
    let header = find_header(book)?;
    let decided = decisions(overrides, &header.layout);
    let again = fold_header(header.layout.name(Field::Id));
    let how = How { typed: book.typed(), calendar: book.calendar() };
    let mut assembler = Assembler::new(&header.layout, how);
    book.rows(&header.sheet, &mut |row| {
        if row.number <= header.row || is_noise(&row, &header.layout, &again) {
            return Ok(ControlFlow::Continue(()));
        }
        if assembler.rows() >= most {
            return Err(IntakeError::TooManyRows(most));
        }
        assembler.take(&row, &decided);
        rows.set(assembler.rows());
        if rows.get().is_multiple_of(PROGRESS_STEP) && go_on().is_break() {
            return Err(IntakeError::Cancelled);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if assembler.rows() == 0 {
        return Err(IntakeError::NoRows);
    }
    if go_on().is_break() {
        return Err(IntakeError::Cancelled);
    }
    Ok(assembler.finish())
}

/// Where the orders stand.
struct Header {
    sheet: String,
    row: u32,
    layout: Layout,
}

/// A row without anything in the columns that are read, or the header once more (exports joined by hand).
fn is_noise(row: &Row<'_>, layout: &Layout, again: &str) -> bool {
    let blank = layout.indices().all(|i| row.cells.get(i).is_none_or(table::Cell::is_blank));
    let again = || match layout.index(Field::Id).and_then(|i| row.cells.get(i)) {
        Some(table::Cell::Text(text)) => fold_header(text) == again,
        _ => false,
    };
    blank || again()
}

fn decisions(overrides: &[CellOverride], layout: &Layout) -> Decided {
    let mut decided = Decided::new();
    for o in overrides {
        if let Some(field) = layout.field_named(&o.column) {
            decided.insert((o.row, field), table::Cell::Text(o.value.clone().into()));
        }
    }
    decided
}

/// The sheet called "orders", or else the first whose header has all that is needed.
fn find_header(book: &mut Book<'_, '_>) -> Result<Header, IntakeError> {
    let mut sheets = book.sheets();
    sheets.sort_by_key(|name| !name.trim().eq_ignore_ascii_case("orders"));
    let (mut lacking, mut other, mut broken, mut any_row) = (None, None, None, false);
    for sheet in sheets.into_iter().take(HEADER_ROWS) {
        let rows = match book.first_rows(&sheet, HEADER_ROWS) {
            Ok(rows) => rows,
            Err(error) => {
                broken.get_or_insert(error);
                continue;
            }
        };
        any_row |= !rows.is_empty();
        let layouts = rows.iter().map(|(number, names)| (*number, Layout::read(names)));
        let best = layouts.max_by_key(|(number, layout)| (layout.found(), u32::MAX - number));
        other = other.or_else(|| rows.iter().find_map(|(_, names)| wrong_file(names)));
        let Some((row, layout)) = best.filter(|(_, layout)| layout.found() >= HEADER_NAMES) else { continue };
        let columns = layout.missing();
        if columns.is_empty() {
            return Ok(Header { sheet, row, layout });
        }
        lacking.get_or_insert(IntakeError::MissingColumns { sheet, row, columns });
    }
    Err(match (other.map(IntakeError::WrongKind), lacking, broken) {
        (Some(error), _, _) | (_, Some(error), _) | (_, _, Some(error)) => error,
        _ if any_row => IntakeError::NotAnOrderFile,
        _ => IntakeError::Empty,
    })
}

/// The report that a header belongs to, if it is one that sellers mistake for the order export.
fn wrong_file(names: &[String]) -> Option<WrongFile> {
    const MARKS: [(&[&str], WrongFile); 5] = [
        (&["tanggal dana dilepaskan", "total penghasilan"], WrongFile::ShopeeIncome),
        (&["tanggal dana dilepaskan", "no. pesanan"], WrongFile::ShopeeIncome),
        (&["tipe transaksi", "saldo akhir"], WrongFile::ShopeeBalance),
        (&["order id", "order substatus"], WrongFile::TiktokOrders),
        (&["orderitemid", "lazadasku"], WrongFile::LazadaOrders),
    ];
    let names: Vec<String> = names.iter().map(|n| fold_header(n)).collect();
    MARKS.iter().find(|(marks, _)| marks.iter().all(|m| names.iter().any(|n| n == m))).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests;
