//! Quantiles: of the normal distribution, and of counts.

/// Steps of a count at most.
const STEPS: i64 = 100_000;

/// How many spreads above the mean the normal distribution has a share below it (Acklam's approximation, to nine digits). Shares are
/// taken to lie within one in ten thousand of the ends.
#[must_use]
pub fn z_of(share: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 5] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 4] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416];
    let poly = |of: &[f64], x: f64| of.iter().fold(0.0, |sum, c| sum * x + c);
    let share = if share.is_finite() { share.clamp(1e-4, 1.0 - 1e-4) } else { 0.5 };
    let tail = |share: f64| {
        let q = (-2.0 * share.ln()).sqrt();
        poly(&C, q) / (poly(&D, q) * q + 1.0)
    };
    if share < 0.024_25 {
        tail(share)
    } else if share > 1.0 - 0.024_25 {
        -tail(1.0 - share)
    } else {
        let q = share - 0.5;
        let r = q * q;
        poly(&A, r) * q / (poly(&B, r) * r + 1.0)
    }
}

/// The least count with at least that share of cases at or below it: of a negative binomial with this mean and variance, of Poisson's
/// where the variance isn't above the mean.
#[must_use]
pub fn count_quantile(mean: f64, variance: f64, share: f64) -> i64 {
    if !(mean > 0.0 && mean.is_finite() && variance.is_finite()) {
        return 0;
    }
    let share = share.clamp(0.0, 1.0 - 1e-6);
    // Each case from the one before it: P(k+1) = P(k) · step(k).
    let (first, step): (f64, Box<dyn Fn(f64) -> f64>) = if variance <= mean * (1.0 + 1e-9) {
        ((-mean).exp(), Box::new(move |k| mean / (k + 1.0)))
    } else {
        let (p, r) = (mean / variance, mean * mean / (variance - mean));
        (p.powf(r), Box::new(move |k| (k + r) / (k + 1.0) * (1.0 - p)))
    };
    let (mut chance, mut below, mut count) = (first, first, 0);
    while below < share && count < STEPS {
        chance *= step(count as f64);
        below += chance;
        count += 1;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_scipy() {
        let z = [0.97, 0.95, 0.5, 0.9999, 0.6].map(|share| format!("{:.6}", z_of(share)));
        assert_eq!(z, ["1.880794", "1.644854", "0.000000", "3.719016", "0.253347"]);
        assert_eq!(format!("{:.6}", z_of(0.03)), "-1.880794");
        // nbinom.ppf(q, m²/(v−m), m/v), poisson.ppf(q, m)
        let counts = [(3.0, 6.0, 0.95), (3.0, 3.0, 0.95), (0.5, 1.5, 0.97), (8.0, 20.0, 0.9)];
        assert_eq!(counts.map(|(mean, variance, share)| count_quantile(mean, variance, share)), [8, 6, 4, 14]);
    }

    #[test]
    fn nothing_is_undefined() {
        assert!([f64::NAN, -1.0, 0.0, 1.0, 2.0].iter().all(|share| z_of(*share).is_finite()));
        let counts = [(f64::NAN, 1.0), (0.0, 1.0), (1.0, f64::INFINITY), (1e-9, 1e9), (9.0, 1e12)];
        assert!(counts.iter().all(|(mean, variance)| (0..=STEPS).contains(&count_quantile(*mean, *variance, 0.99))));
        assert_eq!(count_quantile(0.0, 0.0, 0.95), 0);
    }
}
