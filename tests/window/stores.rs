//! Two shops at one marketplace, in the window: a file that could be of either is asked about, once.

use serde_json::{Value, json};

use crate::harness::Desk;
use crate::shopee;

fn at(desk: &Desk, words: &[&str]) -> String {
    desk.terminal(&[&["--now", shopee::NOW], words].concat())
}

const CHOOSE: &str = "const select = document.querySelector('main select');
    select.value = [...select.options].find((each) => each.label === arguments[0]).value;
    select.dispatchEvent(new Event('change', { bubbles: true }));";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_of_one_of_two_shops_goes_where_it_belongs() {
    let desk = Desk::new("stores");
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261120_20261120.xlsx");
    shopee::write(&file);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    at(&desk, &["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    at(&desk, &["store", "add", "Shopee Grosir Perlengkapan Dapur Nusantara", "--at", "shopee"]);
    let window = desk.open().await;

    window.press("i").await;
    window.wait_text("Berkas ini dari toko yang mana: Shopee, Shopee Grosir").await;
    window.wait_for("main select").await;
    window.screenshot("toko-mana").await;
    window.script(CHOOSE, vec![json!("Shopee Grosir Perlengkapan Dapur Nusantara")]).await;
    window.wait_text("Belum ada yang ditulis ke buku.").await;
    window.settled().await;
    window.screenshot("toko-impor").await;
    window.press("Enter").await;
    window.wait_text("Urungkan").await;
    let orders: Value = serde_json::from_str(&at(&desk, &["--json", "orders", "--store", "Shopee"])).unwrap();
    assert_eq!(orders["rows"], json!([]), "all are the other shop's");

    // Known there now, nobody is asked any more; chosen for the other one, it is told.
    window.press("i").await;
    window.wait_text("Belum ada yang ditulis ke buku.").await;
    window.wait_for("main select").await;
    window.script(CHOOSE, vec![json!("Shopee")]).await;
    window.wait_text("nomor pesanan di berkas ini sudah ada di toko Shopee Grosir").await;
    window.settled().await;
    window.screenshot("toko-lain").await;

    window.script("location.hash = '#/settings?part=stores';", vec![]).await;
    window.wait_text("Punya dua toko di satu marketplace?").await;
    window.settled().await;
    window.screenshot("toko-pengaturan").await;
    window.close().await;
}
