//! The demo shop's marketplace file: Shopee's order export with invented buyers.

use fastrand::Rng;
use runut_core::rows::VariantForm;
use runut_core::{DAY_MS, Instant, Money, Zone};

use super::{Size, catalogue};

/// What stands in a demo file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mix {
    /// A month: most completed, some on their way, some to be sent, some cancelled or unpaid.
    Month,
    /// A morning: all to be sent.
    ToShip,
}

const HEADER: [&str; 49] = [
    "No. Pesanan",
    "Status Pesanan",
    "Alasan Pembatalan",
    "Status Pembatalan/ Pengembalian",
    "No. Resi",
    "Opsi Pengiriman",
    "Antar ke counter/ pick-up",
    "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)",
    "Waktu Pengiriman Diatur",
    "Waktu Pesanan Dibuat",
    "Waktu Pembayaran Dilakukan",
    "Metode Pembayaran",
    "SKU Induk",
    "Nama Produk",
    "Nomor Referensi SKU",
    "Nama Variasi",
    "Harga Awal",
    "Harga Setelah Diskon",
    "Jumlah",
    "Returned quantity",
    "Total Harga Produk",
    "Total Diskon",
    "Diskon Dari Penjual",
    "Diskon Dari Shopee",
    "Berat Produk",
    "Jumlah Produk di Pesan",
    "Total Berat",
    "Voucher Ditanggung Penjual",
    "Cashback Koin",
    "Voucher Ditanggung Shopee",
    "Paket Diskon",
    "Paket Diskon (Diskon dari Shopee)",
    "Paket Diskon (Diskon dari Penjual)",
    "Potongan Koin Shopee",
    "Diskon Kartu Kredit",
    "Ongkos Kirim Dibayar oleh Pembeli",
    "Estimasi Potongan Biaya Pengiriman",
    "Ongkos Kirim Pengembalian Barang",
    "Total Pembayaran",
    "Perkiraan Ongkos Kirim",
    "Catatan dari Pembeli",
    "Catatan",
    "Username (Pembeli)",
    "Nama Penerima",
    "No. Telepon",
    "Alamat Pengiriman",
    "Kota/Kabupaten",
    "Provinsi",
    "Waktu Pesanan Selesai",
];

const NAMES: [&str; 16] = [
    "wulan.sari",
    "dapurmila",
    "rina_hampers",
    "toko.berkah",
    "anggi.prmt",
    "hobi.masak",
    "kedai_tepi",
    "bunda.raffa",
    "griya_anyam",
    "sinta_craft",
    "made.sudar",
    "niluh.putri",
    "yoga_sap",
    "clara.wjy",
    "fitri.handa",
    "lestari.cat",
];
pub(super) const PLACES: [(&str, &str); 8] = [
    ("KAB. SLEMAN", "DI YOGYAKARTA"),
    ("KOTA SEMARANG", "JAWA TENGAH"),
    ("KOTA BANDUNG", "JAWA BARAT"),
    ("KAB. BADUNG", "BALI"),
    ("KOTA SURABAYA", "JAWA TIMUR"),
    ("KOTA JAKARTA SELATAN", "DKI JAKARTA"),
    ("KOTA MEDAN", "SUMATERA UTARA"),
    ("KAB. GOWA", "SULAWESI SELATAN"),
];
const NOTES: [&str; 6] = [
    "Tolong dibungkus rapi ya kak, buat kado 🎁",
    "Yang hijau semua, jangan campur biru",
    "Packing aman, pakai kardus dan bubble tebal. Terima kasih 🙏🏼",
    "Kirim sebelum hari Sabtu ya",
    "Bungkus satu-satu, untuk bingkisan anak PAUD",
    "Kalau kosong tolong chat dulu",
];
const COURIERS: [(&str, &str); 4] = [
    ("Reguler (Cashless)-SPX Standard", "SPXID"),
    ("Hemat Kargo-SPX Hemat", "SPXID"),
    ("Reguler (Cashless)-J&T Express", "JP"),
    ("Reguler (Cashless)-JNE Reguler", "CM"),
];

/// What has become of an order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    pub status: &'static str,
    pub reason: &'static str,
    pub age_days: i64,
    pub left: bool,
    pub paid: bool,
}

/// An order of a file, before its goods are drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub fate: Fate,
    pub placed: Instant,
    /// Its number among the file's or the book's: it tells orders of a day apart.
    pub at: u32,
    /// A buyer of this name and no other.
    pub buyer: Option<&'static str>,
}

/// What may be ordered: product and variant.
pub(super) type Goods = Vec<(String, VariantForm)>;

pub(super) fn goods() -> Goods {
    catalogue::products()
        .into_iter()
        .flat_map(|(product, variants)| variants.into_iter().map(move |v| (product.clone(), v)))
        .collect()
}

fn fate(rng: &mut Rng, mix: Mix, at: u32, orders: u32) -> Fate {
    let fate = |status, age_days, left, paid| Fate { status, reason: "", age_days, left, paid };
    if mix == Mix::ToShip {
        return fate("Perlu Dikirim", rng.i64(0..2), false, true);
    }
    match u64::from(at) * 100 / u64::from(orders.max(1)) {
        0..60 => fate("Selesai", rng.i64(8..30), true, true),
        60..66 => Fate {
            reason: "Dibatalkan oleh Pembeli. Alasan: Lainnya/ berubah pikiran",
            ..fate("Batal", rng.i64(3..30), false, false)
        },
        66..72 => fate("Pesanan Diterima", rng.i64(4..7), true, true),
        72..80 => fate("Sedang Dikirim", rng.i64(2..4), true, true),
        80..96 => fate("Perlu Dikirim", rng.i64(0..3), false, true),
        96..99 => fate("Belum Bayar", 0, false, false),
        _ => fate("Pembatalan diajukan", 1, false, true),
    }
}

fn digits(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.digit(10)).collect()
}

/// A Shopee order export (CSV) as of `now`, and its file name.
#[must_use]
pub fn demo_file(size: Size, mix: Mix, now: Instant, zone: Zone) -> (Vec<u8>, String) {
    let mut rng = Rng::with_seed(size.seed);
    let asked = |rng: &mut Rng, at| {
        let fate = fate(rng, mix, at, size.orders);
        let placed = Instant(now.0 - fate.age_days * DAY_MS - rng.i64(5..600) * 60_000);
        Asked { fate, placed, at, buyer: None }
    };
    let goods = goods();
    let rows = (0..size.orders).flat_map(|at| {
        let asked = asked(&mut rng, at);
        order(&mut rng, &goods, &asked, zone)
    });
    let bytes = written(rows);
    let day = zone.day(now).0;
    let name = match mix {
        Mix::Month => format!("Order.all.{}_{day}.csv", zone.day(now).plus(-30).0),
        Mix::ToShip => format!("Order.toship.{day}_{day}.csv"),
    };
    (bytes, name)
}

/// A file of the orders that were asked for.
pub(super) fn file_of(rng: &mut Rng, goods: &Goods, asked: &[Asked], zone: Zone) -> Vec<u8> {
    written(asked.iter().flat_map(|asked| order(rng, goods, asked, zone)))
}

fn written(rows: impl Iterator<Item = [String; 49]>) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(HEADER.map(str::to_owned)).chain(rows) {
        // Writing to memory doesn't fail; a row left out would show at once.
        drop(writer.write_record(&row));
    }
    writer.into_inner().unwrap_or_default()
}

fn order(rng: &mut Rng, goods: &Goods, asked: &Asked, zone: Zone) -> Vec<[String; 49]> {
    let Asked { fate, placed, at, buyer } = *asked;
    let time = |at: Instant| zone.local(at).format("%Y-%m-%d %H:%M").to_string();
    let id = format!("{}{}", zone.local(placed).format("%y%m%d"), order_tail(rng, at));
    let (option, prefix) = *rng.choice(COURIERS.iter()).unwrap_or(&COURIERS[0]);
    let resi = format!(
        "{prefix}{}",
        digits(
            rng,
            if prefix == "SPXID" {
                12
            } else if prefix == "JP" {
                10
            } else {
                11
            }
        )
    );
    let (city, province) = *rng.choice(PLACES.iter()).unwrap_or(&PLACES[0]);
    let name = *rng.choice(NAMES.iter()).unwrap_or(&NAMES[0]);
    let name = buyer.unwrap_or(name);
    let note = if rng.u8(0..6) == 0 { *rng.choice(NOTES.iter()).unwrap_or(&NOTES[0]) } else { "" };
    let count = [1, 1, 1, 2, 2, 3][rng.usize(0..6)];
    let first = rng.usize(0..goods.len());
    let lines: Vec<(&(String, VariantForm), i64)> =
        (0..count).map(|n| (&goods[(first + n * 5) % goods.len()], [1, 1, 2, 3, 6][rng.usize(0..5)])).collect();
    let worth: i64 = lines.iter().map(|((_, v), quantity)| v.price.0 * quantity).sum();
    let units: i64 = lines.iter().map(|(_, quantity)| quantity).sum();
    let weight: i64 = lines.iter().map(|((_, v), quantity)| v.weight_g * quantity).sum();
    let fee = rng.i64(8..25) * 1_000;
    let cancelled = fate.status == "Batal";
    let cod = rng.u8(0..4) == 0;
    let by = Instant(placed.0 + 36 * 3_600_000);
    let money = |value: i64| Money(value).to_string();
    lines
        .iter()
        .map(|((product, v), quantity)| {
            let mut row = [const { String::new() }; 49];
            let mut set = |column: &str, value: String| {
                if let Some(slot) = HEADER.iter().position(|h| *h == column) {
                    row[slot] = value;
                }
            };
            for column in &HEADER[21..39] {
                set(column, "0".to_owned());
            }
            set("No. Pesanan", id.clone());
            set("Status Pesanan", fate.status.to_owned());
            set("Alasan Pembatalan", fate.reason.to_owned());
            set("No. Resi", if fate.left { resi.clone() } else { String::new() });
            set("Opsi Pengiriman", option.to_owned());
            set("Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)", time(by));
            set(
                "Waktu Pengiriman Diatur",
                if fate.left { time(Instant(placed.0 + 20 * 3_600_000)) } else { String::new() },
            );
            set("Waktu Pesanan Dibuat", time(placed));
            set("Waktu Pembayaran Dilakukan", if fate.paid { time(placed) } else { "-".to_owned() });
            set("Metode Pembayaran", if cod { "COD (Bayar di Tempat)" } else { "SPayLater" }.to_owned());
            set("Nama Produk", product.clone());
            set("Nomor Referensi SKU", v.sku.clone());
            set("Nama Variasi", v.name.clone());
            set("Harga Awal", money(v.price.0));
            set("Harga Setelah Diskon", money(v.price.0));
            set("Jumlah", quantity.to_string());
            set("Returned quantity", "0".to_owned());
            set("Total Harga Produk", money(v.price.0 * quantity));
            set("Berat Produk", format!("{} gr", v.weight_g * quantity));
            set("Jumlah Produk di Pesan", units.to_string());
            set("Total Berat", format!("{weight} gr"));
            set("Paket Diskon", "N".to_owned());
            set("Ongkos Kirim Dibayar oleh Pembeli", money(fee));
            set("Total Pembayaran", money(if cancelled { 0 } else { worth + fee + 1_000 }));
            set("Perkiraan Ongkos Kirim", money(fee + 2_000));
            set("Catatan dari Pembeli", note.to_owned());
            set("Username (Pembeli)", format!("{name}{}", at % 97));
            set("Nama Penerima", format!("{}******", name.chars().next().unwrap_or('A').to_uppercase()));
            set("No. Telepon", format!("******{:02}", at % 100));
            set("Alamat Pengiriman", format!("******, {city}, {province}, ID"));
            set("Kota/Kabupaten", city.to_owned());
            set("Provinsi", province.to_owned());
            set(
                "Waktu Pesanan Selesai",
                if fate.status == "Selesai" { time(Instant(placed.0 + 4 * DAY_MS)) } else { String::new() },
            );
            row
        })
        .collect()
}

/// Eight letters and digits that tell orders of a day apart: the first ones from the order's place in the file.
fn order_tail(rng: &mut Rng, at: u32) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let base = u32::try_from(LETTERS.len()).unwrap_or(34);
    let mut n = at;
    let mut tail = String::new();
    for _ in 0..4 {
        tail.push(char::from(LETTERS[(n % base) as usize]));
        n /= base;
    }
    (0..4).for_each(|_| tail.push(char::from(LETTERS[rng.usize(0..LETTERS.len())])));
    tail
}
