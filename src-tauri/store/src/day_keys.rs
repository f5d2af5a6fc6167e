//! Keys of rows that stand for a day of something: whose day it is, and eight digits for the day.

use runut_core::Day;

/// What whose day it is is multiplied by.
pub(crate) const DAYS: i64 = 100_000_000;

/// The day of a key.
pub(crate) fn day_of(key: i64) -> Day {
    Day(i32::try_from(key % DAYS).unwrap_or_default())
}
