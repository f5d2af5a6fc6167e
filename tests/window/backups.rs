//! Backups and the way back, as the seller goes it.

use std::fs::{self, File};

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;

/// A shop with forty glasses on the shelf.
fn shop(desk: &Desk) {
    desk.set("RUNUT_NOW", shopee::NOW);
    at(desk, &["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna"]);
    at(desk, &["product", "add", "Gelas Blirik 8 cm", "--variant", "Hijau", "--sku", "GLB-H", "--price", "16000"]);
    at(desk, &["stock", "receive", "GLB-H=40@9000", "--supplier", "Makmur"]);
}

fn at(desk: &Desk, words: &[&str]) -> String {
    desk.terminal(&[&["--now", shopee::NOW], words].concat())
}

fn on_hand(desk: &Desk) -> i64 {
    let stock: Value = serde_json::from_str(&at(desk, &["--json", "stock"])).unwrap();
    stock["rows"][0]["on_hand"].as_i64().unwrap()
}

async fn click(window: &Window, css: &str) {
    window.wait_for(css).await.click().await.unwrap();
}

/// A backup fails, is said and made up for; it is copied to a stick; what came after it is compared, and taken back by
/// restoring, which waits for nobody who has the book open.
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_made_and_brought_back() {
    let desk = Desk::new("backups");
    shop(&desk);
    let stick = desk.home().join("STIK-USB");
    fs::create_dir(&stick).unwrap();
    desk.set("RUNUT_PICK_FOLDER", stick.display().to_string());
    // Where the folder of backups belongs lies something else: the day's backup can't be made.
    fs::write(desk.home().join("cadangan"), "").unwrap();
    let window = desk.open().await;
    window.wait_text("Cadangan perlu dilihat.").await;
    window.screenshot("cadangan-gagal").await;

    fs::remove_file(desk.home().join("cadangan")).unwrap();
    window.click_text("Lihat cadangan").await;
    window.wait_text("Cadangan hari ini belum jadi.").await;
    window.click_text("Buat cadangan sekarang").await;
    window.wait_text("dibuat dan diperiksa").await;
    window.wait_gone("Cadangan perlu dilihat.").await;
    window.click_text("Pilih tempat kedua").await;
    window.wait_text("dua tempat").await;
    assert_eq!(fs::read_dir(&stick).unwrap().count(), 2, "the backup and its anchor");
    window.screenshot("cadangan").await;

    at(&desk, &["stock", "receive", "GLB-H=60@9000", "--supplier", "Makmur"]);
    assert_eq!(on_hand(&desk), 100);
    click(&window, "tbody button").await;
    window.wait_text("tidak ada di cadangan ini").await;
    let units = "return [...document.querySelectorAll('dialog tr')].some((row) => row.innerText.includes(arguments[0])
        && row.innerText.includes('40') && row.innerText.includes('100'));";
    window.wait_true("units then and now", units, vec![json!("Stok, barang")]).await;
    window.screenshot("cadangan-pulihkan").await;

    let other = File::open(desk.home().join("buku.runut.pakai")).unwrap();
    other.lock_shared().unwrap();
    window.press("Control+Enter").await;
    window.wait_text("Buku sedang dipakai program lain").await;
    assert_eq!(on_hand(&desk), 100);
    drop(other);
    window.press("Control+Enter").await;
    window.wait_text("Buku sudah dipulihkan").await;
    window.wait_text("buku-diganti-").await;
    window.click_text("Buka buku yang dipulihkan").await;
    window.wait_gone("Buku sudah dipulihkan").await;
    window.wait_text("Buku yang diganti").await;
    assert_eq!(on_hand(&desk), 40);
    assert_eq!(window.invoke("check_book", json!({})).await, Ok(json!([])));
    let newest: Value = serde_json::from_str(&at(&desk, &["--json", "log", "--limit", "1"])).unwrap();
    assert_eq!(newest["rows"][0]["verb"], json!("restore"));
    window.close().await;
}
