//! What a command is rejected with: the shop said no, or something broke.

use runut_actions::ActionError;
use runut_core::{Refusal, Sentence};
use runut_store::backup::BackupError;
use runut_store::{LockError, StoreError};
use serde::Serialize;

/// A command's rejection, as the page gets it.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CommandError {
    /// A rule, or the state of the book, says no.
    Refused {
        /// Why, and the way on.
        refusal: Refusal,
    },
    /// Something doesn't work that should. It is in the program's log.
    Broken {
        /// What to tell the person.
        message: Sentence,
        /// Whether the book, or something that stands in it, is damaged: the page then names the ways out.
        damaged: bool,
    },
}

impl CommandError {
    /// What of it may stand in the program's log. What broke stands there already.
    #[must_use]
    pub fn for_the_log(&self) -> &str {
        match self {
            Self::Refused { refusal } => &refusal.code,
            Self::Broken { .. } => "something broke",
        }
    }

    /// What to tell the person.
    #[must_use]
    pub fn sentence(&self) -> &Sentence {
        match self {
            Self::Refused { refusal } => &refusal.message,
            Self::Broken { message, .. } => message,
        }
    }

    /// Whether it is the refusal of that code.
    pub(crate) fn is(&self, code: &str) -> bool {
        matches!(self, Self::Refused { refusal } if refusal.code == code)
    }

    /// A call that no command understands: the page and the program don't belong together.
    pub(crate) fn misunderstood() -> Self {
        Self::broken(
            "a call wasn't understood",
            Sentence::new(
                "Program tidak mengerti permintaan layar ini. Tidak ada yang berubah. Tutup Runut, lalu buka lagi.",
                "The program doesn't understand what this screen asked. Nothing has changed. Close Runut and open it again.",
            ),
        )
    }

    /// A bug of ours stopped the command.
    #[must_use]
    pub fn bug() -> Self {
        Self::Broken {
            message: Sentence::new(
                "Ada kesalahan di dalam program. Tidak ada yang berubah; catatannya ada di folder buku.",
                "Something went wrong inside the program. Nothing has changed; its log lies in the book's folder.",
            ),
            damaged: false,
        }
    }

    fn broken(what: &str, message: Sentence) -> Self {
        tracing::error!("{what}");
        Self::Broken { message, damaged: false }
    }
}

impl From<Refusal> for CommandError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused { refusal }
    }
}

impl From<ActionError> for CommandError {
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Refused(refusal) => refusal.into(),
            broken => {
                tracing::error!("{}", broken.for_the_log());
                let damaged = matches!(&broken, ActionError::Book(error) if error.shows_damage());
                Self::Broken { message: broken.sentence(), damaged }
            }
        }
    }
}

impl From<StoreError> for CommandError {
    fn from(error: StoreError) -> Self {
        ActionError::from(error).into()
    }
}

impl From<BackupError> for CommandError {
    fn from(error: BackupError) -> Self {
        ActionError::from(error).into()
    }
}

impl From<LockError> for CommandError {
    fn from(error: LockError) -> Self {
        match error {
            LockError::Taken => Self::Refused {
                refusal: Refusal::new(
                    "book_taken",
                    "Buku ini sudah terbuka di jendela Runut yang lain.",
                    "This book is open in another window of Runut.",
                ),
            },
            LockError::Io(inner) => {
                let why = Sentence::from(&inner);
                Self::broken(
                    &format!("lock file: {}", inner.kind()),
                    Sentence::new(
                        format!(
                            "Folder buku tidak bisa ditulis: {}. Beri izin tulis atau kosongkan tempat, lalu coba lagi.",
                            why.id
                        ),
                        format!(
                            "The book's folder can't be written: {}. Allow writing or make room, then try again.",
                            why.en
                        ),
                    ),
                )
            }
        }
    }
}
