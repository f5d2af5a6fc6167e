//! This computer, and who acts at it. None of it is the book's, so these are no acts.

use runut_core::rows::{BookState, Machine, PrinterRow};
use runut_core::{PersonId, Refusal};
use runut_store::StoreError;

use super::book::VERSION;
use crate::host::Host;

commands! {
    /// Who acts in this window from now on.
    ask act_as(desk, person: PersonId) -> BookState {
        desk.with_book(|book, now| {
            let found = book.read(|reader| reader.person_by_id(person))?;
            let found = found.ok_or_else(|| StoreError::Missing(format!("Orang {person}")))?;
            if found.archived {
                return Err(StoreError::Archived(found.name).into());
            }
            desk.settings().act_as(person);
            runut_actions::book_state(book, Some(person), VERSION, now)
        })
    }

    /// Theme, density and printers of this computer.
    ask machine(desk) -> Machine {
        Ok(desk.machine())
    }

    /// Changes them.
    ask machine_save(desk, machine: Machine) -> Machine {
        let old = desk.machine();
        let chosen = [(&machine.label_printer, old.label_printer), (&machine.sheet_printer, old.sheet_printer)];
        for name in chosen.iter().filter(|(new, old)| !new.is_empty() && *new != old).map(|(new, _)| *new) {
            known(desk.host(), name)?;
        }
        let saved = desk.settings().save(&machine)?;
        desk.host().zoom(saved.zoom);
        Ok(saved)
    }

    /// The system's printers; null where no printer can be reached straight.
    ask printers(desk) -> Option<Vec<PrinterRow>> {
        Ok(desk.host().printers())
    }
}

/// A printer is chosen from those that there are.
fn known(host: &dyn Host, name: &str) -> Result<(), Refusal> {
    if host.printers().iter().flatten().any(|printer| printer.name == name) {
        return Ok(());
    }
    Err(Refusal::new(
        "printer_unknown",
        "Printer itu tidak ada di komputer ini. Pasang dulu, atau pilih yang lain.",
        "This computer has no such printer. Install it first, or choose another.",
    ))
}
