//! What is due of the books: what only has to be confirmed, bills of suppliers, and the month's tax. From a few rows each, and kept sums.

use runut_core::rows::{DueKind, DueRow, JournalKind, TodayDue};
use runut_core::statements::{Period, tax};
use runut_core::{Day, Instant, Month};

use crate::reports::{proposals, purchases, statements};
use crate::{Reader, StoreError};

/// Rows shown.
const ROWS: usize = 5;
/// A bill is told of so many days before it is due.
const AHEAD: i64 = 3;

/// The first rows, the earliest first, and how many there are.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn due(book: &Reader<'_>, now: Instant) -> Result<TodayDue, StoreError> {
    let today = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
    let mut due = to_confirm(book, today)?;
    due.extend(bills(book, today)?);
    due.extend(taxes(book, today)?);
    due.iter_mut().for_each(|row| row.late = row.day < today && row.kind != DueKind::Opening);
    due.sort_by(|a, b| a.day.cmp(&b.day).then_with(|| a.name.cmp(&b.name)));
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (due_count, due_late) = (count(due.len()), count(due.iter().filter(|row| row.late).count()));
    due.truncate(ROWS);
    Ok(TodayDue { due, due_count, due_late })
}

const NONE: DueRow = DueRow {
    kind: DueKind::Recurring,
    name: String::new(),
    supplier: None,
    month: None,
    day: Day(0),
    amount: runut_core::Money::ZERO,
    late: false,
};

fn to_confirm(book: &Reader<'_>, today: Day) -> Result<Vec<DueRow>, StoreError> {
    let row = |proposal: runut_core::rows::Proposal| {
        let kind = match proposal.form.kind {
            JournalKind::Depreciation => DueKind::Depreciation,
            JournalKind::Opening => DueKind::Opening,
            _ => DueKind::Recurring,
        };
        DueRow { kind, name: proposal.name, day: proposal.form.day, amount: proposal.amount, ..NONE }
    };
    Ok(proposals(book, today)?.into_iter().map(row).collect())
}

fn bills(book: &Reader<'_>, today: Day) -> Result<Vec<DueRow>, StoreError> {
    let soon = today.plus(AHEAD);
    let bills = purchases::open_bills(book)?.into_iter().filter(|bill| !bill.credit && bill.due <= soon);
    let row = |bill: runut_core::rows::BillRow| {
        let supplier = Some(bill.supplier_id);
        DueRow { kind: DueKind::Bill, name: bill.supplier, supplier, day: bill.due, amount: bill.open, ..NONE }
    };
    Ok(bills.map(row).collect())
}

/// The tax of months that are over: to be posted where it isn't, to be paid where it is.
fn taxes(book: &Reader<'_>, today: Day) -> Result<Vec<DueRow>, StoreError> {
    let month = Month::of(today).plus(-1);
    let first = month.first();
    let Ok(report) = statements::tax_report(book, (Period::year_to(first).from, month.last()), today)? else {
        return Ok(Vec::new());
    };
    let offered = report.months.iter().filter_map(|month| {
        let entry = month.offered.as_ref().filter(|entry| entry.debit == tax::FINAL_TAX)?;
        Some(DueRow { kind: DueKind::Tax, month: Some(month.month), day: month.due, amount: entry.amount, ..NONE })
    });
    let mut rows: Vec<DueRow> = offered.collect();
    let owed = -book.balances_at(today)?.get(&tax::TAX_PAYABLE).copied().unwrap_or_default();
    if owed > runut_core::Money::ZERO {
        let month = Some(i64::from(first.0 / 100));
        rows.push(DueRow { kind: DueKind::TaxOwed, month, day: tax::due(first), amount: owed, ..NONE });
    }
    Ok(rows)
}
