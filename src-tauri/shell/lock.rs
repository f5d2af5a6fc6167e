//! The lock file beside the book: one window a book.
//!
//! Invariant: the file's existence says nothing; the operating system's lock on it does, and ends with the process,
//! however that ends. The terminal program doesn't take it: it may write while the window is open.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long a window that is closing may take to give its book back.
const GRACE: Duration = Duration::from_millis(1500);

/// The lock, held as long as this lives.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "held, not read")] File);

/// Why the lock was not given.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LockError {
    /// Another window has this book open.
    #[error("another window has this book open")]
    Taken,
    /// The file can't be made or locked.
    #[error("lock file: {0}")]
    Io(#[from] io::Error),
}

impl LockError {
    /// Whether the place is one that this person can only read.
    pub fn is_read_only(&self) -> bool {
        use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem};
        matches!(self, Self::Io(error) if matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem))
    }
}

impl Lock {
    /// Takes the lock; makes the folder of the book if it is missing.
    ///
    /// A window that is just closing is waited for: who closes it and starts again at once gets the book.
    ///
    /// # Errors
    /// [`LockError::Taken`] while another window has the book; [`LockError::Io`] if the file can't be made or locked.
    pub fn take(path: &Path) -> Result<Self, LockError> {
        let begun = Instant::now();
        loop {
            match Self::try_take(path) {
                Err(LockError::Taken) if begun.elapsed() < GRACE => thread::sleep(Duration::from_millis(20)),
                taken => return taken,
            }
        }
    }

    fn try_take(path: &Path) -> Result<Self, LockError> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(LockError::Taken),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lock, LockError};

    #[test]
    fn a_book_has_one_window_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/buku.runut.lock");
        let first = Lock::take(&path).unwrap();
        assert!(matches!(Lock::take(&path), Err(LockError::Taken)));
        drop(first);
        Lock::take(&path).unwrap();
    }

    #[test]
    fn a_window_that_is_closing_is_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut.lock");
        let closing = Lock::take(&path).unwrap();
        let (asked, next) = std::sync::mpsc::channel();
        let second = std::thread::spawn({
            let path = path.clone();
            move || {
                assert!(matches!(Lock::try_take(&path), Err(LockError::Taken)));
                asked.send(()).unwrap();
                Lock::take(&path).map(drop)
            }
        });
        next.recv().unwrap();
        drop(closing);
        second.join().unwrap().unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_an_error_not_a_second_window() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        assert!(matches!(Lock::take(&file.join("buku.lock")), Err(LockError::Io(_))));
    }
}
