//! What runs out: variants at or under their mark, or short, with the days that they last.

use runut_core::rows::{LowRow, TodayLow};
use runut_core::{Instant, VariantId};
use rusqlite::params;

use crate::reports::variant_row;
use crate::{Reader, StoreError};

/// Rows shown.
const ROWS: usize = 6;
/// Days of which the pace is taken.
const PACE_DAYS: i64 = 28;

/// A variant that runs out, before its row is read.
struct Low {
    variant: VariantId,
    available: i64,
    days: Option<i64>,
}

/// The first variants to run out, and how many there are. The pace is what went to buyers within the last 28 days, or
/// since the variant was first stocked.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn low(book: &Reader<'_>, now: Instant) -> Result<TodayLow, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let today = zone.day(now);
    // Entries of the log are numbered in the order of their recording: the first one of the window bounds its moves.
    let first: i64 = {
        let mut statement = book.conn.prepare_cached(
            "SELECT COALESCE((SELECT id FROM activity WHERE day > ?1 ORDER BY day, id LIMIT 1), 9000000000000000) AS first",
        )?;
        statement.query_row([today.plus(-PACE_DAYS).0], |row| row.get("first"))?
    };
    let mut statement = book.conn.prepare_cached(
        "SELECT s.variant_id, s.shelf + s.packed - s.allocated AS available, s.stocked_at
         FROM variant v JOIN stock_level s ON s.variant_id = v.id
         WHERE v.low_mark > 0 AND v.archived = 0 AND s.shelf + s.packed - s.allocated <= v.low_mark
         UNION SELECT s.variant_id, s.shelf + s.packed - s.allocated, s.stocked_at
         FROM stock_level s WHERE s.shelf + s.packed < s.allocated",
    )?;
    let mut sold = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(quantity), 0) AS BIGINT) AS units FROM stock_move
         WHERE variant_id = ?1 AND activity_id >= ?2 AND to_bin = 'customer'",
    )?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (variant, available): (i64, i64) = (row.get("variant_id")?, row.get("available")?);
        let since = row.get::<_, Option<i64>>("stocked_at")?.map(Instant);
        let units: i64 = sold.query_row(params![variant, first], |row| row.get("units"))?;
        let window = since.map_or(PACE_DAYS, |at| (zone.day(at).days_to(today) + 1).clamp(1, PACE_DAYS));
        let days = (units > 0).then(|| available.max(0).saturating_mul(window) / units);
        found.push(Low { variant: VariantId(variant), available, days });
    }
    let low_variants = i64::try_from(found.len()).unwrap_or(i64::MAX);
    found.sort_by_key(|low| {
        let days = if low.available <= 0 { 0 } else { low.days.unwrap_or(i64::MAX) };
        (days, low.available, low.variant)
    });
    let low = found
        .into_iter()
        .take(ROWS)
        .map(|low| {
            let urgency = LowRow::urgency(low.available, low.days);
            Ok(LowRow { variant: variant_row(book, low.variant)?, days: low.days, urgency })
        })
        .collect::<Result<_, StoreError>>()?;
    Ok(TodayLow { low, low_variants })
}
