//! Documents.

use std::io;
use std::path::Path;

use runut_actions::Document;
use runut_core::CountId;
use runut_core::rows::Printed;
use runut_core::sheets::{LabelSize, SlipSize};
use tauri::State;

use super::{Act, OrderId};
use crate::paper;
use crate::state::{Shell, Wrote};

#[tauri::command]
pub(crate) async fn print_pick_list(shell: State<'_, Shell>, request: String, orders: Vec<OrderId>) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    let wrote = shell.act(request, move |book, ctx| runut_actions::pick_list(book, ctx, &orders, &mut deliver)).await?;
    Ok(shown(wrote))
}

#[tauri::command]
pub(crate) async fn print_slips(
    shell: State<'_, Shell>,
    request: String,
    orders: Vec<OrderId>,
    size: SlipSize,
) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    let wrote =
        shell.act(request, move |book, ctx| runut_actions::slips(book, ctx, &orders, size, &mut deliver)).await?;
    Ok(shown(wrote))
}

#[tauri::command]
pub(crate) async fn print_labels(
    shell: State<'_, Shell>,
    request: String,
    orders: Vec<OrderId>,
    size: LabelSize,
) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    let wrote =
        shell.act(request, move |book, ctx| runut_actions::labels(book, ctx, &orders, size, &mut deliver)).await?;
    Ok(shown(wrote))
}

#[tauri::command]
pub(crate) async fn print_handover(
    shell: State<'_, Shell>,
    request: String,
    courier: String,
    orders: Vec<OrderId>,
) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    let wrote = shell
        .act(request, move |book, ctx| runut_actions::handover(book, ctx, &courier, &orders, &mut deliver))
        .await?;
    Ok(shown(wrote))
}

#[tauri::command]
pub(crate) async fn print_count_sheet(shell: State<'_, Shell>, request: String, count: CountId) -> Act<Printed> {
    let mut deliver = delivery(&shell);
    let wrote = shell.act(request, move |book, ctx| runut_actions::count_sheet(book, ctx, count, &mut deliver)).await?;
    Ok(shown(wrote))
}

/// Writes a document where this door puts documents.
pub(super) fn delivery(shell: &Shell) -> impl FnMut(&Document) -> io::Result<String> + Send + use<> {
    let folders = shell.places().documents.clone();
    move |document| Ok(paper::write(&folders, &document.name, &document.bytes)?.display().to_string())
}

fn shown(wrote: Wrote<Printed>) -> Wrote<Printed> {
    paper::show(Path::new(&wrote.value.path));
    wrote
}
