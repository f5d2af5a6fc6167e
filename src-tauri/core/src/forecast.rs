//! What a variant will sell, from what was ordered of it week by week.
//!
//! Several simple ways are tried on the variant's own past: each foretells the weeks after twelve earlier moments from what was known
//! then, and the one that was off least is taken; nearly the same goes to the simpler. A week in which there was nothing to sell says
//! nothing of demand and is left out. Numbers are floating point in here alone, and none of them is ever undefined: whoever asks
//! ends in whole units.
//!
//! Sources: Hyndman and Athanasopoulos, Forecasting, 3rd ed., chapters 5.10, 8.1 and 13.2 (<https://otexts.com/fpp3/counts.html>);
//! Croston 1972; Syntetos and Boylan 2005; Teunter, Syntetos and Babai 2011.

mod backtest;
mod methods;

use crate::rows::{DemandClass, ForecastMethod};

pub use backtest::{Outlook, Tested, outlook};
pub use methods::{croston, mean, sba, ses, tsb};

/// Weeks of which a forecast is made at most: two years, and what the back-test goes back.
pub const WEEKS_MOST: usize = 2 * SEASON + backtest::ORIGINS + backtest::AHEAD_MOST;

/// Weeks below which nothing is tested.
pub const WEEKS_FEW: usize = 8;

/// Weeks of a year.
const SEASON: usize = 52;

/// Days that a week's goods must have been there for the week to count.
pub const DAYS_SEEN: i64 = 4;

/// A week's demand from the units ordered in it and the days on which it could be had; none where these are too few.
#[must_use]
pub fn week_of(units: i64, days: i64) -> Option<f64> {
    (days >= DAYS_SEEN).then(|| units.max(0) as f64 * 7.0 / days.min(7) as f64)
}

/// How demand comes: seldom from a mean distance of 1.32 weeks on, uneven from a squared coefficient of variation of 0.49 on. None
/// without any.
#[must_use]
pub fn class_of(weeks: &[f64]) -> Option<DemandClass> {
    let sizes: Vec<f64> = weeks.iter().copied().filter(|units| *units > 0.0).collect();
    if sizes.is_empty() {
        return None;
    }
    let count = sizes.len() as f64;
    let middle = sizes.iter().sum::<f64>() / count;
    let variance = sizes.iter().map(|size| (size - middle).powi(2)).sum::<f64>() / count;
    let seldom = weeks.len() as f64 / count >= 1.32;
    let uneven = variance / middle.powi(2) >= 0.49;
    Some(match (seldom, uneven) {
        (false, false) => DemandClass::Smooth,
        (false, true) => DemandClass::Erratic,
        (true, false) => DemandClass::Intermittent,
        (true, true) => DemandClass::Lumpy,
    })
}

/// What comes next by one of the ways; `seen` are the weeks that count, `all` all of them. `ahead` weeks on, the next is 1.
fn point(method: ForecastMethod, seen: &[f64], all: &[Option<f64>], ahead: usize) -> f64 {
    match method {
        ForecastMethod::Mean => mean(seen, seen.len()),
        ForecastMethod::Mean4 => mean(seen, 4),
        ForecastMethod::Mean8 => mean(seen, 8),
        ForecastMethod::Ses10 => ses(seen, 0.1),
        ForecastMethod::Ses20 => ses(seen, 0.2),
        ForecastMethod::Ses30 => ses(seen, 0.3),
        ForecastMethod::Seasonal => {
            let year_before = |years: usize| (all.len() + ahead).checked_sub(1 + years * SEASON);
            let of = |years| year_before(years).and_then(|at| all.get(at).copied().flatten());
            of(1).or_else(|| of(2)).unwrap_or_else(|| mean(seen, 8))
        }
        ForecastMethod::Sba => sba(seen, 0.1),
        ForecastMethod::Tsb => tsb(seen, 0.1, 0.1),
    }
}
