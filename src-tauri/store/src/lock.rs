//! Who may use a book: one window at a time, and nobody while another file takes its place.
//!
//! Invariant: a lock file's existence says nothing; the operating system's lock on it does, and ends with the process,
//! however that ends. The terminal program doesn't take the window's lock: it may write while the window is open. Every
//! program that has the book open stands in its gate.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::files::{self, beside};
use crate::{StoreError, place_of};

/// How long a window that is closing may take to give its book back.
const GRACE: Duration = Duration::from_millis(1500);

/// How long a program waits for a book that is just being replaced, and who replaces it for the programs that use it.
const GATE: Duration = Duration::from_secs(5);

/// The window's lock, held as long as this lives.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "held, not read")] File);

/// Why the lock was not given.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another window has this book open.
    #[error("another window has this book open")]
    Taken,
    /// The file can't be made or locked.
    #[error("lock file: {0}")]
    Io(#[from] io::Error),
}

impl LockError {
    /// Whether the place is one that this person can only read.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self, Self::Io(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
    }
}

impl Lock {
    /// Takes the lock of the window of `book` (`<book>.lock`); makes its folder if it is missing.
    ///
    /// A window that is just closing is waited for: who closes it and starts again at once gets the book.
    ///
    /// # Errors
    /// [`LockError::Taken`] while another window has the book; [`LockError::Io`] if the file can't be made or locked.
    pub fn take(book: &Path) -> Result<Self, LockError> {
        let path = beside(&place_of(book), ".lock");
        let begun = Instant::now();
        loop {
            match Self::try_take(&path) {
                Err(LockError::Taken) if begun.elapsed() < GRACE => thread::sleep(Duration::from_millis(20)),
                taken => return taken,
            }
        }
    }

    fn try_take(path: &Path) -> Result<Self, LockError> {
        if let Some(folder) = path.parent() {
            files::make_folder(folder)?;
        }
        let file = files::private().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// A book's gate (`<book>.pakai`): whoever has the book open stands in it; who puts another file in the book's place
/// shuts it first. None where nothing can be locked: what can't be written can't be replaced either.
#[derive(Debug)]
pub(crate) struct Gate(#[expect(dead_code, reason = "held, not read")] Option<File>);

impl Gate {
    /// The gate's file.
    pub fn path(book: &Path) -> PathBuf {
        beside(book, ".pakai")
    }

    /// Steps in; waits for a replacement that is under way.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where it takes too long.
    pub fn enter(book: &Path) -> Result<Self, StoreError> {
        let path = Self::path(book);
        let file = files::private().create(true).truncate(false).write(true).open(&path).or_else(|_| File::open(path));
        match file {
            Ok(file) => Self::wait(file, File::try_lock_shared),
            Err(_) => Ok(Self(None)),
        }
    }

    /// Shuts it; waits for those who stand in it.
    ///
    /// # Errors
    /// [`StoreError::InUse`] where somebody stays; [`StoreError::Io`] where its file can't be made.
    pub fn shut(book: &Path) -> Result<Self, StoreError> {
        let file = files::private().create(true).truncate(false).write(true).open(Self::path(book))?;
        Self::wait(file, File::try_lock)
    }

    fn wait(file: File, lock: impl Fn(&File) -> Result<(), TryLockError>) -> Result<Self, StoreError> {
        let begun = Instant::now();
        loop {
            match lock(&file) {
                Ok(()) => return Ok(Self(Some(file))),
                Err(TryLockError::WouldBlock) if begun.elapsed() < GATE => thread::sleep(Duration::from_millis(10)),
                Err(TryLockError::WouldBlock) => return Err(StoreError::InUse),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(Self(None)),
                Err(TryLockError::Error(error)) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_book_has_one_window_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("new/buku.runut");
        let first = Lock::take(&book).unwrap();
        assert!(matches!(Lock::take(&book), Err(LockError::Taken)));
        drop(first);
        Lock::take(&book).unwrap();
    }

    #[test]
    fn a_window_that_is_closing_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("buku.runut");
        let closing = Lock::take(&book).unwrap();
        let (asked, next) = std::sync::mpsc::channel();
        let second = thread::spawn(move || {
            assert!(matches!(Lock::try_take(&beside(&book, ".lock")), Err(LockError::Taken)));
            asked.send(()).unwrap();
            Lock::take(&book).map(drop)
        });
        next.recv().unwrap();
        drop(closing);
        second.join().unwrap().unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_not_a_second_window() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(Lock::take(&file.join("buku")), Err(LockError::Io(_))));
    }

    #[test]
    fn many_stand_in_a_gate_and_who_shuts_it_waits_for_them() {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("buku.runut");
        let (one, two) = (Gate::enter(&book).unwrap(), Gate::enter(&book).unwrap());
        drop(one);
        let (begun, next) = std::sync::mpsc::channel();
        let shutting = thread::spawn({
            let book = book.clone();
            move || {
                begun.send(()).unwrap();
                Gate::shut(&book).unwrap()
            }
        });
        next.recv().unwrap();
        drop(two);
        let shut = shutting.join().unwrap();
        let file = File::open(Gate::path(&book)).unwrap();
        assert!(matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)), "nobody steps in meanwhile");
        drop(shut);
        Gate::enter(&book).unwrap();
    }
}
