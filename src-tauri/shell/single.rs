//! A second start on the same book: the first window comes to the front, the second says so and ends.
//!
//! The lock decides; this only raises. Without a session bus, or under WebDriver, nothing is raised.

use std::hash::{DefaultHasher, Hash, Hasher};

use runut_wire::Places;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager, Wry};

/// The plugin by which a second start reaches the first, where that is possible.
///
/// It is told apart by the book; where it can only be told apart by program, only the book that nobody named has it.
pub(crate) fn plugin(places: &Places) -> Option<TauriPlugin<Wry>> {
    let reachable = if cfg!(target_os = "linux") { has_session_bus() } else { !places.named };
    if crate::driven() || !reachable {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    places.book.hash(&mut hasher);
    let name = format!("id.runut.desktop.b{:016x}", hasher.finish());
    Some(tauri_plugin_single_instance::Builder::new().callback(|app, _, _| raise(app)).dbus_id(name).build())
}

/// Brings the window to the front.
fn raise(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Says that the book is open already, and raises its window: the plugin ends this process once it is done.
pub(crate) fn second_start(places: &Places) {
    eprintln!("Buku ini sudah terbuka di jendela Runut yang lain: {}", places.book.display());
    eprintln!("This book is open in another window of Runut.");
    if let Some(plugin) = plugin(places).filter(|_| has_display()) {
        let _ = tauri::Builder::default().plugin(plugin).build(crate::context());
    }
}

fn has_session_bus() -> bool {
    std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| std::path::Path::new(&folder).join("bus").exists())
}

fn has_display() -> bool {
    !cfg!(target_os = "linux") || std::env::var_os("DISPLAY").is_some() || std::env::var_os("WAYLAND_DISPLAY").is_some()
}
