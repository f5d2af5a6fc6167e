//! The packing table.

use runut_core::LineId;
use runut_core::rows::{PackAnswer, PackQueue, PackView};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer, OrderId};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn pack_queue(shell: State<'_, Shell>) -> Answer<PackQueue> {
    shell.ask(reports::pack_queue).await
}

#[tauri::command]
pub(crate) async fn pack_view(shell: State<'_, Shell>, order: OrderId) -> Answer<PackView> {
    shell.ask(move |book, now| reports::pack_view(book, order, now)).await
}

#[tauri::command]
pub(crate) async fn pack_scan(
    shell: State<'_, Shell>,
    request: String,
    order: Option<OrderId>,
    code: String,
) -> Act<PackAnswer> {
    shell.act(request, move |book, ctx| runut_actions::pack_scan(book, ctx, order, &code)).await
}

#[tauri::command]
pub(crate) async fn pack_tick(
    shell: State<'_, Shell>,
    request: String,
    order: OrderId,
    line: LineId,
) -> Act<PackAnswer> {
    shell.act(request, move |book, ctx| runut_actions::pack_tick(book, ctx, order, line)).await
}

#[tauri::command]
pub(crate) async fn pack_undo(shell: State<'_, Shell>, request: String, order: OrderId) -> Act<PackAnswer> {
    shell.act(request, move |book, ctx| runut_actions::pack_undo(book, ctx, order)).await
}
