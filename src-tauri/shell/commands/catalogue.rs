//! Products from a spreadsheet: a file, or rows pasted from one. What a person has seen in the preview is what is applied.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use runut_actions::catalogue;
use runut_core::Sentence;
use runut_core::rows::{CatalogueReport, OpeningLine};
use runut_store::read_file;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::{Act, Answer};
use crate::error::CommandError;
use crate::files;
use crate::state::{Shell, apart};

/// Larger than any product list of a small shop.
const BYTES_MAX: u64 = 32 * 1024 * 1024;

/// Lets the person choose a product list. `RUNUT_PICK_FILE` answers instead where it is set, as for order files.
#[tauri::command]
pub(crate) async fn pick_product_file(app: AppHandle) -> Answer<Option<String>> {
    if let Some(path) = std::env::var_os("RUNUT_PICK_FILE") {
        return Ok(Some(PathBuf::from(path).display().to_string()));
    }
    let dialog = app.dialog().file().add_filter("Produk (xlsx, csv)", &["xlsx", "csv", "txt"]);
    apart(move || Ok(dialog.blocking_pick_file().map(|path| path.to_string()))).await
}

/// What a file, or pasted rows, would do.
#[tauri::command]
pub(crate) async fn catalogue_preview(
    shell: State<'_, Shell>,
    path: Option<PathBuf>,
    text: String,
) -> Answer<CatalogueReport> {
    let held = shell.inner().clone();
    let read = apart(move || {
        let file = Arc::new(read(path.as_deref(), &text)?);
        held.keep_list(path, text, Arc::clone(&file));
        Ok(file)
    });
    let file = read.await?;
    shell.with_book(move |book, _| catalogue::preview(book, &file)).await
}

#[tauri::command]
pub(crate) async fn catalogue_apply(
    shell: State<'_, Shell>,
    request: String,
    path: Option<PathBuf>,
    text: String,
) -> Act<CatalogueReport> {
    let held = shell.inner().clone();
    let read = apart(move || match held.list_of(path.as_deref(), &text) {
        Some(file) => Ok(file),
        None => Ok(Arc::new(read(path.as_deref(), &text)?)),
    });
    let file = read.await?;
    shell.act(request, move |book, ctx| catalogue::apply(book, ctx, &file)).await
}

#[tauri::command]
pub(crate) async fn stock_open(shell: State<'_, Shell>, request: String, lines: Vec<OpeningLine>) -> Act<Sentence> {
    shell.act(request, move |book, ctx| runut_actions::open_stock(book, ctx, &lines)).await
}

fn read(path: Option<&Path>, text: &str) -> Result<catalogue::CatalogueFile, CommandError> {
    let Some(path) = path else { return Ok(catalogue::read("", text.as_bytes())?) };
    let name = files::name(path);
    Ok(catalogue::read(&name, &read_file(path, BYTES_MAX)?)?)
}
