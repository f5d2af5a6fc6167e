//! Backups from the terminal: made, listed, compared, brought back; refused while a window has the book.
#![cfg(test)]

mod desk;

use std::fs;
use std::path::Path;

use serde_json::json;

use desk::Desk;

#[test]
fn a_backup_is_made_listed_compared_and_brought_back() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    fs::create_dir(desk.path("stik")).unwrap();
    let made = desk.done(&["backup", "--to", &desk.path("stik")]);
    assert_eq!(made["orders"], json!(1));
    assert!(Path::new(made["second"].as_str().unwrap()).exists());
    let backups = desk.done(&["backups"]);
    assert_eq!(
        (backups[0]["name"].clone(), backups[0]["orders"].clone()),
        (json!("uji-20261122-0930.runut"), json!(1))
    );
    desk.done(&["stock", "receive", "V0001=9@9000"]);

    let name = "uji-20261122-0930.runut";
    let seen = desk.done(&["restore", name]);
    assert_eq!(
        (seen["backup"]["stock_value"].clone(), seen["present"]["stock_value"].clone()),
        (json!(0), json!(81_000))
    );
    assert!(seen["gone"].as_i64().unwrap() > 0 && seen["related"].as_bool().unwrap());
    assert_eq!(desk.done(&["stock"])["rows"][0]["on_hand"], json!(9), "comparing changes nothing");
    let shown = String::from_utf8(desk.run(&["restore", name]).stdout).unwrap();
    assert!(shown.contains("81.000") && shown.contains("tidak ikut"), "{shown}");

    let unknown = desk.refused(&["--as", "Siapa", "today"]);
    assert_eq!(desk.refused(&["--as", "Siapa", "restore", name, "--yes"]), unknown, "who restores is somebody too");
    let done = desk.done(&["restore", name, "--yes"]);
    let kept = done["restored"]["kept"].as_str().unwrap();
    assert!(kept.ends_with("uji-diganti-20261122-0930.runut") && Path::new(kept).exists(), "{kept}");
    assert_eq!(desk.done(&["stock"])["rows"][0]["on_hand"], json!(0));
    assert_eq!(desk.done(&["check"]), json!([]));
    assert_eq!(desk.done(&["log", "--limit", "1"])["rows"][0]["verb"], json!("restore"));
}

#[test]
fn a_damaged_book_is_said_and_a_backup_brings_it_back() {
    let desk = Desk::new();
    desk.done(&["backup"]);
    for content in ["", "Ini bukan buku."] {
        fs::write(desk.path("uji.runut"), content).unwrap();
        let (status, said) = desk.said(&["today"]);
        assert_eq!(status, 1, "{said}");
        assert!(!said.is_empty());
        assert_eq!(
            desk.done(&["backups"]).as_array().unwrap().iter().filter(|b| b["kind"] == json!("copy")).count(),
            1
        );
        desk.done(&["restore", "uji-20261122-0930.runut", "--yes"]);
        assert_eq!(desk.done(&["check"]), json!([]));
    }
    assert_eq!(desk.refused(&["restore", "tidak-ada.runut", "--yes"]), "backup_unreadable");
    assert_eq!(desk.refused(&["restore", &desk.path("uji.runut"), "--yes"]), "backup_is_book");
    // A stick that isn't there is told, also by the status, and the first copy is made all the same.
    let (status, alone) = desk.json(&["backup", "--to", &desk.path("stik")]);
    assert_eq!((status, &alone["second"]), (1, &json!(null)));
    assert!(Path::new(alone["path"].as_str().unwrap()).exists());
}

#[test]
fn a_book_that_a_window_has_is_not_replaced() {
    let desk = Desk::new();
    desk.done(&["backup"]);
    let window = fs::File::create(desk.path("uji.runut.lock")).unwrap();
    window.lock().unwrap();
    assert_eq!(desk.refused(&["restore", "uji-20261122-0930.runut", "--yes"]), "book_taken");
    drop(window);
    desk.done(&["restore", "uji-20261122-0930.runut", "--yes"]);
}

/// A book on another computer: a backup alone is enough.
#[test]
fn a_backup_becomes_a_book_where_there_is_none() {
    let desk = Desk::new();
    let made = desk.done(&["backup"]);
    let there = desk.path("lain/baru.runut");
    for arguments in [&["restore", made["path"].as_str().unwrap(), "--yes"][..], &["check"]] {
        let program = env!("CARGO_BIN_EXE_runut-cli");
        let ended = std::process::Command::new(program).args(["--book", &there]).args(arguments).output().unwrap();
        assert!(ended.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&ended.stderr));
    }
}

/// What can be read of a damaged book comes out as lists; where nothing is missing, a book comes out that can be restored.
#[test]
fn a_damaged_book_is_salvaged_and_what_came_of_it_restored() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2"), ("A2", "Gelas", "Hijau", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=9@9000"]);
    let before = desk.done(&["orders"]);
    // Its first page, with the list of tables in it, is lost.
    let mut bytes = fs::read(desk.path("uji.runut")).unwrap();
    bytes[16..4096].fill(0);
    fs::write(desk.path("uji.runut"), &bytes).unwrap();
    let (status, said) = desk.said(&["orders"]);
    assert!(status != 0 && !said.is_empty(), "{status} {said}");

    let saved = desk.done(&["salvage", "--to", &desk.path("keluar")]);
    assert_eq!(fs::read(desk.path("uji.runut")).unwrap(), bytes, "the damaged book was changed");
    let orders = saved["lists"].as_array().unwrap().iter().find(|list| list["kind"] == json!("orders")).unwrap();
    assert_eq!((&orders["rows"], &orders["left_out"]), (&json!(2), &json!(0)));
    let csv = fs::read_to_string(Path::new(saved["folder"].as_str().unwrap()).join("pesanan.csv")).unwrap();
    assert!(csv.contains("A1") && csv.contains("A2") && csv.lines().count() == 3, "{csv}");
    desk.done(&["restore", saved["book"].as_str().unwrap(), "--yes"]);
    assert_eq!(desk.done(&["orders"]), before);
    assert_eq!(desk.done(&["check"]), json!([]));
    assert_eq!(
        desk.done(&["orders", "--search", "pembelia1"])["rows"].as_array().unwrap().len(),
        1,
        "search is whole too"
    );
}

#[test]
fn what_never_was_a_book_is_not_salvaged() {
    let desk = Desk::new();
    fs::remove_file(desk.path("uji.runut")).unwrap();
    assert_eq!(desk.refused(&["salvage", "--to", &desk.path("keluar")]), "book_gone");
    for (content, code) in [("", "foreign_book"), ("Ini bukan buku.", "salvage_nothing")] {
        fs::write(desk.path("uji.runut"), content).unwrap();
        assert_eq!(desk.refused(&["salvage", "--to", &desk.path("keluar")]), code);
        assert_eq!(fs::read_dir(desk.path("keluar")).map_or(0, Iterator::count), 0);
    }
}

/// Another shop's book comes in only where that is said; also where the present one can't be read.
#[test]
fn another_shops_backup_is_asked_for() {
    let (desk, other) = (Desk::new(), Desk::new());
    let theirs = other.done(&["backup"])["path"].as_str().unwrap().to_owned();
    desk.done(&["backup"]);
    for broken in [false, true] {
        if broken {
            fs::write(desk.path("uji.runut"), "Ini bukan buku.").unwrap();
        }
        let before = fs::read(desk.path("uji.runut")).unwrap();
        let shown = String::from_utf8(desk.run(&["restore", &theirs]).stdout).unwrap();
        assert!(shown.contains("buku lain, toko Toko Uji"), "{shown}");
        assert_eq!(desk.refused(&["restore", &theirs, "--yes"]), "other_shop");
        assert_eq!(fs::read(desk.path("uji.runut")).unwrap(), before);
    }
    desk.done(&["restore", &theirs, "--yes", "--other-shop"]);
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// What lies in the shop's folder and among its backups, but for the locks.
fn lying(desk: &Desk) -> Vec<String> {
    let mut names = Vec::new();
    for folder in ["", "cadangan"] {
        for entry in fs::read_dir(desk.path(folder)).unwrap() {
            names.push(format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()));
        }
    }
    names.retain(|name| ![".lock", ".pakai", "-wal", "-shm"].iter().any(|end| name.ends_with(end)));
    names.sort();
    names
}

/// Windows doesn't let a file be replaced that another program has open: that is said before anything is left.
#[cfg(windows)]
#[test]
fn a_restoration_that_another_program_blocks_leaves_nothing() {
    use std::os::windows::fs::OpenOptionsExt;
    let desk = Desk::new();
    desk.done(&["backup"]);
    let before = lying(&desk);
    // As a virus scanner has it, a program that only reads, and one that shares nothing.
    for shared in [3, 1, 0] {
        let holder = fs::OpenOptions::new().read(true).share_mode(shared).open(desk.path("uji.runut")).unwrap();
        assert_eq!(desk.refused(&["restore", "uji-20261122-0930.runut", "--yes"]), "book_in_use", "{shared}");
        assert_eq!(lying(&desk), before, "{shared}");
        drop(holder);
    }
    desk.done(&["restore", "uji-20261122-0930.runut", "--yes"]);
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// One that was cut off before its book took the place is undone by the next to open the book.
#[test]
fn what_a_restoration_that_was_cut_off_has_left_goes_with_the_next_start() {
    let desk = Desk::new();
    desk.done(&["backup"]);
    let before = lying(&desk);
    let kept = "uji-diganti-20261122-0930.runut";
    fs::copy(desk.path("uji.runut"), desk.path(&format!("cadangan/{kept}"))).unwrap();
    desk.file("uji.runut.pulih", format!("diganti {kept}\n7 {}\n", "0".repeat(64)).as_bytes());
    desk.done(&["orders"]);
    assert_eq!(lying(&desk), before);
}

/// A folder that is synchronised is no place for a book, but one for its backups: said where a book is put, and it is put there.
#[test]
fn a_book_that_is_put_into_a_synchronised_folder_is_warned_of() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let program = || std::process::Command::new(env!("CARGO_BIN_EXE_runut-cli"));
    for (folder, warned) in [("OneDrive - Toko", true), ("Toko", false)] {
        let book = desk.path(&format!("{folder}/buku.runut"));
        let made = program().args(["--book", &book, "init", "--name", "Toko", "--owner", "Ratna"]).output().unwrap();
        let said = String::from_utf8(made.stderr).unwrap();
        assert!(made.status.success() && said.contains("tempat kedua cadangan") == warned, "{folder}: {said}");
        assert!(Path::new(&book).exists());
        let later = program().args(["--book", &book, "today"]).output().unwrap();
        assert!(!String::from_utf8(later.stderr).unwrap().contains("tempat kedua"), "once is enough");
    }
}

/// What is written down of erasures beside the book can't be read: every command says so.
#[test]
fn a_damaged_list_of_erasures_is_said() {
    let desk = Desk::new();
    let (_, before) = desk.said(&["orders"]);
    assert!(!before.contains("hapus"), "{before}");
    desk.file("uji.runut.hapus", b"{\"noun\"");
    let output = desk.run(&["orders"]);
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("Perhatian: Berkas uji.runut.hapus di samping buku rusak di baris 1"), "{said}");
}
