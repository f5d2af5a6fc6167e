//! Random walks: whatever is done in whatever order, the audit finds nothing, and what is refused changes nothing. The
//! walker is the terminal's own (`runut-cli walk`); here ten thousand steps of it.

use std::collections::BTreeMap;

use runut_actions::Walk;
use runut_store::{Book, reports};

use crate::shop::MORNING;

/// Steps of one walk.
const STEPS: u32 = 2_500;

/// The book is audited after so many steps.
const AUDITED: u32 = 250;

/// Of so many steps one is compared with the book before it, if it is refused.
const COMPARED: u32 = 40;

/// What every walk of that length does; what is rarer (unpack, a cost typed in, …) comes in some.
const USUAL: [&str; 24] = [
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
];

fn walk(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("jalan.runut")).unwrap();
    let mut walk = Walk::begin(&book, seed, MORNING).unwrap();
    let mut done: BTreeMap<String, (u32, u32)> = BTreeMap::new();
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
            let findings = reports::check(&book).unwrap();
            assert!(findings.is_empty(), "seed {seed}, step {at}: {findings:#?}");
        }
    }
    let idle: Vec<&&str> = USUAL.iter().filter(|what| done.get(**what).is_none_or(|(done, _)| *done == 0)).collect();
    assert!(idle.is_empty(), "seed {seed}: never done: {idle:?}");
}

#[test]
fn a_walk_leaves_a_sound_book() {
    walk(1);
}

#[test]
fn a_second_walk_leaves_a_sound_book() {
    walk(2);
}

#[test]
fn a_third_walk_leaves_a_sound_book() {
    walk(3);
}

#[test]
fn a_fourth_walk_leaves_a_sound_book() {
    walk(4);
}
