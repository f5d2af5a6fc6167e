//! Shops that never were: orders drawn by a seed, day by day, with stores, couriers, products and what goes wrong.

use runut_core::Day;
use runut_core::findings::{BASELINE_LEAST, Candidate, Family, Kind, Part, Period, Series, Span, unit_variance};

/// Weeks before the one that is looked at: a year and a half, so that special weeks have their like.
const WEEKS: i64 = 80;

/// Shares of the stores, couriers and products.
const STORES: [f64; 4] = [0.40, 0.30, 0.20, 0.10];
const COURIERS: [f64; 4] = [0.45, 0.30, 0.15, 0.10];
const PRODUCTS: usize = 20;

/// What changes in the last week of a shop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Orders, of the usual.
    pub orders: f64,
    /// Share cancelled.
    pub cancelled: f64,
    /// Share late.
    pub late: f64,
    /// Share late of the first courier.
    pub courier: f64,
    /// Whether the second store, of nearly a third, sells nothing.
    pub stopped: bool,
    /// Marketplace fees, of sales.
    pub fees: f64,
    /// Cost of goods, of sales.
    pub cost: f64,
}

/// What the figures tell of.
pub const SALES: u16 = 1;
const ORDER_VALUE: u16 = 2;
/// The gross margin.
pub const MARGIN: u16 = 3;
/// What marketplaces take.
pub const FEES: u16 = 4;
/// Cancellations.
pub const CANCELLED: u16 = 5;
/// Late dispatch.
pub const LATE: u16 = 6;
const RETURNED: u16 = 7;
const LOSSES: u16 = 8;

/// Nothing changes.
pub const STATIONARY: Change =
    Change { orders: 1.0, cancelled: 0.04, late: 0.05, courier: 0.05, stopped: false, fees: 0.10, cost: 0.62 };

/// How a shop sells.
#[derive(Clone, Copy, Debug)]
pub struct Shop {
    /// Orders a day in the mean.
    pub orders: f64,
    /// How much more unevenly days differ than orders that come by themselves.
    pub uneven: f64,
}

/// What a day or a week comes to.
#[derive(Clone, Debug, Default)]
struct Tally {
    orders: i64,
    sales: i64,
    margin: i64,
    fees: i64,
    cancelled: i64,
    late: i64,
    returned: i64,
    losses: i64,
    stores: [i64; 4],
    couriers: [Part; 4],
    products: [i64; PRODUCTS],
}

impl Tally {
    fn add(&mut self, other: &Self) {
        let sums = [
            (&mut self.orders, other.orders),
            (&mut self.sales, other.sales),
            (&mut self.margin, other.margin),
            (&mut self.fees, other.fees),
            (&mut self.cancelled, other.cancelled),
            (&mut self.late, other.late),
            (&mut self.returned, other.returned),
            (&mut self.losses, other.losses),
        ];
        for (sum, more) in sums {
            *sum += more;
        }
        let lists = self.stores.iter_mut().chain(&mut self.products).zip(other.stores.iter().chain(&other.products));
        lists.for_each(|(sum, more)| *sum += more);
        for (sum, more) in self.couriers.iter_mut().zip(other.couriers) {
            *sum = Part { num: sum.num + more.num, den: sum.den + more.den };
        }
    }
}

/// What a report of a week looks at: one of a year, with as much before it as a report needs.
pub fn report(shop: Shop, change: Change, random: &mut fastrand::Rng) -> Vec<Candidate> {
    let (week, first) = loop {
        let week = Period::of(Span::Week, Day(20_250_106).plus(7 * random.i64(0..52)));
        let first = week.from.plus(-7 * WEEKS);
        if week.baseline(first).len() >= BASELINE_LEAST {
            break (week, first);
        }
    };
    let wanted: Vec<Period> = std::iter::once(week).chain(week.baseline(first)).collect();
    let weeks: Vec<(Tally, Vec<Tally>)> = wanted
        .iter()
        .map(|period| {
            let change = if *period == week { change } else { STATIONARY };
            let days: Vec<Tally> = period.days().map(|day| tally(shop, change, day, random)).collect();
            let mut sum = Tally::default();
            days.iter().for_each(|day| sum.add(day));
            (sum, days)
        })
        .collect();
    candidates(&weeks)
}

/// The shop's ten figures, and some thirty of its parts.
fn candidates(weeks: &[(Tally, Vec<Tally>)]) -> Vec<Candidate> {
    let (sales, orders) = (weeks[0].0.sales, weeks[0].0.orders.max(1));
    let worth = (sales / orders).max(1);
    let series = |kind: Kind, worth: i64, of: &dyn Fn(&Tally) -> Part| {
        let parts: Vec<Part> = weeks.iter().map(|(sum, _)| of(sum)).collect();
        let days: Vec<Vec<Part>> = weeks[1..].iter().map(|(_, days)| days.iter().map(of).collect()).collect();
        let money = matches!(kind, Kind::Mean | Kind::Share);
        let unit_variance = if money { unit_variance(days.iter().map(Vec::as_slice)) } else { 0.0 };
        Series { kind, now: parts[0], before: parts[1..].to_vec(), unit_variance, sales, worth }
    };
    let part = |num, den| Part { num, den };
    let shop = |story, series| Candidate { family: Family::Shop, story, series };
    let segment = |story, series| Candidate { family: Family::Segment, story, series };
    let mut all = vec![
        shop(SALES, series(Kind::SHOP, worth, &|week| Part::whole(week.orders))),
        shop(SALES, series(Kind::Sum, 1, &|week| Part::whole(week.sales))),
        shop(SALES, series(Kind::Sum, 1, &|week| Part::whole(week.margin - week.fees))),
        shop(ORDER_VALUE, series(Kind::Mean, 1, &|week| part(week.sales, week.orders))),
        shop(MARGIN, series(Kind::Share, 1, &|week| part(week.margin, week.sales))),
        shop(FEES, series(Kind::Share, 1, &|week| part(week.fees, week.sales))),
        shop(CANCELLED, series(Kind::Rate, worth, &|week| part(week.cancelled, week.orders))),
        shop(LATE, series(Kind::Rate, worth, &|week| part(week.late, week.orders))),
        shop(RETURNED, series(Kind::Rate, worth, &|week| part(week.returned, week.orders))),
        shop(LOSSES, series(Kind::Rate, worth, &|week| part(week.losses, week.orders))),
    ];
    for store in 0..STORES.len() {
        all.push(segment(SALES, series(Kind::STORE, worth, &|week| Part::whole(week.stores[store]))));
    }
    for courier in 0..COURIERS.len() {
        all.push(segment(SALES, series(Kind::STORE, worth, &|week| Part::whole(week.couriers[courier].den))));
        all.push(segment(LATE, series(Kind::Rate, worth, &|week| week.couriers[courier])));
    }
    for product in 0..PRODUCTS {
        all.push(segment(SALES, series(Kind::PRODUCT, worth, &|week| Part::whole(week.products[product]))));
    }
    all
}

/// A day's orders: more before a weekend, many on cheap days and paydays, as unevenly as the shop's days are.
fn tally(shop: Shop, change: Change, day: Day, random: &mut fastrand::Rng) -> Tally {
    let weekday = [0.95, 1.0, 1.05, 1.05, 1.1, 1.0, 0.85][usize::try_from(day.weekday()).unwrap_or(0)];
    let (date, month) = (day.0 % 100, day.0 / 100 % 100);
    let season = if date == month {
        2.5
    } else if date >= 25 || date == 1 {
        1.25
    } else {
        1.0
    };
    let mean = shop.orders * weekday * season * change.orders;
    let count = uneven(mean, shop.uneven, random);
    let mut sum = Tally::default();
    for _ in 0..count {
        order(change, &mut sum, random);
    }
    sum
}

fn order(change: Change, sum: &mut Tally, random: &mut fastrand::Rng) {
    let (store, courier) = (one_of(&STORES, random), one_of(&COURIERS, random));
    if change.stopped && store == 1 {
        return;
    }
    sum.orders += 1;
    sum.stores[store] += 1;
    sum.couriers[courier].den += 1;
    // One order of five has two products, one line of seven two of it.
    for _ in 0..=usize::from(random.f64() < 0.2) {
        if let Some(units) = sum.products.get_mut(product(random)) {
            *units += 1 + i64::from(random.f64() < 0.15);
        }
    }
    let amount = 85_000.0 * (0.5 * normal(random)).exp();
    let rupiah = |share: f64| (amount * share) as i64;
    sum.sales += rupiah(1.0);
    sum.margin += rupiah(1.0 - change.cost + 0.06 * normal(random));
    sum.fees += rupiah(change.fees + 0.02 * normal(random));
    sum.cancelled += i64::from(random.f64() < change.cancelled);
    sum.returned += i64::from(random.f64() < 0.02);
    sum.losses += i64::from(random.f64() < 0.03);
    let late = i64::from(random.f64() < if courier == 0 { change.late.max(change.courier) } else { change.late });
    sum.late += late;
    sum.couriers[courier].num += late;
}

/// One of shares that come to a whole.
fn one_of(shares: &[f64], random: &mut fastrand::Rng) -> usize {
    let mut left = random.f64();
    let found = shares.iter().position(|share| {
        left -= share;
        left < 0.0
    });
    found.unwrap_or(shares.len() - 1)
}

/// A product: the first sell some 8 of 100 units each, those behind the twentieth aren't looked at.
fn product(random: &mut fastrand::Rng) -> usize {
    (3.0 * (15.0_f64.powf(random.f64()) - 1.0)) as usize
}

/// A standard normal number (Box and Muller).
fn normal(random: &mut fastrand::Rng) -> f64 {
    (-2.0 * (1.0 - random.f64()).ln()).sqrt() * (std::f64::consts::TAU * random.f64()).cos()
}

/// A count whose variance is so many times its mean: Poisson's around a mean that is Gamma's.
fn uneven(mean: f64, times: f64, random: &mut fastrand::Rng) -> i64 {
    let shape = mean / (times - 1.0);
    poisson(gamma(shape, random) * (times - 1.0), random)
}

/// Marsaglia and Tsang 2000.
fn gamma(shape: f64, random: &mut fastrand::Rng) -> f64 {
    if shape < 1.0 {
        return gamma(shape + 1.0, random) * (1.0 - random.f64()).powf(1.0 / shape);
    }
    let d = shape - 1.0 / 3.0;
    loop {
        let x = normal(random);
        let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
        if v > 0.0 && (1.0 - random.f64()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}

/// Knuth's, in pieces that a float holds.
fn poisson(mean: f64, random: &mut fastrand::Rng) -> i64 {
    let (mut left, mut count) = (mean, 0);
    while left > 0.0 {
        let piece = left.min(50.0);
        let (least, mut product) = ((-piece).exp(), 1.0 - random.f64());
        while product > least {
            count += 1;
            product *= 1.0 - random.f64();
        }
        left -= piece;
    }
    count
}
