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
