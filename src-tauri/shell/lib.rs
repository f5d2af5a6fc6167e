//! Front door 1: the window.
//!
//! Carries the page's calls to the wire (`src-tauri/wire`) and is its host: dialogs, viewers, the clipboard, events.

mod carrier;
mod clipboard;
mod foto;
mod host;
mod journal;
mod single;
mod unopened;
mod watcher;
mod webkit;

use std::error::Error;
use std::process::ExitCode;

use tauri::webview::NewWindowResponse;
use tauri::window::Color;
use tauri::{App, Context, RunEvent, Theme, Url, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use runut_core::rows::Machine;
use runut_store::{Lock, LockError};
use runut_wire::{Clock, Desk, Places};

/// Opens the window and answers when it is closed.
///
/// A second start on a book whose window is open says so on the error stream, raises that window and ends with success.
#[must_use]
pub fn run() -> ExitCode {
    webkit::settle();
    if let Some(missing) = unopened::missing() {
        unopened::say(&missing);
        return ExitCode::FAILURE;
    }
    let places = Places::find();
    let lock = match Lock::take(&places.book) {
        Err(LockError::Taken) => {
            single::second_start(&places);
            return ExitCode::SUCCESS;
        }
        // What is wrong with the folder is said in the window, by the first command that needs the book.
        taken => taken.ok(),
    };
    places.keep_private();
    let _journal = journal::open(&places.journal());
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "started");
    let desk = Desk::new(places, Clock::find(), lock, Box::<host::Window>::default());
    // The book opens while the view starts. What is wrong with it is said when the page asks for it.
    std::thread::spawn({
        let desk = desk.clone();
        move || drop(desk.book())
    });
    match build(desk.clone()) {
        Ok(app) => {
            app.run(move |_, event| {
                if matches!(event, RunEvent::Exit) {
                    desk.close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            unopened::say(&unopened::because(&error));
            ExitCode::FAILURE
        }
    }
}

fn build(desk: Desk) -> tauri::Result<App> {
    let mut builder = tauri::Builder::default();
    if let Some(plugin) = single::plugin(desk.places()) {
        builder = builder.plugin(plugin); // first: a second start must not get further
    }
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    builder
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered).build())
        .plugin(tauri_plugin_dialog::init())
        .manage(desk.clone())
        .register_asynchronous_uri_scheme_protocol(foto::SCHEME, foto::protocol(desk.clone()))
        .invoke_handler(tauri::generate_handler![carrier::dispatch])
        .setup(move |app| {
            host::is(app.handle().clone());
            watcher::start(desk.clone());
            if let Err(error) = open_window(app, &desk.machine()) {
                unopened::say(&unopened::because(&error));
                std::process::exit(1); // what is answered here as an error is a panic there
            }
            Ok(())
        })
        .build(context())
}

/// Opens the one window. It shows our own page and nothing else, whatever a link says.
fn open_window(app: &App, machine: &Machine) -> Result<(), Box<dyn Error>> {
    let config = app.config().app.windows.first().ok_or("tauri.conf.json names no window")?;
    let window = WebviewWindowBuilder::from_config(app, config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .background_color(paper(machine.theme == "dark"))
        .initialization_script(themed(&machine.theme))
        .build()?;
    if machine.theme == "system" && window.theme().is_ok_and(|theme| theme == Theme::Dark) {
        window.set_background_color(Some(paper(true)))?;
    }
    if machine.zoom != 100 {
        host::zoomed(&window, machine.zoom);
    }
    Ok(())
}

/// The page's ground (`--paper` of its look), for as long as nothing is drawn on it: a dark window doesn't start white.
fn paper(dark: bool) -> Color {
    if dark { Color(0x15, 0x17, 0x1d, 0xff) } else { Color(0xfb, 0xf7, 0xf0, 0xff) }
}

/// Says the theme that this computer has set as soon as the page has a root, before its style is read; the system's needs
/// no word.
fn themed(theme: &str) -> String {
    if theme != "dark" && theme != "light" {
        return String::new();
    }
    format!(
        "{{ const set = () => {{ const root = document.documentElement; if (root) root.dataset.theme = '{theme}'; return root; }};
           if (!set()) new MutationObserver((_, seen) => set() && seen.disconnect()).observe(document, {{ childList: true }}); }}"
    )
}

fn is_ours(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// The program's configuration and its page, embedded.
fn context() -> Context {
    tauri::generate_context!()
}

/// Whether a test drives the window.
fn driven() -> bool {
    std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true")
}

#[cfg(test)]
mod tests {
    use super::{is_ours, paper};

    /// The ground that is there before the page is the page's.
    #[test]
    fn the_window_has_the_ground_of_its_page() {
        let tokens = include_str!("../../ui/src/look/tokens.css");
        for dark in [false, true] {
            let color = paper(dark);
            let said = format!("--paper: #{:02X}{:02X}{:02X};", color.0, color.1, color.2);
            assert!(tokens.contains(&said), "{said}");
        }
    }

    #[test]
    fn the_window_stays_with_its_own_page() {
        for (url, ours) in [
            ("tauri://localhost/index.html", true),
            ("http://tauri.localhost/", true),
            ("https://example.com/", false),
            ("https://tauri.localhost.example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,x", false),
        ] {
            assert_eq!(is_ours(&url.parse().unwrap()), ours, "{url}");
        }
    }
}
