//! What the rows of an order say together: which of them were pasted twice, whether any is missing, and which amounts are a
//! thousandth of what the others come to.
//!
//! Pure. "Jumlah Produk di Pesan" is a witness: in all files seen it counts units, some sellers say rows; an order is doubted
//! only where both readings contradict it. Sums are a witness only of magnitude: fees without a column exist.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use runut_core::Money;
use runut_core::marketplace::{FileLine, FileOrder};

use super::columns::Field;

/// What is to be done with rows of an order that say the same.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Repeats {
    /// They are lines of their own.
    Lines,
    /// These, by their place, stand there a second time.
    Again(Vec<usize>),
    /// Nothing tells whether these do.
    Doubtful(Vec<usize>),
}

/// Judges lines that are equal. `breaks` are the places of lines before which rows of other orders, a header or another
/// sheet stand: a marketplace keeps an order's rows together. `stated` is how many products the order has by its own word,
/// `settled` lines are those that a person has decided.
pub(super) fn repeats(
    order: &FileOrder,
    breaks: &[usize],
    stated: Option<i64>,
    settled: &dyn Fn(usize) -> bool,
) -> Repeats {
    let lines = &order.lines;
    let groups = groups(lines, settled);
    let mut counts = vec![0usize; lines.len()];
    groups.iter().for_each(|group| counts[*group] += 1);
    if counts.iter().all(|count| *count < 2) {
        return changed_since(lines, breaks, stated, settled);
    }
    let candidates = [apart(&groups, breaks), divided(&groups, &counts), once(&groups)];
    let candidates: Vec<Vec<usize>> = candidates.into_iter().filter(|dropped| !dropped.is_empty()).collect();
    let units = |dropped: &[usize]| sum(lines, dropped, |l| l.quantity);
    let rows = |dropped: &[usize]| sum(lines, dropped, |_| 1);
    let again = |dropped: Vec<usize>| Repeats::Again(dropped);
    if let Some(stated) = stated {
        for count in [&units as &dyn Fn(&[usize]) -> i64, &rows] {
            if count(&[]) == stated {
                return Repeats::Lines;
            }
            if let Some(dropped) = candidates.iter().find(|dropped| count(dropped) == stated) {
                return again(dropped.clone());
            }
        }
    } else if !breaks.is_empty() {
        return candidates.into_iter().next().map_or(Repeats::Lines, again);
    } else if order.total > Money::ZERO {
        let far = |dropped: &[usize]| (order.total - due(order, goods(lines, dropped))).0.abs();
        let nearest = candidates.iter().min_by_key(|dropped| far(dropped));
        match nearest {
            Some(dropped) if far(dropped) <= FEES && far(dropped) < far(&[]) => return again(dropped.clone()),
            _ if far(&[]) <= FEES => return Repeats::Lines,
            _ => {}
        }
    }
    candidates.into_iter().next().map_or(Repeats::Lines, Repeats::Doubtful)
}

/// Fees that no column tells: up to this much an order's total is off.
const FEES: i64 = 5_000;

/// For each line the first that says the same; a settled line is only like itself.
fn groups(lines: &[FileLine], settled: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut first = HashMap::new();
    let mut groups = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        groups.push(if settled(at) { at } else { *first.entry((said(line), line.returned)).or_insert(at) });
    }
    groups
}

/// What a line says but for the units returned.
fn said(line: &FileLine) -> impl Hash + Eq + '_ {
    let texts = [&line.product, &line.variation, &line.sku, &line.parent_sku].map(String::as_str);
    let amounts = [line.price, line.subtotal, line.discount_marketplace].map(|m| m.0);
    (texts, amounts, [line.quantity, line.weight_g])
}

/// How often each of these was seen before it.
fn nth<T: Hash + Eq>(all: impl Iterator<Item = T>) -> Vec<usize> {
    let mut seen = HashMap::new();
    all.map(|one| {
        let count: &mut usize = seen.entry(one).or_default();
        *count += 1;
        *count - 1
    })
    .collect()
}

fn sum(lines: &[FileLine], dropped: &[usize], of: impl Fn(&FileLine) -> i64) -> i64 {
    let kept = lines.iter().enumerate().filter(|(at, _)| dropped.binary_search(at).is_err());
    kept.map(|(_, line)| of(line)).fold(0, i64::saturating_add)
}

fn goods(lines: &[FileLine], dropped: &[usize]) -> Money {
    Money(sum(lines, dropped, |l| l.subtotal.0))
}

/// What the buyer would owe for such goods, as far as columns tell.
fn due(order: &FileOrder, goods: Money) -> Money {
    goods + order.shipping_paid - order.borne_by_shop - order.borne_by_marketplace
}

/// Lines of a later block that an earlier one has, as often as it has them.
fn apart(groups: &[usize], breaks: &[usize]) -> Vec<usize> {
    let block = |at: usize| breaks.partition_point(|start| *start <= at);
    let nth = nth(groups.iter().enumerate().map(|(at, group)| (*group, block(at))));
    // The most that any block so far has of each.
    let (mut most, mut here): (HashMap<usize, usize>, HashMap<usize, usize>) = Default::default();
    let mut dropped = Vec::new();
    for (at, group) in groups.iter().enumerate() {
        if breaks.contains(&at) {
            for (group, count) in here.drain() {
                let most = most.entry(group).or_default();
                *most = count.max(*most);
            }
        }
        *here.entry(*group).or_default() += 1;
        if nth[at] < most.get(group).copied().unwrap_or(0) {
            dropped.push(at);
        }
    }
    dropped
}

/// The second half, or the last two thirds, where every line stands there twice or three times.
fn divided(groups: &[usize], counts: &[usize]) -> Vec<usize> {
    let times = counts.iter().filter(|count| **count > 0).fold(0, |times, count| gcd(times, *count));
    if times < 2 {
        return Vec::new();
    }
    let nth = nth(groups.iter());
    (0..groups.len()).filter(|at| nth[*at] >= counts[groups[*at]] / times).collect()
}

fn gcd(a: usize, b: usize) -> usize {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// All but the first of each.
fn once(groups: &[usize]) -> Vec<usize> {
    (0..groups.len()).filter(|at| groups[*at] != *at).collect()
}

/// Lines of a later block that an earlier one has with other units returned: two exports, between which buyers sent goods
/// back. Which of the two is right only a person knows.
fn changed_since(
    lines: &[FileLine],
    breaks: &[usize],
    stated: Option<i64>,
    settled: &dyn Fn(usize) -> bool,
) -> Repeats {
    let Some(first) = breaks.first().copied() else { return Repeats::Lines };
    let whole = [sum(lines, &[], |l| l.quantity), sum(lines, &[], |_| 1)];
    if stated.is_some_and(|stated| whole.contains(&stated)) {
        return Repeats::Lines;
    }
    let before: HashSet<_> = (0..first).filter(|at| !settled(*at)).map(|at| said(&lines[at])).collect();
    let again: Vec<usize> =
        (first..lines.len()).filter(|at| !settled(*at) && before.contains(&said(&lines[*at]))).collect();
    if again.is_empty() { Repeats::Lines } else { Repeats::Doubtful(again) }
}

/// Rows and units of an order, where neither is what the order says it has.
pub(super) fn missing(order: &FileOrder, stated: Option<i64>) -> Option<(usize, i64)> {
    let (rows, units) = (order.lines.len(), order.lines.iter().map(|l| l.quantity).sum());
    stated.filter(|stated| *stated != units && i64::try_from(rows) != Ok(*stated)).map(|_| (rows, units))
}

/// Whether the total says that the order's lines are all there.
pub(super) fn adds_up(order: &FileOrder) -> bool {
    let off = (order.total - due(order, goods(&order.lines, &[]))).0.abs();
    order.total > Money::ZERO && off <= FEES
}

/// No order has so many lines; one that has isn't looked at again for each of its cells.
const MANY: usize = 500;

/// Which of some amounts are a thousandth of themselves, by an identity that holds between them in every sound row: as few
/// as make it hold again. None where that can't be told: nothing makes it hold, or all of them are small.
pub(super) fn cut<const N: usize>(amounts: [i64; N], holds: &dyn Fn([i64; N]) -> bool) -> Option<[bool; N]> {
    let small = amounts.map(|amount| (1..1_000).contains(&amount));
    if amounts.iter().all(|amount| *amount < 1_000) {
        return None;
    }
    let sets = (0..1usize << N).map(|set| std::array::from_fn::<bool, N, _>(|at| set >> at & 1 == 1));
    let possible = sets.filter(|set| set.iter().zip(small).all(|(cut, small)| small || !cut));
    let whole = |set: &[bool; N]| std::array::from_fn(|at| if set[at] { amounts[at] * 1_000 } else { amounts[at] });
    possible.filter(|set| holds(whole(set))).min_by_key(|set| set.iter().filter(|cut| **cut).count())
}

/// The columns of what is taken off an order's total.
pub(super) const VOUCHERS: [Field; 6] = [
    Field::VoucherShop,
    Field::VoucherShopee,
    Field::BundleShop,
    Field::BundleShopee,
    Field::Coins,
    Field::CardDiscount,
];

/// Which of an order's small vouchers are cut: those few without which its total is too low by what no column tells. A total
/// is never lower than goods, shipping and vouchers come to, and rarely more than a few thousand higher.
pub(super) fn cut_vouchers(order: &FileOrder, small: &[(Field, i64)]) -> Vec<Field> {
    let small: Vec<(Field, i64)> = small.iter().filter(|(field, _)| VOUCHERS.contains(field)).copied().collect();
    let rest = (order.total - due(order, goods(&order.lines, &[]))).0;
    if order.total.0 < 1_000 || rest > -100 || order.lines.len() > MANY {
        return Vec::new();
    }
    let sets = 1..1usize << small.len().min(VOUCHERS.len());
    let with = |set: usize| {
        let cut = small.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
        rest + cut.map(|(_, (_, value))| value * 999).sum::<i64>()
    };
    let usual = |set: &usize| (-100..=3_000).contains(&with(*set));
    let most = (goods(&order.lines, &[]).0 / 50).max(6_000);
    let possible = |set: &usize| rest < -1_000 && (0..=most).contains(&with(*set));
    let fewest = |fits: &dyn Fn(&usize) -> bool| sets.clone().filter(fits).min_by_key(|set| set.count_ones());
    let found = fewest(&usual).or_else(|| fewest(&possible)).unwrap_or(0);
    small.iter().enumerate().filter(|(at, _)| found >> at & 1 == 1).map(|(_, (field, _))| *field).collect()
}

/// Whether a voucher that is more than there is to take it off is a thousandth of what is written: Shopee writes 676 rupiah as
/// 676.000, and then the total is what it comes to.
pub(super) fn is_written_thousandfold(order: &FileOrder, value: i64) -> bool {
    let goods = goods(&order.lines, &[]);
    let rest = (order.total - due(order, goods)).0;
    order.total > Money::ZERO
        && value > (goods + order.shipping_paid).0
        && (-100..=FEES).contains(&(rest - value + value / 1_000))
}

/// Whether an amount below a thousand is the thousandth of what the order's other amounts come to: a spreadsheet took the
/// dot of 19.000 for a decimal point. `row` tells the line for a column of the line.
pub(super) fn is_thousandth(order: &FileOrder, field: Field, row: u32, value: i64) -> bool {
    if order.lines.len() > MANY {
        return false;
    }
    let whole = value.saturating_mul(1_000);
    let goods = goods(&order.lines, &[]).0;
    let (shipping, total) = (order.shipping_paid.0, order.total.0);
    let due = due(order, Money(goods)).0;
    let vouchers = goods + shipping - due;
    let rest = total - due;
    match field {
        Field::Total => {
            let sums = [goods, goods + shipping, goods - vouchers, due];
            let explained = vouchers > 0 && due <= value + 1_000;
            !explained && sums.iter().any(|sum| near(whole, *sum))
        }
        Field::Price | Field::Deal | Field::LineTotal => {
            let all = goods < 1_000
                && total >= 1_000
                && (near(total, goods * 1_000) || near(total - shipping, goods * 1_000));
            all || order.lines.iter().any(|line| line.row == row && line_is_thousandth(line, field, whole, rest))
        }
        Field::DiscountShopee => order.lines.iter().any(|line| {
            let off = line.price.times(line.quantity).unwrap_or_default().0 - line.subtotal.0;
            line.row == row && whole <= off && whole * 2 >= off
        }),
        Field::ShippingPaid | Field::ShippingSubsidy | Field::ShippingReturn | Field::ShippingEstimate => {
            let others = [order.shipping_paid, order.shipping_subsidy, order.shipping_return, order.shipping_estimate];
            let most = others.iter().map(|m| m.0).max().unwrap_or(0);
            let beside = most >= 1_000 && whole <= most * 2 && whole * 20 >= most;
            let alone = most < 1_000 && field != Field::ShippingPaid && whole <= goods * 2 && whole * 20 >= goods;
            let missing = field == Field::ShippingPaid && total >= 1_000 && closer(rest, rest - whole + value);
            beside || alone || missing
        }
        _ => false,
    }
}

fn line_is_thousandth(line: &FileLine, field: Field, whole: i64, rest: i64) -> bool {
    let deal = line.subtotal.0 / line.quantity.max(1);
    match field {
        // Before a discount nothing costs less than after it.
        Field::Price => deal >= 1_000 && whole >= deal,
        // Nine tenths off is rare; the total may say that it was so.
        Field::Deal if line.price.0 >= 1_000 => {
            let more = (whole - whole / 1_000).saturating_mul(line.quantity);
            let as_it_is = rest.abs() <= FEES && (rest - more).abs() > rest.abs();
            whole <= line.price.0 && whole * 4 >= line.price.0 && !as_it_is
        }
        _ => false,
    }
}

/// Within a factor of two.
fn near(a: i64, b: i64) -> bool {
    a > 0 && b > 0 && a <= b * 2 && b <= a * 2
}

/// Whether what is left unexplained shrinks to less than half.
fn closer(before: i64, after: i64) -> bool {
    after.abs() * 2 < before.abs()
}
