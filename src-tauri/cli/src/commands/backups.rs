//! Backups. The list of them and bringing one back work without a book that can be opened.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use runut_actions::{back_up, backup_state, compare, may_replace, may_restore, restore as bring_back, shelf};
use runut_core::rows::{BackupProgress, Holding, RestoreView};
use runut_core::{Refusal, Sentence, Zone};
use runut_store::backup::{self, Staged};
use runut_store::{Book, Lock, LockError, plain};
use serde_json::json;

use super::{Desk, request, zone};
use crate::args::Cli;
use crate::output::{Fault, Out, table};
use crate::when::When;

/// Nobody stops a command halfway but by ending the program, and then no half file is left either.
fn go_on(_: BackupProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

pub fn make(desk: &Desk<'_>, to: Option<&Path>) -> Result<ExitCode, Fault> {
    let to = to.map(plain);
    let made = back_up(&desk.book, to.as_deref(), desk.now, &mut go_on)?;
    let complete = to.is_none() || made.second.is_some();
    desk.out.value(&made, |made| format!("{}\n{}", made.message.id, made.path));
    Ok(ExitCode::from(u8::from(!complete)))
}

pub fn list(out: &Out, path: &Path, when: When) -> Result<ExitCode, Fault> {
    let book = present(path).ok();
    let zone = book.as_ref().and_then(|book| zone(book).ok()).unwrap_or_default();
    let known = book.and_then(|book| backup_state(&book, None, when.instant(zone)).ok());
    let shelf = known.unwrap_or_else(|| shelf(path, None, zone));
    if let Some(warning) = &shelf.warning {
        out.say(&warning.id);
    }
    out.value(&shelf.backups, |backups| {
        if backups.is_empty() {
            return format!("Belum ada cadangan di {}.", shelf.folder);
        }
        let known = |count: Option<i64>| count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        let rows: Vec<Vec<String>> = backups
            .iter()
            .map(|row| {
                vec![
                    zone.local(row.made).format("%Y-%m-%d %H.%M").to_string(),
                    (row.bytes >> 10).to_string(),
                    known(row.orders),
                    known(row.entries),
                    row.path.clone(),
                ]
            })
            .collect();
        table(&["Dibuat", "KB", "Pesanan", "Catatan", "Berkas"], &rows)
    });
    Ok(ExitCode::SUCCESS)
}

pub fn restore(
    cli: &Cli,
    out: &Out,
    path: &Path,
    when: When,
    file: &Path,
    (yes, other_shop): (bool, bool),
) -> Result<ExitCode, Fault> {
    // Held to the end: no window opens on a book that is about to be replaced.
    let _lock = Lock::take(path).map_err(|error| taken(path, &error))?;
    let staged = Staged::prepare(&found(path, file), path, &mut go_on)?;
    let present = present(path);
    let view = compare(&staged, present.as_ref().map_err(Clone::clone), &mut go_on)?;
    if !yes {
        let words = if view.stranger.is_some() { "--yes --other-shop" } else { "--yes" };
        out.say(&format!("Belum ada yang berubah. Ulangi dengan {words} untuk memulihkan."));
        out.value(&view, shown);
        return Ok(ExitCode::SUCCESS);
    }
    let now = when.instant(zone(staged.book())?);
    let asked = present.as_ref().ok().filter(|_| view.present.is_some()).unwrap_or_else(|| staged.book());
    let named = |name: &str| asked.read(|reader| reader.person(Some(name)));
    let person = cli.acting.as_deref().map(named).transpose()?.map(|person| person.id);
    may_restore(asked, person)?;
    may_replace(&view, other_shop)?;
    drop(present);
    let restored = bring_back(staged, view.gone, person, now, &request(cli))?;
    let answer = json!({ "compared": view, "restored": restored });
    out.value(&answer, |_| format!("{}\n{}", shown(&view), restored.message.id));
    Ok(ExitCode::SUCCESS)
}

pub fn salvage(out: &Out, path: &Path, when: When, to: &Path) -> Result<ExitCode, Fault> {
    let to = std::path::absolute(to).map_err(|error| Fault::unwritable(to, &error))?;
    let saved = runut_actions::salvage(path, &plain(&to), when.instant(Zone::default()), &mut go_on)?;
    out.value(&saved, |saved| {
        let rows: Vec<Vec<String>> = saved
            .lists
            .iter()
            .map(|list| {
                let lost = list.left_out.map_or_else(|| "?".to_owned(), |lost| lost.to_string());
                vec![list.word.id.clone(), list.rows.to_string(), lost, list.file.clone()]
            })
            .collect();
        format!("{}\n{}", table(&["Daftar", "Baris", "Tidak terbaca", "Berkas"], &rows), saved.message.id)
    });
    Ok(ExitCode::SUCCESS)
}

/// A backup by its file, or by its name among the book's backups.
fn found(book: &Path, file: &Path) -> PathBuf {
    let among = backup::folder(book).join(file);
    if !file.exists() && among.exists() { among } else { plain(file) }
}

fn present(path: &Path) -> Result<Book, Sentence> {
    if !path.exists() {
        return Err(Sentence::new("Belum ada buku di sini.", "There is no book here yet."));
    }
    Book::open(path).map_err(|error| error.sentence())
}

fn taken(path: &Path, error: &LockError) -> Fault {
    match error {
        LockError::Taken => Fault::from(Refusal::new(
            "book_taken",
            "Buku ini terbuka di jendela Runut. Tutup jendelanya dulu.",
            "This book is open in a window of Runut. Close the window first.",
        )),
        LockError::Io(error) => Fault::unwritable(path, error),
    }
}

/// What the backup holds against the present book.
fn shown(view: &RestoreView) -> String {
    let figure = |pick: &dyn Fn(&Holding) -> String| {
        (pick(&view.backup), view.present.as_ref().map_or_else(|| "?".to_owned(), pick))
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |name: &str, (backup, present): (String, String)| rows.push(vec![name.to_owned(), backup, present]);
    row("Pesanan", figure(&|held| held.orders.to_string()));
    row("Catatan", figure(&|held| held.activities.to_string()));
    row("Pembayaran", figure(&|held| held.payments.to_string()));
    row("Stok (unit)", figure(&|held| held.units.to_string()));
    row("Nilai stok", figure(&|held| held.stock_value.to_string()));
    let mut names: Vec<&String> = Vec::new();
    for held in [Some(&view.backup), view.present.as_ref()].into_iter().flatten() {
        names.extend(held.balances.iter().map(|balance| &balance.name));
    }
    names.sort();
    names.dedup();
    for name in names {
        let balance = |held: &Holding| held.balances.iter().find(|balance| balance.name == *name).map(|b| b.amount);
        row(name, figure(&|held| balance(held).unwrap_or_default().to_string()));
    }
    let mut text = table(&["", "Cadangan", "Sekarang"], &rows);
    if let Some(problem) = &view.present_problem {
        text.push_str(&format!("\nBuku sekarang: {}", problem.id));
    }
    if let Some(stranger) = &view.stranger {
        text.push_str(&format!("\n{}", stranger.id));
    }
    if view.gone > 0 {
        text.push_str(&format!("\n{} catatan sesudahnya tidak ikut:", view.gone));
        for entry in [&view.first_gone, &view.last_gone].into_iter().flatten() {
            text.push_str(&format!("\n  {} {}", entry.seq, entry.text.id));
        }
    }
    text
}
