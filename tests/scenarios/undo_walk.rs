//! Whatever is done, in whatever order: taking it back at once leaves the book as it was before, but for the log, numbers
//! and times; doing it again leaves it as it was after. And what is refused to be taken back changes nothing.

use std::collections::BTreeMap;

use runut_actions::{ActionError, Walk, undo};
use runut_core::rows::LogQuery;
use runut_core::undo::Way;
use runut_store::undo::LastStep;
use runut_store::{Book, audit, reports};

use crate::shop::MORNING;

/// Steps of a walk; `RUNUT_STEPS` says otherwise, and `RUNUT_SEED` which is walked.
const STEPS: u32 = 900;

/// The book as it stands, without what only says how it came to that: the log, requests, scans, moves, postings and what they come to by day
/// (levels and balances stand), payments that don't count, and the words for search, which are looked up by themselves.
pub fn logical(book: &Book) -> String {
    const TOLD: [&str; 17] = [
        "activity|",
        "sealed|",
        "witness|",
        "request|",
        "stock_move|",
        "posting|",
        "day_sum|",
        "month_sum|",
        "cash_sum|",
        "variant_day|",
        "figure_day|",
        "tally_day|",
        "way_day|",
        "buyer|",
        "buyer_day|",
        "stock_revalue|",
        "scan|",
    ];
    let dump = book.dump().unwrap();
    let voided: Vec<String> = dump
        .lines()
        .filter(|line| line.starts_with("payment|") && !line.ends_with("|Null"))
        .filter_map(|line| Some(format!("payment_part|{}|", line.split('|').nth(1)?)))
        .collect();
    let stands = |line: &&str| {
        let table = line.split('|').next().unwrap_or_default();
        !(TOLD.iter().any(|told| line.starts_with(told))
            || table.contains("_search")
            || table.starts_with("sqlite_")
            || ["stage_count", "month_close"].contains(&table) && line.ends_with("|Integer(0)")
            || table == "payment" && !line.ends_with("|Null")
            || voided.iter().any(|part| line.starts_with(part.as_str())))
    };
    let mut lines: Vec<&str> = dump.lines().filter(stands).collect();
    lines.sort_unstable();
    // A month that has begun goes on from the one before it, also once what began it is taken back.
    let mut balances = BTreeMap::new();
    lines.retain(|line| match line.strip_prefix("month_close|Integer(").and_then(|rest| rest.split_once(")|")) {
        Some((key, balance)) => balances.insert(key[6..].to_owned(), balance.to_owned()).as_deref() != Some(balance),
        None => true,
    });
    lines.join("\n")
}

fn differ(before: &str, after: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let gone = old.iter().filter(|line| !new.contains(line)).map(|line| format!("- {line}"));
    let come = new.iter().filter(|line| !old.contains(line)).map(|line| format!("+ {line}"));
    gone.chain(come).collect::<Vec<_>>().join("\n")
}

/// The newest entry of the log: who, and its number.
fn newest(book: &Book) -> (String, i64) {
    let query = LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 1,
    };
    let row = book.read(|r| reports::log_page(r, &query)).unwrap().rows.remove(0);
    let entry = book.read(|r| r.log_ends()).unwrap().unwrap().1.entry;
    (row.person, entry)
}

fn told(name: &str) -> Option<u64> {
    std::env::var(name).ok().and_then(|n| n.parse().ok())
}

/// What the clock does is nobody's step.
const BY_CLOCK: [&str; 2] = ["accept", "expire"];

fn walk(seed: u64, undone: &mut BTreeMap<String, u32>) {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join("jalan.runut")).unwrap();
    let mut walk = Walk::begin(&book, seed, MORNING).unwrap();
    for at in 1..=told("RUNUT_STEPS").unwrap_or(u64::from(STEPS)) {
        // One of three: else the shop would never get anywhere.
        let before = (at % 3 == 0).then(|| logical(&book));
        let entry = newest(&book).1;
        let step = walk.step(&book).unwrap_or_else(|e| panic!("seed {seed}, step {at}: {e}"));
        let (person, last) = newest(&book);
        if last == entry || matches!(step.what.as_str(), "undo" | "redo") || BY_CLOCK.contains(&step.what.as_str()) {
            continue;
        }
        let Some(before) = before else { continue };
        let ctx =
            book.context(Some(&person), book.read(|r| r.log_ends()).unwrap().unwrap().1.at, &format!("u{at}")).unwrap();
        let mine = book.read(|r| r.last_step(ctx.person, Way::Back)).unwrap();
        if !matches!(&mine, LastStep::Found(step) if step.id.0 == entry + 1) {
            continue; // a wrong scan, or something printed: nothing was changed by it
        }
        let (whole, then) = (book.dump().unwrap(), logical(&book));
        match undo(&book, &ctx, Way::Back) {
            Ok(done) => {
                assert!(
                    done.value.refused.is_empty(),
                    "seed {seed}, step {at}: {} {:?}",
                    step.what,
                    done.value.refused
                );
                let after = logical(&book);
                assert!(after == before, "seed {seed}, step {at}: {}\n{}", step.what, differ(&before, &after));
                if at % 2 == 0 {
                    let at_once = book.context(Some(&person), ctx.now, &format!("r{at}")).unwrap();
                    undo(&book, &at_once, Way::Again)
                        .unwrap_or_else(|e| panic!("seed {seed}, step {at}: {} again: {e}", step.what));
                    let twice = logical(&book);
                    assert!(twice == then, "seed {seed}, step {at}: {} again\n{}", step.what, differ(&then, &twice));
                    if at % 4 == 0 {
                        let third = book.context(Some(&person), ctx.now, &format!("t{at}")).unwrap();
                        undo(&book, &third, Way::Back)
                            .unwrap_or_else(|e| panic!("seed {seed}, step {at}: {} back again: {e}", step.what));
                        let after = logical(&book);
                        assert!(after == before, "seed {seed}, step {at}: {}\n{}", step.what, differ(&before, &after));
                    }
                }
                *undone.entry(step.what).or_default() += 1;
            }
            Err(ActionError::Refused(refusal)) => {
                assert_eq!(book.dump().unwrap(), whole, "{refusal} changes nothing");
                panic!("seed {seed}, step {at}: {} can't be undone at once: {refusal}", step.what);
            }
            Err(broken) => panic!("seed {seed}, step {at}: {} {broken}", step.what),
        }
        if at % 30 == 0 {
            let findings = audit::check(&book).unwrap();
            assert!(findings.is_empty(), "seed {seed}, step {at}: {findings:#?}");
        }
    }
    let findings = audit::check(&book).unwrap();
    assert!(findings.is_empty(), "seed {seed}: {findings:#?}");
}

/// What must have been among them.
const MUST: [&str; 14] = [
    "file", "type", "pay", "void", "approve", "pack", "ship", "deliver", "complete", "release", "claim", "return",
    "receive", "place",
];

#[test]
fn every_verb_is_taken_back_without_a_trace() {
    let mut undone = BTreeMap::new();
    let missing = |undone: &BTreeMap<String, u32>| -> Vec<&str> {
        MUST.into_iter().filter(|what| !undone.contains_key(*what)).collect()
    };
    if let Some(seed) = told("RUNUT_SEED") {
        return walk(seed, &mut undone);
    }
    // Two walks, and more until each has come up: which do is chance.
    for seed in 11..17 {
        walk(seed, &mut undone);
        if seed > 11 && missing(&undone).is_empty() {
            break;
        }
    }
    let missing = missing(&undone);
    assert!(missing.is_empty(), "never taken back: {missing:?} of {undone:?}");
}
