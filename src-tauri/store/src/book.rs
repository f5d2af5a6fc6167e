//! An open book: its one writer, its readers, and that it is still the file that was opened.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use rusqlite::Connection;

use crate::lock::Gate;
use crate::place::{self, Identity};
use crate::{Context, StoreError, anchor, companions, engine, files, log};

/// An open book.
#[derive(Debug)]
pub struct Book {
    path: PathBuf,
    /// The file that was opened and its log of changes: others may have been put in their places since.
    opened: Option<Identity>,
    changes: Option<Identity>,
    /// The name under which it was kept when that was seen.
    kept: OnceLock<Option<String>>,
    /// Before the writer, so that they are closed before it: the last connection folds the write-ahead log into the
    /// book, and a reader couldn't.
    readers: Mutex<Vec<Connection>>,
    pub(crate) writer: Mutex<Connection>,
    /// Hears which rows a write changes.
    pub(crate) watch: engine::changes::Watch,
    /// Last, so that nobody takes the book away before it is closed.
    _gate: Option<Gate>,
}

/// Readers kept open; more are opened when needed and closed again.
const READERS_KEPT: usize = 4;

impl Book {
    /// Opens it where it lies: links are followed before.
    pub(crate) fn open_at(path: &Path, before: engine::Before) -> Result<Self, StoreError> {
        place::usable(path)?;
        if path.is_dir() {
            return Err(StoreError::NotAFile);
        }
        if place::has_two_names(path) && !companions::unsettled(path).exists() {
            return Err(StoreError::TwoNames);
        }
        files::make_folder(files::folder_of(path))?;
        if path.exists() && !Gate::path(path).exists() {
            engine::refuse(path)?;
        }
        let gate = Some(Gate::enter(path)?);
        companions::keep_private(path);
        let _ = files::private().create_new(true).write(true).open(path); // what is there, or can't be made, is opened as it is
        let found = Identity::of(path);
        let writer = engine::open(path, before)?;
        let opened = Identity::of(path);
        if opened != found {
            return Err(StoreError::Replaced(None));
        }
        let changes = Identity::of(&files::beside(path, "-wal"));
        Ok(Self { opened, changes, ..Self::new(path, writer, gate)? })
    }

    /// Opens a copy of a book, to read it; nothing is written, not even beside it.
    pub(crate) fn look(path: &Path) -> Result<Self, StoreError> {
        let writer = engine::open_copy(path)?;
        Self::new(path, writer, None)
    }

    fn new(path: &Path, mut writer: Connection, gate: Option<Gate>) -> Result<Self, StoreError> {
        let watch = engine::changes::Watch::on(&mut writer)?;
        Ok(Self {
            path: path.to_owned(),
            opened: None,
            changes: None,
            kept: OnceLock::new(),
            readers: Mutex::new(Vec::new()),
            writer: Mutex::new(writer),
            watch,
            _gate: gate,
        })
    }

    /// Refuses to go on with a book in whose place another file lies: what is written into the one that was opened is in no
    /// book any more.
    pub(crate) fn still_there(&self) -> Result<(), StoreError> {
        match self.opened {
            Some(opened) if Identity::of(&self.path) != Some(opened) => Err(StoreError::Replaced(None)),
            _ => Ok(()),
        }
    }

    /// As [`Book::still_there`]; what `conn` still has of the book is kept among its backups before, and its log of changes
    /// put aside, which would be taken for that of the file that lies there now.
    pub(crate) fn stays(&self, conn: &Connection, ctx: &Context) -> Result<(), StoreError> {
        let Err(replaced) = self.still_there() else { return Ok(()) };
        let StoreError::Replaced(_) = replaced else { return Err(replaced) };
        let kept = self.kept.get_or_init(|| {
            let kept = companions::keep_replaced(conn, &self.path, ctx.zone, ctx.now).ok();
            if self.changes.is_some() && Identity::of(&files::beside(&self.path, "-wal")) == self.changes {
                let _ = companions::put_aside(&self.path, &["-wal"]);
            }
            kept
        });
        Err(StoreError::Replaced(kept.clone()))
    }

    /// Where its file lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads from one state of the book: what `f` sees doesn't change under it.
    ///
    /// # Errors
    /// What `f` answers, or [`StoreError`] where the book can't be read.
    pub fn read<T, E: From<StoreError>>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let conn = match pooled {
            Some(conn) => conn,
            None => {
                self.still_there()?;
                engine::open_reader(&self.path)?
            }
        };
        conn.execute_batch("BEGIN").map_err(StoreError::from)?;
        let answer = f(&Reader { conn: &conn });
        if conn.is_autocommit() {
            return answer; // the engine has ended the transaction, for a reason that the answer has
        }
        conn.execute_batch("COMMIT").map_err(StoreError::from)?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(conn);
        }
        answer
    }

    /// A number that changes when another process has written.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        engine::data_version(&self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Keeps an anchor of the log as it is now outside the book: for whoever opens it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read or the anchor can't be written.
    pub fn anchor(&self) -> Result<(), StoreError> {
        let (entries, hash) = self.read(|book| log::head(book.conn))?;
        if entries == 0 { Ok(()) } else { anchor::add(&self.path, entries, &hash) }
    }

    /// Every row of the book as text, for tests that show that nothing changed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn dump(&self) -> Result<String, StoreError> {
        engine::dump(&self.writer.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// One state of the book, to read from.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disk that can't be read ends a transaction: what is said is the disk's error, and the next question is asked anew.
    #[test]
    fn what_ended_a_reading_is_what_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("buku.runut")).unwrap();
        let failed = book.read(|reader| {
            reader.conn.execute_batch("ROLLBACK")?;
            Err::<(), _>(StoreError::Cursor)
        });
        assert!(matches!(failed, Err(StoreError::Cursor)), "{failed:?}");
        assert!(book.read(|reader| reader.shop()).unwrap().is_none());
    }
}
