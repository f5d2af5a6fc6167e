//! A window that can't open, said where no window of ours can say it: on the error stream, and on Windows, where nobody sees
//! that, in the system's own box.

use std::fmt::Display;

use runut_core::Sentence;

/// What the window is drawn by on Windows.
const VIEW: &str = "Microsoft Edge WebView2 Runtime";

/// Where it comes from: Microsoft's own page, which doesn't move.
const VIEW_FROM: &str = "https://go.microsoft.com/fwlink/p/?LinkId=2124703";

/// What is missing for the window to open; none where all of it is there.
pub(crate) fn missing() -> Option<Sentence> {
    if !cfg!(windows) {
        return None; // the system doesn't start the program without it
    }
    tauri::webview_version().err().map(|_| without_view())
}

fn without_view() -> Sentence {
    Sentence::new(
        format!(
            "Runut perlu {VIEW}, dan komputer ini belum punya. Buku tidak berubah. Pasang sekali dari {VIEW_FROM} lalu buka Runut lagi."
        ),
        format!(
            "Runut needs the {VIEW}, which this computer doesn't have. The book is as it was. Install it once from {VIEW_FROM} and open Runut again."
        ),
    )
}

/// That the window can't be opened for another reason.
pub(crate) fn because(error: &dyn Display) -> Sentence {
    Sentence::new(
        format!("Jendela Runut tidak bisa dibuka: {error}. Buku tidak berubah."),
        format!("Runut's window can't be opened: {error}. The book is as it was."),
    )
}

/// Says it, in both languages: which of them is read here isn't known yet.
pub(crate) fn say(sentence: &Sentence) {
    tracing::error!("the window didn't open: {}", sentence.en);
    eprintln!("{}\n{}", sentence.id, sentence.en);
    #[cfg(windows)]
    if std::env::var_os("RUNUT_NO_VIEWER").is_none() {
        let text = format!("{}\n\n{}", sentence.id, sentence.en);
        rfd::MessageDialog::new().set_level(rfd::MessageLevel::Error).set_title("Runut").set_description(text).show();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said_with_the_way_to_get_it() {
        let said = without_view();
        for text in [said.id, said.en] {
            assert!(text.contains(VIEW) && text.contains(VIEW_FROM), "{text}");
        }
    }
}
