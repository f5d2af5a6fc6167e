//! Keuangan in the window: what was earned, down to an order; what the shop has; the tax of the year.

use serde_json::json;

use crate::harness::{Desk, Window};
use crate::shopee;

fn at(desk: &Desk, words: &[&str]) -> String {
    desk.terminal(&[&["--now", shopee::NOW], words].concat())
}

/// A shop of some years, with what it spends.
fn shop(desk: &Desk) {
    desk.set("RUNUT_NOW", shopee::NOW);
    at(desk, &["demo", "--orders", "1500", "--open", "40"]);
    at(desk, &["post", "--kind", "capital", "1102:3101:60000000", "--day", "2026-08-01", "--note", "Modal"]);
    for (day, part) in [("2026-08-28", 92), ("2026-09-28", 97), ("2026-10-12", 104), ("2026-11-12", 100)] {
        for (account, amount) in [
            ("6150", 540_000),
            ("6160", 150_000),
            ("6170", 41_250),
            ("6140", 126_400),
            ("6130", 185_000),
            ("6190", 23_600),
        ] {
            let amount = (amount * part / 100).to_string();
            at(desk, &["expense", account, &amount, "--from", "bank", "--day", day]);
        }
    }
    // Of the smallest orders nothing is left.
    at(desk, &["fee", "add", "shopee", "commission", "9,5%", "--from", "2026-01-01"]);
    at(desk, &["fee", "add", "shopee", "program", "7,5%+7500", "--from", "2026-01-01"]);
    at(desk, &["post", "--kind", "drawing", "3103:1102:600000", "--day", "2026-11-15", "--note", "Prive"]);
}

async fn go(window: &Window, hash: &str, word: &str) {
    window.script("location.hash = arguments[0];", vec![json!(hash)]).await;
    window.wait_text(word).await;
    window.settled().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_profit_to_an_order() {
    let desk = Desk::new("finance");
    shop(&desk);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;

    window.press("Alt+9").await;
    window.wait_text("Laba per bulan").await;
    window.wait_for("#line-profit").await;
    window.press("ArrowDown").await;
    window.press("ArrowRight").await;
    window.settled().await;
    window.screenshot("laba-rugi").await;
    window.theme("dark").await;
    window.screenshot("laba-rugi-gelap").await;
    window.theme("light").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("laba-rugi-1024").await;
    window.size(1366, 768).await;

    // The figure, its entries, the order that one of them came from, and back.
    window.press("Enter").await;
    window.wait_text("4101 Penjualan").await;
    window.wait_for("tr[data-row]").await;
    window.screenshot("laba-pos").await;
    window.press("Enter").await;
    window.wait_true("the order is open", "return location.hash.startsWith('#/orders?open=');", vec![]).await;

    go(&window, "#/finance?room=balance", "Ke mana labanya").await;
    window.screenshot("neraca").await;
    window.theme("dark").await;
    window.screenshot("neraca-gelap").await;
    window.theme("light").await;
    go(&window, "#/finance?room=tax", "Omzet").await;
    window.screenshot("pajak").await;
    window.theme("dark").await;
    window.screenshot("pajak-gelap").await;
    window.theme("light").await;

    // Without the free part there is tax to be posted: one press, and it isn't offered any more.
    at(&desk, &["settings", "--tax-free", "off"]);
    window.wait_text("belum dibukukan").await;
    let offers = "return [...document.querySelectorAll('main button')].filter((e) => e.textContent.startsWith('Bukukan')).length;";
    let before = window.script(offers, vec![]).await.as_i64().unwrap();
    window.click_text("Bukukan").await;
    window.wait_text("dibukukan: Rp").await;
    window.settled().await;
    assert_eq!(window.script(offers, vec![]).await.as_i64(), Some(before - 1));
    let trial: serde_json::Value = serde_json::from_str(&at(&desk, &["--json", "report", "trial"])).unwrap();
    let tax = trial["lines"]
        .as_array()
        .unwrap()
        .iter()
        .any(|line| line["key"].as_str().is_some_and(|key| key.contains("8101")));
    assert!(tax, "{trial}");

    // The reports beside them: goods, and a year month by month, the latest in sight.
    go(&window, "#/finance?room=reports&report=sales_product&span=year&at=2026", "Penjualan per produk").await;
    window.wait_for("tr[data-row]").await;
    window.screenshot("laporan").await;
    // A month beside the one before it.
    go(&window, "#/finance?room=reports&report=sales_product&at=202610&against=before", "Bersih September 2026").await;
    window.wait_for("tr[data-row]").await;
    window.screenshot("laporan-banding").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("laporan-banding-1024").await;
    window.size(1366, 768).await;
    go(&window, "#/finance?room=reports&report=sales_product&span=year&at=2026", "Penjualan per produk").await;
    window.wait_gone("Bersih September 2026").await;
    window.theme("dark").await;
    window.screenshot("laporan-gelap").await;
    window.theme("light").await;
    go(&window, "#/finance?room=reports&report=income_months", "Laba usaha").await;
    window.screenshot("laporan-bulan").await;
    go(&window, "#/finance?room=reports&report=accountant", "Paket setahun").await;
    window.click_text("Buat paket 2026").await;
    window.wait_text("Buku tahun 2026:").await;
    let files = std::fs::read_dir(desk.documents().join("buku-2026")).unwrap().count();
    assert!(files > 20, "{files} files of the year");
    window.screenshot("laporan-akuntan").await;
    go(&window, "#/finance?room=purchases&show=couriers", "Tempel tagihan kurir").await;
    window.screenshot("tagihan-kurir").await;
    window.theme("dark").await;
    window.screenshot("tagihan-kurir-gelap").await;
    window.theme("light").await;

    go(&window, "#/finance?form=emkm", "Jumlah beban").await;
    window.screenshot("laba-emkm").await;
    window.press("Control+p").await;
    window.wait_text("Laporan laba rugi EMKM:").await;
    let papers = std::fs::read_dir(desk.documents()).unwrap();
    let papers = papers.filter(|entry| entry.as_ref().unwrap().file_type().unwrap().is_file()).count();
    assert_eq!(papers, 1, "what the toast says lies there");

    window.language("en").await;
    go(&window, "#/finance", "Profit by month").await;
    window.screenshot("en-income").await;
    go(&window, "#/finance?room=reports&report=sales_product&span=year&at=2026", "Sales by product").await;
    window.wait_for("tr[data-row]").await;
    window.screenshot("en-reports").await;
    go(&window, "#/finance?room=tax", "Year to date").await;
    window.screenshot("en-tax").await;
    go(&window, "#/finance?room=day", "By the book").await;
    window.screenshot("en-day-end").await;
    go(&window, "#/finance?room=balance", "Where the profit went").await;
    window.screenshot("en-balance").await;
    go(&window, "#/finance?room=purchases&show=couriers", "Paste a courier's bill").await;
    window.screenshot("en-courier-bills").await;
    go(&window, "#/finance", "Profit by month").await;
    let words = window.text().await;
    for indonesian in ["Laba rugi", "Neraca", "Penjualan bersih", "Cetak"] {
        assert!(!words.contains(indonesian), "{indonesian} on an English screen:\n{words}");
    }
}
