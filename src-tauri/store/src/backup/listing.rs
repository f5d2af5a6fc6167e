//! The folder of backups: what lies there, and what is taken away again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use runut_core::backup::{FileName, Kind, kept};
use runut_core::rows::{BackupKind, BackupRow};
use runut_core::{Instant, Zone};

use crate::companions::{Mark, folder, names, stem};
use crate::{StoreError, anchor, engine, files};

/// What is to be kept: of which book, as of when.
#[derive(Clone, Debug)]
pub struct Kept {
    pub(super) book: String,
    /// The shop's zone.
    pub zone: Zone,
    /// Now.
    pub now: Instant,
}

/// Takes away the marks of the book's backups that were never made, or are gone: of a program that was ended between mark and
/// backup. One that is just being made holds its mark.
pub(super) fn sweep(folder: &Path, stem: &str) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let backup = name.to_str().and_then(|name| name.strip_suffix(".jangkar"));
        let Some(backup) = backup.filter(|name| FileName::parse(stem, name).is_some()) else { continue };
        let nothing = || fs::symlink_metadata(folder.join(backup)).is_err();
        if nothing() && files::is_left(&entry.path()) && nothing() {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The backups of the book beside it and in the second place, and the books that were replaced, newest first. What lies in
/// both is one row.
#[must_use]
pub fn list(book: &Path, second: Option<&Path>, zone: Zone) -> Vec<BackupRow> {
    let mut rows: Vec<BackupRow> = Vec::new();
    for (path, name) in names(&folder(book), &stem(book)) {
        let lies = BackupRow { here: true, orders: orders(&path).ok(), ..row(&path, &name, zone) };
        rows.push(lies);
    }
    for (path, name) in second.map(|second| names(second, &stem(book))).unwrap_or_default() {
        let found = row(&path, &name, zone);
        let same = |row: &&mut BackupRow| {
            (&row.name, row.bytes, row.entries) == (&found.name, found.bytes, found.entries) && row.here
        };
        match rows.iter_mut().find(same) {
            Some(here) => here.second = true,
            None => rows.push(BackupRow { second: true, orders: orders(&path).ok(), ..found }),
        }
    }
    rows.sort_by(|a, b| (b.made, &b.name).cmp(&(a.made, &a.name)));
    rows
}

fn row(path: &Path, name: &FileName, zone: Zone) -> BackupRow {
    let file = fs::metadata(path);
    let modified = || {
        let since = file.as_ref().ok()?.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        i64::try_from(since.as_millis()).ok().map(Instant)
    };
    BackupRow {
        path: path.display().to_string(),
        name: name.to_string(),
        made: name.made.map_or_else(|| modified().unwrap_or_default(), |made| zone.instant(made)),
        bytes: file.as_ref().map_or(0, |file| i64::try_from(file.len()).unwrap_or(i64::MAX)),
        kind: match name.kind {
            Kind::Copy => BackupKind::Copy,
            Kind::Replaced => BackupKind::Replaced,
            Kind::Before(_) => BackupKind::Before,
        },
        here: false,
        second: false,
        orders: None,
        entries: Mark::beside(path).map(|mark| mark.head.entries),
    }
}

/// The newest backup of the book beside it, unless the second place has a copy.
pub(super) fn behind(book: &Path, second: &Path, own: &Mark) -> Option<PathBuf> {
    let mine = |folder: &Path| {
        let marked = names(folder, &stem(book)).into_iter().filter_map(|(path, name)| {
            let mark = Mark::beside(&path)?;
            Some((name.made?, mark, path))
        });
        marked.filter(|(_, mark, _)| mark.book == own.book && !mark.replaced).collect::<Vec<_>>()
    };
    let (_, newest, path) = mine(&folder(book)).into_iter().max_by_key(|(made, ..)| *made)?;
    (!mine(second).iter().any(|(_, mark, _)| mark.head == newest.head)).then_some(path)
}

/// Orders in a backup.
pub(super) fn orders(path: &Path) -> Result<i64, StoreError> {
    let conn = engine::open_copy(path)?;
    Ok(conn.query_row("SELECT CAST(COALESCE(SUM(orders), 0) AS BIGINT) AS orders FROM stage_count", [], |row| {
        row.get("orders")
    })?)
}

/// Takes away the backups in `folder` that needn't be kept. Replaced books, copies from before a migration, what isn't
/// verified and what is another book's stay. Answers how many went.
#[must_use]
pub fn thin(folder: &Path, book: &Path, keep: &Kept) -> usize {
    let mine: Vec<(PathBuf, Instant)> = names(folder, &stem(book))
        .into_iter()
        .filter(|(path, name)| name.kind == Kind::Copy && Mark::beside(path).is_some_and(|mark| mark.book == keep.book))
        .filter_map(|(path, name)| Some((path, keep.zone.instant(name.made?))))
        .collect();
    let made: Vec<Instant> = mine.iter().map(|(_, made)| *made).collect();
    let stays = kept(&made, keep.zone, keep.now);
    // The anchor goes last: without its file it says nothing.
    let gone = |path: &Path| files::remove(path).and_then(|()| files::remove(&anchor::path_of(path))).is_ok();
    mine.iter().filter(|(path, made)| !stays.contains(made) && gone(path)).count()
}
