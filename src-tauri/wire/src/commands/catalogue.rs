//! Products from a spreadsheet: a file, or rows pasted from one. What a person has seen in the preview is what is applied.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use runut_actions::catalogue;
use runut_core::Sentence;
use runut_core::rows::{CatalogueReport, OpeningLine};
use runut_store::read_file;

use super::Answer;
use crate::files;
use crate::host::Pick;

/// Larger than any product list of a small shop.
const BYTES_MAX: u64 = 32 * 1024 * 1024;

commands! {
    /// Lets the person choose a product list; null if they don't.
    ask pick_product_file(desk) -> Option<String> {
        Ok(desk.pick(Pick::Products))
    }

    /// What a product list would do: of a file, or of pasted rows where there is none.
    ask catalogue_preview(desk, path: Option<PathBuf>, text: String) -> CatalogueReport {
        let file = Arc::new(read(path.as_deref(), &text)?);
        desk.keep_list(path, text, Arc::clone(&file));
        desk.with_book(|book, _| catalogue::preview(book, &file))
    }

    /// Takes a product list over.
    act catalogue_apply(act, path: Option<PathBuf>, text: String) -> CatalogueReport {
        let file = match act.desk.list_of(path.as_deref(), &text) {
            Some(file) => file,
            None => Arc::new(read(path.as_deref(), &text)?),
        };
        act.write(|book, ctx| catalogue::apply(book, ctx, &file))
    }

    /// Takes the opening stock of goods that nobody has said the stock of.
    act stock_open(act, lines: Vec<OpeningLine>) -> Sentence {
        act.write(|book, ctx| runut_actions::open_stock(book, ctx, &lines))
    }
}

fn read(path: Option<&Path>, text: &str) -> Answer<catalogue::CatalogueFile> {
    let Some(path) = path else { return Ok(catalogue::read("", text.as_bytes())?) };
    let name = files::name(path);
    Ok(catalogue::read(&name, &read_file(path, BYTES_MAX)?)?)
}
