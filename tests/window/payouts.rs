//! Pencairan in the window: a file dropped, what differs named, a changed tariff taken, the balance withdrawn, an order entered by hand.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

fn at(desk: &Desk, words: &[&str]) -> String {
    desk.terminal(&[&["--now", shopee::NOW], words].concat())
}

fn listed(desk: &Desk) -> Value {
    serde_json::from_str(&at(desk, &["--json", "settle", "list", "--days", "0"])).unwrap()
}

/// A shop whose orders have left, ten of them accepted; it knows that Shopee takes 8%.
fn shop(desk: &Desk) {
    desk.set("RUNUT_NOW", shopee::NOW);
    let orders = desk.home().join("Order.completed.20261118_20261120.csv");
    shopee::write_sent(&orders);
    at(desk, &["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    at(desk, &["account", "add", "BCA", "--number", "8210441902"]);
    at(desk, &["fee", "add", "shopee", "commission", "8%", "--from", "2026-01-01"]);
    at(desk, &["import", "orders", &orders.to_string_lossy(), "--start-day", "2026-11-01", "--apply"]);
    let income = desk.home().join("Income.sudah dilepas.id.20261120.csv");
    shopee::write_income(&income);
    desk.set("RUNUT_PICK_FILE", income.to_string_lossy());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_beside_what_should_have_been() {
    let desk = Desk::new("payouts");
    shop(&desk);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    window.script("location.hash = '#/finance?room=payouts';", vec![]).await;
    window.wait_text("Belum cair").await;
    window.settled().await;
    window.screenshot("pencairan-kosong").await;
    take(&window).await;
    room(&desk, &window).await;
    withdraw(&desk, &window).await;
    by_hand(&desk, &window).await;
    rates(&desk, &window).await;
    english(&window).await;
    assert_eq!(at(&desk, &["--json", "check"]).trim(), "[]");
    window.close().await;
}

/// Chosen in Pesanan as a file of orders: what stands in it leads to Pencairan. Its unknown word is asked once.
async fn take(window: &Window) {
    window.script("location.hash = '#/orders';", vec![]).await;
    window.settled().await;
    window.press("i").await;
    window.wait_text("Belum ada yang dicatat.").await;
    window.wait_text("Biaya Titik Kumpul").await;
    window.settled().await;
    window.screenshot("pencairan-ambil").await;
    let mean = "const select = document.querySelector('main form select');
        select.value = [...select.options].find((each) => each.label === 'Biaya program').value;
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    window.script(mean, vec![]).await;
    window.click_text("Ingat").await;
    window.wait_text("Biaya Titik Kumpul: Biaya program. Diingat.").await;
    window.settled().await;
    window.script("document.activeElement?.blur();", vec![]).await;
    window.press("Enter").await;
    window.wait_text("11 baris dicatat.").await;
}

/// Ten orders paid another sum, each with its cause; the higher commission is one question, and its answer reckons the others anew.
async fn room(desk: &Desk, window: &Window) {
    window.wait_text("10 beda").await;
    window.wait_text("Biaya admin naik jadi 9%?").await;
    window.settled().await;
    window.screenshot("pencairan").await;
    window.theme("dark").await;
    window.screenshot("pencairan-gelap").await;
    window.theme("light").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("pencairan-1024").await;
    window.size(1366, 768).await;
    window.settled().await;
    window.press("Enter").await;
    window.wait_text("Tarifnya dipakai").await;
    window.wait_gone("Biaya admin naik jadi 9%?").await;
    window.settled().await;
    window.screenshot("pencairan-tarif").await;
    let waiting = listed(desk);
    assert_eq!(waiting["unknown"][0]["external_id"], json!("261101ZZTOP001"), "{waiting}");
    assert_eq!(waiting["words"], json!([]));
    assert_eq!(waiting["unpaid"].as_array().map(Vec::len), Some(2), "{waiting}");
}

async fn withdraw(desk: &Desk, window: &Window) {
    window.press("w").await;
    window.wait_text("Ke rekening").await;
    window.settled().await;
    window.screenshot("pencairan-tarik").await;
    window.press("Enter").await;
    window.wait_text("ditarik dari saldo Shopee").await;
    let balance: Value =
        serde_json::from_str(&at(desk, &["--json", "report", "balance", "--to", "2026-11-20"])).unwrap();
    assert!(!balance.to_string().contains("\"key\":\"wallets\",\"amounts\":[-"), "{balance}");
}

async fn by_hand(desk: &Desk, window: &Window) {
    window.script("document.querySelector('.ages .open').click();", vec![]).await;
    window.wait_text("Belum cair: Shopee").await;
    window.wait_for("tr[data-row]").await;
    window.settled().await;
    window.screenshot("pencairan-belum").await;
    window.press("c").await;
    window.wait_text("Catat pesanan yang cair").await;
    window.settled().await;
    window.screenshot("pencairan-catat").await;
    window.press("Enter").await;
    window.wait_text("1 pesanan dicatat cair").await;
    window
        .wait_true("the list has the other", "return document.querySelectorAll('tr[data-row]').length === 1;", vec![])
        .await;
    window.press("x").await;
    window.wait_text("tidak akan cair?").await;
    window.type_text("Paket hilang, tidak diganti").await;
    window.settled().await;
    window.screenshot("pencairan-tutup").await;
    window.press("Enter").await;
    window.wait_text("Semua sudah cair").await;
    assert_eq!(listed(desk)["unpaid"], json!([]));
}

/// The rates that payouts are expected by, with what bounds one of them.
async fn rates(desk: &Desk, window: &Window) {
    let bounds = ["--cod", "--gross", "--cap", "10000", "--store", "Shopee"];
    at(desk, &[&["fee", "add", "shopee", "program", "4,5%", "--from", "2026-02-01"][..], &bounds].concat());
    window.script("location.hash = '#/settings?part=fees';", vec![]).await;
    window.wait_text("Shopee, dari harga sebelum diskon, hanya COD, paling banyak Rp 10.000").await;
    window.script("document.querySelector('details summary').click();", vec![]).await;
    window.wait_text("Hanya pesanan COD").await;
    window.settled().await;
    window.screenshot("tarif-marketplace").await;
    window.theme("dark").await;
    window.screenshot("tarif-marketplace-gelap").await;
    window.theme("light").await;
}

async fn english(window: &Window) {
    window.script("location.hash = '#/finance?room=payouts';", vec![]).await;
    window.language("en").await;
    window.wait_text("Taken in lately").await;
    window.wait_for("tr[data-row]").await;
    window.settled().await;
    window.screenshot("en-payouts").await;
    let words = window.text().await;
    for indonesian in ["Pencairan", "Belum cair", "Harusnya", "Dibukukan"] {
        assert!(!words.contains(indonesian), "{indonesian} on an English screen:\n{words}");
    }
    window.script("location.hash = '#/settings?part=fees';", vec![]).await;
    window.wait_text("COD only, at most Rp 10.000").await;
    window.script("document.querySelector('details summary').click();", vec![]).await;
    window.wait_text("Only COD orders").await;
    window.settled().await;
    window.screenshot("en-fees").await;
}
