//! A book that can't be opened: each kind has its screen, and the ways out work from there.

use std::fs;

use crate::harness::Desk;

/// A flipped head, a cut-off end, another program's file, a newer version, a missing book: never a blank window. What can be
/// read of a damaged one is saved from its screen.
#[tokio::test(flavor = "multi_thread")]
async fn a_book_that_cannot_be_opened_has_its_ways_out() {
    let desk = Desk::new("damage");
    desk.terminal(&["--now", "2026-11-19 08:00", "demo", "--orders", "30"]);
    let sound = fs::read(desk.book()).unwrap();
    let kept = desk.home().join("Terbaca");
    fs::create_dir(&kept).unwrap();
    desk.set("RUNUT_PICK_FOLDER", kept.to_string_lossy());

    // What the file is, what the screen says, which way out it must offer.
    let lost_head = [&sound[..16], &[0; 4080], &sound[4096..]].concat();
    let newer = [&sound[..60], &99_u32.to_be_bytes(), &sound[64..]].concat();
    for (content, says, way) in [
        (Some(lost_head), "Selamatkan yang terbaca", "Pulihkan dari cadangan"),
        (Some(sound[..sound.len() / 2].to_vec()), "rusak", "Selamatkan yang terbaca"),
        (Some("Ini bukan buku.\n".repeat(400).into_bytes()), "bukan buku Runut", "Pulihkan dari cadangan"),
        (Some(newer), "Perbarui program ini dulu", "Coba lagi"),
        (None, "pernah ada buku di sini", "Mulai buku baru"),
    ] {
        match &content {
            Some(bytes) => fs::write(desk.book(), bytes).unwrap(),
            None => fs::remove_file(desk.book()).unwrap(),
        }
        let window = desk.open().await;
        window.wait_text(says).await;
        window.wait_text(way).await;
        window.wait_text("Buka folder buku").await;
        if says == "Selamatkan yang terbaca" {
            window.click_text("Selamatkan yang terbaca").await;
            window.wait_text("Pulihkan dari buku ini").await;
            window.screenshot("buku-rusak-selamat").await;
            let folder = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
            let lists = fs::read_to_string(folder.join("pesanan.csv")).unwrap();
            assert_eq!(lists.lines().count(), 31, "{lists}");
        }
        if let Some(bytes) = content {
            assert_eq!(fs::read(desk.book()).unwrap(), bytes, "{says}: the file was touched");
        }
        window.close().await;
    }
}
