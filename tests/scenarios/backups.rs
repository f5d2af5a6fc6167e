//! Backups while the book is in use, their way back, and what the audit makes of both.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use runut_actions::{
    ActionError, back_up, backup_state, catch_up, compare, is_backup_due, may_restore, open_shop, restore,
};
use runut_core::rows::{BackupMade, BackupRow, LogQuery, NewShop, RestoreView, SecondPlace};
use runut_core::{Instant, PersonId, Zone};
use runut_store::backup::{self, Staged};
use runut_store::{Book, StoreError, audit, reports};

use crate::shop::{HOUR, MORNING, Shop, new_shop, order, status};

const DAY: i64 = 24 * HOUR;

fn made(shop: &Shop, second: Option<&Path>, now: Instant) -> Result<BackupMade, ActionError> {
    back_up(&shop.book, second, now, &mut |_| ControlFlow::Continue(()))
}

/// A shop with an order and its goods, and then one more after a backup.
fn between() -> (Shop, PathBuf) {
    let mut shop = Shop::new();
    shop.take_in(vec![order("A1", status("to_ship"), &["2xHijau@16000"])]).unwrap();
    let glass = shop.variant("Hijau");
    shop.receive(glass, 9, 8_000);
    let path = PathBuf::from(made(&shop, None, shop.now).unwrap().path);
    shop.take_in(vec![order("A2", status("to_ship"), &["1xHijau@16000"])]).unwrap();
    (shop, path)
}

fn view(shop: &Shop, backup: &Path) -> (Staged, RestoreView) {
    let mut go_on = |_| ControlFlow::Continue(());
    let staged = Staged::prepare(backup, shop.book.path(), &mut go_on).unwrap();
    let view = compare(&staged, Ok(&shop.book), &mut go_on).unwrap();
    (staged, view)
}

fn newest() -> LogQuery {
    LogQuery {
        order: None,
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: true,
        after: None,
        limit: 1,
    }
}

fn code<T: std::fmt::Debug>(answer: Result<T, ActionError>) -> String {
    match answer {
        Err(ActionError::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_backup_is_the_book_of_that_moment() {
    let (shop, path) = between();
    let (_, view) = view(&shop, &path);
    let present = view.present.unwrap();
    assert_eq!((view.backup.orders, present.orders), (1, 2));
    assert_eq!(view.backup.stock_value, present.stock_value);
    assert!(view.related && view.gone > 0, "{}", view.gone);
    assert_eq!(view.backup.activities + view.gone, present.activities);
    assert_eq!(view.first_gone.unwrap().seq, view.backup.activities + 1);
    assert_eq!(view.last_gone.unwrap().seq, present.activities);
    let beside: Vec<_> = fs::read_dir(path.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(beside.len(), 2, "a backup, its anchor, and nothing else: {beside:?}");
    let left = fs::read_dir(shop.book.path().parent().unwrap()).unwrap();
    let staged = left.filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("pulih")).count();
    assert_eq!(staged, 0, "what isn't restored leaves nothing");
}

/// What a program that was ended has left is cleared by the next to open the book or to make a backup; what is in use stays.
#[test]
fn what_an_ended_program_has_left_is_cleared() {
    let (shop, path) = between();
    let (book, cadangan) = (shop.book.path(), path.parent().unwrap());
    let left = book.with_file_name(".runut-pulih-mati");
    fs::create_dir(&left).unwrap();
    for name in ["toko.runut", "toko.runut.pakai"] {
        fs::write(left.join(name), "separuh").unwrap();
    }
    let other = book.with_file_name(".runut-pulih-baru"); // just begun: nothing in it yet
    fs::create_dir(&other).unwrap();
    let (staged, _) = view(&shop, &path);
    let stages = || {
        let names = fs::read_dir(book.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(".runut-pulih-")).count()
    };
    assert!(!left.exists() && other.exists());
    drop(Book::open(book).unwrap());
    assert_eq!(stages(), 2, "one that is being prepared, and one just begun");
    assert!(staged.book().read(|r| r.log_ends()).unwrap().is_some());
    drop(staged);
    assert_eq!(stages(), 1);

    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let unmade = cadangan.join(name.replace(".runut", "-2.runut.jangkar"));
    let strange = cadangan.join("catatan.jangkar");
    for mark in [&unmade, &strange] {
        fs::copy(cadangan.join(format!("{name}.jangkar")), mark).unwrap();
    }
    let held = fs::File::open(&unmade).unwrap();
    held.lock().unwrap();
    made(&shop, None, Instant(shop.now.0 + DAY)).unwrap();
    assert!(unmade.exists(), "one that is being made holds its mark");
    drop(held);
    made(&shop, None, Instant(shop.now.0 + 2 * DAY)).unwrap();
    assert!(!unmade.exists() && strange.exists());
    assert!(cadangan.join(format!("{name}.jangkar")).exists());
}

#[test]
fn a_restored_book_is_whole_and_the_replaced_one_is_kept() {
    let (shop, path) = between();
    let before = shop.book.dump().unwrap();
    shop.book.anchor().unwrap();
    let newer = made(&shop, None, Instant(shop.now.0 + HOUR)).unwrap();
    let (staged, seen) = view(&shop, &path);
    let now = shop.now;
    let (folder, target) = shop.closed();
    let restored = restore(staged, seen.gone, None, Instant(now.0 + 2 * HOUR), "back").unwrap();

    let book = Book::open(&target).unwrap();
    assert_eq!(
        audit::check(&book).unwrap(),
        [],
        "neither the anchors nor the newer backup contradict the restored book"
    );
    let holding = book.read(reports::holding).unwrap();
    assert_eq!((holding.orders, holding.activities), (1, seen.backup.activities + 1));
    let last = book.read(|reader| reports::log_page(reader, &newest())).unwrap().rows.remove(0);
    assert_eq!((last.noun.as_str(), last.verb.as_str(), last.seq), ("shop", "restore", holding.activities));
    assert_eq!(
        Book::open(Path::new(&restored.kept)).unwrap().dump().unwrap(),
        before,
        "nothing of the old book is lost"
    );

    // And back again: what was replaced is a book like any other.
    let mut go_on = |_| ControlFlow::Continue(());
    let staged = Staged::prepare(Path::new(&restored.kept), &target, &mut go_on).unwrap();
    drop(book);
    restore(staged, 1, None, Instant(now.0 + 3 * HOUR), "again").unwrap();
    let book = Book::open(&target).unwrap();
    assert_eq!(audit::check(&book).unwrap(), []);
    assert_eq!(book.read(reports::holding).unwrap().orders, 2);

    // The newer backup is of the book's line of history again: cutting the log's end shows against it.
    fs::remove_file(target.with_extension("runut.jangkar")).unwrap();
    drop(book);
    cut(&target, 3);
    let book = Book::open(&target).unwrap();
    let found = audit::check(&book).unwrap();
    assert!(found.iter().any(|finding| finding.code == "anchor"), "{found:?} {}", newer.path);
    drop(folder);
}

/// Takes the last entries off the log, as somebody with a database tool might.
fn cut(book: &Path, entries: i64) {
    let conn = rusqlite::Connection::open(book).unwrap();
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute("DELETE FROM activity WHERE id > (SELECT MAX(id) FROM activity) - ?1", [entries]).unwrap();
}

#[test]
fn a_book_whose_end_is_missing_is_said() {
    let (shop, _) = between();
    shop.book.anchor().unwrap();
    let now = shop.now;
    let (folder, target) = shop.closed();
    cut(&target, 2);
    let book = Book::open(&target).unwrap();
    assert_eq!(backup::lost_entries(&book).unwrap(), 2);
    let warning = backup_state(&book, None, now).unwrap().warning.unwrap();
    assert!(warning.id.contains("2 catatan terakhir hilang"), "{}", warning.id);
    drop(folder);
}

#[test]
fn a_missing_damaged_or_foreign_book_is_restored_too() {
    for harm in ["missing", "empty", "text", "foreign", "folder", "cut", "newer"] {
        let (shop, path) = between();
        let now = shop.now;
        let (folder, target) = shop.closed();
        match harm {
            "missing" => fs::remove_file(&target).unwrap(),
            "empty" => fs::write(&target, "").unwrap(),
            "text" => fs::write(&target, "Ini bukan buku.\n".repeat(400)).unwrap(),
            "folder" => {
                fs::remove_file(&target).unwrap();
                fs::create_dir(&target).unwrap();
            }
            "cut" => {
                let bytes = fs::read(&target).unwrap();
                fs::write(&target, &bytes[..bytes.len() / 2]).unwrap();
            }
            "newer" => {
                rusqlite::Connection::open(&target).unwrap().pragma_update(None, "user_version", 99).unwrap();
            }
            _ => {
                fs::remove_file(&target).unwrap();
                rusqlite::Connection::open(&target).unwrap().execute_batch("CREATE TABLE other (x)").unwrap();
            }
        }
        let problem = Book::open(&target).err().unwrap_or_else(|| panic!("{harm}: it was opened"));
        let said = problem.sentence();
        let raw = problem.to_string();
        assert!(!said.id.is_empty() && !said.id.contains(&raw), "{harm}: the engine's own words: {}", said.id);
        let mut go_on = |_| ControlFlow::Continue(());
        let staged = Staged::prepare(&path, &target, &mut go_on).unwrap();
        let view = compare(&staged, Err(said.clone()), &mut go_on).unwrap();
        assert_eq!((view.present, view.present_problem), (None, Some(said.first())), "{harm}");
        let restored = restore(staged, 0, None, now, "back").unwrap();
        assert_eq!(restored.kept.is_empty(), harm == "missing", "{harm}: {}", restored.kept);
        let book = Book::open(&target).unwrap();
        assert_eq!(audit::check(&book).unwrap(), [], "{harm}");
        assert_eq!(book.read(reports::holding).unwrap().orders, 1, "{harm}");
        drop(folder);
    }
}

#[test]
fn what_is_no_sound_backup_is_refused_and_the_book_stays() {
    let (shop, path) = between();
    let before = shop.book.dump().unwrap();
    let prepare = |file: &Path| {
        Staged::prepare(file, shop.book.path(), &mut |_| ControlFlow::Continue(())).map_err(ActionError::from)
    };
    let other = path.with_file_name("lain.runut");
    fs::write(&other, "bukan").unwrap();
    assert!(matches!(prepare(&other), Err(ActionError::Refused(r)) if r.code == "backup_damaged"), "a text file");
    fs::write(&other, "").unwrap();
    assert_eq!(code(prepare(&other)), "foreign_book");
    assert_eq!(code(prepare(shop.book.path())), "backup_is_book");
    assert_eq!(code(prepare(Path::new("/nowhere/x.runut"))), "backup_unreadable");
    assert_eq!(code(prepare(path.parent().unwrap())), "foreign_book");
    fs::copy(&path, &other).unwrap();
    rusqlite::Connection::open(&other).unwrap().execute("UPDATE activity SET facts = '{}' WHERE id = 2", []).unwrap();
    assert_eq!(code(prepare(&other)), "backup_damaged");
    fs::copy(&path, &other).unwrap();
    rusqlite::Connection::open(&other).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(code(prepare(&other)), "newer_book");
    assert_eq!(shop.book.dump().unwrap(), before);
    assert_eq!(audit::check(&shop.book).unwrap(), []);
}

/// Somebody else has the book open: nothing is replaced under them, and they go on writing into the book.
#[test]
fn a_book_in_use_is_not_replaced() {
    let (shop, path) = between();
    let (staged, seen) = view(&shop, &path);
    assert_eq!(code(restore(staged, seen.gone, None, shop.now, "back")), "book_in_use");
    assert_eq!(shop.book.read(reports::holding).unwrap().orders, 2);
}

#[test]
fn a_backup_of_a_busy_book_is_of_one_moment() {
    let mut shop = Shop::new();
    shop.take_in(vec![order("A1", status("to_ship"), &["2xHijau@16000"])]).unwrap();
    let (now, glass) = (shop.now, shop.variant("Hijau"));
    let mut pieces = 0;
    let book = Book::open(shop.book.path()).unwrap();
    let made = back_up(&book, None, now, &mut |_| {
        pieces += 1;
        shop.receive(glass, 1, 8_000); // at each step
        ControlFlow::Continue(())
    });
    let made = made.unwrap();
    assert!(pieces >= 3, "{pieces}");
    let (_, view) = view(&shop, Path::new(&made.path));
    // Each receipt has two entries, the first one its supplier too.
    assert_eq!(view.gone, 2 * i64::from(pieces) + 1, "none of what came while it was copied");
}

#[test]
fn a_stopped_or_failed_backup_leaves_nothing() {
    let (shop, path) = between();
    let folder = path.parent().unwrap();
    let count = || fs::read_dir(folder).unwrap().count();
    let before = count();
    for stop_at in 1.. {
        let mut heard = 0;
        let stopped = back_up(&shop.book, None, Instant(shop.now.0 + HOUR), &mut |_| {
            heard += 1;
            if heard == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if stopped.is_ok() {
            assert!(stop_at > 2, "it was stopped at {stop_at} places");
            break;
        }
        assert_eq!((code(stopped), count()), ("cancelled".to_owned(), before));
    }
    fs::remove_dir_all(folder).unwrap();
    fs::write(folder, "").unwrap();
    assert_eq!(code(made(&shop, None, shop.now)), "backup_place");
    assert_eq!(audit::check(&shop.book).unwrap(), []);
}

/// A backup each morning for two months: what is kept, here and in the second place; another book's stay where they are.
#[test]
fn backups_are_thinned_and_only_our_own() {
    let (mut shop, _) = between();
    let stick = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let other = Book::open(&elsewhere.path().join(shop.book.path().file_name().unwrap())).unwrap();
    open_shop(&other, &NewShop { name: "Toko Lain".into(), ..new_shop() }, MORNING, "other").unwrap();
    let foreign =
        back_up(&other, None, Instant(shop.now.0 - 300 * DAY), &mut |_| ControlFlow::Continue(())).unwrap().path;
    for day in 1..=60 {
        shop.now.0 += DAY;
        assert!(is_backup_due(&shop.book, shop.now).unwrap());
        made(&shop, Some(stick.path()), shop.now).unwrap();
        assert!(!is_backup_due(&shop.book, shop.now).unwrap());
        if day == 1 {
            for folder in [stick.path(), &backup::folder(shop.book.path())] {
                for ending in ["", ".jangkar"] {
                    let name = Path::new(&foreign).file_name().unwrap().to_string_lossy();
                    fs::copy(format!("{foreign}{ending}"), folder.join(format!("{name}{ending}"))).unwrap();
                }
            }
        }
    }
    let all = backup::list(shop.book.path(), Some(stick.path()), Zone::Wib);
    for lies in [|row: &BackupRow| row.second, |row: &BackupRow| row.here] {
        let rows: Vec<_> = all.iter().filter(|row| lies(row)).collect();
        assert!(rows.len() > 8 && rows.len() <= 14, "{}", rows.len());
        assert!(rows.iter().all(|row| row.entries.is_some() && row.orders.is_some() && row.bytes > 0));
        assert_eq!(rows.last().unwrap().name, Path::new(&foreign).file_name().unwrap().to_string_lossy());
        for back in 0..7 {
            let day = Zone::Wib.day(Instant(shop.now.0 - back * DAY));
            assert!(rows.iter().any(|row| Zone::Wib.day(row.made) == day), "none of {day}");
        }
    }
    assert_eq!(audit::check(&shop.book).unwrap(), [], "another book's anchor says nothing of this one");
}

#[test]
fn a_missing_second_place_is_said_and_a_backup_is_made_all_the_same() {
    let (shop, _) = between();
    let gone = shop.book.path().with_file_name("stik");
    let answer = made(&shop, Some(&gone), Instant(shop.now.0 + HOUR)).unwrap();
    assert!(answer.message.id.contains("Tempat kedua") && answer.second.is_none(), "{}", answer.message.id);
    assert!(!gone.exists(), "nothing is made in the place of a stick");
    let mut stick = SecondPlace { folder: gone.display().to_string(), last: None };
    let state = backup_state(&shop.book, Some(&stick), shop.now).unwrap();
    assert!(state.second_problem.is_some());
    assert_eq!((state.backups.len(), state.warning), (2, None));
    let later = backup_state(&shop.book, None, Instant(shop.now.0 + 3 * DAY)).unwrap();
    assert!(later.warning.unwrap().id.contains("lebih dari dua hari"));
    stick.last = Some(Instant(shop.now.0 - 8 * DAY));
    let dusty = backup_state(&shop.book, Some(&stick), shop.now).unwrap();
    assert!(dusty.warning.unwrap().id.contains("Tempat kedua terakhir"));
}

/// What a stick has missed is made up for once it is there again, once.
#[test]
fn a_second_place_that_comes_back_gets_the_newest_backup() {
    let (shop, _) = between();
    let stick = shop.book.path().with_file_name("stik");
    let mut go_on = |_| ControlFlow::Continue(());
    let newest = made(&shop, Some(&stick), Instant(shop.now.0 + HOUR)).unwrap();
    assert!(!catch_up(&shop.book, &stick, &mut go_on).unwrap(), "it isn't there yet");
    fs::create_dir(&stick).unwrap();
    assert!(catch_up(&shop.book, &stick, &mut go_on).unwrap());
    assert!(!catch_up(&shop.book, &stick, &mut go_on).unwrap(), "once is enough");
    let copied: Vec<_> = backup::list(shop.book.path(), Some(&stick), Zone::Wib);
    let copied: Vec<_> = copied.iter().filter(|row| row.second).collect();
    assert_eq!((copied.len(), copied[0].path.as_str(), copied[0].here), (1, newest.path.as_str(), true));
    let own = backup::folder(shop.book.path());
    assert_eq!(code(catch_up(&shop.book, &own, &mut go_on)), "second_place_same");
}

#[test]
fn only_an_owner_may_restore() {
    let (mut shop, path) = between();
    shop.hire("Budi");
    let budi = shop.read(|reader| Ok(reader.person(Some("Budi"))?.id));
    assert_eq!(code(may_restore(&shop.book, Some(budi))), "owner_only");
    for owner in [None, Some(PersonId(1))] {
        may_restore(&shop.book, owner).unwrap();
    }
    let (staged, _) = view(&shop, &path);
    may_restore(staged.book(), Some(budi)).expect("the backup doesn't know Budi yet");
}

/// Where there was a book, none is silently begun; who wants to begin anew isn't measured by the old one.
#[test]
fn a_book_that_is_gone_is_not_begun_anew_by_itself() {
    let (shop, _) = between();
    shop.book.anchor().unwrap();
    let (folder, target) = shop.closed();
    fs::remove_file(&target).unwrap();
    assert!(matches!(Book::open(&target), Err(StoreError::Gone)));
    assert!(!target.exists());
    let book = Book::create(&target).unwrap();
    open_shop(&book, &new_shop(), MORNING, "new").unwrap();
    assert_eq!(audit::check(&book).unwrap(), []);
    drop(folder);
}
