//! Money and what comes back, on the terminal.
#![cfg(test)]

mod desk;

use serde_json::json;

use desk::Desk;

#[test]
fn a_marketplaces_parcel_fails_and_comes_back_graded() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "3")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=3@9.000"]);
    desk.done(&["order", "pack", "1"]);
    desk.done(&["order", "ship", "1", "--tracking", "SPXID000000000001"]);
    assert_eq!(desk.refused(&["pay", "1=5.000"]), "marketplace_money");
    assert_eq!(desk.refused(&["order", "courier-bill", "1", "9.000"]), "marketplace_money");
    desk.done(&["order", "fail", "1", "--reason", "alamat tidak ditemukan"]);
    let back = desk.done(&["returns"]);
    assert_eq!((&back["orders"], &back["rows"][0]["expected"]), (&json!(1), &json!(3)));
    assert_eq!(back["rows"][0]["why"], json!("alamat tidak ditemukan"));
    assert_eq!(desk.json(&["order", "return", "1", "XX=1"]).0, 2, "no such line");
    assert_eq!(desk.refused(&["order", "return", "1", "V0001=9"]), "return_lines");
    desk.done(&["order", "return", "1", "V0001=1/1"]);
    desk.done(&["order", "return", "SPXID000000000001", "--all"]);
    assert_eq!(desk.done(&["returns"])["rows"], json!([]));
    assert_eq!(desk.stage("1"), "returned");
    assert_eq!(desk.done(&["stock", "V0001"])["variant"]["on_hand"], json!(2));
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn claims_and_costs_name_their_lines() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2")]);
    let text = std::fs::read_to_string(&file).unwrap().replace(";Perlu Dikirim;;", ";Sedang Dikirim;SPXID1;");
    let file = desk.file("dikirim.csv", text.as_bytes());
    desk.done(&["import", "orders", &file, "--apply", "--start-day", "2026-11-01"]);
    assert_eq!(desk.stage("1"), "shipped");
    desk.done(&["order", "cost", "1", "1", "9.000"]);
    assert_eq!(desk.refused(&["order", "cost", "1", "V0001", "9.000"]), "cost_known");
    assert_eq!(desk.refused(&["order", "claim", "1", "V0001=3:1", "--reason", "retak"]), "claim_lines");
    desk.done(&["order", "claim", "1", "V0001=1", "--reason", "retak"]);
    let line = &desk.done(&["order", "show", "1"])["lines"][0];
    assert_eq!((&line["claimed"], &line["claim"]), (&json!(1), &json!(16_000)));
    assert_eq!(desk.done(&["check"]), json!([]));
}

#[test]
fn nothing_owed_nothing_due_nothing_paid() {
    let desk = Desk::new();
    assert_eq!(desk.done(&["owed"]), json!({ "rows": [], "total": 0 }));
    assert_eq!(desk.done(&["payment", "list"]), json!({ "rows": [], "next": null, "today": 0 }));
    assert_eq!(desk.done(&["payment", "candidates", "12"]), json!([]));
    let before = desk.done(&["log"]);
    let due = desk.done(&["expire"]);
    assert_eq!((&due["expired"]["done"], &due["completed"]["done"]), (&json!([]), &json!([])));
    assert_eq!(desk.done(&["log"]), before, "where nothing is due, nothing is written");
    assert_eq!(desk.refused(&["void", "7", "--reason", "salah"]), "missing");
    assert_eq!(desk.refused(&["pay", "7=5.000"]), "order_unknown");
    assert_eq!(desk.json(&["pay", "7"]).0, 1);
    assert_eq!(desk.json(&["pay"]).0, 2);
}

#[test]
fn a_walk_finds_nothing_and_is_the_same_for_a_seed() {
    let desk = Desk { folder: tempfile::tempdir().unwrap() };
    let walked = desk.done(&["walk", "--steps", "120", "--seed", "5", "--audit", "60"]);
    assert_eq!((&walked["steps"], &walked["findings"]), (&json!(120), &json!([])));
    assert_eq!(desk.done(&["walk", "--steps", "120", "--seed", "5"]), walked);
    assert!(!std::path::Path::new(&desk.path("uji.runut")).exists(), "a walk makes no book of ours");
}

#[test]
fn a_walk_goes_on_in_a_book_of_walks_and_in_no_other() {
    let desk = Desk::new();
    let before = desk.done(&["log"]);
    assert_eq!(desk.refused(&["walk", "--in", &desk.path("uji.runut")]), "not_walked");
    assert_eq!(desk.done(&["log"]), before);
    let kept = desk.path("jalan.runut");
    let (_, first) = desk.said(&["walk", "--in", &kept, "--steps", "120"]);
    let (_, second) = desk.said(&["walk", "--in", &kept, "--steps", "120", "--seed", "2"]);
    let told = |said: &str| -> Vec<String> {
        said.lines().filter(|line| line.starts_with("walk")).map(str::to_owned).collect()
    };
    let (first, second) = (told(&first), told(&second));
    assert_eq!(first.last(), second.first(), "it goes on where the other ended");
    assert!(first.len() > 10 && second.len() > 10, "each write is told: {first:?} {second:?}");
}

#[test]
fn an_order_is_paid_voided_overpaid_and_paid_back() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    let order = json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": "Jl. Mawar 1", "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 2 }], "shipping": 15000, "courier": "JNE"
    });
    for _ in 0..2 {
        desk.fed(&["order", "new", "-"], order.to_string().as_bytes());
    }
    desk.done(&["order", "place", "1", "2"]);
    let total = desk.done(&["order", "show", "1"])["row"]["total"].as_i64().unwrap();
    let found = desk.done(&["payment", "candidates", "--amount", &total.to_string()]);
    assert_eq!((&found[0]["order"]["number"], &found[0]["exact"]), (&json!(1), &json!(true)));
    let paid = desk.done(&["pay", "1", "--reference", "TRX1", "--payer", "SITI"]);
    assert!(paid["text"].as_str().unwrap().contains("Siti"), "the buyer is told: {paid}");
    assert_eq!(desk.stage("1"), "awaiting_approval");
    assert_eq!(desk.refused(&["pay", &format!("1={total}"), "--reference", "TRX1"]), "payment_twice");
    assert_eq!(desk.refused(&["pay", "2", "--at", "2026-11-24 09:00"]), "payment_date");
    assert_eq!(desk.refused(&["pay", "2=99.999.999.999"]), "amount");
    assert_eq!(desk.refused(&["void", "1", "--reason", " "]), "reason_missing");
    desk.done(&["void", "1", "--reason", "uangnya tidak masuk"]);
    assert_eq!(desk.stage("1"), "awaiting_payment");
    desk.done(&["pay", "1=60.000", "2=60.000", "--account", "cash", "--method", "cash"]);
    let owed = desk.done(&["owed"])["total"].as_i64().unwrap();
    assert!(owed > 0);
    assert_eq!(desk.refused(&["order", "refund", "1", "--amount", "60.000"]), "owed");
    desk.done(&["order", "refund", "1", "--account", "cash", "--method", "cash"]);
    desk.done(&["order", "refund", "2"]);
    assert_eq!(desk.done(&["owed"])["total"], json!(0));
    let list = desk.done(&["payment", "list", "--order", "2"]);
    assert_eq!(list["rows"].as_array().unwrap().len(), 2);
    desk.done(&["order", "approve", "1", "2"]);
    assert_eq!(desk.refused(&["pay", "1", "--account", "sales"]), "amount", "nothing is missing");
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// The question that the window asks stands here as a sentence; `--refund` answers it, with the goods or after them.
#[test]
fn what_comes_back_is_paid_back_in_one_step() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    let order = json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": "Jl. Mawar 1", "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 2 }], "shipping": 10000, "courier": "JNE"
    });
    for id in ["1", "2"] {
        desk.fed(&["order", "new", "-"], order.to_string().as_bytes());
        desk.done(&["order", "place", id]);
        desk.done(&["pay", id]);
        desk.done(&["order", "approve", id]);
        desk.done(&["order", "pack", id]);
        desk.done(&["order", "ship", id, "--tracking", &format!("CM0000000000{id}")]);
    }
    let total = desk.done(&["order", "show", "1"])["row"]["total"].as_i64().unwrap();
    let (outcome, said) = desk.said(&["order", "return", "1", "--all"]);
    assert!(said.contains("Kembalikan Rp") && said.contains("order return 1 --refund"), "{outcome} {said}");
    assert_eq!(desk.refused(&["order", "refund", "1"]), "owed");
    assert_eq!(desk.refused(&["order", "return", "1", "--refund", &(total + 1).to_string()]), "owed");
    desk.done(&["order", "return", "1", "--refund"]);
    desk.done(&["order", "return", "2", "--all", "--refund", "--account", "cash", "--method", "cash"]);
    for id in ["1", "2"] {
        let shown = desk.done(&["order", "show", id]);
        assert_eq!(
            (&shown["refunded"], &shown["owed"]),
            (&shown["row"]["total"], &json!(0)),
            "{id}: all that was paid"
        );
        assert_eq!(desk.refused(&["order", "return", id, "--refund"]), "owed");
    }
    assert_eq!(desk.json(&["order", "cost", "1", "GLH"]).0, 2, "a line and its cost");
    assert_eq!(desk.done(&["check"]), json!([]));
}

/// A void holds what is packed; releasing it takes an owner and a reason.
#[test]
fn only_an_owner_releases_what_is_not_paid() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    let order = json!({
        "to": { "recipient": "Siti" }, "lines": [{ "sku": "GLH", "quantity": 1 }], "courier": "JNE"
    });
    desk.fed(&["order", "new", "-"], order.to_string().as_bytes());
    desk.done(&["order", "place", "1"]);
    desk.done(&["pay", "1"]);
    desk.done(&["order", "approve", "1"]);
    desk.done(&["order", "pack", "1"]);
    desk.done(&["void", "1", "--reason", "palsu"]);
    desk.done(&["person", "add", "Sari"]);
    let left = |words: &[&str]| {
        let (status, outcome) = desk.json(words);
        assert_eq!(status, 1, "{words:?}: {outcome}");
        outcome["refused"][0]["refusal"]["code"].as_str().unwrap().to_owned()
    };
    assert_eq!(left(&["order", "release", "1"]), "not_covered");
    assert!(desk.said(&["order", "release", "1"]).1.contains("order release 1 --reason"), "the way on");
    assert_eq!(left(&["--as", "Sari", "order", "release", "1", "--reason", "percaya"]), "owner_only");
    assert_eq!(left(&["--as", "Sari", "order", "ship", "1", "--tracking", "CM1"]), "held");
    desk.done(&["order", "release", "1", "--reason", "pelanggan tetap"]);
    desk.done(&["--as", "Sari", "order", "ship", "1", "--tracking", "CM00000000001"]);
    assert_eq!(desk.stage("1"), "shipped");
    assert_eq!(desk.done(&["check"]), json!([]));
}
