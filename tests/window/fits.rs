//! What decides is never cut: every screen, panel, form and dialog, at the sizes that sellers have, with the longest names
//! that marketplaces allow.

use std::path::Path;

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;
use crate::wire::{act, ask};

const LOOK: &str = include_str!("fits.js");

/// A title of 255 characters, as marketplaces fill them.
fn title(first: &str) -> String {
    let rest = " Premium Original Import Anti Karat Tebal Awet Bisa COD Bayar di Tempat Murah Grosir Ecer Kado Souvenir Pernikahan \
        Hampers Lebaran Natal Ulang Tahun Perlengkapan Dapur Rumah Tangga Terlaris Garansi Uang Kembali Kualitas Ekspor Siap Kirim \
        Hari Ini Juga Ya Kak Lengkap";
    format!("{first}{rest}").chars().take(255).collect::<String>().trim().to_owned()
}

/// A variation of 200 characters.
fn variation(first: &str) -> String {
    let rest = " Isi 12 Lusin Kemasan Kotak Kayu Jati Ukuran 20 x 30 x 15 cm Tutup Bambu Tali Rami Alami Kartu Ucapan Tulisan Tangan \
        Pita Merah Marun Bungkus Gelembung Tebal Tiga Lapis Aman Sampai Tujuan Luar Pulau";
    format!("{first}{rest}").chars().take(200).collect::<String>().trim().to_owned()
}

/// Names of sixty characters.
const NAMES: [&str; 3] = [
    "Raden Ajeng Sri Wahyuningsih Kusumawardhani Prawirodirdjo II",
    "Muhammad Rizky Ramadhan Situmorang Hutagalung Panjaitan S.Kom",
    "Christabella Evangeline Tirtawidjaja Natadiningrat-Hartanto",
];

struct Shop {
    own: Vec<Value>,
    variant: Value,
    product: Value,
    count: Value,
}

/// A demo shop with a hundred and forty open orders, most of them late, and beside it what is longest.
async fn shop(window: &Window) -> Shop {
    let variant = |name: &str, sku: &str| {
        json!({ "id": null, "name": variation(name), "sku": sku, "barcode": "", "price": 1_250_000, "weight_g": 12_500,
            "shelf": "RAK-BELAKANG-07", "low_mark": 90, "sell_ahead": false })
    };
    let form = json!({ "id": null, "name": title("Gelas Blirik Enamel Motif Kotak"), "category": "Perlengkapan makan dan minum", "description": "",
        "variants": [variant("Hijau Tosca", "GELAS-BLIRIK-ENAMEL-HIJAU-TOSCA-12"), variant("Biru Dongker", "GLB-B")] });
    let product = act(window, "product_save", json!({ "form": form })).await;
    let form = ask(window, "product_form", json!({ "product": product })).await;
    let variant = form["variants"][0]["id"].clone();
    let lines: Vec<Value> = form["variants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|v| json!({ "variant_id": v["id"], "quantity": 40, "cost": 4_000_000 }))
        .collect();
    act(
        window,
        "stock_receive",
        json!({ "receipt": { "supplier": "CV Pengrajin Enamel Makmur Sentosa Abadi", "note": "", "lines": lines,
            "day": null, "purchase": null, "reference": "SJ/2026/11/00417", "costs": [], "split": "value" } }),
    )
    .await;
    let grosir = json!({ "id": 0, "channel": "tiktok", "name": "Perlengkapan Dapur Nusantara Grosir TikTok Jakarta", "wallet": 0,
        "archived": false, "receivable": 0 });
    act(window, "store_save", json!({ "store": grosir })).await;
    let settings = ask(window, "settings", json!({})).await;
    let couriers: Vec<String> =
        settings["couriers"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap().to_owned()).collect();
    let mut own = Vec::new();
    for (n, courier) in couriers.iter().enumerate() {
        let mut form = ask(window, "order_form", json!({ "order": null, "copy": null })).await["form"].clone();
        let to = json!({ "recipient": NAMES[n % 3], "phone": format!("+62 812-3456-78{n:02}"), "address": "Jl. Raya Kebayoran Lama Gang Haji Mansyur Dalam Nomor 127 RT 012 RW 005 (pagar hitam depan masjid)",
            "village": "Grogol Selatan", "district": "Kebayoran Lama", "city": "Kota Administrasi Jakarta Selatan", "province": "Daerah Khusus Ibukota Jakarta", "postcode": "12220" });
        form["to"] = to;
        form["courier"] =
            json!(if n % 2 == 0 { courier.clone() } else { format!("{courier} Reguler Cashless Hemat Kargo") });
        form["shipping_fee"] = json!(125_000);
        form["cod"] = json!(n % 5 == 1);
        form["note"] = json!(
            "Tolong dibungkus kado warna hijau, tulis kartu: selamat ulang tahun Ibu, dari kami sekeluarga di Makassar"
        );
        form["seller_note"] = json!("Pelanggan lama, jangan diberi brosur");
        if n % 4 == 3 {
            form["sender"] = json!("Butik Perlengkapan Dapur Nusantara Jaya Abadi Sejahtera");
            form["sender_phone"] = json!("081298765432");
        }
        form["lines"] =
            json!([{ "id": null, "variant": variant.clone(), "quantity": 2, "price": 1_250_000, "discount": 10_000 }]);
        let saved = act(window, "order_save", json!({ "form": form, "place": n != 12, "reason": "" })).await;
        own.push(saved["order"].clone());
    }
    let total = ask(window, "order_detail", json!({ "order": own[0] })).await["row"]["total"].clone();
    let paid = json!({ "form": { "method": "transfer", "account": settings["accounts"][1]["id"], "amount": total, "fee": 0, "reference": "", "payer": "SRI WAHYUNINGSIH KUSUMAWARDHANI PRAWIRODIRDJO", "at": null, "note": "", "parts": [{ "order": own[0], "amount": total }] } });
    if let Err(why) = window.invoke("payment_record", with_request(paid)).await {
        println!("no payment: {why}");
    }
    let _ = window
        .invoke(
            "order_verb",
            with_request(json!({ "verb": "approve", "orders": own, "reason": "Pelanggan lama, bayar nanti" })),
        )
        .await;
    let _ = window.invoke("order_verb", with_request(json!({ "verb": "hold", "orders": [own[2]], "reason": "Alamat aneh, tunggu kabar pembeli soal nomor rumah yang benar" }))).await;
    let task = json!({ "id": 0, "text": "Telepon pengrajin soal gelas hijau yang retak dan minta potongan harga untuk pesanan bulan depan", "person": null, "person_name": "", "due": null, "done": false });
    act(window, "task_save", json!({ "task": task })).await;
    let scope = json!({ "name": "", "shelf": "RAK", "category": "", "variants": [] });
    let count = act(window, "count_start", json!({ "scope": scope })).await;
    Shop { own, variant, product, count }
}

fn with_request(mut arguments: Value) -> Value {
    arguments["request"] = json!(uuid::Uuid::now_v7().to_string());
    arguments
}

/// Where one is, and the keys and clicks from there. `!` begins a text to click on, `=` one to type, `~` one to wait for,
/// `#` what to click by its place, `^` what to do at the head, in whose menu it stands where there is no room (nothing: the menu itself).
fn places(shop: &Shop) -> Vec<(String, String, Vec<&'static str>)> {
    let own = |n: usize| shop.own[n].as_i64().unwrap();
    let mut all: Vec<(&str, String, Vec<&'static str>)> = vec![
        ("hari-ini", "today".into(), vec![]),
        ("perintah", "today".into(), vec!["Control+k", "=cetak"]),
        ("pintasan", "orders?stage=approved".into(), vec!["?"]),
        ("pesanan", "orders?stage=approved".into(), vec![]),
        ("pesanan-semua", "orders?stage=all".into(), vec![]),
        ("pesanan-dikirim", "orders?stage=shipped".into(), vec![]),
        ("pesanan-selesai", "orders?stage=completed".into(), vec![]),
        ("pesanan-panel", format!("orders?stage=approved&open={}", own(0)), vec![]),
        ("pesanan-panel-cod", format!("orders?stage=all&open={}", own(1)), vec![]),
        ("pesanan-panel-ditahan", format!("orders?stage=all&open={}", own(2)), vec![]),
        ("pesanan-panel-dropship", format!("orders?stage=all&open={}", own(3)), vec![]),
        ("pesanan-panel-marketplace", "orders?stage=approved&open=1".into(), vec![]),
        ("pesanan-dipilih", "orders?stage=approved".into(), vec!["Control+a"]),
        ("pesanan-dipilih-panel", format!("orders?stage=approved&open={}", own(0)), vec!["Control+a"]),
        ("pesanan-saring", "orders?stage=approved".into(), vec!["f"]),
        (
            "pesanan-tersaring",
            "orders?stage=all&channel=whatsapp&courier=JNE&day=20261120&mark=unprinted".into(),
            vec![],
        ),
        ("pesanan-tahan", "orders?stage=approved".into(), vec!["ArrowDown", "h"]),
        (
            "pesanan-batal",
            format!("orders?stage=all&open={}", own(5)),
            vec!["#.panel .strip .box:nth-of-type(3) > button", "!Batalkan pesanan"],
        ),
        (
            "pesanan-cetak",
            format!("orders?stage=approved&open={}", own(0)),
            vec!["#.panel .strip .box:nth-of-type(1) > button"],
        ),
        ("pesanan-ekspor", "orders?stage=approved".into(), vec!["^Ekspor"]),
        ("pesanan-menu", "orders?stage=approved".into(), vec!["^"]),
        ("stok-menu", "stock".into(), vec!["^"]),
        ("stok-ekspor", "stock".into(), vec!["^Ekspor"]),
        ("pesanan-klaim", "orders?stage=shipped".into(), vec!["ArrowDown", "Enter"]),
        ("pesanan-baru-pergi", "order".into(), vec!["=Sari Wulandari", "Escape"]),
        ("impor", "orders".into(), vec!["i", "~Perlu diputuskan"]),
        ("pesanan-lainnya", "orders?stage=approved".into(), vec!["!Lainnya"]),
        ("pesanan-baru", "order".into(), vec![]),
        ("pesanan-ubah", format!("order?order={}", own(0)), vec![]),
        ("kemas", "pack".into(), vec![]),
        ("kemas-paket", format!("pack?order={}", own(0)), vec![]),
        ("kemas-salah", format!("pack?order={}", own(0)), vec!["=SALAH-BARANG", "Enter"]),
        ("resi", "tracking".into(), vec![]),
        ("resi-tempel", "tracking?way=paste".into(), vec![]),
        ("retur", "returns".into(), vec![]),
        ("stok", "stock".into(), vec![]),
        ("stok-kartu", format!("stock?open={}", shop.variant), vec![]),
        ("stok-terima", "stock?do=receive".into(), vec![]),
        ("stok-produk", format!("stock?do=product&product={}", shop.product), vec![]),
        ("stok-produk-baru", "stock?do=product".into(), vec![]),
        ("stok-daftar", "stock?do=list".into(), vec![]),
        ("stok-awal", "stock?do=opening".into(), vec![]),
        ("opname", "count".into(), vec![]),
        ("opname-isi", format!("count?id={}", shop.count), vec![]),
        ("opname-hasil", format!("count?id={}&review=1", shop.count), vec![]),
        ("pelanggan", "customers".into(), vec![]),
        ("pelanggan-buka", "customers?open=1".into(), vec![]),
        ("pelanggan-ubah", "customers?open=1&do=edit".into(), vec![]),
        ("pelanggan-baru", "customers?do=new".into(), vec![]),
        ("uang", "payments".into(), vec![]),
        ("uang-catat", format!("payments?order={}", own(4)), vec![]),
        ("uang-setujui", "payments?way=approve".into(), vec![]),
        ("uang-riwayat", "payments?way=history".into(), vec![]),
        ("uang-utang", "payments?way=owed".into(), vec![]),
        ("angka", "figures".into(), vec!["ArrowDown"]),
        ("angka-tujuan", "figures?do=goals".into(), vec!["1", "5"]),
        ("angka-target", "figures?kpi=late&do=target".into(), vec![]),
        ("angka-sendiri", "figures?do=own".into(), vec![]),
        ("angka-pesanan", "figures?kpi=orders&do=orders".into(), vec![]),
        ("angka-orang", "figures?tab=people".into(), vec![]),
        ("angka-laporan", "figures?tab=report".into(), vec![]),
        ("keuangan-laba", "finance".into(), vec!["ArrowDown"]),
        ("keuangan-laba-tahun", "finance?span=year&against=days".into(), vec![]),
        ("keuangan-laba-pos", "finance?acc=4101".into(), vec![]),
        ("keuangan-neraca", "finance?room=balance".into(), vec!["ArrowDown"]),
        ("keuangan-pembelian", "finance?room=purchases".into(), vec![]),
        ("keuangan-pemasok", "finance?room=purchases&show=suppliers".into(), vec![]),
        ("keuangan-utang", "finance?room=purchases&owes=1".into(), vec![]),
        ("keuangan-biaya", "finance?room=expenses".into(), vec![]),
        ("keuangan-buku-besar", "finance?room=ledger".into(), vec!["ArrowDown", "Enter"]),
        ("keuangan-pajak", "finance?room=tax".into(), vec![]),
        ("keuangan-tutup-hari", "finance?room=day".into(), vec![]),
        ("keuangan-laporan", "finance?room=reports".into(), vec![]),
        ("laporan-produk", "finance?room=reports&report=sales_product".into(), vec![]),
        ("laporan-banding", "finance?room=reports&report=sales_product&against=before".into(), vec![]),
        ("pengaturan-tarif", "settings?part=fees".into(), vec!["#details summary"]),
        ("laporan-pelanggan", "finance?room=reports&report=sales_customer".into(), vec![]),
        ("laporan-piutang", "finance?room=reports&report=receivable_orders".into(), vec![]),
        ("laporan-umur", "finance?room=reports&report=payables".into(), vec![]),
        ("laporan-stok", "finance?room=reports&report=stock".into(), vec![]),
        ("laporan-bulan", "finance?room=reports&report=income_months".into(), vec![]),
        ("laporan-saldo", "finance?room=reports&report=trial".into(), vec![]),
        ("laporan-catatan", "finance?room=reports&report=notes".into(), vec![]),
        ("laporan-akuntan", "finance?room=reports&report=accountant".into(), vec![]),
        ("catat", "log".into(), vec![]),
        ("catat-belum", "log?part=due".into(), vec![]),
        ("catat-pola", "log?part=templates".into(), vec![]),
        ("catat-csv", "log?do=csv".into(), vec![]),
        ("log", "log?part=chain".into(), vec![]),
        ("panduan", "guide".into(), vec![]),
    ];
    for part in [
        "shop",
        "deadlines",
        "accounts",
        "stores",
        "couriers",
        "hours",
        "persons",
        "texts",
        "backups",
        "printers",
        "look",
        "about",
    ] {
        all.push(("aturan", format!("settings?part={part}"), vec![]));
    }
    all.into_iter()
        .map(|(name, hash, keys)| {
            let name = if name == "aturan" { format!("aturan-{}", &hash[14..]) } else { name.to_owned() };
            (name, hash, keys)
        })
        .collect()
}

async fn press_on(window: &Window, css: &str) {
    let click = "const found = document.querySelector(arguments[0]); found?.click(); return found !== null;";
    assert_eq!(window.script(click, vec![json!(css)]).await, json!(true), "{css}");
}

async fn at_head(window: &Window, text: &str) {
    let menu = "document.querySelector('.head .acts [aria-haspopup=menu]')";
    if window.script(&format!("{menu}?.click(); return {menu} !== null;"), vec![]).await == json!(true) {
        window.wait_for(".head .acts [role=menu]").await;
    }
    if !text.is_empty() {
        let click = "[...document.querySelectorAll('.head .acts button')].find((e) => e.textContent.trim().startsWith(arguments[0])).click();";
        window.script(click, vec![json!(text)]).await;
    }
}

async fn go(window: &Window, hash: &str, keys: &[&str]) {
    // Whatever was open closes with a page that is loaded anew only where it must: another address is enough.
    for _ in 0..3 {
        if window.script("return document.querySelector('dialog[open]') !== null;", vec![]).await == json!(true) {
            window.press("Escape").await;
        }
    }
    window.script("location.hash = '#/guide?chapter=mulai';", vec![]).await;
    window.settled().await;
    window.script("location.hash = `#/${arguments[0]}`;", vec![json!(hash)]).await;
    window.settled().await;
    for key in keys {
        match key.split_at(1) {
            ("!", text) => window.click_text(text).await,
            ("=", text) => window.type_text(text).await,
            ("#", css) => press_on(window, css).await,
            ("^", text) => at_head(window, text).await,
            ("~", text) => drop(window.wait_text(text).await),
            _ => window.press(key).await,
        }
        window.settled().await;
    }
    // What waits for the keys to rest: a panel that follows the cursor, a search.
    window.script("return new Promise((done) => setTimeout(done, 160));", vec![]).await;
    window.settled().await;
}

/// Opens every place in a window of this size, and lists what can't be read there.
async fn at(width: u32, height: u32, percent: u32) {
    let desk = Desk::new(&format!("fits-{width}-{percent}"));
    desk.terminal(&["--now", shopee::NOW, "demo", "--orders", "260", "--open", "140"]);
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261118_20261119.xlsx");
    shopee::write(&file);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;
    let shop = shop(&window).await;
    window.size(width, height).await;
    let mut machine = ask(&window, "machine", json!({})).await;
    machine["zoom"] = json!(percent);
    ask(&window, "machine_save", json!({ "machine": machine })).await;
    // For a look at them: RUNUT_PICTURES=light or dark, RUNUT_FITS=pesanan,stok for a few.
    let pictures = std::env::var("RUNUT_PICTURES").unwrap_or_default();
    let only = std::env::var("RUNUT_FITS").unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    for (name, hash, keys) in places(&shop) {
        if !only.is_empty() && !only.split(',').any(|each| name.starts_with(each)) {
            continue;
        }
        go(&window, &hash, &keys).await;
        let faults = window.script(LOOK, vec![]).await;
        for fault in faults.as_array().into_iter().flatten() {
            found.push(format!("{name}: {}", fault.as_str().unwrap_or_default()));
        }
        if !pictures.is_empty() {
            window.theme(&pictures).await;
            window.screenshot_as_is(&format!("fits-{name}-{width}-{percent}-{pictures}")).await;
        }
    }
    assert!(
        found.is_empty(),
        "{width}x{height} at {percent}%: {} texts can't be read:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_on_a_small_laptop() {
    at(1024, 680, 100).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_on_a_laptop() {
    at(1366, 768, 100).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_at_a_larger_size_of_text() {
    at(1366, 768, 125).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_on_a_small_laptop_at_a_larger_size_of_text() {
    at(1024, 680, 125).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_on_a_small_laptop_at_a_slightly_larger_size_of_text() {
    at(1024, 680, 110).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_decides_is_cut_on_a_large_screen() {
    at(1920, 1080, 100).await;
}

/// A month as the marketplace gives it, and the same with cells that a spreadsheet has damaged: preview and end.
async fn a_month(width: u32, height: u32) {
    let desk = Desk::new(&format!("fits-month-{width}"));
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/shopee/Order.all.20240901_20240930.csv");
    let text = std::fs::read_to_string(&real).unwrap();
    let file = desk.home().join("Order.all.20240901_20240930.csv");
    std::fs::write(&file, damaged(&text)).unwrap();
    desk.terminal(&["--now", MONTH, "demo", "--orders", "20", "--open", "5"]);
    desk.set("RUNUT_NOW", MONTH);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;
    window.size(width, height).await;
    let pictures = std::env::var("RUNUT_PICTURES").unwrap_or_default();
    let mut found: Vec<String> = Vec::new();
    go(&window, "orders", &["i", "~Perlu diputuskan"]).await;
    for name in ["bulan", "bulan-selesai"] {
        if name == "bulan-selesai" {
            window.press("Enter").await;
            window.wait_for(".done").await;
            window.settled().await;
        }
        for fault in window.script(LOOK, vec![]).await.as_array().into_iter().flatten() {
            found.push(format!("{name}: {}", fault.as_str().unwrap_or_default()));
        }
        if !pictures.is_empty() {
            window.theme(&pictures).await;
            window.screenshot_as_is(&format!("fits-{name}-{width}-{pictures}")).await;
        }
    }
    assert!(found.is_empty(), "{width}x{height}: {} texts can't be read:\n{}", found.len(), found.join("\n"));
}

const MONTH: &str = "2024-09-20T08:00:00+07:00";

/// Every fortieth row's total without its last nought, every ninetieth's time as a spreadsheet's number.
fn damaged(text: &str) -> String {
    let rows = text.lines().enumerate().map(|(n, line)| {
        let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
        if n > 0 && n % 40 == 0 && cells[38].ends_with('0') {
            cells[38].pop();
        }
        if n > 0 && n % 90 == 0 {
            "4,55E+04".clone_into(&mut cells[9]);
            cells[9] = format!("\"{}\"", cells[9]);
        }
        cells.join(",")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs the real files beside the project"]
async fn nothing_that_decides_is_cut_in_a_damaged_month() {
    a_month(1366, 768).await;
    a_month(1024, 680).await;
}
