//! Where a book lies and whose it is: links, second names, a file that is replaced while it is open, permissions.
#![cfg(unix)]

use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use runut_actions::{ActionError, back_up, compare, restore};
use runut_core::Instant;
use runut_store::backup::{self, Staged};
use runut_store::{Book, Lock, LockError, audit, place_of};
use tempfile::TempDir;

use crate::shop::MORNING;

/// A shop that has received goods, closed, and the folder it lies in.
fn stocked() -> (TempDir, PathBuf) {
    let mut shop = crate::script::tell("file A to_ship 1xHijau@16000 => approved");
    let glass = shop.variant("Hijau");
    shop.receive(glass, 9, 8_000);
    let (folder, path) = shop.closed();
    (folder, path)
}

fn receive(book: &Book, request: &str) -> Result<(), ActionError> {
    let ctx = book.context(None, Instant(MORNING.0 + 9_000_000), request)?;
    let glass = book.read(|r| r.variant_by_name("Gelas", "Hijau"))?.unwrap();
    let line = runut_core::rows::ReceiptLine { variant_id: glass, quantity: 1, cost: runut_core::Money(8_000) };
    let receipt = runut_core::rows::Receipt {
        supplier: String::new(),
        note: String::new(),
        lines: vec![line],
        ..runut_core::rows::Receipt::default()
    };
    runut_actions::receive(book, &ctx, &receipt).map(drop)
}

fn entries(book: &Book) -> i64 {
    book.read(|reader| reader.log_ends()).unwrap().unwrap().1.entry
}

fn code<T>(done: Result<T, ActionError>) -> String {
    match done {
        Err(ActionError::Refused(refusal)) => refusal.code,
        Err(other) => panic!("{other}"),
        Ok(_) => "done".into(),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut all: Vec<String> = all.collect();
    all.sort();
    all
}

/// Who opens the book by a link stands in the way of its restoration by its own name, and the other way round; beside the
/// link lies nothing.
#[test]
fn a_link_is_the_book_itself() {
    let (folder, path) = stocked();
    let aside = tempfile::tempdir().unwrap();
    symlink(&path, aside.path().join("tautan.runut")).unwrap();
    symlink(folder.path(), aside.path().join("map")).unwrap();
    let links = [aside.path().join("tautan.runut"), aside.path().join("map/uji.runut")];
    let mut go_on = |_| ControlFlow::Continue(());
    for (opened, replaced) in [(&links[0], &path), (&path, &links[1])] {
        let book = Book::open(opened).unwrap();
        assert_eq!(book.path(), place_of(&path));
        receive(&book, &format!("{opened:?}")).unwrap();
        let made = back_up(&book, None, MORNING, &mut go_on).unwrap();
        assert_eq!(Path::new(&made.path).parent().unwrap(), backup::folder(&place_of(&path)));
        let staged = Staged::prepare(Path::new(&made.path), replaced, &mut go_on).unwrap();
        let gone = compare(&staged, Ok(&book), &mut go_on).unwrap().gone;
        let before = entries(&book);
        assert_eq!(code(restore(staged, gone, None, MORNING, "back")), "book_in_use", "{opened:?}");
        receive(&book, &format!("more {opened:?}")).unwrap();
        assert_eq!(entries(&book), before + 2);
        book.anchor().unwrap();
    }
    let lock = Lock::take(&links[0]).unwrap();
    assert!(matches!(Lock::take(&path), Err(LockError::Taken)));
    drop(lock);
    assert_eq!(names(aside.path()), ["map", "tautan.runut"]);
    assert_eq!(audit::check(&Book::open(&links[0]).unwrap()).unwrap(), []);
}

/// A link that leads to no file yet makes the book where it leads to.
#[test]
fn a_book_begins_where_its_link_leads() {
    let folder = tempfile::tempdir().unwrap();
    symlink("ada/toko.runut", folder.path().join("tautan")).unwrap();
    drop(Book::open(&folder.path().join("tautan")).unwrap());
    assert_eq!(names(folder.path()), ["ada", "tautan"]);
    assert_eq!(names(&folder.path().join("ada")), ["toko.runut", "toko.runut.pakai"]);
}

#[test]
fn a_file_with_two_names_is_refused_under_both() {
    let (folder, path) = stocked();
    let twin = folder.path().join("kembar.runut");
    fs::hard_link(&path, &twin).unwrap();
    let before = names(folder.path());
    for name in [&path, &twin] {
        assert_eq!(code(Book::open(name).map_err(ActionError::from)), "book_two_names");
    }
    assert_eq!(names(folder.path()), before);
    fs::remove_file(&twin).unwrap();
    assert_eq!(audit::check(&Book::open(&path).unwrap()).unwrap(), []);
}

/// What a sync program does: an older copy takes the open book's place. The next write stops; nothing that was acknowledged
/// is lost, and what lies there now isn't mixed with it.
#[test]
fn a_book_that_is_replaced_while_open_stops_and_is_kept() {
    let (folder, path) = stocked();
    let older = fs::read(&path).unwrap();
    let book = Book::open(&path).unwrap();
    let begun = entries(&book);
    for n in 0..5 {
        receive(&book, &format!("w{n}")).unwrap();
    }
    let brought = folder.path().join("dari-awan");
    fs::write(&brought, &older).unwrap();
    fs::rename(&brought, &path).unwrap();
    for _ in 0..2 {
        let refused = receive(&book, "lost").unwrap_err();
        assert!(refused.sentence().id.contains("disimpan di antara cadangan sebagai uji-diganti"), "{refused}");
        assert_eq!(code(Err::<(), _>(refused)), "book_replaced");
    }
    drop(book);
    let kept = backup::list(&path, None, runut_core::Zone::Wib);
    let kept: Vec<&str> = kept.iter().map(|row| row.path.as_str()).collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let now = Book::open(&path).unwrap();
    assert_eq!(entries(&now), begun);
    assert_eq!(audit::check(&now).unwrap(), []);
    drop(now);
    let copied = folder.path().join("lihat.runut");
    fs::copy(kept[0], &copied).unwrap();
    let was = Book::open(&copied).unwrap();
    assert_eq!(entries(&was), begun + 10); // each receipt has two
    assert_eq!(audit::check(&was).unwrap(), []);
}

#[test]
fn a_book_that_is_moved_away_while_open_stops() {
    let (folder, path) = stocked();
    let book = Book::open(&path).unwrap();
    fs::rename(&path, folder.path().join("dipindah")).unwrap();
    assert_eq!(code(receive(&book, "x")), "book_replaced");
    assert!(!path.exists(), "nothing is begun in its place");
}

fn open_to_others(path: &Path) -> bool {
    fs::symlink_metadata(path).unwrap().mode() & 0o077 != 0
}

/// Everything that holds the shop's data is the owner's only, new or as an older program left it.
#[test]
fn the_book_and_what_belongs_to_it_are_the_owners_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("toko/baru/buku.runut");
    for round in 0..2 {
        let book = Book::open(&path).unwrap();
        if round == 0 {
            runut_actions::open_shop(&book, &crate::shop::new_shop(), MORNING, "open").unwrap();
        }
        let _lock = Lock::take(&path).unwrap();
        back_up(&book, None, Instant(MORNING.0 + round * 90_000_000), &mut |_| ControlFlow::Continue(())).unwrap();
        book.anchor().unwrap();
        let mut looked = vec![folder.path().join("toko"), folder.path().join("toko/baru")];
        for place in [path.parent().unwrap().to_owned(), backup::folder(&path)] {
            looked.extend(names(&place).iter().map(|name| place.join(name)));
        }
        assert!(looked.len() >= 11, "{looked:?}");
        for path in looked {
            assert!(!open_to_others(&path), "{path:?}, {round}");
            let ours = !path.ends_with("toko") && !path.ends_with("baru"); // a folder may be a person's own
            fs::set_permissions(&path, fs::Permissions::from_mode(if ours { 0o755 } else { 0o700 })).unwrap();
        }
    }
}
