//! What a front door holds: the book, who acts, the clock, and the way to stop what runs.
//!
//! Invariant: whoever calls may have to wait for the book, so the window calls from a thread of its own.
//! The book is opened by the first command that needs it, so that a book that can't be opened is said in the window,
//! and tried again by the next.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use runut_actions::ActionError;
use runut_actions::catalogue::CatalogueFile;
use runut_actions::import::ImportFile;
use runut_core::activity::Changed;
use runut_core::marketplace::CellOverride;
use runut_core::rows::{BackupProgress, ChainReport, Machine};
use runut_core::{Day, Instant, PersonId, Refusal, Sentence};
use runut_store::{Book, Lock, LockError, Reader, StoreError, Topic, Written, audit};
use serde::Serialize;

use crate::at_work::Backups;
use crate::clock::Clock;
use crate::error::CommandError;
use crate::host::{Event, Host, Pick};
use crate::machine::Settings;
use crate::places::Places;
use crate::running::Runs;

/// A front door's state; clones share it.
#[derive(Clone)]
pub struct Desk(Arc<Held>);

struct Held {
    host: Box<dyn Host>,
    places: Places,
    settings: Settings,
    clock: Clock,
    open: Mutex<Open>,
    seen: AtomicI64,
    /// What is wrong with the log's chain, as it was looked at last.
    unsound: AtomicUsize,
    imports: Runs,
    preview: Mutex<Option<Preview>>,
    list: Mutex<Option<SeenList>>,
    payout: Mutex<Option<SeenPayout>>,
    backups: Backups,
}

/// A product list that was previewed: where it came from, or what was pasted, and what it says.
type SeenList = (Option<PathBuf>, String, Arc<CatalogueFile>);

/// A file of what was paid, as it was when a person last looked at it: its path and bytes.
type SeenPayout = (PathBuf, Arc<Vec<u8>>);

/// A file as it was when a person last looked at what it would do.
#[derive(Debug)]
struct Preview {
    path: PathBuf,
    overrides: Vec<CellOverride>,
    staged: Arc<ImportFile>,
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

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Desk").field(&self.0.places.book).finish()
    }
}

impl Desk {
    /// A desk at `places`, whose lock was taken already if it could be.
    #[must_use]
    pub fn new(places: Places, clock: Clock, lock: Option<Lock>, host: Box<dyn Host>) -> Self {
        let settings = Settings::open(places.machine.clone(), &places.book);
        Self(Arc::new(Held {
            host,
            places,
            settings,
            clock,
            open: Mutex::new(Open { lock, book: None }),
            seen: AtomicI64::new(0),
            unsound: AtomicUsize::new(0),
            imports: Runs::default(),
            preview: Mutex::default(),
            list: Mutex::default(),
            payout: Mutex::default(),
            backups: Backups::default(),
        }))
    }

    /// The machine and the window around it.
    pub(crate) fn host(&self) -> &dyn Host {
        &*self.0.host
    }

    /// Shows a folder as the system does.
    ///
    /// # Errors
    /// `folder_gone` where there is none.
    pub(crate) fn show(&self, folder: Option<&Path>) -> Result<(), Refusal> {
        let folder = folder.filter(|folder| folder.is_dir()).ok_or_else(|| {
            let (id, en) = (
                "Foldernya tidak ada lagi: dipindah, dihapus, atau media penyimpannya dicabut.",
                "The folder isn't there any more: moved, deleted, or on a disk that was taken out.",
            );
            Refusal::new("folder_gone", id, en)
        })?;
        self.host().open(folder);
        Ok(())
    }

    /// Tells the page something.
    pub fn tell(&self, event: Event) {
        self.0.host.tell(event);
    }

    /// Tells the page how far a backup is.
    pub(crate) fn telling(&self) -> impl FnMut(BackupProgress) {
        |step| self.tell(Event::BackupProgress(step))
    }

    /// Lets the person choose a file; its path.
    pub(crate) fn pick(&self, what: Pick) -> Option<String> {
        self.0.host.pick(what).map(|path| path.display().to_string())
    }

    /// Where things lie.
    #[must_use]
    pub fn places(&self) -> &Places {
        &self.0.places
    }

    /// This computer's settings.
    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// Theme, density and printers of this computer.
    #[must_use]
    pub fn machine(&self) -> Machine {
        self.0.settings.machine()
    }

    /// Who was chosen to act in this window; none if nobody was.
    pub(crate) fn acting(&self) -> Option<PersonId> {
        self.0.settings.acting()
    }

    /// Now.
    pub(crate) fn now(&self) -> Instant {
        self.0.clock.now()
    }

    /// The book, opened if it isn't yet.
    ///
    /// # Errors
    /// Why it can't be opened.
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
    pub(crate) fn begin_anew(&self) -> Result<(), CommandError> {
        let mut open = self.open();
        self.lock(&mut open)?;
        if open.book.is_none() {
            drop(Book::create(&self.0.places.book)?);
        }
        Ok(())
    }

    /// Runs `work` while this window has its book closed and nobody opens it; whoever needs it next opens it again. A
    /// question that is still being answered keeps it open until it is.
    pub(crate) fn with_book_closed<T>(
        &self,
        work: impl FnOnce() -> Result<T, CommandError>,
    ) -> Result<T, CommandError> {
        let mut open = self.open();
        self.lock(&mut open)?;
        open.book = None;
        // What comes in its place was verified before.
        self.0.unsound.store(0, Ordering::Relaxed);
        work()
    }

    /// Takes the window's lock, if it hasn't it yet.
    pub(crate) fn hold_lock(&self) -> Result<(), CommandError> {
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
    #[must_use]
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

    /// Verifies the log's chain. What is wrong with it is remembered, and the page is told where that has changed.
    pub(crate) fn verify_log(&self) -> Result<ChainReport, CommandError> {
        let report = self.with_book(|book, _| audit::verify_log(book))?;
        let found = report.findings.len();
        if self.0.unsound.swap(found, Ordering::Relaxed) != found {
            self.tell(Event::Changed(Changed { topics: vec![Topic::Shop] }));
        }
        Ok(report)
    }

    /// Verifies the log's chain by itself; answers whether a book was open.
    #[must_use]
    pub fn look_after_log(&self) -> bool {
        let open = self.opened().is_some();
        if open && let Err(error) = self.verify_log() {
            tracing::warn!("the log's chain wasn't verified: {}", error.for_the_log());
        }
        open
    }

    /// That the log was found changed beside the program; none where it wasn't.
    pub(crate) fn log_notice(&self) -> Option<Sentence> {
        let found = self.0.unsound.load(Ordering::Relaxed);
        (found > 0).then(|| {
            Sentence::new(
                format!("Log diubah di luar Runut: {found} temuan. Buka Log dan periksa rantai."),
                format!("The log was changed outside Runut: {found} findings. Open the log and verify its chain."),
            )
        })
    }

    /// Ends: stops what is being backed up, and keeps an anchor.
    pub fn close(&self) {
        self.backups().stop();
        self.anchor();
    }

    /// Does what the clock makes due, as the owner: payment deadlines, ends of return windows. Answers what that touched;
    /// where nothing is due, nothing is written. None where no book is open yet.
    #[must_use]
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
    pub(crate) fn opened(&self) -> Option<Arc<Book>> {
        self.open().book.clone()
    }

    /// Asks the book: one state of it, which doesn't change under the question.
    ///
    /// # Errors
    /// What the question is rejected with.
    pub fn ask<T>(&self, read: impl FnOnce(&Reader<'_>, Instant) -> Result<T, StoreError>) -> Result<T, CommandError> {
        self.with_book(|book, now| book.read(|reader| read(reader, now)))
    }

    /// Asks the book on its business day.
    ///
    /// # Errors
    /// What the question is rejected with.
    pub(crate) fn ask_today<T>(
        &self,
        read: impl FnOnce(&Reader<'_>, Day) -> Result<T, ActionError>,
    ) -> Result<T, CommandError> {
        self.with_book(|book, now| {
            book.read(|reader| {
                let zone = reader.shop()?.ok_or(StoreError::NoShop)?.zone;
                read(reader, zone.day(now))
            })
        })
    }

    /// Asks the book what may be refused.
    ///
    /// # Errors
    /// What the question is rejected with.
    pub(crate) fn ask_now<T>(
        &self,
        read: impl FnOnce(&Reader<'_>, Instant) -> Result<T, ActionError>,
    ) -> Result<T, CommandError> {
        self.with_book(|book, now| book.read(|reader| read(reader, now)))
    }

    /// Does what concerns the book itself: its file, or a shop that isn't there yet.
    pub(crate) fn with_book<T, E>(&self, work: impl FnOnce(&Book, Instant) -> Result<T, E>) -> Result<T, CommandError>
    where
        CommandError: From<E>,
    {
        Ok(work(&*self.book()?, self.now())?)
    }

    /// The imports on their way.
    pub(crate) fn imports(&self) -> &Runs {
        &self.0.imports
    }

    /// The backups.
    pub(crate) fn backups(&self) -> &Backups {
        &self.0.backups
    }

    /// Keeps the product list that a preview has read.
    pub(crate) fn keep_list(&self, path: Option<PathBuf>, text: String, file: Arc<CatalogueFile>) {
        *self.0.list.lock().unwrap_or_else(PoisonError::into_inner) = Some((path, text, file));
    }

    /// The list that the last preview has read, if it was this one.
    pub(crate) fn list_of(&self, path: Option<&Path>, text: &str) -> Option<Arc<CatalogueFile>> {
        let list = self.0.list.lock().unwrap_or_else(PoisonError::into_inner);
        let (.., file) = list.as_ref().filter(|seen| seen.0.as_deref() == path && seen.1 == text)?;
        Some(Arc::clone(file))
    }

    /// Keeps a file of what was paid while a person looks at it.
    pub(crate) fn keep_payout(&self, path: PathBuf, bytes: Arc<Vec<u8>>) {
        *self.0.payout.lock().unwrap_or_else(PoisonError::into_inner) = Some((path, bytes));
    }

    /// The file that a person looked at last, if it was this one; it is let go.
    pub(crate) fn payout_of(&self, path: &Path) -> Option<Arc<Vec<u8>>> {
        let kept = self.0.payout.lock().unwrap_or_else(PoisonError::into_inner).take();
        kept.filter(|(of, _)| of == path).map(|(_, bytes)| bytes)
    }

    /// Keeps what a preview has read.
    pub(crate) fn keep_preview(&self, path: PathBuf, overrides: Vec<CellOverride>, staged: Arc<ImportFile>) {
        let preview = Preview { path, overrides, staged };
        *self.0.preview.lock().unwrap_or_else(PoisonError::into_inner) = Some(preview);
    }

    /// What the last preview has read, if it was of this file with these decisions.
    pub(crate) fn preview_of(&self, path: &Path, overrides: &[CellOverride]) -> Option<Arc<ImportFile>> {
        let preview = self.0.preview.lock().unwrap_or_else(PoisonError::into_inner);
        let same = preview.as_ref().filter(|seen| seen.path == path && seen.overrides == overrides)?;
        Some(Arc::clone(&same.staged))
    }
}
