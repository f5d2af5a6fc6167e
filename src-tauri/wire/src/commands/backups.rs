//! Backups. The list of them and the way back work without a book that can be opened.

use std::path::PathBuf;

use runut_core::Sentence;
use runut_core::rows::{BackupMade, BackupState, RestoreView, Restored};

use crate::desk::Wrote;
use crate::host::{Event, Pick};

commands! {
    /// The backups as they lie there; also where the book can't be opened.
    ask backup_state(desk) -> BackupState {
        Ok(desk.backup_state())
    }

    /// What a person should know of the backups wherever they are; null if nothing.
    ask backup_notice(desk) -> Option<Sentence> {
        desk.backup_notice()
    }

    /// Makes a backup, which changes nothing in the book.
    ask backup_make(desk) -> BackupMade {
        let made = desk.back_up(desk.telling());
        desk.tell(Event::Backups);
        made
    }

    /// Stops what is being made, copied or prepared, which then is refused as `cancelled`, and forgets what was compared.
    ask backup_cancel(desk) -> () {
        desk.backups().stop();
        Ok(())
    }

    /// Lets the person choose the second place, which gets the newest backup at once; answers whether they did.
    ask second_place_choose(desk) -> bool {
        let Some(folder) = desk.host().pick(Pick::Folder) else { return Ok(false) };
        desk.set_second(folder, desk.telling())?;
        desk.tell(Event::Backups);
        Ok(true)
    }

    /// There is no second place from now on.
    ask second_place_forget(desk) -> () {
        desk.settings().set_second(None)?;
        desk.tell(Event::Backups);
        Ok(())
    }

    /// Opens the folder of backups, or the second place, as the system shows folders.
    ask show_backups(desk, second: bool) -> () {
        let folder = if second {
            desk.settings().second().map(|second| PathBuf::from(second.folder))
        } else {
            Some(runut_store::backup::folder(&desk.places().book))
        };
        Ok(desk.show(folder.as_deref())?)
    }

    /// Lets the person choose a backup that lies elsewhere; null if they don't.
    ask pick_backup(desk) -> Option<String> {
        Ok(desk.pick(Pick::Backup))
    }

    /// Makes a backup ready to be restored, and says what it holds against the present book.
    ask restore_compare(desk, path: PathBuf) -> RestoreView {
        desk.compare_backup(&path, desk.telling())
    }

    /// Puts a backup in the place of the book, which is kept; `stranger`: also where it is another shop's.
    act restore_backup(act, path: PathBuf, stranger: bool) -> Restored {
        let restored = act.desk.restore_backup(&path, stranger, &act.request, act.desk.telling())?;
        tracing::info!("a backup was restored");
        act.desk.tell(Event::Backups);
        Ok(Wrote::whole(restored))
    }
}
