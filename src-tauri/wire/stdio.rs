//! Carries calls line by line, for the tests of the page: the same commands as the window's, on a book that the test names,
//! with a clock that stands and a host that says what was asked of it.
//!
//! ```text
//! -> {"id":1,"open":{"book":"/tmp/a/buku.runut","now":1795140000000}}      <- {"id":1,"value":null}
//! -> {"id":2,"host":{"picked":"/tmp/a/pesanan.xlsx","copies":false}}       <- {"id":2,"value":null}
//! -> {"id":3,"call":"order_detail","args":{"order":7}}                     <- {"id":3,"value":{…}} or {"id":3,"error":{…}}
//!                                                                          <- {"event":"backups","payload":null}
//! ```
//!
//! `runut-stdio --types FOLDER` writes the page's calls with their types there instead.

use std::io::{self, BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use runut_core::Refusal;
use runut_core::rows::PrinterRow;
use runut_wire::{Clock, Desk, Event, Host, Pick, Places};
use serde::Deserialize;
use serde_json::{Value, json};

/// A line of the test's.
#[derive(Deserialize)]
struct Line {
    id: u64,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The book that is open from now on.
    Open(Opened),
    /// What the host answers from now on.
    Host(Answers),
    #[serde(untagged)]
    Call {
        call: String,
        #[serde(default)]
        args: Value,
    },
}

#[derive(Deserialize)]
struct Opened {
    book: PathBuf,
    /// Milliseconds since 1970.
    now: i64,
}

/// What the host answers.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Answers {
    /// What a person chooses in a dialog; none where they don't choose.
    picked: Option<PathBuf>,
    /// Whether the clipboard won't have a text.
    copies_nothing: bool,
    printers: Option<Vec<PrinterRow>>,
}

/// Says on the way out what was asked of it.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Answers>>);

impl Told {
    fn answers(&self) -> Answers {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Host for Told {
    fn pick(&self, _: Pick) -> Option<PathBuf> {
        self.answers().picked
    }

    fn open(&self, path: &Path) {
        say(&json!({ "event": "host-opened", "payload": path }));
    }

    fn copy(&self, text: &str) -> Result<(), Refusal> {
        if self.answers().copies_nothing {
            return Err(Refusal::new("clipboard", "Komputer ini tidak mau menyalin.", "This computer doesn't copy."));
        }
        say(&json!({ "event": "host-copied", "payload": text }));
        Ok(())
    }

    fn zoom(&self, percent: u32) {
        say(&json!({ "event": "host-zoomed", "payload": percent }));
    }

    fn tell(&self, event: Event) {
        say(&json!({ "event": event.name(), "payload": event }));
    }

    fn printers(&self) -> Option<Vec<PrinterRow>> {
        self.answers().printers
    }

    fn print(&self, printer: &str, _: &str, document: &Path) -> Result<(), Refusal> {
        say(&json!({ "event": "host-printed", "payload": { "printer": printer, "document": document } }));
        Ok(())
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    if args.next().is_some_and(|arg| arg == "--types") {
        return write_types(Path::new(&args.next().unwrap_or_default()));
    }
    let told = Told::default();
    let mut desk: Option<Desk> = None;
    for line in io::stdin().lock().lines().map_while(Result::ok) {
        let Line { id, what } = match serde_json::from_str(&line) {
            Ok(line) => line,
            Err(error) => {
                eprintln!("not a line of ours ({error}): {line}");
                return ExitCode::FAILURE;
            }
        };
        match what {
            What::Open(opened) => {
                drop(desk.take()); // its lock goes before the next one is taken
                desk = Some(open(opened, told.clone()));
                answer(id, Ok("null"));
            }
            What::Host(answers) => {
                *told.0.lock().unwrap_or_else(PoisonError::into_inner) = answers;
                answer(id, Ok("null"));
            }
            What::Call { call, args } => match desk.clone() {
                Some(desk) => drop(std::thread::spawn(move || match desk.dispatch(&call, args) {
                    Ok(value) => answer(id, Ok(&value)),
                    Err(error) => answer(id, Err(&json!(error))),
                })),
                None => answer(id, Err(&json!("no book is open"))),
            },
        }
    }
    ExitCode::SUCCESS
}

fn write_types(folder: &Path) -> ExitCode {
    for (name, text) in runut_wire::generated() {
        if let Err(error) = std::fs::write(folder.join(name), text) {
            eprintln!("{}: {error}", folder.join(name).display());
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn answer(id: u64, said: Result<&str, &Value>) {
    say_text(&match said {
        Ok(value) => format!("{{\"id\":{id},\"value\":{value}}}\n"),
        Err(error) => format!("{{\"id\":{id},\"error\":{error}}}\n"),
    });
}

fn say(what: &Value) {
    say_text(&format!("{what}\n"));
}

fn say_text(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// A desk at that book; what else a computer keeps lies beside it.
fn open(opened: Opened, host: Told) -> Desk {
    let beside = |name: &str| opened.book.with_file_name(name);
    let (documents, machine) = (vec![beside("dokumen")], Some(beside("komputer.json")));
    let places = Places { book: opened.book, named: true, documents, machine };
    Desk::new(places, Clock::at(opened.now), None, Box::new(host))
}
