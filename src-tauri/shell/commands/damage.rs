//! What can be done about a book that can't be opened or is damaged.

use runut_core::rows::{BookPlace, Salvaged};
use tauri::{AppHandle, State};

use super::Answer;
use super::backups::{pick_folder, telling};
use super::book::VERSION;
use crate::paper;
use crate::state::{Shell, apart};

#[tauri::command]
pub(crate) async fn book_place(shell: State<'_, Shell>) -> Answer<BookPlace> {
    Ok(BookPlace { path: shell.places().book.display().to_string(), version: VERSION.to_owned() })
}

/// Lets the person choose a folder and saves there what can be read; none where they don't choose one.
#[tauri::command]
pub(crate) async fn salvage_book(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<Salvaged>> {
    let shell = shell.inner().clone();
    apart(move || {
        let Some(folder) = pick_folder(&app) else { return Ok(None) };
        let (running, mut tell) = (shell.backups().begin(), telling(&app));
        let mut progress = |step| {
            tell(step);
            running.goes_on()
        };
        let saved = runut_actions::salvage(&shell.places().book, &folder, shell.now(), &mut progress)?;
        tracing::info!("what can be read of the book was saved");
        Ok(Some(saved))
    })
    .await
}

/// Begins a new book where there was one.
#[tauri::command]
pub(crate) async fn start_anew(shell: State<'_, Shell>) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        tracing::info!("a new book is begun");
        shell.begin_anew()
    })
    .await
}

/// Opens the folder that the book lies in, as the system shows folders.
#[tauri::command]
pub(crate) async fn show_book(shell: State<'_, Shell>) -> Answer<()> {
    let shell = shell.inner().clone();
    apart(move || {
        if let Some(folder) = shell.places().book.parent().filter(|folder| folder.is_dir()) {
            paper::show(folder);
        }
        Ok(())
    })
    .await
}
