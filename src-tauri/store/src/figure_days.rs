//! Figures of the shop's days, kept with each write: what orders add to their days, and the work of who acts. A year's figures cost
//! the same in a book of a million orders.
//!
//! Invariant: a write adds what its orders' marks are afterwards less what they were; the audit adds all of them up again.

use std::cell::OnceCell;

use runut_core::figures::{Count, Dim, Figures, Tally};
use runut_core::order::Marks;
use runut_core::rows::CourierRow;
use runut_core::{Day, MONEY_MAX};
use rusqlite::{Connection, Row, params_from_iter};

use crate::StoreError;
use crate::bounds::within;

/// Keys of a dim's days: the dim, and eight digits for the day.
pub(crate) const DAYS: i64 = 100_000_000;

/// The key of a dim's day.
pub(crate) fn figure_key(dim: Dim, day: Day) -> i64 {
    dim.0 * DAYS + i64::from(day.0)
}

/// The key of a place in a scale on a day: a scale's days stand together.
pub(crate) fn tally_key(day: Day, tally: Tally, part: i64) -> i64 {
    (tally.code() * DAYS + i64::from(day.0)) * 1_000 + part
}

/// What a write adds to figures, gathered and written once, at its end.
#[derive(Debug, Default)]
pub(crate) struct FigureDays {
    pub marks: Marks,
    /// The shop's couriers, once they were asked for.
    pub couriers: OnceCell<Vec<CourierRow>>,
}

/// The counts of a day, from the first of the columns on.
pub(crate) const COUNTS: &str =
    "placed, cancelled, seller_cancelled, units, unit_orders, shipped, shipped_units, net, profit_orders, profit,
   losing, back_units, failed, cod, cod_failed, due, late, paid_shipped, fast, wrong_scans, acts, work";

/// The counts that a row of [`COUNTS`] holds.
///
/// # Errors
/// [`rusqlite::Error`] where a column isn't a number.
pub(crate) fn counts_of(row: &Row<'_>) -> rusqlite::Result<Figures> {
    let mut counts = [0; Count::ALL.len()];
    for (at, count) in counts.iter_mut().enumerate() {
        *count = row.get(at)?;
    }
    Ok(Figures::new(counts))
}

const ADD: &str = "INSERT INTO figure_day (key, placed, cancelled, seller_cancelled, units, unit_orders, shipped, shipped_units,
   net, profit_orders, profit, losing, back_units, failed, cod, cod_failed, due, late, paid_shipped, fast, wrong_scans, acts, work)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
 ON CONFLICT (key) DO UPDATE SET placed = figure_day.placed + excluded.placed, cancelled = figure_day.cancelled + excluded.cancelled,
   seller_cancelled = figure_day.seller_cancelled + excluded.seller_cancelled, units = figure_day.units + excluded.units,
   unit_orders = figure_day.unit_orders + excluded.unit_orders, shipped = figure_day.shipped + excluded.shipped,
   shipped_units = figure_day.shipped_units + excluded.shipped_units, net = figure_day.net + excluded.net,
   profit_orders = figure_day.profit_orders + excluded.profit_orders, profit = figure_day.profit + excluded.profit,
   losing = figure_day.losing + excluded.losing, back_units = figure_day.back_units + excluded.back_units,
   failed = figure_day.failed + excluded.failed, cod = figure_day.cod + excluded.cod,
   cod_failed = figure_day.cod_failed + excluded.cod_failed, due = figure_day.due + excluded.due,
   late = figure_day.late + excluded.late, paid_shipped = figure_day.paid_shipped + excluded.paid_shipped,
   fast = figure_day.fast + excluded.fast, wrong_scans = figure_day.wrong_scans + excluded.wrong_scans,
   acts = figure_day.acts + excluded.acts, work = figure_day.work + excluded.work
 RETURNING net, profit";

impl FigureDays {
    /// Writes what was added.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written, or a sum would leave what is kept.
    pub fn write(&self, conn: &Connection) -> Result<(), StoreError> {
        let mut add = conn.prepare_cached(ADD)?;
        for ((day, dim), figures) in self.marks.figures.iter().filter(|(_, figures)| !figures.is_nothing()) {
            let key = figure_key(*dim, *day);
            let values = std::iter::once(key).chain(figures.all().iter().copied());
            let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
            let (net, profit): (i64, i64) = add.query_row(params_from_iter(values), read)?;
            within(net, figures.of(Count::Net), MONEY_MAX, "figure")?;
            within(profit, figures.of(Count::Profit), MONEY_MAX, "figure")?;
        }
        let mut add = conn.prepare_cached(
            "INSERT INTO tally_day (key, n) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET n = tally_day.n + excluded.n",
        )?;
        for ((day, tally, part), n) in self.marks.tallies.iter().filter(|(_, n)| **n != 0) {
            add.execute([tally_key(*day, *tally, *part), *n])?;
        }
        Ok(())
    }
}
