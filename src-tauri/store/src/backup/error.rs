//! Why a backup wasn't made or restored.

use std::io;
use std::path::{Path, PathBuf};

use runut_core::rows::Finding;
use runut_core::{Sentence, way_out};

use crate::StoreError;
use crate::files::CopyError;

/// Why a backup wasn't made or restored. The book is as it was.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The book or the copy can't be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of the copy can't be written.
    #[error("folder of backups: {error}")]
    Place {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// A file that was named can't be read.
    #[error("backup file: {error}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The second place isn't there: a stick that is pulled out, a folder that was moved.
    #[error("the second place is missing")]
    NoSecond(PathBuf),
    /// The copy isn't sound.
    #[error("the copy is damaged: {} findings", findings.len())]
    Damaged {
        /// The copy, or what it is a copy of.
        path: PathBuf,
        /// What is wrong with it.
        findings: Vec<Finding>,
    },
    /// The book itself was named as the backup to restore.
    #[error("the book itself")]
    Same,
    /// The person stopped it.
    #[error("cancelled")]
    Cancelled,
}

impl BackupError {
    /// What stands in the way, for programs; none where something broke.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Store(StoreError::InUse) => Some("book_in_use"),
            Self::Store(StoreError::Foreign) => Some("foreign_book"),
            Self::Store(_) => None,
            Self::Place { .. } => Some("backup_place"),
            Self::Unreadable { .. } => Some("backup_unreadable"),
            Self::NoSecond(_) => Some("second_place_missing"),
            Self::Damaged { .. } => Some("backup_damaged"),
            Self::Same => Some("backup_is_book"),
            Self::Cancelled => Some("cancelled"),
        }
    }

    /// What to tell the person, with the way out.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Store(StoreError::Foreign) => Sentence::new(
                "Berkas itu bukan buku Runut atau cadangannya. Pilih cadangan lain.",
                "That file is neither a book of Runut nor a backup of one. Choose another backup.",
            ),
            Self::Store(error) => error.sentence(),
            Self::Place { folder, error } if error.kind() == io::ErrorKind::StorageFull => Sentence::new(
                format!(
                    "Disk penuh di {}. Cadangan tidak dibuat; buku tidak berubah. Kosongkan tempat.",
                    shown(folder)
                ),
                format!("The disk of {} is full. No backup was made; the book is as it was. Make room.", shown(folder)),
            ),
            Self::Place { folder, error } => {
                let (folder, why) = (shown(folder), Sentence::from(error));
                Sentence::new(
                    format!("{folder} tidak bisa ditulis ({}). Buku tidak berubah.", why.id),
                    format!("{folder} can't be written ({}). The book is as it was.", why.en),
                )
                .and(&way_out(error))
            }
            Self::Unreadable { path, error } => {
                let (path, why) = (shown(path), Sentence::from(error));
                Sentence::new(
                    format!("Berkas {path} tidak bisa dibaca ({}). Pilih cadangan lain.", why.id),
                    format!("The file {path} can't be read ({}). Choose another backup.", why.en),
                )
            }
            Self::NoSecond(folder) => Sentence::new(
                format!("Tempat kedua {} tidak ada sekarang. Colokkan disknya, atau pilih folder lain.", shown(folder)),
                format!(
                    "The second place {} isn't there now. Plug its disk in, or choose another folder.",
                    shown(folder)
                ),
            ),
            Self::Damaged { path, findings } => {
                let first = findings.first().map(|finding| finding.message.first()).unwrap_or_default();
                Sentence::new(
                    format!("{} rusak: {}. Pakai cadangan lain.", shown(path), first.id),
                    format!("{} is damaged: {}. Use another backup.", shown(path), first.en),
                )
            }
            Self::Same => Sentence::new(
                "Itu buku yang sedang dipakai, bukan cadangannya. Pilih cadangan.",
                "That is the book in use, not a backup of it. Choose a backup.",
            ),
            Self::Cancelled => Sentence::new("Dihentikan. Tidak ada yang berubah.", "Stopped. Nothing has changed."),
        }
    }

    /// What the engine says of a file that it writes in `folder`.
    pub(crate) fn writing(folder: &Path, error: StoreError) -> Self {
        use rusqlite::ErrorCode as Code;
        let code = match &error {
            StoreError::Sqlite(inner) => inner.sqlite_error_code(),
            _ => None,
        };
        let kind = match code {
            Some(Code::DiskFull | Code::SystemIoFailure) => io::ErrorKind::StorageFull,
            Some(Code::ReadOnly | Code::CannotOpen | Code::PermissionDenied) => io::ErrorKind::PermissionDenied,
            _ => return Self::Store(error),
        };
        Self::place(folder)(kind.into())
    }

    /// Why a backup wasn't copied into a folder: the one or the other.
    pub(crate) fn copying(backup: &Path, folder: &Path) -> impl Fn(CopyError) -> Self {
        move |error| match error {
            CopyError::Read(error) => Self::Unreadable { path: backup.to_owned(), error },
            CopyError::Write(error) => Self::place(folder)(error),
        }
    }

    pub(crate) fn place(folder: &Path) -> impl Fn(io::Error) -> Self {
        move |error| match error.kind() {
            io::ErrorKind::Interrupted => Self::Cancelled,
            _ => Self::Place { folder: folder.to_owned(), error },
        }
    }
}

fn shown(path: &Path) -> String {
    crate::plain(path).display().to_string()
}
