//! What the window holds: the book, who acts, the clock, and the way to stop what runs.
//!
//! Invariant: the window's own thread never waits for the book; everything that touches it runs on a blocking thread.
//! The book is opened by the first command that needs it, so that a book that can't be opened is said in the window,
//! and tried again by the next.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use runut_actions::Done;
use runut_actions::catalogue::CatalogueFile;
use runut_actions::import::Staged;
use runut_core::marketplace::CellOverride;
use runut_core::rows::Machine;
use runut_core::{Instant, PersonId, Sentence};
use runut_store::{Book, Context, Lock, LockError, Reader, StoreError, Topic, Written};
use serde::Serialize;

use crate::backups::Backups;
use crate::clock::Clock;
use crate::error::CommandError;
use crate::machine::Settings;
use crate::places::Places;
use crate::running::Runs;

/// The window's state; clones share it.
#[derive(Clone, Debug)]
pub(crate) struct Shell(Arc<Held>);

#[derive(Debug)]
struct Held {
    places: Places,
    settings: Settings,
    clock: Clock,
    open: Mutex<Open>,
    seen: AtomicI64,
    imports: Runs,
    preview: Mutex<Option<Preview>>,
    list: Mutex<Option<SeenList>>,
    backups: Backups,
}

/// A product list that was previewed: where it came from, or what was pasted, and what it says.
type SeenList = (Option<PathBuf>, String, Arc<CatalogueFile>);

/// A file as it was when a person last looked at what it would do.
#[derive(Debug)]
struct Preview {
    path: PathBuf,
    overrides: Vec<CellOverride>,
    staged: Arc<Staged>,
}

#[derive(Debug, Default)]
struct Open {
    lock: Option<Lock>,
    book: Option<Arc<Book>>,
}

/// What a write answers to the page.
#[derive(Debug, Serialize)]
pub(crate) struct Wrote<T> {
    /// The answer.
    pub value: T,
    topics: Vec<Topic>,
}

impl<T> From<Written<T>> for Wrote<T> {
    fn from(written: Written<T>) -> Self {
        Self { value: written.value, topics: written.topics }
    }
}

impl<T> Wrote<T> {
    /// What was changed outside the one door: the book itself.
    pub fn whole(value: T) -> Self {
        Self { value, topics: Topic::ALL.to_vec() }
    }

    /// The same write with another answer.
    pub fn map<U>(self, answer: impl FnOnce(T) -> U) -> Wrote<U> {
        Wrote { value: answer(self.value), topics: self.topics }
    }
}

impl Shell {
    /// A window on `places`, whose lock was taken already if it could be.
    pub fn new(places: Places, lock: Option<Lock>) -> Self {
        let settings = Settings::open(places.machine.clone(), &places.book);
        Self(Arc::new(Held {
            places,
            settings,
            clock: Clock::find(),
            open: Mutex::new(Open { lock, book: None }),
            seen: AtomicI64::new(0),
            imports: Runs::default(),
            preview: Mutex::default(),
            list: Mutex::default(),
            backups: Backups::default(),
        }))
    }

    /// Where things lie.
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// This computer's settings.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Theme, density and printers of this computer.
    pub fn machine(&self) -> Machine {
        self.0.settings.machine()
    }

    /// Who was chosen to act in this window; none if nobody was.
    pub fn acting(&self) -> Option<PersonId> {
        self.0.settings.acting()
    }

    /// Now.
    pub fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The book, opened if it isn't yet.
    pub fn book(&self) -> Result<Arc<Book>, CommandError> {
        let mut open = self.open();
        if let Some(book) = &open.book {
            return Ok(Arc::clone(book));
        }
        match self.lock(&mut open) {
            // The book can be looked at there, and nobody can write to it: there is nothing to lock.
            Err(error) if error.is_read_only() && self.0.places.book.exists() => {}
            taken => taken?,
        }
        let book = Arc::new(Book::open(&self.0.places.book)?);
        self.0.seen.store(book.data_version()?, Ordering::Release);
        open.book = Some(Arc::clone(&book));
        Ok(book)
    }

    /// Begins a new book where there was one, unless one is there.
    pub fn begin_anew(&self) -> Result<(), CommandError> {
        let mut open = self.open();
        self.lock(&mut open)?;
        if open.book.is_none() {
            drop(Book::create(&self.0.places.book)?);
        }
        Ok(())
    }

    /// Runs `work` while this window has its book closed and nobody opens it; whoever needs it next opens it again. A
    /// question that is still being answered keeps it open until it is.
    pub fn with_book_closed<T>(&self, work: impl FnOnce() -> Result<T, CommandError>) -> Result<T, CommandError> {
        let mut open = self.open();
        self.lock(&mut open)?;
        open.book = None;
        work()
    }

    /// Takes the window's lock, if it hasn't it yet.
    pub fn hold_lock(&self) -> Result<(), CommandError> {
        Ok(self.lock(&mut self.open())?)
    }

    fn lock(&self, open: &mut Open) -> Result<(), LockError> {
        if open.lock.is_none() {
            open.lock = Some(Lock::take(&self.0.places.book)?);
        }
        Ok(())
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another process has written since this was last asked. Our own writes don't count: their answers name
    /// their topics.
    pub fn changed_elsewhere(&self) -> bool {
        let version = self.opened().and_then(|book| book.data_version().ok());
        version.is_some_and(|version| self.0.seen.swap(version, Ordering::AcqRel) != version)
    }

    /// Keeps an anchor of the log as it is now outside the book.
    pub fn anchor(&self) {
        if self.opened().is_some_and(|book| book.anchor().is_err()) {
            tracing::warn!("the log's anchor wasn't written");
        }
    }

    /// Does what the clock makes due, as the owner: payment deadlines, ends of return windows. Answers what that touched;
    /// where nothing is due, nothing is written. None where no book is open yet.
    pub fn pass_deadlines(&self) -> Option<Vec<Topic>> {
        let book = self.opened()?;
        let mut touched = Vec::new();
        for due in [runut_actions::expire_due, runut_actions::accept_due] {
            let request = uuid::Uuid::now_v7().to_string();
            match book.context(None, self.now(), &request) {
                Ok(context) => match due(&book, &context) {
                    Ok(done) => touched.extend(done.topics),
                    Err(error) => tracing::warn!("a deadline wasn't passed: {}", error.for_the_log()),
                },
                Err(StoreError::NoShop) => {}
                Err(error) => tracing::warn!("a deadline wasn't passed: {}", error.for_the_log()),
            }
        }
        Some(touched)
    }

    /// The book, if it is open; handed out, so that a long write of our own holds nobody else up.
    pub fn opened(&self) -> Option<Arc<Book>> {
        self.open().book.clone()
    }

    /// Asks the book: one state of it, which doesn't change under the question.
    pub async fn ask<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Reader<'_>, Instant) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, CommandError> {
        self.with_book(move |book, now| book.read(|reader| read(reader, now))).await
    }

    /// Does what concerns the book itself: its file, or a shop that isn't there yet.
    pub async fn with_book<T: Send + 'static, E>(
        &self,
        work: impl FnOnce(&Book, Instant) -> Result<T, E> + Send + 'static,
    ) -> Result<T, CommandError>
    where
        CommandError: From<E>,
    {
        let shell = self.clone();
        apart(move || Ok(work(&*shell.book()?, shell.now())?)).await
    }

    /// Changes the book through an action, as the acting person.
    pub async fn act<T: Send + 'static>(
        &self,
        request: String,
        write: impl FnOnce(&Book, &Context) -> Done<T> + Send + 'static,
    ) -> Result<Wrote<T>, CommandError> {
        let shell = self.clone();
        apart(move || {
            let book = shell.book()?;
            let person = book.read(|reader| runut_actions::acting(reader, shell.acting()))?;
            let context = book.context(Some(&person.name), shell.now(), &request)?;
            Ok(write(&book, &context)?.into())
        })
        .await
    }

    /// The imports on their way.
    pub fn imports(&self) -> &Runs {
        &self.0.imports
    }

    /// The backups.
    pub fn backups(&self) -> &Backups {
        &self.0.backups
    }

    /// Keeps the product list that a preview has read.
    pub fn keep_list(&self, path: Option<PathBuf>, text: String, file: Arc<CatalogueFile>) {
        *self.0.list.lock().unwrap_or_else(PoisonError::into_inner) = Some((path, text, file));
    }

    /// The list that the last preview has read, if it was this one.
    pub fn list_of(&self, path: Option<&Path>, text: &str) -> Option<Arc<CatalogueFile>> {
        let list = self.0.list.lock().unwrap_or_else(PoisonError::into_inner);
        let (.., file) = list.as_ref().filter(|seen| seen.0.as_deref() == path && seen.1 == text)?;
        Some(Arc::clone(file))
    }

    /// Keeps what a preview has read.
    pub fn keep_preview(&self, path: PathBuf, overrides: Vec<CellOverride>, staged: Arc<Staged>) {
        let preview = Preview { path, overrides, staged };
        *self.0.preview.lock().unwrap_or_else(PoisonError::into_inner) = Some(preview);
    }

    /// What the last preview has read, if it was of this file with these decisions.
    pub fn preview_of(&self, path: &Path, overrides: &[CellOverride]) -> Option<Arc<Staged>> {
        let preview = self.0.preview.lock().unwrap_or_else(PoisonError::into_inner);
        let same = preview.as_ref().filter(|seen| seen.path == path && seen.overrides == overrides)?;
        Some(Arc::clone(&same.staged))
    }
}

/// Runs `work` on a thread that may wait.
pub(crate) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(answer) => answer,
        // A bug; the panic hook has written where.
        Err(_) => Err(CommandError::Broken {
            message: Sentence::new(
                "Ada kesalahan di dalam program. Tidak ada yang berubah; catatannya ada di folder buku.",
                "Something went wrong inside the program. Nothing has changed; its log lies in the book's folder.",
            ),
            damaged: false,
        }),
    }
}
