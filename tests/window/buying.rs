//! Pembelian in the window: from an order to its payment, and what is owed by age.

use crate::harness::Desk;
use crate::shopee;

#[tokio::test(flavor = "multi_thread")]
async fn from_an_order_to_its_payment() {
    let desk = Desk::new("buying");
    desk.set("RUNUT_NOW", shopee::NOW);
    let at = |now: &str, words: &[&str]| desk.terminal(&[&["--now", now], words].concat());
    let today = |words: &[&str]| at(shopee::NOW, words);
    today(&["demo", "--orders", "300", "--open", "20"]);
    let list = today(&["--json", "product", "list"]);
    let page: serde_json::Value = serde_json::from_str(&list).unwrap();
    let sku = |n: usize| page["rows"][n]["sku"].as_str().unwrap().to_owned();
    let line = |n: usize, units: i64, price: i64| format!("{}={units}@{price}", sku(n));
    today(&["supplier", "set", "Pengrajin Makmur", "--due-days", "14", "--phone", "0813 1111 2222"]);
    let (a, b, c) = (line(0, 120, 4_000), line(1, 60, 5_500), line(4, 200, 1_250));
    today(&["purchase", "new", "Pengrajin Makmur", &a, &b, &c, "--expected", "2026-11-24", "--note", "Kirim pagi"]);
    at("2026-11-03 10:00", &["purchase", "new", "Toko Plastik Jaya", &line(2, 40, 8_000), "--expected", "2026-11-10"]);
    at("2026-11-05 10:00", &["purchase", "receive", "--order", "2"]);
    let shown: serde_json::Value = serde_json::from_str(&today(&["--json", "purchase", "show", "2"])).unwrap();
    let receipt = shown["receipts"][0]["id"].to_string();
    at("2026-11-05 11:00", &["purchase", "bill", &receipt, "--due", "2026-11-12", "--number", "INV/88"]);
    today(&["purchase", "new", "CV Bambu Lestari", &line(3, 30, 12_000), "--draft"]);
    today(&["purchase", "receive", &line(0, 40, 4_000), "--order", "1", "--cost", "ongkir:24.000:courier"]);

    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    window.script("location.hash = '#/finance?room=purchases&open=1';", vec![]).await;
    window.wait_text("Diterima sebagian").await;
    window.wait_text("Toko Plastik Jaya").await;
    window.settled().await;
    window.screenshot("pembelian").await;
    window.theme("dark").await;
    window.screenshot("pembelian-gelap").await;
    window.theme("light").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("pembelian-1024").await;
    window.size(1366, 768).await;

    // What is still to come is filled in already.
    window.press("t").await;
    window.wait_text("pesanan pembelian 1").await;
    window.wait_for("[data-cost]").await;
    window.settled().await;
    window.screenshot("pembelian-terima").await;
    window.press("Control+Enter").await;
    window.wait_text("Catat tagihan").await;
    window.settled().await;
    window.press("g").await;
    window.wait_text("Simpan tagihan").await;
    window.settled().await;
    window.screenshot("pembelian-tagihan").await;
    window.press("Enter").await;
    window.wait_gone("Simpan tagihan").await;
    window.settled().await;
    window.press("y").await;
    window.wait_text("Bayar Pengrajin Makmur").await;
    window.settled().await;
    window.press("Enter").await;
    window.wait_gone("Bayar Pengrajin Makmur").await;
    window.settled().await;
    window.press("s").await;
    window.wait_text("Jatuh tempo (hari)").await;
    window.settled().await;
    window.screenshot("pemasok").await;
    window.theme("dark").await;
    window.screenshot("pemasok-gelap").await;
    window.theme("light").await;
    // What came of it, and is billed: it can still cost more, and go back.
    let open = "[...document.querySelectorAll('.does button')].find((each) => each.textContent.includes('Toko Plastik')).click();";
    window.script(open, vec![]).await;
    window.wait_text("Barang masuk yang sudah ditagih").await;
    window.settled().await;
    window.screenshot("pemasok-barang").await;
    assert_eq!(today(&["check"]).lines().count(), 1, "nothing is wrong with the book");
    window.script("location.hash = '#/finance?room=purchases&open=1';", vec![]).await;
    window.language("en").await;
    window.wait_text("Owed to suppliers").await;
    window.settled().await;
    window.screenshot("en-purchases").await;
    window.press("s").await;
    window.wait_text("Due within (days)").await;
    window.settled().await;
    window.screenshot("en-suppliers").await;
}
