//! The window's backups: one at a time, each of which may be stopped, and a restoration in two steps: compared, then done.
//!
//! Invariant: whoever works on backups holds `at_work` before the book, so that a restoration doesn't wait for a book that
//! somebody keeps open while waiting for it.

use std::path::{Path, PathBuf};

use runut_actions::{
    back_up, backup_state, backup_warning, catch_up, compare, is_backup_due, may_replace, may_restore, place_warning,
    restore,
};
use runut_core::rows::{BackupMade, BackupProgress, BackupState, RestoreView, Restored, SecondPlace};
use runut_core::{Sentence, Zone};
use runut_store::backup::Staged;

use crate::desk::Desk;
use crate::error::CommandError;

/// What came of a look at whether a backup is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// Nothing was to be done.
    Rested,
    /// A backup or its copy was made.
    Made,
    /// One couldn't be made.
    Failed,
}

impl Desk {
    /// The backups as they lie there; also where the book can't be opened.
    pub(crate) fn backup_state(&self) -> BackupState {
        let second = self.settings().second();
        let known = self.book().and_then(|book| Ok(backup_state(&book, second.as_ref(), self.now())?));
        let state = known.unwrap_or_else(|_| runut_actions::shelf(&self.places().book, second.as_ref(), Zone::Wib));
        BackupState { failed: self.backups().failed().clone(), ..state }
    }

    /// What a person should know of the backups wherever they are. That the book lies where it shouldn't is told until the
    /// window is closed, and then no more: it stands under the backups.
    pub(crate) fn backup_notice(&self) -> Result<Option<Sentence>, CommandError> {
        if let Some(failed) = self.backups().failed().clone() {
            return Ok(Some(failed));
        }
        let warning = backup_warning(&*self.book()?, self.settings().second().as_ref(), self.now())?;
        Ok(warning.or_else(|| place_warning(&self.places().book).filter(|_| self.settings().tells_place())))
    }

    /// Makes a backup now.
    pub(crate) fn back_up(&self, mut tell: impl FnMut(BackupProgress)) -> Result<BackupMade, CommandError> {
        let running = self.backups().begin();
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
    #[must_use]
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
        let running = self.backups().begin();
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
    pub(crate) fn set_second(&self, folder: PathBuf, tell: impl FnMut(BackupProgress)) -> Result<(), CommandError> {
        let old = self.settings().second();
        let place = SecondPlace { folder: folder.display().to_string(), last: None };
        self.settings().set_second(Some(place))?;
        self.copy_to(&folder, tell).map(drop).inspect_err(|_| drop(self.settings().set_second(old)))
    }

    /// Makes the backup at `path` ready to be restored, and says what it holds against the present book.
    pub(crate) fn compare_backup(
        &self,
        path: &Path,
        tell: impl FnMut(BackupProgress),
    ) -> Result<RestoreView, CommandError> {
        self.backups().stop();
        let (staged, view) = self.compared(path, tell)?;
        let shown = view.clone();
        self.backups().keep_compared(staged, view);
        Ok(shown)
    }

    fn compared(
        &self,
        path: &Path,
        mut tell: impl FnMut(BackupProgress),
    ) -> Result<(Staged, RestoreView), CommandError> {
        let running = self.backups().begin();
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
    pub(crate) fn restore_backup(
        &self,
        path: &Path,
        other_shop: bool,
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
        may_replace(&view, other_shop)?;
        self.anchor();
        drop(present);
        self.with_book_closed(|| Ok(restore(staged, view.gone, self.acting(), self.now(), request)?))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use runut_core::rows::NewShop;
    use runut_store::Book;
    use tempfile::TempDir;

    use super::*;
    use crate::clock::Clock;
    use crate::host::Nobody;
    use crate::places::Places;

    /// A window on a shop of which there is a backup, and then something more.
    fn window() -> (TempDir, Desk, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let book = folder.path().join("buku.runut");
        let machine = Some(folder.path().join("komputer.json"));
        let places = Places { book, named: true, documents: Vec::new(), machine };
        let desk = Desk::new(places, Clock::find(), None, Box::new(Nobody));
        let new = NewShop {
            name: "Toko".into(),
            owner: "Ratna".into(),
            address: String::new(),
            phone: String::new(),
            zone: Zone::Wib,
        };
        runut_actions::open_shop(&desk.book().unwrap(), &new, desk.now(), "open").unwrap();
        let made = desk.back_up(|_| {}).unwrap();
        rename(&desk, "Toko Baru");
        (folder, desk, PathBuf::from(made.path))
    }

    fn rename(desk: &Desk, name: &str) {
        let book = desk.book().unwrap();
        let shop = book.read(|reader| reader.shop()).unwrap().unwrap();
        let context = book.context(None, desk.now(), name).unwrap();
        runut_actions::save_shop(&book, &context, &runut_core::rows::Shop { name: name.into(), ..shop }).unwrap();
    }

    fn name(desk: &Desk) -> String {
        desk.book().unwrap().read(|reader| reader.shop()).unwrap().unwrap().name
    }

    #[test]
    fn the_window_replaces_its_own_book_and_opens_the_restored_one() {
        let (folder, desk, backup) = window();
        let view = desk.compare_backup(&backup, |_| {}).unwrap();
        assert_eq!((view.gone, view.related), (1, true));
        let restored = desk.restore_backup(&backup, false, "back", |_| {}).unwrap();
        assert_eq!(name(&desk), "Toko");
        assert!(Path::new(&restored.kept).exists());
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(left.filter(|name| name.to_string_lossy().contains("pulih")).count(), 0);
    }

    #[test]
    fn a_book_that_another_program_has_open_stays_and_can_be_tried_again() {
        let (_folder, desk, backup) = window();
        let other = Book::open(&desk.places().book).unwrap();
        assert!(desk.restore_backup(&backup, false, "back", |_| {}).unwrap_err().is("book_in_use"));
        assert_eq!(name(&desk), "Toko Baru");
        drop(other);
        desk.restore_backup(&backup, false, "again", |_| {}).unwrap();
        assert_eq!(name(&desk), "Toko");
    }

    #[test]
    fn where_the_book_cannot_be_opened_there_is_a_list_and_a_way_back() {
        let (_folder, desk, backup) = window();
        desk.with_book_closed(|| Ok(())).unwrap();
        for ending in ["-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", desk.places().book.display()));
        }
        fs::write(&desk.places().book, "Ini bukan buku.").unwrap();
        assert!(desk.book().is_err());
        assert_eq!(desk.backup_state().backups.len(), 1);
        let view = desk.compare_backup(&backup, |_| {}).unwrap();
        assert!(view.present.is_none() && view.present_problem.is_some());
        desk.restore_backup(&backup, false, "back", |_| {}).unwrap();
        assert_eq!(name(&desk), "Toko");
    }

    #[test]
    fn a_failed_backup_is_remembered_until_one_succeeds() {
        let (folder, desk, backup) = window();
        let shelf = folder.path().join("cadangan");
        let aside = folder.path().join("lain");
        fs::rename(&shelf, &aside).unwrap();
        fs::write(&shelf, "").unwrap();
        assert_eq!(desk.look_after_backups(), Some(Looked::Failed));
        assert!(desk.backup_notice().unwrap().is_some());
        fs::remove_file(&shelf).unwrap();
        fs::rename(&aside, &shelf).unwrap();
        assert!(backup.exists());
        assert_eq!(desk.look_after_backups(), Some(Looked::Rested));
        assert_eq!(desk.backup_notice().unwrap(), None);
    }

    #[test]
    fn a_log_that_was_changed_beside_the_program_is_told_until_it_is_whole() {
        let (_folder, desk, backup) = window();
        assert_eq!((desk.look_after_log(), desk.log_notice()), (true, None));
        let anchors = format!("{}.jangkar", desk.places().book.display());
        let kept = fs::read(&anchors).unwrap();
        fs::write(&anchors, format!("1 {}\n", "0".repeat(64))).unwrap();
        assert!(desk.look_after_log());
        assert!(desk.log_notice().unwrap().id.contains("1 temuan"));
        // Whoever is sent there and verifies it by hand sees at once that it is whole again.
        fs::write(&anchors, &kept).unwrap();
        assert_eq!(desk.verify_log().unwrap().findings, []);
        assert_eq!(desk.log_notice(), None);
        // So does who puts another book in its place.
        fs::write(&anchors, format!("1 {}\n", "0".repeat(64))).unwrap();
        assert!(desk.look_after_log() && desk.log_notice().is_some());
        fs::write(&anchors, kept).unwrap();
        desk.restore_backup(&backup, false, "back", |_| {}).unwrap();
        assert_eq!(desk.log_notice(), None);
        desk.with_book_closed(|| Ok(())).unwrap();
        assert!(!desk.look_after_log(), "no book is open");
    }

    #[test]
    fn a_second_place_gets_the_newest_at_once_and_what_it_missed() {
        let (folder, desk, _) = window();
        let stick = folder.path().join("stik");
        fs::create_dir(&stick).unwrap();
        desk.set_second(stick.clone(), |_| {}).unwrap();
        assert_eq!(fs::read_dir(&stick).unwrap().count(), 2, "the backup and its anchor");
        assert!(desk.settings().second().unwrap().last.is_some());
        fs::remove_dir_all(&stick).unwrap();
        assert_eq!(desk.look_after_backups(), Some(Looked::Rested), "it is away");
        fs::create_dir(&stick).unwrap();
        assert_eq!(desk.look_after_backups(), Some(Looked::Made));
        let same = folder.path().join("cadangan");
        assert!(desk.set_second(same, |_| {}).unwrap_err().is("second_place_same"));
        assert_eq!(desk.settings().second().unwrap().folder, stick.display().to_string());
    }
}
