//! A seller's day in the window, by keyboard and scanner: from the first start to a parcel found by its number.

use crate::harness::{Desk, Window};
use crate::{closed, shopee};

/// First start, import with a decision, goods in, approval, a wave, slips, packing with a stop, tracking numbers, log.
#[tokio::test(flavor = "multi_thread")]
async fn a_sellers_day() {
    let desk = Desk::watched("day");
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261118_20261119.xlsx");
    shopee::write(&file);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;

    first_start(&window).await;
    // This owner wants to look at every order before the warehouse does.
    desk.terminal(&["--now", shopee::NOW, "settings", "--auto-approve", "off"]);
    import(&window).await;
    receive(&window).await;
    approve(&window).await;
    wave_and_slips(&desk, &window).await;
    pack(&window).await;
    ship(&window).await;
    find_again(&window).await;
    closed::no_network(&desk);
    closed::no_personal_data(&desk, &shopee::personal());
}

/// The shop's name and the owner's are all that is needed.
async fn first_start(window: &Window) {
    window.wait_text("Buku toko Anda").await;
    window.screenshot("mulai").await;
    window.type_text("Dapur Wulan").await;
    window.press("Tab").await;
    window.type_text("Wulan").await;
    window.press("Enter").await;
    window.wait_text("0 dari 5 selesai").await;
}

/// The preview says what would happen and asks about the damaged cell; nothing is written before it is confirmed.
async fn import(window: &Window) {
    window.press("i").await;
    window.wait_text("Perlu diputuskan").await;
    window.wait_text(shopee::DAMAGED).await;
    window.wait_text("Impor 11 pesanan").await;
    window.screenshot("impor").await;
    window.click_text("Pakai").await;
    window.wait_text("Impor 12 pesanan").await;
    window.click_text("Impor 12 pesanan").await;
    window.wait_text("12 pesanan masuk buku").await;
    window.screenshot("impor-selesai").await;
    // So much is asked before it goes; and it can be done again.
    window.press("Control+z").await;
    window.wait_text("Urungkan langkah ini?").await;
    window.press("Enter").await;
    window.wait_text("Diurungkan: Impor").await;
    window.press("Control+Shift+z").await;
    window.wait_text("Ulangi langkah ini?").await;
    window.press("Enter").await;
    window.wait_text("Diulangi: Impor").await;
}

/// What is sold and missing comes in, at its cost: fill, a cost and Enter for each, save.
async fn receive(window: &Window) {
    window.press("Alt+6").await;
    window.wait_text("kurang 37 barang").await;
    window.screenshot("stok-kurang").await;
    window.click_text("Terima barang").await;
    window.wait_text("Isi yang kurang").await;
    window.press("Alt+k").await;
    window.wait_text("6 varian yang kurang diisikan").await;
    for line in 1..=6 {
        window.wait_for("[data-cost]:focus").await;
        window.type_text(&format!("{}.500", 8 + line)).await;
        window.press("Enter").await;
    }
    window.wait_for("[role=combobox]:focus").await;
    window.screenshot("stok-terima").await;
    window.press("Control+Enter").await;
    window.wait_text("37 barang dari 6 macam diterima").await;
    window.wait_gone("kurang 37 barang").await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    window.wait_text("Mutasi").await;
    window.wait_text("pemasok").await;
    window.screenshot("stok").await;
}

/// All of them at once: choose all, and the key of their next step.
async fn approve(window: &Window) {
    window.press("Alt+2").await;
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
    window.screenshot_as_is("gelombang").await;
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
    window.press("Alt+3").await;
    window.wait_text("12 paket menunggu").await;
    window.screenshot("kemas-antrean").await;
    window.scan("RN-1").await;
    window.wait_text("0 dari 3").await;
    window.screenshot("kemas").await;
    window.theme("dark").await;
    window.screenshot("kemas-gelap").await;
    window.theme("light").await;

    window.scan("MGK-BR").await;
    window.wait_for(".stop").await;
    let filled = "const stop = document.querySelector('.stop');
        for (let x = 4; x < innerWidth; x += 20) for (let y = 4; y < innerHeight; y += 20)
          if (!stop.contains(document.elementFromPoint(x, y))) return false;
        return true;";
    window.wait_true("the stop fills the screen and nothing lies over it", filled, vec![]).await;
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
    window.press("Alt+4").await;
    window.wait_text("4 paket menunggu resi").await;
    window.screenshot("resi").await;
    window
        .paste("RN-1\tSPXID060000000011\nRN-2\tSPXID060000000022\nRN-3\tJNE0060000000033\nRN-9\tSPXID060000000099")
        .await;
    window.wait_text("3 siap dikirim").await;
    window.wait_text("1 tidak ikut").await;
    window.screenshot("resi-tempel").await;
    window.press("Control+Enter").await;
    window.wait_text("3 pesanan dikirim").await;
    window.wait_gone("3 siap dikirim").await;
}

/// By its tracking number from the order list; and in the log, with who and when.
async fn find_again(window: &Window) {
    window.press("Alt+2").await;
    window.wait_text("yohanestarigan").await;
    window.press("/").await;
    window.wait_for(".search input:focus").await;
    window.type_text("SPXID060000000022").await;
    window.wait_gone("yohanestarigan").await;
    window.wait_text("saridewi88").await;
    window.wait_text("Tolong yang warnanya paling tua ya, buat kado. Bungkus rapi 🙏").await;
    window.wait_text("Sari 🌸 Dewi").await;
    window.screenshot("pesanan-dibuka").await;
    window.click_text("Catatan").await;
    window.wait_text("SPXID060000000022").await;
    window.click_text("Periksa rantai").await;
    window.wait_text("Periksa rantai sekarang").await;
    window.screenshot("log").await;
    window.click_text("Periksa rantai sekarang").await;
    window.wait_text("Rantai utuh").await;
    window.click_text("Periksa buku").await;
    window.wait_text("Buku cocok").await;
    window.screenshot("log-periksa").await;
}

/// A file of tens of thousands of orders says how far it is, and stops when it is asked to; nothing is written.
#[tokio::test(flavor = "multi_thread")]
async fn a_long_import_can_be_stopped() {
    let desk = Desk::new("stopped");
    let file = desk.home().join("Order.all.20261101_20261130.csv");
    shopee::write_many(&file, 40_000);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;
    first_start(&window).await;

    window.press("i").await;
    window.wait_text("Membaca Order.all.20261101_20261130.csv, baris").await;
    window.press("Escape").await;
    window.wait_text("Dihentikan. Tidak ada yang ditulis.").await;
    window.press("Alt+2").await;
    window.wait_text("Belum ada pesanan").await;
}
