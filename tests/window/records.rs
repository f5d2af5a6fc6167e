//! Catatan in the window: a record from a template by keyboard, a CSV of advertising, what is due, the line of time.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

fn at(desk: &Desk, words: &[&str]) -> Value {
    let said = desk.terminal(&[&["--now", shopee::NOW, "--json"], words].concat());
    serde_json::from_str(&said).unwrap_or(Value::Null)
}

/// As Shopee writes its report of advertising of a day.
const SHOPEE: &str = "Semua Laporan Iklan CPC - Shopee Indonesia\r\nUsername,dapuribu\r\nPeriode Waktu,18/11/2026 - 18/11/2026\r\n\r\n\
    Urutan,Nama Iklan,Status,Dilihat,Jumlah Klik,Konversi,Omzet Penjualan,Biaya,Efektifitas Iklan\r\n\
    1,Gelas Blirik,Berjalan,18420,312,9,842000,185000.40,4.55\r\n\
    2,Besek Bambu,Berjalan,900,12,-,0,9000,0\r\n";

/// Whether the line of time has so many entries.
const ROWS: &str = "return document.querySelectorAll('tr[data-entry]').length === arguments[0];";

async fn seen(window: &Window, picture: &str) {
    window.settled().await;
    window.screenshot(picture).await;
    window.theme("dark").await;
    window.screenshot(&format!("{picture}-gelap")).await;
    window.theme("light").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_written_by_keyboard_and_a_file_is_taken_in() {
    let desk = Desk::new("records");
    desk.set("RUNUT_NOW", shopee::NOW);
    at(&desk, &["demo", "--orders", "300", "--open", "30"]);
    at(&desk, &["record", "kas toko", "penjualan=91.000", "pembeli=7", "--day", "2026-11-19"]);
    at(&desk, &["record", "masalah", "apa=Printer label macet", "waktu hilang=14", "penyelesaian=dipasang ulang"]);
    let file = desk.home().join("iklan.csv");
    fs::write(&file, SHOPEE).unwrap();
    desk.set("RUNUT_PICK_FILE", file.display().to_string());
    let window = desk.open().await;
    window.wait_text("Belum dicatat").await;

    // From anywhere the quick entry begins what is due.
    window.press("Control+j").await;
    window.wait_text("Masih harus dicatat hari ini").await;
    window.wait_for("#record input:focus").await;
    window.type_text("88.000").await;
    window.press("Enter").await;
    window.wait_text("Kas kecil toko dicatat.").await;
    let kept = at(&desk, &["record", "list", "--template", "kas toko"]);
    assert_eq!(kept["rows"].as_array().unwrap().len(), 2, "{kept}");

    // A CSV of advertising is known by its headings.
    window.press("Escape").await;
    window.press("Escape").await;
    window.press("i").await;
    window.wait_text("Pilih berkas").await;
    window.click_text("Pilih berkas").await;
    window.wait_text("2 baru").await;
    seen(&window, "catat-csv").await;
    window.press("Control+Enter").await;
    window.wait_text("2 baru dan 0 dibetulkan.").await;
    let ads = at(&desk, &["record", "list", "--template", "iklan"]);
    assert_eq!(ads["rows"].as_array().unwrap().len(), 2, "{ads}");

    // Now it is due for yesterday, and what is typed is reckoned beside it.
    window.wait_text("Iklan, kemarin").await;
    window.press("1").await;
    // A choice of a form isn't a thing that is displayed, but for its label.
    window
        .wait_true("the first choice has the focus", "return document.activeElement?.type === 'radio';", vec![])
        .await;
    window.press("Space").await;
    for (field, text) in [(2, "185rb"), (3, "842.000"), (4, "18.420"), (5, "312"), (6, "9")] {
        let script = "document.querySelectorAll('#record .fields > div input')[arguments[0] - 1].focus();";
        window.script(script, vec![json!(field)]).await;
        window.type_text(text).await;
    }
    window.wait_text("Biaya per klik").await;
    seen(&window, "catat").await;
    window.size(1024, 700).await;
    window.settled().await;
    window.screenshot_as_is("catat-1024").await;
    window.size(1366, 768).await;
    window.press("Enter").await;
    window.wait_text("Iklan dicatat.").await;
    window.language("en").await;
    window.settled().await;
    window.screenshot("catat-inggris").await;
    window.language("id").await;

    // What was wrong is corrected from the line of time; the one before stays, and says so.
    window.press("Escape").await;
    window.press("Escape").await;
    window.wait_true("the form is left", "return document.activeElement === document.body;", vec![]).await;
    // The entry that its cost was posted by stands above it.
    window.press("ArrowDown").await;
    window.press("Enter").await;
    window.wait_text("Membetulkan catatan").await;
    let cost = "const cost = document.querySelectorAll('#record .fields > div input')[1]; cost.focus(); cost.select(); return cost.value;";
    assert_eq!(window.script(cost, vec![]).await, json!("185.000"));
    window.type_text("195rb").await;
    window.press("Enter").await;
    window.wait_text("Iklan dibetulkan.").await;
    let ads = at(&desk, &["record", "list", "--template", "iklan"]);
    let cost = |row: &Value| {
        row["values"].as_array().unwrap().iter().find(|v| v["field"] == "cost").unwrap()["number"].clone()
    };
    assert_eq!((ads["rows"].as_array().unwrap().len(), cost(&ads["rows"][0])), (3, json!(195_000)), "{ads}");
    window.wait_text("sudah dibetulkan").await;

    // The line of time is narrowed and searched.
    window.press("Escape").await;
    window.press("Escape").await;
    window.click_text("Masalah").await;
    window.wait_true("one trouble", ROWS, vec![json!(1)]).await;
    assert!(window.text().await.contains("Printer label macet"));
    window.click_text("Semua").await;
    window.press("/").await;
    // What follows within the breath of a scanner is a scan, and no search.
    window.wait_for(".search input:focus").await;
    window.type_text("gelas blirik 9.000").await;
    window.wait_text("Tidak ada yang cocok").await;
    window.press("Control+a").await;
    window.type_text("besek 9.000").await;
    window.wait_true("the ad of the file", ROWS, vec![json!(1)]).await;
    window.settled().await;
    window.screenshot("catat-cari").await;
    window.press("Escape").await;
    window.press("Escape").await;

    // How the templates are kept.
    window.click_text("Pola catatan").await;
    window.wait_text("Evaluasi November 2026").await;
    seen(&window, "catat-pola").await;
    assert_eq!(at(&desk, &["check"]), json!([]));
}
