//! Documents from the terminal, to a file and to a printer: a stand-in for CUPS' `lp` writes down what it was asked.
#![cfg(test)]
#![cfg(unix)]

mod desk;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use serde_json::{Value, json};

use desk::{Desk, opened};

/// A shop with an order of its own that has an address and a courier.
fn addressed() -> Desk {
    let desk = Desk::new();
    desk.done(&["product", "add", "Gelas", "--variant", "Hijau", "--sku", "GLH", "--price", "16.000"]);
    desk.done(&["stock", "receive", "GLH=10@9.000"]);
    let order = json!({
        "to": { "recipient": "Siti", "phone": "0812-3456-7890", "address": "Jl. Mawar 1", "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 2 }],
        "shipping": 15000,
        "courier": "JNE",
        "cod": true
    });
    let (status, saved) = desk.fed(&["order", "new", "-", "--place"], order.to_string().as_bytes());
    assert_eq!(status, 0, "{saved}");
    desk
}

/// Runs with a stand-in for `lp` before all else on the path.
fn with_lp(desk: &Desk, script: &str, words: &[&str]) -> Output {
    let folder = desk.path("alat");
    fs::create_dir_all(&folder).unwrap();
    let lp = format!("{folder}/lp");
    fs::write(&lp, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&lp, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{folder}:{}", std::env::var("PATH").unwrap_or_default());
    desk.command(&[&["--json"], words].concat()).env("PATH", path).output().unwrap()
}

#[test]
fn a_label_goes_to_the_printer_on_its_paper() {
    let desk = addressed();
    let label = desk.path("label.pdf");
    let said = desk.path("kata");
    let script = format!("printf '%s\\n' \"$@\" > '{said}'");
    for (size, media) in [("a6", "media=A6"), ("mm100x150", "media=Custom.100x150mm"), ("roll80", "media=Custom.80x")] {
        let words = ["print", "labels", "1", "--size", size, "--out", &label, "--printer", "Zebra ZD230"];
        let output = with_lp(&desk, &script, &words);
        assert!(output.status.success(), "{size}: {}", String::from_utf8_lossy(&output.stdout));
        let said = String::from_utf8(opened(said.as_ref())).unwrap();
        let words: Vec<&str> = said.lines().collect();
        assert_eq!((words[0], words[1], words[2]), ("-d", "Zebra ZD230", "-o"));
        assert!(words[3].starts_with(media) && words[4].ends_with("label.pdf"), "{words:?}");
        assert!(opened(label.as_ref()).starts_with(b"%PDF"));
    }
    let output = with_lp(&desk, &script, &["print", "slips", "1", "--size", "a5", "--out", &label, "--printer", "P"]);
    assert!(output.status.success());
    assert!(String::from_utf8(opened(said.as_ref())).unwrap().contains("media=A5"));
}

#[test]
fn what_the_printer_says_is_told_and_nothing_is_printed_twice() {
    let desk = addressed();
    let label = desk.path("label.pdf");
    let words = ["print", "labels", "1", "--out", &label, "--printer", "P"];
    let output = with_lp(&desk, "echo 'lp: The printer or class does not exist.' >&2; exit 1", &words);
    assert_eq!(output.status.code(), Some(1));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["refused"]["code"], json!("printer_refused"));
    assert!(told["refused"]["message"]["id"].as_str().unwrap().contains("does not exist"), "{told}");

    let jobs = desk.path("cetakan");
    let script = format!("echo x >> '{jobs}'");
    for _ in 0..2 {
        let words = [&["--request", "sekali"], &words[..]].concat();
        assert!(with_lp(&desk, &script, &words).status.success());
    }
    assert_eq!(fs::read_to_string(&jobs).unwrap(), "x\n");
    assert_eq!(desk.done(&["orders"])["rows"][0]["labelled"], json!(true));
}

/// Writes an order to `recipient` at `address` and answers its number.
fn ordered(desk: &Desk, recipient: &str, address: &str) -> String {
    let order = json!({
        "to": { "recipient": recipient, "phone": "0812-3456-7890", "address": address, "city": "Kota Semarang" },
        "lines": [{ "sku": "GLH", "quantity": 1 }], "courier": "JNE", "cod": true
    });
    let (status, saved) = desk.fed(&["order", "new", "-", "--place"], order.to_string().as_bytes());
    assert_eq!(status, 0, "{saved}");
    saved["order"].to_string()
}

#[test]
fn letters_that_no_face_has_are_said_before_a_label_is_printed() {
    let desk = addressed();
    let out = desk.path("label.pdf");
    let (arab, there) = (ordered(&desk, "محمد", "Jl. Uji 1"), ordered(&desk, "Budi", "北京路 1"));
    let smile = ordered(&desk, "Sari 😊", "Jl. Uji 1");
    for (number, field, word) in [(&arab, "recipient", "huruf Arab"), (&there, "address", "huruf Mandarin")] {
        let (status, said) = desk.json(&["print", "labels", number, "--out", &out]);
        assert_eq!((status, &said["refused"]["code"]), (1, &json!("unreadable")), "{said}");
        assert_eq!(said["refused"]["facts"]["field"], json!(field));
        assert!(said["refused"]["message"]["id"].as_str().unwrap().contains(word), "{said}");
    }
    assert!(fs::metadata(&out).is_err(), "nothing was printed");
    let (status, some) = desk.json(&["print", "labels", &arab, &smile, "--out", &out]);
    assert_eq!((status, &some["documents"], &some["refused"][0]["order"].to_string()), (1, &json!(1), &arab), "{some}");
    assert_eq!(desk.done(&["orders", "--search", "محمد"])["rows"][0]["labelled"], json!(false));

    let slips = desk.done(&["print", "slips", &arab, &smile, "--out", &out]);
    let said = slips["message"]["id"].as_str().unwrap();
    assert!(said.contains(&format!("penerima pesanan {arab} [huruf Arab]")) && !said.contains(&smile), "{said}");

    let typed = json!({ "order": arab.parse::<i64>().unwrap(), "to": {
        "recipient": "Muhammad", "phone": "0812-3456-7890", "address": "Jl. Uji 1", "city": "Kota Semarang" } });
    let (status, amended) = desk.fed(&["order", "amend", "-", "--reason", "huruf Latin"], typed.to_string().as_bytes());
    assert_eq!(status, 0, "{amended}");
    assert_eq!(desk.done(&["print", "labels", &arab, "--out", &out])["documents"], json!(1));
}

/// The longest address that is kept stands whole on a label, or there is none of that size: nothing ends in an ellipsis.
#[test]
fn the_longest_address_is_printed_whole() {
    let desk = addressed();
    let out = desk.path("label.pdf");
    let words: String = (0..).map(|n| format!("Jalan Kenanga{n} ")).take(80).collect();
    let address = format!("{} ujung", &words[..985]);
    let number = ordered(&desk, "Budi", &address);
    for size in ["a6", "mm100x150"] {
        assert_eq!(desk.refused(&["print", "labels", &number, "--size", size, "--out", &out]), "address_beyond");
    }
    assert_eq!(desk.done(&["print", "labels", "1", "--size", "a6", "--out", &out])["documents"], json!(1));
    for size in ["roll80", "roll58"] {
        desk.done(&["print", "labels", &number, "--size", size, "--out", &out]);
        let text = std::process::Command::new("pdftotext").args(["-layout", &out, "-"]).output().unwrap();
        let text = String::from_utf8(text.stdout).unwrap();
        assert!(text.contains("ujung") && !text.contains('…'), "{size}: {text}");
    }
}
