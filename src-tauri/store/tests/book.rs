//! The book's own promises: what opens, what is refused, what a write leaves behind.
#![cfg(test)]

use std::fs;
use std::path::PathBuf;

use runut_core::activity::{Activity, CustomerAct, PersonAct, ProductAct, ShopAct};
use runut_core::rows::{CustomerForm, Division, Person, Shop};
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Instant, Language, Money, PersonId, Zone};
use runut_store::{Book, Context, StoreError, Topic, audit, reports};
use tempfile::TempDir;

const NOW: Instant = Instant(1_763_571_600_000);

struct Desk {
    _folder: TempDir,
    path: PathBuf,
    book: Book,
}

fn context(request: &str) -> Context {
    Context { person: PersonId(1), now: NOW, today: Zone::Wib.day(NOW), zone: Zone::Wib, request: request.to_owned() }
}

fn shop() -> Shop {
    Shop {
        name: "Toko Uji".to_owned(),
        address: String::new(),
        phone: String::new(),
        zone: Zone::Wib,
        language: Language::Id,
        start_day: None,
        auto_approve: true,
        slip_size: SlipSize::A5,
        label_size: LabelSize::A6,
        unique_codes: true,
        payment_hours: 24,
        ship_hours: 48,
        return_days: 3,
        payout_days: 7,
        cod_days: 14,
        packing_cost: Money::ZERO,
        tax_base: runut_core::rows::TaxBase::GrossLessReturns,
        tax_free: true,
    }
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep").join("uji.runut");
    let book = Book::open(&path).unwrap();
    book.write(&context("open"), "open", |tx| {
        tx.insert_person(&Person {
            id: PersonId(1),
            name: "Ratna".to_owned(),
            owner: true,
            divisions: vec![Division::Warehouse],
            archived: false,
        })?;
        tx.record(&Activity::new(ShopAct::Open, 1).with("name", "Toko Uji"))?;
        tx.put_shop(&shop())?;
        Ok::<_, StoreError>(())
    })
    .unwrap();
    Desk { _folder: folder, path, book }
}

fn rename(desk: &Desk, request: &str, name: &str) -> Vec<Topic> {
    let renamed = desk.book.write(&context(request), name, |tx| {
        tx.record(&Activity::new(ShopAct::Change, 1).with("changed", name))?;
        tx.put_shop(&Shop { name: name.to_owned(), ..shop() })?;
        Ok::<_, StoreError>(name.to_owned())
    });
    renamed.unwrap().topics
}

#[test]
fn a_repeated_request_has_its_effect_once() {
    let desk = desk();
    assert_eq!(rename(&desk, "r1", "Satu"), [Topic::Log, Topic::Shop]);
    rename(&desk, "r2", "Dua");
    let before = desk.book.dump().unwrap();
    rename(&desk, "r1", "Satu");
    assert_eq!(desk.book.dump().unwrap(), before);
}

#[test]
fn an_id_is_not_taken_for_another_request() {
    let desk = desk();
    rename(&desk, "r1", "Satu");
    let before = desk.book.dump().unwrap();
    let reused = desk.book.write(&context("r1"), "something else", |_| Ok::<_, StoreError>(String::new()));
    assert!(matches!(reused, Err(StoreError::RequestReused)), "{reused:?}");
    assert_eq!(desk.book.dump().unwrap(), before);
}

#[test]
fn a_torn_anchor_accuses_nobody() {
    let desk = desk();
    desk.book.anchor().unwrap();
    let path = desk.path.with_extension("runut.jangkar");
    let kept = fs::read(&path).unwrap();
    fs::write(&path, [&kept[..], b"1 abc"].concat()).unwrap();
    rename(&desk, "r1", "Satu");
    desk.book.anchor().unwrap();
    assert_eq!(audit::verify_log(&desk.book).unwrap().findings, []);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 3, "the torn line stays, the next one counts");
}

#[test]
fn a_refused_write_leaves_the_book_as_it_was() {
    let desk = desk();
    let before = desk.book.dump().unwrap();
    let refused = desk.book.write(&context("r1"), "x", |tx| {
        tx.record(&Activity::new(ShopAct::Change, 1))?;
        tx.put_shop(&Shop { name: "Lain".to_owned(), ..shop() })?;
        Err::<(), _>(StoreError::Missing("x".to_owned()))
    });
    assert!(matches!(refused, Err(StoreError::Missing(_))));
    assert_eq!(desk.book.dump().unwrap(), before);
    rename(&desk, "r1", "Satu");
}

#[test]
fn a_write_without_an_activity_is_not_committed() {
    let desk = desk();
    let before = desk.book.dump().unwrap();
    let silent = desk.book.write(&context("r1"), "x", |tx| tx.put_shop(&Shop { name: "Lain".to_owned(), ..shop() }));
    assert!(matches!(silent, Err(StoreError::Broken(_))), "{silent:?}");
    assert_eq!(desk.book.dump().unwrap(), before);
}

#[test]
fn another_process_is_noticed_and_waits_its_turn() {
    let desk = desk();
    let other = Book::open(&desk.path).unwrap();
    let (mine, theirs) = (desk.book.data_version().unwrap(), other.data_version().unwrap());
    rename(&desk, "r1", "Satu");
    assert_eq!(desk.book.data_version().unwrap(), mine, "one's own write is no news");
    assert_ne!(other.data_version().unwrap(), theirs);
    let name = other.read(|r| Ok::<_, StoreError>(r.shop()?.map(|s| s.name))).unwrap();
    assert_eq!(name.as_deref(), Some("Satu"));
}

#[test]
fn a_foreign_file_a_newer_book_and_garbage_are_said_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("foreign.db");
    rusqlite::Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(Book::open(&foreign), Err(StoreError::Foreign)));
    let garbage = folder.path().join("foto.jpg");
    fs::write(&garbage, vec![7u8; 20_000]).unwrap();
    let error = Book::open(&garbage).unwrap_err();
    assert!(error.sentence().id.contains("bukan buku Runut"), "{error}");
    assert_eq!(fs::read(&garbage).unwrap(), vec![7u8; 20_000]);
    let desk = desk();
    drop(desk.book);
    rusqlite::Connection::open(&desk.path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(matches!(Book::open(&desk.path), Err(StoreError::Newer { found: 99, .. })));
}

fn tamper(desk: &Desk, sql: &str) {
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn the_chain_shows_edits_deletions_and_reordering() {
    for sql in [
        "UPDATE activity SET facts = '{\"changed\":\"Tiga\"}' WHERE id = 3",
        "UPDATE activity SET at = at + 1 WHERE id = 2",
        "PRAGMA foreign_keys = OFF; DELETE FROM activity WHERE id = 2",
        "PRAGMA foreign_keys = OFF; UPDATE activity SET id = -1 WHERE id = 2; UPDATE activity SET id = 2 WHERE id = 3; UPDATE activity SET id = 3 WHERE id = -1",
    ] {
        let desk = desk();
        for n in 0..4 {
            rename(&desk, &format!("r{n}"), &format!("Nama {n}"));
        }
        assert_eq!(audit::verify_log(&desk.book).unwrap().findings, []);
        // The CHECK of positive ids has to be stepped around as an attacker with the file would.
        tamper(&desk, &format!("PRAGMA ignore_check_constraints = ON; {sql}"));
        let report = audit::verify_log(&desk.book).unwrap();
        assert!(report.findings.iter().any(|f| f.code == "chain"), "{sql}: {:?}", report.findings);
    }
}

#[test]
fn an_anchor_shows_a_cut_off_end() {
    let desk = desk();
    rename(&desk, "r1", "Satu");
    desk.book.anchor().unwrap();
    tamper(&desk, "DELETE FROM witness WHERE activity_id = 2; DELETE FROM activity WHERE id = 2");
    let report = audit::verify_log(&desk.book).unwrap();
    assert_eq!(report.entries, 1);
    let codes: Vec<&str> = report.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["anchor"], "the chain alone can't show it");
}

#[test]
fn the_code_on_a_days_sheet_is_held_against_the_log() {
    let desk = desk();
    let day = Zone::Wib.day(NOW);
    rename(&desk, "r1", "Satu");
    let sheet = |day| desk.book.read(|book| reports::day_sheet(book, day)).unwrap();
    let seen = |day, code: &str| {
        let seen = audit::compare_code(&desk.book, day, code).unwrap();
        (seen.entry, seen.later, seen.findings.len(), seen.said.id)
    };
    let printed = sheet(day);
    let (entry, later, wrong, said) = seen(day, &printed.code);
    assert_eq!((entry, later, wrong), (Some(printed.last_entry), 0, 0));
    assert!(said.starts_with("Cocok"), "{said}");
    rename(&desk, "r2", "Dua");
    rename(&desk, "r3", "Tiga");
    let (entry, later, wrong, said) = seen(day, &printed.code);
    assert_eq!((entry, later, wrong), (Some(printed.last_entry), 2, 0));
    assert!(said.contains("2 catatan lagi"), "{said}");
    // Before a day has an entry its sheet shows the last one before it, and no earlier one.
    let (quiet, before) = (seen(day.plus(1), &sheet(day.plus(1)).code), seen(day.plus(1), &printed.code));
    assert_eq!((quiet.0, quiet.1, before.0), (Some(sheet(day).last_entry), 0, None));
    assert!(before.3.starts_with("Tidak cocok"), "{}", before.3);
    // One entry changed breaks the chain; a chain that was written anew has other codes.
    tamper(&desk, "UPDATE activity SET facts = '{}' WHERE id = 1");
    let (entry, _, wrong, said) = seen(day, &printed.code);
    assert_eq!(entry, Some(printed.last_entry));
    assert!(wrong > 0 && said.contains("tidak utuh"), "{said}");
    tamper(&desk, "UPDATE activity SET hash = zeroblob(32)");
    assert_eq!(seen(day, &printed.code).0, None);
}

#[test]
fn check_finds_what_was_bent() {
    for (sql, code) in [
        ("INSERT INTO stage_count VALUES ('draft', 3)", "stage_count"),
        (
            "INSERT INTO posting (activity_id, debit, credit, amount, day) VALUES (1, 1101, 3101, 5, 20261122)",
            "posting_kind",
        ),
        ("PRAGMA foreign_keys = OFF; INSERT INTO wave (id, at, activity_id) VALUES (1, 1, 99)", "file"),
        (
            "INSERT INTO posting (activity_id, debit, credit, amount, day) VALUES (1, 1301, 1101, 5, 20261122)",
            "day_sum",
        ),
        ("INSERT INTO day_sum VALUES (20261122130100, 5, 0)", "month_sum"),
        ("INSERT INTO month_sum VALUES (202611130100, 5, 0)", "balance"),
        ("INSERT INTO cash_sum VALUES (2026112211014101, 5, 0)", "cash_sum"),
        ("INSERT INTO month_close VALUES (2026111301, 5)", "inventory"),
    ] {
        let desk = desk();
        assert_eq!(audit::check(&desk.book).unwrap(), []);
        tamper(&desk, sql);
        let findings = audit::check(&desk.book).unwrap();
        assert!(findings.iter().any(|f| f.code == code), "{sql}: {findings:?}");
    }
}

/// A mistake of the program's own: an entry tells a change that the write didn't make. The witness digests what was written.
#[test]
fn a_change_that_was_told_and_not_made_is_found() {
    let desk = desk();
    let ani = CustomerForm {
        id: None,
        name: "Ani".to_owned(),
        note: String::new(),
        phones: Vec::new(),
        addresses: Vec::new(),
    };
    let set_up = desk.book.write(&context("rows"), "rows", |tx| {
        let id = tx.next_customer()?;
        tx.record(&Activity::new(CustomerAct::Add, id.0).with("name", "Ani"))?;
        tx.put_customer(id, &ani, &[])?;
        let product = tx.insert_product("Gelas", "", "")?;
        tx.record(&Activity::new(ProductAct::Add, product.0).with("name", "Gelas"))?;
        Ok::<_, StoreError>((id, product))
    });
    let (customer, product) = set_up.unwrap().value;
    assert_eq!(audit::check(&desk.book).unwrap(), []);
    for (told, place) in [
        (Activity::new(ShopAct::Change, 1).changed("ship_hours", "48", "24"), "shop 1 ship_hours"),
        (Activity::new(PersonAct::Change, 1).changed("divisions", "warehouse", "cs"), "person 1 divisions"),
        (Activity::new(CustomerAct::Change, customer.0).changed("note", "", "Titip"), "customer 1 note"),
        (Activity::new(ProductAct::Change, product.0).with("name", "Cangkir"), "product 1 name"),
    ] {
        desk.book.write(&context(place), place, |tx| tx.record(&told).map(drop)).unwrap();
        let found = audit::check(&desk.book).unwrap();
        assert!(found.iter().any(|f| f.code == "told" && f.place == place), "{place}: {found:?}");
    }
}

/// A name is found by its folded form, which is the program's to keep.
#[test]
fn a_name_that_is_not_found_by_itself_is_named() {
    let desk = desk();
    tamper(&desk, "UPDATE person SET name_fold = 'ratih' WHERE id = 1");
    let found = audit::check(&desk.book).unwrap();
    assert!(found.iter().any(|f| f.code == "folded" && f.place == "person 1"), "{found:?}");
}
