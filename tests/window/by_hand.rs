//! A shop without any marketplace: an order from the first key to the courier, what comes back, a count, the day's screen.
//! By keyboard and scanner alone; how many keys each step took is printed.

use serde_json::json;

use crate::harness::{Desk, Window};
use crate::shopee;

/// A shop with two variants on the shelf, an account to pay into and a second person.
fn shop(desk: &Desk) {
    desk.set("RUNUT_NOW", shopee::NOW);
    let at = |words: &[&str]| desk.terminal(&[&["--now", shopee::NOW], words].concat());
    at(&["init", "--name", "Dapur Ibu Ratna", "--owner", "Ratna", "--address", "Jl. Puspowarno 18, Semarang"]);
    at(&["account", "set", "bank", "--rename", "BCA", "--number", "8830123456", "--holder", "Ratna"]);
    for (variant, sku, price) in [("Hijau", "GLB-H", "16000"), ("Biru", "GLB-B", "17000")] {
        let shelf = if sku == "GLB-H" { "B-02" } else { "B-03" };
        at(&[
            "product",
            "add",
            "Gelas Blirik 8 cm",
            "--variant",
            variant,
            "--sku",
            sku,
            "--price",
            price,
            "--weight",
            "250",
            "--shelf",
            shelf,
        ]);
    }
    at(&["stock", "receive", "GLB-H=40@9000", "GLB-B=12@9500", "--supplier", "Makmur"]);
}

/// Waits until the field of that name has the focus.
async fn at_field(window: &Window, name: &str) {
    window.wait_for(&format!("[name=\"{name}\"]:focus")).await;
}

/// Types into the field at the focus and goes on.
async fn fill(window: &Window, text: &str) {
    window.type_text(text).await;
    window.press("Enter").await;
}

fn told(window: &Window, what: &str) {
    println!("{what}: {} keys", window.keys());
}

/// Order, payment, approval, papers, packing, shipping: nothing but keys and the scanner.
#[tokio::test(flavor = "multi_thread")]
async fn an_order_by_keyboard_alone() {
    let desk = Desk::new("by-hand");
    shop(&desk);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    window.keys();

    type_order(&window).await;
    told(&window, "order");
    pay(&window).await;
    told(&window, "payment");
    approve(&window).await;
    told(&window, "approval");
    papers(&desk, &window).await;
    told(&window, "papers");
    pack(&window).await;
    told(&window, "packing (scans included)");
    ship(&window).await;
    told(&window, "shipping");

    assert_eq!(window.invoke("check_book", json!({})).await, Ok(json!([])));
    today(&window).await;
    comes_back(&window).await;
    assert_eq!(window.invoke("check_book", json!({})).await, Ok(json!([])));
    look_round(&window).await;
    english(&window).await;
}

/// A buyer whom the book doesn't know yet, a place completed from a part of its name, two lines by SKU.
async fn type_order(window: &Window) {
    window.press("n").await;
    at_field(window, "recipient").await;
    fill(window, "Sari Wulandari").await;
    at_field(window, "phone").await;
    fill(window, "0812 3456 7890").await;
    at_field(window, "address").await;
    fill(window, "Jl. Melati 3, RT 2 RW 5").await;
    at_field(window, "village").await;
    window.type_text("tlogosari wetan").await;
    window.wait_text("Jawa Tengah 50196").await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    at_field(window, "lines").await;
    for (sku, units) in [("GLB-H", "12"), ("GLB-B", "2")] {
        fill(window, sku).await;
        window.wait_for("[name$=\".quantity\"]:focus").await;
        fill(window, units).await;
        at_field(window, "lines").await;
    }
    window.press("Enter").await;
    at_field(window, "courier").await;
    fill(window, "JNE").await;
    at_field(window, "shipping_fee").await;
    fill(window, "15000").await;
    at_field(window, "note").await;
    window.type_text("Bungkus kado ya").await;
    window.wait_text("241.").await;
    window.screenshot("pesanan-baru").await;
    window.press("Enter").await;
    window.wait_text("Menunggu bayar").await;
    window.wait_text("Sari Wulandari").await;
    window.wait_for(".panel").await;
}

/// From the order's next step: what it lacks stands in the form already.
async fn pay(window: &Window) {
    window.press("b").await;
    window.wait_text("Catat Rp 241.").await;
    window.screenshot("uang-masuk").await;
    window.press("Enter").await;
    window.wait_text("Setujui").await;
    window.wait_text("dicatat").await;
}

/// What is paid is let through.
async fn approve(window: &Window) {
    window.press("Alt+s").await;
    window.wait_text("Sari Wulandari").await;
    window.screenshot("uang-setujui").await;
    window.press("Enter").await;
    window.wait_text("Tidak ada yang menunggu persetujuan").await;
}

/// The slip and the label of the order, with one key.
async fn papers(desk: &Desk, window: &Window) {
    window.press("Alt+2").await;
    window.wait_text("Sari Wulandari").await;
    window.press("p").await;
    window.wait_text("label sudah dicetak").await;
    let label = desk.document("label-");
    for part in ["Sari Wulandari", "Jl. Melati 3", "50196", "JNE"] {
        assert!(label.contains(part), "{part} isn't on the label:\n{label}");
    }
    assert!(desk.document("slip-").contains("Bungkus kado ya"));
}

async fn pack(window: &Window) {
    window.press("Alt+3").await;
    window.wait_text("1 paket menunggu").await;
    window.scan("RN-1").await;
    window.wait_text("0 dari 14").await;
    for (sku, units) in [("GLB-H", 12), ("GLB-B", 2)] {
        for _ in 0..units {
            window.scan(sku).await;
        }
    }
    window.wait_text("Paket 1 lengkap").await;
    window.press("Escape").await;
}

/// The parcel's slip, then its number.
async fn ship(window: &Window) {
    window.press("Alt+4").await;
    window.wait_text("1 paket menunggu resi").await;
    window.scan("RN-1").await;
    window.scan("JNE0060000000033").await;
    window.wait_text("dikirim").await;
}

/// One screen, nothing cut off, each row a way to its list.
async fn today(window: &Window) {
    window.press("Alt+1").await;
    window.wait_text("Antrean").await;
    window.wait_text("Stok menipis").await;
}

/// The courier brings it back: scanned, graded; its money is asked about and put off.
async fn comes_back(window: &Window) {
    let failed = json!({ "request": uuid::Uuid::now_v7().to_string(), "verb": "fail", "orders": [1], "reason": "Alamat tidak ditemukan" });
    window.invoke("order_verb", failed).await.unwrap();
    window.press("Alt+5").await;
    window.wait_text("Alamat tidak ditemukan").await;
    window.scan("JNE0060000000033").await;
    window.wait_text("Gelas Blirik 8 cm").await;
    window.screenshot("kembali").await;
    window.press("Control+Enter").await;
    window.wait_text("Kembalikan Rp 241.").await;
    window.screenshot("kembali-uang").await;
    // Past account, method and reference: not now.
    for _ in 0..4 {
        window.press("Tab").await;
    }
    window.press("Enter").await;
    window.wait_gone("Alamat tidak ditemukan").await;
    let stock = json!({ "query": { "mark": "all", "category": "", "search": "", "after": null, "limit": 10 } });
    let page = window.invoke("stock_page", stock).await.unwrap();
    let on_hand: Vec<i64> = page["rows"].as_array().unwrap().iter().map(|r| r["on_hand"].as_i64().unwrap()).collect();
    assert_eq!(on_hand.iter().sum::<i64>(), 52, "all of it is on the shelf again: {page:#}");
}

/// What the day left behind, on the screens that keep it.
async fn look_round(window: &Window) {
    for (hash, word, picture) in [
        ("#/customers", "0812 3456 7890", "pelanggan"),
        ("#/payments?way=history", "241.", "uang-riwayat"),
        ("#/payments?way=owed", "241.", "uang-titipan"),
        ("#/orders?stage=all", "Retur", "pesanan-kembali"),
        ("#/settings", "Dapur Ibu Ratna", "aturan"),
    ] {
        window.script("location.hash = arguments[0];", vec![json!(hash)]).await;
        window.wait_text(word).await;
        window.screenshot(picture).await;
    }
    window.theme("dark").await;
    window.screenshot("aturan-gelap").await;
    window.theme("light").await;
}

/// The other language, on the screens that this day touched.
async fn english(window: &Window) {
    window.language("en").await;
    window.wait_text("Money in").await;
    for (key, word, picture) in [
        ("Alt+1", "Queue", "en-today"),
        ("Alt+2", "Orders", "en-orders"),
        ("Alt+6", "Stock", "en-stock"),
        ("Alt+7", "Customers", "en-customers"),
        ("Alt+8", "Money in", "en-payments"),
    ] {
        window.press(key).await;
        window.wait_text(word).await;
        window.screenshot(picture).await;
    }
    let words = window.text().await;
    for indonesian in ["Pesanan", "Pelanggan", "Uang masuk", "Pengaturan"] {
        assert!(!words.contains(indonesian), "{indonesian} on an English screen:\n{words}");
    }
}

/// A blind count: a figure a line; what differs asks for its reason before it is posted.
#[tokio::test(flavor = "multi_thread")]
async fn a_count_by_keyboard() {
    let desk = Desk::new("count");
    shop(&desk);
    let window = desk.open().await;
    window.wait_text("Jumat, 20 November").await;
    window.press("Alt+6").await;
    window.wait_text("Gelas Blirik 8 cm").await;
    window.keys();
    window.press("o").await;
    window.wait_text("Mulai opname").await;
    window.wait_for("[data-shelf]:focus").await;
    fill(&window, "B").await;
    window.wait_text("0 dari 2 dihitung").await;
    assert!(!window.text().await.contains("Di buku"), "a blind count tells what the book says");
    for units in ["38", "12"] {
        fill(&window, units).await;
    }
    window.wait_text("2 dari 2 dihitung").await;
    window.screenshot("opname").await;
    window.press("Control+Enter").await;
    window.wait_text("1 selisih").await;
    window.wait_for("[data-reason]").await;
    window.script("document.querySelector('[data-reason]').focus();", vec![]).await;
    window.type_text("Pecah di rak").await;
    window.screenshot("opname-tinjau").await;
    window.press("Control+Enter").await;
    window.wait_text("Opname ini sudah ditutup").await;
    told(&window, "count");
    let stock = json!({ "query": { "mark": "all", "category": "", "search": "GLB-H", "after": null, "limit": 10 } });
    let page = window.invoke("stock_page", stock).await.unwrap();
    assert_eq!((&page["rows"][0]["on_hand"], &page["rows"][0]["value"]), (&json!(38), &json!(342_000)), "{page:#}");
    assert_eq!(window.invoke("check_book", json!({})).await, Ok(json!([])));
}

/// The owner's morning in the demo shop: everything on one screen of 1366 x 768, nothing to scroll, each row a way to its
/// list; and it follows what happens elsewhere at once.
#[tokio::test(flavor = "multi_thread")]
async fn a_morning_on_one_screen() {
    let desk = Desk::new("morning");
    desk.set("RUNUT_NOW", shopee::NOW);
    let at = |words: &[&str]| desk.terminal(&[&["--now", shopee::NOW], words].concat());
    at(&["demo", "--orders", "120"]);
    at(&["kpi", "set-target", "net_sales", "21jt", "--per", "week"]);
    at(&["task", "add", "Balas komplain pesanan 12, gelas pecah", "--due", "2026-11-20"]);
    at(&["task", "add", "Opname rak B", "--due", "2026-11-19"]);
    at(&["task", "add", "Foto keranjang mendong untuk katalog"]);
    let window = desk.open().await;
    window.wait_text("Antrean").await;
    window.wait_text("Opname rak B").await;
    window.screenshot("hari-ini").await;
    window.theme("dark").await;
    window.screenshot("hari-ini-gelap").await;
    window.theme("light").await;
    let fits = "const board = document.querySelector('.board');
        return innerWidth === 1366 && board.scrollHeight <= board.clientHeight;";
    window.wait_true("one screen", fits, vec![]).await;
    let ways = "return [...document.querySelectorAll('.board a.row')].every((row) => row.hash.startsWith('#/'));";
    window.wait_true("each row is a way", ways, vec![]).await;

    at(&["task", "done", "2"]);
    window.wait_gone("Opname rak B").await;
    window.press("ArrowDown").await;
    window.press("Enter").await;
    window.wait_text("Pesanan").await;
    window.wait_for(".panel").await;
}
