//! Whether one figure differs by more than chance from what it was in periods before.

use super::chance::{of_binomial, of_hypergeometric, of_t};

/// Periods that a figure is held against, and the least: with fewer nothing is said.
pub const BASELINE: usize = 12;
/// The least periods that a figure is held against.
pub const BASELINE_LEAST: usize = 8;

/// How many periods' worth is known beforehand of how unevenly cases come.
const KNOWN: f64 = 12.0;

/// Counts below which each is summed up; the root of larger ones is normal enough.
const FEW: f64 = 30.0;

/// What a difference must come to for a count to be told of: cases; for a share of cases: cases; for money: rupiah and a hundredth of
/// what was sold; for a share of money: points.
const CASES: f64 = 5.0;
const CASES_OF_A_SHARE: f64 = 3.0;
const RUPIAH: f64 = 50_000.0;
const OF_SALES: f64 = 0.01;
const POINT: f64 = 0.01;

/// What a figure is, by which it is tested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// So many in a period.
    Count {
        /// How much more unevenly they come than each by itself, before anything is known: 1 for not at all.
        uneven: f64,
        /// By what share of the usual it must differ to be told.
        least: f64,
    },
    /// So many of so many.
    Rate,
    /// An amount of a period; the denominators are 1.
    Sum,
    /// An amount of each of so many.
    Mean,
    /// An amount of an amount.
    Share,
}

impl Kind {
    /// A count of the whole shop.
    pub const SHOP: Self = Self::Count { uneven: 1.5, least: 0.10 };
    /// A count of a store, a courier, a person.
    pub const STORE: Self = Self::Count { uneven: 1.5, least: 0.20 };
    /// A count of a product.
    pub const PRODUCT: Self = Self::Count { uneven: 1.2, least: 0.30 };
}

/// A figure of one period as a quotient, in whole units or rupiah; what is no quotient has a denominator of 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Above.
    pub num: i64,
    /// Below.
    pub den: i64,
}

impl Part {
    /// What is no quotient.
    #[must_use]
    pub const fn whole(num: i64) -> Self {
        Self { num, den: 1 }
    }

    /// Its value; none without a denominator.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        (self.den != 0).then(|| self.num as f64 / self.den as f64)
    }
}

/// A figure and what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What it is.
    pub kind: Kind,
    /// Of the period that is looked at.
    pub now: Part,
    /// Of the periods that it is held against, the newest first.
    pub before: Vec<Part>,
    /// How much one of what the denominator counts varies, of money ([`unit_variance`]); 0 where it isn't known.
    pub unit_variance: f64,
    /// What was sold in the period, in rupiah: what is small beside it isn't told.
    pub sales: i64,
    /// What one case is worth, in rupiah; 1 where the figure is money.
    pub worth: i64,
}

/// What a test says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// What is usual, as a quotient.
    pub base: Part,
    /// How likely so large a difference is by chance.
    pub chance: f64,
    /// Whether it is large enough to matter.
    pub matters: bool,
    /// By how much it is above what is usual, in rupiah.
    pub rupiah: i64,
}

/// Holds a figure against what it was; none where too little is known, or nothing to divide by.
#[must_use]
pub fn test(series: &Series) -> Option<Tested> {
    let before: Vec<Part> = series.before.iter().copied().filter(|part| part.den != 0).collect();
    if before.len() < BASELINE_LEAST || series.now.den == 0 {
        return None;
    }
    let base = usual(series.kind, &before)?;
    let (value, usual) = (series.now.value()?, base.value()?);
    let chance = match series.kind {
        Kind::Count { uneven, .. } => of_count(value, &before, uneven),
        Kind::Rate => of_rate(series.now, &before),
        Kind::Sum | Kind::Mean | Kind::Share => of_amount(series, usual, &before),
    };
    let rupiah = rupiah(series.now, base, series.worth);
    Some(Tested { base, chance, matters: series.matters(value - usual, usual), rupiah })
}

impl Series {
    /// Whether it matters that the figure differs by so much from what is usual.
    pub(super) fn matters(&self, off: f64, usual: f64) -> bool {
        let (off, cases) = (off.abs(), self.now.den.max(0) as f64);
        match self.kind {
            Kind::Count { least, .. } => off >= CASES && off >= least * usual,
            Kind::Rate => off * cases >= CASES_OF_A_SHARE,
            Kind::Share => off >= POINT,
            Kind::Sum | Kind::Mean => off * cases >= RUPIAH.max(OF_SALES * self.sales.max(0) as f64),
        }
    }
}

/// What is usual: the mean of counts, all cases of all, the middle one or two of amounts.
fn usual(kind: Kind, before: &[Part]) -> Option<Part> {
    let count = i64::try_from(before.len()).ok()?;
    let sum = |parts: &[Part]| {
        let add = |sum: Option<Part>, part: &Part| {
            let sum = sum?;
            Some(Part { num: sum.num.checked_add(part.num)?, den: sum.den.checked_add(part.den)? })
        };
        parts.iter().fold(Some(Part { num: 0, den: 0 }), add)
    };
    match kind {
        Kind::Count { .. } => Some(Part { num: sum(before)?.num, den: count }),
        Kind::Rate => sum(before),
        Kind::Sum | Kind::Mean | Kind::Share => {
            let mut sorted = before.to_vec();
            let compare = |a: &Part, b: &Part| {
                (i128::from(a.num) * i128::from(b.den)).cmp(&(i128::from(b.num) * i128::from(a.den)))
            };
            sorted.sort_by(compare);
            let middle = sorted.len() / 2;
            if sorted.len() % 2 == 1 { Some(sorted[middle]) } else { sum(&sorted[middle - 1..=middle]) }
        }
    }
}

/// How much more than usual that is: num − den · base, each worth so much, to the rupiah.
fn rupiah(now: Part, base: Part, worth: i64) -> i64 {
    let more = i128::from(now.num) * i128::from(base.den) - i128::from(now.den) * i128::from(base.num);
    let amount = more.saturating_mul(i128::from(worth)) / i128::from(base.den);
    i64::try_from(amount).unwrap_or(if amount < 0 { i64::MIN } else { i64::MAX })
}

/// Counts that come unevenly (several a buyer, days of sales) differ more than each by itself: by how much, is estimated from the
/// periods before, beside what is known of shops. Few are scaled down by it and held against all; the root of many is normal.
fn of_count(value: f64, before: &[Part], uneven: f64) -> f64 {
    let count = before.len() as f64;
    let mean = before.iter().map(|part| part.num as f64).sum::<f64>() / count;
    let squares: f64 = before.iter().map(|part| (part.num as f64 - mean).powi(2)).sum();
    let dispersion = dispersion(uneven, if mean > 0.0 { squares / mean } else { 0.0 }, count);
    if mean * dispersion < FEW {
        let part = value.max(0.0) / dispersion;
        return of_binomial(part, part + mean.max(0.0) * count / dispersion, 1.0 / (count + 1.0));
    }
    let distance = 2.0 * (value.max(0.0).sqrt() - mean.sqrt()) / (dispersion * (1.0 + 1.0 / count)).sqrt();
    of_t(distance, KNOWN + count - 1.0)
}

fn dispersion(known: f64, found: f64, count: f64) -> f64 {
    ((KNOWN * known + found) / (KNOWN + count - 1.0)).max(1.0)
}

/// Cases of so many, where they come by themselves; where they come together (a courier that didn't come makes a day of parcels late),
/// all are scaled down by how much more they differed before.
fn of_rate(now: Part, before: &[Part]) -> f64 {
    let sum = |of: fn(&Part) -> i64| before.iter().map(of).fold(0_i64, i64::saturating_add);
    let (cases, whole) = (sum(|part| part.num), sum(|part| part.den));
    let share = cases as f64 / whole as f64;
    let off = |part: &Part| {
        let (cases, whole) = (part.num as f64, part.den as f64);
        (cases - whole * share).powi(2) / (whole * share * (1.0 - share))
    };
    let found = if share > 0.0 && share < 1.0 { before.iter().map(off).sum() } else { 0.0 };
    let dispersion = dispersion(1.0, found, before.len() as f64);
    let scaled = |n: i64| (n.max(0) as f64 / dispersion).round() as u64;
    let (all, drawn) = (scaled(now.den.saturating_add(whole)), scaled(now.den));
    let at = |part: u64| {
        let part = part.min(drawn);
        of_hypergeometric(part, drawn, (part + scaled(cases)).min(all), all).max(f64::MIN_POSITIVE).ln()
    };
    // Between two whole numbers of scaled cases, between their chances.
    let part = now.num.max(0) as f64 / dispersion;
    let (low, rest) = (at(part.floor() as u64), part - part.floor());
    (low + rest * (at(part.ceil() as u64) - low)).exp().min(1.0)
}

/// Amounts against the middle one: their spread by the middle distance or, where that is small by chance, by all distances or by what
/// varies within periods.
fn of_amount(series: &Series, usual: f64, before: &[Part]) -> f64 {
    let values: Vec<f64> = before.iter().filter_map(|part| part.value()).collect();
    let (count, mean) = (values.len() as f64, values.iter().sum::<f64>() / values.len() as f64);
    let spread = (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
    let middle = median(values.iter().map(|value| (value - usual).abs()).collect()).unwrap_or(0.0) * 1.4826;
    let within = (series.unit_variance.max(0.0) / series.now.den.max(1) as f64).sqrt();
    let spread = middle.max(0.8 * spread).max(within);
    let off = series.now.value().unwrap_or(usual) - usual;
    if spread > 0.0 {
        of_t(off / (spread * (1.0 + 1.0 / count).sqrt()), count - 1.0)
    } else {
        f64::from(u8::from(off == 0.0))
    }
}

/// How much one of what the denominators count varies, from the days of each period: the squares of what each day is off its period's
/// quotient, by the denominators. 0 without two days to compare.
#[must_use]
pub fn unit_variance<'a>(periods: impl IntoIterator<Item = &'a [Part]>) -> f64 {
    let (mut squares, mut weight) = (0.0, 0.0);
    for days in periods {
        let days: Vec<&Part> = days.iter().filter(|day| day.den > 0).collect();
        let (num, den) = days.iter().fold((0.0, 0.0), |(num, den), day| (num + day.num as f64, den + day.den as f64));
        if days.len() < 2 {
            continue;
        }
        let off: f64 = days.iter().map(|day| (day.num as f64 - num / den * day.den as f64).powi(2)).sum();
        squares += off * days.len() as f64 / (days.len() - 1) as f64;
        weight += den;
    }
    if weight > 0.0 { squares / weight } else { 0.0 }
}

/// The middle one, or between the middle two; none of none.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => None,
        count if count % 2 == 1 => Some(values[middle]),
        _ => Some(f64::midpoint(values[middle - 1], values[middle])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(kind: Kind, now: (i64, i64), before: &[(i64, i64)]) -> Series {
        let part = |(num, den): (i64, i64)| Part { num, den };
        let before = before.iter().copied().map(part).collect();
        Series { kind, now: part(now), before, unit_variance: 0.0, sales: 10_000_000, worth: 1 }
    }

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() <= expected * 1e-6
    }

    // By hand in Python with scipy 1.17.1: see the chances' own oracles.
    #[test]
    fn counts_are_tested_with_how_unevenly_they_come() {
        let even = [(20, 1); 12];
        let few = test(&series(Kind::SHOP, (5, 1), &even)).unwrap();
        assert!(few.matters && few.chance < 0.005, "{few:?}");
        // Equal counts say that they come evenly, what is known of shops that they don't: 12·1.5/23 is below 1.
        let distance = 2.0 * (50.0_f64.sqrt() - 100.0_f64.sqrt()) / (1.0_f64 + 1.0 / 12.0).sqrt();
        let many = test(&series(Kind::SHOP, (50, 1), &[(100, 1); 12])).unwrap();
        assert!(near(many.chance, of_t(distance, 23.0)), "{many:?}");
        let uneven: Vec<(i64, i64)> = [40, 160, 60, 140, 100, 100, 80, 120, 50, 150, 90, 110].map(|n| (n, 1)).to_vec();
        assert!(test(&series(Kind::SHOP, (50, 1), &uneven)).unwrap().chance > 0.05);
        assert_eq!(many.base, Part { num: 1_200, den: 12 });
        assert_eq!(many.rupiah, -50);
    }

    #[test]
    fn rates_are_tested_by_the_cases_of_all() {
        let before = [
            (5, 150),
            (6, 160),
            (4, 140),
            (6, 170),
            (5, 180),
            (6, 160),
            (5, 150),
            (6, 170),
            (5, 160),
            (6, 180),
            (5, 160),
            (6, 170),
        ];
        let found = test(&series(Kind::Rate, (18, 268), &before)).unwrap();
        assert!(near(found.chance, 0.011_810_305_693_487_046), "65 of 1,950 before: {found:?}");
        assert!(found.matters && found.base == Part { num: 65, den: 1_950 } && found.rupiah == 9);
        let together =
            [(0, 160), (20, 160), (0, 160), (1, 160), (19, 160), (0, 160), (0, 160), (15, 160), (0, 160), (10, 190)];
        let found = test(&series(Kind::Rate, (18, 268), &together)).unwrap();
        assert!(found.chance > 0.3, "late parcels of one day are one case of a courier that didn't come: {found:?}");
    }

    #[test]
    fn amounts_are_tested_against_the_middle_one() {
        let sales = [9, 11, 10, 10, 12, 8, 10, 9, 11, 10, 90, 10].map(|n| (n * 1_000_000, 1));
        let found = test(&series(Kind::Sum, (10_400_000, 1), &sales)).unwrap();
        assert!(found.chance > 0.9 && found.base.num == 20_000_000 && found.base.den == 2 && found.rupiah == 400_000);
        let margin = [(38, 100), (37, 100), (39, 100), (38, 100), (38, 100), (37, 100), (39, 100), (38, 100)];
        let found = test(&series(Kind::Share, (30_000_000, 100_000_000), &margin)).unwrap();
        assert!(found.chance < 0.001 && found.matters && found.rupiah == -8_000_000, "{found:?}");
        let noisy = Series { unit_variance: 1e6, ..series(Kind::Share, (30_000_000, 100_000_000), &margin) };
        assert!(test(&noisy).unwrap().chance > 0.2, "what varies so much within a period says little");
    }

    #[test]
    fn what_is_small_doesnt_matter() {
        assert!(!test(&series(Kind::SHOP, (4, 1), &[(0, 1); 12])).unwrap().matters, "four cases");
        assert!(!test(&series(Kind::SHOP, (10_900, 1), &[(10_000, 1); 12])).unwrap().matters, "nine hundredths");
        assert!(!test(&series(Kind::Sum, (149_999, 1), &[(100_000, 1); 12])).unwrap().matters, "Rp 49.999");
        assert!(!test(&series(Kind::Sum, (199_999, 1), &[(100_000, 1); 12])).unwrap().matters, "a hundredth of sales");
        assert!(!test(&series(Kind::Rate, (2, 40), &[(0, 40); 12])).unwrap().matters, "two cases");
    }

    #[test]
    fn little_known_says_nothing_and_nothing_is_undefined() {
        assert_eq!(test(&series(Kind::SHOP, (9, 1), &[(100, 1); 7])), None);
        assert_eq!(test(&series(Kind::Rate, (0, 0), &[(1, 20); 12])), None);
        assert_eq!(test(&series(Kind::Rate, (1, 9), &[(0, 0); 12])), None);
        let limits = [0, 1, 20, i64::from(i32::MAX)];
        let kinds = [Kind::SHOP, Kind::PRODUCT, Kind::Rate, Kind::Sum, Kind::Mean, Kind::Share];
        for kind in kinds {
            for now in limits {
                for before in limits {
                    let found = test(&series(kind, (now, i64::from(i32::MAX)), &[(before, i64::from(i32::MAX)); 12]));
                    assert!(found.is_none_or(|found| (0.0..=1.0).contains(&found.chance)), "{kind:?} {now} {before}");
                }
            }
        }
    }

    #[test]
    fn what_varies_within_periods_is_read_from_their_days() {
        let flat = [Part { num: 100, den: 10 }, Part { num: 50, den: 5 }];
        assert!(unit_variance([flat.as_slice()]).abs() < 1e-12);
        // Two days of ten each, 90 and 110: each is ten off; 200 · 2 / 1 over 20.
        let days = [Part { num: 90, den: 10 }, Part { num: 110, den: 10 }];
        assert!((unit_variance([days.as_slice(), &flat[..1]]) - 20.0).abs() < 1e-9);
        assert!(unit_variance(std::iter::empty::<&[Part]>()).abs() < 1e-12);
    }
}
