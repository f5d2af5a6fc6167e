//! Marketplace files.
//!
//! What a person has seen in the preview is what is applied: the file as it was read then, not as it may be now.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use runut_actions::import::{self, ImportFile};
use runut_core::marketplace::CellOverride;
use runut_core::rows::{ImportPhase, ImportProgress, ImportReport};
use runut_core::{Channel, Day, StoreId};
use runut_store::{IMPORT_BYTES_MAX, read_file};

use super::Answer;
use crate::desk::Desk;
use crate::files;
use crate::host::{Event, Pick};
use crate::running::Running;

commands! {
    /// Lets the person choose an order file; null if they don't.
    ask pick_order_file(desk) -> Option<String> {
        Ok(desk.pick(Pick::Orders))
    }

    /// What a file would do. `store`: of which store it is, where the person has said so. `taken`: orders whose lines are taken as the file has them, although the book has more.
    ask import_preview(
        desk, path: PathBuf, store: Option<StoreId>, overrides: Vec<CellOverride>, taken: Vec<String>, start_day: Option<Day>,
    ) -> ImportReport {
        let running = desk.imports().begin();
        let read = &mut |rows| told(desk, &running, rows, ImportPhase::Read);
        let staged = Arc::new(stage(&path, store, &overrides, taken, read)?);
        desk.keep_preview(path, overrides, Arc::clone(&staged));
        desk.with_book(|book, now| import::preview(book, &staged, start_day, now))
    }

    /// Takes a file's orders over.
    act import_apply(
        act, path: PathBuf, store: Option<StoreId>, overrides: Vec<CellOverride>, taken: Vec<String>, start_day: Option<Day>,
    ) -> ImportReport {
        let (desk, running) = (act.desk, act.desk.imports().begin());
        let staged = match desk.preview_of(&path, &overrides) {
            Some(staged) if staged.taken == taken && staged.store == store => staged,
            _ => {
                let read = &mut |rows| told(desk, &running, rows, ImportPhase::Read);
                Arc::new(stage(&path, store, &overrides, taken, read)?)
            }
        };
        let tell = &mut |rows| told(desk, &running, rows, ImportPhase::Write);
        act.write(|book, ctx| import::apply(book, ctx, &staged, start_day, tell))
    }

    /// Stops every import and preview on its way, of orders and of payouts; each is then refused as `cancelled`.
    ask import_cancel(desk) -> () {
        desk.imports().stop();
        Ok(())
    }
}

/// Tells the page how far it is, and the import whether to go on.
pub(super) fn told(desk: &Desk, running: &Running, rows: u32, phase: ImportPhase) -> ControlFlow<()> {
    desk.tell(Event::ImportProgress(ImportProgress { rows, phase }));
    running.goes_on()
}

/// Reads a file into rows, with what a person has decided of its cells and orders.
fn stage(
    path: &Path,
    store: Option<StoreId>,
    overrides: &[CellOverride],
    taken: Vec<String>,
    progress: import::Progress<'_>,
) -> Answer<ImportFile> {
    let name = files::name(path);
    let bytes = read_file(path, IMPORT_BYTES_MAX)?;
    let staged = import::read(Channel::Shopee, &name, &bytes, overrides, progress)?;
    Ok(ImportFile { store, taken, ..staged })
}
