//! A book is opened: what a restoration that was cut off has left to do is done first.

use std::path::Path;

use crate::{Book, StoreError, backup, companions, files, place_of};

impl Book {
    /// Opens the book at `path`, creating an empty one where there is none and migrating an older one.
    ///
    /// # Errors
    /// [`StoreError`]: not a book, a newer one, damaged, or its folder can't be written; [`StoreError::Gone`] where there was
    /// one before.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let path = &place_of(path);
        if companions::is_gone(path) { Err(StoreError::Gone) } else { opened(path) }
    }

    /// Opens the book at `path`; where there is none, makes one, also where there was one before: its anchors are put aside.
    ///
    /// # Errors
    /// As [`Book::open`].
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let path = &place_of(path);
        if companions::is_gone(path) {
            companions::put_traces_aside(path)?;
        }
        opened(path)
    }

    /// Whether there was a book at `path` and is none any more, or an empty file: what belongs to it is still there.
    #[must_use]
    pub fn is_gone(path: &Path) -> bool {
        companions::is_gone(&place_of(path))
    }
}

fn opened(path: &Path) -> Result<Book, StoreError> {
    let book = Book::open_at(path, backup::before_migration)?;
    let _ = backup::settle(&book); // where it can't be done now, the next one to open the book does it
    let _ = book.finish_scrub(); // else the next one
    backup::clear(files::folder_of(path));
    Ok(book)
}
