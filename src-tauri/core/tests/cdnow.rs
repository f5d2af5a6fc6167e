//! Frequency, recency, age and mean spending of CDNOW's 2,357 buyers are those that the PyPI package lifetimes publishes. Its data
//! isn't ours to ship: `make cdnow-test` fetches it.

#![expect(clippy::unwrap_used, reason = "data that can't be read ends the test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use runut_core::buyers::{Bought, bought};
use runut_core::{Day, Money};

/// The end of the summary's weeks.
const END: Day = Day(19_970_930);

fn folder() -> PathBuf {
    let ours = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/lifetimes/lifetimes/datasets");
    std::env::var_os("RUNUT_LIFETIMES").map_or_else(ours, PathBuf::from)
}

fn lines(name: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder().join(name)).unwrap();
    let cells = |line: &str| line.split([' ', ',']).filter(|cell| !cell.is_empty()).map(str::to_owned).collect();
    text.lines().filter(|line| !line.trim().is_empty()).map(cells).collect()
}

/// Days of weeks with two decimals.
fn days(weeks: &str) -> i64 {
    (weeks.parse::<f64>().unwrap() * 7.0).round() as i64
}

#[test]
#[ignore = "needs PyPI lifetimes: make cdnow-test"]
fn buyers_of_cdnow_are_summed_up_as_lifetimes_does() {
    let mut orders: BTreeMap<i64, Vec<(Day, Money)>> = BTreeMap::new();
    // Customer, number in the sample, day, units, dollars: read as cents.
    for line in lines("CDNOW_sample.txt") {
        let [_, buyer, day, _, dollars] = &line[..] else { panic!("{line:?}") };
        let cents = (dollars.parse::<f64>().unwrap() * 100.0).round() as i64;
        orders.entry(buyer.parse().unwrap()).or_default().push((Day(day.parse().unwrap()), Money(cents)));
    }
    let ours: Vec<Bought> = orders.into_values().map(|orders| bought(orders, END).unwrap()).collect();
    let (summary, spent) =
        (lines("cdnow_customers_summary.csv"), lines("cdnow_customers_summary_with_transactions.csv"));
    assert_eq!((ours.len(), summary.len(), spent.len()), (2_357, 2_358, 2_358), "buyers, and heads above theirs");
    for (ours, theirs) in ours.iter().zip(&summary[1..]) {
        let [_, frequency, recency, age] = &theirs[..] else { panic!("{theirs:?}") };
        let theirs = (frequency.parse::<i64>().unwrap(), days(recency), days(age));
        assert_eq!((ours.frequency, ours.recency, ours.age), theirs);
    }
    for (ours, theirs) in ours.iter().zip(&spent[1..]) {
        let theirs = (theirs[4].parse::<f64>().unwrap() * 100.0).round() as i64;
        let ours = ours.later_mean.map_or(0, |mean| mean.0);
        assert!((ours - theirs).abs() <= 1, "{ours} {theirs}");
    }
}
