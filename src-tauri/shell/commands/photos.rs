//! Pictures of goods.

use std::path::PathBuf;

use runut_actions::PICTURE_BYTES_MAX;
use runut_core::{PhotoId, VariantId};
use runut_store::read_begin;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;

use super::{Act, Answer};
use crate::state::{Shell, apart};

/// Lets the person choose a picture. `RUNUT_PICK_PICTURE` answers instead where it is set, as for order files.
#[tauri::command]
pub(crate) async fn pick_picture(app: AppHandle) -> Answer<Option<String>> {
    if let Some(path) = std::env::var_os("RUNUT_PICK_PICTURE") {
        return Ok(Some(PathBuf::from(path).display().to_string()));
    }
    let dialog = app.dialog().file().add_filter("Foto (jpg, png, webp)", &["jpg", "jpeg", "png", "webp"]);
    apart(move || Ok(dialog.blocking_pick_file().map(|path| path.to_string()))).await
}

#[tauri::command]
pub(crate) async fn photo_set(
    shell: State<'_, Shell>,
    request: String,
    variants: Vec<VariantId>,
    path: Option<PathBuf>,
) -> Act<Option<PhotoId>> {
    let read = apart(move || Ok(path.map(|path| read_begin(&path, PICTURE_BYTES_MAX)).transpose()?));
    let file = read.await?;
    shell.act(request, move |book, ctx| runut_actions::set_photo(book, ctx, &variants, file.as_deref())).await
}
