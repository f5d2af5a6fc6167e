//! The way of orders: where those of a period have come to, and when they come.

use runut_core::figures::Way;
use runut_core::rows::{FunnelRow, HoursRow};
use runut_core::statements::Period;
use runut_core::{Day, Stage};

use super::sums::ways;
use crate::{Reader, StoreError};

/// The stages of the way, first to last.
const WAY: [Stage; 7] = [
    Stage::AwaitingPayment,
    Stage::AwaitingApproval,
    Stage::Approved,
    Stage::Packed,
    Stage::Shipped,
    Stage::Delivered,
    Stage::Completed,
];

/// Where the orders that were placed in a period have come to: those that reached a stage, stand there, or were cancelled there. What
/// came back had reached the buyer.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn funnel(book: &Reader<'_>, period: Period) -> Result<Vec<FunnelRow>, StoreError> {
    let place = |stage: Stage| {
        let stage = if stage == Stage::Returned { Stage::Completed } else { stage };
        WAY.iter().position(|of| *of == stage)
    };
    let mut all = Way::default();
    ways(book, period)?.iter().for_each(|(_, way)| all.add(way, 1));
    let (mut here, mut dropped) = ([0; WAY.len()], [0; WAY.len()]);
    for (into, of) in [(&mut here, &all.standing[..]), (&mut dropped, &all.dropped[..])] {
        for (stage, n) in Way::STAGES.into_iter().zip(of) {
            place(stage).into_iter().for_each(|at| into[at] += n);
        }
    }
    let mut reached: i64 = here.iter().sum::<i64>() + dropped.iter().sum::<i64>();
    let mut rows = Vec::new();
    for (at, stage) in WAY.into_iter().enumerate() {
        rows.push(FunnelRow { stage, reached, here: here[at], dropped: dropped[at] });
        reached -= here[at] + dropped[at];
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
