//! What comes back, and what is learned of an order after it left.

use runut_core::Money;
use runut_core::rows::{ClaimForm, LineCost, Outcome, ReturnDue, ReturnForm, ReturnQueue};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer, OrderId};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn returns_queue(shell: State<'_, Shell>) -> Answer<ReturnQueue> {
    shell.ask(reports::returns_queue).await
}

#[tauri::command]
pub(crate) async fn order_claim(shell: State<'_, Shell>, request: String, form: ClaimForm) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::claim(book, ctx, &form)).await
}

#[tauri::command]
pub(crate) async fn order_return(shell: State<'_, Shell>, request: String, form: ReturnForm) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::take_back(book, ctx, &form)).await
}

#[tauri::command]
pub(crate) async fn return_due(shell: State<'_, Shell>, form: ReturnForm) -> Answer<ReturnDue> {
    shell.with_book(move |book, _| book.read(|reader| runut_actions::return_due(reader, &form))).await
}

#[tauri::command]
pub(crate) async fn courier_bill(
    shell: State<'_, Shell>,
    request: String,
    order: OrderId,
    amount: Money,
) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::bill_courier(book, ctx, order, amount)).await
}

#[tauri::command]
pub(crate) async fn type_costs(
    shell: State<'_, Shell>,
    request: String,
    order: OrderId,
    costs: Vec<LineCost>,
) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::type_costs(book, ctx, order, &costs)).await
}
