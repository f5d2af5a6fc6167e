//! What is said, and where: values on stdout, messages on stderr.

use std::process::ExitCode;

use runut_actions::ActionError;
use runut_core::Refusal;
use serde::Serialize;
use serde_json::json;

/// Why a command ended early.
#[derive(Debug)]
pub enum Fault {
    /// The action's own.
    Action(ActionError),
    /// The words make no sense.
    Usage(String),
    /// A file of the command line can't be read or written.
    File(String, std::io::Error),
}

impl<E: Into<ActionError>> From<E> for Fault {
    fn from(error: E) -> Self {
        Self::Action(error.into())
    }
}

/// Where answers go.
#[derive(Debug)]
pub struct Out {
    json: bool,
}

impl Out {
    /// Answers as JSON or as text.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Gives an answer: as JSON, or as the text that `text` makes of it.
    pub fn value<T: Serialize>(&self, value: &T, text: impl FnOnce(&T) -> String) {
        if self.json {
            println!(
                "{}",
                serde_json::to_string(value).unwrap_or_else(|e| json!({ "error": e.to_string() }).to_string())
            );
        } else {
            let text = text(value);
            if !text.is_empty() {
                println!("{}", text.trim_end());
            }
        }
    }

    /// Says a word beside the answer.
    pub fn say(&self, text: &str) {
        eprintln!("{text}");
    }

    /// Says why a command ended early, and with which status.
    pub fn fault(&self, fault: &Fault) -> ExitCode {
        match fault {
            Fault::Action(ActionError::Refused(refusal)) => self.refused(refusal),
            Fault::Action(error) => {
                self.say(&error.sentence().id);
                if self.json {
                    println!("{}", json!({ "broken": error.sentence() }));
                }
                ExitCode::from(3)
            }
            Fault::Usage(text) => {
                self.say(text);
                ExitCode::from(2)
            }
            Fault::File(path, error) => {
                let code =
                    if error.kind() == std::io::ErrorKind::NotFound { "file_missing" } else { "file_unreadable" };
                self.refused(&Refusal::new(
                    code,
                    format!("{path}: {error}. Periksa nama dan foldernya."),
                    format!("{path}: {error}. Check its name and folder."),
                ))
            }
        }
    }

    fn refused(&self, refusal: &Refusal) -> ExitCode {
        self.say(&refusal.message.id);
        if self.json {
            println!("{}", json!({ "refused": refusal }));
        }
        ExitCode::from(1)
    }
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
