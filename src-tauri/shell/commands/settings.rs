//! Settings of the book: the shop, accounts, couriers, people, texts.

use runut_core::rows::{BuyerText, BuyerTextKey, CourierRow, MoneyAccount, Person, Settings, Shop};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn settings(shell: State<'_, Shell>) -> Answer<Settings> {
    shell.ask(|book, _| reports::settings(book)).await
}

#[tauri::command]
pub(crate) async fn shop_save(shell: State<'_, Shell>, request: String, shop: Shop) -> Act<Shop> {
    shell.act(request, move |book, ctx| runut_actions::save_shop(book, ctx, &shop)).await
}

#[tauri::command]
pub(crate) async fn account_save(shell: State<'_, Shell>, request: String, account: MoneyAccount) -> Act<MoneyAccount> {
    shell.act(request, move |book, ctx| runut_actions::save_account(book, ctx, &account)).await
}

#[tauri::command]
pub(crate) async fn courier_save(shell: State<'_, Shell>, request: String, courier: CourierRow) -> Act<CourierRow> {
    shell.act(request, move |book, ctx| runut_actions::save_courier(book, ctx, &courier)).await
}

#[tauri::command]
pub(crate) async fn person_save(shell: State<'_, Shell>, request: String, person: Person) -> Act<Person> {
    shell.act(request, move |book, ctx| runut_actions::save_person(book, ctx, &person)).await
}

#[tauri::command]
pub(crate) async fn text_save(
    shell: State<'_, Shell>,
    request: String,
    key: BuyerTextKey,
    body: String,
) -> Act<BuyerText> {
    shell.act(request, move |book, ctx| runut_actions::save_text(book, ctx, key, &body)).await
}
