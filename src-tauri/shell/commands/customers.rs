//! Customers and places.

use runut_core::CustomerId;
use runut_core::rows::{CustomerDetail, CustomerForm, CustomerPage, CustomerQuery, CustomersMerged, RegionRow};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::{Shell, apart};

#[tauri::command]
pub(crate) async fn customers_page(shell: State<'_, Shell>, query: CustomerQuery) -> Answer<CustomerPage> {
    shell.ask(move |book, _| reports::customers_page(book, &query)).await
}

#[tauri::command]
pub(crate) async fn customer_detail(shell: State<'_, Shell>, customer: CustomerId) -> Answer<CustomerDetail> {
    shell.ask(move |book, now| reports::customer_detail(book, customer, now)).await
}

#[tauri::command]
pub(crate) async fn customer_save(shell: State<'_, Shell>, request: String, form: CustomerForm) -> Act<CustomerId> {
    shell.act(request, move |book, ctx| runut_actions::save_customer(book, ctx, &form)).await
}

#[tauri::command]
pub(crate) async fn customers_merge(
    shell: State<'_, Shell>,
    request: String,
    stays: CustomerId,
    goes: CustomerId,
) -> Act<CustomersMerged> {
    shell.act(request, move |book, ctx| runut_actions::merge_customers(book, ctx, stays, goes)).await
}

#[tauri::command]
pub(crate) async fn customer_unmerge(
    shell: State<'_, Shell>,
    request: String,
    customer: CustomerId,
) -> Act<CustomersMerged> {
    shell.act(request, move |book, ctx| runut_actions::unmerge_customer(book, ctx, customer)).await
}

#[tauri::command]
pub(crate) async fn regions_search(text: String, limit: u32) -> Answer<Vec<RegionRow>> {
    apart(move || Ok(runut_actions::search_regions(&text, limit))).await
}
