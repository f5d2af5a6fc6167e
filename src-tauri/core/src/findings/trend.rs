//! Whether a figure has been going one way, and how fast: Mann–Kendall's test and Theil and Sen's slope, which few odd values don't move.

use super::chance::of_normal;
use super::testing::{Series, median};

/// Periods over which a figure is looked at.
const LENGTH: usize = 12;

/// A figure that goes one way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// How much it changes from one period to the next.
    pub slope: f64,
    /// How likely it is by chance.
    pub chance: f64,
    /// Whether it comes to enough from the first period to the last.
    pub matters: bool,
}

/// How likely an order as rising or as falling as that of these values is where they don't depend on when they were: the normal
/// approximation with its correction for equal values. 1 of fewer than three.
#[must_use]
pub fn mann_kendall(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    if values.len() < 3 {
        return 1.0;
    }
    let sign = |a: f64, b: f64| f64::from(i8::from(b > a) - i8::from(b < a));
    let score: f64 =
        values.iter().enumerate().map(|(at, a)| values[at + 1..].iter().map(|b| sign(*a, *b)).sum::<f64>()).sum();
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let weight = |n: f64| n * (n - 1.0) * (2.0 * n + 5.0);
    let ties: f64 = sorted.chunk_by(|a, b| a == b).map(|equal| weight(equal.len() as f64)).sum();
    let variance = (weight(count) - ties) / 18.0;
    if variance <= 0.0 || score == 0.0 {
        return 1.0;
    }
    let distance = (score.abs() - 1.0) / variance.sqrt();
    of_normal(distance)
}

/// How much a value changes from one to the next: the median of the slopes of all pairs. 0 of fewer than two.
#[must_use]
pub fn theil_sen(values: &[f64]) -> f64 {
    let pairs = values.iter().enumerate().flat_map(|(at, a)| {
        values[at + 1..].iter().enumerate().map(move |(further, b)| (b - a) / (further + 1) as f64)
    });
    median(pairs.collect()).unwrap_or(0.0)
}

/// How a figure has been going over twelve periods, the one that is looked at the last; none of fewer.
#[must_use]
pub fn trend(series: &Series) -> Option<Trend> {
    let newest = std::iter::once(&series.now).chain(&series.before);
    let mut values: Vec<f64> = newest.take(LENGTH).filter_map(|part| part.value()).collect();
    values.reverse();
    if values.len() < LENGTH {
        return None;
    }
    let slope = theil_sen(&values);
    let chance = mann_kendall(&values);
    let matters = series.matters(slope * (LENGTH - 1) as f64, median(values)?);
    Some(Trend { slope, chance, matters })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Kind, Part};

    // PyPI pymannkendall 1.4.3 (original_test) and scipy 1.17.1 (theilslopes).
    #[test]
    fn trends_are_those_of_pymannkendall() {
        let cases: [(&[i32], f64, f64); 4] = [
            (&[5, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14, 17], 0.000_162_275_566_476_077_76, 1.0),
            (&[5, 7, 6, 9, 5, 7, 6, 9, 5, 7, 6, 9], 0.434_369_763_656_214_05, 0.05),
            (&[12, 11, 9, 9, 8, 8, 7, 6, 6, 5, 5, 3], 2.412_569_391_021_930_3e-5, -0.714_285_714_285_714_3),
            (&[3; 12], 1.0, 0.0),
        ];
        for (values, chance, slope) in cases {
            let values: Vec<f64> = values.iter().copied().map(f64::from).collect();
            assert!((mann_kendall(&values) - chance).abs() < 1e-9, "{values:?}: {}", mann_kendall(&values));
            assert!((theil_sen(&values) - slope).abs() < 1e-12, "{values:?}: {}", theil_sen(&values));
        }
    }

    #[test]
    fn one_odd_value_moves_no_slope_and_few_values_are_no_trend() {
        let mut rising: Vec<f64> = (0..12).map(f64::from).collect();
        rising[5] = 1e9;
        assert!((theil_sen(&rising) - 1.0).abs() < 0.2);
        assert!((mann_kendall(&[1.0, 2.0]) - 1.0).abs() < 1e-12 && mann_kendall(&[]) > 0.99);
        assert!(theil_sen(&[]).abs() < 1e-12 && theil_sen(&[4.0]).abs() < 1e-12);
    }

    #[test]
    fn a_figure_that_falls_far_enough_is_a_trend() {
        let of = |values: Vec<i64>| Series {
            kind: Kind::SHOP,
            now: Part::whole(values[0]),
            before: values[1..].iter().map(|n| Part::whole(*n)).collect(),
            unit_variance: 0.0,
            sales: 0,
            worth: 1,
        };
        let falling = trend(&of((0..12).map(|week| 100 + 4 * week).collect())).unwrap();
        assert!((falling.slope + 4.0).abs() < 1e-9 && falling.chance < 0.001 && falling.matters);
        let small = trend(&of((0..12).map(|week| 1_000 + 4 * week).collect())).unwrap();
        assert!(small.chance < 0.001 && !small.matters, "sure, and nothing");
        assert_eq!(trend(&of((0..11).map(|week| 100 + 4 * week).collect())), None, "eleven aren't enough");
        assert!(trend(&of((0..12).map(|week| 100 + 40 * (week % 2)).collect())).unwrap().chance > 0.1);
    }
}
