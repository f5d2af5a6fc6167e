//! Backups. The list of them and the way back work without a book that can be opened.

use std::path::{Path, PathBuf};

use runut_core::Sentence;
use runut_core::rows::{BackupMade, BackupProgress, BackupState, RestoreView, Restored};
use tauri::{AppHandle, Emitter, State};
use tauri_plugin_dialog::DialogExt;

use super::{Act, Answer};
use crate::paper;
use crate::state::{Shell, Wrote, apart};
use crate::watcher;

#[tauri::command]
pub(crate) async fn backup_state(shell: State<'_, Shell>) -> Answer<BackupState> {
    let shell = shell.inner().clone();
    apart(move || Ok(shell.backup_state())).await
}

#[tauri::command]
pub(crate) async fn backup_notice(shell: State<'_, Shell>) -> Answer<Option<Sentence>> {
    let shell = shell.inner().clone();
    apart(move || shell.backup_notice()).await
}

#[tauri::command]
pub(crate) async fn backup_make(app: AppHandle, shell: State<'_, Shell>) -> Answer<BackupMade> {
    let shell = shell.inner().clone();
    apart(move || {
        let made = shell.back_up(telling(&app));
        watcher::tell_backups(&app);
        made
    })
    .await
}

/// Stops what is being made, copied or prepared, which is then refused as `cancelled`; what was compared is forgotten.
#[tauri::command]
pub(crate) async fn backup_cancel(shell: State<'_, Shell>) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        shell.backups().stop();
        Ok(())
    })
    .await
}

/// Lets the person choose a folder; none where they don't. `RUNUT_PICK_FOLDER` answers instead where it is set: a native
/// dialog is outside the page, where no test reaches it.
pub(super) fn pick_folder(app: &AppHandle) -> Option<PathBuf> {
    let set = std::env::var_os("RUNUT_PICK_FOLDER").map(PathBuf::from);
    set.or_else(|| app.dialog().file().blocking_pick_folder()?.into_path().ok())
}

/// Lets the person choose the second place, which gets the newest backup at once; answers whether they did.
#[tauri::command]
pub(crate) async fn second_place_choose(app: AppHandle, shell: State<'_, Shell>) -> Answer<bool> {
    let shell = shell.inner().clone();
    apart(move || {
        let Some(folder) = pick_folder(&app) else { return Ok(false) };
        shell.set_second(folder, telling(&app))?;
        watcher::tell_backups(&app);
        Ok(true)
    })
    .await
}

#[tauri::command]
pub(crate) async fn second_place_forget(app: AppHandle, shell: State<'_, Shell>) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        shell.settings().set_second(None)?;
        watcher::tell_backups(&app);
        Ok(())
    })
    .await
}

/// Opens the folder of backups, or the second place, as the system shows folders.
#[tauri::command]
pub(crate) async fn show_backups(shell: State<'_, Shell>, second: bool) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        let folder = if second {
            shell.settings().second().map(|second| PathBuf::from(second.folder))
        } else {
            Some(runut_store::backup::folder(&shell.places().book))
        };
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            paper::show(&folder);
        }
        Ok(())
    })
    .await
}

/// Lets the person choose a backup that lies elsewhere. `RUNUT_PICK_FILE` answers instead where it is set.
#[tauri::command]
pub(crate) async fn pick_backup(app: AppHandle) -> Answer<Option<String>> {
    if let Some(path) = std::env::var_os("RUNUT_PICK_FILE") {
        return Ok(Some(PathBuf::from(path).display().to_string()));
    }
    let dialog = app.dialog().file().add_filter("Buku Runut", &["runut"]);
    apart(move || Ok(dialog.blocking_pick_file().map(|path| path.to_string()))).await
}

#[tauri::command]
pub(crate) async fn restore_compare(app: AppHandle, shell: State<'_, Shell>, path: PathBuf) -> Answer<RestoreView> {
    let shell = shell.inner().clone();
    apart(move || shell.compare_backup(&path, telling(&app))).await
}

#[tauri::command]
pub(crate) async fn restore_backup(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: String,
    path: PathBuf,
    stranger: bool,
) -> Act<Restored> {
    let shell = shell.inner().clone();
    apart(move || {
        let restored = shell.restore_backup(Path::new(&path), stranger, &request, telling(&app))?;
        tracing::info!("a backup was restored");
        watcher::tell_backups(&app);
        Ok(Wrote::whole(restored))
    })
    .await
}

/// Tells the page how far it is.
pub(super) fn telling(app: &AppHandle) -> impl FnMut(BackupProgress) + use<> {
    let app = app.clone();
    move |step| drop(app.emit("backup-progress", step))
}
