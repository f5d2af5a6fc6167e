//! Lists as files: every row of a table that is wanted, one after the other, from one state of the book.
//!
//! Invariant: rows come in key order and in pages of a few hundred, so that a file of a million rows holds no table in
//! memory; what is listed doesn't change under it.

mod goods;
mod log;
mod money;
mod orders;
mod payouts;
mod purchases;
mod records;

use runut_core::export::{Cell, Days, Head};
use runut_core::rows::{ExportFormat, ExportKind};
use runut_core::{Day, Instant, Money, Zone};
use rusqlite::{Row, params};

use crate::{Reader, StoreError};

/// Rows read at a time.
const PAGE: i64 = 500;

/// A column of a list: what stands above it, and how a row of the table becomes a cell of it.
#[derive(Clone, Copy)]
pub(super) struct Column {
    head: Head,
    cell: fn(&Row<'_>) -> Result<Cell, StoreError>,
    on_paper: bool,
    summed: bool,
}

impl Column {
    /// A column of every spreadsheet.
    const fn new(head: Head, cell: fn(&Row<'_>) -> Result<Cell, StoreError>) -> Self {
        Self { head, cell, on_paper: false, summed: false }
    }

    /// One that is on paper too, which has no room for all.
    const fn on_paper(self) -> Self {
        Self { on_paper: true, ..self }
    }

    /// One whose sum says something and stands below it on paper.
    const fn summed(self) -> Self {
        Self { summed: true, ..self }
    }
}

/// Hands the rows of an export to `out`, in the order of the columns that a file of this format has. Days are those of `zone`.
///
/// # Errors
/// [`StoreError`] where the book can't be read, or what `out` answers.
pub fn export<E: From<StoreError>>(
    book: &Reader<'_>,
    zone: Zone,
    kind: ExportKind,
    format: ExportFormat,
    days: Days,
    out: &mut impl FnMut(&[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    // Days as they are stored; moments as the instants that the days begin and end with.
    let by_day = (i64::from(days.from.map_or(i32::MIN, |d| d.0)), i64::from(days.to.map_or(i32::MAX, |d| d.0)));
    let by_moment = (
        days.from.map_or(i64::MIN, |day| zone.begins(day).0),
        days.to.map_or(i64::MAX, |day| zone.begins(day.plus(1)).0 - 1),
    );
    let (sql, _) = list(kind);
    let bounds = if matches!(kind, ExportKind::Orders | ExportKind::Lines) { by_moment } else { by_day };
    each(book, sql, bounds, &columns(kind, format), out)
}

/// The heads of an export in a file of this format: each stands beside its cell.
#[must_use]
pub fn export_heads(kind: ExportKind, format: ExportFormat) -> Vec<Head> {
    columns(kind, format).iter().map(|column| column.head).collect()
}

/// Which columns of an export in a file of this format have a sum below them.
#[must_use]
pub fn export_sums(kind: ExportKind, format: ExportFormat) -> Vec<bool> {
    columns(kind, format).iter().map(|column| column.summed).collect()
}

fn columns(kind: ExportKind, format: ExportFormat) -> Vec<Column> {
    list(kind).1.iter().copied().filter(|column| column.on_paper || format != ExportFormat::Pdf).collect()
}

fn list(kind: ExportKind) -> (&'static str, &'static [Column]) {
    match kind {
        ExportKind::Orders => (orders::ORDERS, orders::ORDER_COLUMNS),
        ExportKind::Lines => (orders::LINES, orders::LINE_COLUMNS),
        ExportKind::Products => (goods::VARIANTS, goods::PRODUCT_COLUMNS),
        ExportKind::Stock => (goods::VARIANTS, goods::STOCK_COLUMNS),
        ExportKind::Customers => (goods::CUSTOMERS, goods::CUSTOMER_COLUMNS),
        ExportKind::Payments => (money::PAYMENTS, money::PAYMENT_COLUMNS),
        ExportKind::Postings => (money::POSTINGS, money::POSTING_COLUMNS),
        ExportKind::Purchases => (purchases::PURCHASES, purchases::PURCHASE_COLUMNS),
        ExportKind::Receipts => (purchases::RECEIPTS, purchases::RECEIPT_COLUMNS),
        ExportKind::Bills => (purchases::BILLS, purchases::BILL_COLUMNS),
        ExportKind::Suppliers => (&purchases::SUPPLIERS, purchases::SUPPLIER_COLUMNS),
        ExportKind::Settlements => (payouts::SETTLEMENTS, payouts::SETTLEMENT_COLUMNS),
        ExportKind::Records => (records::RECORDS, records::RECORD_COLUMNS),
        ExportKind::Log => (log::LOG, log::ENTRY_COLUMNS),
    }
}

/// Goes through a statement by its key (`key`, `part`), page by page: ?1 and ?2 are the key before, ?3 and ?4 the bounds,
/// ?5 the rows of a page. The statements ask for the bounds through COALESCE and join outward, so that they are read along
/// the key and not along an index of days, which would have to be sorted for each page.
fn each<E: From<StoreError>>(
    book: &Reader<'_>,
    sql: &str,
    (least, most): (i64, i64),
    columns: &[Column],
    out: &mut impl FnMut(&[Cell]) -> Result<(), E>,
) -> Result<(), E> {
    let mut statement = book.conn.prepare_cached(sql).map_err(StoreError::from)?;
    let mut before = (i64::MIN, i64::MIN);
    loop {
        let mut found = 0;
        let mut rows = statement.query(params![before.0, before.1, least, most, PAGE]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            found += 1;
            before = (value(row, "key")?, value(row, "part")?);
            out(&columns.iter().map(|column| (column.cell)(row)).collect::<Result<Vec<_>, _>>()?)?;
        }
        if found < PAGE {
            return Ok(());
        }
    }
}

fn value(row: &Row<'_>, column: &str) -> Result<i64, StoreError> {
    Ok(row.get(column)?)
}

fn text(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(row.get::<_, Option<String>>(column)?.map_or(Cell::Empty, Cell::Text))
}

fn code(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(row.get::<_, Option<String>>(column)?.map_or(Cell::Empty, Cell::Code))
}

fn number(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(row.get::<_, Option<i64>>(column)?.map_or(Cell::Empty, Cell::Number))
}

fn money(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Money).into())
}

fn moment(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Instant).into())
}

fn day(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    let day: Option<i64> = row.get(column)?;
    Ok(day.map_or(Cell::Empty, |day| i32::try_from(day).map_or(Cell::Number(day), |day| Cell::Day(Day(day)))))
}

fn yes(row: &Row<'_>, column: &str) -> Result<Cell, StoreError> {
    Ok(Cell::Yes(row.get(column)?))
}

/// A word of the program by its key; one that it doesn't know as it stands there, so that no row is missing for it.
fn word(row: &Row<'_>, column: &str, known: fn(&str) -> Option<Cell>) -> Result<Cell, StoreError> {
    let key: Option<String> = row.get(column)?;
    Ok(key.map_or(Cell::Empty, |key| known(&key).unwrap_or(Cell::Text(key))))
}
