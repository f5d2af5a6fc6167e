//! A restoration that was cut off is finished, or undone, by whoever opens the book next.
//!
//! One rename puts a backup in the book's place; the anchors and marks that prove its log can only follow. What is to be
//! done is written down beside the book before (`<book>.pulih`), and taken away when it is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use runut_core::backup::{FileName, Kind};

use crate::anchor::{self, Anchor};
use crate::companions::{Mark, folder, names, stem, unsettled};
use crate::files::beside;
use crate::{Book, StoreError, files, log};

/// Before the name under which the replaced book is kept.
const KEPT: &str = "diganti ";

/// Writes down the anchors of what is about to take the book's place, its own head last, and where the book will be kept.
pub(super) fn note(book: &Path, kept: Option<&Path>, anchors: &[Anchor]) -> io::Result<()> {
    let name = kept.and_then(Path::file_name).map(|name| format!("{KEPT}{}\n", name.to_string_lossy()));
    let anchors: String = anchors.iter().map(|anchor| format!("{anchor}\n")).collect();
    files::put(&unsettled(book), (name.unwrap_or_default() + &anchors).as_bytes())
}

/// The note of a restoration that didn't come to its end, and what it left.
pub(super) fn undo(book: &Path) -> io::Result<()> {
    let text = fs::read_to_string(unsettled(book))?;
    let name = text.lines().find_map(|line| FileName::parse(&stem(book), line.strip_prefix(KEPT)?));
    let kept = name.filter(|name| name.kind == Kind::Replaced).map(|name| folder(book).join(name.to_string()));
    // A folder that lay in the book's place was moved, everything else has one more name or is a copy.
    if let Some(kept) = kept.filter(|kept| book.exists() && !kept.is_dir()) {
        // The book's own changes, which only a damaged one keeps beside it here, go back first.
        let (there, here) = (beside(&kept, "-wal"), beside(book, "-wal"));
        if there.exists() && !here.exists() {
            fs::rename(there, here)?;
        }
        for ending in ["", "-wal", ".jangkar"] {
            files::remove(&beside(&kept, ending))?;
        }
    }
    files::remove(&unsettled(book))
}

/// Finishes what was noted where the backup has taken the book's place, else takes away what was left.
pub(crate) fn settle(book: &Book) -> Result<(), StoreError> {
    let Ok(text) = fs::read_to_string(unsettled(book.path())) else { return Ok(()) };
    let anchors: Vec<Anchor> = text.lines().filter_map(anchor::line).collect();
    let entries = anchors.last().map_or(0, |head| head.entries);
    let hash = book.read(|reader| log::hash_of(reader.conn, entries))?.map(|hash| anchor::hex(&hash));
    if hash.is_none() || hash.as_ref() != anchors.last().map(|head| &head.hash) {
        return Ok(undo(book.path())?);
    }
    for (backup, mark) in other_lines(book, book.path())? {
        mark.put(&backup)?;
    }
    anchor::replace(book.path(), &anchors)?;
    Ok(files::remove(&unsettled(book.path()))?)
}

/// The book's backups whose mark changes: those of the line of history that is replaced, and those of the one that comes
/// back. A mark that can't be read now is no mark that stays as it is: then all of it is done by the next one to open the book.
fn other_lines(restored: &Book, target: &Path) -> Result<Vec<(PathBuf, Mark)>, StoreError> {
    restored.read(|reader| {
        let Some(own) = Mark::of(reader.conn)? else { return Ok(Vec::new()) };
        let mut changed = Vec::new();
        for (path, _) in names(&folder(target), &stem(target)) {
            let Some(mark) = Mark::read(&path)?.filter(|mark| mark.book == own.book) else { continue };
            let hash = log::hash_of(reader.conn, mark.head.entries)?;
            let replaced = hash.is_none_or(|hash| anchor::hex(&hash) != mark.head.hash);
            if replaced != mark.replaced {
                changed.push((path, Mark { replaced, ..mark }));
            }
        }
        Ok(changed)
    })
}
