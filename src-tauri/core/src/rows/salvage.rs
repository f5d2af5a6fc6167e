//! What was saved of a damaged book.

use serde::{Deserialize, Serialize};

use crate::Sentence;
use crate::rows::ExportKind;

row! {
    /// What was saved of a damaged book.
    Salvaged {
        /// Where it lies.
        folder: String,
        /// The lists, each a file there.
        lists: Vec<SalvagedList>,
        /// Whether something that is in no list was left out: counts, pictures, settings.
        beside: bool,
        /// The whole book, put together anew, where nothing is missing: it can be restored as a backup is. Else none.
        book: Option<String>,
        /// What came of it, and what to do next.
        message: Sentence,
    }

    /// Where the book lies: known also where it can't be opened.
    BookPlace {
        /// The file.
        path: String,
        /// The program's version.
        version: String,
    }

    /// A list that was saved.
    SalvagedList {
        /// Which.
        kind: ExportKind,
        /// What it is called.
        word: Sentence,
        /// Its file's name.
        file: String,
        /// Its rows.
        rows: i64,
        /// Rows that were left out; none where some were and nobody knows how many.
        left_out: Option<i64>,
    }
}
