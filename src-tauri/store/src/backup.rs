//! Backups: copies of the book, verified, beside it and in a second place; and their way back.
//!
//! Invariant: a backup's name never belongs to a half-written or unverified file, and no file is overwritten. Beside each
//! lies its anchor (`<backup>.jangkar`), from before it has its name: the number of entries of its log and the hash of the
//! last, and of the first, by which the backups of one book are told from another's. Only backups of the book itself are ever
//! thinned out.

mod error;
mod finishing;
mod listing;
mod making;
mod restoring;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use runut_core::rows::{BackupProgress, Finding};
use runut_core::{Instant, Zone};

use crate::companions::{Mark, names, stem};
use crate::{Book, StoreError, anchor, log};

pub use error::BackupError;
pub use listing::{Kept, list, thin};
pub use making::{Made, make, mirror};
pub use restoring::{Replaced, Staged};

pub use crate::companions::folder;
pub(crate) use finishing::settle;
pub(crate) use making::before_migration;
pub(crate) use restoring::clear;

/// Hears how far the work is, and says whether it goes on.
pub type Progress<'a> = &'a mut dyn FnMut(BackupProgress) -> ControlFlow<()>;

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
    let names = names(&folder(book.path()), &stem(book.path()));
    let mine = names.into_iter().filter(|(path, _)| Mark::beside(path).is_some_and(|mark| mark.book == own.book));
    Ok(mine.filter_map(|(_, name)| Some(zone.instant(name.made?))).max())
}

/// The newest backup of this book that the second place doesn't have yet; none where it has it, or isn't there.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn behind(book: &Book, second: &Path) -> Result<Option<PathBuf>, StoreError> {
    let own = book.read(|reader| Mark::of(reader.conn))?.filter(|_| second.is_dir());
    Ok(own.and_then(|own| listing::behind(book.path(), second, &own)))
}

/// What shows that a copy is damaged.
fn unsound(path: &Path, book: &Book, thorough: bool) -> Result<(), BackupError> {
    let findings = crate::audit::sound(book, thorough)?;
    if findings.is_empty() { Ok(()) } else { Err(BackupError::Damaged { path: path.to_owned(), findings }) }
}

/// A book larger than this is verified without comparing its indexes and without the audit, unless it is restored.
const THOROUGH_BYTES: u64 = 256 << 20;

fn is_small(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.len() < THOROUGH_BYTES)
}

/// What the audit says of a sound copy: what was posted wrong before is in the book itself too.
fn audit(book: &Book) -> Result<Vec<Finding>, StoreError> {
    match crate::audit::check(book) {
        Err(StoreError::NoShop) => Ok(Vec::new()),
        checked => checked,
    }
}
