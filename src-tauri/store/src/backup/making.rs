//! A backup is made: copied from one state of the book, verified, named.

use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use runut_core::backup::{FileName, Kind};
use runut_core::rows::{BackupPhase, BackupProgress, Finding};
use runut_core::{Instant, Zone};
use rusqlite::Connection;
use tempfile::NamedTempFile;

use super::{BackupError, Kept, Progress, audit, is_small, listing, unsound};
use crate::companions::{Mark, folder, stem};
use crate::{Book, StoreError, anchor, engine, files};

/// A backup that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
    /// Orders in it.
    pub orders: i64,
    /// What the audit found in it, and so in the book; empty where the book was too large to be audited too.
    pub findings: Vec<Finding>,
    /// What is to be kept beside it.
    pub keep: Kept,
}

/// Copies the book into its folder of backups while it is in use, verifies the copy, and gives it its name and anchor. A
/// book without a log has nothing to be backed up.
///
/// # Errors
/// [`BackupError`]; no half file is left.
pub fn make(book: &Book, zone: Zone, now: Instant, progress: Progress<'_>) -> Result<Made, BackupError> {
    let folder = folder(book.path());
    files::make_folder(&folder).map_err(BackupError::place(&folder))?;
    files::sweep(&folder);
    listing::sweep(&folder, &stem(book.path()));
    let conn = engine::open_reader(book.path())?;
    conn.execute_batch("BEGIN").map_err(StoreError::from)?;
    let mark = Mark::of(&conn)?.ok_or(StoreError::NoShop)?;
    let (file, findings) = copied(&conn, &folder, book.path(), true, progress)?;
    let name = |nth| FileName { book: stem(book.path()), kind: Kind::Copy, made: Some(zone.local(now)), nth };
    let orders = listing::orders(file.path())?;
    let path = named(file, Some(&mark), (1..).map(name), &folder)?;
    let bytes = fs::metadata(&path).map_or(0, |file| file.len());
    Ok(Made { path, bytes, orders, findings, keep: Kept { book: mark.book, zone, now } })
}

/// A verified copy of an older book among its backups, before a migration changes its form.
pub(crate) fn before_migration(conn: &Connection, path: &Path, version: i64) -> Result<(), StoreError> {
    let folder = folder(path);
    files::make_folder(&folder)?;
    let mut go_on = |_| ControlFlow::Continue(());
    let kind = Kind::Before(u32::try_from(version).unwrap_or(0));
    let mut put = || -> Result<PathBuf, BackupError> {
        let (file, _) = copied(conn, &folder, path, false, &mut go_on)?;
        let name = |nth| FileName { book: stem(path), kind, made: None, nth };
        named(file, Mark::of(conn)?.as_ref(), (1..).map(name), &folder)
    };
    put().map(drop).map_err(|error| match error {
        BackupError::Store(error) => error,
        BackupError::Place { error, .. } => error.into(),
        other => StoreError::Broken(format!("the copy before migrating: {other}")),
    })
}

/// A verified copy in `folder`, without a name yet, and what the audit says of it if it is of the present version.
fn copied(
    conn: &Connection,
    folder: &Path,
    book: &Path,
    present: bool,
    progress: Progress<'_>,
) -> Result<(NamedTempFile, Vec<Finding>), BackupError> {
    let file = files::temporary(folder).map_err(BackupError::place(folder))?;
    let mut tell = |done, total| progress(BackupProgress { phase: BackupPhase::Copy, done, total }).is_continue();
    let whole = engine::copy(conn, file.path(), &mut tell).map_err(|error| BackupError::writing(folder, error))?;
    let mut go_on = |phase| progress(BackupProgress { phase, done: 0, total: 0 }).is_continue();
    if !whole || !go_on(BackupPhase::Verify) {
        return Err(BackupError::Cancelled);
    }
    let copy = Book::look(file.path())?;
    let thorough = is_small(file.path());
    unsound(book, &copy, thorough)?;
    let findings = if thorough && present { audit(&copy)? } else { Vec::new() };
    drop(copy);
    if go_on(BackupPhase::Verify) { Ok((file, findings)) } else { Err(BackupError::Cancelled) }
}

/// How many names are tried before a folder is called full.
const NAMES: usize = 1_000;

/// Gives a copy the first name that is free. Its mark lies there before: a name that is listed is a whole backup, and a disk
/// that fails in between leaves no more than a mark that nothing looks at.
fn named(
    mut file: NamedTempFile,
    mark: Option<&Mark>,
    names: impl Iterator<Item = FileName>,
    folder: &Path,
) -> Result<PathBuf, BackupError> {
    let place = BackupError::place(folder);
    file.as_file().sync_all().map_err(&place)?;
    for path in names.take(NAMES).map(|name| folder.join(name.to_string())) {
        let marked = anchor::path_of(&path);
        if fs::symlink_metadata(&path).is_ok() || fs::symlink_metadata(&marked).is_ok() {
            continue;
        }
        let held = mark.map(|mark| mark.reserve(&path)).transpose().map_err(&place)?;
        if matches!(held, Some(None)) {
            continue;
        }
        let answer = files::settle(file, &path);
        if !matches!(answer, Ok(None)) && mark.is_some() {
            let _ = files::remove(&marked);
        }
        match answer.map_err(&place)? {
            None => return Ok(path),
            Some(back) => file = back,
        }
    }
    Err(place(io::ErrorKind::AlreadyExists.into()))
}

/// Copies a backup to the second place, and compares what arrived. Nothing is made there but the files: a disk that isn't
/// plugged in has no folder, and must not get one on the disk that holds the book.
///
/// # Errors
/// [`BackupError::NoSecond`] where the place isn't there; else [`BackupError`]. No half file is left.
pub fn mirror(book: &Path, backup: &Path, second: &Path, progress: Progress<'_>) -> Result<PathBuf, BackupError> {
    if !second.is_dir() {
        return Err(BackupError::NoSecond(second.to_owned()));
    }
    let place = BackupError::place(second);
    let unreadable = |error| BackupError::Unreadable { path: backup.to_owned(), error };
    let mark = Mark::beside(backup).ok_or_else(|| unreadable(io::ErrorKind::NotFound.into()))?;
    let total = fs::metadata(backup).map_err(unreadable)?.len();
    listing::sweep(second, &stem(book));
    let mut file = files::temporary(second).map_err(&place)?;
    let megabytes = |bytes: u64| i64::try_from(bytes >> 20).unwrap_or(i64::MAX);
    let mut tell = |done| {
        let (done, total) = (megabytes(done), megabytes(total));
        progress(BackupProgress { phase: BackupPhase::Copy, done, total }).is_continue()
    };
    files::copy(backup, file.as_file_mut(), &mut tell).map_err(BackupError::copying(backup, second))?;
    if !files::same(backup, file.path()).map_err(&place)? {
        return Err(place(io::Error::other("yang tertulis berbeda dari cadangannya")));
    }
    let name = backup.file_name().unwrap_or_default().to_string_lossy();
    let name = FileName::parse(&stem(book), &name).ok_or_else(|| unreadable(io::ErrorKind::InvalidFilename.into()))?;
    named(file, Some(&mark), (name.nth..).map(|nth| FileName { nth, ..name.clone() }), second)
}
