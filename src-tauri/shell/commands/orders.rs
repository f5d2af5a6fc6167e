//! Orders.

use runut_actions::UsedNumber;
use runut_core::Verb;
use runut_core::rows::{OrderDetail, OrderPage, OrderQuery, Outcome, TrackingItem, TrackingPreview, WaveRow};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer, OrderId};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn orders_page(shell: State<'_, Shell>, query: OrderQuery) -> Answer<OrderPage> {
    shell.ask(move |book, now| reports::orders_page(book, &query, now)).await
}

#[tauri::command]
pub(crate) async fn order_detail(shell: State<'_, Shell>, order: OrderId) -> Answer<OrderDetail> {
    shell.ask(move |book, now| reports::order_detail(book, order, now)).await
}

#[tauri::command]
pub(crate) async fn find_order(shell: State<'_, Shell>, code: String) -> Answer<Option<OrderId>> {
    shell.ask(move |book, _| book.find_order(&code)).await
}

#[tauri::command]
pub(crate) async fn order_verb(
    shell: State<'_, Shell>,
    request: String,
    verb: Verb,
    orders: Vec<OrderId>,
    reason: String,
) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::act(book, ctx, verb, &orders, &reason)).await
}

#[tauri::command]
pub(crate) async fn tracking_preview(shell: State<'_, Shell>, text: String) -> Answer<TrackingPreview> {
    shell.with_book(move |book, now| runut_actions::tracking_preview(book, &text, now)).await
}

#[tauri::command]
pub(crate) async fn ship_orders(
    shell: State<'_, Shell>,
    request: String,
    items: Vec<TrackingItem>,
    join: bool,
) -> Act<Outcome> {
    let used = if join { UsedNumber::Join } else { UsedNumber::Refuse };
    shell.act(request, move |book, ctx| runut_actions::ship(book, ctx, &items, used)).await
}

#[tauri::command]
pub(crate) async fn wave_create(shell: State<'_, Shell>, request: String, orders: Vec<OrderId>) -> Act<WaveRow> {
    shell.act(request, move |book, ctx| runut_actions::create_wave(book, ctx, &orders)).await
}
