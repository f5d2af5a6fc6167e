//! What is recorded and the line of time from the terminal: as text, as JSON with keys that stay.
#![cfg(test)]

mod desk;

use desk::Desk;
use serde_json::Value;

#[test]
fn a_record_is_typed_corrected_listed_and_withdrawn() {
    let desk = Desk::new();
    let ad = [
        "record",
        "Iklan",
        "tempat=Shopee",
        "kampanye=Gelas Blirik",
        "biaya=185rb",
        "penjualan=842.000",
        "--day",
        "2026-11-19",
    ];
    let first = desk.done(&ad);
    assert_eq!(
        (&first["record"]["day"], &first["record"]["values"][2]["number"]),
        (&20_261_119.into(), &185_000.into())
    );
    assert_eq!(desk.refused(&ad), "record_there");
    let better = ["record", "iklan", "biaya=190rb", "klik=9", "tayang=900", "--replaces", "1"];
    let second = desk.done(&better);
    let values: Vec<&str> =
        second["record"]["values"].as_array().unwrap().iter().map(|v| v["said"]["id"].as_str().unwrap()).collect();
    assert_eq!(values, ["Shopee", "Gelas Blirik", "190.000", "842.000", "900", "9"], "what isn't named stays");
    assert_eq!(desk.done(&["record", "list"])["rows"].as_array().unwrap().len(), 1);
    assert_eq!(desk.done(&["record", "list", "--all"])["rows"].as_array().unwrap().len(), 2);
    desk.done(&["record", "withdraw", "2"]);
    assert_eq!(desk.done(&["record", "list"])["rows"], Value::Array(Vec::new()));
    for (code, wrong) in [
        ("template_unknown", vec!["record", "bulan", "x=1"]),
        ("record_fields", vec!["record", "iklan", "warna=merah"]),
        ("record_fields", vec!["record", "iklan", "tempat=meta", "biaya=1", "tayang=1", "klik=2"]),
        ("record_day", vec!["record", "iklan", "tempat=meta", "biaya=1", "--day", "2027-01-01"]),
    ] {
        assert_eq!(desk.refused(&wrong), code, "{wrong:?}");
    }
    let text = String::from_utf8(desk.run(&["timeline", "--kind", "recorded"]).stdout).unwrap();
    assert!(text.contains("Dicabut: Iklan") && text.contains("diganti"), "{text}");
    assert_eq!(desk.done(&["timeline", "--find", "gelas blirik"])["rows"].as_array().unwrap().len(), 3);
    assert_eq!(desk.done(&["check"]), Value::Array(Vec::new()));
}

#[test]
fn a_field_that_is_given_twice_is_refused_and_what_is_asked_names_its_answer() {
    let desk = Desk::new();
    assert_eq!(desk.refused(&["record", "iklan", "tempat=meta", "cost=185000", "biaya=2"]), "record_fields");
    for (day, cost) in
        [("2026-11-14", "160rb"), ("2026-11-15", "170rb"), ("2026-11-16", "185rb"), ("2026-11-17", "190rb")]
    {
        desk.done(&["record", "iklan", "tempat=meta", &format!("biaya={cost}"), "--day", day]);
    }
    desk.done(&["record", "iklan", "tempat=meta", "biaya=210rb", "--day", "2026-11-18"]);
    let odd = ["record", "iklan", "tempat=meta", "biaya=9jt", "--day", "2026-11-19"];
    let (status, said) = desk.said(&odd);
    assert_eq!(status, 1);
    assert!(said.contains("Betul? Kalau betul, ulangi dengan --sure."), "{said}");
    let text = "Tanggal,Tempat,Biaya\n2026-11-19,Meta,9000000\n";
    let file = desk.file("iklan.csv", text.as_bytes());
    let seen = String::from_utf8(desk.run(&["record", "import", &file, "--template", "iklan"]).stdout).unwrap();
    assert!(seen.contains("Betul?") && seen.contains("--sure"), "{seen}");
    desk.done(&[&odd[..], &["--sure"]].concat());
    let same = ["record", "import", &file, "--template", "iklan", "--set", "campaign=A", "--set", "kampanye=B"];
    assert_eq!(desk.refused(&same), "record_fields");
    let twice = ["record", "import", &file, "--template", "iklan", "--map", "Biaya=cost", "--map", "Biaya=sales"];
    assert_eq!(desk.refused(&twice), "record_columns");
}

#[test]
fn a_cost_is_offered_and_posted_where_it_is_asked() {
    let desk = Desk::new();
    let text = String::from_utf8(desk.run(&["record", "iklan", "tempat=Shopee", "biaya=185rb"]).stdout).unwrap();
    assert!(text.contains("--book-from"), "{text}");
    let booked = desk.done(&["record", "iklan", "tempat=Meta", "biaya=50rb", "--book-from", "bank"]);
    assert_eq!(booked["journal"], booked["record"]["journal"]);
    let journal = desk.done(&["journal"]);
    assert!(journal["rows"].as_array().unwrap().iter().any(|row| row["id"] == booked["journal"]), "{journal}");
    assert_eq!(desk.done(&["check"]), Value::Array(Vec::new()));
}

#[test]
fn a_file_is_previewed_and_then_applied() {
    let desk = Desk::new();
    let text = "Tanggal,Tempat,Habis,Klik,Tayang\n2026-11-19,Meta,185.000,31,900\n2026-11-20,Meta,9,5,1\n";
    let file = desk.file("iklan.csv", text.as_bytes());
    let take = ["record", "import", &file, "--template", "iklan", "--map", "Habis=biaya"];
    assert_eq!(desk.refused(&take[..5]), "record_columns");
    let seen = desk.done(&take);
    assert_eq!((&seen["new"], &seen["left_out"]), (&1.into(), &1.into()), "{seen}");
    assert_eq!(desk.done(&["record", "list"])["rows"], Value::Array(Vec::new()), "nothing was written");
    desk.done(&[&take[..], &["--apply"]].concat());
    assert_eq!(desk.done(&take[..5])["same"], 1, "the column is remembered");
    assert_eq!(desk.done(&["timeline"])["rows"][0]["source"], "file");
}

#[test]
fn templates_are_listed_copied_changed_and_archived() {
    let desk = Desk::new();
    let all = desk.done(&["record", "templates"]);
    assert_eq!(all.as_array().unwrap().len(), 12);
    let copy = [
        "record",
        "template",
        "iklan",
        "--copy",
        "Iklan radio",
        "--drop",
        "tayang",
        "--drop",
        "klik",
        "--drop",
        "pesanan",
    ];
    let made = desk.done(&[&copy[..], &["--add", "Warna:choice:Merah|Biru", "--every", "weekly"]].concat());
    let fields: Vec<&str> =
        made["fields"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
    assert_eq!((fields, &made["key"]), (vec!["platform", "campaign", "cost", "sales", "warna"], &"iklan-radio".into()));
    desk.done(&["record", "iklan radio", "tempat=lain", "biaya=5000", "warna=merah"]);
    let changed = desk.done(&["record", "template", "iklan-radio", "--add", "Catatan:text"]);
    assert_eq!(changed["version"], 2);
    // A word keeps its kind, and a link that goes leaves the chain whole.
    desk.done(&["record", "template", "kunjungan", "--drop", "seconds", "--drop", "checkouts"]);
    assert_eq!(desk.refused(&["record", "template", "kunjungan", "--add", "seconds:money"]), "field_kind");
    desk.done(&["record", "template", "kunjungan", "--add", "seconds2:money"]);
    assert_eq!(desk.refused(&["record", "kunjungan", "visitors=5", "carts=4", "orders=5"]), "record_fields");
    desk.done(&["record", "template", "ulasan", "--drop", "stars"]);
    desk.done(&["record", "template", "ulasan", "--add", "stars:number"]);
    assert_eq!(desk.refused(&["record", "ulasan", "stars=99"]), "record_fields");
    desk.done(&["record", "template", "iklan-radio", "--archive"]);
    assert_eq!(desk.refused(&["record", "iklan radio", "tempat=lain", "biaya=5000"]), "template_archived");
    assert_eq!(desk.done(&["check"]), Value::Array(Vec::new()));
}

#[test]
fn what_is_due_and_how_the_log_is_kept_is_said() {
    let desk = Desk::new();
    assert_eq!(desk.done(&["record", "due"])["open"], 0);
    desk.done(&["record", "kas toko", "penjualan=91.000", "--day", "2026-11-20"]);
    let due = desk.done(&["record", "due"]);
    assert_eq!((&due["open"], &due["rows"][0]["key"]), (&1.into(), &"kas-toko".into()), "{due}");
    let review = desk.done(&["record", "review", "--month", "2026-11"]);
    let row =
        review["rows"].as_array().unwrap().iter().find(|row| row["name"]["id"] == "Kas kecil toko").unwrap().clone();
    assert_eq!((&row["kept"], &row["state"]), (&1.into(), &"gaps".into()), "{row}");
    let text = String::from_utf8(desk.run(&["record", "review", "--month", "2026-11"]).stdout).unwrap();
    assert!(text.contains("Belum pernah dipakai"), "{text}");
    let earlier = String::from_utf8(desk.run(&["record", "review", "--month", "2026-10"]).stdout).unwrap();
    assert!(!earlier.contains("Kas kecil toko"), "it wasn't in use yet: {earlier}");
    assert_eq!(desk.refused(&["record", "review", "--month", "2027-05"]), "review_ahead");
}

/// What is recorded feeds the shop's figures; what isn't is unknown, never nil.
#[test]
fn figures_are_made_of_records_and_of_nothing_else() {
    let desk = Desk::new();
    let ten: Vec<String> = (1..=10).map(|n| format!("26112100{n:02}")).collect();
    let orders: Vec<_> = ten.iter().map(|id| (id.as_str(), "Gelas", "Hijau", "16.000", "1")).collect();
    desk.done(&["import", "orders", &desk.orders(&orders), "--apply"]);
    let show = |key: &str| {
        let words = ["kpi", "show", key, "--from", "2026-11-16", "--to", "2026-11-22"];
        let text = String::from_utf8(desk.run(&words).stdout).unwrap();
        (desk.done(&words)["points"][0]["value"].clone(), text)
    };
    for key in ["complaints", "wrong_item", "defective", "reply", "bad_reviews", "roas", "ad_cost", "conversion"] {
        let (value, text) = show(key);
        assert!(value.is_null() && text.contains('\u{2013}'), "{key}: {value} {text}");
    }
    for words in [
        &["iklan", "tempat=meta", "biaya=50rb", "penjualan=200rb"][..],
        &["kunjungan", "pengunjung=200", "kunjungan=250", "keranjang=20", "checkout=9", "pesanan=5"],
        &["komplain", "tentang=salah"],
        &["komplain", "tentang=terlambat"],
        &["ulasan", "bintang=2"],
        &["interaksi", "lewat=wa", "tanya apa=stok", "dibalas dalam=7 menit"],
    ] {
        desk.done(&[&["record"], words, &["--day", "2026-11-20"]].concat());
    }
    for (key, value, said) in [
        ("complaints", 20.0, "20,0"),
        ("reply", 7.0, "7 menit"),
        ("bad_reviews", 0.1, "10%"),
        ("roas", 4.0, "4,0"),
        ("ad_cost", 50_000.0, "50.000"),
        ("conversion", 0.025, "2,5%"),
    ] {
        let (is, text) = show(key);
        assert!((is.as_f64().unwrap() - value).abs() < 1e-9 && text.contains(said), "{key}: {is} {text}");
    }
}
