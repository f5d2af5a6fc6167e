//! Figures of the shop's days, kept with each write: what orders add to their days, and the work of who acts. A year's figures cost
//! the same in a book of a million orders.
//!
//! Invariant: a write adds what its orders' marks are afterwards less what they were; the audit adds all of them up again.

use std::cell::OnceCell;

use runut_core::figures::{Count, Dim, Figures, Span, Way};
use runut_core::order::Marks;
use runut_core::rows::CourierRow;
use runut_core::{Day, MONEY_MAX};
use rusqlite::{Connection, Row, params_from_iter};

use crate::StoreError;
use crate::bounds::within;
use crate::day_keys::DAYS;

/// The key of a dim's day.
pub(crate) fn figure_key(dim: Dim, day: Day) -> i64 {
    dim.0 * DAYS + i64::from(day.0)
}

/// The key of a length of a part of the way on a day: a part's days stand together.
pub(crate) fn span_key(day: Day, span: Span, length: i64) -> i64 {
    (span.code() * DAYS + i64::from(day.0)) * 1_000 + length
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
    "placed, cancelled, seller_cancelled, units, unit_orders, known, new_buyers, came_back, shipped, shipped_units, net,
   profit_orders, profit, losing, uncosted, back_units, failed, cod, cod_failed, due, late, paid_shipped, fast, owed_on_way,
   owed_by_stores, owed_by_couriers, wrong_scans, acts, work";

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

const ADD: &str = "INSERT INTO figure_day (key, placed, cancelled, seller_cancelled, units, unit_orders, known, new_buyers, came_back, shipped, shipped_units, net,
   profit_orders, profit, losing, uncosted, back_units, failed, cod, cod_failed, due, late, paid_shipped, fast, owed_on_way,
   owed_by_stores, owed_by_couriers, wrong_scans, acts, work)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26,
   ?27, ?28, ?29, ?30)
 ON CONFLICT (key) DO UPDATE SET placed = figure_day.placed + excluded.placed, cancelled = figure_day.cancelled + excluded.cancelled, seller_cancelled =
   figure_day.seller_cancelled + excluded.seller_cancelled, units = figure_day.units + excluded.units, unit_orders =
   figure_day.unit_orders + excluded.unit_orders, known = figure_day.known + excluded.known, new_buyers =
   figure_day.new_buyers + excluded.new_buyers, came_back = figure_day.came_back + excluded.came_back, shipped =
   figure_day.shipped + excluded.shipped, shipped_units = figure_day.shipped_units + excluded.shipped_units, net =
   figure_day.net + excluded.net, profit_orders = figure_day.profit_orders + excluded.profit_orders, profit =
   figure_day.profit + excluded.profit, losing = figure_day.losing + excluded.losing, uncosted = figure_day.uncosted +
   excluded.uncosted, back_units = figure_day.back_units + excluded.back_units, failed = figure_day.failed + excluded.failed,
   cod = figure_day.cod + excluded.cod, cod_failed = figure_day.cod_failed + excluded.cod_failed, due = figure_day.due +
   excluded.due, late = figure_day.late + excluded.late, paid_shipped = figure_day.paid_shipped + excluded.paid_shipped, fast
   = figure_day.fast + excluded.fast, owed_on_way = figure_day.owed_on_way + excluded.owed_on_way, owed_by_stores =
   figure_day.owed_by_stores + excluded.owed_by_stores, owed_by_couriers = figure_day.owed_by_couriers +
   excluded.owed_by_couriers, wrong_scans = figure_day.wrong_scans + excluded.wrong_scans, acts = figure_day.acts +
   excluded.acts, work = figure_day.work + excluded.work
 RETURNING net, profit, owed_on_way, owed_by_stores, owed_by_couriers";

const ADD_WAY: &str = "INSERT INTO way_day (key, hour_0, hour_1, hour_2, hour_3, hour_4, hour_5, hour_6, hour_7, hour_8, hour_9, hour_10, hour_11, hour_12, hour_13,
   hour_14, hour_15, hour_16, hour_17, hour_18, hour_19, hour_20, hour_21, hour_22, hour_23, at_awaiting_payment,
   at_awaiting_approval, at_approved, at_packed, at_shipped, at_delivered, at_completed, at_returned, left_awaiting_payment,
   left_awaiting_approval, left_approved, left_packed)
 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26,
   ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37)
 ON CONFLICT (key) DO UPDATE SET hour_0 = way_day.hour_0 + excluded.hour_0, hour_1 = way_day.hour_1 + excluded.hour_1, hour_2 = way_day.hour_2 +
   excluded.hour_2, hour_3 = way_day.hour_3 + excluded.hour_3, hour_4 = way_day.hour_4 + excluded.hour_4, hour_5 =
   way_day.hour_5 + excluded.hour_5, hour_6 = way_day.hour_6 + excluded.hour_6, hour_7 = way_day.hour_7 + excluded.hour_7,
   hour_8 = way_day.hour_8 + excluded.hour_8, hour_9 = way_day.hour_9 + excluded.hour_9, hour_10 = way_day.hour_10 +
   excluded.hour_10, hour_11 = way_day.hour_11 + excluded.hour_11, hour_12 = way_day.hour_12 + excluded.hour_12, hour_13 =
   way_day.hour_13 + excluded.hour_13, hour_14 = way_day.hour_14 + excluded.hour_14, hour_15 = way_day.hour_15 +
   excluded.hour_15, hour_16 = way_day.hour_16 + excluded.hour_16, hour_17 = way_day.hour_17 + excluded.hour_17, hour_18 =
   way_day.hour_18 + excluded.hour_18, hour_19 = way_day.hour_19 + excluded.hour_19, hour_20 = way_day.hour_20 +
   excluded.hour_20, hour_21 = way_day.hour_21 + excluded.hour_21, hour_22 = way_day.hour_22 + excluded.hour_22, hour_23 =
   way_day.hour_23 + excluded.hour_23, at_awaiting_payment = way_day.at_awaiting_payment + excluded.at_awaiting_payment,
   at_awaiting_approval = way_day.at_awaiting_approval + excluded.at_awaiting_approval, at_approved = way_day.at_approved +
   excluded.at_approved, at_packed = way_day.at_packed + excluded.at_packed, at_shipped = way_day.at_shipped +
   excluded.at_shipped, at_delivered = way_day.at_delivered + excluded.at_delivered, at_completed = way_day.at_completed +
   excluded.at_completed, at_returned = way_day.at_returned + excluded.at_returned, left_awaiting_payment =
   way_day.left_awaiting_payment + excluded.left_awaiting_payment, left_awaiting_approval = way_day.left_awaiting_approval +
   excluded.left_awaiting_approval, left_approved = way_day.left_approved + excluded.left_approved, left_packed =
   way_day.left_packed + excluded.left_packed";

/// What became of a day's orders, from the first of the columns on.
pub(crate) const WAY: &str =
    "hour_0, hour_1, hour_2, hour_3, hour_4, hour_5, hour_6, hour_7, hour_8, hour_9, hour_10, hour_11, hour_12, hour_13,
   hour_14, hour_15, hour_16, hour_17, hour_18, hour_19, hour_20, hour_21, hour_22, hour_23, at_awaiting_payment,
   at_awaiting_approval, at_approved, at_packed, at_shipped, at_delivered, at_completed, at_returned, left_awaiting_payment,
   left_awaiting_approval, left_approved, left_packed";

/// The way that a row of [`WAY`] holds.
///
/// # Errors
/// [`rusqlite::Error`] where a column isn't a number.
pub(crate) fn way_of_row(row: &Row<'_>) -> rusqlite::Result<Way> {
    let mut way = Way::default();
    for (at, n) in way.all_mut().enumerate() {
        *n = row.get(at)?;
    }
    Ok(way)
}

/// The amounts of a day, as they are answered when one is added to.
const AMOUNTS: [Count; 5] = [Count::Net, Count::Profit, Count::OwedOnWay, Count::OwedByStores, Count::OwedByCouriers];

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
            let read =
                |row: &Row<'_>| -> rusqlite::Result<Vec<i64>> { (0..AMOUNTS.len()).map(|at| row.get(at)).collect() };
            for (sum, count) in add.query_row(params_from_iter(values), read)?.into_iter().zip(AMOUNTS) {
                within(sum, figures.of(count), MONEY_MAX, "figure")?;
            }
        }
        let mut add = conn.prepare_cached(ADD_WAY)?;
        for (day, way) in self.marks.ways.iter().filter(|(_, way)| **way != Way::default()) {
            add.execute(params_from_iter(std::iter::once(i64::from(day.0)).chain(way.all())))?;
        }
        let mut add = conn.prepare_cached(
            "INSERT INTO tally_day (key, n) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET n = tally_day.n + excluded.n",
        )?;
        for ((day, span, length), n) in self.marks.spans.iter().filter(|(_, n)| **n != 0) {
            add.execute([span_key(*day, *span, *length), *n])?;
        }
        Ok(())
    }
}
