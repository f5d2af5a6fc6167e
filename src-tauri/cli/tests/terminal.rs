//! The terminal program as a person and a script meet it: exit status, one JSON value, messages beside it, bad input.
#![cfg(test)]

mod desk;

use std::fs;
use std::path::Path;

use serde_json::json;

use desk::{Desk, opened};

#[test]
fn a_day_from_the_file_to_the_courier() {
    let desk = Desk::new();
    let file = desk.orders(&[("2611A1", "Gelas", "Hijau", "16.000", "2"), ("2611A2", "Gelas", "Biru", "16.000", "1")]);
    let seen = desk.done(&["import", "orders", &file]);
    assert_eq!((seen["new"].as_i64(), seen["applied"].as_bool()), (Some(2), Some(false)));
    assert_eq!(desk.done(&["orders"])["rows"].as_array().unwrap().len(), 0, "a preview writes nothing");
    let taken = desk.done(&["import", "orders", &file, "--apply"]);
    for (key, value) in [("rows", 2), ("orders", 2), ("new", 2), ("changed", 0), ("unchanged", 0), ("units", 3)] {
        assert_eq!(taken[key], json!(value), "{key}");
    }
    assert_eq!(taken["by_stage"], json!({ "approved": 2 }));
    assert_eq!(taken["total_paid"], json!(48_000));
    let rows = desk.done(&["orders", "--stage", "approved"]);
    for key in [
        "id",
        "number",
        "external_id",
        "channel",
        "stage",
        "placed_at",
        "ship_by",
        "customer",
        "units",
        "total",
        "paid",
        "tracking",
    ] {
        assert!(rows["rows"][0].get(key).is_some(), "{key}");
    }
    desk.done(&["stock", "receive", "--missing-at", "9.000", "--supplier", "Makmur"]);
    desk.done(&["wave"]);
    for (kind, name) in [("pick-list", "ambil.pdf"), ("slips", "slip.pdf")] {
        desk.done(&["print", kind, "--out", &desk.path(name)]);
        assert!(opened(Path::new(&desk.path(name))).starts_with(b"%PDF"));
    }
    let (status, stopped) = desk.json(&["order", "pack", "2611A1", "--scan", "V0002"]);
    assert_eq!((status, &stopped[1]["stop"]["kind"]), (1, &json!("wrong_item")));
    desk.done(&["order", "pack", "RN-1", "--scan", "V0001", "V0001"]);
    desk.done(&["order", "pack", "2"]);
    let paste = desk.file("resi.txt", b"1\tSPXID000000000001\nRN-2\tSPXID000000000002\n");
    desk.done(&["order", "ship", "--paste", &paste]);
    let found = desk.done(&["orders", "--search", "spxid000000000002"]);
    assert_eq!((found["rows"].as_array().unwrap().len(), &found["rows"][0]["number"]), (1, &json!(2)));
    desk.done(&["order", "deliver", "1", "2"]);
    desk.done(&["order", "complete", "1", "2"]);
    assert_eq!((desk.stage("1").as_str(), desk.done(&["check"])), ("completed", json!([])));
    let log = desk.done(&["log", "--order", "1", "--limit", "100"]);
    assert_eq!(log["rows"][0]["verb"], json!("complete"));
    assert_eq!(desk.done(&["log", "--verify"])["findings"], json!([]));
}

#[test]
fn several_at_once_and_what_refuses_is_said() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "1"), ("A2", "Gelas", "Hijau", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=1@9000"]);
    let (status, outcome) = desk.json(&["order", "pack", "1", "2"]);
    assert_eq!(
        (status, outcome["done"].clone(), &outcome["refused"][0]["refusal"]["code"]),
        (1, json!([1]), &json!("stock_short"))
    );
    let (status, said) = desk.said(&["order", "pack", "2"]);
    assert_eq!(status, 1);
    assert!(said.contains("stok kurang 1"), "{said}");
    let (status, refused) = desk.json(&["order", "hold", "99", "--reason", "x"]);
    assert_eq!((status, &refused["refused"]["code"]), (1, &json!("order_unknown")));
    for (verb, stage) in [("hold", "approved"), ("cancel", "cancelled")] {
        desk.done(&["order", verb, "2", "--reason", "pembeli minta"]);
        assert_eq!(desk.stage("2"), stage);
    }
}

#[test]
fn a_request_sent_twice_has_its_effect_once() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLB", "--price", "16.000"]);
    for _ in 0..2 {
        desk.done(&["--request", "r1", "stock", "receive", "GLB=5@9.000"]);
    }
    let card = desk.done(&["stock", "GLB"]);
    assert_eq!((&card["variant"]["on_hand"], &card["variant"]["value"]), (&json!(5), &json!(45_000)));
}

#[test]
fn a_damaged_cell_keeps_its_order_out_until_it_is_decided() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "9.5", "1"), ("A2", "Gelas", "Biru", "16.000", "1")]);
    let text = fs::read_to_string(&file).unwrap().replace(";9.5;9.5;1;0;95;95;", ";9.5;9.500;1;0;9.500;9.500;");
    let file = desk.file("rusak.csv", text.as_bytes());
    let seen = desk.done(&["import", "orders", &file, "--apply"]);
    assert_eq!((&seen["orders"], &seen["new"]), (&json!(2), &json!(1)));
    let problem = &seen["problems"][0];
    assert_eq!(
        (&problem["row"], &problem["column"], &problem["code"], &problem["suggestion"]),
        (&json!(2), &json!("Harga Awal"), &json!("damaged_money"), &json!("9.500"))
    );
    let decided = desk.done(&["import", "orders", &file, "--apply", "--set", "2:Harga Awal=9.500"]);
    assert_eq!((&decided["new"], &decided["unchanged"], &decided["problems"]), (&json!(1), &json!(1), &json!([])));
}

#[test]
fn bad_files_are_said_and_the_book_is_untouched() {
    let desk = Desk::new();
    let before = desk.done(&["log"])["rows"].as_array().unwrap().len();
    let bad: [(&str, &[u8]); 6] = [
        ("kosong.xlsx", b""),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n0000"),
        ("potong.xlsx", b"PK\x03\x04\x14\x00\x00\x00"),
        ("lama.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ("lain.csv", b"a;b;c\n1;2;3\n"),
        ("teks.csv", b"halo"),
    ];
    for (name, bytes) in bad {
        let file = desk.file(name, bytes);
        let (status, refused) = desk.json(&["import", "orders", &file, "--apply"]);
        let message = refused["refused"]["message"]["id"].as_str().unwrap_or_default().to_owned();
        assert!(status == 1 && message.len() > 20, "{name}: {status} {refused}");
    }
    let (status, refused) = desk.json(&["import", "orders", &desk.path("tidak-ada.xlsx")]);
    assert_eq!((status, &refused["refused"]["code"]), (1, &json!("file_missing")));
    assert_eq!(desk.done(&["log"])["rows"].as_array().unwrap().len(), before);
}

#[test]
fn text_from_files_stays_text() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "<img src=x onerror=alert(1)>", "=1+1", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    let line = &desk.done(&["order", "show", "A1"])["lines"][0];
    assert_eq!((&line["product"], &line["variant"]), (&json!("<img src=x onerror=alert(1)>"), &json!("=1+1")));
}

#[test]
fn wrong_usage_is_two_and_a_broken_book_three() {
    let desk = Desk::new();
    for words in [
        &["ordrs"][..],
        &["order", "pack"],
        &["orders", "--stage", "gone"],
        &["--now", "kemarin", "orders"],
        &["import", "orders", "x", "--set", "1=2"],
    ] {
        assert_eq!(desk.run(words).status.code(), Some(2), "{words:?}");
    }
    assert_eq!(desk.run(&["--help"]).status.code(), Some(0));
    let mut book = opened(Path::new(&desk.path("uji.runut")));
    // Past the first pages, so that it is still a book, and a damaged one.
    book[8_192..40_960].fill(7);
    desk.file("uji.runut", &book);
    let (status, broken) = desk.json(&["check"]);
    assert!(status == 3 && broken["broken"]["id"].is_string(), "{status} {broken}");
}

#[test]
fn a_folder_that_cannot_be_written_is_said() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    let (status, said) = desk.said(&["print", "slips", "1", "--out", &desk.path("tidak-ada/slip.pdf")]);
    assert!(status == 1 && said.contains("tidak bisa ditulis"), "{status} {said}");
    let (_, refused) = desk.json(&["print", "slips", "1", "--out", &desk.path("tidak-ada/slip.pdf")]);
    assert_eq!(refused["refused"]["code"], json!("output_unwritable"));
    let log = desk.done(&["log", "--limit", "3"]);
    assert_ne!(log["rows"][0]["noun"], json!("document"), "what wasn't written isn't logged");
}

#[test]
fn a_paste_is_read_from_standard_input() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=1@9000"]);
    desk.done(&["order", "pack", "1"]);
    let (status, outcome) = desk.fed(&["order", "ship", "--paste", "-"], b"RN-1;SPXID000000000009\n");
    assert_eq!((status, &outcome["done"], &outcome["problems"]), (0, &json!([1]), &json!([])));
    assert_eq!(desk.done(&["order", "show", "1"])["row"]["tracking"], json!("SPXID000000000009"));
}

#[test]
fn the_demo_shop_is_whole_and_the_same_for_a_seed() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.done(&["demo", "--orders", "60", "--seed", "3"]);
    assert_eq!(desk.done(&["check"]), json!([]));
    let first = desk.done(&["orders", "--limit", "500"]);
    let other = Desk { folder: tempfile::tempdir().unwrap() };
    other.done(&["demo", "--orders", "60", "--seed", "3"]);
    assert_eq!(other.done(&["orders", "--limit", "500"]), first);
    let stages = first["stages"].as_array().unwrap();
    let filled = stages.iter().filter(|s| s["orders"].as_i64() > Some(0)).count();
    assert!(filled >= 7, "a newcomer sees orders in all stages: {stages:?}");
}

/// Years of history beside a fixed number of open orders: for measuring, and for whoever wants to see a full book.
#[test]
fn a_demo_of_years_has_the_open_orders_that_were_asked_for() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    desk.done(&["demo", "--orders", "600", "--open", "64", "--seed", "5"]);
    let listed = |words: &[&str]| desk.done(&[&["orders", "--limit", "500"], words].concat());
    let rows = |answer: &serde_json::Value| answer["rows"].as_array().unwrap().len();
    let counts = listed(&[]);
    let of = |stages: &[&str]| -> i64 {
        let all = counts["stages"].as_array().unwrap().iter();
        all.filter(|c| stages.contains(&c["stage"].as_str().unwrap())).map(|c| c["orders"].as_i64().unwrap()).sum()
    };
    let open = ["draft", "awaiting_payment", "awaiting_approval", "approved", "packed"];
    assert_eq!(of(&open), 64);
    for stage in open {
        assert!(of(&[stage]) > 0, "{stage}");
    }
    assert_eq!(of(&["shipped", "delivered", "completed", "cancelled"]), 600 - 64);
    assert_eq!(rows(&listed(&["--search", "kenanga"])), 1);
    assert_eq!(rows(&listed(&["--search", "seroja"])), 50);
    assert_eq!(rows(&listed(&["--search", "ratih langganan"])), 1);
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn an_import_says_what_went_in_and_no_more() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2")]);
    let said = |words: &[&str]| {
        let words = [&["import", "orders", &file], words].concat();
        String::from_utf8(desk.run(&words).stdout).unwrap().trim().lines().last().unwrap_or_default().to_owned()
    };
    assert_eq!(said(&[]), "Belum ada yang berubah; tambah --apply untuk memasukkannya.");
    assert_eq!(said(&["--apply"]), "Sudah masuk buku: 1 baru, 0 berubah.");
    assert_eq!(said(&["--apply"]), "Tidak ada yang masuk: tidak ada yang baru atau berubah.");
    assert_eq!(said(&[]), "Tidak ada yang akan berubah.");
}
