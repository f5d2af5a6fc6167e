//! The window and the system around the commands.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use runut_core::Refusal;
use runut_core::rows::PrinterRow;
use runut_wire::{Event, Host, Pick};
use tauri::{AppHandle, Emitter, Manager, WebviewWindow};
use tauri_plugin_dialog::DialogExt;

use crate::clipboard::Clipboard;

/// The program, once it is built: the book opens before.
static APP: OnceLock<AppHandle> = OnceLock::new();

/// The commands' host from now on.
pub(crate) fn is(app: AppHandle) {
    let _ = APP.set(app);
}

/// The window as a host.
#[derive(Default)]
pub(crate) struct Window {
    clipboard: Clipboard,
}

impl Host for Window {
    /// A native dialog is outside the page, where no test reaches it: where the environment names something, it is that.
    fn pick(&self, what: Pick) -> Option<PathBuf> {
        let (variable, filter): (_, Option<(&str, &[&str])>) = match what {
            Pick::Orders => ("RUNUT_PICK_FILE", Some(("Pesanan (xlsx, csv)", &["xlsx", "xls", "csv"]))),
            Pick::Payouts => ("RUNUT_PICK_FILE", Some(("Pencairan (xlsx, csv)", &["xlsx", "xls", "csv"]))),
            Pick::Products => ("RUNUT_PICK_FILE", Some(("Produk (xlsx, csv)", &["xlsx", "csv", "txt"]))),
            Pick::Records => ("RUNUT_PICK_FILE", Some(("Catatan (xlsx, csv)", &["xlsx", "csv"]))),
            Pick::Backup => ("RUNUT_PICK_FILE", Some(("Buku Runut", &["runut"]))),
            Pick::Picture => ("RUNUT_PICK_PICTURE", Some(("Foto (jpg, png, webp)", &["jpg", "jpeg", "png", "webp"]))),
            Pick::Folder => ("RUNUT_PICK_FOLDER", None),
        };
        if let Some(path) = std::env::var_os(variable) {
            return Some(path.into());
        }
        let dialog = APP.get()?.dialog().file();
        let picked = match filter {
            Some((name, endings)) => dialog.add_filter(name, endings).blocking_pick_file(),
            None => dialog.blocking_pick_folder(),
        };
        picked?.into_path().ok()
    }

    fn open(&self, path: &Path) {
        let quiet = std::env::var_os("RUNUT_NO_VIEWER").is_some();
        if !quiet && tauri_plugin_opener::open_path(path, None::<&str>).is_err() {
            tracing::warn!("no viewer opened the document");
        }
    }

    fn copy(&self, text: &str) -> Result<(), Refusal> {
        self.clipboard.put(text)
    }

    fn zoom(&self, percent: u32) {
        if let Some(window) = APP.get().and_then(|app| app.get_webview_window("main")) {
            zoomed(&window, percent);
        }
    }

    fn tell(&self, event: Event) {
        if let Some(app) = APP.get() {
            let _ = app.emit(event.name(), event);
        }
    }

    fn printers(&self) -> Option<Vec<PrinterRow>> {
        runut_printer::list()
    }

    fn print(&self, printer: &str, media: &str, document: &Path) -> Result<(), Refusal> {
        runut_printer::send(printer, media, document)
    }
}

/// Shows everything in the window at `percent` of its size. The view that can't stays as it is.
pub(crate) fn zoomed(window: &WebviewWindow, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent.clamp(50, 200)) / 100.0) {
        tracing::warn!("the window's size of text couldn't be set: {error}");
    }
}
