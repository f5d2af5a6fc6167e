//! How much of anything is kept.

use crate::StoreError;

/// The most units that are kept of anything: a million million.
pub(crate) const UNITS_KEPT: i64 = 1_000_000_000_000;

/// A sum that is kept, after `by` was added to it: refused where that has led it beyond `most`. What was beyond already may
/// come back.
///
/// # Errors
/// [`StoreError::TooLarge`].
pub(crate) fn within(sum: i64, by: i64, most: i64, what: &'static str) -> Result<(), StoreError> {
    let further = by != 0 && (by > 0) == (sum > 0);
    if further && sum.unsigned_abs() > most.unsigned_abs() { Err(StoreError::TooLarge(what)) } else { Ok(()) }
}
