//! Backups: copies of the book, verified, beside it and in a second place; and their way back.
//!
//! Invariant: a backup's name never belongs to a half-written or unverified file, and no file is overwritten. Beside each
//! lies its anchor (`<backup>.jangkar`), from before it has its name: the number of entries of its log and the hash of the
//! last, and of the first, by which the backups of one book are told from another's. Only backups of the book itself are ever
//! thinned out.

mod error;
mod finishing;
mod making;
mod restoring;
mod shelf;

use std::fs::File;
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use runut_core::rows::{BackupProgress, Finding};
use runut_core::{Instant, Zone};
use rusqlite::Connection;

use crate::anchor::{self, Anchor};
use crate::lock::beside;
use crate::{Book, StoreError, files, log};

pub use error::BackupError;
pub use making::{Made, make, mirror};
pub use restoring::{Replaced, Staged};
pub use shelf::{Kept, list, thin};

pub(crate) use finishing::{is_unsettled, settle};
pub(crate) use making::before_migration;
pub(crate) use restoring::{clear, keep_replaced};

/// Hears how far the work is, and says whether it goes on.
pub type Progress<'a> = &'a mut dyn FnMut(BackupProgress) -> ControlFlow<()>;

/// Where the backups of a book lie: in `cadangan` beside it.
#[must_use]
pub fn folder(book: &Path) -> PathBuf {
    files::folder_of(book).join("cadangan")
}

/// The book's name as its backups bear it.
pub(crate) fn stem(book: &Path) -> String {
    book.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Whether there is no book, or an empty file, where there was one: its anchors or its backups are there.
pub(crate) fn is_gone(book: &Path) -> bool {
    let nothing = std::fs::metadata(book)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |file| file.is_file() && file.len() == 0);
    let unfolded = || std::fs::metadata(beside(book, "-wal")).is_ok_and(|log| log.len() > 0);
    nothing && (unfolded() || anchor::path_of(book).exists() || !shelf::names(&folder(book), &stem(book)).is_empty())
}

/// Makes the book, what lies beside it and its backups the owner's only, where an older program or another one left them
/// open to others.
pub(crate) fn keep_private(book: &Path) {
    let endings = ["", "-wal", "-shm", "-journal", ".jangkar", ".lock", ".pakai", ".pulih"];
    endings.iter().for_each(|ending| files::keep_private(&beside(book, ending)));
    let folder = folder(book);
    files::keep_private(&folder);
    for (backup, _) in shelf::names(&folder, &stem(book)) {
        ["", "-wal", ".jangkar"].iter().for_each(|ending| files::keep_private(&beside(&backup, ending)));
    }
}

/// What is left of a book that is gone is put aside, so that a new one isn't measured by it.
pub(crate) fn put_traces_aside(book: &Path) -> Result<(), StoreError> {
    put_aside(book, &[".jangkar", "-wal"])
}

/// Puts what lies beside the book under these endings aside, and what only goes with its log of changes away.
pub(crate) fn put_aside(book: &Path, endings: &[&str]) -> Result<(), StoreError> {
    for ending in endings {
        let trace = beside(book, ending);
        let aside = (1..).map(|nth| beside(book, &format!("{ending}.lama{nth}"))).find(|path| !path.exists());
        match aside.map(|aside| std::fs::rename(&trace, aside)) {
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(files::remove(&beside(book, "-shm"))?)
}

/// Which book and which state of it: the first entry of its log and the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// The hash of the first entry: a book's own.
    pub book: String,
    /// The last entry.
    pub head: Anchor,
    /// Of a line of history that a restored backup has replaced.
    pub replaced: bool,
}

impl Mark {
    /// The mark of a book as `conn` sees it; none where its log is empty.
    pub fn of(conn: &Connection) -> Result<Option<Self>, StoreError> {
        let (entries, hash) = log::head(conn)?;
        let first = log::hash_of(conn, 1)?;
        let head = Anchor { entries, hash: anchor::hex(&hash) };
        Ok(first.map(|first| Self { book: anchor::hex(&first), head, replaced: false }))
    }

    /// The mark that lies beside a backup; none where there is none, or a broken one.
    pub fn beside(backup: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(anchor::path_of(backup)).ok()?;
        let mut lines = text.lines();
        let head = anchor::line(lines.next()?)?;
        let book = lines.next()?.strip_prefix("buku ")?.to_owned();
        Some(Self { book, head, replaced: lines.next() == Some("terganti") })
    }

    /// Puts it beside a backup, in the place of the one that lies there.
    pub fn put(&self, backup: &Path) -> io::Result<()> {
        files::put(&anchor::path_of(backup), self.text().as_bytes())
    }

    /// Puts it where a backup is about to lie, which keeps the name for that one; none where the name is taken. As long as
    /// the answer is held, nobody takes the mark for one that was left.
    pub fn reserve(&self, backup: &Path) -> io::Result<Option<File>> {
        let mut file = files::temporary(files::folder_of(backup))?;
        file.as_file_mut().write_all(self.text().as_bytes())?;
        file.as_file().sync_all()?;
        let held = file.as_file().try_clone()?;
        let _ = held.try_lock(); // where nothing can be locked, its age says whether it was left
        Ok(files::settle(file, &anchor::path_of(backup))?.is_none().then_some(held))
    }

    fn text(&self) -> String {
        let replaced = if self.replaced { "terganti\n" } else { "" };
        format!("{}\nbuku {}\n{replaced}", self.head, self.book)
    }
}

/// The anchors of the book's own backups, as far as they are of its present line of history.
pub(crate) fn anchors(book: &Book) -> Result<Vec<Anchor>, StoreError> {
    let Some(own) = book.read(|reader| Mark::of(reader.conn))? else { return Ok(Vec::new()) };
    let names = shelf::names(&folder(book.path()), &stem(book.path()));
    let marks = names.into_iter().filter_map(|(path, _)| Mark::beside(&path));
    Ok(marks.filter(|mark| mark.book == own.book && !mark.replaced).map(|mark| mark.head).collect())
}

/// How many entries the end of the log lacks that were anchored outside the book; nil where it lacks none.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn lost_entries(book: &Book) -> Result<i64, StoreError> {
    let known = anchor::read(book.path()).iter().map(|anchor| anchor.entries).max().unwrap_or(0);
    let (entries, _) = book.read(|reader| log::head(reader.conn))?;
    Ok((known - entries).max(0))
}

/// When the last verified backup of this book was made; none where there is none.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn last(book: &Book, zone: Zone) -> Result<Option<Instant>, StoreError> {
    let Some(own) = book.read(|reader| Mark::of(reader.conn))? else { return Ok(None) };
    let names = shelf::names(&folder(book.path()), &stem(book.path()));
    let mine = names.into_iter().filter(|(path, _)| Mark::beside(path).is_some_and(|mark| mark.book == own.book));
    Ok(mine.filter_map(|(_, name)| Some(zone.instant(name.made?))).max())
}

/// The newest backup of this book that the second place doesn't have yet; none where it has it, or isn't there.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn behind(book: &Book, second: &Path) -> Result<Option<PathBuf>, StoreError> {
    let own = book.read(|reader| Mark::of(reader.conn))?.filter(|_| second.is_dir());
    Ok(own.and_then(|own| shelf::behind(book.path(), second, &own)))
}

/// What shows that a copy is damaged.
fn unsound(path: &Path, book: &Book, thorough: bool) -> Result<(), BackupError> {
    let findings = crate::reports::sound(book, thorough)?;
    if findings.is_empty() { Ok(()) } else { Err(BackupError::Damaged { path: path.to_owned(), findings }) }
}

/// A book larger than this is verified without comparing its indexes and without the audit, unless it is restored.
const THOROUGH_BYTES: u64 = 256 << 20;

fn is_small(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() < THOROUGH_BYTES)
}

/// What the audit says of a sound copy: what was posted wrong before is in the book itself too.
fn audit(book: &Book) -> Result<Vec<Finding>, StoreError> {
    match crate::reports::check(book) {
        Err(StoreError::NoShop) => Ok(Vec::new()),
        checked => checked,
    }
}
