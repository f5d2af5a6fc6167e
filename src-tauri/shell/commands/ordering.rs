//! Orders as they are typed, and the texts for their buyers.

use runut_core::OrderId;
use runut_core::rows::BuyerTextKey;
use tauri::State;

use super::Answer;
use crate::state::Shell;

#[tauri::command]
pub(crate) async fn order_text(shell: State<'_, Shell>, order: OrderId, key: BuyerTextKey) -> Answer<String> {
    shell.with_book(move |book, _| book.read(|reader| runut_actions::text_for(reader, order, key))).await
}
