//! Money received and given back.

use runut_core::rows::{
    Outcome, OwedList, PaymentCandidate, PaymentForm, PaymentPage, PaymentQuery, PaymentSaved, RefundForm,
};
use runut_core::{Money, PaymentId};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn payments_page(shell: State<'_, Shell>, query: PaymentQuery) -> Answer<PaymentPage> {
    shell.ask(move |book, now| reports::payments_page(book, &query, now)).await
}

#[tauri::command]
pub(crate) async fn payment_candidates(
    shell: State<'_, Shell>,
    search: String,
    amount: Option<Money>,
) -> Answer<Vec<PaymentCandidate>> {
    shell.ask(move |book, now| reports::payment_candidates(book, &search, amount, now)).await
}

#[tauri::command]
pub(crate) async fn owed_list(shell: State<'_, Shell>) -> Answer<OwedList> {
    shell.ask(reports::owed_list).await
}

#[tauri::command]
pub(crate) async fn payment_record(shell: State<'_, Shell>, request: String, form: PaymentForm) -> Act<PaymentSaved> {
    shell.act(request, move |book, ctx| runut_actions::record_payment(book, ctx, &form)).await
}

#[tauri::command]
pub(crate) async fn payment_void(
    shell: State<'_, Shell>,
    request: String,
    payment: PaymentId,
    reason: String,
) -> Act<Outcome> {
    shell.act(request, move |book, ctx| runut_actions::void_payment(book, ctx, payment, &reason)).await
}

#[tauri::command]
pub(crate) async fn refund_record(shell: State<'_, Shell>, request: String, form: RefundForm) -> Act<PaymentSaved> {
    shell.act(request, move |book, ctx| runut_actions::record_refund(book, ctx, &form)).await
}
