//! Reports from the terminal: shown, as JSON with keys that stay, as files, and a year's folder.
#![cfg(test)]

mod desk;

use std::fs;

use serde_json::Value;

use desk::{Desk, opened};

/// A shop that has sold and been paid once.
fn sold() -> Desk {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    let order = serde_json::json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": "Jl. Mawar 1", "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 2 }],
        "shipping": 15000, "unique_code": false, "courier": "JNE"
    });
    let (status, saved) = desk.fed(&["order", "new", "-", "--place"], order.to_string().as_bytes());
    assert_eq!(status, 0, "{saved}");
    desk.done(&["pay", "1=47.000", "--account", "bank"]);
    desk.done(&["order", "approve", "1"]);
    desk.done(&["order", "pack", "1"]);
    desk.done(&["order", "ship", "1", "--tracking", "JP1234567890"]);
    desk
}

fn amounts(report: &Value, key: &str) -> Vec<i64> {
    let lines = report["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["key"] == key).unwrap_or_else(|| panic!("{key} in {report}"));
    line["amounts"].as_array().unwrap().iter().map(|amount| amount.as_i64().unwrap()).collect()
}

#[test]
fn statements_have_keys_that_stay() {
    let desk = sold();
    let days = ["--from", "2026-11-01", "--to", "2026-11-30"];
    let report = |words: &[&str]| desk.done(&[&["report"], words, &days[..]].concat());
    let income = report(&["income", "--against", "before"]);
    for (key, now) in [
        ("sales", 32_000),
        ("discounts", 0),
        ("sales_returns", 0),
        ("net_sales", 32_000),
        ("cost_of_goods", -18_000),
        ("gross_profit", 14_000),
        ("marketplace_fees", 0),
        ("shipping", 0),
        ("advertising", 0),
        ("packaging", 0),
        ("wages", 0),
        ("rent", 0),
        ("utilities", 0),
        ("other_expenses", 0),
        ("operating_profit", 14_000),
        ("profit_before_tax", 14_000),
        ("tax", 0),
        ("profit", 14_000),
    ] {
        assert_eq!(amounts(&income, key), [now, 0], "{key}");
    }
    assert_eq!(amounts(&report(&["income", "--by", "store"]), "profit"), [14_000, 14_000]);
    let balance = report(&["balance"]);
    assert_eq!(amounts(&balance, "cash"), [47_000]);
    // A running month's state is held against the end of the month before, not against its twentieth.
    let running = ["report", "balance", "--from", "2026-11-01", "--to", "2026-11-20", "--against", "before"];
    assert_eq!(desk.done(&running)["columns"][1]["to"].as_i64(), Some(20_261_031));
    assert_eq!(amounts(&balance, "total_assets"), amounts(&balance, "total_liabilities_and_equity"));
    let flow = report(&["cashflow"]);
    assert_eq!((amounts(&flow, "from_buyers"), amounts(&flow, "closing_cash")), (vec![47_000], vec![47_000]));
    assert_eq!(amounts(&report(&["emkm"]), "profit"), [14_000]);
    let months = desk.done(&["report", "income", "--by", "month", "--from", "2026-10-01", "--to", "2026-11-30"]);
    assert_eq!(amounts(&months, "profit"), [0, 14_000, 14_000]);
    let ledger = desk.done(&["report", "ledger", "--account", "bank", "--from", "2026-11-01"]);
    assert_eq!((ledger["closing"].as_i64(), ledger["rows"][0]["order"].as_i64()), (Some(47_000), Some(1)));
    let tax = desk.done(&["report", "tax"]);
    assert_eq!((tax["turnover"].as_i64(), tax["tax"].as_i64()), (Some(32_000), Some(0)));
    let owed = desk.done(&["report", "receivables"]);
    assert_eq!((owed["total"]["total"].as_i64(), owed["rows"].as_array().map(Vec::len)), (Some(0), Some(0)));
    let orders = desk.done(&["report", "receivables", "--by", "order"]);
    assert_eq!((orders["total"].as_i64(), orders["rows"].as_array().map(Vec::len)), (Some(0), Some(0)));
    assert_eq!(desk.refused(&["report", "receivables", "--by", "order", "--to", "2026-10-31"]), "day_today");
    let sales = desk.done(&["report", "sales", "--by", "region"]);
    assert_eq!(sales["rows"][0]["net"].as_i64(), Some(32_000));
}

#[test]
fn reports_are_shown_and_written_and_said_where_they_cant_be() {
    let desk = sold();
    let output = desk.run(&["report", "income"]);
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("Laba kotor") && shown.contains("14.000"), "{shown}");
    let [pdf, xlsx, csv] = ["laba.pdf", "laba.xlsx", "laba.csv"].map(|name| desk.path(name));
    desk.done(&["report", "income", "--pdf", &pdf, "--xlsx", &xlsx, "--csv", &csv]);
    assert!(opened(pdf.as_ref()).starts_with(b"%PDF-") && opened(xlsx.as_ref()).starts_with(b"PK"));
    let list = String::from_utf8(opened(csv.as_ref())).unwrap();
    assert!(list.contains("\"Laba\",14000"), "{list}");
    desk.done(&["report", "income", "--pdf", &pdf, "--xlsx", &xlsx, "--csv", &csv]);
    assert_eq!(desk.refused(&["report", "ledger"]), "account_unknown");
    assert_eq!(desk.refused(&["report", "ledger", "--account", "Kas Kecil"]), "account_unknown");
    assert_eq!(desk.refused(&["report", "balance", "--by", "store"]), "by_store");
    assert_eq!(desk.refused(&["report", "income", "--from", "2026-12-01", "--to", "2026-11-01"]), "days_order");
    let book = desk.path("uji.runut");
    assert_eq!(desk.refused(&["report", "income", "--pdf", &book]), "output_is_book");
    for wrong in [
        &["report", "laba"][..],
        &["report", "tax", "--account", "1101"],
        &["report", "income", "--by", "region"],
        &["report", "tax", "--by", "store"],
        &["report", "payables", "--by", "month"],
        &["report", "income", "--store", "Shopee"],
    ] {
        assert_eq!(desk.run(wrong).status.code(), Some(2), "{wrong:?}");
    }
}

#[test]
fn a_year_goes_into_a_folder_of_its_own() {
    let desk = sold();
    let folder = desk.path("Buku 2026");
    let made = desk.done(&["package", "2026", "--into", &folder]);
    let files = fs::read_dir(&folder).unwrap().count();
    assert_eq!(made["documents"].as_u64(), u64::try_from(files).ok());
    assert_eq!(desk.refused(&["package", "2026", "--into", &folder]), "output_taken");
    let journal = desk.path("jurnal.journal");
    desk.done(&["export", "journal", "--out", &journal]);
    let journal = String::from_utf8(opened(journal.as_ref())).unwrap();
    assert!(journal.contains("account 1101 Kas  ; type: C") && journal.contains("IDR 47000"), "{journal}");
    let orders = desk.path("pesanan.journal");
    assert_eq!(desk.refused(&["export", "orders", "--out", &orders]), "format_journal");
    desk.done(&["check"]);
}

#[test]
fn a_weeks_report_is_shown_written_remarked_and_closed() {
    let desk = sold();
    let week = ["--date", "2026-11-22"];
    let report = desk.done(&[&["report", "weekly"], &week[..]].concat());
    assert_eq!(
        (&report["span"], &report["from"], &report["to"]),
        (&"week".into(), &20_261_116.into(), &20_261_121.into())
    );
    assert_eq!((&report["running"], &report["findings"]), (&true.into(), &serde_json::json!([])));
    let folder = tempfile::tempdir().unwrap();
    let [pdf, xlsx, csv] = ["minggu.pdf", "minggu.xlsx", "minggu.csv"].map(|name| folder.path().join(name));
    let into = [pdf.to_str().unwrap(), xlsx.to_str().unwrap(), csv.to_str().unwrap()];
    desk.done(&[&["report", "weekly", "--pdf", into[0], "--xlsx", into[1], "--csv", into[2]], &week[..]].concat());
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF") && fs::read(&xlsx).unwrap().starts_with(b"PK"));
    let list = fs::read_to_string(&csv).unwrap();
    let head = "\"Angka\",\"16–21 November 2026\",\"Target\",\"9–14 November 2026\",\"Beda\"";
    assert!(list.contains(head) && list.contains("Paket keluar"), "a file says which days it is of: {list}");
    let remarked = desk.done(&["report", "remark", "weekly", "--date", "2026-11-15", "Minggu tenang"]);
    assert_eq!(remarked["remark"], "Minggu tenang");
    let closed = desk.done(&["report", "close", "weekly", "--date", "2026-11-15"]);
    assert!(closed["closed_at"].is_number(), "{closed}");
    let monthly = desk.done(&["report", "monthly", "--date", "2026-10-01"]);
    assert_eq!((&monthly["from"], &monthly["to"]), (&20_261_001.into(), &20_261_031.into()));
}
