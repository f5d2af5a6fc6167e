//! Random walks: whatever is done in whatever order, the audit finds nothing, and what is refused changes nothing. The
//! walker is the terminal's own (`runut-cli walk`); here ten thousand steps of it.

use std::collections::BTreeMap;

use runut_actions::Walk;
use runut_core::figures::Dim;
use runut_core::kpi::Kpi;
use runut_core::statements::Period;
use runut_core::{DAY_MS, Instant, Zone};
use runut_store::reports::kpis::kpi_point;
use runut_store::reports::{unpaid, unpaid_orders};
use runut_store::{Book, StoreError, audit};

use crate::shop::MORNING;

/// Steps of one walk.
const STEPS: u32 = 2_500;

/// The book is audited after so many steps.
const AUDITED: u32 = 250;

/// Of so many steps one is compared with the book before it, if it is refused.
const COMPARED: u32 = 40;

/// What two walks of that length do between them; what is rarer (unpack, a cost typed in, …) comes in some.
const USUAL: [&str; 30] = [
    "file",
    "type",
    "change",
    "place",
    "pay",
    "void",
    "refund",
    "approve",
    "pack",
    "scan",
    "ship",
    "recall",
    "deliver",
    "complete",
    "reopen",
    "cancel",
    "expire",
    "hold",
    "release",
    "fail",
    "claim",
    "return",
    "courier bill",
    "receive",
    "pay short",
    "void short",
    "give back",
    "payout",
    "balance",
    "withdraw",
];

/// What was done and what was refused, so many times each.
type Done = BTreeMap<String, (u32, u32)>;

fn walk(seed: u64, done: &mut Done) {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("jalan.runut")).unwrap();
    let mut walk = Walk::begin(&book, seed, MORNING).unwrap();
    for at in 1..=STEPS {
        let before = (at % COMPARED == 0).then(|| book.dump().unwrap());
        let step = walk.step(&book).unwrap_or_else(|e| panic!("seed {seed}, step {at}: {e}"));
        let count = done.entry(step.what.clone()).or_default();
        if let Some(code) = step.refused {
            count.1 += 1;
            if let Some(before) = before {
                assert_eq!(book.dump().unwrap(), before, "seed {seed}, step {at}: {} was refused ({code})", step.what);
            }
        } else {
            count.0 += 1;
        }
        if at % AUDITED == 0 {
            let findings = audit::check(&book).unwrap();
            assert!(findings.is_empty(), "seed {seed}, step {at}: {findings:#?}");
        }
    }
    let ends = (0..80).step_by(5).map(|days| Instant(MORNING.0 + days * DAY_MS));
    let late: Vec<_> = ends.map(|on| late(&book, on).unwrap()).collect();
    assert!(late.iter().all(|(listed, figure)| listed == figure), "seed {seed}: {late:?}");
    assert!(late.iter().any(|(listed, _)| *listed > 0), "seed {seed}: nothing was ever late");
}

/// What lists call late at the end of a day, order by order, and what the figure says should have been paid.
fn late(book: &Book, on: Instant) -> Result<(i64, i64), StoreError> {
    let today = Zone::Wib.day(on);
    let end = Instant(Zone::Wib.begins(today.plus(1)).0 - 1);
    book.read(|r| {
        let mut listed = 0;
        for of in unpaid(r, end)? {
            let courier = if of.store.is_some() { "" } else { of.name.as_str() };
            let orders = unpaid_orders(r, end, of.store, courier, i64::MAX)?;
            listed += orders.iter().filter(|order| order.late).map(|order| order.owed.0).sum::<i64>();
        }
        let kpi = Kpi::of("overdue").unwrap();
        let figure = kpi_point(r, kpi, Period { from: today, to: today }, Dim::ALL, today)?;
        Ok((listed, figure.unwrap().num))
    })
}

fn walks(seeds: [u64; 2]) {
    let mut done = Done::new();
    for seed in seeds {
        walk(seed, &mut done);
    }
    let idle: Vec<&&str> = USUAL.iter().filter(|what| done.get(**what).is_none_or(|(done, _)| *done == 0)).collect();
    assert!(idle.is_empty(), "seeds {seeds:?}: never done: {idle:?}");
}

#[test]
fn two_walks_leave_sound_books() {
    walks([1, 2]);
}

#[test]
fn two_further_walks_leave_sound_books() {
    walks([3, 4]);
}
