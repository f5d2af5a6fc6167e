//! What is still readable of a damaged book, put into a new one: its lists can be drawn from that, and where nothing is
//! missing and the audit finds nothing, it is the book.
//!
//! Invariant: nothing is written to the damaged file or beside it, and what comes of it appears under its name when all of
//! it is there.

use std::fs;
use std::path::{Path, PathBuf};

use runut_core::rows::{BackupPhase, BackupProgress, ExportKind};
use tempfile::TempDir;

use crate::backup::{BackupError, Progress};
use crate::engine::{self, Taken};
use crate::files::beside;
use crate::place::usable;
use crate::{Book, StoreError, anchor, files, place_of};

/// What the folder of a salvage under way is called.
const STAGE: &str = ".runut-terbaca-";

/// A book that was put together from what is readable. Dropped, nothing of it is left.
#[derive(Debug)]
pub struct Salvage {
    /// What is dropped first: its files lie in `stage`.
    book: Book,
    stage: TempDir,
    taken: Vec<Taken>,
}

impl Salvage {
    /// Reads the book at `path` as far as it goes. What is made on the way lies in `folder` until it is done.
    ///
    /// # Errors
    /// [`StoreError::Foreign`] where there is no book and never was one; [`BackupError::Place`] where `folder` can't be
    /// written.
    pub fn of(path: &Path, folder: &Path, progress: Progress<'_>) -> Result<Self, BackupError> {
        let (path, place) = (&place_of(path), BackupError::place(folder));
        let readable = fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0);
        if !readable {
            return Err(StoreError::Foreign.into());
        }
        usable(folder)?;
        files::make_folder(folder).map_err(&place)?;
        let stage = tempfile::Builder::new().prefix(STAGE).tempdir_in(folder).map_err(&place)?;
        let (wreck, into) = (stage.path().join("rusak"), stage.path().join("buku.runut"));
        let total = fs::metadata(path).map_or(0, |file| megabytes(file.len()));
        let mut tell =
            |done| progress(BackupProgress { phase: BackupPhase::Copy, done: megabytes(done), total }).is_continue();
        // While it is in use nobody may begin its log anew between the two copies.
        let reading = engine::hold(path);
        for ending in ["", "-wal"] {
            let from = beside(path, ending);
            let there = ending.is_empty() || from.exists();
            if there && !files::copy_readable(&from, &beside(&wreck, ending), &mut tell).map_err(&place)? {
                return Err(BackupError::Cancelled);
            }
        }
        drop(reading);
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let mut tell = |done, total| {
            let (done, total) = (count(done), count(total));
            progress(BackupProgress { phase: BackupPhase::Verify, done, total }).is_continue()
        };
        let taken = engine::rebuild(&wreck, &into, &mut tell).map_err(|error| BackupError::writing(folder, error))?;
        let taken = taken.ok_or(BackupError::Cancelled)?;
        files::put(&anchor::path_of(&into), &fs::read(anchor::path_of(path)).unwrap_or_default()).map_err(&place)?;
        let book = Book::open(&into)?;
        Ok(Self { book, stage, taken })
    }

    /// What was put together, to draw its lists from.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// How many rows of a list's table were left out; none where some were and nobody knows how many.
    #[must_use]
    pub fn left_out(&self, list: ExportKind) -> Option<i64> {
        self.taken.iter().find(|taken| taken.table == table(list)).map_or(Some(0), |taken| taken.left_out)
    }

    /// Whether something was left out that is in no list.
    #[must_use]
    pub fn left_out_beside(&self) -> bool {
        let listed = ExportKind::ALL.map(table);
        self.taken.iter().any(|taken| taken.left_out != Some(0) && !listed.contains(&taken.table.as_str()))
    }

    /// How many rows were read.
    #[must_use]
    pub fn rows(&self) -> i64 {
        self.taken.iter().map(|taken| taken.rows).sum()
    }

    /// Whether it is the whole book: nothing was left out, and the audit, which knows the anchors of the damaged one, finds
    /// nothing but steps that are forgotten.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let is_whole = || -> Result<bool, StoreError> {
            let forgotten = self.book.forget_damaged_steps()?;
            let forgotten: Vec<String> = forgotten.into_iter().map(|key| format!("request {key}")).collect();
            self.book.index_anew()?;
            let found = crate::audit::check(&self.book)?;
            Ok(found.iter().all(|finding| finding.code == "witness" && forgotten.contains(&finding.place)))
        };
        self.taken.iter().all(|taken| taken.left_out == Some(0)) && is_whole().unwrap_or(false)
    }

    /// Puts a file beside what will be kept.
    ///
    /// # Errors
    /// [`BackupError::Place`] where it can't be written.
    pub fn put(&self, name: &str, bytes: &[u8]) -> Result<(), BackupError> {
        files::put(&self.stage.path().join(name), bytes).map_err(BackupError::place(self.stage.path()))
    }

    /// Gives what was put, and the book if it is to be kept, the first name of `names` in the folder that is free.
    ///
    /// # Errors
    /// [`BackupError::Place`] where the folder can't be written.
    pub fn keep(self, with_book: bool, names: impl Iterator<Item = String>) -> Result<Kept, BackupError> {
        let Self { book, stage, .. } = self;
        let path = book.path().to_owned();
        drop(book);
        let folder = files::folder_of(stage.path()).to_owned();
        let place = BackupError::place(&folder);
        engine::alone(&path)?;
        let waste = ["", ".jangkar"].into_iter().filter(|_| !with_book).chain([".pakai", "-wal", "-shm"]);
        for ending in waste {
            files::remove(&beside(&path, ending)).map_err(&place)?;
        }
        for ending in ["", "-wal", "-shm"] {
            files::remove(&beside(&stage.path().join("rusak"), ending)).map_err(&place)?;
        }
        let mut free = names.map(|name| folder.join(name)).filter(|path| !path.exists());
        let there = free.next().ok_or_else(|| place(std::io::ErrorKind::AlreadyExists.into()))?;
        fs::rename(stage.keep(), &there).map_err(&place)?;
        files::sync_folder(&folder).map_err(&place)?;
        let book = with_book.then(|| there.join(path.file_name().unwrap_or_default()));
        Ok(Kept { folder: there, book })
    }
}

/// What a salvage has left.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The folder.
    pub folder: PathBuf,
    /// The book in it, if it was kept.
    pub book: Option<PathBuf>,
}

fn table(list: ExportKind) -> &'static str {
    match list {
        ExportKind::Orders => "orders",
        ExportKind::Lines => "order_line",
        ExportKind::Products => "variant",
        ExportKind::Stock => "stock_level",
        ExportKind::Customers => "customer",
        ExportKind::Payments => "payment",
        ExportKind::Postings => "posting",
        ExportKind::Purchases => "purchase",
        ExportKind::Receipts => "receipt_line",
        ExportKind::Bills => "bill",
        ExportKind::Suppliers => "supplier",
        ExportKind::Settlements => "settle_row",
        ExportKind::Records => "record_value",
        ExportKind::Log => "activity",
    }
}

fn megabytes(bytes: u64) -> i64 {
    i64::try_from(bytes >> 20).unwrap_or(i64::MAX)
}
