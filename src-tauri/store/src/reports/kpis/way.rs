//! The way of orders: where those of a period have come to, and when they come.

use runut_core::Day;
use runut_core::figures::Way;
use runut_core::rows::{FunnelRow, HoursRow};
use runut_core::statements::Period;

use super::sums::ways;
use crate::{Reader, StoreError};

/// Where the orders that were placed in a period have come to: those that reached a stage, stand there, or were cancelled there. What
/// came back had reached the buyer.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn funnel(book: &Reader<'_>, period: Period) -> Result<Vec<FunnelRow>, StoreError> {
    let mut all = Way::default();
    ways(book, period)?.iter().for_each(|(_, way)| all.add(way, 1));
    let [mut here @ .., back] = all.standing;
    if let Some(completed) = here.last_mut() {
        *completed += back;
    }
    let mut reached: i64 = here.iter().chain(&all.dropped).sum();
    let mut rows = Vec::new();
    for (at, (stage, here)) in Way::STAGES.into_iter().zip(here).enumerate() {
        let dropped = all.dropped.get(at).copied().unwrap_or(0);
        rows.push(FunnelRow { stage, reached, here, dropped });
        reached -= here + dropped;
    }
    Ok(rows)
}

/// Orders of a period by weekday and hour, Monday first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn hours(book: &Reader<'_>, period: Period) -> Result<Vec<HoursRow>, StoreError> {
    let mut rows: Vec<HoursRow> = (0..7).map(|weekday| HoursRow { weekday, orders: vec![0; 24] }).collect();
    for (day, way) in ways(book, period)? {
        let weekday = usize::try_from(Day::weekday(day)).unwrap_or_default();
        rows[weekday].orders.iter_mut().zip(way.hours).for_each(|(cell, n)| *cell += n);
    }
    Ok(rows)
}
