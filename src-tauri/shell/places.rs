//! Where things lie on this machine.
//!
//! `RUNUT_BOOK` names the book and `RUNUT_OUT` the folder for documents; else the platform's own folders are used.

use std::path::{Path, PathBuf};

use directories::{ProjectDirs, UserDirs};

/// The book's name where nobody gave it another.
const BOOK: &str = "buku.runut";

/// The book, what lies beside it, and where documents go.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// The book's file.
    pub book: PathBuf,
    /// Whether the environment named the book.
    pub named: bool,
    /// Folders for documents, the first that can be written is used.
    pub documents: Vec<PathBuf>,
}

impl Places {
    /// Reads the environment. Without a home folder the book lies where the program was started.
    pub fn find() -> Self {
        let data = ProjectDirs::from("id", "", "Runut").map(|dirs| dirs.data_dir().to_owned()).unwrap_or_default();
        let named = variable("RUNUT_BOOK");
        let book = named.clone().unwrap_or_else(|| data.join(BOOK));
        let book = std::path::absolute(&book).unwrap_or(book);
        let own = UserDirs::new().and_then(|dirs| Some(dirs.document_dir()?.join("Runut")));
        let fallback = if data.as_os_str().is_empty() { beside(&book, "dokumen") } else { data.join("dokumen") };
        let documents = [variable("RUNUT_OUT"), own, Some(fallback)].into_iter().flatten().collect();
        Self { book, named: named.is_some(), documents }
    }

    /// The lock file of the window that has this book open.
    pub fn lock(&self) -> PathBuf {
        let mut name = self.book.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        self.book.with_file_name(name)
    }

    /// The folder of the program's own log.
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
