//! Customers as a whole and stock ahead from the terminal: as text, as JSON with keys that stay, as files.
#![cfg(test)]

mod desk;

use std::fs;

use serde_json::Value;

use desk::{Desk, opened};

/// A shop whose goods were ordered by two buyers.
fn shop() -> Desk {
    let desk = Desk::new();
    let file = desk.orders(&[("A1", "Gelas", "Hijau", "16.000", "3"), ("A2", "Gelas", "Biru", "9.000", "1")]);
    desk.done(&["import", "orders", &file, "--apply"]);
    desk.done(&["stock", "receive", "V0001=4@9.000", "--supplier", "Makmur"]);
    desk
}

#[test]
fn buyers_are_scored_and_listed() {
    let desk = shop();
    let found = desk.done(&["segments"]);
    let first = &found["customers"][0];
    let keys = ["id", "recency_days", "frequency", "age_days", "monetary", "r", "f", "m", "segment"];
    assert!(keys.iter().all(|key| !first[key].is_null()), "{first}");
    assert_eq!((&first["id"], &first["monetary"]), (&Value::from("1:pembeliA1"), &Value::from(48_000)));
    assert_eq!((&first["frequency"], &first["age_days"], &first["segment"]), (&0.into(), &1.into(), &"new".into()));
    assert_eq!(desk.done(&["segments", "--to", "2026-11-01"])["customers"], Value::Array(Vec::new()));
    let months = desk.done(&["cohorts"]);
    assert_eq!((&months["rows"][0]["month"], &months["rows"][0]["buyers"]), (&202_611.into(), &2.into()));
    assert_eq!(months["rows"][0]["back"][0], serde_json::json!({ "days": 30, "buyers": 0, "ripe": false }));
    let text = String::from_utf8(desk.run(&["segments"]).stdout).unwrap();
    assert!(text.contains("pembeliA1") && text.contains("0 dari 2") && text.contains("Baru"), "{text}");
    let text = String::from_utf8(desk.run(&["cohorts"]).stdout).unwrap();
    assert!(text.contains("November 2026") && text.contains("0 dari 2 *"), "{text}");
}

#[test]
fn stock_is_foretold_ordered_and_never_twice() {
    let desk = shop();
    let all = desk.done(&["forecast"]);
    assert_eq!(all["rows"].as_array().map(Vec::len), Some(2));
    assert_eq!((&all["rows"][1]["few"], &all["rows"][1]["week"]), (&true.into(), &Value::Null), "no week is full yet");
    let later = ["--now", "2026-11-30 09:00"];
    let one = desk.done(&[&["forecast", "V0001"], &later[..]].concat());
    assert_eq!((&one["row"]["week"], &one["history"][0]["units"]), (&0.into(), &0.into()));
    let text = String::from_utf8(desk.run(&[&["forecast", "V0001"], &later[..]].concat()).stdout).unwrap();
    assert!(text.contains("Berikutnya: 0,0 per minggu"), "{text}");
    let soon = ["--now", "2026-11-28 09:00"];
    let found = desk.done(&[&["reorder"], &soon[..]].concat());
    let row = &found["rows"].as_array().unwrap().iter().find(|row| row["sku"] == "V0001").unwrap().clone();
    assert_eq!((&row["week"], &row["supplier"], &row["price"]), (&30.into(), &"Makmur".into(), &9_000.into()), "{row}");
    let saved = desk.done(&[&["reorder", "--order", "--sku", "V0001"], &soon[..]].concat());
    assert_eq!(saved["purchases"], serde_json::json!([1]));
    let draft = desk.done(&["purchase", "show", "1"]);
    assert_eq!((&draft["order"]["stage"], &draft["lines"][0]["quantity"]), (&"draft".into(), &row["quantity"]));
    let again = desk.refused(&[&["reorder", "--order"], &soon[..]].concat());
    assert_eq!(again, "reorder_nobody", "Biru has no supplier yet, and Hijau is on its way");
    for (flag, value) in [("--service", "100"), ("--review", "0"), ("--pack", "0"), ("--most-days", "9999")] {
        assert_eq!(desk.refused(&["reorder", flag, value]), "reorder_terms", "{flag}");
    }
    assert_eq!(desk.refused(&["forecast", "TIADA"]), "sku_unknown");
    let (status, _) = desk.said(&["reorder", "--order", "--csv", &desk.path("x.csv")]);
    assert_eq!((status, fs::exists(desk.path("x.csv")).unwrap()), (2, false));
    assert_eq!(desk.done(&["check"]), serde_json::json!([]));
}

#[test]
fn figures_are_files_too() {
    let desk = shop();
    for (words, head) in [
        (&["segments"][..], "\"Pembeli\""),
        (&["cohorts"], "\"Bulan pertama\""),
        (&["forecast"], "\"Barang\""),
        (&["reorder"], "\"Barang\""),
        (&["report", "dead-stock"], "\"Barang\""),
        (&["report", "sales", "--by", "region"], "\"Wilayah\",\"Pesanan\",\"Pembeli\""),
    ] {
        let name = words.join("-");
        let [csv, xlsx, pdf] = ["csv", "xlsx", "pdf"].map(|end| desk.path(&format!("{name}.{end}")));
        desk.done(&[words, &["--csv", &csv, "--xlsx", &xlsx, "--pdf", &pdf, "--now", "2027-03-01 09:00"]].concat());
        let text = fs::read_to_string(&csv).unwrap();
        assert!(text.trim_start_matches('\u{feff}').starts_with(head), "{name}: {text}");
        assert!(opened(xlsx.as_ref()).starts_with(b"PK") && opened(pdf.as_ref()).starts_with(b"%PDF"), "{name}");
    }
    let dead = desk.done(&["report", "dead-stock", "--to", "2027-03-01"]);
    assert_eq!(
        (&dead["value"], &dead["rows"][0]["on_hand"], &dead["unsold_days"]),
        (&36_000.into(), &4.into(), &90.into())
    );
    assert_eq!(dead["rows"][0]["sold"], Value::Null);
    let text = fs::read_to_string(desk.path("reorder.csv")).unwrap();
    assert!(!text.contains("NaN"), "{text}");
}
