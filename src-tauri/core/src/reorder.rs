//! When to order and how much: from what a variant sells, how long goods take to come, and how surely the stock should last.
//!
//! Sources: Stevenson, Operations Management, 14th ed., chapter 12 (reorder point under variable demand and lead time); the negative
//! binomial for what sells slowly, whose demand isn't normal. Floating point stays in here; what comes out is whole units.

mod quantile;

use crate::rows::{ReorderCap, ReorderRow, ReorderTerms};
use crate::stock::UNITS_MAX;
use crate::{Money, Refusal};

pub use quantile::{count_quantile, z_of};

/// Demand until goods come from which on it is taken for normal.
const SLOW: f64 = 10.0;

/// How long goods take to come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeadTime {
    /// Days: the median.
    pub days: f64,
    /// Its spread, in days.
    pub spread: f64,
    /// Receipts by which it is known; zero where it was typed.
    pub receipts: usize,
}

/// How long goods take to come by the days that receipts came after their orders; as typed where there are none.
#[must_use]
pub fn lead_time(days: &[i64], typed: i64) -> LeadTime {
    let mut sorted: Vec<f64> = days.iter().map(|days| (*days).clamp(0, 365) as f64).collect();
    sorted.sort_by(f64::total_cmp);
    let (count, middle) = (sorted.len(), sorted.len() / 2);
    let days = match count {
        0 => return LeadTime { days: typed.clamp(0, 365) as f64, spread: 0.0, receipts: 0 },
        count if count % 2 == 1 => sorted[middle],
        _ => f64::midpoint(sorted[middle - 1], sorted[middle]),
    };
    let mean = sorted.iter().sum::<f64>() / count as f64;
    let squares = sorted.iter().map(|day| (day - mean).powi(2)).sum::<f64>();
    let spread = if count < 2 { 0.0 } else { (squares / (count - 1) as f64).sqrt() };
    LeadTime { days, spread, receipts: count }
}

/// The spread of what is sold until goods come: √(periods·σ² + d²·σ_L²), all in the same periods.
#[must_use]
pub fn spread(demand: f64, periods: f64, sigma: f64, lead_spread: f64) -> f64 {
    (periods * sigma * sigma + demand * demand * lead_spread * lead_spread).sqrt()
}

/// The reorder point of what sells fast: what is sold until goods come, and z spreads beyond.
#[must_use]
pub fn normal_point(demand: f64, periods: f64, spread: f64, service: f64) -> f64 {
    demand * periods + z_of(service) * spread
}

/// At how many units a variant is ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// The reorder point, in units.
    pub units: i64,
    /// What of it is kept for what can't be foreseen.
    pub safety: i64,
}

/// The reorder point of a variant that sells `week` units a week with the spread `sigma`, looked at every `review` days.
#[must_use]
pub fn reorder_point(week: f64, sigma: f64, lead: &LeadTime, review: i64, service: f64) -> Point {
    let weeks = (lead.days + review.max(0) as f64) / 7.0;
    let (until, spread) = (week.max(0.0) * weeks, spread(week, weeks, sigma, lead.spread / 7.0));
    if until <= 0.0 {
        return Point { units: 0, safety: 0 };
    }
    let exact = if until < SLOW {
        count_quantile(until, spread * spread, service) as f64
    } else {
        normal_point(week, weeks, spread, service)
    };
    let units = whole(exact.max(until));
    Point { units, safety: units - whole(until).min(units) }
}

/// Units to order, and whether the days that stock may last have lowered them: what is missing to the point and what is sold until the
/// next look, in whole packs, the minimum at least. Nothing above the point.
#[must_use]
pub fn quantity(position: i64, point: Point, week: f64, terms: &ReorderTerms) -> (i64, bool) {
    if position > point.units || week <= 0.0 {
        return (0, false);
    }
    let pack = terms.pack.max(1);
    let least = up_to(terms.minimum.max(1), pack);
    let wanted = point.units.saturating_sub(position).saturating_add(whole(week * terms.review_days as f64 / 7.0));
    let wanted = up_to(wanted, pack).max(least);
    let room = whole(week * terms.most_days as f64 / 7.0).saturating_sub(position);
    let most = (room / pack * pack).max(least).min(UNITS_MAX / pack * pack);
    (wanted.min(most), wanted > most)
}

/// Lowers what is proposed to what the money reaches for, those that run out first served first, in whole packs.
pub fn within_cash(rows: &mut [ReorderRow], terms: &ReorderTerms) {
    let Some(Money(mut left)) = terms.cash else { return };
    let pack = terms.pack.max(1);
    for row in rows {
        let Some(Money(price)) = row.price.filter(|price| price.0 > 0) else { continue };
        let most = left.max(0) / price / pack * pack;
        if row.quantity > most {
            row.quantity = if most < terms.minimum { 0 } else { most };
            row.cap = Some(ReorderCap::Cash);
        }
        row.value = Money(price).times(row.quantity);
        left -= price.saturating_mul(row.quantity);
    }
}

/// Refuses terms that nobody orders by.
///
/// # Errors
/// `reorder_terms`, with the field.
pub fn sensible(terms: &ReorderTerms) -> Result<(), Refusal> {
    let bounds = [
        ("service", terms.service, 50, 99, "Kepastian stok", "How surely the stock lasts"),
        ("review_days", terms.review_days, 1, 90, "Jarak pesan", "Days between orders"),
        ("lead_days", terms.lead_days, 0, 365, "Lama datang", "Days until goods come"),
        ("pack", terms.pack, 1, UNITS_MAX, "Isi kemasan", "Units of a pack"),
        ("minimum", terms.minimum, 1, UNITS_MAX, "Pesanan minimal", "Units at least"),
        ("most_days", terms.most_days, 1, 730, "Lama stok terlama", "Days that stock may last"),
        ("cash", terms.cash.map_or(0, |cash| cash.0), 0, crate::MONEY_MAX, "Uang", "Money"),
    ];
    match bounds.into_iter().find(|(_, value, least, most, ..)| !(least..=most).contains(&value)) {
        None => Ok(()),
        Some((field, value, least, most, id, en)) => Err(Refusal::new(
            "reorder_terms",
            format!("{id} harus {least} sampai {most}, bukan {value}."),
            format!("{en}: {least} to {most}, not {value}."),
        )
        .with("field", field)),
    }
}

fn up_to(units: i64, pack: i64) -> i64 {
    let over = units % pack;
    if over == 0 { units } else { units.saturating_add(pack - over) }
}

/// Whole units, rounded up; never more than a shop may have, never below nothing.
fn whole(units: f64) -> i64 {
    // What differs from a whole number by the last bits of a sum is that number.
    let up = (units - 1e-6).ceil();
    if up.is_finite() { (up as i64).clamp(0, UNITS_MAX) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: LeadTime = LeadTime { days: 7.0, spread: 0.0, receipts: 0 };

    #[test]
    fn the_reorder_point_is_that_of_the_textbook() {
        // Stevenson, 14th ed., example 12-8: 50 until goods come, σ 5, 97 of 100.
        assert_eq!(format!("{:.2}", normal_point(50.0, 1.0, spread(50.0, 1.0, 5.0, 0.0), 0.97)), "59.40");
        let point = reorder_point(25.0, 3.535_533_9, &WEEK, 7, 0.97);
        assert_eq!(point, Point { units: 60, safety: 10 });
        // Goods that come on different days: √(2·4² + 25²·(7/7)²).
        let late = LeadTime { days: 7.0, spread: 7.0, receipts: 9 };
        assert_eq!(reorder_point(25.0, 4.0, &late, 7, 0.97).units, 99);
    }

    #[test]
    fn slow_goods_are_counted_and_nothing_is_kept_of_what_does_not_sell() {
        assert_eq!(reorder_point(1.5, 3_f64.sqrt(), &WEEK, 7, 0.95), Point { units: 8, safety: 5 });
        assert_eq!(reorder_point(0.0, 0.0, &WEEK, 7, 0.95), Point { units: 0, safety: 0 });
        assert_eq!(reorder_point(0.0, 3.0, &WEEK, 7, 0.95).units, 0);
    }

    #[test]
    fn lead_times_are_the_median_of_receipts_or_as_typed() {
        assert_eq!(lead_time(&[], 5), LeadTime { days: 5.0, spread: 0.0, receipts: 0 });
        assert_eq!(lead_time(&[4], 5), LeadTime { days: 4.0, spread: 0.0, receipts: 1 });
        assert_eq!(lead_time(&[9, 3, 5, 7], 5).days, 6.0);
        assert_eq!(format!("{:.3}", lead_time(&[9, 3, 5, 7], 5).spread), "2.582");
        assert_eq!(lead_time(&[-4, 9_999], 5).days, 182.5);
    }

    #[test]
    fn quantities_are_whole_packs_within_the_days_that_stock_may_last() {
        let terms = ReorderTerms { pack: 12, minimum: 20, ..ReorderTerms::default() };
        let point = Point { units: 60, safety: 10 };
        assert_eq!(quantity(61, point, 25.0, &terms), (0, false));
        assert_eq!(quantity(60, point, 25.0, &terms), (36, false), "a week's 25, and 20 at least");
        assert_eq!(quantity(55, point, 0.0, &terms), (0, false));
        assert_eq!(quantity(55, point, 3.0, &terms), (24, false), "the minimum in packs");
        assert_eq!(quantity(-30, point, 25.0, &terms), (120, false));
        let short = ReorderTerms { most_days: 14, ..terms };
        assert_eq!(quantity(0, point, 25.0, &short), (48, true), "fifty at most");
        assert_eq!(quantity(55, point, 3.0, &short), (24, false), "and the minimum at least");
        assert_eq!(quantity(-1, Point { units: UNITS_MAX, safety: 0 }, 1e12, &terms).0 % 12, 0);
    }

    #[test]
    fn terms_that_nobody_orders_by_are_refused() {
        assert!(sensible(&ReorderTerms::default()).is_ok());
        let wrong = [
            ReorderTerms { service: 100, ..ReorderTerms::default() },
            ReorderTerms { review_days: 0, ..ReorderTerms::default() },
            ReorderTerms { pack: 0, ..ReorderTerms::default() },
            ReorderTerms { cash: Some(Money(-1)), ..ReorderTerms::default() },
        ];
        assert!(wrong.iter().all(|terms| sensible(terms).is_err_and(|refusal| refusal.code == "reorder_terms")));
    }
}
