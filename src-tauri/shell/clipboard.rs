//! The system's clipboard. The page's own way to it ends with the key that was pressed: after an answer was waited for, the
//! view refuses it, and says so to nobody.

use std::borrow::Cow;
use std::sync::{Mutex, PoisonError};

use arboard::{Clipboard as System, Error};
use runut_core::Refusal;

/// The clipboard, kept open: on some systems a text is gone as soon as the program that copied it lets go.
#[derive(Default)]
pub(crate) struct Clipboard(Mutex<Option<System>>);

impl Clipboard {
    /// Puts `text` there, and looks whether it is.
    ///
    /// # Errors
    /// `clipboard` where it isn't there afterwards.
    pub fn put(&self, text: &str) -> Result<(), Refusal> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What was open may be of a display that is gone: once more, anew.
        let put = match held.take() {
            Some(open) => through(open, text).or_else(|_| System::new().and_then(|new| through(new, text))),
            None => System::new().and_then(|new| through(new, text)),
        };
        match put {
            Ok((system, there)) => {
                *held = Some(system);
                if same(&there, text) { Ok(()) } else { Err(refusal()) }
            }
            Err(error) => {
                tracing::warn!("the clipboard: {}", kind(&error));
                Err(refusal())
            }
        }
    }
}

/// The text with the line ends that programs of the system take: older ones of Windows show one line without.
fn lined(text: &str, windows: bool) -> Cow<'_, str> {
    if windows { text.replace("\r\n", "\n").replace('\n', "\r\n").into() } else { text.into() }
}

fn through(mut system: System, text: &str) -> Result<(System, String), Error> {
    system.set_text(lined(text, cfg!(windows)))?;
    let there = system.get_text()?;
    Ok((system, there))
}

/// Some systems end lines in their own way.
fn same(there: &str, text: &str) -> bool {
    there.replace("\r\n", "\n") == text.replace("\r\n", "\n")
}

fn refusal() -> Refusal {
    Refusal::new(
        "clipboard",
        "Komputer ini tidak mau menyalin sekarang. Pilih teksnya di bawah, lalu salin dengan Ctrl C.",
        "This computer doesn't copy now. Select the text below, then copy it with Ctrl C.",
    )
}

/// Of which kind it is: its own words might quote what was copied.
fn kind(error: &Error) -> &'static str {
    match error {
        Error::ContentNotAvailable => "what was put there isn't there",
        Error::ClipboardNotSupported => "there is none",
        Error::ClipboardOccupied => "another program holds it",
        Error::ConversionFailure => "the text can't be put there",
        _ => "an error of the system",
    }
}

#[cfg(test)]
mod tests {
    use super::{lined, same};

    #[test]
    fn line_ends_of_a_system_are_the_same_text() {
        assert!(same("Total\r\nRp 195.123", "Total\nRp 195.123"));
        assert!(!same("Total", "Total\nRp 195.123") && !same("", "Total"));
    }

    #[test]
    fn lines_end_as_the_system_has_them() {
        assert_eq!(lined("Total\nRp 1\r\n", true), "Total\r\nRp 1\r\n");
        assert_eq!(lined("Total\nRp 1", false), "Total\nRp 1");
    }
}
