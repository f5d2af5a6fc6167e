//! The window's backups: one at a time, each of which may be stopped, and a restoration in two steps: compared, then done.
//!
//! Invariant: whoever works on backups holds `at_work` before the book, so that a restoration doesn't wait for a book that
//! somebody keeps open while waiting for it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use runut_actions::{back_up, backup_state, backup_warning, catch_up, compare, is_backup_due, may_restore, restore};
use runut_core::rows::{BackupMade, BackupProgress, BackupState, RestoreView, Restored, SecondPlace};
use runut_core::{Sentence, Zone};
use runut_store::backup::Staged;

use crate::error::CommandError;
use crate::running::Runs;
use crate::state::Shell;

/// What is known of the backups while the window is open.
#[derive(Debug, Default)]
pub(crate) struct Backups {
    runs: Runs,
    at_work: Mutex<()>,
    /// Why the last one wasn't made; none where it was.
    failed: Mutex<Option<Sentence>>,
    /// What a person is looking at before they restore it.
    compared: Mutex<Option<(Staged, RestoreView)>>,
}

/// What came of a look at whether a backup is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Nothing was to be done.
    Rested,
    /// A backup or its copy was made.
    Made,
    /// One couldn't be made.
    Failed,
}

impl Backups {
    /// Stops what is being made or prepared, and forgets what was compared.
    pub fn stop(&self) {
        self.runs.stop();
        drop(self.take_compared());
    }

    fn work(&self) -> MutexGuard<'_, ()> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed(&self) -> MutexGuard<'_, Option<Sentence>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn remember(&self, done: Result<(), &CommandError>) {
        match done {
            Ok(()) => *self.failed() = None,
            Err(error) if error.is("cancelled") => {}
            Err(error) => *self.failed() = Some(error.sentence().clone()),
        }
    }

    fn take_compared(&self) -> Option<(Staged, RestoreView)> {
        self.compared.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Shell {
    /// The backups as they lie there; also where the book can't be opened.
    pub fn backup_state(&self) -> BackupState {
        let second = self.settings().second();
        let known = self.book().and_then(|book| Ok(backup_state(&book, second.as_ref(), self.now())?));
        let state = known.unwrap_or_else(|_| runut_actions::shelf(&self.places().book, second.as_ref(), Zone::Wib));
        BackupState { failed: self.backups().failed().clone(), ..state }
    }

    /// What a person should know of the backups wherever they are.
    pub fn backup_notice(&self) -> Result<Option<Sentence>, CommandError> {
        if let Some(failed) = self.backups().failed().clone() {
            return Ok(Some(failed));
        }
        Ok(backup_warning(&*self.book()?, self.settings().second().as_ref(), self.now())?)
    }

    /// Makes a backup now.
    pub fn back_up(&self, mut tell: impl FnMut(BackupProgress)) -> Result<BackupMade, CommandError> {
        let running = self.backups().runs.begin();
        let _work = self.backups().work();
        let (book, second) = (self.book()?, self.settings().second());
        let mut progress = |step| {
            tell(step);
            running.goes_on()
        };
        let place = second.as_ref().map(|second| Path::new(&second.folder));
        let made = back_up(&book, place, self.now(), &mut progress).map_err(CommandError::from);
        if made.as_ref().is_ok_and(|made| made.second.is_some()) {
            self.settings().copied(self.now());
        }
        self.backups().remember(made.as_ref().map(drop));
        made
    }

    /// Makes the day's backup if it is still to be made, and its copy in the second place if that is there again. None where
    /// no book is open yet.
    pub fn look_after_backups(&self) -> Option<Looked> {
        let due = is_backup_due(&*self.opened()?, self.now());
        let done = match due {
            Ok(true) => self.back_up(|_| {}).map(|_| true),
            Ok(false) => {
                self.settings().second().map_or(Ok(false), |second| self.copy_to(Path::new(&second.folder), |_| {}))
            }
            Err(error) => Err(error.into()),
        };
        self.backups().remember(done.as_ref().map(drop));
        Some(match done {
            Ok(true) => Looked::Made,
            Ok(false) => Looked::Rested,
            Err(error) => {
                tracing::warn!("the day's backup wasn't made: {}", error.for_the_log());
                Looked::Failed
            }
        })
    }

    /// Copies the newest backup to `second` where it isn't yet.
    fn copy_to(&self, second: &Path, mut tell: impl FnMut(BackupProgress)) -> Result<bool, CommandError> {
        let running = self.backups().runs.begin();
        let _work = self.backups().work();
        let mut progress = |step| {
            tell(step);
            running.goes_on()
        };
        let copied = catch_up(&*self.book()?, second, &mut progress)?;
        if copied {
            self.settings().copied(self.now());
        }
        Ok(copied)
    }

    /// The second place is `folder` from now on; it gets the newest backup at once.
    pub fn set_second(&self, folder: PathBuf, tell: impl FnMut(BackupProgress)) -> Result<(), CommandError> {
        let old = self.settings().second();
        let place = SecondPlace { folder: folder.display().to_string(), last: None };
        self.settings().set_second(Some(place))?;
        self.copy_to(&folder, tell).map(drop).inspect_err(|_| drop(self.settings().set_second(old)))
    }

    /// Makes the backup at `path` ready to be restored, and says what it holds against the present book.
    pub fn compare_backup(&self, path: &Path, tell: impl FnMut(BackupProgress)) -> Result<RestoreView, CommandError> {
        self.backups().stop();
        let (staged, view) = self.compared(path, tell)?;
        let shown = view.clone();
        *self.backups().compared.lock().unwrap_or_else(PoisonError::into_inner) = Some((staged, view));
        Ok(shown)
    }

    fn compared(
        &self,
        path: &Path,
        mut tell: impl FnMut(BackupProgress),
    ) -> Result<(Staged, RestoreView), CommandError> {
        let running = self.backups().runs.begin();
        let _work = self.backups().work();
        self.hold_lock()?;
        let mut progress = |step| {
            tell(step);
            running.goes_on()
        };
        let staged = Staged::prepare(path, &self.places().book, &mut progress)?;
        let present = self.book();
        let present = present.as_deref().map_err(|error| error.sentence().clone());
        let view = compare(&staged, present, &mut progress)?;
        Ok((staged, view))
    }

    /// Puts the backup at `path` in the book's place, as it was compared if it was. The window's own book is closed for it;
    /// what asks for it meanwhile waits and finds the restored one.
    pub fn restore_backup(
        &self,
        path: &Path,
        request: &str,
        tell: impl FnMut(BackupProgress),
    ) -> Result<Restored, CommandError> {
        let seen = self.backups().take_compared().filter(|(staged, _)| staged.source() == path);
        self.backups().stop();
        let (staged, view) = match seen {
            Some(seen) => seen,
            None => self.compared(path, tell)?,
        };
        let _work = self.backups().work();
        let present = self.book().ok().filter(|_| view.present.is_some());
        may_restore(present.as_deref().unwrap_or_else(|| staged.book()), self.acting())?;
        self.anchor();
        drop(present);
        self.with_book_closed(|| Ok(restore(staged, view.gone, self.acting(), self.now(), request)?))
    }
}
