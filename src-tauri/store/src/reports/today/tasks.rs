//! What somebody has to do.

use runut_core::Instant;
use runut_core::rows::TodayTasks;

use crate::{Reader, StoreError};

/// The open tasks, and how many are due.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn tasks(book: &Reader<'_>, now: Instant) -> Result<TodayTasks, StoreError> {
    let day = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
    Ok(TodayTasks { tasks: book.open_tasks(None)?, tasks_due: book.tasks_due(day)? })
}
