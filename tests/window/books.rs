//! Keuangan in the window: an expense with its receipt, what is due, a month closed, the day closed.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

/// A small picture of a receipt, as PNG.
const RECEIPT: &[u8] = b"\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90\x77\x53\xde\x00\x00\x00\x0c\x49\x44\x41\x54\x78\x9c\x63\x38\x21\x27\x07\x00\x02\xb6\x01\x05\x34\xa6\x75\xaa\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

fn at(desk: &Desk, now: &str, words: &[&str]) -> String {
    desk.terminal(&[&["--now", now], words].concat())
}

/// A shop with some months behind it.
fn shop(desk: &Desk) {
    let october = "2026-10-02 09:00";
    at(desk, october, &["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    for words in [
        &["account", "add", "BCA", "--number", "8210441902"][..],
        &["post", "--kind", "opening", "cash:3102:845.000", "1103:3102:15.384.070", "--note", "Saldo awal"],
        &["post", "--kind", "capital", "bank:3101:6.000.000", "--note", "Setor modal"],
        &["recurring", "add", "Sewa kios", "6160:1102:1.000.000", "--next", "2026-11-20"],
        &["recurring", "add", "Internet", "6170:1102:412.500", "--next", "2026-12-05"],
        &["equipment", "add", "Printer label", "1.450.000", "--months", "36"],
        &["expense", "6150", "1.800.000", "--from", "1103", "--note", "Gaji Rini, setengah bulan"],
        &["expense", "6130", "350.000", "--from", "bank", "--note", "Iklan Instagram"],
        &["transfer", "1103", "bank", "2.000.000", "--note", "Isi rekening belanja"],
        &["expense", "6140", "264.000", "--from", "cash", "--note", "Kardus 20x20, lakban"],
    ] {
        at(desk, october, words);
    }
}

async fn to(window: &Window, hash: &str) {
    window.script("location.hash = arguments[0];", vec![json!(hash)]).await;
}

fn journal(desk: &Desk) -> Value {
    serde_json::from_str(&at(desk, shopee::NOW, &["--json", "journal"])).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_books_are_kept_and_closed() {
    let desk = Desk::new("books");
    desk.set("RUNUT_NOW", shopee::NOW);
    let receipt = desk.home().join("nota lakban.png");
    std::fs::write(&receipt, RECEIPT).unwrap();
    desk.set("RUNUT_PICK_PICTURE", receipt.to_string_lossy());
    shop(&desk);
    let window = desk.open().await;
    expense(&desk, &window).await;
    month(&desk, &window).await;
    day(&desk, &window).await;
    english(&window).await;
    assert_eq!(at(&desk, shopee::NOW, &["--json", "check"]).trim(), "[]");
    window.close().await;
}

/// From the rail to an entry with its receipt, by keys alone; then what is due.
async fn expense(desk: &Desk, window: &Window) {
    to(window, "#/finance?room=expenses").await;
    window.wait_text("Bukti baru").await;
    window.wait_text("Sewa kios").await;
    window.settled().await;
    window.screenshot("keuangan-biaya").await;
    window.theme("dark").await;
    window.screenshot("keuangan-biaya-gelap").await;
    window.theme("light").await;
    let choose = "const select = document.querySelector('[data-first]');
        select.value = [...select.options].find((each) => each.label === 'Biaya kemasan').value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
        document.querySelector('.entry .input-num').focus();";
    window.script(choose, vec![]).await;
    window.type_text("75rb").await;
    window.press("Tab").await;
    window.press("Alt+f").await;
    window.wait_text("nota lakban.png").await;
    window.press("Control+Enter").await;
    window.wait_text("Rp 75.000").await;
    let newest = journal(desk)["rows"][0].clone();
    assert_eq!((&newest["amount"], newest["photo"].is_null()), (&json!(75_000), false), "{newest}");
    for _ in 0..2 {
        let first = "const button = document.querySelector('.due .btn:last-child');
            if (!button || button.disabled) return false;
            button.click();
            return true;";
        window.wait_true("something due", first, vec![]).await;
        window.wait_true("it is recorded", "return !document.querySelector('.due .btn[disabled]');", vec![]).await;
    }
    window.wait_gone("Jatuh tempo").await;
    window.settled().await;
    window.screenshot("keuangan-biaya-tercatat").await;
}

async fn english(window: &Window) {
    to(window, "#/finance?room=expenses").await;
    window.language("en").await;
    window.wait_text("New entry").await;
    window.wait_for("tr[data-row]").await;
    window.settled().await;
    window.screenshot("en-expenses").await;
    let words = window.text().await;
    assert!(!words.contains("Bukti baru"), "Indonesian on an English screen:\n{words}");
    to(window, "#/finance?room=ledger").await;
    window.wait_text("October 2026").await;
    window.settled().await;
    window.screenshot("en-ledger").await;
}

/// October is closed after what is open in it was read; a receipt that turns up later says where it goes.
async fn month(desk: &Desk, window: &Window) {
    to(window, "#/finance?room=ledger").await;
    window.wait_text("Oktober 2026").await;
    window.wait_text("Peralatan").await;
    window.settled().await;
    window.screenshot("keuangan-buku-besar").await;
    window.theme("dark").await;
    window.screenshot("keuangan-buku-besar-gelap").await;
    window.theme("light").await;
    let close = "[...document.querySelectorAll('.months button')].find((each) => each.textContent.includes('Tutup bulan')).click();";
    window.script(close, vec![]).await;
    window.wait_text("Tutup Oktober 2026 dan semua bulan sebelumnya?").await;
    window.settled().await;
    window.screenshot("keuangan-tutup-bulan").await;
    window.press("Control+Enter").await;
    window.wait_text("Oktober 2026 ditutup.").await;
    let months: Value = serde_json::from_str(&at(desk, shopee::NOW, &["--json", "close", "month"])).unwrap();
    assert!(months.as_array().unwrap().iter().any(|row| row["month"] == 202_610 && row["closed"] == true), "{months}");
}

/// Each account by Enter; what is short is asked, and the day is closed.
async fn day(desk: &Desk, window: &Window) {
    to(window, "#/finance?room=day").await;
    window.wait_text("Hitung uang kas").await;
    window.wait_true("the cursor", "return document.activeElement?.dataset.count === '1101';", vec![]).await;
    window.type_text("501.000").await;
    window.press("Enter").await;
    window.wait_text("kenapa?").await;
    window.settled().await;
    window.screenshot("keuangan-tutup-hari").await;
    window.press("Enter").await;
    for _ in 0..2 {
        window.press("Enter").await;
    }
    window.press("Control+Enter").await;
    window.wait_text("Tutup lagi").await;
    window.settled().await;
    window.theme("dark").await;
    window.screenshot("keuangan-tutup-hari-gelap").await;
    window.theme("light").await;
    let sheet: Value = serde_json::from_str(&at(desk, shopee::NOW, &["--json", "close", "day"])).unwrap();
    assert_eq!(sheet["accounts"][0]["counted"], json!(501_000), "{sheet}");
}
