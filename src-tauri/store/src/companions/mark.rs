//! The mark beside a backup: which book, and which state of it.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use rusqlite::Connection;

use crate::anchor::{self, Anchor};
use crate::{StoreError, files, log};

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

    /// The mark that lies beside a backup; none where there is none, a broken one, or it can't be read.
    pub fn beside(backup: &Path) -> Option<Self> {
        Self::read(backup).ok().flatten()
    }

    /// The same, told apart from a mark that is there and can't be read now.
    pub fn read(backup: &Path) -> io::Result<Option<Self>> {
        match std::fs::read_to_string(anchor::path_of(backup)) {
            Ok(text) => Ok(Self::parse(&text)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::InvalidData) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> Option<Self> {
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
