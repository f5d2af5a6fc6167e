//! The book on a disk that is full, broken or read-only at any of its calls, and on one that loses in a power cut what was
//! not synced: a sentence, and the book as before or as after.
//!
//! `RUNUT_FAULTS` says how many times the usual sample is tried (`make torture`), `RUNUT_SEED` repeats a run.
#![cfg(target_os = "linux")]

mod backups;
mod calls;
mod disk;
mod loss;
mod power;
mod verbs;

use std::fs;
use std::path::Path;

use runut_core::Instant;

/// 2026-11-22 09:00 WIB.
const MORNING: Instant = Instant(1_795_312_800_000);

/// How many times the sample of `make test`.
fn times() -> u32 {
    std::env::var("RUNUT_FAULTS").map_or(1, |n| n.parse().expect("RUNUT_FAULTS is a number"))
}

/// The seed of this run.
fn seed() -> u64 {
    std::env::var("RUNUT_SEED")
        .map_or_else(|_| fastrand::u64(..1_000_000), |n| n.parse().expect("RUNUT_SEED is a number"))
}

/// Copies a folder that nobody uses, with what is in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), there).unwrap();
        }
    }
}
