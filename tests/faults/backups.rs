//! Backups, restorations and new books on a disk that fails, and in power cuts.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use fastrand::Rng;
use runut_actions::{ActionError, Walk, back_up, restore};
use runut_core::rows::BackupProgress;
use runut_core::{Instant, Zone};
use runut_store::backup::{self, Staged};
use runut_store::{Book, audit};
use tempfile::TempDir;

use crate::disk::{Fault, Plan, Watch};
use crate::loss::Cut;
use crate::{MORNING, copy, seed, times};

const BOOK: &str = "jalan.runut";

/// Trials with each kind of fault in `make test`.
const TRIALS: u32 = 3;

/// A month after the walk began.
const LATER: Instant = Instant(MORNING.0 + 30 * 86_400_000);

fn go_on(_: BackupProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let book = folder.join(BOOK);
    backup::list(&book, None, Zone::Wib).into_iter().map(|row| row.path.into()).collect()
}

fn dump_of(folder: &Path) -> String {
    Book::open(&folder.join(BOOK)).unwrap().dump().unwrap()
}

/// Opens the book as the next start would, looks whether all is well with it and its backups, and answers its rows.
fn sound(folder: &Path) -> String {
    let path = folder.join(BOOK);
    let book = Book::open(&path).unwrap_or_else(|e| panic!("it can't be opened: {e}"));
    let findings = audit::check(&book).unwrap();
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(backup::lost_entries(&book).unwrap(), 0);
    let rows = book.dump().unwrap();
    drop(book);
    for one in listed(folder) {
        Staged::prepare(&one, &path, &mut go_on).unwrap_or_else(|e| panic!("{} is listed: {e}", one.display()));
    }
    rows
}

/// A walk's book with an anchor, a backup, and more after it, as a killed program leaves it: the last changes aren't folded
/// into the file. Answers the backup's path in that folder.
fn walked(seed: u64) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let book = Book::open(&folder.path().join(BOOK)).unwrap();
    let mut walk = Walk::begin(&book, seed, MORNING).unwrap();
    let mut go = |steps| (0..steps).for_each(|_| drop(walk.step(&book).unwrap()));
    go(40);
    let made = back_up(&book, None, MORNING, &mut go_on).unwrap();
    go(20);
    book.anchor().unwrap();
    back_up(&book, None, Instant(LATER.0 - 86_400_000), &mut go_on).unwrap();
    go(20);
    book.anchor().unwrap();
    let name = Path::new(&made.path).strip_prefix(folder.path()).unwrap().to_owned();
    let left = fresh(folder.path());
    assert!(left.path().join(format!("{BOOK}-wal")).metadata().unwrap().len() > 0);
    drop(book);
    (left, name)
}

fn fresh(kept: &Path) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(kept, folder.path());
    folder
}

/// Does it on copies of what is kept, on a disk that fails at some call; `look` examines what is left and the answer.
fn fail<E: std::fmt::Debug>(
    name: &str,
    kept: &Path,
    act: &dyn Fn(&Path) -> Result<(), E>,
    look: &dyn Fn(&Path, Result<(), E>),
) {
    let seed = seed();
    let mut rng = Rng::with_seed(seed);
    let folder = fresh(kept);
    let disk = Watch::failing(folder.path(), None);
    act(folder.path()).unwrap();
    let met = disk.met();
    drop(disk);
    let mut tally: BTreeMap<Fault, (u32, u32)> = BTreeMap::new();
    for (fault, calls) in met {
        for _ in 0..(TRIALS * times()).min(calls) {
            let plan = Plan { fault, at: rng.u32(1..=calls), stays: rng.bool() };
            let folder = fresh(kept);
            let disk = Watch::failing(folder.path(), Some(plan));
            let answer = act(folder.path());
            assert!(disk.struck() > 0, "the fault never came");
            drop(disk);
            let count = tally.entry(fault).or_default();
            count.0 += 1;
            count.1 += u32::from(answer.is_ok());
            let said = format!("{answer:?}");
            let held = catch_unwind(AssertUnwindSafe(|| look(folder.path(), answer)));
            assert!(
                held.is_ok(),
                "{name}: RUNUT_SEED={seed}, {plan:?} of {calls}: {said}: {}",
                folder.keep().display()
            );
        }
    }
    println!("{name}: RUNUT_SEED={seed}, trials and done of them: {tally:?}");
}

/// Does it once, and lets `look` examine what a power cut leaves after some of the disk's calls, and after it was done.
fn cut(name: &str, kept: &Path, act: &dyn Fn(&Path), look: &dyn Fn(&Path, bool)) {
    let seed = seed();
    let mut cuts = 0;
    for nth in 0..times() {
        let (folder, images) = (fresh(kept), tempfile::tempdir().unwrap());
        let disk = Watch::losing(folder.path(), seed + u64::from(nth));
        disk.cut(Some(Cut { images: images.path().to_owned(), one_in: 40 }));
        act(folder.path());
        disk.cut(None);
        disk.image(&images.path().join("said"));
        drop(disk);
        for image in std::fs::read_dir(images.path()).unwrap() {
            let image = image.unwrap().path();
            let said = image.ends_with("said");
            let held = catch_unwind(AssertUnwindSafe(|| look(&image, said)));
            assert!(held.is_ok(), "{name}: RUNUT_SEED={seed}+{nth}: {}", images.keep().display());
            cuts += 1;
        }
    }
    println!("{name}: RUNUT_SEED={seed}, {cuts} power cuts");
}

fn told(error: &ActionError) {
    let said = error.sentence();
    if matches!(error, ActionError::Refused(refusal) if refusal.code == "backup_damaged") {
        return; // the copy couldn't be read when it was verified
    }
    let known = ["as it was", "Nothing has changed", "can't be opened"];
    assert!(!said.id.is_empty() && known.iter().any(|words| said.en.contains(words)), "{said:?}");
}

fn back_up_in(folder: &Path) -> Result<(), ActionError> {
    let book = Book::open(&folder.join(BOOK))?;
    back_up(&book, None, LATER, &mut go_on).map(drop)
}

#[test]
fn a_backup_on_a_failing_disk_is_whole_or_not_there() {
    let (kept, _) = walked(seed());
    let (before, known) = (dump_of(fresh(kept.path()).path()), listed(kept.path()).len());
    fail("backup", kept.path(), &back_up_in, &|folder, answer| {
        if let Err(error) = &answer {
            told(error);
        }
        assert_eq!(listed(folder).len(), known + usize::from(answer.is_ok()));
        assert!(sound(folder) == before);
        back_up_in(folder).unwrap();
        assert!(sound(folder) == before);
    });
}

#[test]
fn a_backup_in_a_power_cut_is_whole_or_not_there() {
    let (kept, _) = walked(seed());
    let (before, known) = (dump_of(fresh(kept.path()).path()), listed(kept.path()).len());
    cut("backup", kept.path(), &|folder| back_up_in(folder).unwrap(), &|folder, said| {
        assert!(sound(folder) == before);
        assert!(!said || listed(folder).len() == known + 1, "it was said to be made");
        back_up_in(folder).unwrap();
    });
}

fn bring_back(folder: &Path, backup: &Path) -> Result<(), ActionError> {
    let staged = Staged::prepare(&folder.join(backup), &folder.join(BOOK), &mut go_on)?;
    restore(staged, 7, None, LATER, "pulih").map(drop)
}

/// The book before and after a restoration.
fn both(kept: &Path, backup: &Path) -> (String, String) {
    let folder = fresh(kept);
    bring_back(folder.path(), backup).unwrap();
    (dump_of(fresh(kept).path()), sound(folder.path()))
}

#[test]
fn a_restoration_on_a_failing_disk_is_done_or_not() {
    let (kept, backup) = walked(seed());
    let (before, after) = both(kept.path(), &backup);
    fail("restore", kept.path(), &|folder| bring_back(folder, &backup), &|folder, answer| {
        let left = sound(folder);
        match answer {
            Ok(()) => assert!(left == after),
            Err(error) => {
                told(&error);
                assert!(left == before, "{error}");
                bring_back(folder, &backup).unwrap();
                assert!(sound(folder) == after);
            }
        }
    });
}

#[test]
fn a_restoration_in_a_power_cut_is_done_or_not() {
    let (kept, backup) = walked(seed());
    let (before, after) = both(kept.path(), &backup);
    cut("restore", kept.path(), &|folder| bring_back(folder, &backup).unwrap(), &|folder, said| {
        let left = sound(folder);
        assert!(left == after || left == before && !said);
        if left == before {
            bring_back(folder, &backup).unwrap();
            assert!(sound(folder) == after);
        }
    });
}

fn begin(folder: &Path) -> Result<(), ActionError> {
    let book = Book::open(&folder.join(BOOK))?;
    Walk::go_on(&book, 1, MORNING).map(drop)
}

#[test]
fn a_book_that_could_not_be_made_is_made_the_next_time() {
    let kept = tempfile::tempdir().unwrap();
    fail("new book", kept.path(), &begin, &|folder, answer| {
        if let Err(error) = &answer {
            assert!(!error.sentence().id.is_empty());
            begin(folder).unwrap();
        }
        sound(folder);
    });
    cut("new book", kept.path(), &|folder| begin(folder).unwrap(), &|folder, said| {
        if !said {
            begin(folder).unwrap();
        }
        sound(folder);
    });
}
