//! Which way of foretelling a variant's own past bears out, and how far off it was.

use super::{SEASON, WEEKS_FEW, class_of, point};
use crate::reorder::z_of;
use crate::rows::{DemandClass, ForecastMethod};

/// Earlier moments from which the weeks after are foretold.
pub(super) const ORIGINS: usize = 12;
/// Weeks ahead at most: what takes longer is tested over as many.
pub(super) const AHEAD_MOST: usize = 12;
/// Weeks that must count before a moment from which is foretold.
const BEFORE: usize = 4;
/// By how much a less simple way must be better to be taken.
const BETTER: f64 = 0.98;

/// The ways, from the simplest on.
const WAYS: [ForecastMethod; 8] = [
    ForecastMethod::Mean4,
    ForecastMethod::Mean8,
    ForecastMethod::Ses10,
    ForecastMethod::Ses20,
    ForecastMethod::Ses30,
    ForecastMethod::Seasonal,
    ForecastMethod::Sba,
    ForecastMethod::Tsb,
];

/// What a variant will sell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// How its demand comes; none where nothing was sold.
    pub class: Option<DemandClass>,
    /// How it was foretold.
    pub method: ForecastMethod,
    /// Units a week, over the weeks ahead.
    pub week: f64,
    /// The spread of a week: the root of the mean square of what was off, spread over the weeks ahead.
    pub sigma: f64,
    /// What the back-test showed; none where fewer than eight weeks count.
    pub tested: Option<Tested>,
}

/// What a back-test showed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// From how many moments was foretold.
    pub origins: usize,
    /// Mean absolute error of the weeks ahead together, in units.
    pub error: f64,
    /// That of the last week, repeated.
    pub naive: f64,
    /// Weeks ahead.
    pub ahead: usize,
}

/// A moment from which is foretold.
struct Origin<'a> {
    before: &'a [Option<f64>],
    seen: Vec<f64>,
    after: &'a [Option<f64>],
    actual: f64,
}

/// Foretells the `ahead` weeks after `weeks`, which begin with the oldest; none stands for a week without stock. `service` is the
/// share of cases in which the stock should last: at that quantile the ways are held against each other, beside their mean error.
#[must_use]
pub fn outlook(weeks: &[Option<f64>], ahead: usize, service: f64) -> Outlook {
    let ahead = ahead.clamp(1, AHEAD_MOST);
    let seen: Vec<f64> = weeks.iter().copied().flatten().collect();
    let class = class_of(&seen);
    let origins = if seen.len() < WEEKS_FEW { Vec::new() } else { origins(weeks, ahead) };
    if origins.is_empty() {
        let week = point(ForecastMethod::Mean, &seen, weeks, 1);
        return Outlook { class, method: ForecastMethod::Mean, week, sigma: spread(&seen, week), tested: None };
    }
    let seldom = matches!(class, Some(DemandClass::Intermittent | DemandClass::Lumpy));
    let seasons = origins.iter().all(|origin| origin.before.len() >= 2 * SEASON);
    let z = z_of(service);
    let mut best: Option<(f64, ForecastMethod, Vec<f64>)> = None;
    for method in WAYS {
        let fits = match method {
            ForecastMethod::Seasonal => seasons,
            ForecastMethod::Sba | ForecastMethod::Tsb => seldom,
            _ => true,
        };
        if !fits {
            continue;
        }
        let off: Vec<f64> = origins.iter().map(|origin| origin.actual - origin.foretold(method)).collect();
        let loss = loss(&off, z, service);
        if best.as_ref().is_none_or(|(least, ..)| loss < least * BETTER - 1e-9) {
            best = Some((loss, method, off));
        }
    }
    let (_, method, off) = best.unwrap_or((0.0, ForecastMethod::Mean4, Vec::new()));
    let naive: Vec<f64> = origins.iter().map(|origin| origin.actual - origin.repeated()).collect();
    let week = (1..=ahead).map(|at| point(method, &seen, weeks, at)).sum::<f64>() / ahead as f64;
    let tested = Tested { origins: origins.len(), error: absolute(&off), naive: absolute(&naive), ahead };
    Outlook { class, method, week, sigma: square(&off) / (ahead as f64).sqrt(), tested: Some(tested) }
}

fn origins(weeks: &[Option<f64>], ahead: usize) -> Vec<Origin<'_>> {
    let moments = (0..=weeks.len().saturating_sub(ahead)).rev();
    let origin = |at: usize| {
        let (before, after) = (&weeks[..at], &weeks[at..(at + ahead).min(weeks.len())]);
        let seen: Vec<f64> = before.iter().copied().flatten().collect();
        let counts = after.iter().flatten().count();
        (seen.len() >= BEFORE && counts > 0).then(|| Origin {
            before,
            seen,
            after,
            actual: after.iter().flatten().sum(),
        })
    };
    moments.filter_map(origin).take(ORIGINS).collect()
}

impl Origin<'_> {
    /// What the weeks after it that count would sell together.
    fn foretold(&self, method: ForecastMethod) -> f64 {
        let counts = self.after.iter().enumerate().filter(|(_, week)| week.is_some()).map(|(at, _)| at + 1);
        if method != ForecastMethod::Seasonal {
            return point(method, &self.seen, self.before, 1) * counts.count() as f64;
        }
        counts.map(|at| point(method, &self.seen, self.before, at)).sum()
    }

    fn repeated(&self) -> f64 {
        self.seen.last().copied().unwrap_or(0.0) * self.after.iter().flatten().count() as f64
    }
}

/// The mean pinball loss at the service level of the quantile that z spreads give, and the mean absolute error.
fn loss(off: &[f64], z: f64, service: f64) -> f64 {
    let above = z * square(off);
    let pinball = |off: &f64| {
        let off = off - above;
        if off >= 0.0 { service * off } else { (service - 1.0) * off }
    };
    off.iter().map(pinball).sum::<f64>() / off.len().max(1) as f64 + absolute(off)
}

fn absolute(off: &[f64]) -> f64 {
    off.iter().map(|off| off.abs()).sum::<f64>() / off.len().max(1) as f64
}

fn square(off: &[f64]) -> f64 {
    (off.iter().map(|off| off * off).sum::<f64>() / off.len().max(1) as f64).sqrt()
}

/// The spread of few weeks about their mean; of one alone that of a count.
fn spread(seen: &[f64], middle: f64) -> f64 {
    if seen.len() < 2 {
        return middle.max(0.0).sqrt();
    }
    (seen.iter().map(|week| (week - middle).powi(2)).sum::<f64>() / (seen.len() - 1) as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weeks(units: &[f64]) -> Vec<Option<f64>> {
        units.iter().copied().map(Some).collect()
    }

    #[test]
    fn few_weeks_are_their_mean_and_marked_and_none_are_nothing() {
        let few = outlook(&weeks(&[3.0, 5.0, 4.0]), 1, 0.95);
        assert_eq!((few.method, few.week, few.tested), (ForecastMethod::Mean, 4.0, None));
        assert_eq!(few.sigma, 1.0);
        let none = outlook(&[], 2, 0.95);
        assert_eq!((none.class, none.week, none.sigma, none.tested), (None, 0.0, 0.0, None));
        assert_eq!(outlook(&[None; 30], 1, 0.95).week, 0.0);
    }

    #[test]
    fn equal_weeks_go_to_the_simplest_and_are_never_off() {
        let same = outlook(&weeks(&[7.0; 20]), 2, 0.95);
        assert_eq!((same.class, same.method, same.week), (Some(DemandClass::Smooth), ForecastMethod::Mean4, 7.0));
        assert_eq!(same.tested, Some(Tested { origins: 12, error: 0.0, naive: 0.0, ahead: 2 }));
        assert_eq!(same.sigma, 0.0);
    }

    #[test]
    fn a_step_is_followed_by_what_looks_back_least() {
        let mut step = vec![4.0; 20];
        step.extend([12.0; 6]);
        let seen = outlook(&weeks(&step), 1, 0.95);
        assert_eq!((seen.method, seen.week), (ForecastMethod::Mean4, 12.0));
        let tested = seen.tested.unwrap();
        assert!(tested.naive < tested.error && tested.error < 3.0, "{tested:?}");
    }

    #[test]
    fn two_years_of_seasons_are_foretold_by_the_year_before() {
        let year = |week: usize| if week % 52 >= 40 { 30.0 } else { 5.0 };
        let past: Vec<Option<f64>> = (0..150).map(|week| Some(year(week))).collect();
        let ahead = outlook(&past, 2, 0.95);
        assert_eq!((ahead.method, ahead.week), (ForecastMethod::Seasonal, 30.0));
        assert_eq!(ahead.tested.map(|tested| tested.error), Some(0.0));
        assert_ne!(outlook(&past[60..], 2, 0.95).method, ForecastMethod::Seasonal, "less than two years");
    }

    #[test]
    fn a_week_without_stock_counts_for_nothing() {
        let mut gap = weeks(&[6.0; 16]);
        gap[5] = None;
        gap[13] = None;
        let seen = outlook(&gap, 2, 0.95);
        assert_eq!((seen.week, seen.sigma), (6.0, 0.0));
        let sold_out = [6.0, 6.0, 0.0, 6.0, 6.0, 0.0, 6.0, 6.0, 0.0];
        assert!(outlook(&weeks(&sold_out), 1, 0.95).week < 6.0, "as if nobody had wanted any");
    }

    #[test]
    fn seldom_sold_goods_have_ways_of_their_own_and_no_row_is_undefined() {
        // A row of numbers that look like chance (Knuth's MMIX).
        let mut state = 7_u64;
        let mut random = |most: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % most
        };
        for case in 0..300 {
            let sold = |roll: u64| if roll < 40 { f64::from(u8::try_from(roll).unwrap()) } else { 0.0 };
            let past: Vec<Option<f64>> = (0..random(150)).map(|_| (random(9) > 0).then(|| sold(random(80)))).collect();
            let seen = outlook(&past, usize::try_from(random(20)).unwrap(), 0.9);
            let tested = seen.tested.map_or([0.0; 2], |tested| [tested.error, tested.naive]);
            let all = [seen.week, seen.sigma, tested[0], tested[1]];
            assert!(all.iter().all(|number| number.is_finite() && *number >= 0.0), "{case}: {seen:?}");
        }
        let seldom = [0., 0., 3., 0., 0., 0., 2., 0., 4., 0., 0., 1., 0., 0., 0., 5., 0., 2., 0., 0.];
        assert_eq!(class_of(&seldom), Some(DemandClass::Intermittent));
        assert_eq!(class_of(&[1.0, 0.0, 0.0, 20.0]), Some(DemandClass::Lumpy));
        assert_eq!(class_of(&[1.0, 9.0, 1.0, 1.0]), Some(DemandClass::Erratic));
    }
}
