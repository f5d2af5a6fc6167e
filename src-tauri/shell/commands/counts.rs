//! Stock counts.

use runut_core::CountId;
use runut_core::rows::{Adjusted, CountDetail, CountEntry, CountReason, CountRow, CountScope};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn counts_list(shell: State<'_, Shell>) -> Answer<Vec<CountRow>> {
    shell.ask(|book, _| reports::counts_list(book)).await
}

#[tauri::command]
pub(crate) async fn count_detail(shell: State<'_, Shell>, count: CountId, review: bool) -> Answer<CountDetail> {
    shell.ask(move |book, _| reports::count_detail(book, count, review)).await
}

#[tauri::command]
pub(crate) async fn count_start(shell: State<'_, Shell>, request: String, scope: CountScope) -> Act<CountId> {
    shell.act(request, move |book, ctx| runut_actions::start_count(book, ctx, &scope)).await
}

#[tauri::command]
pub(crate) async fn count_enter(
    shell: State<'_, Shell>,
    request: String,
    count: CountId,
    entries: Vec<CountEntry>,
) -> Act<CountDetail> {
    shell.act(request, move |book, ctx| runut_actions::enter_count(book, ctx, count, &entries)).await
}

#[tauri::command]
pub(crate) async fn count_close(
    shell: State<'_, Shell>,
    request: String,
    count: CountId,
    reasons: Vec<CountReason>,
) -> Act<Adjusted> {
    shell.act(request, move |book, ctx| runut_actions::close_count(book, ctx, count, &reasons)).await
}

#[tauri::command]
pub(crate) async fn count_cancel(shell: State<'_, Shell>, request: String, count: CountId) -> Act<Adjusted> {
    shell.act(request, move |book, ctx| runut_actions::cancel_count(book, ctx, count)).await
}
