//! A disk that fails at every call of every verb in turn.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use fastrand::Rng;
use runut_actions::{ActionError, Step, Walk};
use runut_store::{Book, audit};
use tempfile::TempDir;

use crate::disk::{Fault, Plan, Watch};
use crate::{MORNING, copy, seed, times};

/// Steps that only fill the book.
const BEFORE: u32 = 100;

/// Trials of a verb with each kind of fault in `make test`.
const TRIALS: u32 = 2;

/// Steps of the walk whose verbs are tried.
const STEPS: u32 = 500;

/// Of so many trials one ends with the audit: where every row is as it must be, it has only the file to look at.
const AUDITED: u8 = 4;

/// Where a walk's book lies in its folder.
const BOOK: &str = "jalan.runut";

fn dump(book: &Book) -> String {
    book.dump().unwrap()
}

fn sound(book: &Book) {
    let findings = audit::check(book).unwrap();
    assert!(findings.is_empty(), "{findings:#?}");
}

/// A book before a step and after it.
struct Stage<'a> {
    walk: &'a Walk,
    folder: &'a Path,
    before: String,
    after: String,
    step: Step,
}

/// What the trials came to.
#[derive(Default)]
struct Tally {
    trials: u32,
    /// The step was done all the same.
    done: u32,
    /// It was refused and is in the book nevertheless.
    unacknowledged: u32,
    sentences: BTreeMap<String, u32>,
}

/// What a person is told. A broken disk is no refusal of the shop's.
fn told(error: &ActionError) -> String {
    assert!(!matches!(error, ActionError::Refused(_)), "the disk is broken, not the rules: {error}");
    let said = error.sentence();
    let calm = said.id.contains("Tidak ada yang berubah") && said.en.contains("Nothing has changed");
    assert!(calm && !said.id.contains(&error.to_string()), "{error}: {said:?}");
    said.en
}

impl Stage<'_> {
    /// The step on a copy of the book, the disk failing.
    fn try_with(&self, plan: Plan, rng: &mut Rng, tally: &mut Tally) {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder, folder.path());
        let path = folder.path().join(BOOK);
        let book = Book::open(&path).unwrap();
        let disk = Watch::failing(folder.path(), Some(plan));
        let answer = self.walk.clone().step(&book);
        assert!(disk.struck() > 0, "the fault never came");
        let mut whole = plan.fault != Fault::Unsynced;
        let book = if rng.bool() {
            disk.mend();
            book
        } else {
            // The program is closed: with the disk as it is, or mended.
            if rng.bool() {
                disk.mend();
                whole = true;
            }
            drop(book);
            disk.mend();
            Book::open(&path).unwrap_or_else(|e| panic!("it can't be opened again: {e}"))
        };
        let left = dump(&book);
        match &answer {
            Ok(step) => {
                assert_eq!(step, &self.step);
                assert!(left == self.after, "it was said to be done");
                tally.done += 1;
            }
            Err(error) => {
                *tally.sentences.entry(told(error)).or_default() += 1;
                // What wasn't acknowledged may be in the book where the program ended before the disk was mended.
                tally.unacknowledged += u32::from(left == self.after);
                assert!(left == self.before || !whole && left == self.after, "it was refused: {error}");
            }
        }
        if left == self.before {
            let again = self.walk.clone().step(&book).unwrap_or_else(|e| panic!("asked again: {e}"));
            assert_eq!(again, self.step, "asked again");
            assert!(dump(&book) == self.after, "asked again, something else came of it");
        }
        if rng.u8(0..AUDITED) == 0 {
            sound(&book);
        }
        tally.trials += 1;
    }
}

/// Takes a step on a copy, and answers it with the walk after it, the folder, and how many calls each fault can strike.
fn step(walk: &Walk, folder: &Path) -> (Walk, TempDir, Step, Vec<(Fault, u32)>) {
    let next = tempfile::tempdir().unwrap();
    copy(folder, next.path());
    let book = Book::open(&next.path().join(BOOK)).unwrap();
    let mut walk = walk.clone();
    let disk = Watch::failing(next.path(), None);
    let step = walk.step(&book).unwrap();
    let met = disk.met();
    (walk, next, step, met)
}

fn dump_of(folder: &Path) -> String {
    dump(&Book::open(&folder.join(BOOK)).unwrap())
}

#[test]
fn a_failing_disk_is_said_and_leaves_the_book_as_it_was() {
    let (seed, begun) = (seed(), Instant::now());
    println!("faults: RUNUT_SEED={seed}");
    let mut rng = Rng::with_seed(seed);
    let mut folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join(BOOK)).unwrap();
    let mut walk = Walk::begin(&book, seed, MORNING).unwrap();
    for _ in 0..BEFORE {
        walk.step(&book).unwrap();
    }
    drop(book);
    let mut tried: BTreeMap<String, u32> = BTreeMap::new();
    let mut tally = Tally::default();
    for _ in 0..STEPS {
        let (next, after, step, met) = step(&walk, folder.path());
        let tries = tried.entry(step.what.clone()).or_default();
        if step.refused.is_none() && *tries < times() {
            *tries += 1;
            let (before, after) = (dump_of(folder.path()), dump_of(after.path()));
            let stage = Stage { walk: &walk, folder: folder.path(), before, after, step };
            for (fault, calls) in met {
                // `make torture` strikes every call of a verb in turn, the first time that it is met.
                let every = *tries == 1 && times() > 1;
                let sample: Vec<u32> = (0..TRIALS.min(calls)).map(|_| rng.u32(1..=calls)).collect();
                for at in if every { (1..=calls).collect() } else { sample } {
                    let plan = Plan { fault, at, stays: rng.bool() };
                    let trial = AssertUnwindSafe(|| stage.try_with(plan, &mut rng, &mut tally));
                    let held = catch_unwind(trial).is_ok();
                    assert!(held, "RUNUT_SEED={seed}: {}, {plan:?} of {calls}", stage.step.what);
                }
            }
        }
        (walk, folder) = (next, after);
    }
    let verbs = tried.values().filter(|tries| **tries > 0).count();
    println!(
        "{} faults in {verbs} verbs: {} left the step done, {} refused it and the book has it; {} s",
        tally.trials,
        tally.done,
        tally.unacknowledged,
        begun.elapsed().as_secs()
    );
    for (sentence, times) in &tally.sentences {
        println!("{times:>6}  {sentence}");
    }
    assert!(verbs >= 15, "{tried:?}");
}
