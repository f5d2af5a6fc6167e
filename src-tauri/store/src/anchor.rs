//! Anchors of the activity log, outside the book: how many entries there were and the hash of the last.
//!
//! The chain alone can't show that its end was cut off or that all of it was computed anew; a line in this file can.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use runut_core::activity::Hash;

use crate::StoreError;
use crate::files::beside;

/// An anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Anchor {
    pub entries: i64,
    pub hash: String,
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.entries, self.hash)
    }
}

/// Where the anchors of a book are kept: beside it.
pub(crate) fn path_of(book: &Path) -> PathBuf {
    beside(book, ".jangkar")
}

/// A hash in hexadecimal.
pub(crate) fn hex(hash: &Hash) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

/// The anchors kept so far, oldest first; lines that were cut off are passed over.
pub(crate) fn read(book: &Path) -> Vec<Anchor> {
    let text = fs::read_to_string(path_of(book)).unwrap_or_default();
    text.lines().filter_map(line).collect()
}

/// Reads one line; none if it is no anchor.
pub(crate) fn line(line: &str) -> Option<Anchor> {
    let (entries, hash) = line.split_once(' ')?;
    let whole = hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
    whole.then(|| Some(Anchor { entries: entries.parse().ok()?, hash: hash.to_owned() })).flatten()
}

/// Puts these anchors in the place of all others.
pub(crate) fn replace(book: &Path, anchors: &[Anchor]) -> Result<(), StoreError> {
    let text: String = anchors.iter().map(|anchor| format!("{anchor}\n")).collect();
    crate::files::put(&path_of(book), text.as_bytes())?;
    Ok(())
}

/// Adds an anchor, unless it is the last one already.
pub(crate) fn add(book: &Path, entries: i64, hash: &Hash) -> Result<(), StoreError> {
    let anchor = Anchor { entries, hash: hex(hash) };
    if read(book).last() == Some(&anchor) {
        return Ok(());
    }
    let torn = fs::read(path_of(book)).is_ok_and(|kept| kept.last().is_some_and(|last| *last != b'\n'));
    let mut file = crate::files::private().create(true).append(true).open(path_of(book))?;
    if torn {
        writeln!(file)?; // a line cut off by a full disk or a power cut: it counts for nothing, the next one must
    }
    writeln!(file, "{anchor}")?;
    file.sync_data()?;
    Ok(())
}
