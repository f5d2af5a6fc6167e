//! What is known of the backups while a book is open: what runs, what failed, what is being looked at.

use std::sync::{Mutex, MutexGuard, PoisonError};

use runut_core::Sentence;
use runut_core::rows::RestoreView;
use runut_store::backup::Staged;

use crate::error::CommandError;
use crate::running::{Running, Runs};

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

impl Backups {
    /// Something of this kind begins that isn't made here.
    pub fn begin(&self) -> Running {
        self.runs.begin()
    }

    /// Stops what is being made or prepared, and forgets what was compared.
    pub fn stop(&self) {
        self.runs.stop();
        drop(self.take_compared());
    }

    /// Held by whoever works on backups: one at a time.
    pub fn work(&self) -> MutexGuard<'_, ()> {
        self.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Why the last one wasn't made.
    pub fn failed(&self) -> MutexGuard<'_, Option<Sentence>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps whether one was made.
    pub fn remember(&self, done: Result<(), &CommandError>) {
        match done {
            Ok(()) => *self.failed() = None,
            Err(error) if error.is("cancelled") => {}
            Err(error) => *self.failed() = Some(error.sentence().clone()),
        }
    }

    /// Keeps what a person is looking at.
    pub fn keep_compared(&self, staged: Staged, view: RestoreView) {
        *self.compared.lock().unwrap_or_else(PoisonError::into_inner) = Some((staged, view));
    }

    /// What they were looking at, which then is no more.
    pub fn take_compared(&self) -> Option<(Staged, RestoreView)> {
        self.compared.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
