//! The activity log.

use runut_core::rows::{ChainReport, LogPage, LogQuery, Outcome};
use runut_core::undo::Way;
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
pub(crate) async fn undo(shell: State<'_, Shell>, request: String, sure: Option<i64>) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::undo_by_key(book, ctx, Way::Back, sure)).await
}

#[tauri::command]
pub(crate) async fn redo(shell: State<'_, Shell>, request: String, sure: Option<i64>) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::undo_by_key(book, ctx, Way::Again, sure)).await
}
