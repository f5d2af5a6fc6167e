//! How far long work is, and whether it goes on.

use std::ops::ControlFlow;

use runut_core::Refusal;

/// Told how far it is: rows read, or rows and orders written; answers whether to go on.
pub type Progress<'a> = &'a mut dyn FnMut(u32) -> ControlFlow<()>;

/// Rows between two words of progress.
pub(crate) const STEP: u32 = 50;

/// That a person has stopped it.
pub(crate) fn cancelled() -> Refusal {
    Refusal::new(
        "cancelled",
        "Impor dibatalkan, tidak ada yang berubah.",
        "The import was cancelled; nothing has changed.",
    )
}
