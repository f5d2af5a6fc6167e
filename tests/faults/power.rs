//! The power is cut at any of the disk's calls: what was acknowledged is in the book, nothing is half done.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use fastrand::Rng;
use runut_actions::Walk;
use runut_store::{Book, audit};

use crate::disk::Watch;
use crate::loss::Cut;
use crate::{MORNING, seed, times};

const BOOK: &str = "jalan.runut";

/// Steps of one walk.
const STEPS: u32 = 80;

/// Walks in `make test`.
const WALKS: u32 = 2;

/// Of so many calls of the disk one is followed by a cut.
const ONE_IN: u32 = 40;

/// Of so many books that a cut has left one is audited: where every row is as it must be, it has only the file to look at.
const AUDITED: u32 = 4;

/// Opens what the cut has left as the next start would, and holds it against what it may be.
fn examine(image: &Path, may_be: &[&String], audited: bool) -> Result<usize, String> {
    let book = Book::open(&image.join(BOOK)).map_err(|e| format!("it can't be opened: {e}"))?;
    let left = book.dump().map_err(|e| format!("it can't be read: {e}"))?;
    let findings = if audited { audit::check(&book).map_err(|e| format!("no audit: {e}"))? } else { Vec::new() };
    if !findings.is_empty() {
        return Err(format!("{findings:#?}"));
    }
    may_be.iter().position(|state| **state == left).ok_or_else(|| "neither before nor after".to_owned())
}

#[derive(Default)]
struct Tally {
    cuts: u32,
    before: u32,
}

/// The images of one step, each examined and taken away.
fn examine_all(images: &Path, may_be: &[&String], tally: &mut Tally) -> Result<(), String> {
    let mut taken: Vec<PathBuf> = fs::read_dir(images).unwrap().map(|entry| entry.unwrap().path()).collect();
    taken.sort();
    for image in taken {
        let audited = tally.cuts.is_multiple_of(AUDITED);
        let found = examine(&image, may_be, audited).map_err(|e| format!("{}: {e}", image.display()))?;
        tally.before += u32::from(found == 0 && may_be.len() > 1);
        tally.cuts += 1;
        fs::remove_dir_all(&image).unwrap();
    }
    Ok(())
}

fn walk(seed: u64, tally: &mut Tally) {
    let (folder, images) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join(BOOK);
    let mut rng = Rng::with_seed(seed);
    let mut walk = Walk::begin(&Book::open(&path).unwrap(), seed, MORNING).unwrap();
    let disk = Watch::losing(folder.path(), seed);
    disk.cut(Some(Cut { images: images.path().to_owned(), one_in: ONE_IN }));
    let mut book = Book::open(&path).unwrap();
    let mut state = book.dump().unwrap();
    for at in 1..=STEPS {
        let step = walk.step(&book).unwrap();
        let after = book.dump().unwrap();
        let fail =
            |e: String| -> ! { panic!("RUNUT_SEED={seed}, step {at}, {step:?}: {e}: {}", images.path().display()) };
        examine_all(images.path(), &[&state, &after], tally).unwrap_or_else(|e| fail(e));
        state = after;
        disk.image(&images.path().join("said"));
        if rng.u8(0..8) == 0 {
            book.anchor().unwrap();
        }
        if rng.u8(0..12) == 0 {
            drop(book);
            book = Book::open(&path).unwrap();
        }
        examine_all(images.path(), &[&state], tally).unwrap_or_else(|e| fail(e));
    }
    drop(book);
    examine_all(images.path(), &[&state], tally).unwrap();
}

#[test]
fn whatever_was_acknowledged_outlives_a_power_cut() {
    let (seed, begun) = (seed(), Instant::now());
    println!("power cuts: RUNUT_SEED={seed}");
    let mut tally = Tally::default();
    for nth in 0..WALKS * times() {
        walk(seed + u64::from(nth), &mut tally);
    }
    println!("{} power cuts, {} left the book as before; {} s", tally.cuts, tally.before, begun.elapsed().as_secs());
}
