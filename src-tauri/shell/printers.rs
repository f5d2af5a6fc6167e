//! The printers of the system, as CUPS tells them. Where there is no CUPS there are none, and documents go to the
//! system's viewer.

use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use runut_core::rows::PrinterRow;

/// How long a print server that doesn't answer is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The printers, the system's own choice first.
pub(crate) fn list() -> Vec<PrinterRow> {
    let names = asked("-e").unwrap_or_default();
    if names.is_empty() { Vec::new() } else { rows(&names, &asked("-d").unwrap_or_default()) }
}

fn asked(what: &'static str) -> Option<String> {
    // No shell; in one language, because the default is told in a sentence.
    let mut child = Command::new("lpstat")
        .arg(what)
        .env("LC_ALL", "C")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdout = child.stdout.take()?;
    let (said, heard) = mpsc::channel();
    std::thread::spawn(move || {
        let mut text = Vec::new();
        if std::io::Read::read_to_end(&mut stdout, &mut text).is_ok() {
            drop(said.send(text));
        }
    });
    let text = heard.recv_timeout(PATIENCE).ok();
    if text.is_none() {
        tracing::warn!("the print server doesn't answer");
        drop(child.kill());
    }
    drop(child.wait());
    text.map(|text| String::from_utf8_lossy(&text).into_owned())
}

fn rows(names: &str, default: &str) -> Vec<PrinterRow> {
    let default = default.trim().rsplit_once("destination: ").map_or("", |(_, name)| name.trim());
    let mut rows: Vec<PrinterRow> = names
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| PrinterRow { name: name.to_owned(), default: name == default })
        .collect();
    rows.sort_by_key(|row| !row.default);
    rows
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn the_systems_own_choice_comes_first() {
        let found = rows("Laser\nZebra_ZD230\n\n", "system default destination: Zebra_ZD230\n");
        let found: Vec<(&str, bool)> = found.iter().map(|r| (r.name.as_str(), r.default)).collect();
        assert_eq!(found, [("Zebra_ZD230", true), ("Laser", false)]);
        assert!(rows("A\n", "no system default destination\n").iter().all(|r| !r.default));
    }
}
