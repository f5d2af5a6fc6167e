//! What is copied for the chat.

use std::sync::Arc;

use tauri::State;

use super::Answer;
use crate::clipboard::Clipboard;
use crate::state::apart;

#[tauri::command]
pub(crate) async fn copy_text(clipboard: State<'_, Arc<Clipboard>>, text: String) -> Answer<()> {
    let clipboard = clipboard.inner().clone();
    apart(move || Ok(clipboard.put(&text)?)).await
}
