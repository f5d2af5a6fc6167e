//! Products and stock from the terminal.
#![cfg(test)]

mod desk;

use serde_json::json;

use desk::Desk;

/// A shop with two kinds of goods and ten green glasses.
fn stocked() -> Desk {
    let desk = Desk::new();
    let glass = ["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--category", "Gelas", "--low", "3"];
    desk.done(&glass);
    desk.done(&["product", "add", "Piring", "--sku", "PRG", "--category", "Dapur", "--sell-ahead", "on"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    desk
}

#[test]
fn categories_and_low_marks_choose_what_is_listed() {
    let desk = stocked();
    let skus = |words: &[&str]| -> Vec<String> {
        let page = desk.done(&[&["product", "list"], words].concat());
        page["rows"].as_array().unwrap().iter().map(|r| r["sku"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(skus(&["--category", "Dapur"]), ["PRG"]);
    assert!(skus(&["--mark", "low"]).is_empty());
    desk.done(&["product", "set", "GLH", "--low", "10", "--category", " dapur "]);
    assert_eq!(skus(&["--mark", "low"]), ["GLH"]);
    assert_eq!(skus(&["--category", "Dapur"]), ["GLH", "PRG"], "one category, however it is typed");
    let page = desk.done(&["product", "list", "--search", "gelas"]);
    assert_eq!((&page["categories"], &page["low"]), (&json!(["Dapur"]), &json!(1)));
    assert_eq!((&page["rows"][0]["low"], &page["rows"][0]["low_mark"]), (&json!(true), &json!(10)));
    desk.done(&["product", "set", "PRG", "--sell-ahead", "off"]);
    assert_eq!(desk.done(&["stock", "PRG"])["variant"]["sell_ahead"], json!(false));
    assert_eq!(desk.refused(&["product", "set", "PRG", "--low=-1"]), "low_mark");
}

#[test]
fn stock_is_set_right_with_a_reason() {
    let desk = stocked();
    let adjust = |words: &[&str]| desk.done(&[&["stock", "adjust", "GLH"], words].concat());
    let said = adjust(&["damaged", "4", "--reason", "retak di gudang"]);
    assert!(said["message"]["id"].as_str().unwrap().contains("4 × Gelas, Hijau rusak"), "{said}");
    adjust(&["lost", "1", "--reason", "tidak ketemu"]);
    adjust(&["repaired", "2", "--cost", "1.000", "--reason", "dilem"]);
    adjust(&["discarded", "2", "--reason", "pecah"]);
    let row = &desk.done(&["stock", "GLH"])["variant"];
    assert_eq!((&row["on_hand"], &row["damaged"], &row["value"]), (&json!(7), &json!(0), &json!(47_000)));
    for (words, code) in [
        (["lost", "8", "--reason", "x"], "stock_short"),
        (["repaired", "1", "--reason", "x"], "stock_short"),
        (["lost", "1", "--reason", " "], "reason_missing"),
        (["found", "0", "--reason", "x"], "quantity"),
    ] {
        assert_eq!(desk.refused(&[&["stock", "adjust", "GLH"], &words[..]].concat()), code);
    }
    assert_eq!(desk.done(&["check"]), json!([]));
    let why = &desk.done(&["stock", "GLH"])["moves"][0]["why"]["id"];
    assert_eq!(why, &json!("Dibuang 2 × Gelas, Hijau: pecah"));
}

#[test]
fn a_count_is_blind_until_it_is_reviewed() {
    let desk = stocked();
    desk.done(&["product", "set", "GLH", "--shelf", "B-03"]);
    let count = desk.done(&["stock", "count", "start", "--shelf", "b"]);
    assert_eq!((&count["row"]["name"], &count["row"]["variants"]), (&json!("Rak b"), &json!(1)));
    assert_eq!(desk.refused(&["stock", "count", "start"]), "count_overlaps");
    assert_eq!(desk.refused(&["stock", "count", "start", "--category", "Sepatu"]), "count_empty");
    assert_eq!(desk.refused(&["stock", "count", "enter", "1", "PRG=2"]), "not_in_count");
    assert_eq!(desk.run(&["stock", "count", "enter", "1", "GLH=tujuh"]).status.code(), Some(2));
    let entered = desk.done(&["stock", "count", "enter", "1", "GLH=12", "--at", "2026-11-22 09:30"]);
    assert_eq!((&entered["lines"][0]["counted"], &entered["lines"][0]["expected"]), (&json!(12), &json!(null)));
    let seen = &desk.done(&["stock", "count", "show", "1", "--review"])["lines"][0];
    assert_eq!((&seen["expected"], &seen["difference"], &seen["value"]), (&json!(10), &json!(2), &json!(18_000)));
    assert_eq!(desk.refused(&["stock", "count", "close", "1"]), "reason_missing");
    let reasons = ["--reason", "opname bulanan", "--reason-for", "GLH=ketemu di laci", "--cost", "GLH=8.000"];
    desk.done(&[&["stock", "count", "close", "1"][..], &reasons].concat());
    assert_eq!(desk.refused(&["stock", "count", "close", "1", "--reason", "x"]), "count_ended");
    let row = &desk.done(&["stock", "count", "list"])[0];
    assert_eq!((&row["state"], &row["differences"], &row["value"]), (&json!("closed"), &json!(1), &json!(16_000)));
    let card = desk.done(&["stock", "GLH"]);
    assert_eq!(card["moves"][0]["why"]["id"], json!("Opname 1: Gelas, Hijau +2 (ketemu di laci)"));
    assert_eq!(card["variant"]["value"], json!(106_000));
    desk.done(&["stock", "count", "start", "PRG"]);
    desk.done(&["stock", "count", "cancel", "2"]);
    assert_eq!(desk.refused(&["stock", "count", "show", "9"]), "missing");
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// One red pixel, as PNG.
const RED: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x38\x21\x27\x07\x00\x02\xb6\x01\x05\x34\xa6\x75\xaa\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

#[test]
fn goods_have_a_picture() {
    let desk = stocked();
    let (red, text) = (desk.file("merah.png", RED), desk.file("palsu.jpg", b"halo"));
    let photo = |desk: &Desk| desk.done(&["stock", "GLH"])["variant"]["photo"].clone();
    for _ in 0..2 {
        let words = ["--request", "f1", "product", "set", "GLH", "--photo", &red, "--low", "4"];
        desk.done(&words);
        assert!(photo(&desk).is_i64());
    }
    assert_eq!(desk.refused(&["product", "set", "GLH", "--photo", &text]), "not_a_picture");
    assert_eq!(desk.refused(&["product", "set", "GLH", "--photo", &desk.path("tidak-ada.png")]), "file_missing");
    assert_eq!(desk.refused(&["product", "set", "GLH", "--photo", &desk.path(".")]), "not_a_file");
    desk.done(&["product", "set", "GLH", "--no-photo"]);
    assert_eq!((photo(&desk), desk.done(&["check"])), (json!(null), json!([])));
}

/// A scanner on a keyboard with CapsLock swaps letters; one hands over a UPC with its zero, another without.
#[test]
fn codes_are_found_as_a_scanner_reads_them() {
    let desk = Desk::new();
    for (sku, barcode) in
        [("Gls-H8", "Ab-12x"), ("UPC", "036000291452"), ("EAN", "0074000123458"), ("0012000000133", "")]
    {
        desk.done(&[
            "product",
            "add",
            &format!("Barang {sku}"),
            "--sku",
            sku,
            "--barcode",
            barcode,
            "--price",
            "1.000",
        ]);
        desk.done(&["stock", "receive", &format!("{sku}=9@1")]);
    }
    for (scan, sku) in [
        ("gLS-h8", "Gls-H8"),
        ("AB-12X", "Gls-H8"),
        ("aB-12X", "Gls-H8"),
        ("0036000291452", "UPC"),
        ("00036000291452", "UPC"),
        ("074000123458", "EAN"),
        ("012000000133", "0012000000133"),
    ] {
        assert_eq!(desk.done(&["stock", scan])["variant"]["sku"], json!(sku), "{scan}");
        let found = desk.done(&["product", "list", "--search", scan]);
        assert_eq!(found["rows"][0]["sku"], json!(sku), "searched for {scan}");
    }
    assert_eq!(desk.refused(&["stock", "36000291452"]), "sku_unknown", "the check digit's place is no guess");
    let again = ["product", "add", "Lain", "--barcode", "0036000291452"];
    assert_eq!(desk.refused(&again), "barcode_taken", "one product number, however it is written");

    let file = desk.orders(&[("2611ABCDE", "Barang EAN", "", "1.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    assert_eq!(desk.done(&["order", "pack", "2611abcde", "--scan", "074000123458"])[0]["stop"], json!(null));
    assert_eq!(desk.stage("1"), "packed");
}

#[test]
fn what_would_be_undone_looks_like_nothing_done() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Ember", "--price", "1.000"]);
    let before = desk.done(&["log"]);
    let shown = desk.done(&["undo", "--show"]);
    assert_eq!((&shown["applied"], &shown["done"]), (&serde_json::json!(false), &serde_json::Value::Null));
    assert_eq!(shown["message"]["id"], "Akan diurungkan: Produk baru: Ember.");
    assert_eq!(desk.done(&["log"]), before);
    assert_eq!(desk.done(&["undo"])["message"]["id"], "Diurungkan: Produk baru: Ember.");
    assert_eq!(desk.done(&["redo", "--show"])["message"]["id"], "Akan diulangi: Produk baru: Ember.");
    assert_eq!(desk.done(&["redo"])["message"]["id"], "Diulangi: Produk baru: Ember.");
    assert_eq!(desk.refused(&["redo"]), "redo_nothing");
}
