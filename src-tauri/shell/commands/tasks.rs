//! Tasks and saved filters.

use runut_core::FilterId;
use runut_core::rows::{FilterRow, TaskRow};
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn tasks_list(shell: State<'_, Shell>, done: bool) -> Answer<Vec<TaskRow>> {
    shell.ask(move |book, _| if done { book.done_tasks() } else { book.open_tasks(None) }).await
}

#[tauri::command]
pub(crate) async fn task_save(shell: State<'_, Shell>, request: String, task: TaskRow) -> Act<TaskRow> {
    shell.act(request, move |book, ctx| runut_actions::save_task(book, ctx, &task)).await
}

#[tauri::command]
pub(crate) async fn filters_list(shell: State<'_, Shell>, list: String) -> Answer<Vec<FilterRow>> {
    shell.ask(move |book, _| book.filters(&list)).await
}

#[tauri::command]
pub(crate) async fn filter_save(shell: State<'_, Shell>, request: String, filter: FilterRow) -> Act<FilterRow> {
    shell.act(request, move |book, ctx| runut_actions::save_filter(book, ctx, &filter)).await
}

#[tauri::command]
pub(crate) async fn filter_delete(shell: State<'_, Shell>, request: String, filter: FilterId) -> Act<()> {
    shell.act(request, move |book, ctx| runut_actions::delete_filter(book, ctx, filter)).await
}
