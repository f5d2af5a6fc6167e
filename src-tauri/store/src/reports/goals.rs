//! What the shop wants and how it stands: the running period up to yesterday against the same days of the target.

use runut_core::figures::Dim;
use runut_core::goals::{PERIODS, Target, proposed};
use runut_core::kpi::{Kpi, Want};
use runut_core::rows::{GoalFigure, GoalRow, KpiBy, TargetProposed, TodayGoals};
use runut_core::statements::Period;
use runut_core::{Day, Instant, Month, Sentence};

use super::kpis::{kpi_point, kpi_series, said, walked};
use super::staff::begins;
use crate::{Reader, StoreError};

/// What is looked at of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// How it stands, as far as that is kept.
    Quick,
    /// How it stands.
    Stands,
    /// What its past proposes too.
    Proposes,
}

/// The period in which yesterday is, as far as yesterday.
fn running(per: KpiBy, today: Day) -> Period {
    let to = today.plus(-1);
    let from = match per {
        KpiBy::Day => to,
        KpiBy::Week => to.plus(-to.weekday()),
        KpiBy::Month => Month::of(to).first(),
    };
    Period { from, to }
}

/// All that a shop may want, in the order in which it is asked; how it stands of what this shop wants.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn goals(book: &Reader<'_>, today: Day) -> Result<Vec<GoalRow>, StoreError> {
    let chosen = book.goals()?;
    let of = |want| match chosen.iter().any(|(wanted, _)| *wanted == want) {
        true => row(book, want, true, Look::Stands, today),
        false => Ok(GoalRow { want, name: want.name(), chosen: false, figures: Vec::new() }),
    };
    Want::all().map(of).collect()
}

/// A want with its figures, and the targets that the shop's own past proposes for them.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn goal(book: &Reader<'_>, want: Want, today: Day) -> Result<GoalRow, StoreError> {
    let chosen = book.goals()?.iter().any(|(wanted, _)| *wanted == want);
    row(book, want, chosen, Look::Proposes, today)
}

/// What the shop wants, in the order in which it chose it: figures with a target that are kept by day, for they are asked each morning.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn today_goals(book: &Reader<'_>, now: Instant) -> Result<TodayGoals, StoreError> {
    let today = book.shop()?.ok_or(StoreError::NoShop)?.zone.day(now);
    let wanted = book.goals()?.into_iter().map(|(want, _)| want);
    let goals = wanted.map(|want| row(book, want, true, Look::Quick, today)).collect::<Result<_, _>>()?;
    Ok(TodayGoals { goals })
}

fn row(book: &Reader<'_>, want: Want, chosen: bool, look: Look, today: Day) -> Result<GoalRow, StoreError> {
    let mut figures = Vec::new();
    for kpi in want.kpis() {
        let target = book.target(kpi)?;
        if look != Look::Quick || target.is_some() && !walked(kpi) {
            figures.extend(figure(book, kpi, target, look, today)?);
        }
    }
    Ok(GoalRow { want, name: want.name(), chosen, figures })
}

/// A figure with its target and what is proposed for it; none of one that the shop doesn't have.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn aimed(book: &Reader<'_>, kpi: &'static Kpi, today: Day) -> Result<Option<GoalFigure>, StoreError> {
    figure(book, kpi, book.target(kpi)?, Look::Proposes, today)
}

fn figure(
    book: &Reader<'_>,
    kpi: &'static Kpi,
    target: Option<Target>,
    look: Look,
    today: Day,
) -> Result<Option<GoalFigure>, StoreError> {
    let per = target.map_or(KpiBy::Week, |target| target.per);
    let period = running(per, today);
    let Some(point) = kpi_point(book, kpi, period, Dim::ALL, today)? else { return Ok(None) };
    Ok(Some(GoalFigure {
        kpi: kpi.key.to_owned(),
        name: kpi.title(),
        says: Sentence::new(kpi.says.0, kpi.says.1),
        unit: kpi.unit,
        better: kpi.better,
        from: period.from,
        to: period.to,
        target: target.map(|target| target.judged(&point)),
        now: said(kpi, point),
        set: target.map(|target| target.row()),
        proposed: if look == Look::Proposes { propose(book, kpi, today)? } else { None },
    }))
}

/// What the last whole weeks propose: as many as are known to their end.
fn propose(book: &Reader<'_>, kpi: &'static Kpi, today: Day) -> Result<Option<TargetProposed>, StoreError> {
    let monday = running(KpiBy::Week, today).from;
    let weeks = i64::try_from(PERIODS).unwrap_or_default() + kpi.ripe_days / 7 + 1;
    let period = Period { from: monday.plus(-7 * weeks), to: monday.plus(-1) };
    let series = kpi_series(book, kpi, period, KpiBy::Week, Dim::ALL, today)?;
    // Before the shop's first order there were no weeks without one.
    let begins = begins(book, today)?;
    let points: Vec<_> =
        series.points.into_iter().filter(|point| begins.is_some_and(|first| point.from >= first)).collect();
    Ok(proposed(kpi, KpiBy::Week, &points))
}
