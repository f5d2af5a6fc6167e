//! Tariffs that files show to be others than the book's rules: noticed, and proposed as a dated rule.
//!
//! Source of the thresholds: the design's section on expected and paid (five orders, four fifths of them, a tenth of a point).

use std::collections::BTreeSet;

use crate::differences::TOLERANCE;
use crate::fees::{Base, Condition, FeeRule};
use crate::rows::TariffChange;
use crate::settlement::{FEE_PARTS, Part, Parts};
use crate::{Channel, Day, Money, match_key};

/// Orders that a change needs at least.
const LEAST: usize = 5;
/// Of the orders since its day, so many in a hundred show it.
const MOST_OF: usize = 80;
/// How far a rate may be off, in parts of a million of the base: a tenth of a point.
const NEAR: i64 = 1_000;

/// An order as its marketplace reckons with it: what it was expected to take, and what it took, where it has paid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The day of the payment.
    pub day: Day,
    /// The category of its goods; none where they are of several.
    pub category: Option<String>,
    /// Goods at their price, less the same share of what was claimed.
    pub gross: Money,
    /// Goods less the shop's discounts and what was claimed.
    pub net: Money,
    /// What was expected, by part: above zero where it is taken.
    pub expected: Parts,
    /// What was taken, by part: above zero where it is taken.
    pub taken: Parts,
}

/// What a rate comes to: parts in a million of the base, or a sum an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rate {
    ppm: i64,
    fixed: Money,
}

impl Rate {
    fn of(self, base: Money) -> Money {
        let share = (i128::from(base.0) * i128::from(self.ppm) + 500_000).div_euclid(1_000_000);
        Money(i64::try_from(share).unwrap_or_default()) + self.fixed
    }
}

/// The rule of the book for a part and category on a day, the closest first; of all orders and stores.
#[must_use]
pub fn rule_of<'r>(
    rules: &'r [FeeRule],
    channel: Channel,
    part: Part,
    category: &str,
    day: Day,
) -> Option<&'r FeeRule> {
    let fits = |rule: &&FeeRule| {
        rule.channel == channel
            && rule.part == part
            && rule.store.is_none()
            && rule.condition == Condition::All
            && rule.from <= day
            && rule.to.is_none_or(|to| day <= to)
            && (rule.category.is_empty() || match_key(&rule.category) == match_key(category))
    };
    rules.iter().filter(fits).max_by_key(|rule| !rule.category.is_empty())
}

/// What the orders of a marketplace show, by part and category: of all goods where all of them show it, else category by
/// category. What the unpaid ones would lose by it is left at nil.
#[must_use]
pub fn changes(channel: Channel, orders: &[Taken], rules: &[FeeRule]) -> Vec<TariffChange> {
    let mut found = Vec::new();
    let categories: BTreeSet<&str> = orders.iter().filter_map(|order| order.category.as_deref()).collect();
    for part in FEE_PARTS {
        let by_category = rules.iter().any(|rule| {
            rule.channel == channel && rule.part == part && rule.store.is_none() && !rule.category.is_empty()
        });
        let all: Vec<&Taken> = orders.iter().collect();
        let whole = (!by_category).then(|| change(channel, part, "", &all, rules)).flatten();
        if whole.is_some() {
            found.extend(whole);
            continue;
        }
        for category in categories.iter().filter(|category| !category.is_empty()) {
            let of = |order: &&&Taken| order.category.as_deref() == Some(*category);
            let own: Vec<&Taken> = all.iter().filter(of).copied().collect();
            found.extend(change(channel, part, category, &own, rules));
        }
    }
    found
}

fn change(channel: Channel, part: Part, category: &str, orders: &[&Taken], rules: &[FeeRule]) -> Option<TariffChange> {
    let differs = |order: &&&Taken| (order.taken[part.at()] - order.expected[part.at()]).0.abs() > TOLERANCE;
    let days: BTreeSet<Day> = orders.iter().filter(differs).map(|order| order.day).collect();
    for since in days {
        let seen: Vec<&Taken> = orders.iter().filter(|order| order.day >= since).copied().collect();
        if seen.len() < LEAST {
            return None;
        }
        let rule = rule_of(rules, channel, part, category, since);
        let fixed = rule.map_or(part == Part::Processing, |rule| rule.base == Base::Order);
        let gross = rule.is_some_and(|rule| rule.base == Base::Gross);
        let base = |order: &Taken| if gross { order.gross } else { order.net };
        let took = |order: &Taken| order.taken[part.at()];
        let rate = if fixed { fixed_rate(&seen, took) } else { share_rate(&seen, base, took)? };
        if rule.is_some_and(|rule| (rule.ppm, rule.fixed) == (rate.ppm, rate.fixed)) {
            continue; // taken already: what was paid before it was known stays as it was expected
        }
        let near = |order: &&&Taken| {
            let off = (took(order) - rate.of(base(order))).0.abs();
            off <= TOLERANCE || !fixed && i128::from(off) * 1_000_000 <= i128::from(base(order).0) * i128::from(NEAR)
        };
        let showing: Vec<&Taken> = seen.iter().filter(near).copied().collect();
        let others = showing.iter().filter(differs).count();
        if showing.len() < LEAST || showing.len() * 100 < seen.len() * MOST_OF || others * 2 <= showing.len() {
            continue;
        }
        let excess = showing.iter().map(|order| took(order) - order.expected[part.at()]).sum();
        return Some(TariffChange {
            channel,
            part,
            category: category.to_owned(),
            since,
            book_ppm: rule.map_or(0, |rule| rule.ppm),
            book_fixed: rule.map_or(Money::ZERO, |rule| rule.fixed),
            paid_ppm: rate.ppm,
            paid_fixed: rate.fixed,
            orders: count(showing.len()),
            of: count(seen.len()),
            excess,
            unpaid: 0,
            effect: Money::ZERO,
        });
    }
    None
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// The sum that is taken of the orders in the middle.
fn fixed_rate(seen: &[&Taken], took: impl Fn(&Taken) -> Money) -> Rate {
    let mut sums: Vec<Money> = seen.iter().map(|order| took(order)).collect();
    sums.sort_unstable();
    Rate { ppm: 0, fixed: sums[sums.len() / 2].max(Money::ZERO) }
}

/// The share that is taken of the orders in the middle, as round as the sums allow.
fn share_rate(seen: &[&Taken], base: impl Fn(&Taken) -> Money, took: impl Fn(&Taken) -> Money) -> Option<Rate> {
    let mut shares: Vec<i64> = seen
        .iter()
        .filter(|order| base(order) > Money::ZERO)
        .filter_map(|order| i64::try_from(i128::from(took(order).0) * 1_000_000 / i128::from(base(order).0)).ok())
        .collect();
    shares.sort_unstable();
    let middle = *shares.get(shares.len() / 2)?;
    if !(0..=1_000_000).contains(&middle) {
        return None;
    }
    let rounded = |step: i64| Rate { ppm: (middle + step / 2) / step * step, fixed: Money::ZERO };
    let exact = |rate: Rate| {
        let fits = |order: &&&Taken| (took(order) - rate.of(base(order))).0.abs() <= TOLERANCE;
        seen.iter().filter(fits).count() * 100 >= seen.len() * MOST_OF
    };
    Some([5_000, 1_000, 500, 100].map(rounded).into_iter().find(|rate| exact(*rate)).unwrap_or_else(|| rounded(10)))
}

/// By how much the orders that aren't paid out yet would bring less, or more, by a rule of the tariff; and how many of them would.
#[must_use]
pub fn effect(change: &TariffChange, rule: &FeeRule, unpaid: &[Taken]) -> (i64, Money) {
    let (mut orders, mut by) = (0, Money::ZERO);
    for order in unpaid.iter().filter(|order| order.day >= change.since && is_of(change, order.category.as_deref())) {
        let more = rule.on(order.gross, order.net) - order.expected[change.part.at()];
        if more != Money::ZERO {
            orders += 1;
            by -= more;
        }
    }
    (orders, by)
}

/// Whether a tariff is of goods of that category; none where they are of several.
#[must_use]
pub fn is_of(change: &TariffChange, category: Option<&str>) -> bool {
    change.category.is_empty() || category.is_some_and(|of| match_key(of) == match_key(&change.category))
}

/// The rules with a tariff taken: what held until then ends the day before, what was entered for later days stays.
#[must_use]
pub fn taken(rules: &[FeeRule], change: &TariffChange) -> (Vec<FeeRule>, FeeRule) {
    let same = |rule: &FeeRule| {
        rule.channel == change.channel
            && rule.part == change.part
            && rule.store.is_none()
            && rule.condition == Condition::All
            && match_key(&rule.category) == match_key(&change.category)
    };
    let pattern = rule_of(rules, change.channel, change.part, &change.category, change.since);
    let base = if change.paid_fixed == Money::ZERO { Base::Net } else { Base::Order };
    let next = rules.iter().filter(|rule| same(rule) && rule.from > change.since).map(|rule| rule.from).min();
    let new = FeeRule {
        id: 0,
        channel: change.channel,
        store: None,
        part: change.part,
        category: change.category.clone(),
        condition: Condition::All,
        from: change.since,
        to: next.map(|next| next.plus(-1)),
        base: pattern.map_or(base, |rule| rule.base),
        ppm: change.paid_ppm,
        fixed: change.paid_fixed,
        cap: pattern.and_then(|rule| rule.cap),
        free_first: pattern.map_or(0, |rule| rule.free_first),
        kept_on_return: pattern.map_or(change.part == Part::Processing, |rule| rule.kept_on_return),
    };
    let kept = rules.iter().filter(|rule| !same(rule) || rule.from != change.since).map(|rule| {
        let goes_on = same(rule) && rule.from < change.since && rule.to.is_none_or(|to| to >= change.since);
        FeeRule { to: if goes_on { Some(change.since.plus(-1)) } else { rule.to }, ..rule.clone() }
    });
    (kept.collect(), new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(day: i32, net: i64, expected: i64, taken: i64) -> Taken {
        let parts = |amount: i64| {
            let mut parts = Parts::default();
            parts[Part::Commission.at()] = Money(amount);
            parts
        };
        let (expected, taken) = (parts(expected), parts(taken));
        let category = Some("Tudung saji".to_owned());
        Taken { day: Day(20_261_100 + day), category, gross: Money(net), net: Money(net), expected, taken }
    }

    fn eight() -> FeeRule {
        FeeRule {
            id: 1,
            channel: Channel::Shopee,
            store: None,
            part: Part::Commission,
            category: String::new(),
            condition: Condition::All,
            from: Day(20_250_101),
            to: None,
            base: Base::Net,
            ppm: 80_000,
            fixed: Money::ZERO,
            cap: None,
            free_first: 0,
            kept_on_return: false,
        }
    }

    /// Five of five since the 12th at 9% where the book has 8%.
    #[test]
    fn five_orders_at_another_rate_are_a_change_since_their_first_day() {
        let mut orders: Vec<Taken> = (1..=11).map(|day| order(day, 50_000, 4_000, 4_000)).collect();
        let nine = |day, net: i64| order(day, net, net * 8 / 100, net * 9 / 100);
        orders.extend([nine(12, 85_000), nine(12, 70_100), nine(13, 144_000), nine(14, 122_400)]);
        assert_eq!(changes(Channel::Shopee, &orders, &[eight()]), [], "four are too few");
        orders.push(nine(15, 96_000));
        let found = changes(Channel::Shopee, &orders, &[eight()]);
        let [change] = &found[..] else { panic!("{found:?}") };
        let is = (change.since, change.book_ppm, change.paid_ppm, change.orders, change.of, change.excess.0);
        assert_eq!(is, (Day(20_261_112), 80_000, 90_000, 5, 5, 5_175));
        let (kept, new) = taken(&[eight()], change);
        assert_eq!((kept[0].to, new.from, new.ppm), (Some(Day(20_261_111)), Day(20_261_112), 90_000));
        assert_eq!(crate::fees::checked(&[kept, vec![new.clone()]].concat()), Ok(()));
        // Of the unpaid one that was paid on the 14th it takes a point more, of an older one nothing.
        let unpaid = [nine(14, 85_000), nine(11, 85_000)];
        assert_eq!(effect(change, &new, &unpaid), (1, Money(-850)));
        // What is entered for December stays, and the tariff ends before it.
        let until = FeeRule { to: Some(Day(20_261_130)), ..eight() };
        let later = FeeRule { id: 2, from: Day(20_261_201), ppm: 95_000, ..eight() };
        let (kept, new) = taken(&[until, later.clone()], change);
        assert_eq!((new.to, kept.last()), (Some(Day(20_261_130)), Some(&later)));
        assert_eq!(crate::fees::checked(&[kept, vec![new]].concat()), Ok(()));
        // One in four otherwise: no tariff.
        orders.extend([order(15, 50_000, 4_000, 4_000), order(15, 60_000, 4_800, 4_800)]);
        assert_eq!(changes(Channel::Shopee, &orders, &[eight()]), []);
    }

    #[test]
    fn a_category_of_its_own_rate_gets_a_rule_of_its_own() {
        let nine = |day| order(day, 85_000, 6_800, 7_650);
        let other = |day| Taken { category: Some("Dapur".to_owned()), ..order(day, 85_000, 6_800, 6_800) };
        let orders: Vec<Taken> = (1..=6).flat_map(|day| [nine(day), other(day)]).collect();
        let found = changes(Channel::Shopee, &orders, &[eight()]);
        assert_eq!(
            found.iter().map(|c| (c.category.as_str(), c.paid_ppm)).collect::<Vec<_>>(),
            [("Tudung saji", 90_000)]
        );
        let (kept, new) = taken(&[eight()], &found[0]);
        assert_eq!((kept, new.category.as_str()), (vec![eight()], "Tudung saji"), "the general rule goes on");
    }

    #[test]
    fn what_the_book_has_no_rule_for_is_learnt() {
        let orders: Vec<Taken> =
            (1..=9).map(|day| order(day, 33_333 * i64::from(day), 0, 33_333 * i64::from(day) * 65 / 1_000)).collect();
        let found = changes(Channel::Shopee, &orders, &[]);
        assert_eq!(found.iter().map(|c| (c.book_ppm, c.paid_ppm)).collect::<Vec<_>>(), [(0, 65_000)]);
        let mut fees = orders;
        fees.iter_mut().for_each(|order| {
            order.taken = Parts::default();
            order.taken[Part::Processing.at()] = Money(1_250);
        });
        let found = changes(Channel::Shopee, &fees, &[]);
        assert_eq!(
            found.iter().map(|c| (c.part, c.paid_ppm, c.paid_fixed)).collect::<Vec<_>>(),
            [(Part::Processing, 0, Money(1_250))]
        );
    }
}
