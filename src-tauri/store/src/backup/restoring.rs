//! A backup takes the place of the book.
//!
//! The backup is copied beside the book first, verified there, and brought to the newest version: what is compared and
//! confirmed is what takes the place, by one rename. Until then nothing of the book is touched; from then on the replaced
//! one lies among the backups.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use runut_core::rows::{BackupPhase, BackupProgress};
use runut_core::{Instant, Zone};
use tempfile::TempDir;

use super::making::before_migration;
use super::{BackupError, Progress, finishing, unsound};
use crate::anchor::{self, Anchor};
use crate::companions::{Mark, folder, free_name, names, stem};
use crate::files::beside;
use crate::lock::Gate;
use crate::{Book, StoreError, engine, files, is_regular, log, place_of};

/// The folder, beside the book, of a backup that is about to take its place.
const STAGE: &str = ".runut-pulih-";

/// A backup that is ready to take the place of the book. Dropped, nothing has happened.
#[derive(Debug)]
pub struct Staged {
    /// What is dropped first: its files lie in `stage`.
    book: Book,
    /// By this it is known that the stage is in use.
    gate: Gate,
    stage: TempDir,
    source: PathBuf,
    target: PathBuf,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// Where the replaced book lies; none where there was none.
    pub kept: Option<PathBuf>,
}

impl Staged {
    /// Copies a backup beside the book `target`, verifies it and brings it to the newest version.
    ///
    /// # Errors
    /// [`BackupError`]: not a book, a newer one, damaged, the book itself; or there is no room beside the book.
    pub fn prepare(backup: &Path, target: &Path, progress: Progress<'_>) -> Result<Self, BackupError> {
        let unreadable = |error| BackupError::Unreadable { path: backup.to_owned(), error };
        let target = place_of(target);
        let own = fs::canonicalize(backup).map_err(unreadable)?;
        if fs::canonicalize(&target).is_ok_and(|target| target == own) {
            return Err(BackupError::Same);
        }
        if !is_regular(backup).map_err(unreadable)? {
            return Err(BackupError::Store(StoreError::Foreign));
        }
        let size = fs::metadata(backup).map_err(unreadable)?;
        let home = files::folder_of(&target).to_owned();
        let place = BackupError::place(&home);
        files::make_folder(&home).map_err(&place)?;
        clear(&home);
        let stage = tempfile::Builder::new().prefix(STAGE).tempdir_in(&home).map_err(&place)?;
        let copy = stage.path().join(target.file_name().unwrap_or(OsStr::new("buku.runut")));
        let gate = Gate::enter(&copy)?;
        let total = i64::try_from(size.len() >> 20).unwrap_or(i64::MAX);
        let mut tell = |done: u64| {
            let done = i64::try_from(done >> 20).unwrap_or(i64::MAX);
            progress(BackupProgress { phase: BackupPhase::Copy, done, total }).is_continue()
        };
        // A book that was carried here by hand may have changes beside it that aren't folded in yet.
        for ending in ["", "-wal"] {
            let from = beside(backup, ending);
            match File::open(&from) {
                Ok(_) => {
                    let mut to = files::create(&beside(&copy, ending)).map_err(&place)?;
                    files::copy(&from, &mut to, &mut tell).map_err(BackupError::copying(&from, &home))?;
                }
                Err(_) if ending == "-wal" => {}
                Err(error) => return Err(unreadable(error)),
            }
        }
        if progress(BackupProgress { phase: BackupPhase::Verify, done: 0, total: 0 }).is_break() {
            return Err(BackupError::Cancelled);
        }
        let book = opened(backup, &copy)?;
        unsound(backup, &book, true)?;
        Ok(Self { book, gate, stage, source: backup.to_owned(), target })
    }

    /// The book that is about to take the place: to be compared, and to note in its log that it was restored.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Whether the backups of the book in whose place it would be are all of another book than this one.
    ///
    /// # Errors
    /// [`StoreError`] where it can't be read.
    pub fn is_of_another_book(&self) -> Result<bool, StoreError> {
        let Some(own) = self.book.read(|reader| Mark::of(reader.conn))? else { return Ok(false) };
        let names = names(&folder(&self.target), &stem(&self.target));
        let known: Vec<Mark> = names.iter().filter_map(|(path, _)| Mark::beside(path)).collect();
        Ok(!known.is_empty() && known.iter().all(|mark| mark.book != own.book))
    }

    /// The book in whose place it would be.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The backup's file.
    #[must_use]
    pub fn source(&self) -> &Path {
        &self.source
    }

    /// Puts it in the place of the book, which is kept among the backups. Nobody may have the book open: not this program
    /// either.
    ///
    /// # Errors
    /// [`BackupError`]: another program uses the book, or its folder can't be written. The book is then as it was.
    pub fn replace(self, zone: Zone, now: Instant) -> Result<Replaced, BackupError> {
        let Self { stage, gate, book, target, .. } = self; // dropped from the end: the folder last
        let home = files::folder_of(&target).to_owned();
        let place = BackupError::place(&home);
        let copy = book.path().to_owned();
        let mark = book.read(|reader| Mark::of(reader.conn))?;
        let agreed = agreed(&book, &target)?;
        drop(book);
        engine::alone(&copy)?;
        files::sync(&copy).map_err(&place)?;

        let mut anchors = agreed;
        anchors.extend(mark.map(|mark| mark.head));
        anchors.dedup();

        let shut = Gate::shut(&target)?;
        // Before anything is left: what another program holds can't be replaced.
        if files::is_held(&target) {
            return Err(StoreError::InUse.into());
        }
        // Where the present book is damaged this can't be done, and needn't. A disk that fails must not cost its changes.
        if let Err(error) = engine::fold(&target)
            && error.is_disk()
        {
            return Err(error.into());
        }
        let kept = kept_as(&target, zone, now).map_err(&place)?;
        finishing::note(&target, kept.as_deref(), &anchors).map_err(&place)?;
        if let Err(error) = put(&copy, &target, kept.as_deref()) {
            let _ = finishing::undo(&target);
            let held = runut_core::is_held(&error) || files::is_held(&target);
            return Err(if held { StoreError::InUse.into() } else { place(error) });
        }
        drop(shut);
        drop(gate);
        drop(stage);
        // It is restored. Who opens it makes what proves its log fit it: here at once, or the next one.
        let _ = Book::open_at(&target, before_migration).and_then(|book| finishing::settle(&book));
        Ok(Replaced { kept })
    }
}

/// Puts `copy` in the place of the book, which is kept as `kept`.
fn put(copy: &Path, target: &Path, kept: Option<&Path>) -> io::Result<()> {
    let home = files::folder_of(target);
    if let Some(kept) = kept {
        keep(target, kept)?;
    }
    let _ = files::remove(&beside(target, "-shm"));
    files::remove(&beside(target, "-wal"))?;
    // What was beside the old file must never be found beside the new one.
    files::sync_folder(home)?;
    fs::rename(copy, target)?;
    let _ = files::sync_folder(home); // it is there, and to say otherwise would be wrong
    Ok(())
}

/// Takes away what restorations that were cut off have left in a folder. One that is being prepared stands in its copy's gate.
pub(crate) fn clear(home: &Path) {
    let stages = fs::read_dir(home).into_iter().flatten().flatten();
    for stage in stages.filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGE)) {
        let within: Vec<PathBuf> =
            fs::read_dir(stage.path()).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
        let mut gates =
            within.iter().filter(|path| path.extension().is_some_and(|ending| ending == "pakai")).peekable();
        let left = match gates.peek() {
            Some(_) => gates.all(|gate| files::is_left(gate)),
            None => files::is_old(stage.metadata()), // ended, or about to make its gate
        };
        if left && stage.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(stage.path());
        }
    }
}

/// Opens the copy; what is wrong with it is said of the backup.
fn opened(backup: &Path, copy: &Path) -> Result<Book, BackupError> {
    if fs::metadata(copy).is_ok_and(|file| file.len() == 0) {
        return Err(BackupError::Store(StoreError::Foreign));
    }
    Book::open_at(&place_of(copy), before_migration).map_err(|error| {
        if error.is_damage() {
            let (id, en) = ("isinya tidak terbaca sebagai buku Runut", "it can't be read as a book of Runut");
            let finding = crate::audit::finding("file", "book", id, en);
            BackupError::Damaged { path: backup.to_owned(), findings: vec![finding] }
        } else {
            BackupError::Store(error)
        }
    })
}

/// Where the present book will be kept among its backups; none where there is none.
fn kept_as(target: &Path, zone: Zone, now: Instant) -> io::Result<Option<PathBuf>> {
    match fs::symlink_metadata(target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        there => there?,
    };
    free_name(target, zone, now).map(Some)
}

/// Keeps the present book under that name, with what lies beside it: first there, then here no longer. A folder in its
/// place is moved.
fn keep(target: &Path, kept: &Path) -> io::Result<()> {
    if fs::symlink_metadata(target)?.is_dir() {
        return fs::rename(target, kept);
    }
    double(target, kept)?;
    for ending in ["-wal", ".jangkar"] {
        let from = beside(target, ending);
        if fs::metadata(&from).is_ok_and(|file| file.len() > 0) {
            files::copy(&from, &mut files::create(&beside(kept, ending))?, &mut |_| true)?;
        }
    }
    files::sync_folder(files::folder_of(kept))
}

/// One more name for a file; a copy where the disk gives a file only one, and on Windows: no name of a file that is open can
/// be taken away again there.
fn double(from: &Path, to: &Path) -> io::Result<()> {
    let linked = if cfg!(windows) { Err(io::ErrorKind::Unsupported.into()) } else { fs::hard_link(from, to) };
    linked.or_else(|_| {
        let mut file = files::temporary(files::folder_of(to))?;
        files::copy(from, file.as_file_mut(), &mut |_| true)?;
        match files::settle(file, to)? {
            None => Ok(()),
            Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    })
}

/// The anchors of the present book that the restored one agrees with: the others go with the replaced one.
fn agreed(restored: &Book, target: &Path) -> Result<Vec<Anchor>, StoreError> {
    restored.read(|reader| {
        let mut agreed = Vec::new();
        for anchor in anchor::read(target) {
            if log::hash_of(reader.conn, anchor.entries)?.is_some_and(|hash| anchor::hex(&hash) == anchor.hash) {
                agreed.push(anchor);
            }
        }
        Ok(agreed)
    })
}
