//! Buyers by how lately, how often and for how much they bought, and how many come back.
//!
//! Frequency, recency and age are those of the PyPI package lifetimes (Fader and Hardie's): frequency counts later days on which
//! somebody bought, recency is the days from the first to the last, age those from the first to the end. The score for "how lately"
//! goes by the days since the last, which is age less recency.

use crate::rows::{CohortCell, CohortRow, Segment};
use crate::{Day, Money, Month};

/// Buyers from which on scores are fifths of all.
pub const FIFTHS: usize = 50;

/// Ages at which cohorts are compared, in days.
pub const AGES: [i64; 5] = [30, 60, 90, 180, 365];

/// What a buyer's days come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bought {
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// The second day; none for who bought on one.
    pub second: Option<Day>,
    /// Days from the first to the last.
    pub recency: i64,
    /// Later days.
    pub frequency: i64,
    /// Days from the first to the end.
    pub age: i64,
    /// What was spent in all.
    pub spent: Money,
    /// What was spent on a later day in the mean, to the rupiah; none for who bought on one.
    pub later_mean: Option<Money>,
}

impl Bought {
    /// Of the first, second and last day, how many there are, and what was spent in all and on the first, as the end of a day sees it.
    #[must_use]
    pub fn new(
        (first, second, last): (Day, Option<Day>, Day),
        days: i64,
        (spent, at_first): (Money, Money),
        end: Day,
    ) -> Self {
        let frequency = days - 1;
        let later = spent.0.saturating_sub(at_first.0);
        let mean = |sum: i64, count: i64| Money(sum.saturating_add(count / 2).div_euclid(count));
        Self {
            first,
            last,
            second,
            recency: first.days_to(last),
            frequency,
            age: first.days_to(end),
            spent,
            later_mean: (frequency > 0).then(|| mean(later, frequency)),
        }
    }
}

/// What a buyer's orders come to by the end of a day; orders in any order, several a day are one day. None of no orders.
#[must_use]
pub fn bought(mut orders: Vec<(Day, Money)>, end: Day) -> Option<Bought> {
    orders.retain(|(day, _)| *day <= end);
    orders.sort_unstable();
    let (first, last) = (orders.first()?.0, orders.last()?.0);
    let second = orders.iter().map(|(day, _)| *day).find(|day| *day != first);
    let days: i64 = i64::try_from(orders.chunk_by(|a, b| a.0 == b.0).count()).unwrap_or(i64::MAX);
    let sum = |of: &dyn Fn(Day) -> bool| {
        let amounts = orders.iter().filter(|(day, _)| of(*day)).map(|(_, amount)| amount.0);
        Money(amounts.fold(0_i64, i64::saturating_add))
    };
    let spent = (sum(&|_| true), sum(&|day| day == first));
    Some(Bought::new((first, second, last), days, spent, end))
}

/// How lately, how often and for how much each bought, 1 to 5.
#[must_use]
pub fn scores(buyers: &[Bought]) -> Vec<[i64; 3]> {
    let lately: Vec<i64> = buyers.iter().map(|buyer| buyer.recency - buyer.age).collect();
    let often: Vec<i64> = buyers.iter().map(|buyer| buyer.frequency).collect();
    let much: Vec<i64> = buyers.iter().map(|buyer| buyer.spent.0).collect();
    if buyers.len() >= FIFTHS {
        let [r, f, m] = [fifths(&lately), fifths(&often), fifths(&much)];
        return (0..buyers.len()).map(|at| [r[at], f[at], m[at]]).collect();
    }
    let above = |value: i64, bounds: [i64; 4]| 1 + bounds.iter().map(|bound| i64::from(value >= *bound)).sum::<i64>();
    let score = |at: usize| {
        [
            above(lately[at], [-180, -90, -60, -30]),
            above(often[at], [1, 2, 3, 5]),
            above(much[at], [100_000, 250_000, 500_000, 1_000_000]),
        ]
    };
    (0..buyers.len()).map(score).collect()
}

/// Fifths by how many are less: equals have the same score, so that of many who bought once none is above the others.
fn fifths(values: &[i64]) -> Vec<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let fifth = |value: &i64| {
        let less = sorted.partition_point(|other| other < value);
        i64::try_from(less * 5 / values.len().max(1)).unwrap_or(0) + 1
    };
    values.iter().map(fifth).collect()
}

/// What a buyer with these scores is to the shop.
#[must_use]
pub fn segment_of([r, f, m]: [i64; 3], frequency: i64) -> Segment {
    match () {
        () if r <= 2 && frequency > 0 && (f >= 4 || m >= 4) => Segment::AtRisk,
        () if r <= 2 => Segment::Lost,
        () if r >= 4 && f >= 4 && frequency >= 2 => Segment::Loyal,
        () if m >= 5 => Segment::Big,
        () if r == 3 => Segment::Fading,
        () if frequency == 0 => Segment::New,
        () => Segment::Growing,
    }
}

/// Buyers by the month of their first day, and how many of each had bought again at equal ages.
#[must_use]
pub fn cohorts(buyers: &[Bought], end: Day) -> Vec<CohortRow> {
    let mut months: std::collections::BTreeMap<i32, Vec<&Bought>> = std::collections::BTreeMap::new();
    for buyer in buyers {
        months.entry(Month::of(buyer.first).0).or_default().push(buyer);
    }
    let row = |(month, buyers): (i32, Vec<&Bought>)| {
        let month = Month(month);
        let back = AGES.map(|days| {
            let back = |buyer: &&&Bought| buyer.second.is_some_and(|second| buyer.first.days_to(second) <= days);
            CohortCell {
                days,
                buyers: i64::try_from(buyers.iter().filter(back).count()).unwrap_or(i64::MAX),
                ripe: month.last().days_to(end) >= days,
            }
        });
        CohortRow { month, buyers: i64::try_from(buyers.len()).unwrap_or(i64::MAX), back: back.to_vec() }
    };
    months.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Day = Day(20_261_128);

    fn of(orders: &[(i32, i64)]) -> Bought {
        bought(orders.iter().map(|(day, amount)| (Day(*day), Money(*amount))).collect(), END).unwrap()
    }

    #[test]
    fn days_are_counted_once_and_orders_after_the_end_not_at_all() {
        let buyer = of(&[(20_261_020, 30), (20_261_001, 50), (20_261_020, 21), (20_261_129, 900), (20_261_108, 40)]);
        assert_eq!((buyer.first, buyer.second, buyer.last), (Day(20_261_001), Some(Day(20_261_020)), Day(20_261_108)));
        assert_eq!((buyer.frequency, buyer.recency, buyer.age), (2, 38, 58));
        assert_eq!((buyer.spent, buyer.later_mean), (Money(141), Some(Money(46))));
        let once = of(&[(20_261_128, 70), (20_261_128, 5)]);
        assert_eq!((once.frequency, once.recency, once.age, once.second, once.later_mean), (0, 0, 0, None, None));
        assert_eq!(bought(vec![(Day(20_261_129), Money(1))], END), None);
    }

    #[test]
    fn from_fifty_buyers_on_scores_are_fifths_and_equals_are_equal() {
        let buyer = |n: i32| {
            let mut orders = vec![(Day(20_260_101).plus(i64::from(n)), Money(i64::from(n) * 1_000))];
            if n >= 45 {
                orders.push((Day(20_261_101), Money(0)));
            }
            bought(orders, END).unwrap()
        };
        let buyers: Vec<Bought> = (0..50).map(buyer).collect();
        let scores = scores(&buyers);
        assert_eq!((scores[0], scores[9], scores[10]), ([1, 1, 1], [1, 1, 1], [2, 1, 2]));
        assert_eq!((scores[44], scores[45], scores[49]), ([5, 1, 5], [5, 5, 5], [5, 5, 5]));
        let few = super::scores(&buyers[..49]);
        assert_eq!((few[0], few[48]), ([1, 1, 1], [5, 2, 1]), "fixed bounds");
    }

    #[test]
    fn every_score_has_a_segment_and_one_purchase_makes_nobody_loyal() {
        let named = |r, f, m, frequency| segment_of([r, f, m], frequency);
        assert_eq!(named(5, 5, 5, 4), Segment::Loyal);
        assert_eq!(
            (named(5, 5, 3, 1), named(5, 1, 3, 0), named(5, 1, 5, 0)),
            (Segment::Growing, Segment::New, Segment::Big)
        );
        assert_eq!(
            (named(3, 3, 3, 2), named(2, 4, 2, 3), named(1, 1, 5, 0)),
            (Segment::Fading, Segment::AtRisk, Segment::Lost)
        );
        let all = (1..=5).flat_map(|r| (1..=5).flat_map(move |f| (1..=5).map(move |m| segment_of([r, f, m], f - 1))));
        assert_eq!(all.collect::<std::collections::BTreeSet<_>>().len(), Segment::ALL.len());
    }

    #[test]
    fn cohorts_are_compared_at_equal_ages_and_unripe_ones_are_marked() {
        let buyers = [
            of(&[(20_260_903, 1), (20_261_003, 1)]),
            of(&[(20_260_930, 1), (20_261_031, 1)]),
            of(&[(20_260_911, 1)]),
            of(&[(20_261_105, 1), (20_261_106, 1)]),
        ];
        let rows = cohorts(&buyers, END);
        let cells = |at: usize| rows[at].back.iter().map(|cell| (cell.buyers, cell.ripe)).collect::<Vec<_>>();
        assert_eq!((rows.len(), rows[0].month, rows[0].buyers, rows[1].buyers), (2, Month(202_609), 3, 1));
        assert_eq!(cells(0), [(1, true), (2, false), (2, false), (2, false), (2, false)]);
        assert!(cells(1).iter().all(|cell| *cell == (1, false)));
    }
}
