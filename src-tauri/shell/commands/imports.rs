//! Marketplace files.

use std::path::PathBuf;

use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::Answer;
use crate::state::{Shell, apart};

/// Lets the person choose an order file. `RUNUT_PICK_FILE` answers instead where it is set: a native dialog is outside
/// the page, where no test reaches it.
#[tauri::command]
pub(crate) async fn pick_order_file(app: AppHandle) -> Answer<Option<String>> {
    if let Some(path) = std::env::var_os("RUNUT_PICK_FILE") {
        return Ok(Some(PathBuf::from(path).display().to_string()));
    }
    let dialog = app.dialog().file().add_filter("Pesanan (xlsx, csv)", &["xlsx", "csv"]);
    apart(move || Ok(dialog.blocking_pick_file().map(|path| path.to_string()))).await
}

/// Stops every import and preview on its way; each is then refused as `cancelled`.
#[tauri::command]
pub(crate) fn import_cancel(shell: State<'_, Shell>) {
    shell.stop_imports();
}
