//! Backups: made, looked over, and brought back.
//!
//! A backup is no activity: it changes nothing, and writing one down in the book would make each differ from the book that
//! it is a copy of. A restoration is one, written into what is restored before it takes the book's place.

use std::path::Path;

use runut_core::activity::{Activity, CustomerAct, ShopAct};
use runut_core::rows::{BackupMade, BackupPhase, BackupProgress, BackupState, RestoreView, Restored, SecondPlace};
use runut_core::{DAY_MS, Instant, PersonId, Refusal, Sentence, Zone, permission};
use runut_store::backup::{self, BackupError, Progress, Staged};
use runut_store::{Book, Context, Reader, StoreError, remove_backups, reports};

use crate::ActionError;

/// How old the last backup may be before a word is said: two days.
const STALE_MS: i64 = 2 * DAY_MS;
/// How old the last copy in the second place may be before a word is said: a week. Sticks lie in drawers.
const SECOND_STALE_MS: i64 = 7 * DAY_MS;

/// Makes a backup beside the book, puts a copy of it into the second place if there is one, and takes away what needn't be
/// kept. A second place that is missing is said, and stops nothing. While the audit finds something nothing is taken away.
///
/// # Errors
/// `no_shop`; `backup_place` where the folder can't be written or is full; `backup_damaged` where the copy isn't sound;
/// `cancelled`. No half file is left.
pub fn back_up(
    book: &Book,
    second: Option<&Path>,
    now: Instant,
    progress: Progress<'_>,
) -> Result<BackupMade, ActionError> {
    Ok(backed_up(book, second, now, progress)?.0)
}

/// The backup that was made, and whether the audit found nothing.
fn backed_up(
    book: &Book,
    second: Option<&Path>,
    now: Instant,
    progress: Progress<'_>,
) -> Result<(BackupMade, bool), ActionError> {
    let zone = book.read(zone)?;
    let made = backup::make(book, zone, now, progress)?;
    let sound = made.findings.is_empty();
    let name = made.path.file_name().unwrap_or_default().to_string_lossy();
    let mut message = Sentence::new(
        format!("Cadangan {name} dibuat dan diperiksa: {} pesanan.", made.orders),
        format!("Backup {name} was made and verified: {} orders.", made.orders),
    );
    if sound {
        let _ = backup::thin(&backup::folder(book.path()), book.path(), &made.keep);
    } else {
        message = message.and(&Sentence::new(
            format!("Pemeriksaan menemukan {} hal di buku: lihat Periksa buku.", made.findings.len()),
            format!("The audit found {} things in the book: see Check the book.", made.findings.len()),
        ));
    }
    let mut there = None;
    if let Some(second) = second {
        match backup::mirror(book.path(), &made.path, second, progress) {
            Ok(path) => {
                if sound {
                    let _ = backup::thin(second, book.path(), &made.keep);
                }
                there = Some(path.display().to_string());
            }
            Err(error) => message = message.and(&error.sentence()),
        }
    }
    let bytes = i64::try_from(made.bytes).unwrap_or(i64::MAX);
    let path = made.path.display().to_string();
    Ok((BackupMade { path, bytes, orders: made.orders, second: there, message }, sound))
}

/// Whether today's backup is still to be made.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn is_backup_due(book: &Book, now: Instant) -> Result<bool, ActionError> {
    let Some(zone) = book.read(|reader| Ok::<_, StoreError>(reader.shop()?.map(|shop| shop.zone)))? else {
        return Ok(false);
    };
    let last = backup::last(book, zone)?;
    Ok(last.is_none_or(|last| zone.day(last) != zone.day(now)))
}

/// Copies the newest backup into the second place where that doesn't have it yet: what was missed while it was away, or
/// before it was chosen. Answers whether there was one to copy.
///
/// # Errors
/// As [`back_up`], and `second_place_same` where it is the folder of backups itself.
pub fn catch_up(book: &Book, second: &Path, progress: Progress<'_>) -> Result<bool, ActionError> {
    let folder = backup::folder(book.path());
    if second.canonicalize().is_ok_and(|second| folder.canonicalize().is_ok_and(|folder| folder == second)) {
        return Err(Refusal::new(
            "second_place_same",
            "Cadangan memang sudah ada di folder itu. Pilih folder di disk lain, misalnya stik USB.",
            "The backups lie in that folder already. Choose one on another disk, a USB stick for example.",
        )
        .into());
    }
    let Some(newest) = backup::behind(book, second)? else { return Ok(false) };
    backup::mirror(book.path(), &newest, second, progress)?;
    Ok(true)
}

/// What backups there are, and what a person should know of them.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn backup_state(book: &Book, second: Option<&SecondPlace>, now: Instant) -> Result<BackupState, ActionError> {
    let zone = book.read(zone)?;
    let (last, warning) = (backup::last(book, zone)?, backup_warning(book, second, now)?);
    Ok(BackupState { last, warning, ..shelf(book.path(), second, zone) })
}

/// What a person should know of the backups without looking at them: the end of the log is missing, what is written down of
/// erasures can't be read, there is no fresh backup, or no fresh copy in the second place.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub fn backup_warning(
    book: &Book,
    second: Option<&SecondPlace>,
    now: Instant,
) -> Result<Option<Sentence>, ActionError> {
    let (zone, begun) = book.read(|reader| Ok::<_, StoreError>((zone(reader)?, reports::log_begins(reader)?)))?;
    let last = backup::last(book, zone)?;
    let old = |since: Option<Instant>, most: i64| since.is_some_and(|since| now.0 - since.0 > most);
    let lost = backup::lost_entries(book)?;
    if let Some(damaged) = book.erasures_warning().filter(|_| lost == 0) {
        return Ok(Some(damaged));
    }
    Ok(match lost {
        0 if old(last.or(begun), STALE_MS) => Some(stale(last, zone)),
        0 => second.and_then(|second| second.last).filter(|last| old(Some(*last), SECOND_STALE_MS)).map(|last| {
            Sentence::new(
                format!("Tempat kedua terakhir mendapat salinan {}. Colokkan disknya.", zone.day(last).short_id()),
                format!("The second place got its last copy on {}. Plug its disk in.", zone.day(last)),
            )
        }),
        lost => Some(cut_off(lost)),
    })
}

/// The backups as they lie there, without asking the book.
#[must_use]
pub fn shelf(book: &Path, second: Option<&SecondPlace>, zone: Zone) -> BackupState {
    let place = second.map(|second| Path::new(&second.folder));
    let missing = place.filter(|place| !place.is_dir());
    BackupState {
        backups: backup::list(book, place, zone),
        folder: backup::folder(book).display().to_string(),
        second: second.cloned(),
        second_problem: missing.map(|place| BackupError::NoSecond(place.to_owned()).sentence()),
        place: place_warning(book),
        last: None,
        warning: None,
        failed: None,
    }
}

/// Why a book should lie elsewhere than it does; none where it lies well.
#[must_use]
pub fn place_warning(book: &Path) -> Option<Sentence> {
    runut_store::whereabouts(book).map(|place| place.sentence())
}

fn stale(last: Option<Instant>, zone: Zone) -> Sentence {
    match last {
        Some(last) => Sentence::new(
            format!("Cadangan terakhir dari {}: sudah lebih dari dua hari.", zone.day(last).short_id()),
            format!("The last backup is from {}: more than two days ago.", zone.day(last)),
        ),
        None => Sentence::new("Buku ini belum punya cadangan.", "This book has no backup yet."),
    }
}

fn cut_off(lost: i64) -> Sentence {
    Sentence::new(
        format!("{lost} catatan terakhir hilang dari buku: ada yang memotongnya. Bandingkan dengan cadangan."),
        format!("The last {lost} entries of the book are missing: it was cut off. Compare it with a backup."),
    )
}

/// What a backup that is ready holds against the present book, or against what is known of it where it can't be read.
///
/// # Errors
/// `no_shop` where the backup has none; [`ActionError`] where it can't be read.
pub fn compare(
    staged: &Staged,
    present: Result<&Book, Sentence>,
    progress: Progress<'_>,
) -> Result<RestoreView, ActionError> {
    if progress(BackupProgress { phase: BackupPhase::Compare, done: 0, total: 0 }).is_break() {
        return Err(BackupError::Cancelled.into());
    }
    let source = staged.source();
    let mut view = RestoreView {
        path: source.display().to_string(),
        name: source.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        backup: staged.book().read(reports::holding)?,
        present: None,
        present_problem: None,
        gone: 0,
        first_gone: None,
        last_gone: None,
        related: false,
        stranger: None,
    };
    let compared = present.and_then(|book| against(staged, book).map_err(|error| error.sentence()));
    match compared {
        Ok((holding, beyond)) => {
            view.present = Some(holding);
            (view.gone, view.related) = (beyond.gone, beyond.common > 0);
            (view.first_gone, view.last_gone) = (beyond.first, beyond.last);
        }
        // What to do about it is being done.
        Err(problem) => view.present_problem = Some(problem.first()),
    }
    let other = if view.present.is_some() { !view.related } else { staged.is_of_another_book()? };
    view.stranger = other.then(|| stranger(&view));
    Ok(view)
}

fn stranger(view: &RestoreView) -> Sentence {
    let theirs = &view.backup.shop;
    match &view.present {
        Some(present) => Sentence::new(
            format!(
                "Ini bukan cadangan buku ini: isinya buku lain, toko {theirs}, tanpa satu pun catatan yang sama. Bila diteruskan, seluruh isi buku {} keluar dari sini.",
                present.shop
            ),
            format!(
                "This is no backup of this book: it holds another book, the shop {theirs}, without one entry in common. If you go on, all of the book {} leaves this place.",
                present.shop
            ),
        ),
        None => Sentence::new(
            format!(
                "Ini bukan cadangan buku ini: isinya buku lain, toko {theirs}. Cadangan di sini dari buku yang berbeda."
            ),
            format!(
                "This is no backup of this book: it holds another book, the shop {theirs}. The backups here are of a different one."
            ),
        ),
    }
}

/// Whether what was compared may take the book's place: another shop's book only where the person has said so.
///
/// # Errors
/// `other_shop`.
pub fn may_replace(view: &RestoreView, other_shop: bool) -> Result<(), ActionError> {
    match &view.stranger {
        Some(asked) if !other_shop => {
            let further = Sentence::new(
                "Belum ada yang berubah. Pilih cadangan lain; kalau memang buku itu yang diinginkan, katakan begitu (di terminal: --other-shop).",
                "Nothing has changed. Choose another backup; if that is the book you want, say so (on the terminal: --other-shop).",
            );
            let message = asked.clone().and(&further);
            Err(Refusal::new("other_shop", message.id, message.en).into())
        }
        _ => Ok(()),
    }
}

fn against(staged: &Staged, present: &Book) -> Result<(runut_core::rows::Holding, reports::Beyond), StoreError> {
    present.read(|present| {
        let holding = reports::holding(present)?;
        let beyond = staged.book().read(|backup| reports::beyond(present, backup))?;
        Ok((holding, beyond))
    })
}

/// Takes away the backups that hold whoever was erased, once a new one is there; answers how many went. Those in the second place
/// go only where the new one lies there too. `person` is who acts, as the door remembers.
///
/// # Errors
/// `owner_only`; `backups_kept` where the audit finds something, and the older ones may be needed; [`ActionError`] where the new
/// backup can't be made, or an old one not be taken away.
pub fn renew_backups(
    book: &Book,
    person: Option<PersonId>,
    second: Option<&Path>,
    now: Instant,
    progress: Progress<'_>,
) -> Result<usize, ActionError> {
    let acting = book.read(|reader| crate::acting(reader, person))?;
    if let Some(refusal) = permission::refused(&Activity::new(CustomerAct::Erase, 0), &acting) {
        return Err(refusal.into());
    }
    let (here, all) = (book.backups_of(None)?, book.backups_of(second)?);
    let (made, sound) = backed_up(book, second, now, progress)?;
    if !sound {
        return Err(Refusal::new(
            "backups_kept",
            "Pemeriksaan menemukan sesuatu di buku, jadi cadangan lama tetap disimpan: lihat Periksa buku dulu.",
            "The audit found something in the book, so the older backups are kept: see Check the book first.",
        )
        .into());
    }
    let old = if made.second.is_some() { all } else { here };
    remove_backups(&old)?;
    Ok(old.len())
}

/// Whether `person`, as the door remembers them, may put a backup in the place of the book: an owner may. Asked of the
/// present book; where that can't be read, of the backup.
///
/// # Errors
/// `owner_only`.
pub fn may_restore(asked: &Book, person: Option<PersonId>) -> Result<(), ActionError> {
    // Where nobody is there yet, there is nothing to protect.
    let Ok(acting) = asked.read(|reader| crate::acting(reader, person)) else { return Ok(()) };
    permission::refused(&Activity::new(ShopAct::Restore, 1), &acting).map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Puts a backup that is ready in the place of the book: notes it in the log of what is restored, then replaces. The door
/// has closed the book before; `person` is who acts there, as it remembers.
///
/// # Errors
/// `book_in_use` where another program has the book open; `backup_place`; the book is then as it was.
pub fn restore(
    staged: Staged,
    gone: i64,
    person: Option<PersonId>,
    now: Instant,
    request: &str,
) -> Result<Restored, ActionError> {
    let name = staged.source().file_name().unwrap_or_default().to_string_lossy().into_owned();
    let book = staged.book();
    let acting = book.read(|reader| crate::acting(reader, person))?;
    let acting = if acting.archived { book.read(|reader| reader.person(None))? } else { acting };
    let context = Context { person: acting.id, ..book.context(None, now, request)? };
    let zone = context.zone;
    book.write(&context, &format!("restore {name}"), |tx| {
        tx.record(&Activity::new(ShopAct::Restore, 1).with("from", &name).with("gone", gone))?;
        Ok::<_, StoreError>(())
    })?;
    let again =
        crate::people::erase_again(book, staged.target(), &Context { request: format!("{request}-hapus"), ..context })?;
    let replaced = staged.replace(zone, now)?;
    let kept = replaced.kept.map(|path| path.display().to_string()).unwrap_or_default();
    let mut message =
        Sentence::new(format!("Buku dipulihkan dari {name}."), format!("The book was restored from {name}."));
    if !kept.is_empty() {
        message = message.and(&Sentence::new(
            format!("Yang lama disimpan sebagai {kept}."),
            format!("The old one is kept as {kept}."),
        ));
    }
    if again > 0 {
        message = message.and(&Sentence::new(
            format!("{again} pesanan yang datanya pernah dihapus, dihapus lagi datanya."),
            format!("{again} orders whose data had been erased were erased again."),
        ));
    }
    Ok(Restored { kept, message })
}

fn zone(reader: &Reader<'_>) -> Result<Zone, StoreError> {
    Ok(reader.shop()?.ok_or(StoreError::NoShop)?.zone)
}
