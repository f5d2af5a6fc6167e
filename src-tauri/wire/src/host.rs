//! What the commands need of whatever carries them: the window, or a test's stand-in.

use std::path::{Path, PathBuf};

use runut_core::Refusal;
use runut_core::activity::Changed;
use runut_core::rows::{BackupProgress, ImportProgress, PrinterRow};
use serde::Serialize;

/// What a person is asked to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// A marketplace's order file.
    Orders,
    /// What a marketplace or a courier paid.
    Payouts,
    /// A product list.
    Products,
    /// A list of what a platform or a person recorded.
    Records,
    /// A picture.
    Picture,
    /// A backup.
    Backup,
    /// A folder.
    Folder,
}

/// What the page is told unasked.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// How far an import is.
    ImportProgress(ImportProgress),
    /// How far a backup or a restoration is.
    BackupProgress(BackupProgress),
    /// There is something new about the backups.
    Backups,
    /// Something was written that the page didn't ask for.
    Changed(Changed),
}

impl Event {
    /// The events' names and the types of what comes with them, as the page's types are written from.
    pub(crate) const TYPES: [(&str, &str); 4] = [
        ("import-progress", "ImportProgress"),
        ("backup-progress", "BackupProgress"),
        ("backups", "()"),
        ("changed", "Changed"),
    ];

    /// Its name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::ImportProgress(_) => Self::TYPES[0].0,
            Self::BackupProgress(_) => Self::TYPES[1].0,
            Self::Backups => Self::TYPES[2].0,
            Self::Changed(_) => Self::TYPES[3].0,
        }
    }
}

/// The machine and the window around the commands.
pub trait Host: Send + Sync {
    /// Lets the person choose; none where they don't.
    fn pick(&self, what: Pick) -> Option<PathBuf>;

    /// Shows a folder, or a document in its viewer. That it can't be shown is no reason to take a document back.
    fn open(&self, path: &Path);

    /// Puts `text` on the system's clipboard.
    ///
    /// # Errors
    /// `clipboard` where it isn't there afterwards.
    fn copy(&self, text: &str) -> Result<(), Refusal>;

    /// Shows everything in the window at `percent` of its size.
    fn zoom(&self, percent: u32);

    /// Tells the page something.
    fn tell(&self, event: Event);

    /// The system's printers; none where no printer can be reached straight.
    fn printers(&self) -> Option<Vec<PrinterRow>>;

    /// Sends a document to a printer.
    ///
    /// # Errors
    /// Why the printer won't have it.
    fn print(&self, printer: &str, media: &str, document: &Path) -> Result<(), Refusal>;
}

/// Nobody around the commands.
#[cfg(test)]
pub(crate) struct Nobody;

#[cfg(test)]
impl Host for Nobody {
    fn pick(&self, _: Pick) -> Option<PathBuf> {
        None
    }
    fn open(&self, _: &Path) {}
    fn copy(&self, _: &str) -> Result<(), Refusal> {
        Ok(())
    }
    fn zoom(&self, _: u32) {}
    fn tell(&self, _: Event) {}
    fn printers(&self) -> Option<Vec<PrinterRow>> {
        None
    }
    fn print(&self, _: &str, _: &str, _: &Path) -> Result<(), Refusal> {
        Ok(())
    }
}
