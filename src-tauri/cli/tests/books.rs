//! The books from the terminal: expenses, transfers, entries, what comes again, equipment, months and days.
#![cfg(test)]

mod desk;

use desk::Desk;
use serde_json::{Value, json};

fn balance(desk: &Desk, account: i64) -> i64 {
    let chart = desk.done(&["account", "list", "--all"]);
    let row = chart.as_array().unwrap().iter().find(|row| row["id"] == json!(account)).unwrap().clone();
    row["balance"].as_i64().unwrap()
}

#[test]
fn money_is_spent_moved_and_put_right() {
    let desk = Desk::new();
    desk.done(&["post", "--kind", "capital", "bank:3101:5jt", "--note", "Setor"]);
    let tape = desk.done(&["expense", "Biaya kemasan", "75rb", "--from", "bank", "--note", "Lakban"]);
    assert_eq!((&tape["id"], &tape["amount"], &tape["moved"]), (&json!(2), &json!(75_000), &json!("")));
    desk.done(&["transfer", "bank", "cash", "250.000"]);
    let seen = desk.done(&["expense", "6170", "310000", "--from", "bank", "--show"]);
    assert_eq!(seen["id"], json!(0), "nothing is written");
    desk.done(&["reverse", "2", "--reason", "Dobel"]);
    assert_eq!([balance(&desk, 1101), balance(&desk, 1102), balance(&desk, 6140)], [250_000, 4_750_000, 0]);
    let page = desk.done(&["journal", "--limit", "2"]);
    assert_eq!((&page["rows"][0]["kind"], &page["rows"][0]["reverses"]), (&json!("reversal"), &json!(2)));
    let rest = desk.done(&["journal", "--after", page["next"].as_str().unwrap()]);
    assert_eq!(rest["rows"].as_array().unwrap().len(), 2);
    // What is nearly an account's name is told of, and nothing is booked on a guess.
    let (_, said) = desk.said(&["expense", "listrik", "5000"]);
    assert!(said.contains("6170 Listrik & internet"), "{said}");
    for (words, code) in [
        (&["expense", "6999", "5000"][..], "account_unknown"),
        (&["expense", "persediaan", "5000"], "account_kept"),
        (&["expense", "6140", "0"], "amount"),
        (&["expense", "6140", "5000", "--day", "2099-01-01"], "day_ahead"),
        (&["expense", "6140", "5000", "--store", "Bukalapak"], "missing"),
        (&["transfer", "cash", "cash", "5000"], "journal_same_account"),
        (&["post", "6140:1101"], "journal_line"),
        (&["post", "6140:1101:banyak"], "amount"),
        (&["post", "6140:1101:5000"], "journal_note"),
        (&["reverse", "2", "--reason", "Lagi"], "reversed_already"),
        (&["reverse", "77", "--reason", "Apa"], "missing"),
    ] {
        assert_eq!(desk.refused(words), code, "{words:?}");
    }
}

#[test]
fn what_comes_again_equipment_and_closing() {
    let desk = Desk::new();
    let at = |day: &str| format!("{day} 09:00");
    desk.done(&["--now", &at("2026-11-22"), "post", "--kind", "capital", "bank:3101:9jt", "--note", "Setor"]);
    let rent = ["recurring", "add", "Sewa toko", "6160:1102:1.000.000", "--next", "2026-11-30"];
    desk.done(&[&["--now", &at("2026-11-22")], &rent[..]].concat());
    let printer = ["equipment", "add", "Printer label", "1.200.000", "--months", "12"];
    desk.done(&[&["--now", &at("2026-11-22")], &printer[..]].concat());
    let later = at("2027-01-05");
    let due: Value = desk.done(&["--now", &later, "recurring", "due"]);
    let named: Vec<_> = due.as_array().unwrap().iter().map(|p| (p["name"].clone(), p["form"]["day"].clone())).collect();
    let expected = [
        (json!("Printer label"), json!(20_261_130)),
        (json!("Sewa toko"), json!(20_261_130)),
        (json!("Printer label"), json!(20_261_231)),
    ];
    assert_eq!(named, expected);
    let posted = desk.done(&["--now", &later, "recurring", "post"]);
    assert_eq!(posted.as_array().unwrap().len(), 3);
    desk.done(&["--now", &later, "recurring", "skip", "sewa toko"]);
    assert_eq!(desk.done(&["--now", &later, "recurring", "due"]), json!([]));
    assert_eq!([balance(&desk, 6160), balance(&desk, 6180), balance(&desk, 1501)], [1_000_000, 200_000, 1_200_000]);
    let months = desk.done(&["--now", &later, "close", "month", "2026-11"]);
    assert_eq!(months[2]["closed"], json!(true), "{months}");
    let late = ["expense", "6190", "15000", "--from", "bank", "--day", "2026-11-29"];
    let late = desk.done(&[&["--now", &later], &late[..]].concat());
    assert_eq!(late["booked"], json!(20_261_201));
    assert!(late["moved"].as_str().unwrap().contains("2026-11"));
    assert_eq!(desk.refused(&["--now", &later, "close", "month", "2027-01"]), "month_running");
    let reopen = ["close", "month", "2026-11", "--reopen", "--reason", "Nota tertinggal"];
    desk.done(&[&["--now", &later], &reopen[..]].concat());
    let sheet = desk.done(&["--now", &later, "close", "day"]);
    let bank = sheet["accounts"][1]["expected"].as_i64().unwrap();
    assert_eq!(desk.refused(&["--now", &later, "close", "day", "cash=0"]), "not_counted");
    assert_eq!(desk.refused(&["--now", &later, "close", "day", "cash=0", &format!("bank={}", bank - 5)]), "reason");
    let short = format!("bank={}:salah hitung", bank - 5);
    let closed = desk.done(&["--now", &later, "close", "day", &short, "--rest"]);
    assert_eq!(closed["accounts"][1]["difference"], json!(-5));
    assert_eq!(balance(&desk, 7105), 5);
    let said = String::from_utf8(desk.run(&["--now", &later, "close", "day"]).stdout).unwrap();
    assert!(said.contains("Menurut buku") && said.contains("salah hitung") && said.contains("Kode terakhir"), "{said}");
    assert_eq!(desk.done(&["--now", &later, "report", "day"])["accounts"][1]["reason"], json!("salah hitung"));
    assert_eq!(desk.done(&["check"]), json!([]));
}
