//! The book: one file, its migrations, one writer, readers, queries.
//!
//! Invariant: [`Book::write`] is the only door for changes: one immediate transaction, an activity for every changed
//! noun, everything or nothing. The store doesn't know why anything happens.

mod anchor;
pub mod backup;
mod columns;
mod counts;
mod customers;
mod engine;
mod error;
mod files;
mod lock;
mod log;
mod orders;
mod parcels;
mod payments;
mod photos;
mod place;
mod products;
mod reading;
pub mod reports;
pub mod salvage;
mod settings;
mod shop;
mod stock;
mod tasks;
pub mod undo;
mod write;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use lock::Gate;
use place::Identity;
use runut_core::{Day, Instant, PersonId, Zone};
use rusqlite::Connection;

pub use counts::{Count, CountEntryOf, Settled};
pub use customers::Moved;
pub use error::StoreError;
pub use files::{is_held, keep_private, make_folder, sync_folder};
pub use lock::{Lock, LockError};
pub use log::LogEnd;
pub use orders::{Beside, Known, NewOrder};
pub use payments::{Flow, Payment};
pub use photos::PhotoSize;
pub use place::{place_of, plain, usable, whereabouts};
pub use products::{Match, given_sku};
pub use reading::{IMPORT_BYTES_MAX, is_regular, read_begin, read_file};
pub use runut_core::activity::Topic;
pub use settings::account_number;
pub use write::{Tx, Written};

/// Who acts, when, on which business day; and the request's own id, by which a repeated one is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Who.
    pub person: PersonId,
    /// When.
    pub now: Instant,
    /// The shop's business day.
    pub today: Day,
    /// The shop's zone.
    pub zone: Zone,
    /// The request's id, unique.
    pub request: String,
}

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
    writer: Mutex<Connection>,
    /// Hears which rows a write changes.
    watch: engine::changes::Watch,
    /// Last, so that nobody takes the book away before it is closed.
    _gate: Option<Gate>,
}

/// Where the book lies if nobody names another: in the platform's own folder for data.
#[must_use]
pub fn default_path() -> PathBuf {
    let folder = directories::ProjectDirs::from("id", "", "Runut").map(|dirs| dirs.data_dir().to_owned());
    folder.unwrap_or_default().join("buku.runut")
}

/// Readers kept open; more are opened when needed and closed again.
const READERS_KEPT: usize = 4;

impl Book {
    /// Opens the book at `path`, creating an empty one where there is none and migrating an older one.
    ///
    /// # Errors
    /// [`StoreError`]: not a book, a newer one, damaged, or its folder can't be written; [`StoreError::Gone`] where there was
    /// one before.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = &place_of(path);
        if backup::is_gone(path) { Err(StoreError::Gone) } else { Self::open_or_make(path) }
    }

    /// Opens the book at `path`; where there is none, makes one, also where there was one before: its anchors are put aside.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let path = &place_of(path);
        if backup::is_gone(path) {
            backup::put_traces_aside(path)?;
        }
        Self::open_or_make(path)
    }

    /// Whether there was a book at `path` and is none any more, or an empty file: what belongs to it is still there.
    #[must_use]
    pub fn is_gone(path: &Path) -> bool {
        backup::is_gone(&place_of(path))
    }

    /// Opens it where it lies: links are followed before.
    fn open_or_make(path: &Path) -> Result<Self, StoreError> {
        place::usable(path)?;
        if path.is_dir() {
            return Err(StoreError::NotAFile);
        }
        if place::has_two_names(path) && !backup::is_unsettled(path) {
            return Err(StoreError::TwoNames);
        }
        files::make_folder(files::folder_of(path))?;
        if path.exists() && !Gate::path(path).exists() {
            engine::refuse(path)?;
        }
        let gate = Some(Gate::enter(path)?);
        backup::keep_private(path);
        let _ = files::private().create_new(true).write(true).open(path); // what is there, or can't be made, is opened as it is
        let before = Identity::of(path);
        let writer = engine::open(path)?;
        let opened = Identity::of(path);
        if opened != before {
            return Err(StoreError::Replaced(None));
        }
        let changes = Identity::of(&lock::beside(path, "-wal"));
        let book = Self { opened, changes, ..Self::new(path, writer, gate)? };
        let _ = backup::settle(&book); // where it can't be done now, the next one to open the book does it
        backup::clear(files::folder_of(path));
        Ok(book)
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
            let kept = backup::keep_replaced(conn, &self.path, ctx.zone, ctx.now).ok();
            if self.changes.is_some() && Identity::of(&lock::beside(&self.path, "-wal")) == self.changes {
                let _ = backup::put_aside(&self.path, &["-wal"]);
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

    /// The context of a request by `person` (by name; the owner if none is named) at `now`.
    ///
    /// # Errors
    /// [`StoreError::NoShop`] before first start; [`StoreError::Missing`] for a person the shop doesn't have.
    pub fn context(&self, person: Option<&str>, now: Instant, request: &str) -> Result<Context, StoreError> {
        self.read(|book| {
            let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
            let person = book.person(person)?.id;
            Ok(Context { person, now, today: zone.day(now), zone, request: request.to_owned() })
        })
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
