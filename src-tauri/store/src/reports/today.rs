//! "Hari ini": what the owner looks at in the morning, one question a section.
//!
//! Invariant: every question reads maintained figures or an index over what is open or recent, so that a book of a
//! million orders answers as fast as one of a thousand.

mod due;
mod first;
mod held;
mod low;
mod money;
mod parcels;
mod pickups;
mod queue;
mod records;
mod reports;
mod sales;
mod tasks;

use runut_core::Instant;
use runut_core::rows::Today;

use crate::{Reader, StoreError};

pub use due::due;
pub use first::first;
pub use held::held;
pub use low::low;
pub use money::money;
pub use parcels::parcels;
pub use pickups::pickups;
pub use queue::queue;
pub use records::records;
pub use reports::reports;
pub use sales::sales;
pub use tasks::tasks;

/// All sections at once.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn all(book: &Reader<'_>, now: Instant) -> Result<Today, StoreError> {
    Ok(Today {
        now,
        day: book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now),
        parcels: parcels(book, now)?,
        pickups: pickups(book, now)?,
        queue: queue(book, now)?,
        money: money(book)?,
        due: due(book, now)?,
        reports: reports(book, now)?,
        held: held(book)?,
        sales: sales(book, now)?,
        goals: super::goals::today_goals(book, now)?,
        low: low(book, now)?,
        tasks: tasks(book, now)?,
        records: records(book, now)?,
        first: first(book)?,
    })
}
