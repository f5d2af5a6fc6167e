//! What can be done about a book that can't be opened or is damaged.

use runut_core::rows::{BookPlace, Salvaged};

use super::book::VERSION;
use crate::host::Pick;

commands! {
    /// Where the book lies and which version this is; also where the book can't be opened.
    ask book_place(desk) -> BookPlace {
        Ok(BookPlace { path: desk.places().book.display().to_string(), version: VERSION.to_owned() })
    }

    /// Saves what can be read of a damaged book in a folder that the person chooses; null where they don't.
    ask salvage_book(desk) -> Option<Salvaged> {
        let Some(folder) = desk.host().pick(Pick::Folder) else { return Ok(None) };
        let (running, mut tell) = (desk.backups().begin(), desk.telling());
        let mut progress = |step| {
            tell(step);
            running.goes_on()
        };
        let saved = runut_actions::salvage(&desk.places().book, &folder, desk.now(), &mut progress)?;
        tracing::info!("what can be read of the book was saved");
        Ok(Some(saved))
    }

    /// Begins a new book in the place of one that is gone.
    ask start_anew(desk) -> () {
        tracing::info!("a new book is begun");
        desk.begin_anew()
    }

    /// Opens the folder that the book lies in, as the system shows folders.
    ask show_book(desk) -> () {
        Ok(desk.show(desk.places().book.parent())?)
    }
}
