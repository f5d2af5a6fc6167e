//! Suppliers and purchases from the terminal, and what is refused of them.
#![cfg(test)]

mod desk;

use serde_json::{Value, json};

use desk::{Desk, opened};

/// A shop with two kinds of goods.
fn shop() -> Desk {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--weight", "100"]);
    desk.done(&["product", "add", "Piring", "--sku", "PRG", "--weight", "300"]);
    desk
}

fn stage(desk: &Desk, id: &str) -> Value {
    desk.done(&["purchase", "show", id])["order"]["stage"].clone()
}

#[test]
fn a_purchase_goes_from_a_draft_to_paid() {
    let desk = shop();
    desk.done(&["supplier", "add", "Toko Makmur", "--due-days", "14", "--phone", "0812 3"]);
    let new = ["purchase", "new", "toko makmur", "GLH=10@4.000", "PRG=5@7.000", "--expected", "2026-11-30", "--draft"];
    assert_eq!(desk.done(&new)["id"], json!(1));
    assert_eq!(stage(&desk, "1"), "draft");
    desk.done(&["purchase", "change", "1", "GLH=12@4.000", "PRG=5@7.000", "--note", "kirim pagi"]);
    desk.done(&["purchase", "order", "1"]);
    desk.done(&["purchase", "advance", "1", "20.000"]);
    let came =
        ["purchase", "receive", "GLH=8@4.000", "--order", "1", "--cost", "ongkir:1.600:courier", "--split", "units"];
    desk.done(&came);
    assert_eq!(stage(&desk, "1"), "partly_received");
    let glass = desk.done(&["stock", "GLH"]);
    assert_eq!((&glass["variant"]["on_the_way"], &glass["variant"]["value"]), (&json!(4), &json!(33_600)));
    desk.done(&["purchase", "receive", "--order", "1", "--reference", "SJ 9"]);
    assert_eq!(stage(&desk, "1"), "received");
    desk.done(&["purchase", "bill", "1", "2", "--number", "INV 5", "--line", "PRG=30.000"]);
    let card = desk.done(&["purchase", "show", "1"]);
    let bill = &card["bills"][0];
    assert_eq!((&bill["amount"], &bill["open"]), (&json!(78_000), &json!(58_000)), "less what was paid ahead");
    assert_eq!(bill["due"], json!(20_261_206), "in 14 days");
    let owed = desk.done(&["report", "payables"]);
    assert_eq!((&owed["total"], &owed["rows"][0]["supplier"]), (&json!(58_000), &json!("Toko Makmur")));
    assert_eq!(desk.refused(&["purchase", "pay", "1=58.001"]), "paid_beyond");
    desk.done(&["purchase", "pay", "1", "--account", "cash"]);
    assert_eq!(stage(&desk, "1"), "paid");
    desk.done(&["undo"]);
    assert_eq!(stage(&desk, "1"), "billed");
    desk.done(&["redo"]);
    assert_eq!(desk.done(&["check"]), json!([]));
    let worth = desk.done(&["report", "stock", "--to", "2026-11-22"]);
    assert_eq!((&worth["units"], &worth["value"]), (&json!(17), &json!(79_600)));
    assert_eq!(desk.done(&["report", "stock", "--to", "2026-11-21"])["rows"], json!([]));
}

#[test]
fn what_is_wrong_with_a_purchase_is_said() {
    let desk = shop();
    desk.done(&["purchase", "new", "Makmur", "GLH=10@4.000"]);
    for (words, code) in [
        (&["supplier", "add", " "][..], "supplier_name_missing"),
        (&["supplier", "add", "MAKMUR"], "supplier_name_taken"),
        (&["supplier", "set", "Makmur", "--due-days", "400"], "due_days"),
        (&["purchase", "new", "", "GLH=1@1"], "supplier_missing"),
        (&["purchase", "receive", "PRG=1@1", "--order", "1"], "not_ordered"),
        (&["purchase", "receive"], "receipt_empty"),
        (&["purchase", "receive", "GLH=1@1", "--day", "2026-11-23"], "day_ahead"),
        (&["purchase", "receive", "GLH=1@1", "--cost", "ongkir:0:courier"], "cost_amount"),
        (&["purchase", "advance", "1", "0"], "amount"),
        (&["purchase", "bill", "1"], "missing"),
        (&["purchase", "close", "1"], "purchase_stage"),
        (&["purchase", "order", "1"], "purchase_stage"),
        (&["purchase", "pay", "1"], "missing"),
    ] {
        let (status, value) = desk.json(words);
        let found = value["refused"]["code"].as_str().unwrap_or(if status == 3 { "missing" } else { "?" }).to_owned();
        assert_eq!(found, code, "{words:?}: {value}");
    }
    desk.done(&["purchase", "receive", "--order", "1"]);
    assert_eq!(desk.refused(&["purchase", "bill", "1", "--line", "GLH=-1"]), "bill_negative");
    assert_eq!(desk.refused(&["purchase", "bill", "1", "--line", "PRG=5"]), "line_unknown");
    desk.done(&["purchase", "bill", "1"]);
    assert_eq!(desk.refused(&["purchase", "bill", "1"]), "billed");
    assert_eq!(desk.refused(&["purchase", "return", "1", "GLH=11", "--reason", "retak"]), "sent_back_more");
    desk.done(&["purchase", "return", "1", "GLH=10:1.000", "--reason", "retak"]);
    assert_eq!(
        desk.refused(&["purchase", "pay", "1=1.001", "--credit"]),
        "paid_beyond".replace("paid_beyond", "credit_short")
    );
    for wrong in
        [&["purchase", "new", "Makmur", "GLH=1"][..], &["purchase", "receive", "GLH=x@1"], &["purchase", "pay", "x"]]
    {
        assert_eq!(desk.json(wrong).0, 2, "{wrong:?}");
    }
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn couriers_bills_come_as_a_list() {
    let desk = shop();
    let list = desk.file("kurir.txt", b"CM1\t9.000\n");
    assert_eq!(desk.refused(&["courier", "bill", &list]), "order_unknown");
    let wrong = desk.file("salah.txt", b"CM1\n");
    assert_eq!(desk.json(&["courier", "bill", &wrong]).0, 2);
    assert_eq!(desk.refused(&["courier", "bill", &desk.file("kosong.txt", b"\n")]), "no_orders");
    assert_eq!(desk.done(&["courier", "bill-as-charged"])["done"], json!([]));
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn a_purchase_order_on_paper() {
    let desk = shop();
    desk.done(&["purchase", "new", "Makmur <b>", "GLH=10@4.000", "--note", "=HYPERLINK()"]);
    let out = desk.path("po.pdf");
    desk.done(&["purchase", "pdf", "1", "--out", &out]);
    assert!(opened(out.as_ref()).starts_with(b"%PDF"));
    for format in ["csv", "xlsx", "pdf"] {
        let out = desk.path(&format!("nilai.{format}"));
        desk.done(&["report", "stock", &format!("--{format}"), &out]);
        assert!(opened(out.as_ref()).len() > 50);
    }
}
