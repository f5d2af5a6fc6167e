//! Marketplace files.
//!
//! What a person has seen in the preview is what is applied: the file as it was read then, not as it may be now.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use runut_actions::import::{self, Staged};
use runut_core::marketplace::CellOverride;
use runut_core::rows::ImportReport;
use runut_core::{Channel, Day};
use runut_store::{IMPORT_BYTES_MAX, read_file};
use serde::Serialize;
use tauri::{AppHandle, Emitter, State};
use tauri_plugin_dialog::DialogExt;

use super::{Act, Answer};
use crate::error::CommandError;
use crate::files;
use crate::running::Running;
use crate::state::{Shell, apart};

/// Lets the person choose an order file. `RUNUT_PICK_FILE` answers instead where it is set: a native dialog is outside
/// the page, where no test reaches it.
#[tauri::command]
pub(crate) async fn pick_order_file(app: AppHandle) -> Answer<Option<String>> {
    if let Some(path) = std::env::var_os("RUNUT_PICK_FILE") {
        return Ok(Some(PathBuf::from(path).display().to_string()));
    }
    let dialog = app.dialog().file().add_filter("Pesanan (xlsx, csv)", &["xlsx", "xls", "csv"]);
    apart(move || Ok(dialog.blocking_pick_file().map(|path| path.to_string()))).await
}

#[tauri::command]
pub(crate) async fn import_preview(
    app: AppHandle,
    shell: State<'_, Shell>,
    path: PathBuf,
    overrides: Vec<CellOverride>,
    taken: Vec<String>,
    start_day: Option<Day>,
) -> Answer<ImportReport> {
    let (held, running) = (shell.inner().clone(), shell.imports().begin());
    let read = apart(move || {
        let staged = stage(&path, &overrides, taken, &mut |rows| told(&app, &running, rows, Phase::Read))?;
        let staged = Arc::new(staged);
        held.keep_preview(path, overrides, Arc::clone(&staged));
        Ok(staged)
    });
    let staged = read.await?;
    shell.with_book(move |book, now| import::preview(book, &staged, start_day, now)).await
}

#[tauri::command]
pub(crate) async fn import_apply(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: String,
    path: PathBuf,
    overrides: Vec<CellOverride>,
    taken: Vec<String>,
    start_day: Option<Day>,
) -> Act<ImportReport> {
    let (held, running) = (shell.inner().clone(), shell.imports().begin());
    let (reader, reading) = (app.clone(), running.clone());
    let read = apart(move || match held.preview_of(&path, &overrides) {
        Some(staged) if staged.taken == taken => Ok(staged),
        _ => Ok(Arc::new(stage(&path, &overrides, taken, &mut |rows| told(&reader, &reading, rows, Phase::Read))?)),
    });
    let staged = read.await?;
    let mut tell = move |rows| told(&app, &running, rows, Phase::Write);
    shell.act(request, move |book, ctx| import::apply(book, ctx, &staged, start_day, &mut tell)).await
}

/// Stops every import and preview on its way; each is then refused as `cancelled`.
#[tauri::command]
pub(crate) fn import_cancel(shell: State<'_, Shell>) {
    shell.imports().stop();
}

/// What an import is doing.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Read,
    Write,
}

#[derive(Clone, Serialize)]
struct Told {
    rows: u32,
    phase: Phase,
}

/// Tells the page how far it is, and the import whether to go on.
fn told(app: &AppHandle, running: &Running, rows: u32, phase: Phase) -> ControlFlow<()> {
    let _ = app.emit("import-progress", Told { rows, phase });
    running.goes_on()
}

/// Reads a file into rows, with what a person has decided of its cells and orders.
fn stage(
    path: &Path,
    overrides: &[CellOverride],
    taken: Vec<String>,
    progress: import::Progress<'_>,
) -> Result<Staged, CommandError> {
    let name = files::name(path);
    let bytes = read_file(path, IMPORT_BYTES_MAX)?;
    let staged = import::read(Channel::Shopee, &name, &bytes, overrides, progress)?;
    Ok(Staged { taken, ..staged })
}
