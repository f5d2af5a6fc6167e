//! A marketplace's order file, made up: twelve paid orders to ship, as the seller downloads them.
//!
//! People and goods are invented. It has what real files have: two lines in an order, a note that changes what is
//! packed, an emoji and markup in names, cash on delivery, a parcel that is late, and one amount that a spreadsheet has
//! cut (23.5 for 23.500).

use std::path::Path;

use runut_core::Day;
use rust_xlsxwriter::Workbook;

/// The clock of the day on which the file is imported.
pub const NOW: &str = "2026-11-20T08:00:00+07:00";
/// The order whose amount is damaged.
pub const DAMAGED: &str = "261119DMGKC1R5";

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

/// What is sold: SKU, product, variant, price in thousands of rupiah.
const GOODS: [(&str, &str, &str, i64); 6] = [
    ("MGK-BR", "Mangkuk Ayam Jago 15 cm", "Biru", 18),
    ("MGK-HJ", "Mangkuk Ayam Jago 15 cm", "Hijau", 18),
    ("GLS-6", "Gelas Belimbing isi 6", "", 42),
    ("SRB-KT", "Serbet Katun 40 x 60", "Kotak merah", 12),
    ("TLN-28", "Talenan Kayu Jati", "28 cm", 65),
    ("WJN-30", "Wajan Baja Tempa", "30 cm", 148),
];

/// An order; the buyer by user name and as the recipient, the place by city and province, lines by SKU and units.
struct Order {
    id: &'static str,
    ship_by: &'static str,
    placed: &'static str,
    courier: &'static str,
    buyer: (&'static str, &'static str),
    place: (&'static str, &'static str),
    note: &'static str,
    cod: bool,
    lines: &'static [(&'static str, i64)],
}

const REGULAR: &str = "Reguler (Cashless)-SPX Standard";
const THRIFTY: &str = "Hemat Kargo-SPX Hemat";
const JNE: &str = "Reguler (Cashless)-JNE Reguler";

#[rustfmt::skip]
const ORDERS: [Order; 12] = [
    Order { id: "261118A7K2M9QX", ship_by: "2026-11-19 23:59", placed: "2026-11-18 09:12", courier: REGULAR, buyer: ("wulan.anggraini", "Wulan Anggraini"), place: ("KOTA SEMARANG", "JAWA TENGAH"), note: "", cod: false, lines: &[("MGK-HJ", 2), ("SRB-KT", 1)] },
    Order { id: "261118B3N8PLTE", ship_by: "2026-11-20 23:59", placed: "2026-11-18 14:40", courier: THRIFTY, buyer: ("saridewi88", "Sari 🌸 Dewi"), place: ("KAB. SLEMAN", "DI YOGYAKARTA"), note: "Tolong yang warnanya paling tua ya, buat kado. Bungkus rapi 🙏", cod: false, lines: &[("TLN-28", 1)] },
    Order { id: "261118C5V1RDWU", ship_by: "2026-11-20 23:59", placed: "2026-11-18 19:03", courier: JNE, buyer: ("bagus_prakoso", "Bagus Prakoso"), place: ("KOTA BANDUNG", "JAWA BARAT"), note: "", cod: true, lines: &[("WJN-30", 1)] },
    Order { id: DAMAGED, ship_by: "2026-11-21 23:59", placed: "2026-11-19 06:55", courier: REGULAR, buyer: ("lestari.jaya", "Lestari"), place: ("KOTA SURABAYA", "JAWA TIMUR"), note: "", cod: false, lines: &[("SRB-KT", 1)] },
    Order { id: "261119E2Q6YHJZ", ship_by: "2026-11-21 23:59", placed: "2026-11-19 07:20", courier: REGULAR, buyer: ("tokomakmur_bdg", "<b>Toko</b> Makmur & Anak"), place: ("KAB. BADUNG", "BALI"), note: "", cod: false, lines: &[("GLS-6", 4)] },
    Order { id: "261119F9T4BXSA", ship_by: "2026-11-21 23:59", placed: "2026-11-19 08:31", courier: THRIFTY, buyer: ("nurhayati.73", "Nurhayati"), place: ("KAB. MALANG", "JAWA TIMUR"), note: "Serbetnya campur saja warnanya", cod: false, lines: &[("SRB-KT", 6)] },
    Order { id: "261119G1W7KDMF", ship_by: "2026-11-21 23:59", placed: "2026-11-19 10:02", courier: JNE, buyer: ("yohanestarigan", "Yohanes Tarigan"), place: ("KOTA MEDAN", "SUMATERA UTARA"), note: "", cod: false, lines: &[("MGK-BR", 3)] },
    Order { id: "261119H8L5PCVN", ship_by: "2026-11-21 23:59", placed: "2026-11-19 11:47", courier: REGULAR, buyer: ("ratnasulistyowati", "Ratna Sulistyowati Kusumaningrum"), place: ("KAB. BOGOR", "JAWA BARAT"), note: "", cod: true, lines: &[("GLS-6", 1), ("MGK-BR", 2), ("MGK-HJ", 2)] },
    Order { id: "261119J4R3ZQGY", ship_by: "2026-11-21 23:59", placed: "2026-11-19 13:15", courier: REGULAR, buyer: ("andisaputra.mks", "Andi Saputra"), place: ("KOTA MAKASSAR", "SULAWESI SELATAN"), note: "", cod: false, lines: &[("TLN-28", 2)] },
    Order { id: "261119K6X2NBTW", ship_by: "2026-11-22 23:59", placed: "2026-11-19 15:58", courier: THRIFTY, buyer: ("putri_maharani", "Putri Maharani"), place: ("KOTA DENPASAR", "BALI"), note: "", cod: false, lines: &[("WJN-30", 1), ("SRB-KT", 2)] },
    Order { id: "261119L7D9FEUH", ship_by: "2026-11-22 23:59", placed: "2026-11-19 18:26", courier: JNE, buyer: ("hendra.tng", "Hendra"), place: ("KOTA TANGERANG", "BANTEN"), note: "", cod: false, lines: &[("MGK-HJ", 6)] },
    Order { id: "261119M5C8AJRK", ship_by: "2026-11-22 23:59", placed: "2026-11-19 21:09", courier: REGULAR, buyer: ("fitrihandayani", "Fitri Handayani"), place: ("KAB. SIDOARJO", "JAWA TIMUR"), note: "", cod: false, lines: &[("GLS-6", 2)] },
];

/// What is a person's own in it: names, user names, notes, and what became of their parcels.
pub fn personal() -> Vec<&'static str> {
    let of_orders = ORDERS.iter().flat_map(|order| [order.id, order.buyer.0, order.buyer.1, order.note, order.place.0]);
    of_orders.filter(|word| !word.is_empty()).collect()
}

/// Writes the file.
pub fn write(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("orders").unwrap();
    for (column, name) in (0..).zip(HEADER) {
        sheet.write_string(0, column, name).unwrap();
    }
    let mut row = 0;
    for order in &ORDERS {
        for line in order.lines {
            row += 1;
            for (column, name) in (0..).zip(HEADER) {
                sheet.write_string(row, column, cell(order, line, name)).unwrap();
            }
            if order.id == DAMAGED {
                let column = HEADER.iter().position(|name| *name == "Total Pembayaran").unwrap();
                sheet.write_number(row, u16::try_from(column).unwrap(), 23.5).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// Writes a file of `orders` orders as delimited text: large enough to be stopped on the way.
pub fn write_many(path: &Path, orders: usize) {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = HEADER.map(quoted).join(",") + "\n";
    for (n, order) in ORDERS.iter().cycle().take(orders).enumerate() {
        let id = format!("261118{n:08}");
        for line in order.lines {
            let row = HEADER.map(|column| if column == HEADER[0] { id.clone() } else { cell(order, line, column) });
            text += &(row.map(|cell| quoted(&cell)).join(",") + "\n");
        }
    }
    std::fs::write(path, text).unwrap();
}

/// Writes the same orders as they are some days later: sent, the first ten accepted.
pub fn write_sent(path: &Path) {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = HEADER.map(quoted).join(",") + "\n";
    for (n, order) in ORDERS.iter().enumerate() {
        for line in order.lines {
            let row = HEADER.map(|column| match column {
                "Status Pesanan" if n < PAID_OUT => "Selesai".to_owned(),
                "Status Pesanan" => "Sedang Dikirim".to_owned(),
                "No. Resi" => format!("SPXID26111900{n:04}"),
                "Waktu Pengiriman Diatur" => "2026-11-19 22:30".to_owned(),
                "Waktu Pesanan Selesai" if n < PAID_OUT => "2026-11-20 06:10".to_owned(),
                _ => cell(order, line, column),
            });
            text += &(row.map(|cell| quoted(&cell)).join(",") + "\n");
        }
    }
    std::fs::write(path, text).unwrap();
}

/// Writes orders of some days, each with how many of its four parcels left late: placed in the morning, gone at ten, accepted the day
/// after.
pub fn write_days(path: &Path, days: &[(Day, usize)]) {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = HEADER.map(quoted).join(",") + "\n";
    let mut orders = ORDERS.iter().filter(|order| order.id != DAMAGED && order.note.is_empty()).cycle();
    for (day, late) in days {
        for (n, order) in orders.by_ref().take(4).enumerate() {
            for line in order.lines {
                let row = HEADER.map(|column| match column {
                    "No. Pesanan" => format!("{}A{n}", day.0),
                    "Status Pesanan" => "Selesai".to_owned(),
                    "No. Resi" => format!("SPXID{}{n:04}", day.0),
                    "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)" => {
                        format!("{day} {}", if n < *late { "09:00" } else { "23:59" })
                    }
                    "Waktu Pesanan Dibuat" => format!("{day} 07:10"),
                    "Waktu Pembayaran Dilakukan" if order.cod => "-".to_owned(),
                    "Waktu Pembayaran Dilakukan" => format!("{day} 07:10"),
                    "Waktu Pengiriman Diatur" => format!("{day} 10:00"),
                    "Waktu Pesanan Selesai" => format!("{} 06:00", day.plus(1)),
                    _ => cell(order, line, column),
                });
                text += &(row.map(|cell| quoted(&cell)).join(",") + "\n");
            }
        }
    }
    std::fs::write(path, text).unwrap();
}

/// So many of the orders are paid out.
pub const PAID_OUT: usize = 10;

/// Writes what was paid out for them: 9% commission where it was 8%, a courier that weighed more, withheld tax, a column that
/// no one knows, and an order of another computer's book.
pub fn write_income(path: &Path) {
    let mut text = "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Ongkir Dibayar Pembeli,Ongkir yang Diteruskan oleh Shopee ke Jasa Kirim,\
        Biaya Administrasi,Biaya Proses Pesanan,PPh 22,Biaya Titik Kumpul,Total Penghasilan,No. Pengajuan\n"
        .to_owned();
    let mut row = |id: &str, goods: i64, courier: i64, tax: i64, odd: i64| {
        let fee = -goods * 9 / 100;
        let net = goods + 11_000 + courier + fee - 1_250 + tax + odd;
        text += &format!("{id},2026-11-20,{goods},11000,{courier},{fee},-1250,{tax},{odd},{net},-\n");
    };
    for (n, order) in ORDERS.iter().take(PAID_OUT).enumerate() {
        let price = |sku: &str| GOODS.into_iter().find(|goods| goods.0 == sku).unwrap().3 * 1_000;
        let goods = order.lines.iter().map(|(sku, units)| price(sku) * units).sum();
        let courier = if n == 4 { -14_000 } else { -11_000 };
        row(order.id, goods, courier, if n == 7 { -425 } else { 0 }, if n == 2 { -550 } else { 0 });
    }
    row("261101ZZTOP001", 50_000, -11_000, 0, 0);
    std::fs::write(path, text).unwrap();
}

/// What stands in one cell: everything is text, money with dots for thousands.
fn cell(order: &Order, (sku, units): &(&str, i64), column: &str) -> String {
    let goods = |sku: &str| GOODS.into_iter().find(|g| g.0 == sku).unwrap();
    let (_, product, variant, price) = goods(sku);
    let total: i64 = order.lines.iter().map(|(sku, units)| goods(sku).3 * units).sum();
    let units_of_order: i64 = order.lines.iter().map(|(_, units)| units).sum();
    match column {
        "No. Pesanan" => order.id.to_owned(),
        "Status Pesanan" => "Perlu Dikirim".to_owned(),
        "Opsi Pengiriman" => order.courier.to_owned(),
        "Antar ke counter/ pick-up" => "Antar ke Counter".to_owned(),
        "Pesanan Harus Dikirimkan Sebelum (Menghindari keterlambatan)" => order.ship_by.to_owned(),
        "Waktu Pesanan Dibuat" => order.placed.to_owned(),
        "Waktu Pembayaran Dilakukan" if order.cod => "-".to_owned(),
        "Waktu Pembayaran Dilakukan" => order.placed.to_owned(),
        "Metode Pembayaran" if order.cod => "COD (Bayar di Tempat)".to_owned(),
        "Metode Pembayaran" => "Saldo ShopeePay".to_owned(),
        "Nama Produk" => product.to_owned(),
        "Nomor Referensi SKU" => (*sku).to_owned(),
        "Nama Variasi" => variant.to_owned(),
        "Harga Awal" | "Harga Setelah Diskon" => thousands(price),
        "Jumlah" => units.to_string(),
        "Jumlah Produk di Pesan" => units_of_order.to_string(),
        "Total Harga Produk" => thousands(price * units),
        "Berat Produk" => "400 gr".to_owned(),
        "Total Berat" => format!("{} gr", 400 * units_of_order),
        "Paket Diskon" => "N".to_owned(),
        "Ongkos Kirim Dibayar oleh Pembeli" | "Estimasi Potongan Biaya Pengiriman" | "Perkiraan Ongkos Kirim" => {
            thousands(11)
        }
        "Total Pembayaran" => thousands(total + 11),
        "Catatan dari Pembeli" => order.note.to_owned(),
        "Username (Pembeli)" => order.buyer.0.to_owned(),
        "Nama Penerima" => order.buyer.1.to_owned(),
        "No. Telepon" => "******21".to_owned(),
        "Alamat Pengiriman" => format!("******oh 12, {}, {}, ID, 50000", order.place.0, order.place.1),
        "Kota/Kabupaten" => order.place.0.to_owned(),
        "Provinsi" => order.place.1.to_owned(),
        "Returned quantity"
        | "Total Diskon"
        | "Diskon Dari Penjual"
        | "Diskon Dari Shopee"
        | "Voucher Ditanggung Penjual"
        | "Cashback Koin"
        | "Voucher Ditanggung Shopee"
        | "Paket Diskon (Diskon dari Shopee)"
        | "Paket Diskon (Diskon dari Penjual)"
        | "Potongan Koin Shopee"
        | "Diskon Kartu Kredit"
        | "Ongkos Kirim Pengembalian Barang" => "0".to_owned(),
        _ => String::new(),
    }
}

/// 148 is `148.000`, 1480 is `1.480.000`.
fn thousands(amount: i64) -> String {
    if amount >= 1000 { format!("{}.{:03}.000", amount / 1000, amount % 1000) } else { format!("{amount}.000") }
}
