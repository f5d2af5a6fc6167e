//! What can go wrong with the book itself. A rule of the shop that says no is a `Refusal` and not here.

use runut_core::{Refusal, Sentence, way_out};

/// The book can't be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database says no.
    #[error("book: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file system says no.
    #[error("book file: {0}")]
    Io(#[from] std::io::Error),
    /// Made by a newer version of the program.
    #[error("book of version {found}, this program knows {known}")]
    Newer {
        /// The book's version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// A database, but not a book of this program.
    #[error("not a book of Runut")]
    Foreign,
    /// An empty file, or none, where there was a book before.
    #[error("the book is gone, its backups or anchors are there")]
    Gone,
    /// What holds the book together is damaged.
    #[error("the book's head is damaged")]
    Damaged,
    /// Something that isn't a file lies in the book's place.
    #[error("a folder lies in the book's place")]
    NotAFile,
    /// The system can't have a book of that name.
    #[error("a name that this system can't have")]
    Name(Refusal),
    /// Another program uses the book, or is replacing it.
    #[error("another program uses the book")]
    InUse,
    /// The file has a second name elsewhere.
    #[error("the book's file has a second name (a hard link)")]
    TwoNames,
    /// Another file has taken the place of the book that is open; the name under which the open one was kept among the
    /// backups, if it was.
    #[error("another file has taken the open book's place")]
    Replaced(Option<String>),
    /// The shop isn't set up in this book yet.
    #[error("the book has no shop yet")]
    NoShop,
    /// A row that must be there isn't.
    #[error("{0} is not in the book")]
    Missing(String),
    /// A person who is no longer with the shop can't act.
    #[error("archived, can't act")]
    Archived(String),
    /// The acting person may not do this.
    #[error("the acting person may not do this")]
    NotPermitted(Refusal),
    /// A request's id was used before, for something else.
    #[error("request id used before, for something else")]
    RequestReused,
    /// The mark of a page that no page before it gave.
    #[error("not the mark of a page")]
    Cursor,
    /// A stored value that the program doesn't know.
    #[error("the book has an unknown {what}: {value}")]
    Unknown {
        /// What it is.
        what: &'static str,
        /// As stored.
        value: String,
    },
    /// A sum that no shop has: beyond what is kept exactly.
    #[error("a sum beyond what is kept: {0}")]
    TooLarge(&'static str),
    /// Something that must hold in the book doesn't.
    #[error("the book contradicts itself: {0}")]
    Broken(String),
    /// What is written down beside the book of rows that were erased can't be read.
    #[error("the list of what was erased is damaged in line {line}")]
    ErasedList {
        /// The file's name.
        name: String,
        /// The line.
        line: usize,
    },
    /// A stored answer or fact that can't be read.
    #[error("stored text: {0}")]
    Json(#[from] serde_json::Error),
}

impl StoreError {
    /// What to tell the person, with the way out.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        use rusqlite::ErrorCode as Code;
        let code = match self {
            Self::Sqlite(error) => error.sqlite_error_code(),
            _ => None,
        };
        let (id, en) = match (self, code) {
            (_, Some(Code::DiskFull)) => (
                "Disk penuh. Tidak ada yang berubah. Kosongkan tempat, lalu ulangi.",
                "The disk is full. Nothing has changed. Make room, then try again.",
            ),
            (_, Some(Code::SystemIoFailure)) => (
                "Disk tidak bisa dibaca atau ditulis, mungkin penuh. Tidak ada yang berubah. Periksa sisa disk, lalu ulangi.",
                "The disk can't be read or written; it may be full. Nothing has changed. Check it, then try again.",
            ),
            (Self::RequestReused, _) => (
                "Nomor permintaan ini sudah dipakai untuk hal lain. Tidak ada yang berubah. Ulangi dengan nomor baru.",
                "This request id was used for something else. Nothing has changed. Try again with a new one.",
            ),
            (Self::Cursor, _) => (
                "Tanda halaman itu tidak dikenal. Mulai lagi dari halaman pertama.",
                "That isn't the mark of a page. Start again from the first page.",
            ),
            (_, Some(Code::ReadOnly | Code::PermissionDenied)) => (
                "Buku tidak bisa ditulis: berkas atau foldernya hanya bisa dibaca. Tidak ada yang berubah. Periksa izinnya, atau pindahkan buku ke folder Anda sendiri.",
                "The book can't be written: its file or folder is read-only. Nothing has changed. Check its permissions, or move the book to a folder of yours.",
            ),
            (_, Some(Code::CannotOpen)) => (
                "Buku tidak bisa dibuka: foldernya tidak ada atau tidak boleh dibuka. Periksa letak dan izinnya, atau colokkan disknya.",
                "The book can't be opened: its folder is missing or closed to you. Check where it is and its permissions, or plug its disk in.",
            ),
            (Self::InUse, _) | (_, Some(Code::DatabaseBusy | Code::DatabaseLocked)) => (
                "Buku sedang dipakai program lain. Tidak ada yang berubah. Coba lagi sebentar.",
                "Another program is using the book. Nothing has changed. Try again in a moment.",
            ),
            (Self::Damaged, _) | (_, Some(Code::DatabaseCorrupt)) => (
                // The engine says the same of a disk that doesn't answer.
                "Berkas buku rusak, atau disknya tidak bisa dibaca. Tidak ada yang berubah. Periksa disk dan kabelnya, lalu ulangi; kalau tetap begini, pulihkan dari cadangan atau selamatkan yang masih terbaca.",
                "The book's file is damaged, or its disk can't be read. Nothing has changed. Check the disk and its cable, then try again; if it stays so, restore a backup or save what can still be read.",
            ),
            (Self::Gone, _) => (
                "Bukunya tidak ada atau kosong, padahal pernah ada buku di sini. Pulihkan dari cadangan, atau mulai buku baru.",
                "The book is missing or empty, though there was one here. Restore a backup, or start a new book.",
            ),
            (Self::TwoNames, _) => (
                "Berkas buku ini punya nama kedua di disk (hard link), jadi bisa dibuka dua kali sekaligus dan rusak. Buat salinan biasa dari berkas ini, lalu buka salinannya.",
                "The book's file has a second name on the disk (a hard link), so it could be opened twice at once and damaged. Make an ordinary copy of the file, and open that.",
            ),
            (Self::Replaced(kept), _) => {
                let (id, en) = match kept {
                    Some(kept) => (
                        format!("Yang tadinya terbuka disimpan di antara cadangan sebagai {kept}."),
                        format!("The one that was open is kept among the backups as {kept}."),
                    ),
                    None => (
                        "Kalau ada yang hilang, pulihkan dari cadangan.".to_owned(),
                        "If something is missing, restore a backup.".to_owned(),
                    ),
                };
                return Sentence::new(
                    format!(
                        "Berkas buku diganti atau dipindah program lain selagi terbuka, misalnya program sinkron. Yang baru diminta tidak dicatat. {id} Tutup Runut, lalu buka lagi; jangan taruh buku di folder yang disinkronkan."
                    ),
                    format!(
                        "Another program replaced or moved the book's file while it was open, a sync program perhaps. What was just asked isn't recorded. {en} Close Runut, then open it again; don't keep the book in a synced folder."
                    ),
                );
            }
            (Self::ErasedList { name, line }, _) => {
                return Sentence::new(
                    format!(
                        "Berkas {name} di samping buku rusak di baris {line}: siapa saja yang datanya sudah dihapus tidak terbaca, jadi cadangan bisa memunculkannya lagi. Kembalikan berkas itu dari salinan; kalau tidak ada, buang baris itu, dan hapus lagi data orangnya kalau muncul."
                    ),
                    format!(
                        "The file {name} beside the book is damaged in line {line}: whose data were erased can't be read, and a backup might bring them back. Put that file back from a copy; if there is none, take that line out, and erase the person again should they show up."
                    ),
                );
            }
            (Self::TooLarge(_), _) => (
                "Jumlahnya terlalu besar untuk sebuah toko: lewat dari Rp 1.000 triliun atau sejuta juta barang. Tidak ada yang berubah. Periksa harga dan jumlahnya, atau berkas asalnya.",
                "That sum is too large for a shop: beyond Rp 1,000 trillion or a million million units. Nothing has changed. Check the prices and quantities, or the file they came from.",
            ),
            (Self::NotAFile, _) => (
                "Di tempat buku ada folder, bukan berkas. Pindahkan folder itu, atau pulihkan dari cadangan.",
                "There is a folder where the book should be. Move it away, or restore a backup.",
            ),
            (Self::Name(refusal), _) => return refusal.message.clone(),
            (Self::Unknown { .. }, _) => {
                return Sentence::new(
                    format!("Sebagian isi buku rusak ({self}). Jalankan Periksa buku, lalu pulihkan dari cadangan."),
                    format!("Some of the book's content is damaged ({self}). Check the book, then restore a backup."),
                );
            }
            (Self::Sqlite(error), _) if is_nonsense(error) => (
                "Sebagian isi buku rusak. Jalankan Periksa buku, lalu pulihkan dari cadangan.",
                "Some of the book's content is damaged. Check the book, then restore a backup.",
            ),
            (Self::Foreign, _) | (_, Some(Code::NotADatabase)) => (
                "Berkas ini bukan buku Runut, atau kepalanya rusak. Pilih berkas lain, atau pulihkan dari cadangan.",
                "This file isn't a book of Runut, or its head is damaged. Choose another, or restore a backup.",
            ),
            (Self::Newer { .. }, _) => (
                "Buku ini dibuat versi Runut yang lebih baru. Pasang versi terbaru untuk membukanya.",
                "This book was made by a newer Runut. Install the latest version to open it.",
            ),
            (Self::NoShop, _) => (
                "Toko belum dibuat di buku ini. Mulai dengan nama toko.",
                "This book has no shop yet. Start with the shop's name.",
            ),
            (Self::Missing(what), _) => {
                return Sentence::new(format!("{what} tidak ada di buku."), format!("{what} is not in the book."));
            }
            (Self::NotPermitted(refusal), _) => return refusal.message.clone(),
            (Self::Archived(who), _) => {
                return Sentence::new(
                    format!("{who} sudah diarsipkan. Pilih siapa yang bekerja, atau pulihkan di Pengaturan."),
                    format!("{who} is archived. Choose who acts, or bring them back in the settings."),
                );
            }
            (Self::Io(error), _) => {
                let why = Sentence::from(error);
                return Sentence::new(
                    format!(
                        "Berkas buku tidak bisa dipakai ({}). Tidak ada yang berubah. {}",
                        why.id,
                        way_out(error).id
                    ),
                    format!("The book's file can't be used ({}). Nothing has changed. {}", why.en, way_out(error).en),
                );
            }
            _ => {
                return Sentence::new(
                    format!("Ada yang salah pada buku, tidak ada yang berubah. ({self})"),
                    format!("Something is wrong with the book; nothing has changed. ({self})"),
                );
            }
        };
        Sentence::new(id, en)
    }

    /// What may stand in the program's own log: where it comes from and of which kind, never a value or a path, which may be
    /// a person's.
    #[must_use]
    pub fn for_the_log(&self) -> String {
        use rusqlite::Error as E;
        match self {
            Self::Sqlite(E::SqliteFailure(error, _)) => format!("book: engine code {}", error.extended_code),
            Self::Sqlite(error) if is_nonsense(error) => "book: a stored value of the wrong kind".to_owned(),
            Self::Sqlite(E::SqlInputError { error, .. }) => format!("book: statement, code {}", error.extended_code),
            Self::Sqlite(E::QueryReturnedNoRows) => "book: a row is missing".to_owned(),
            Self::Sqlite(_) => "book: an error of the engine".to_owned(),
            Self::Io(error) => format!("book file: {}", error.kind()),
            Self::Missing(_) => "something is not in the book".to_owned(),
            Self::Unknown { what, .. } => format!("the book has an unknown {what}"),
            Self::Json(error) => format!("stored text, line {}, column {}", error.line(), error.column()),
            Self::Damaged
            | Self::Newer { .. }
            | Self::Foreign
            | Self::Gone
            | Self::NotAFile
            | Self::Name(_)
            | Self::InUse
            | Self::TwoNames
            | Self::Replaced(_)
            | Self::NoShop
            | Self::TooLarge(_)
            | Self::Archived(_)
            | Self::NotPermitted(_)
            | Self::RequestReused
            | Self::Cursor
            | Self::ErasedList { .. }
            | Self::Broken(_) => self.to_string(),
        }
    }

    /// Whether the file itself is damaged, so that nothing in it can be trusted.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Damaged => true,
            Self::Sqlite(error) => matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)),
            _ => false,
        }
    }

    /// Whether this shows that the file or something that stands in it is damaged: the way out is a backup, or saving what
    /// can be read.
    #[must_use]
    pub fn shows_damage(&self) -> bool {
        let content = || match self {
            Self::Unknown { .. } | Self::Json(_) | Self::Broken(_) => true,
            Self::Sqlite(error) => is_nonsense(error),
            _ => false,
        };
        self.is_damage() || content()
    }

    /// Whether a row can't be put where another has its place by now, or where what it names is gone.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation))
    }

    /// Whether the disk, or who else has the book, stands in the way: the file itself may be sound.
    pub(crate) fn is_disk(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked, DiskFull, ReadOnly, SystemIoFailure};
        matches!(self, Self::Sqlite(error) if matches!(
            error.sqlite_error_code(),
            Some(DatabaseBusy | DatabaseLocked | DiskFull | ReadOnly | SystemIoFailure)
        ))
    }

    pub(crate) fn unknown(what: &'static str, value: impl Into<String>) -> Self {
        Self::Unknown { what, value: value.into() }
    }
}

/// Whether a value was read that no write of ours has put there.
fn is_nonsense(error: &rusqlite::Error) -> bool {
    use rusqlite::Error as E;
    matches!(
        error,
        E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) | E::Utf8Error(..)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A name, a phone, a folder named after a person: none gets into the program's log with an error that carries it.
    #[test]
    fn what_is_logged_names_no_person_and_no_place() {
        let secret = "Sari Dewi 0812";
        let nowhere = std::path::Path::new(secret).join("buku.runut");
        let read_only = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let json = serde_json::from_str::<i64>(&format!("\"{secret}\"")).unwrap_err();
        let conversion = rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, secret.into());
        let errors = [
            StoreError::Sqlite(rusqlite::Connection::open_with_flags(nowhere, read_only).unwrap_err()),
            StoreError::Sqlite(rusqlite::Error::InvalidPath(secret.into())),
            StoreError::Sqlite(rusqlite::Error::InvalidParameterName(secret.to_owned())),
            StoreError::Sqlite(conversion),
            StoreError::Io(std::io::Error::other(secret)),
            StoreError::Missing(secret.to_owned()),
            StoreError::Archived(secret.to_owned()),
            StoreError::unknown("stage", secret),
            StoreError::Json(json),
        ];
        for error in errors {
            let said = format!("{error} {error:?}");
            assert!(said.contains(secret), "this carries nothing to hide: {said}");
            let logged = error.for_the_log();
            assert!(!logged.is_empty() && !logged.contains("Sari"), "{logged}");
        }
    }
}
