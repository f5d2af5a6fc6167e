//! The one command of the page: it names what it wants, and the wire does it.
//!
//! One window shows one page, which is ours, and may call whatever the wire declares; so the capability lists this one
//! command, and nothing else of the program can be reached.

use runut_wire::{CommandError, Desk};
use serde_json::Value;
use tauri::State;
use tauri::ipc::Response;

/// Carries a call on a thread that may wait: the window never freezes.
#[tauri::command]
pub(crate) async fn dispatch(desk: State<'_, Desk>, name: String, args: Value) -> Result<Response, CommandError> {
    let desk = desk.inner().clone();
    let done = tauri::async_runtime::spawn_blocking(move || desk.dispatch(&name, args)).await;
    done.unwrap_or_else(|_| Err(CommandError::bug())).map(Response::new)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_page_reaches_the_one_command_and_hears_what_it_is_told() {
        let text = include_str!("../capabilities/window.json");
        let capability: serde_json::Value = serde_json::from_str(text).unwrap();
        let allowed = ["core:event:allow-listen", "core:event:allow-unlisten", "allow-dispatch"];
        assert_eq!(capability["permissions"], serde_json::json!(allowed));
    }
}
