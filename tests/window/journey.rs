//! A seller's day in the window, by keyboard and scanner: from the first start to a parcel found by its number.

use crate::harness::{Desk, Window};
use crate::shopee;

/// First start, import with a decision, goods in, approval, a wave, slips, packing with a stop, tracking numbers, log.
#[tokio::test(flavor = "multi_thread")]
async fn a_sellers_day() {
    let desk = Desk::new("day");
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261118_20261119.xlsx");
    shopee::write(&file);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;

    first_start(&window).await;
    // This owner wants to look at every order before the warehouse does.
    desk.terminal(&["--now", shopee::NOW, "settings", "--auto-approve", "off"]);
    import(&window).await;
    receive(&desk).await;
    approve(&window).await;
    wave_and_slips(&desk, &window).await;
    pack(&window).await;
    ship(&window).await;
    find_again(&window).await;
}

/// The shop's name and the owner's are all that is needed.
async fn first_start(window: &Window) {
    window.wait_text("Buku toko Anda").await;
    window.screenshot("mulai").await;
    window.type_text("Dapur Wulan").await;
    window.press("Tab").await;
    window.type_text("Wulan").await;
    window.press("Enter").await;
    window.wait_text("Berkas mana?").await;
}

/// The preview says what would happen and asks about the damaged cell; nothing is written before it is confirmed.
async fn import(window: &Window) {
    window.press("Enter").await;
    window.wait_text("Perlu diputuskan").await;
    window.wait_text(shopee::DAMAGED).await;
    window.wait_text("Impor 11 pesanan").await;
    window.screenshot("impor").await;
    window.click_text("Pakai").await;
    window.wait_text("Impor 12 pesanan").await;
    window.click_text("Impor 12 pesanan").await;
    window.wait_text("12 pesanan masuk buku").await;
    window.screenshot("impor-selesai").await;
}

/// What is sold comes in.
async fn receive(desk: &Desk) {
    desk.terminal(&["--now", shopee::NOW, "stock", "receive", "--missing-at", "9000"]);
}

/// All of them at once: choose all, and the key of their next step.
async fn approve(window: &Window) {
    window.press("Alt+1").await;
    window.wait_text("Tidak ada pesanan Siap dikemas").await;
    window.click_text("Menunggu persetujuan").await;
    window.wait_text("yohanestarigan").await;
    window.press("Control+a").await;
    window.wait_text("12 dipilih").await;
    window.screenshot("pesanan-setujui").await;
    window.press("s").await;
    window.wait_text("Tidak ada pesanan Menunggu persetujuan").await;
    window.click_text("Siap dikemas").await;
    window.wait_text("yohanestarigan").await;
    window.screenshot("pesanan").await;
    window.theme("dark").await;
    window.screenshot("pesanan-gelap").await;
    window.theme("light").await;
}

/// One key for the wave, one for its papers: every order has a slip with its own code.
async fn wave_and_slips(desk: &Desk, window: &Window) {
    window.press("w").await;
    window.wait_text("Gelombang 1: 12 pesanan").await;
    window.screenshot("gelombang").await;
    window.click_text("Cetak daftar ambil & slip").await;
    window.wait_text("12 slip pengemasan").await;

    let slips = desk.document("slip-");
    for order in 1..=12 {
        assert!(slips.split_whitespace().any(|word| word == format!("RN-{order}")), "no slip of {order}:\n{slips}");
    }
    let pick_list = desk.document("daftar-ambil-");
    assert!(pick_list.contains("Mangkuk Ayam Jago"), "{pick_list}");
}

/// A slip, then its goods. What doesn't belong into the parcel fills the screen and changes nothing.
async fn pack(window: &Window) {
    window.press("Alt+2").await;
    window.wait_text("12 paket menunggu").await;
    window.screenshot("kemas-antrean").await;
    window.scan("RN-1").await;
    window.wait_text("0 dari 3").await;
    window.screenshot("kemas").await;

    window.scan("MGK-BR").await;
    window.wait_for(".stop").await;
    let covered = "const r = document.querySelector('.stop').getBoundingClientRect();
        return r.left <= 0 && r.top <= 0 && r.right >= innerWidth && r.bottom >= innerHeight;";
    window.wait_true("the stop fills the screen", covered, vec![]).await;
    window.screenshot("kemas-salah").await;
    window.press("Enter").await;
    window.press("Space").await;
    window.wait_for(".stop").await;

    for code in ["MGK-HJ", "MGK-HJ", "SRB-KT"] {
        window.scan(code).await;
    }
    window.wait_text("Paket 1 lengkap").await;
    window.screenshot("kemas-selesai").await;
    for (order, code) in [(2, "TLN-28"), (3, "WJN-30"), (4, "SRB-KT")] {
        window.scan(&format!("RN-{order}")).await;
        window.scan(code).await;
        window.wait_text(&format!("Paket {order} lengkap")).await;
    }
    window.press("Escape").await;
    window.wait_text("8 paket menunggu").await;
}

/// The courier's numbers, pasted: each line finds its parcel before anything is written. What can't leave says why.
async fn ship(window: &Window) {
    window.press("Alt+3").await;
    window.wait_text("4 paket menunggu resi").await;
    window.screenshot("resi").await;
    window
        .paste("RN-1\tSPXID060000000011\nRN-2\tSPXID060000000022\nRN-3\tJNE0060000000033\nRN-9\tSPXID060000000099")
        .await;
    window.wait_text("3 siap dikirim").await;
    window.wait_text("1 ditolak").await;
    window.screenshot("resi-tempel").await;
    window.press("Control+Enter").await;
    window.wait_text("3 pesanan dikirim").await;
    window.wait_gone("3 siap dikirim").await;
}

/// By its tracking number from the order list; and in the log, with who and when.
async fn find_again(window: &Window) {
    window.press("Alt+1").await;
    window.wait_text("yohanestarigan").await;
    window.press("/").await;
    window.type_text("SPXID060000000022").await;
    window.wait_gone("yohanestarigan").await;
    window.wait_text("saridewi88").await;
    window.wait_text("Tolong yang warnanya paling tua ya, buat kado. Bungkus rapi 🙏").await;
    window.wait_text("Sari 🌸 Dewi").await;
    window.screenshot("pesanan-dibuka").await;
    window.press("Alt+5").await;
    window.wait_text("SPXID060000000022").await;
    window.screenshot("log").await;
    window.click_text("Periksa rantai").await;
    window.wait_text("Rantai utuh").await;
    window.click_text("Periksa buku").await;
    window.wait_text("Buku cocok").await;
    window.screenshot("log-periksa").await;
}
