//! Refused is not broken.

use runut_core::{Refusal, Sentence, way_out};
use runut_documents::DocumentError;
use runut_intake::{IntakeError, PictureError};
use runut_store::StoreError;
use runut_store::backup::BackupError;

/// Why an action wasn't done.
#[derive(Debug, thiserror::Error)]
pub enum ActionError {
    /// The shop's rules say no.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// The book can't be read or written.
    #[error(transparent)]
    Book(StoreError),
    /// A document can't be drawn.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// A document can't be written where it should go.
    #[error("output: {0}")]
    Output(#[from] std::io::Error),
}

impl From<Refusal> for ActionError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for ActionError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::Missing(_) => "missing",
            StoreError::Archived(_) => "person_archived",
            StoreError::NoShop => "no_shop",
            StoreError::Foreign => "foreign_book",
            // The engine's "not a database": another file, or one whose first bytes are damaged.
            StoreError::Sqlite(_) if error.sentence() == StoreError::Foreign.sentence() => "foreign_book",
            StoreError::Newer { .. } => "newer_book",
            StoreError::Gone => "book_gone",
            StoreError::NotAFile => "book_not_a_file",
            StoreError::TooLarge(_) => "too_large",
            StoreError::Name(refusal) | StoreError::NotPermitted(refusal) => return Self::Refused(refusal.clone()),
            StoreError::InUse => "book_in_use",
            StoreError::TwoNames => "book_two_names",
            StoreError::Replaced(_) => "book_replaced",
            StoreError::RequestReused => "request_reused",
            StoreError::Cursor => "cursor",
            _ => return Self::Book(error),
        };
        let message = error.sentence();
        Self::Refused(Refusal::new(code, message.id, message.en))
    }
}

impl From<BackupError> for ActionError {
    fn from(error: BackupError) -> Self {
        let message = error.sentence();
        match (error.code(), error) {
            (_, BackupError::Store(error)) if !matches!(error, StoreError::Foreign) => error.into(),
            (code, _) => Self::Refused(Refusal::new(code.unwrap_or("backup"), message.id, message.en)),
        }
    }
}

impl From<IntakeError> for ActionError {
    fn from(error: IntakeError) -> Self {
        let message = error.sentence();
        Self::Refused(Refusal::new(error.code(), message.id, message.en))
    }
}

impl From<PictureError> for ActionError {
    fn from(error: PictureError) -> Self {
        let message = error.sentence();
        Self::Refused(Refusal::new(error.code(), message.id, message.en))
    }
}

impl ActionError {
    /// What may stand in the program's own log, without a value or a path: see [`StoreError::for_the_log`].
    #[must_use]
    pub fn for_the_log(&self) -> String {
        match self {
            Self::Refused(refusal) => format!("refused: {}", refusal.code),
            Self::Book(error) => error.for_the_log(),
            Self::Output(error) => format!("output: {}", error.kind()),
            Self::Document(error) => error.to_string(),
        }
    }

    /// What to tell the person.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Refused(refusal) => refusal.message.clone(),
            Self::Book(error) => error.sentence(),
            Self::Output(error) => {
                let why = Sentence::from(error);
                Sentence::new(
                    format!("Dokumen tidak bisa ditulis: {}.", why.id),
                    format!("The document can't be written: {}.", why.en),
                )
                .and(&way_out(error))
            }
            // A fault of the program; what it is stands in its log.
            Self::Document(_) => Sentence::new(
                "Dokumen tidak bisa dibuat: ada yang salah di programnya. Sebabnya ada di catatan program, di samping buku.",
                "The document can't be made: something is wrong with the program. The cause is in its log, beside the book.",
            ),
        }
    }
}
