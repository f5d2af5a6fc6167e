//! This computer, and who acts at it.

use runut_core::rows::{BookState, Machine, PrinterRow};
use runut_core::{PersonId, Refusal};
use runut_store::StoreError;
use tauri::{State, WebviewWindow};

use super::Answer;
use super::book::VERSION;
use crate::state::{Shell, apart};

#[tauri::command]
pub(crate) async fn act_as(shell: State<'_, Shell>, person: PersonId) -> Answer<BookState> {
    let held = shell.inner().clone();
    shell
        .with_book(move |book, now| {
            let found = book.read(|reader| reader.person_by_id(person))?;
            let found = found.ok_or_else(|| StoreError::Missing(format!("Orang {person}")))?;
            if found.archived {
                return Err(StoreError::Archived(found.name).into());
            }
            held.settings().act_as(person);
            runut_actions::book_state(book, Some(person), VERSION, now)
        })
        .await
}

#[tauri::command]
pub(crate) async fn machine(shell: State<'_, Shell>) -> Answer<Machine> {
    Ok(shell.machine())
}

#[tauri::command]
pub(crate) async fn machine_save(shell: State<'_, Shell>, window: WebviewWindow, machine: Machine) -> Answer<Machine> {
    let shell = shell.inner().clone();
    let saved = apart(move || {
        let old = shell.machine();
        let chosen = [(&machine.label_printer, old.label_printer), (&machine.sheet_printer, old.sheet_printer)];
        for name in chosen.iter().filter(|(new, old)| !new.is_empty() && *new != old).map(|(new, _)| *new) {
            known(name)?;
        }
        Ok(shell.settings().save(&machine)?)
    })
    .await?;
    zoomed(&window, saved.zoom);
    Ok(saved)
}

/// Shows everything in the window at `percent` of its size. The view that can't stays as it is.
pub(crate) fn zoomed(window: &WebviewWindow, percent: u32) {
    if let Err(error) = window.set_zoom(f64::from(percent.clamp(50, 200)) / 100.0) {
        tracing::warn!("the window's size of text couldn't be set: {error}");
    }
}

#[tauri::command]
pub(crate) async fn printers() -> Answer<Option<Vec<PrinterRow>>> {
    apart(|| Ok(runut_printer::list())).await
}

/// A printer is chosen from those that there are.
fn known(name: &str) -> Result<(), Refusal> {
    if runut_printer::list().iter().flatten().any(|printer| printer.name == name) {
        return Ok(());
    }
    Err(Refusal::new(
        "printer_unknown",
        "Printer itu tidak ada di komputer ini. Pasang dulu, atau pilih yang lain.",
        "This computer has no such printer. Install it first, or choose another.",
    ))
}
