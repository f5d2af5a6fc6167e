//! The printers of the system, through CUPS: which there are, and a document straight to one of them. Where there is no
//! CUPS there are none, and documents go to the system's viewer.
//!
//! Invariant: no shell reads a name or a path, and a print server that doesn't answer is waited for no longer than
//! [`PATIENCE`].

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use runut_core::rows::PrinterRow;
use runut_core::{Refusal, excerpt};

/// How long a print server that doesn't answer is waited for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Letters of the print system's own words that are passed on.
const SAID: usize = 200;

/// The printers, the system's own choice first; none where this program can't reach a printer at all: without CUPS, which
/// Windows never has.
#[must_use]
pub fn list() -> Option<Vec<PrinterRow>> {
    let names = asked("-e")?;
    Some(if names.is_empty() { Vec::new() } else { rows(&names, &asked("-d").unwrap_or_default()) })
}

/// Sends a document to a printer, on paper as CUPS names it (`A6`, `Custom.100x150mm`).
///
/// # Errors
/// `printer_missing` without CUPS, `printer_silent` where it doesn't answer, `printer_refused` with its own words.
pub fn send(printer: &str, media: &str, file: &Path) -> Result<(), Refusal> {
    send_by("lp".as_ref(), printer, media, file, PATIENCE)
}

fn send_by(lp: &OsStr, printer: &str, media: &str, file: &Path, patience: Duration) -> Result<(), Refusal> {
    let no = |code: &str, id: String, en: String| Err(Refusal::new(code, id, en).with("printer", printer));
    let mut command = Command::new(lp);
    command.args(["-d", printer, "-o", &format!("media={media}")]).arg(file);
    match run(command, patience) {
        Ok((status, _, _)) if status.success() => Ok(()),
        Ok((_, _, said)) => {
            let said = excerpt(&said, SAID);
            no(
                "printer_refused",
                format!(
                    "Printer {printer} tidak bisa mencetak: {said}. Periksa printernya, atau pilih yang lain di Pengaturan."
                ),
                format!("Printer {printer} can't print: {said}. Check the printer, or choose another in the settings."),
            )
        }
        Err(Fault::Absent) => no(
            "printer_missing",
            format!(
                "Printer {printer} tidak bisa dipakai: untuk langsung mencetak perlu CUPS (perintah lp), yang tidak ada di komputer ini. Buka dokumennya dan cetak dari sana."
            ),
            format!(
                "Printer {printer} can't be used: printing straight to one needs CUPS (the command lp), which this computer doesn't have. Open the document and print from there."
            ),
        ),
        Err(Fault::Silent) => no(
            "printer_silent",
            format!("Printer {printer} tidak menjawab. Nyalakan printernya, lalu cetak lagi."),
            format!("Printer {printer} doesn't answer. Switch it on, then print again."),
        ),
    }
}

/// Why a program of the print system said nothing.
#[derive(Debug)]
enum Fault {
    /// It isn't there, or can't be run.
    Absent,
    /// It didn't end in time.
    Silent,
}

/// Runs a program of the print system: how it ended, and what it said. In one language, because some of it is read.
fn run(mut command: Command, patience: Duration) -> Result<(ExitStatus, String, String), Fault> {
    command.env("LC_ALL", "C").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Fault::Absent)?;
    let (said, heard) = mpsc::channel();
    let pipes = (child.stdout.take(), child.stderr.take());
    std::thread::spawn(move || {
        let (Some(mut out), Some(mut err)) = pipes else { return };
        let errors = std::thread::spawn(move || text(&mut err));
        let out = text(&mut out);
        drop(said.send((out, errors.join().unwrap_or_default())));
    });
    let heard = heard.recv_timeout(patience);
    if heard.is_err() {
        tracing::warn!("the print system doesn't answer");
        drop(child.kill());
    }
    let status = child.wait().map_err(|_| Fault::Absent)?;
    heard.map(|(out, err)| (status, out, err)).map_err(|_| Fault::Silent)
}

fn text(pipe: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    drop(pipe.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned()
}

fn asked(what: &str) -> Option<String> {
    if cfg!(windows) {
        return None;
    }
    let mut command = Command::new("lpstat");
    command.arg(what);
    match run(command, PATIENCE) {
        Ok((_, out, _)) => Some(out),
        Err(Fault::Absent) => None,
        Err(Fault::Silent) => Some(String::new()),
    }
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
    use super::*;

    #[test]
    fn the_systems_own_choice_comes_first() {
        let found = rows("Laser\nZebra_ZD230\n\n", "system default destination: Zebra_ZD230\n");
        let found: Vec<(&str, bool)> = found.iter().map(|r| (r.name.as_str(), r.default)).collect();
        assert_eq!(found, [("Zebra_ZD230", true), ("Laser", false)]);
        assert!(rows("A\n", "no system default destination\n").iter().all(|r| !r.default));
    }

    /// A program of this content in a folder of its own.
    #[cfg(unix)]
    fn program(script: &str) -> (tempfile::TempDir, std::path::PathBuf) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lp");
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        (folder, path)
    }

    #[cfg(unix)]
    #[test]
    fn names_and_paths_reach_the_print_system_as_they_are() {
        let (folder, lp) = program("printf '%s\\n' \"$@\" > \"$(dirname \"$0\")/said\"");
        let file = folder.path().join("label $(touch x); 1.pdf");
        send_by(lp.as_os_str(), "Zebra; rm -rf", "Custom.100x150mm", &file, PATIENCE).unwrap();
        let said = std::fs::read_to_string(folder.path().join("said")).unwrap();
        let expected = ["-d", "Zebra; rm -rf", "-o", "media=Custom.100x150mm", &file.display().to_string()];
        assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    }

    #[cfg(unix)]
    #[test]
    fn what_the_print_system_says_is_told_and_its_silence_ends() {
        let code = |script: &str, patience: Duration| {
            let (_folder, lp) = program(script);
            send_by(lp.as_os_str(), "P", "A6", Path::new("/x.pdf"), patience).unwrap_err()
        };
        let refused = code("echo 'lp: Error - The printer or class does not exist.' >&2; exit 1", PATIENCE);
        assert_eq!(refused.code, "printer_refused");
        assert!(refused.message.id.contains("does not exist") && refused.message.en.contains("does not exist"));
        assert_eq!(code("exec tail -f /dev/null", Duration::from_millis(50)).code, "printer_silent");
        let absent = send_by("/nowhere/lp".as_ref(), "P", "A6", Path::new("/x.pdf"), PATIENCE).unwrap_err();
        assert_eq!(absent.code, "printer_missing");
    }
}
