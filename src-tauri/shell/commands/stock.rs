//! Products, their variants and stock.

use runut_actions::Archive;
use runut_core::rows::{AdjustForm, Adjusted, ProductForm, Receipt, StockCard, StockPage, StockQuery};
use runut_core::{ProductId, Sentence, VariantId};
use runut_store::reports;
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

/// Moves a page of a stock card.
const CARD_PAGE: u32 = 100;

#[tauri::command]
pub(crate) async fn stock_page(shell: State<'_, Shell>, query: StockQuery) -> Answer<StockPage> {
    shell.ask(move |book, _| reports::stock_page(book, &query)).await
}

#[tauri::command]
pub(crate) async fn stock_card(
    shell: State<'_, Shell>,
    variant: VariantId,
    after: Option<String>,
) -> Answer<StockCard> {
    shell.ask(move |book, _| reports::stock_card(book, variant, after.as_deref(), CARD_PAGE)).await
}

#[tauri::command]
pub(crate) async fn product_form(shell: State<'_, Shell>, product: ProductId) -> Answer<ProductForm> {
    shell.ask(move |book, _| book.product_form(product)).await
}

#[tauri::command]
pub(crate) async fn product_save(shell: State<'_, Shell>, request: String, form: ProductForm) -> Act<ProductId> {
    shell.act(request, move |book, ctx| runut_actions::save(book, ctx, &form)).await
}

/// How many variants were archived, or brought back.
#[derive(serde::Serialize)]
pub(crate) struct Archived {
    done: i64,
}

#[tauri::command]
pub(crate) async fn product_archive(
    shell: State<'_, Shell>,
    request: String,
    variants: Vec<VariantId>,
    archived: bool,
) -> Act<Archived> {
    let to = if archived { Archive::Away } else { Archive::Back };
    let wrote = shell.act(request, move |book, ctx| runut_actions::archive(book, ctx, &variants, to)).await?;
    Ok(wrote.map(|done| Archived { done }))
}

#[tauri::command]
pub(crate) async fn stock_receive(shell: State<'_, Shell>, request: String, receipt: Receipt) -> Act<Sentence> {
    shell.act(request, move |book, ctx| runut_actions::receive(book, ctx, &receipt)).await
}

#[tauri::command]
pub(crate) async fn stock_adjust(shell: State<'_, Shell>, request: String, form: AdjustForm) -> Act<Adjusted> {
    shell.act(request, move |book, ctx| runut_actions::adjust(book, ctx, &form)).await
}
