//! Where a difference comes from: which parts of the shop, and which days, make it up.

use std::ops::RangeInclusive;

/// How many causes are told at most, and until what share of the difference, in hundredths.
const MOST: usize = 3;
const UNTIL: i128 = 80;

/// A part of the shop in a period and as usual: orders and rupiah. What is usual are sums of `periods` periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share<K> {
    /// Which part.
    pub key: K,
    /// Orders now.
    pub orders: i64,
    /// Rupiah now.
    pub amount: i64,
    /// Orders in all the periods before.
    pub orders_before: i64,
    /// Rupiah in all the periods before.
    pub amount_before: i64,
}

/// What a part of the shop adds to a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cause<K> {
    /// Which part.
    pub key: K,
    /// Orders more than usual; fewer below nothing.
    pub orders: i64,
    /// Rupiah more than usual.
    pub rupiah: i64,
    /// Of these by more or fewer orders, each of the usual amount; the rest by larger or smaller ones.
    pub by_orders: i64,
}

/// The parts that make up most of a difference of rupiah, the largest first: until four fifths of it, at most three. Those that go the
/// other way aren't causes of it.
#[must_use]
pub fn causes<K: Copy>(shares: &[Share<K>], periods: i64) -> Vec<Cause<K>> {
    let mut all: Vec<Cause<K>> = shares.iter().map(|share| cause(share, periods.max(1))).collect();
    let whole: i128 = all.iter().map(|cause| i128::from(cause.rupiah)).sum();
    all.retain(|cause| (cause.rupiah > 0) == (whole > 0) && cause.rupiah != 0);
    all.sort_by_key(|cause| std::cmp::Reverse(cause.rupiah.unsigned_abs()));
    let mut told: i128 = 0;
    let mut enough = |cause: &Cause<K>| {
        let more = told.abs() * 100 < whole.abs() * UNTIL;
        told += i128::from(cause.rupiah);
        more
    };
    all.into_iter().take_while(|cause| enough(cause)).take(MOST).collect()
}

/// amount − usual amount = (orders − usual orders) · usual amount of one + what each is larger · orders.
fn cause<K: Copy>(share: &Share<K>, periods: i64) -> Cause<K> {
    let wide = i128::from;
    let narrow = |n: i128| i64::try_from(n).unwrap_or(if n < 0 { i64::MIN } else { i64::MAX });
    let orders = wide(share.orders) * wide(periods) - wide(share.orders_before);
    let by_orders = match share.orders_before {
        // Nothing was usual: all of it comes of orders.
        0 => wide(share.amount) - wide(share.amount_before) / wide(periods),
        before => orders.saturating_mul(wide(share.amount_before)) / (wide(before) * wide(periods)),
    };
    Cause {
        key: share.key,
        orders: narrow(orders / wide(periods)),
        rupiah: narrow(wide(share.amount) - wide(share.amount_before) / wide(periods)),
        by_orders: narrow(by_orders),
    }
}

/// The run of days that goes the way of the whole, and holds at least half of what does; none where that is every day. `off` is by how
/// much each day is beyond its usual.
#[must_use]
pub fn run_of(off: &[i64], up: bool) -> Option<RangeInclusive<usize>> {
    let goes = |at: usize| off[at] != 0 && (off[at] > 0) == up;
    let sum = |run: &RangeInclusive<usize>| off[run.clone()].iter().map(|of| of.unsigned_abs()).sum::<u64>();
    let whole: u64 = (0..off.len()).filter(|at| goes(*at)).map(|at| off[at].unsigned_abs()).sum();
    let starts = (0..off.len()).filter(|at| goes(*at) && (*at == 0 || !goes(at - 1)));
    let runs = starts.map(|at| at..=(at..off.len()).take_while(|day| goes(*day)).last().unwrap_or(at));
    let run = runs.max_by_key(sum)?;
    (run.clone().count() < off.len() && sum(&run) * 2 >= whole).then_some(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(key: char, now: (i64, i64), before: (i64, i64)) -> Share<char> {
        Share { key, orders: now.0, amount: now.1, orders_before: before.0 * 10, amount_before: before.1 * 10 }
    }

    #[test]
    fn a_difference_is_split_into_orders_and_what_each_comes_to() {
        // 30 orders of 100.000 instead of 20 of 90.000: ten more at 90.000, and each 10.000 larger.
        let found = causes(&[share('t', (30, 3_000_000), (20, 1_800_000))], 10);
        assert_eq!(found, [Cause { key: 't', orders: 10, rupiah: 1_200_000, by_orders: 900_000 }]);
        let new = causes(&[share('w', (4, 300_000), (0, 0))], 10);
        assert_eq!((new[0].orders, new[0].rupiah, new[0].by_orders), (4, 300_000, 300_000));
    }

    #[test]
    fn the_largest_causes_are_told_until_four_fifths_and_never_what_goes_the_other_way() {
        let shares = [
            share('a', (10, 500_000), (20, 1_000_000)),
            share('b', (10, 500_000), (16, 900_000)),
            share('c', (10, 500_000), (11, 550_000)),
            share('d', (10, 500_000), (8, 400_000)),
        ];
        let keys = |found: Vec<Cause<char>>| found.into_iter().map(|cause| cause.key).collect::<String>();
        assert_eq!(keys(causes(&shares, 10)), "ab");
        assert_eq!(keys(causes(&shares[2..], 10)), "d");
        let many: Vec<Share<char>> = "pqrstu".chars().map(|key| share(key, (5, 50_000), (10, 100_000))).collect();
        assert_eq!(keys(causes(&many, 10)), "pqr", "three at most");
        assert!(causes::<char>(&[], 10).is_empty() && causes(&[share('a', (1, 5), (1, 5))], 10).is_empty());
    }

    #[test]
    fn sums_at_the_limits_dont_wrap() {
        let most = Share { key: 'x', orders: i64::MAX, amount: i64::MAX, orders_before: 1, amount_before: i64::MIN };
        assert_eq!(causes(&[most], 12)[0].rupiah, i64::MAX);
    }

    #[test]
    fn days_that_follow_each_other_are_one_cause_where_they_hold_most_of_it() {
        assert_eq!(run_of(&[4, 4, 4, 0, 0, 0, 0], true), Some(0..=2));
        assert_eq!(run_of(&[0, 1, 0, -3, 0, 2, 9], true), Some(5..=6));
        assert_eq!(run_of(&[0, 1, 0, -3, 0, 2, 9], false), Some(3..=3));
        assert_eq!(run_of(&[3, 0, 3, 0, 3, 0, 3], true), None, "spread over the week");
        assert_eq!(run_of(&[1, 1, 1, 1, 1, 1, 1], true), None, "every day");
        assert_eq!(run_of(&[0; 7], true), None);
    }
}
