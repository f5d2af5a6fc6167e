//! Settings from the terminal: shown, set, refused; who acts.
#![cfg(test)]

mod desk;

use serde_json::json;

use desk::{Desk, opened};

#[test]
fn the_shop_is_shown_and_set() {
    let desk = Desk::new();
    let all = desk.done(&["settings"]);
    assert_eq!((&all["shop"]["name"], &all["shop"]["auto_approve"]), (&json!("Toko Uji"), &json!(true)));
    assert_eq!(all["accounts"][0]["id"], json!(1102));
    let set = desk.done(&[
        "settings",
        "--name",
        "Dapur",
        "--auto-approve",
        "off",
        "--language",
        "en",
        "--packing-cost",
        "21.000.000",
        "--label-size",
        "roll80",
    ]);
    let shop = &set["shop"];
    assert_eq!(
        (&shop["name"], &shop["auto_approve"], &shop["language"], &shop["packing_cost"], &shop["label_size"]),
        (&json!("Dapur"), &json!(false), &json!("en"), &json!(21_000_000), &json!("roll80"))
    );
    assert_eq!(desk.refused(&["settings", "--return-days", "1000"]), "out_of_range");
    assert_eq!(desk.run(&["settings", "--zone", "gmt"]).status.code(), Some(2));
    let text = String::from_utf8(desk.run(&["settings"]).stdout).unwrap();
    assert!(text.contains("Dapur") && text.contains("21.000.000") && text.contains("Ratna"), "{text}");
}

#[test]
fn people_accounts_and_couriers_are_kept() {
    let desk = Desk::new();
    let dita = desk.done(&["person", "add", "Dita", "--divisions", "cs,warehouse"]);
    assert_eq!(dita["divisions"], json!(["cs", "warehouse"]));
    desk.done(&["--as", "dita", "courier", "add", "Wahana", "--pickup", "15:00"]);
    assert_eq!(desk.done(&["log", "--limit", "1"])["rows"][0]["person"], json!("Dita"));
    desk.done(&["courier", "set", "wahana", "--pickup", "-", "--archived", "on"]);
    assert_eq!(desk.done(&["account", "add", "BCA", "--number", "0821"])["id"], json!(1103));
    desk.done(&["account", "set", "bca", "--rename", "BCA Ratna"]);
    assert!(desk.done(&["account", "list"]).to_string().contains("BCA Ratna"));
    let chart = desk.done(&["account", "list", "--all"]);
    let row = |id: i64| chart.as_array().unwrap().iter().find(|row| row["id"] == json!(id)).unwrap().clone();
    assert_eq!((&row(1103)["name"], &row(8101)["kind"]), (&json!("BCA Ratna"), &json!("expense")));
    assert_eq!(desk.done(&["account", "set", "1103", "--rename", "BCA Ratna S"])["id"], json!(1103));
    desk.done(&["person", "set", "Dita", "--archived", "on"]);
    assert_eq!(desk.refused(&["--as", "Dita", "account", "add", "DANA"]), "person_archived");
    assert_eq!(desk.refused(&["person", "set", "Ratna", "--owner", "off"]), "last_owner");
    assert_eq!(desk.refused(&["account", "set", "Giro", "--rename", "X"]), "account_unknown");
    assert_eq!(desk.run(&["courier", "add", "X", "--pickup", "25:00"]).status.code(), Some(2));
}

#[test]
fn today_and_tasks_are_told() {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "2")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    let added = desk.done(&["task", "add", "Opname rak B", "--for", "ratna", "--due", "2026-11-22"]);
    assert_eq!((&added["id"], &added["person_name"]), (&json!(1), &json!("Ratna")));
    let today = desk.done(&["today"]);
    assert_eq!((&today["open"], &today["due_today"], &today["tasks_due"]), (&json!(1), &json!(1), &json!(1)));
    let text = String::from_utf8(desk.run(&["today"]).stdout).unwrap();
    assert!(text.contains("1 paket belum keluar") && text.contains("Opname rak B"), "{text}");
    desk.done(&["task", "done", "1"]);
    assert_eq!(desk.done(&["task", "list"]), json!([]));
    assert_eq!(desk.done(&["task", "list", "--done"])[0]["done"], json!(true));
    desk.done(&["task", "reopen", "1"]);
    assert_eq!(desk.refused(&["task", "done", "7"]), "missing");
    assert_eq!(desk.refused(&["task", "add", " "]), "task_text_missing");
}

#[test]
fn lists_are_written_as_files() {
    let desk = Desk::new();
    let file = desk.orders(&[("0012", "=1+1", "Hijau", "16.000", "2")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    let out = desk.path("rincian.csv");
    let written = desk.done(&["export", "lines", "--out", &out]);
    assert_eq!(written["path"], json!(out));
    let text = String::from_utf8(desk::opened(std::path::Path::new(&out))).unwrap();
    assert!(
        text.starts_with("\u{feff}\"Pesanan\",") && text.contains("\"\t=1+1\"") && text.contains("\"\t0012\""),
        "{text}"
    );
    let sales = ["orders", "products", "stock", "customers", "payments", "postings", "log"];
    for kind in sales.into_iter().chain(["purchases", "receipts", "bills", "suppliers", "settlements"]) {
        desk.done(&["export", kind, "--out", &desk.path(&format!("{kind}.csv"))]);
    }
    let book = desk.path("stok.xlsx");
    desk.done(&["export", "stock", "--out", &book]);
    assert!(opened(book.as_ref()).starts_with(b"PK"), "a workbook by its name");
    desk.done(&["export", "stock", "--format", "csv_semicolon", "--out", &out]);
    assert!(String::from_utf8(opened(out.as_ref())).unwrap().starts_with("\u{feff}\"SKU\";"));
    assert_eq!(desk.refused(&["export", "stock", "--format", "csv", "--out", &book]), "format_ending");
    assert_eq!(desk.refused(&["export", "stock", "--from", "2026-11-01", "--out", &out]), "days_none");
    assert_eq!(desk.run(&["export", "profit", "--out", &out]).status.code(), Some(2));
    assert_eq!(desk.refused(&["export", "log", "--out", &desk.path("tidak-ada/log.csv")]), "output_unwritable");
}

#[test]
fn a_second_shop_at_a_marketplace_has_its_own_orders() {
    let desk = Desk::new();
    let row = |id| (id, "Gelas", "Hijau", "16.000", "2");
    let file = desk.orders(&["A1", "A2", "A3", "A4", "A5"].map(row));
    let first = desk.done(&["import", "orders", &file, "--apply"]);
    assert_eq!((&first["store"], &first["new"]), (&json!("Shopee"), &json!(5)));
    let grosir = desk.done(&["store", "add", "Shopee Grosir", "--at", "shopee"]);
    assert_eq!((&grosir["channel"], &grosir["receivable"]), (&json!("shopee"), &json!(0)));
    let again = desk.done(&["import", "orders", &file]);
    assert_eq!((&again["store"], &again["unchanged"]), (&json!("Shopee"), &json!(5)), "its orders are known there");
    let other = desk.done(&["import", "orders", &file, "--store", "shopee grosir", "--apply"]);
    assert_eq!(other["new"], json!(5));
    assert!(other["elsewhere"]["id"].as_str().unwrap().starts_with("5 nomor pesanan"), "{other}");
    let text = String::from_utf8(desk.run(&["import", "orders", &file, "--store", "shopee grosir"]).stdout).unwrap();
    assert!(text.contains("Order.toship.csv → Shopee Grosir") && text.contains("sudah ada di toko Shopee"), "{text}");
    assert_eq!(desk.refused(&["import", "orders", &file]), "which_store");
    assert_eq!(desk.done(&["orders", "--store", "Shopee Grosir"])["rows"].as_array().unwrap().len(), 5);
    let set =
        desk.done(&["store", "set", "lazada", "--rename", "Lazada Ibu", "--wallet", "Shopee", "--archived", "on"]);
    assert_eq!((&set["name"], &set["archived"]), (&json!("Lazada Ibu"), &json!(true)));
    let text = String::from_utf8(desk.run(&["store", "list"]).stdout).unwrap();
    assert!(text.contains("Lazada Ibu") && text.contains("diarsipkan"), "{text}");
    desk.done(&["person", "add", "Dita"]);
    assert_eq!(desk.refused(&["--as", "Dita", "store", "add", "X", "--at", "shopee"]), "owner_only");
    assert_eq!(desk.refused(&["import", "orders", &file, "--store", "tidak ada"]), "missing");
    assert_eq!(desk.refused(&["store", "add", "WA", "--at", "whatsapp"]), "store_channel");
    desk.done(&["check"]);
}

#[test]
fn open_hours_are_kept() {
    let desk = Desk::new();
    let set = desk.done(&["hours", "set", "Senin", "08:00-17.00"]);
    assert_eq!(set["week"][0], json!({ "weekday": 1, "opens": 480, "closes": 1_020 }));
    desk.done(&["hours", "set", "sunday", "0:00-24:00"]);
    desk.done(&["hours", "close", "2026-12-25", "--note", "Natal"]);
    let text = String::from_utf8(desk.run(&["hours", "list"]).stdout).unwrap();
    for said in ["Senin", "08.00–17.00", "Minggu", "00.00–24.00", "tutup Natal"] {
        assert!(text.contains(said), "{said}: {text}");
    }
    desk.done(&["hours", "open", "2026-12-25"]);
    assert_eq!(desk.done(&["hours", "set", "minggu", "-"])["week"][6]["opens"], json!(null));
    assert_eq!(desk.refused(&["hours", "set", "senin", "17:00-08:00"]), "hours");
    assert_eq!(desk.refused(&["hours", "open", "2026-12-25"]), "missing");
    for wrong in [["senin", "pagi"], ["kapan", "08:00-17:00"], ["senin", "08:00"]] {
        assert_eq!(desk.run(&["hours", "set", wrong[0], wrong[1]]).status.code(), Some(2), "{wrong:?}");
    }
}
