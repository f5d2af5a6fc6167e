//! The activity log.

use runut_core::rows::{ChainReport, LogPage, LogQuery, Outcome};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn log_page(shell: State<'_, Shell>, query: LogQuery) -> Answer<LogPage> {
    shell.ask(move |book, _| reports::log_page(book, &query)).await
}

#[tauri::command]
pub(crate) async fn log_verify(shell: State<'_, Shell>) -> Answer<ChainReport> {
    shell.with_book(|book, _| reports::verify_log(book)).await
}

#[tauri::command]
pub(crate) async fn undo(shell: State<'_, Shell>, request: String) -> Act<Outcome> {
    shell.act(request, runut_actions::undo).await
}
