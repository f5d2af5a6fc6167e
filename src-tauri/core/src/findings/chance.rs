//! How likely what was counted is by chance alone: both ways, 1 for what is just as expected.
//!
//! Mid-p: the chance of what is farther off and half of that of just as far, doubled (Lancaster 1961). It is as far off as it says in the
//! mean, where the whole chance of counts is too large.

use statrs::distribution::{ContinuousCDF, StudentsT};
use statrs::function::beta::checked_beta_reg;
use statrs::function::erf::erfc;
use statrs::function::factorial::ln_factorial;

/// Of a value so many spreads away from what is expected, where the spread is known.
pub fn of_normal(distance: f64) -> f64 {
    erfc(distance.abs() / std::f64::consts::SQRT_2).clamp(0.0, 1.0)
}

/// Of a value so many spreads away from what is expected, where the spread is known from so many cases.
pub fn of_t(distance: f64, freedom: f64) -> f64 {
    match StudentsT::new(0.0, 1.0, freedom) {
        Ok(_) if distance.is_infinite() => 0.0,
        Ok(t) if !distance.is_nan() => (2.0 * t.cdf(-distance.abs())).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

/// Of `part` of `whole` cases falling to one side where each does by this chance. Both may be broken numbers, as counts are that come in
/// clusters and are scaled down: the binomial's sums are defined for them too.
pub fn of_binomial(part: f64, whole: f64, chance: f64) -> f64 {
    // At least so many.
    let at_least = |k: f64| match k {
        k if k <= 0.0 => 1.0,
        k if k > whole => 0.0,
        k => checked_beta_reg(k, whole - k + 1.0, chance).unwrap_or(1.0),
    };
    let above = f64::midpoint(at_least(part), at_least(part + 1.0));
    (2.0 * above.min(1.0 - above)).clamp(0.0, 1.0)
}

/// Of `cases` of `drawn` being what they are, where `all_cases` of `all` are.
pub fn of_hypergeometric(cases: u64, drawn: u64, all_cases: u64, all: u64) -> f64 {
    let (least, most) = ((drawn + all_cases).saturating_sub(all), drawn.min(all_cases));
    if all_cases > all || drawn > all || !(least..=most).contains(&cases) || least == most {
        return 1.0;
    }
    let choose = |n: u64, k: u64| ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k);
    let here = (choose(all_cases, cases) + choose(all - all_cases, drawn - cases) - choose(all, drawn)).exp();
    // Away from what is expected each is less likely than the one before it, by the quotient of the two.
    let many = cases as f64 * all as f64 > drawn as f64 * all_cases as f64;
    let (mut at, mut chance, mut tail) = (cases, here, here / 2.0);
    let of = |n: u64| n as f64;
    while if many { at < most } else { at > least } {
        chance *= if many {
            of(all_cases - at) * of(drawn - at) / (of(at + 1) * of(all + at + 1 - all_cases - drawn))
        } else {
            of(at) * of(all + at - all_cases - drawn) / (of(all_cases - at + 1) * of(drawn - at + 1))
        };
        at = if many { at + 1 } else { at - 1 };
        tail += chance;
        if chance < tail * 1e-15 {
            break;
        }
    }
    (2.0 * tail.min(1.0 - tail)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= expected * 1e-9
    }

    // scipy 1.17.1: binom, hypergeom and t; 2·min(cdf(k−1), sf(k)) + pmf(k).
    #[test]
    fn chances_are_those_of_scipy() {
        let binomial = [
            (3.0, 90.0, 0.104_575_530_581_908_72),
            (14.0, 90.0, 0.012_316_259_539_583_438),
            (0.0, 40.0, 0.040_692_629_066_933_064),
            (7.0, 91.0, 0.957_488_378_202_007_2),
        ];
        for (part, whole, expected) in binomial {
            let found = of_binomial(part, whole, 1.0 / 13.0);
            assert!(near(found, expected), "{part} of {whole}: {found}");
        }
        let hypergeometric = [
            ((18, 268, 65, 1_950), 0.011_810_305_693_487_046),
            ((0, 60, 40, 700), 0.034_019_965_267_657_8),
            ((5, 20, 3, 240), 8.080_086_560_098_207e-5),
            ((900, 18_000, 9_600, 216_000), 0.000_653_529_137_613_745),
            ((5, 100, 60, 1_200), 0.954_442_356_130_846_6),
        ];
        for ((a, n, before, of), expected) in hypergeometric {
            let found = of_hypergeometric(a, n, a + before, n + of);
            assert!((found - expected).abs() <= expected * 1e-7, "{a} of {n}: {found}");
        }
        let t = [(2.5, 23.0, 0.019_994_122_327_888_07), (-4.1, 11.0, 0.001_759_392_951_971_002_7), (0.0, 11.0, 1.0)];
        for (distance, freedom, expected) in t {
            let found = of_t(distance, freedom);
            assert!(near(found, expected), "{distance}: {found}");
        }
    }

    #[test]
    fn a_broken_count_lies_between_its_neighbours() {
        let [fewer, between, more] = [13.0, 13.5, 14.0].map(|part| of_binomial(part, 90.0, 1.0 / 13.0));
        assert!(fewer > between && between > more);
    }

    #[test]
    fn nothing_is_undefined() {
        for (part, whole) in [(0.0, 0.0), (0.2, 0.2), (1e9, 1e9), (0.0, 1e12)] {
            assert!((0.0..=1.0).contains(&of_binomial(part, whole, 0.1)), "{part} of {whole}");
        }
        for (a, n, cases, all) in
            [(0, 0, 0, 0), (1, 1, 1, 1), (3, 2, 9, 10), (0, 5, 0, 50), (5, 5, 50, 50), (9, 9, 9, 8)]
        {
            assert!((0.0..=1.0).contains(&of_hypergeometric(a, n, cases, all)), "{a} of {n}");
        }
        assert!([f64::NAN, f64::INFINITY, -1.0].iter().all(|t| of_t(*t, 11.0) <= 1.0));
        assert!((of_t(1.0, 0.0) - 1.0).abs() < 1e-12, "no spread is known of nothing");
    }
}
