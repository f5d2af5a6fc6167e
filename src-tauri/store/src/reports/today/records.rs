//! What is still to be recorded.

use runut_core::Instant;
use runut_core::rows::TodayRecords;

use crate::reports::records_due;
use crate::{Reader, StoreError};

/// The templates that are due and not filled in yet.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn records(book: &Reader<'_>, now: Instant) -> Result<TodayRecords, StoreError> {
    let day = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
    let due = records_due(book, day)?.rows.into_iter().filter(|row| row.done.is_none());
    Ok(TodayRecords { records_due: due.collect() })
}
