//! What is said, and where: values on stdout, messages on stderr.
//!
//! Invariant: nothing here panics where a pipe is closed or a disk full. A reader who went away changes nothing; an
//! answer that can't be written makes the status "broken", because a script would take what it got for the answer.

use std::cell::RefCell;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::process::ExitCode;

use runut_actions::ActionError;
use runut_core::{Refusal, Sentence, way_out};
use serde::Serialize;
use serde_json::json;

/// Why a command ended early.
#[derive(Debug)]
pub enum Fault {
    /// The action's own.
    Action(ActionError),
    /// The words make no sense.
    Usage(String),
}

impl<E: Into<ActionError>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Action(error.into())
    }
}

impl Fault {
    /// A file of the command line that can't be read.
    pub fn unreadable(path: &Path, error: &io::Error) -> Self {
        let path = path.display();
        let refusal = if error.kind() == ErrorKind::NotFound {
            Refusal::new(
                "file_missing",
                format!("Berkas {path} tidak ada. Periksa nama dan foldernya."),
                format!("There is no file {path}. Check its name and folder."),
            )
        } else {
            let why = Sentence::from(error);
            Refusal::new(
                "file_unreadable",
                format!("Berkas {path} tidak bisa dibaca ({}). Periksa izinnya, atau pilih berkas lain.", why.id),
                format!("The file {path} can't be read ({}). Check its permissions, or choose another.", why.en),
            )
        };
        Self::from(refusal.with("path", path))
    }

    /// A file or folder of the command line that can't be written.
    pub fn unwritable(path: &Path, error: &io::Error) -> Self {
        let (path, why) = (path.display(), Sentence::from(error));
        let (id, en) =
            (format!("{path} tidak bisa ditulis ({}).", why.id), format!("{path} can't be written ({}).", why.en));
        let said = Sentence::new(id, en).and(&way_out(error));
        Self::from(Refusal::new("output_unwritable", said.id, said.en).with("path", path))
    }
}

/// Where answers go.
#[derive(Debug)]
pub struct Out {
    json: bool,
    /// Why the answer couldn't be written.
    failed: RefCell<Option<String>>,
}

impl Out {
    /// Answers as JSON or as text.
    pub fn new(json: bool) -> Self {
        Self { json, failed: RefCell::new(None) }
    }

    /// Gives an answer: as JSON, or as the text that `text` makes of it.
    pub fn value<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        if self.json {
            self.line(&serde_json::to_string(value).unwrap_or_else(|e| json!({ "error": e.to_string() }).to_string()));
        } else {
            let text = text(value);
            if !text.is_empty() {
                self.line(text.trim_end());
            }
        }
    }

    /// Says a word beside the answer.
    pub fn say(&self, text: &str) {
        // Where even stderr is closed there is nobody to tell.
        drop(writeln!(io::stderr(), "{text}"));
    }

    /// Says why a command ended early, and with which status.
    pub fn fault(&self, fault: &Fault) -> ExitCode {
        if matches!(fault, Fault::Action(ActionError::Book(error)) if error.shows_damage()) {
            self.say("Perintah untuk buku yang rusak: backups, restore, salvage.");
        }
        match fault {
            Fault::Action(error) => match refusal_in(error) {
                Some(refusal) => self.early(&refusal.message.id, &json!({ "refused": refusal }), 1),
                None => self.early(&error.sentence().id, &json!({ "broken": error.sentence() }), 3),
            },
            Fault::Usage(text) => self.usage(text),
        }
    }

    /// The parser's word: wrong usage, or the help or version that was asked for.
    pub fn unparsed(&self, error: &clap::Error) -> ExitCode {
        use clap::error::ErrorKind as Kind;
        if matches!(error.kind(), Kind::DisplayHelp | Kind::DisplayVersion) {
            self.line(error.render().to_string().trim_end());
            return ExitCode::SUCCESS;
        }
        self.usage(error.render().to_string().trim_end())
    }

    /// The status to end with: the command's own, unless its answer couldn't be written.
    pub fn end(&self, status: ExitCode) -> ExitCode {
        match self.failed.take() {
            None => status,
            Some(why) => {
                self.say(&format!("Jawaban tidak bisa ditulis ({why}). Yang sudah dikerjakan tetap ada di buku."));
                ExitCode::from(3)
            }
        }
    }

    fn usage(&self, text: &str) -> ExitCode {
        self.early(text, &json!({ "usage": text }), 2)
    }

    fn early(&self, text: &str, value: &serde_json::Value, status: u8) -> ExitCode {
        self.say(text);
        if self.json {
            self.line(&value.to_string());
        }
        ExitCode::from(status)
    }

    fn line(&self, text: &str) {
        let mut stdout = io::stdout().lock();
        match writeln!(stdout, "{text}").and_then(|()| stdout.flush()) {
            // `| head` has read enough.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.failed.replace(Some(Sentence::from(&error).id));
            }
            _ => {}
        }
    }
}

/// The refusal that an error is at this door: the shop's rules, a document's place on the command line. Everything else is
/// broken.
fn refusal_in(error: &ActionError) -> Option<Refusal> {
    let code = match error {
        ActionError::Refused(refusal) => return Some(refusal.clone()),
        ActionError::Output(_) => "output_unwritable",
        _ => return None,
    };
    let message = error.sentence();
    Some(Refusal::new(code, message.id, message.en))
}

/// A table in plain text: columns as wide as they need be, figures right-aligned.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let count = head.len();
    let mut widths: Vec<usize> = head.iter().map(|h| h.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let figure = |cell: &str| !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit() || ".\u{2212}-".contains(c));
    let line = |cells: Vec<&str>, right: bool| -> String {
        let mut out = String::new();
        for (at, cell) in cells.into_iter().enumerate().take(count) {
            let pad = " ".repeat(widths[at].saturating_sub(cell.chars().count()));
            if right && figure(cell) {
                out.push_str(&pad);
                out.push_str(cell);
            } else {
                out.push_str(cell);
                out.push_str(&pad);
            }
            out.push_str("  ");
        }
        out.trim_end().to_owned()
    };
    let mut out = vec![line(head.to_vec(), false)];
    out.extend(rows.iter().map(|row| line(row.iter().map(String::as_str).collect(), true)));
    out.join("\n")
}
