//! The ways of foretelling the next of a row of numbers. Of no numbers all of them foretell zero.

/// The mean of the last `count`, or of all where there are fewer.
#[must_use]
pub fn mean(seen: &[f64], count: usize) -> f64 {
    let last = &seen[seen.len().saturating_sub(count)..];
    if last.is_empty() { 0.0 } else { last.iter().sum::<f64>() / last.len() as f64 }
}

/// Simple exponential smoothing that begins at the first.
#[must_use]
pub fn ses(seen: &[f64], alpha: f64) -> f64 {
    let mut seen = seen.iter();
    let first = seen.next().copied().unwrap_or(0.0);
    seen.fold(first, |level, new| alpha * new + (1.0 - alpha) * level)
}

/// Croston's: the smoothed size of what was sold over the smoothed distance between sales, the first one counted from the start.
#[must_use]
pub fn croston(seen: &[f64], alpha: f64) -> f64 {
    let sold = |(at, size): (usize, &f64)| (*size > 0.0).then_some((at + 1, *size));
    let (places, sizes): (Vec<usize>, Vec<f64>) = seen.iter().enumerate().filter_map(sold).unzip();
    if sizes.is_empty() {
        return 0.0;
    }
    let before = std::iter::once(0).chain(places.iter().copied());
    let distances: Vec<f64> = places.iter().zip(before).map(|(at, before)| (at - before) as f64).collect();
    ses(&sizes, alpha) / ses(&distances, alpha)
}

/// Croston's without its bias (Syntetos and Boylan).
#[must_use]
pub fn sba(seen: &[f64], alpha: f64) -> f64 {
    (1.0 - alpha / 2.0) * croston(seen, alpha)
}

/// The smoothed size of what was sold times the smoothed chance of a sale, so that goods that have died out fade (Teunter, Syntetos
/// and Babai).
#[must_use]
pub fn tsb(seen: &[f64], alpha: f64, beta: f64) -> f64 {
    let sizes: Vec<f64> = seen.iter().copied().filter(|size| *size > 0.0).collect();
    let chances: Vec<f64> = seen.iter().map(|size| f64::from(u8::from(*size > 0.0))).collect();
    ses(&sizes, alpha) * ses(&chances, beta)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A textbook's series (justaaa, question 27952).
    const CALLS: [f64; 7] = [24.0, 15.0, 21.0, 13.0, 19.0, 21.0, 16.0];
    const SELDOM: [f64; 20] = [0., 0., 3., 0., 0., 0., 2., 0., 4., 0., 0., 1., 0., 0., 0., 5., 0., 2., 0., 0.];

    /// The mean of the squares of how much one step ahead was off, from the week `from` on.
    fn squares(from: usize, way: impl Fn(&[f64]) -> f64) -> f64 {
        let off = (from..CALLS.len()).map(|at| (CALLS[at] - way(&CALLS[..at])).powi(2));
        off.sum::<f64>() / (CALLS.len() - from) as f64
    }

    #[test]
    fn means_and_smoothing_are_those_of_the_textbook() {
        assert_eq!(format!("{:.3}", mean(&CALLS, 3)), "18.667");
        assert_eq!(format!("{:.1}", squares(3, |seen| mean(seen, 3))), "17.5");
        assert_eq!(format!("{:.3}", ses(&CALLS, 0.2)), "19.318");
        assert_eq!(format!("{:.3}", squares(1, |seen| ses(seen, 0.2))), "30.404");
    }

    #[test]
    fn seldom_sold_goods_are_foretold_as_statsforecast_does() {
        // PyPI statsforecast 2.1.1: CrostonClassic, CrostonSBA, TSB(0.1, 0.1).
        assert_eq!(format!("{:.6}", croston(&SELDOM, 0.1)), "0.980749");
        assert_eq!(format!("{:.6}", sba(&SELDOM, 0.1)), "0.931712");
        assert_eq!(format!("{:.6}", tsb(&SELDOM, 0.1, 0.1)), "0.769742");
    }

    #[test]
    fn of_nothing_nothing_is_foretold() {
        for seen in [&[][..], &[0.0, 0.0]] {
            let all = [mean(seen, 4), ses(seen, 0.1), croston(seen, 0.1), sba(seen, 0.1), tsb(seen, 0.1, 0.1)];
            assert_eq!(all, [0.0; 5]);
        }
    }
}
