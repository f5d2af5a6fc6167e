//! How often a report tells of something in shops in which nothing changes, and how often it tells of what has changed: drawn by a seed, not
//! measured on a clock.

mod shop;

use std::path::Path;

use runut_core::findings::{Candidate, Found, screen};

use self::shop::{CANCELLED, Change, FEES, LATE, MARGIN, SALES, STATIONARY, Shop, report};
use super::Group;
use crate::Fault;
use crate::measure::Figures;
use crate::table::{Limit, Row};

/// Findings.
pub const GROUP: Group = Group { name: "findings", title: "### Findings", run };

/// Shops of each kind; a debug build only shows that it works.
const SHOPS: usize = if cfg!(debug_assertions) { 8 } else { 200 };

/// Orders a day, and how unevenly they come.
const ORDERS: [f64; 4] = [3.0, 10.0, 25.0, 60.0];
const UNEVEN: [f64; 3] = [1.05, 1.6, 2.5];

/// Reports with a finding of shops in which nothing changes: at most so many of all, and of one kind of shops.
const OF_ALL: f64 = 0.10;
const OF_A_KIND: f64 = 0.15;

/// What changed, how it is told, and how often it must be, at 25 orders a day.
struct Changed {
    what: &'static str,
    change: Change,
    told: fn(&Candidate, &Found) -> bool,
    least: f64,
}

fn changed() -> [Changed; 8] {
    let less: fn(&Candidate, &Found) -> bool = |of, found| of.story == SALES && found.tested.rupiah < 0;
    let of = |what, change, told, least| Changed { what, change, told, least };
    let stationary = STATIONARY;
    [
        of("orders -30%", Change { orders: 0.7, ..stationary }, less, 0.60),
        of("orders -50%", Change { orders: 0.5, ..stationary }, less, 0.95),
        of("cancelled 4% to 12%", Change { cancelled: 0.12, ..stationary }, |of, _| of.story == CANCELLED, 0.85),
        of("late 5% to 15%", Change { late: 0.15, ..stationary }, |of, _| of.story == LATE, 0.90),
        of("late with one courier 5% to 25%", Change { courier: 0.25, ..stationary }, |of, _| of.story == LATE, 0.95),
        of("a store of 30% stops", Change { stopped: true, ..stationary }, less, 0.95),
        of("fees +2 points", Change { fees: 0.12, ..stationary }, |of, _| of.story == FEES, 0.95),
        of("margin -5 points", Change { cost: 0.67, ..stationary }, |of, _| of.story == MARGIN, 0.95),
    ]
}

/// The share of such shops' reports that tell of what is asked.
fn told(shop: Shop, change: Change, shops: usize, seed: u64, asked: fn(&Candidate, &Found) -> bool) -> f64 {
    let mut random = fastrand::Rng::with_seed(seed);
    let told = (0..shops)
        .filter(|_| {
            let candidates = report(shop, change, &mut random);
            screen(&candidates).iter().any(|found| asked(&candidates[found.at], found))
        })
        .count();
    told as f64 / shops as f64
}

fn run(_: &Path) -> Result<Vec<Row>, Fault> {
    let judged = |limit| if cfg!(debug_assertions) { Limit::None } else { limit };
    let row = |what: String, ours, limit| Row {
        what,
        unit: "of 1",
        ours: Figures(vec![ours]),
        floor: Figures::default(),
        limit: judged(limit),
    };
    let mut rows = Vec::new();
    for orders in ORDERS {
        for uneven in UNEVEN {
            let share = told(Shop { orders, uneven }, STATIONARY, SHOPS, 14, |_, _| true);
            let what = format!("nothing changed, yet told: {orders} orders a day, days {uneven} as uneven");
            rows.push(row(what, share, Limit::Most(OF_A_KIND)));
        }
    }
    let mean = rows.iter().map(|row| row.ours.median()).sum::<f64>() / rows.len() as f64;
    rows.push(row(format!("nothing changed, yet told: {} reports", SHOPS * rows.len()), mean, Limit::Most(OF_ALL)));
    for of in changed() {
        for orders in &ORDERS[1..] {
            let share = |uneven: &f64| told(Shop { orders: *orders, uneven: *uneven }, of.change, SHOPS, 15, of.told);
            let mean = UNEVEN.iter().map(share).sum::<f64>() / UNEVEN.len() as f64;
            let limit = if *orders == 25.0 { Limit::Least(of.least) } else { Limit::None };
            rows.push(row(format!("told of {}: {orders} orders a day", of.what), mean, limit));
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shop_in_which_nothing_changes_seldom_hears_of_anything() {
        let kinds = [(3.0, 2.5), (10.0, 1.6), (10.0, 2.5)];
        let told = kinds.map(|(orders, uneven)| told(Shop { orders, uneven }, STATIONARY, 80, 7, |_, _| true));
        assert!(told.iter().all(|share| *share <= OF_A_KIND), "{told:?}");
        assert!(told.iter().sum::<f64>() / 3.0 <= OF_ALL, "{told:?}");
    }

    #[test]
    fn what_changes_is_told() {
        for of in changed() {
            let share = told(Shop { orders: 25.0, uneven: 1.6 }, of.change, 12, 7, of.told);
            assert!(share >= of.least - 0.25, "{}: {share}", of.what);
        }
    }
}
