//! Shopee's order export: one row per line of an order, every order-level column repeated on each of them.
//!
//! Invariants: columns are known by header name, never by place; an order is handed on whole or left out whole, with a
//! problem that says why; order-level values are taken once.
//! Deliberately absent: what an order's status means for the shop, and which product of the shop a line is.

mod assemble;
mod columns;
mod problems;
mod row;
mod settle;
mod words;

pub use words::says_delivery_failed;

use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::thread;

use runut_core::marketplace::{CellOverride, FileOrders, FileProblem};

use crate::IntakeError;
use crate::cells::{self, IdCell};
use crate::error::WrongFile;
use crate::row::Row;
use crate::table::{Book, fold_header};
use assemble::Assembler;
use columns::{Field, Layout};
use problems::{Sheet, sheets_not_read};
use row::{Decided, How};

/// More rows than any marketplace gives in one export.
const MAX_ROWS: u32 = 1_000_000;
/// A header is looked for in so many rows of a sheet; some reports begin with a title block.
const HEADER_ROWS: usize = 20;
/// More sheets than a year of days has.
const MAX_SHEETS: usize = 400;
/// Rows between two reports of progress.
const PROGRESS_STEP: u32 = 500;
/// So many known names make a row a header.
const HEADER_NAMES: usize = 5;

/// Reads Shopee's order export, as `.xlsx` or `.csv` and in any of its header versions, from its bytes.
///
/// `overrides` are cells that a person has decided: their text is read instead of the file's, by the file's row
/// (1 is the first) and the column's header; of a workbook's further lists the sheet's name stands before it (`Nov!Jumlah`).
/// All sheets that are lists of orders are read. `progress` is told the rows read so far and may stop the work. Times in
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
    let (found, told) = find_lists(book)?;
    let how = How { typed: book.typed(), calendar: book.calendar() };
    let mut assembler = Assembler::new(how);
    for (n, list) in found.iter().enumerate() {
        let sheet = Sheet { layout: &list.layout, name: if n == 0 { String::new() } else { list.sheet.clone() } };
        let decided = decisions(overrides, &sheet);
        let again = fold_header(list.layout.name(Field::Id));
        assembler.begin(sheet);
        book.rows(&list.sheet, &mut |row| {
            if row.number <= list.row || is_blank(&row, &list.layout) {
                return Ok(ControlFlow::Continue(()));
            }
            if is_header(&row, &list.layout, &again) {
                assembler.part();
                return Ok(ControlFlow::Continue(()));
            }
            if assembler.rows() >= most {
                return Err(IntakeError::TooManyRows(most));
            }
            assembler.take(&row, &decided)?;
            rows.set(assembler.rows());
            if rows.get().is_multiple_of(PROGRESS_STEP) && go_on().is_break() {
                return Err(IntakeError::Cancelled);
            }
            Ok(ControlFlow::Continue(()))
        })?;
    }
    if assembler.rows() == 0 {
        return Err(IntakeError::NoRows);
    }
    if go_on().is_break() {
        return Err(IntakeError::Cancelled);
    }
    let mut file = assembler.finish();
    file.problems.splice(0..0, told);
    Ok(file)
}

/// A list of orders in a sheet.
struct List {
    sheet: String,
    /// The header's row; 0 where the list goes on from another sheet without one.
    row: u32,
    layout: Layout,
}

/// A row without anything in the columns that are read.
fn is_blank(row: &Row<'_>, layout: &Layout) -> bool {
    layout.indices().all(|i| row.cells.get(i).is_none_or(crate::row::Cell::is_blank))
}

/// The header once more: exports joined by hand.
fn is_header(row: &Row<'_>, layout: &Layout, again: &str) -> bool {
    match layout.index(Field::Id).and_then(|i| row.cells.get(i)) {
        Some(crate::row::Cell::Text(text)) => fold_header(text) == again,
        _ => false,
    }
}

fn decisions(overrides: &[CellOverride], sheet: &Sheet<'_>) -> Decided {
    let mut decided = Decided::new();
    for o in overrides {
        let column = if sheet.name.is_empty() {
            Some(o.column.as_str())
        } else {
            o.column.rsplit_once('!').filter(|(name, _)| fold_header(name) == fold_header(&sheet.name)).map(|(_, c)| c)
        };
        if let Some(field) = column.and_then(|column| sheet.layout.field_named(column)) {
            decided.insert((o.row, field), crate::row::Cell::Text(o.value.clone().into()));
        }
    }
    decided
}

/// What a look at each sheet has found.
#[derive(Default)]
struct Looked {
    lists: Vec<List>,
    lacking: Vec<(String, u32, Vec<String>)>,
    /// Sheets of something else: their names, first rows, and whether they look like lists of anything.
    others: Vec<(String, Vec<String>, bool)>,
    other: Option<WrongFile>,
    broken: Option<IntakeError>,
}

/// All sheets that are lists of orders, the one called "orders" first, and what is to be told of the others.
fn find_lists(book: &mut Book<'_, '_>) -> Result<(Vec<List>, Option<FileProblem>), IntakeError> {
    let mut sheets = book.sheets();
    sheets.sort_by_key(|name| !name.trim().eq_ignore_ascii_case("orders"));
    let mut looked = Looked::default();
    for sheet in sheets.into_iter().take(MAX_SHEETS) {
        match book.first_rows(&sheet, HEADER_ROWS) {
            Ok(rows) => look(sheet, rows, &mut looked),
            Err(error) => drop(looked.broken.get_or_insert(error)),
        }
    }
    let Looked { mut lists, lacking, others, other, broken } = looked;
    let Some(first) = lists.first().map(|list| list.layout.clone()) else {
        let lacking = lacking.into_iter().next();
        let lacking = lacking.map(|(sheet, row, columns)| IntakeError::MissingColumns { sheet, row, columns });
        return Err(match (other.map(IntakeError::WrongKind), lacking, broken) {
            (Some(error), _, _) | (_, Some(error), _) | (_, _, Some(error)) => error,
            _ if others.is_empty() => IntakeError::Empty,
            _ => IntakeError::NotAnOrderFile,
        });
    };
    let mut left: Vec<(String, Vec<String>)> =
        lacking.into_iter().map(|(sheet, _, columns)| (sheet, columns)).collect();
    for (sheet, row, wide) in others {
        if goes_on(&row, &first) {
            lists.push(List { sheet, row: 0, layout: first.clone() });
        } else if wide {
            left.push((sheet, Vec::new()));
        }
    }
    Ok((lists, sheets_not_read(&left)))
}

fn look(sheet: String, rows: Vec<(u32, Vec<String>)>, looked: &mut Looked) {
    let layouts = rows.iter().map(|(number, names)| (*number, Layout::read(names)));
    let best = layouts.max_by_key(|(number, layout)| (layout.found(), u32::MAX - number));
    looked.other = looked.other.or_else(|| rows.iter().find_map(|(_, names)| wrong_file(names)));
    match best.filter(|(_, layout)| layout.found() >= HEADER_NAMES) {
        Some((row, layout)) if layout.missing().is_empty() => looked.lists.push(List { sheet, row, layout }),
        Some((row, layout)) => looked.lacking.push((sheet, row, layout.missing())),
        None => {
            let wide = rows.iter().any(|(_, names)| names.iter().filter(|n| !n.is_empty()).count() >= HEADER_NAMES);
            if let Some((_, first)) = rows.into_iter().next() {
                looked.others.push((sheet, first, wide));
            }
        }
    }
}

/// Whether a sheet without a header holds rows of the list that another begins: its first row has an id and a known status
/// where they belong.
fn goes_on(row: &[String], layout: &Layout) -> bool {
    let at = |field| layout.index(field).and_then(|i| row.get(i)).map_or("", String::as_str);
    let id = cells::id(&crate::row::Cell::Text(at(Field::Id).into()));
    matches!(id, IdCell::Id(_)) && words::status(at(Field::Status)).is_some()
}

/// The report that a header belongs to, if it is one that sellers mistake for the order export.
fn wrong_file(names: &[String]) -> Option<WrongFile> {
    const MARKS: [(&[&str], WrongFile); 6] = [
        (&["tanggal dana dilepaskan", "total penghasilan"], WrongFile::ShopeeIncome),
        (&["tanggal dana dilepaskan", "no. pesanan"], WrongFile::ShopeeIncome),
        (&["tipe transaksi", "saldo akhir"], WrongFile::ShopeeBalance),
        (&["no. pengembalian", "no. pesanan"], WrongFile::ShopeeReturns),
        (&["order id", "order substatus"], WrongFile::TiktokOrders),
        (&["orderitemid", "lazadasku"], WrongFile::LazadaOrders),
    ];
    let names: Vec<String> = names.iter().map(|n| fold_header(n)).collect();
    MARKS.iter().find(|(marks, _)| marks.iter().all(|m| names.iter().any(|n| n == m))).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests;
