//! The figures by which the shop is led: over time, beside the days before, and cut by store, courier or person.
//!
//! What is kept of days answers in a few milliseconds whatever the book's size. Figures that need a walk over goods
//! ([`walked`]) are a question of their own.

mod behind;
mod sums;
mod walks;
mod way;

use runut_core::figures::{Count, Dim};
use runut_core::goals::{Target, adds_up};
use runut_core::kpi::{Better, FEW, Kpi, Made, Unit, delta, few, figure};
use runut_core::rows::{KpiBy, KpiCut, KpiPart, KpiPoint, KpiRow, KpiSaid, KpiSeries, KpiTable};
use runut_core::statements::Period;
use runut_core::{Day, Month};
use rust_decimal::Decimal;

use crate::{Reader, StoreError, Targets};

pub use behind::kpi_orders;
use sums::Sums;
pub use sums::first_day;
pub use way::{funnel, hours};

/// Points of one question at most: three years of days.
pub const POINTS_MAX: usize = 1_100;

/// Whether a figure needs a walk over goods and their days.
#[must_use]
pub const fn walked(kpi: &Kpi) -> bool {
    matches!(kpi.made, Made::Stock(of, _) if walks::is_walk(of))
}

/// A figure of a period: none where it isn't known by that dim.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_point(
    book: &Reader<'_>,
    kpi: &Kpi,
    period: Period,
    dim: Dim,
    today: Day,
) -> Result<Option<KpiPoint>, StoreError> {
    point(&Sums::new(book, period, dim, today), kpi)
}

fn point(sums: &Sums<'_, '_>, kpi: &Kpi) -> Result<Option<KpiPoint>, StoreError> {
    let Some((num, den)) = sums.of(kpi)? else { return Ok(None) };
    let Period { from, to } = sums.period();
    Ok(Some(KpiPoint {
        from,
        to,
        num,
        den,
        value: kpi.value(num, den),
        running: to >= sums.today(),
        unripe: kpi.ripe_days > 0 && to > sums.today().plus(-kpi.ripe_days),
    }))
}

/// Parts of a period by days, weeks from Monday or months; the first and the last as far as they lie in it.
#[must_use]
pub fn parted(period: Period, by: KpiBy) -> Vec<Period> {
    let mut parts = Vec::new();
    let mut from = period.from;
    while from <= period.to && parts.len() < POINTS_MAX {
        let ends = match by {
            KpiBy::Day => from,
            KpiBy::Week => from.plus(6 - from.weekday()),
            KpiBy::Month => Month::of(from).last(),
        };
        parts.push(Period { from, to: ends.min(period.to) });
        from = ends.plus(1);
    }
    parts
}

/// A figure over time. A dim by which it isn't known has no points.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_series(
    book: &Reader<'_>,
    kpi: &Kpi,
    period: Period,
    by: KpiBy,
    dim: Dim,
    today: Day,
) -> Result<KpiSeries, StoreError> {
    let mut points = Vec::new();
    for part in parted(period, by) {
        points.extend(point(&Sums::new(book, part, dim, today), kpi)?);
    }
    let target = target_of(&book.targets()?, kpi, dim);
    let targets = target.map(|target| points.iter().map(|point| target.judged(point)).collect()).unwrap_or_default();
    Ok(KpiSeries { key: kpi.key.to_owned(), points, targets })
}

/// What a figure of a dim should come to: a sum's target is the whole shop's.
fn target_of(targets: &Targets, kpi: &Kpi, dim: Dim) -> Option<Target> {
    if dim != Dim::ALL && adds_up(kpi) {
        return None;
    }
    targets.get(kpi.key).map(|(target, _)| *target)
}

/// A figure as people read it.
pub(super) fn said(kpi: &Kpi, point: KpiPoint) -> KpiSaid {
    let cases = point.den.filter(|den| is_rate(kpi) && *den > 0 && *den < FEW);
    KpiSaid { shown: figure(kpi, point.value), few: cases.map(|den| few(point.num, den)), point }
}

/// Whether it is so many of so many cases.
const fn is_rate(kpi: &Kpi) -> bool {
    matches!(kpi.unit, Unit::Percent | Unit::Per100) && !matches!(kpi.made, Made::Books(..))
}

/// Whether a figure is worse by a fifth or more.
fn much_worse(kpi: &Kpi, now: Option<Decimal>, before: Option<Decimal>) -> bool {
    let Some((now, before)) = now.zip(before) else { return false };
    let fifth = before.abs() / Decimal::from(5);
    match kpi.better {
        Better::More => before - now >= fifth && before > now,
        Better::Less => now - before >= fifth && now > before,
        Better::Neither => false,
    }
}

/// The figures of a period beside those of another: those that are kept, or those that need a walk.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_table(
    book: &Reader<'_>,
    period: Period,
    against: Period,
    dim: Dim,
    walks: bool,
    today: Day,
) -> Result<KpiTable, StoreError> {
    let kpis = book.kpis()?.into_iter().filter(|kpi| walked(kpi) == walks);
    let rows = kpi_rows(book, kpis, period, against, dim, today)?;
    Ok(KpiTable { from: period.from, to: period.to, before_from: against.from, before_to: against.to, rows })
}

/// Figures of a period beside those of another: those that are known by that dim. What they have in common is read once.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_rows(
    book: &Reader<'_>,
    kpis: impl IntoIterator<Item = &'static Kpi>,
    period: Period,
    against: Period,
    dim: Dim,
    today: Day,
) -> Result<Vec<KpiRow>, StoreError> {
    let targets = book.targets()?;
    let sums = |period: Period| Sums::new(book, period, dim, today);
    let (now, before) = (sums(period), sums(against));
    let mut rows = Vec::new();
    for kpi in kpis {
        let target = target_of(&targets, kpi, dim);
        rows.extend(beside(kpi, target, &now, &before)?);
    }
    Ok(rows)
}

fn beside(
    kpi: &Kpi,
    target: Option<Target>,
    now: &Sums<'_, '_>,
    before: &Sums<'_, '_>,
) -> Result<Option<KpiRow>, StoreError> {
    let (Some(is), Some(was)) = (point(now, kpi)?, point(before, kpi)?) else { return Ok(None) };
    Ok(Some(KpiRow {
        key: kpi.key.to_owned(),
        name: kpi.title(),
        says: runut_core::Sentence::new(kpi.says.0, kpi.says.1),
        group: kpi.group,
        unit: kpi.unit,
        better: kpi.better,
        delta: delta(kpi, is.value, was.value),
        much_worse: !is.unripe && much_worse(kpi, is.value, was.value),
        target: target.map(|target| target.judged(&is)),
        now: said(kpi, is),
        before: said(kpi, was),
    }))
}

/// All figures of a period beside those of another, in their order.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_whole(book: &Reader<'_>, period: Period, against: Period, today: Day) -> Result<KpiTable, StoreError> {
    let mut table = kpi_table(book, period, against, Dim::ALL, false, today)?;
    table.rows.extend(kpi_table(book, period, against, Dim::ALL, true, today)?.rows);
    let order: Vec<&str> = book.kpis()?.into_iter().map(|kpi| kpi.key).collect();
    table.rows.sort_by_key(|row| order.iter().position(|key| *key == row.key));
    Ok(table)
}

/// A figure of a period by store, courier or person, beside another period: those that have something of it, the largest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn kpi_parts(
    book: &Reader<'_>,
    kpi: &Kpi,
    period: Period,
    against: Period,
    cut: KpiCut,
    today: Day,
) -> Result<Vec<KpiPart>, StoreError> {
    let mut parts = Vec::new();
    for (key, name, dim) in dims(book, cut)? {
        let (Some(is), Some(was)) =
            (kpi_point(book, kpi, period, dim, today)?, kpi_point(book, kpi, against, dim, today)?)
        else {
            continue;
        };
        let nothing = |point: &KpiPoint| point.num == 0 && point.den.unwrap_or(0) == 0;
        if !(nothing(&is) && nothing(&was)) {
            parts.push(KpiPart { key, name, said: said(kpi, is), before: said(kpi, was) });
        }
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.said.point.den.unwrap_or(part.said.point.num)));
    Ok(parts)
}

/// What a figure can be cut into: its key, its name and its dim.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn dims(book: &Reader<'_>, cut: KpiCut) -> Result<Vec<(String, String, Dim)>, StoreError> {
    let named = |dim: Option<Dim>, name: String| dim.map(|dim| (dim.word(), name, dim));
    Ok(match cut {
        KpiCut::Store => {
            let stores = book.stores()?.into_iter().filter_map(|store| named(Dim::store(store.id), store.name));
            let own = runut_core::Channel::ALL.into_iter().filter(|channel| !channel.is_marketplace());
            stores.chain(own.filter_map(|of| named(Some(Dim::channel(of)), of.name().to_owned()))).collect()
        }
        KpiCut::Courier => book.couriers()?.into_iter().filter_map(|of| named(Dim::courier(of.id), of.name)).collect(),
        KpiCut::Person => book.persons()?.into_iter().filter_map(|of| named(Dim::person(of.id), of.name)).collect(),
    })
}

/// What is counted of a period, of one dim.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn counted(book: &Reader<'_>, count: Count, period: Period, dim: Dim) -> Result<i64, StoreError> {
    Ok(sums::figures(book, period, dim)?.of(count))
}
