//! A random walk through a shop of its own, the audit looking on.

use std::collections::BTreeMap;
use std::process::ExitCode;

use runut_actions::Walk;
use runut_core::rows::Finding;
use runut_core::{Instant, Refusal, Sentence};
use runut_store::{Book, audit};
use serde::Serialize;

use super::shop::{said, status};
use crate::args;
use crate::output::{Fault, Out, table};

/// How often something was done and refused.
#[derive(Default, Serialize)]
struct Count {
    done: u64,
    refused: u64,
}

/// What a walk came to.
#[derive(Serialize)]
struct Walked {
    seed: u64,
    steps: u64,
    orders: i64,
    tried: BTreeMap<String, Count>,
    findings: Vec<Finding>,
}

/// Tells each write of a kept book once it is there: whoever ends this program at once (`make torture` does) knows by it
/// what has to be found in the book afterwards.
struct Told<'a> {
    book: &'a Book,
    out: &'a Out,
    /// Entries of the log that were told.
    entries: i64,
    kept: bool,
}

/// A kept book's log is anchored after so many entries.
const ANCHORED: i64 = 8;

impl Told<'_> {
    fn tell(&mut self) -> Result<(), Fault> {
        if !self.kept {
            return Ok(());
        }
        let ends = self.book.read(|reader| reader.log_ends())?;
        let Some((_, last)) = ends.filter(|(_, last)| last.entry > self.entries) else { return Ok(()) };
        self.out.say(&format!("{} {}", last.request, last.entry));
        if self.entries / ANCHORED != last.entry / ANCHORED {
            self.book.anchor()?;
        }
        self.entries = last.entry;
        Ok(())
    }
}

/// A folder that vanishes with what is in it.
fn thrown_away() -> Result<tempfile::TempDir, Refusal> {
    tempfile::tempdir().map_err(|error| {
        let why = Sentence::from(&error);
        let (id, en) = (
            format!("Folder sementara tidak bisa dibuat ({}). Periksa sisa disk.", why.id),
            format!("No temporary folder could be made ({}). Check the disk.", why.en),
        );
        Refusal::new("folder_unwritable", id, en)
    })
}

/// Walks in a book that is thrown away, or in one that walks keep: nobody's own book is touched. Ends at the first audit
/// that finds something.
pub fn run(out: &Out, walk: &args::Walk, start: Instant) -> Result<ExitCode, Fault> {
    let scratch;
    let path = match &walk.kept {
        Some(path) => path.clone(),
        None => {
            scratch = thrown_away()?;
            scratch.path().join("jalan.runut")
        }
    };
    let book = Book::open(&path)?;
    let mut walker = Walk::go_on(&book, walk.seed, start)?;
    let mut told = Told { book: &book, out, entries: 0, kept: walk.kept.is_some() };
    told.tell()?;
    let mut walked = Walked { seed: walk.seed, steps: 0, orders: 0, tried: BTreeMap::new(), findings: Vec::new() };
    while walked.steps < walk.steps && walked.findings.is_empty() {
        let step = walker.step(&book)?;
        told.tell()?;
        let count = walked.tried.entry(step.what).or_default();
        if step.refused.is_some() {
            count.refused += 1
        } else {
            count.done += 1
        }
        walked.steps += 1;
        if walked.steps.is_multiple_of(walk.audit) || walked.steps == walk.steps {
            walked.findings = audit::check(&book)?;
            out.say(&format!("{} langkah, {} temuan", walked.steps, walked.findings.len()));
        }
    }
    walked.orders = book.read(|reader| reader.next_order())?.0 - 1;
    let code = status(&walked.findings);
    out.value(&walked, |walked| {
        let rows: Vec<Vec<String>> = walked
            .tried
            .iter()
            .map(|(what, count)| vec![what.clone(), count.done.to_string(), count.refused.to_string()])
            .collect();
        let (steps, orders, seed) = (walked.steps, walked.orders, walked.seed);
        let told = said(&walked.findings);
        format!(
            "{}\n{steps} langkah, {orders} pesanan, benih {seed}. {told}",
            table(&["Apa", "Jadi", "Ditolak"], &rows)
        )
    });
    Ok(code)
}
