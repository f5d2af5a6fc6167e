//! Orders as they are typed, and the texts for their buyers.

use runut_core::OrderId;
use runut_core::rows::{BuyerTextKey, OrderForm, OrderFormView, OrderSaved, Reckoning};
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn order_form(
    shell: State<'_, Shell>,
    order: Option<OrderId>,
    copy: Option<OrderId>,
) -> Answer<OrderFormView> {
    shell.with_book(move |book, _| book.read(|reader| runut_actions::order_form(reader, order, copy))).await
}

#[tauri::command]
pub(crate) async fn order_reckon(shell: State<'_, Shell>, form: OrderForm) -> Answer<Reckoning> {
    shell.with_book(move |book, now| book.read(|reader| runut_actions::reckon_order(reader, &form, now))).await
}

#[tauri::command]
pub(crate) async fn order_save(
    shell: State<'_, Shell>,
    request: String,
    form: OrderForm,
    place: bool,
    reason: String,
) -> Act<OrderSaved> {
    shell.act(request, move |book, ctx| runut_actions::save_order(book, ctx, &form, place, &reason)).await
}

#[tauri::command]
pub(crate) async fn order_text(shell: State<'_, Shell>, order: OrderId, key: BuyerTextKey) -> Answer<String> {
    shell.with_book(move |book, _| book.read(|reader| runut_actions::text_for(reader, order, key))).await
}
