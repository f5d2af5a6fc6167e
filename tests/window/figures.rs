//! Figures in the window: what to order becomes a draft at its supplier, buyers by segment, and a day's code held against the log.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;
use crate::wire::ask;

fn at(desk: &Desk, words: &[&str]) -> Value {
    let said = desk.terminal(&[&["--now", shopee::NOW, "--json"], words].concat());
    serde_json::from_str(&said).unwrap_or(Value::Null)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_should_be_ordered_becomes_a_draft() {
    let desk = Desk::new("figures");
    desk.set("RUNUT_NOW", shopee::NOW);
    at(&desk, &["demo", "--orders", "1500", "--open", "40"]);
    let proposed = at(&desk, &["reorder"])["rows"].as_array().unwrap().len();
    assert!(proposed > 1, "{proposed} proposed");
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;

    window.press("Alt+6").await;
    window.wait_for("tr[data-row]").await;
    window.press("l").await;
    window.wait_text("sudah sampai titik pesannya").await;
    window.settled().await;
    window.screenshot("pesan-lagi").await;
    window.theme("dark").await;
    window.screenshot("pesan-lagi-gelap").await;
    window.theme("light").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("pesan-lagi-1024").await;
    window.size(1366, 768).await;

    // Enter does what the button says: the row at the cursor.
    window.wait_text("Buat draf 1 varian").await;
    window.press("Enter").await;
    window.wait_text("Draf pembelian 1 dibuat dari usul").await;
    window.settled().await;
    let drafts = at(&desk, &["purchase", "list"]);
    assert_eq!(drafts["rows"].as_array().unwrap().len(), 1, "{drafts}");
    assert_eq!(at(&desk, &["reorder"])["rows"].as_array().unwrap().len(), proposed - 1);
    assert_eq!(at(&desk, &["check"]), json!([]));

    seen(&window, "segments", "Pelanggan", "segmen").await;
    seen(&window, "cohorts", "Bulan pertama", "pembeli-kembali").await;
    seen(&window, "forecast", "Per minggu", "perkiraan").await;
    seen(&window, "dead_stock", "Ada di rak, tidak terjual", "stok-mati").await;
    code(&window, &desk).await;
}

async fn go(window: &Window, hash: &str, word: &str) {
    window.script("location.hash = arguments[0];", vec![json!(hash)]).await;
    window.wait_text(word).await;
    window.settled().await;
}

/// A report, light and dark.
async fn seen(window: &Window, report: &str, word: &str, picture: &str) {
    go(window, &format!("#/finance?room=reports&report={report}"), word).await;
    window.screenshot(picture).await;
    window.theme("dark").await;
    window.screenshot(&format!("{picture}-gelap")).await;
    window.theme("light").await;
}

/// What a day's sheet says is found in the log; another code isn't.
async fn code(window: &Window, desk: &Desk) {
    let sheet = ask(window, "day_sheet", json!({ "day": 20_261_120 })).await;
    go(window, "#/log?part=chain", "Periksa rantai sekarang").await;
    window.click_text("Periksa rantai sekarang").await;
    window.wait_text("Rantai utuh").await;
    window.wait_for(".sound input").await;
    window.script("document.querySelectorAll('.sound input')[0].focus();", vec![]).await;
    window.type_text("20/11/2026").await;
    window.script("document.querySelectorAll('.sound input')[1].focus();", vec![]).await;
    window.type_text(sheet["code"].as_str().unwrap()).await;
    window.press("Enter").await;
    window.wait_text("Cocok: log sampai catatan").await;
    window.settled().await;
    window.screenshot("log-kode").await;
    let other = ["--now", shopee::NOW, "log", "--to", "2026-11-20", "--code", "0000000000000000"];
    let other = desk.terminal_ended(&other);
    assert!(!other.status.success() && other.stdout.contains("Tidak cocok"), "{}", other.stdout);
}
