//! Where things lie on this machine.
//!
//! `RUNUT_BOOK` names the book, `RUNUT_OUT` the folder for documents and `RUNUT_CONFIG` the folder for this computer's
//! settings; else the platform's own folders are used.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

/// The book, what lies beside it, and where documents go.
#[derive(Clone, Debug)]
pub struct Places {
    /// The book's file.
    pub book: PathBuf,
    /// Whether the environment named the book.
    pub named: bool,
    /// Folders for documents, the first that can be written is used: the named one, the person's own, beside the book.
    pub documents: Vec<PathBuf>,
    /// This computer's settings; none where the platform has no folder for such.
    pub machine: Option<PathBuf>,
}

impl Places {
    /// Reads the environment.
    #[must_use]
    pub fn find() -> Self {
        let named = variable("RUNUT_BOOK");
        let book = runut_store::place_of(&named.clone().unwrap_or_else(runut_store::default_path));
        let own = UserDirs::new().and_then(|dirs| Some(dirs.document_dir()?.join("Runut")));
        let documents = [variable("RUNUT_OUT"), own, Some(beside(&book, "dokumen"))].into_iter().flatten().collect();
        let config =
            variable("RUNUT_CONFIG").or_else(|| Some(ProjectDirs::from("id", "", "Runut")?.config_dir().to_owned()));
        let machine = config.map(|folder| folder.join("komputer.json"));
        Self { book, named: named.is_some(), documents, machine }
    }

    /// Makes the folders that the program has made for documents the owner's only. The named one is the person's own.
    pub fn keep_private(&self) {
        let named = variable("RUNUT_OUT");
        self.documents.iter().filter(|folder| Some(*folder) != named.as_ref()).for_each(|folder| {
            runut_store::keep_private(folder);
        });
    }

    /// The folder of the program's own log.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        beside(&self.book, "catatan")
    }
}

fn beside(book: &Path, name: &str) -> PathBuf {
    book.parent().unwrap_or(Path::new("")).join(name)
}

fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}
