//! What must hold of each reader, whatever bytes it is given. libFuzzer drives these bodies (`make fuzz`), and a test
//! replays the corpora and every crash that was ever found.
//!
//! Invariants of every body: the same bytes give the same answer; what is refused is refused with a sentence in both
//! languages; what is accepted can be done with a shop's book, after which the audit finds nothing.

mod document;
mod memory;
mod orders;
mod panics;
mod payout;
mod picture;
mod places;
mod scans;
mod shop;
mod tracking;
mod workbook;

use runut_core::Sentence;

pub use workbook::parts;

/// Reads bytes and panics where something doesn't hold.
type Body = fn(&[u8]);

const MB: usize = 1024 * 1024;

/// The readers: name of target and corpus, body, and how much memory one input may take at once.
const READERS: [(&str, Body, usize); 8] = [
    ("xlsx", orders::xlsx, 256 * MB),
    ("csv", orders::csv, 64 * MB),
    ("tracking", tracking::read, 64 * MB),
    ("scans", scans::read, 64 * MB),
    ("document", document::read, 64 * MB),
    ("places", places::read, 64 * MB),
    ("picture", picture::read, 1024 * MB),
    ("payout", payout::read, 256 * MB),
];

/// The names of the readers.
pub fn names() -> impl Iterator<Item = &'static str> {
    READERS.into_iter().map(|(name, ..)| name)
}

/// Gives a reader bytes.
///
/// # Panics
/// Where something doesn't hold, our own code panicked (also where the program would have caught it), or more memory was
/// taken than the reader may.
pub fn run(name: &str, bytes: &[u8]) {
    let Some((_, body, most)) = READERS.into_iter().find(|(known, ..)| *known == name) else {
        panic!("there is no reader {name}");
    };
    let peak = memory::peak(|| panics::uncovered(|| body(bytes)));
    assert!(peak <= most, "{name} took {peak} bytes for {}", bytes.len());
}

/// A sentence says something in both languages and can't break out of its line of a terminal.
fn said(sentence: &Sentence) {
    for text in [&sentence.id, &sentence.en] {
        assert!(!text.trim().is_empty(), "an empty sentence: {sentence:?}");
        assert!(text.len() < 16_000 && !text.contains(char::is_control), "{text:?}");
    }
}

/// Texts that were cleaned: no control characters, and not longer than they may be.
fn clean(texts: &[&String], most: usize) {
    for text in texts {
        assert!(text.chars().count() <= most && !text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
    }
}
