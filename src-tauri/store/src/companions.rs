//! What lies beside a book: the folder of its backups and their names, what others left or took, and a book that another file
//! has replaced.

mod mark;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use runut_core::backup::{FileName, Kind};
use runut_core::{Instant, Zone};
use rusqlite::Connection;

use crate::anchor::{self, Anchor};
use crate::files::{self, beside};
use crate::{StoreError, engine};

pub(crate) use mark::Mark;

/// Where the backups of a book lie: in `cadangan` beside it.
#[must_use]
pub fn folder(book: &Path) -> PathBuf {
    files::folder_of(book).join("cadangan")
}

/// The book's name as its backups bear it.
pub(crate) fn stem(book: &Path) -> String {
    book.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The files of that book's name in a folder, in no order.
pub(crate) fn names(folder: &Path, stem: &str) -> Vec<(PathBuf, FileName)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let named = |entry: fs::DirEntry| {
        let name = FileName::parse(stem, entry.file_name().to_str()?)?;
        Some((entry.path(), name))
    };
    entries.filter_map(|entry| named(entry.ok()?)).collect()
}

/// Whether there is no book, or an empty file, where there was one: its anchors or its backups are there.
pub(crate) fn is_gone(book: &Path) -> bool {
    let nothing = std::fs::metadata(book)
        .map_or_else(|error| error.kind() == io::ErrorKind::NotFound, |file| file.is_file() && file.len() == 0);
    let unfolded = || std::fs::metadata(beside(book, "-wal")).is_ok_and(|log| log.len() > 0);
    nothing && (unfolded() || anchor::path_of(book).exists() || !names(&folder(book), &stem(book)).is_empty())
}

/// Makes the book, what lies beside it and its backups the owner's only, where an older program or another one left them
/// open to others.
pub(crate) fn keep_private(book: &Path) {
    let endings = ["", "-wal", "-shm", "-journal", ".jangkar", ".lock", ".pakai", ".pulih", ".hapus", ".sapu"];
    endings.iter().for_each(|ending| files::keep_private(&beside(book, ending)));
    let folder = folder(book);
    files::keep_private(&folder);
    for (backup, _) in names(&folder, &stem(book)) {
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

/// The first name that is free among the backups for a book that was replaced; makes their folder.
pub(crate) fn free_name(book: &Path, zone: Zone, now: Instant) -> io::Result<PathBuf> {
    let folder = folder(book);
    files::make_folder(&folder)?;
    let name = |nth| FileName { book: stem(book), kind: Kind::Replaced, made: Some(zone.local(now)), nth };
    let free = (1..).map(|nth| folder.join(name(nth).to_string())).find(|path| fs::symlink_metadata(path).is_err());
    free.ok_or(io::ErrorKind::AlreadyExists.into())
}

/// Keeps what `conn` has of a book in whose place another file lies, as that of a restoration is kept. Answers its name.
pub(crate) fn keep_replaced(conn: &Connection, book: &Path, zone: Zone, now: Instant) -> Result<String, StoreError> {
    let folder = folder(book);
    files::make_folder(&folder)?;
    let file = files::temporary(&folder)?;
    engine::copy(conn, file.path(), &mut |_, _| true)?;
    file.as_file().sync_all()?;
    let kept = free_name(book, zone, now)?;
    match files::settle(file, &kept)? {
        None => Ok(kept.file_name().unwrap_or_default().to_string_lossy().into_owned()),
        Some(_) => Err(io::Error::from(io::ErrorKind::AlreadyExists).into()),
    }
}

/// What a restoration that was cut off has left to do, written down beside the book.
pub(crate) fn unsettled(book: &Path) -> PathBuf {
    beside(book, ".pulih")
}

/// The anchors of the book's own backups, as far as they are of the line of history that `conn` sees.
pub(crate) fn anchors(conn: &Connection, book: &Path) -> Result<Vec<Anchor>, StoreError> {
    let Some(own) = Mark::of(conn)? else { return Ok(Vec::new()) };
    let marks = names(&folder(book), &stem(book)).into_iter().filter_map(|(path, _)| Mark::beside(&path));
    Ok(marks.filter(|mark| mark.book == own.book && !mark.replaced).map(|mark| mark.head).collect())
}
