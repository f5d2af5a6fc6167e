//! Writes the first inputs of the corpora that nobody could type: `cargo test -p runut-fuzz --test seeds -- --ignored`.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use runut_actions::{Mix, Size, demo_file};
use runut_core::{Instant, Zone};
use rust_xlsxwriter::{Format, Workbook};

/// As the shop of the bodies: the same orders.
const SIZE: Size = Size { orders: 40, seed: 4 };
const NOON: Instant = Instant(1_795_323_600_000);

fn write(reader: &str, name: &str, bytes: impl AsRef<[u8]>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(reader);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}

/// Header and rows of the demo's file of that kind.
fn rows(mix: Mix) -> Vec<String> {
    let (bytes, _) = demo_file(SIZE, mix, NOON, Zone::Wib);
    String::from_utf8(bytes).unwrap().lines().map(str::to_owned).collect()
}

/// The header and every eighth row: one of each status.
fn some(mix: Mix) -> Vec<String> {
    let rows = rows(mix);
    let kept = rows.iter().skip(1).step_by(8).cloned();
    std::iter::once(rows[0].clone()).chain(kept).collect()
}

#[test]
#[ignore = "writes into the tree"]
fn order_files() {
    let (month, morning) = (some(Mix::Month), some(Mix::ToShip));
    write("csv", "month", month.join("\n"));
    write("csv", "morning", morning.join("\r\n"));
    write("csv", "later", format!("\n{}", month[1..].join("\n").replace("Perlu Dikirim", "Sedang Dikirim")));
    write("csv", "returned", format!("\n{}", month[1..5].join("\n").replace(",0,", ",1,")));
    write("csv", "damaged", morning.join("\n").replace(".000", "").replace(".500", ".5"));
    write("csv", "utf16", morning[..3].join("\n").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    write("csv", "western", encoded(&morning[..3].join("\n").replace("Gelas", "Caf\u{e9}")));
    write("csv", "semicolons", morning[..3].join("\n").replace(',', ";"));
    write("csv", "lacking", morning[..3].join("\n").replace("Harga Awal", "Harga"));
    write("csv", "income", "Tanggal Dana Dilepaskan,Total Penghasilan,No. Pesanan,a,b\n1,2,3,4,5\n");
    for (name, rows) in [("month", &month), ("morning", &morning)] {
        let book = workbook(&rows[..4]);
        write("xlsx", &format!("{name}-parts"), runut_fuzz::parts(&book));
        write("xlsx", &format!("{name}-file"), book);
    }
}

/// The marketplaces' files of the demo shop's orders, and of some that it doesn't have.
#[test]
#[ignore = "writes into the tree"]
fn payouts() {
    let month = rows(Mix::Month);
    let mut orders: Vec<&str> = month[1..].iter().filter_map(|row| row.split(',').next()).collect();
    orders.dedup();
    let mut income = "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Jumlah Pengembalian Dana ke Pembeli,\
        Biaya Administrasi,Biaya Kejutan,Total Penghasilan,No. Pengajuan\n"
        .to_owned();
    let mut balance = "Tanggal Transaksi,Tipe Transaksi,Deskripsi,No. Pesanan,Jumlah,Saldo Akhir\n".to_owned();
    let mut tiktok = "Order/adjustment ID  ,Type ,Order settled time(UTC),Total settlement amount,\
        Subtotal after seller discounts,TikTok Shop commission fee,Ajustment amount,Related order ID\n"
        .to_owned();
    let mut after = 900_000;
    for (n, id) in (0..).zip(orders.iter().step_by(3).copied().chain(["TAK1KENAL"])) {
        let (goods, fee) = (50_000 + n * 1_000, -4_000);
        income += &format!(
            "{id},2026-11-2{},{goods},{},{fee},-{},{},-\n",
            n % 3,
            -(n % 2) * 5_000,
            n,
            goods + fee - n - n % 2 * 5_000
        );
        balance +=
            &format!("2026-11-22 0{}:00:00,Penghasilan dari Pesanan,Penghasilan,{id},{},{after}\n", n % 9, goods + fee);
        after -= goods + fee;
        tiktok += &format!("5774000940496992{n:02},Order,2026/11/2{},{},{goods},{fee},0,\n", n % 3, goods + fee);
    }
    balance += &format!("2026-11-20 10:00:00,Penarikan Dana,Penarikan,-,-50000,{after}\n");
    balance += &format!("2026-11-19 10:00:00,Penyesuaian,Denda,-,-700,{}\n", after + 50_700);
    let lazada = "Tanggal Transaksi,Nomor Laporan,Nama Biaya,Jumlah (termasuk pajak),Nomor Pesanan,Order Item No.\n\
        22 Nov 2026,S1,Item Price Credit,40000.00,123,456\n22 Nov 2026,S1,Commission,-1440.00,123,456\n";
    let ads = "Urutan,Waktu,Deskripsi,Jumlah,Catatan\n1,22/11/2026,Isi Ulang Saldo,100000,\n2,22/11/2026,Iklan Produk,-2500,\n";
    let cod = "Date,Tracking ID,Description,COD Value,COD Fee (inc tax),Discounted Shipping Fee,Total\n\
        2026-11-22,'JP0000000001,#41,42000,1260.5,9000,31739.5\n2026-11-22,JX2,-,0,0,18000,-18000\n";
    write("payout", "balance", &balance);
    write("payout", "tiktok", &tiktok);
    write("payout", "lazada", lazada);
    write("payout", "ads", ads);
    write("payout", "cod", cod);
    write("payout", "edited", income.replacen("54000", "5.4000", 1).replace(",-", ",\u{2212}"));
    write("payout", "ahead", income.replace("2026-11-21", "2026-12-21"));
    let rows: Vec<String> = income.lines().take(5).map(str::to_owned).collect();
    write("payout", "income-parts", runut_fuzz::parts(&workbook(&rows)));
    write("payout", "income", income);
}

fn encoded(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// Texts as texts, prices as numbers, one time as a date.
fn workbook(rows: &[String]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("orders").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(Cursor::new(rows.join("\n")));
    for (r, row) in (0..).zip(reader.records()) {
        for (c, cell) in (0..).zip(row.unwrap().iter()) {
            let plain = cell.replace('.', "");
            match plain.parse::<f64>() {
                Ok(number) if r % 2 == 1 && cell.len() < 9 => sheet.write_number(r, c, number).unwrap(),
                _ if r == 1 && c == 9 => sheet.write_number_with_format(r, c, 46_348.75, &date).unwrap(),
                _ => sheet.write_string(r, c, cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
#[ignore = "writes into the tree"]
fn pictures() {
    let shade = |x: u32, y: u32| u8::try_from((x * 7 + y * 13) % 251).unwrap();
    let image = DynamicImage::ImageRgb8(RgbImage::from_fn(24, 18, |x, y| Rgb([shade(x, y), 90, 10])));
    let kinds = [
        ("rgb", image.clone()),
        ("rgba", DynamicImage::ImageRgba8(image.to_rgba8())),
        ("grey", DynamicImage::ImageLuma8(image.to_luma8())),
        ("deep", DynamicImage::ImageRgba16(image.to_rgba16())),
        ("wide", image.resize_exact(1_100, 3, image::imageops::FilterType::Nearest)),
    ];
    for (name, image) in kinds {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let mut out = Cursor::new(Vec::new());
            if image.write_to(&mut out, format).is_ok() {
                write("picture", &format!("{name}.{}", format.extensions_str()[0]), out.into_inner());
            }
        }
    }
    let plain = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/picture/rgb.jpg")).unwrap();
    let exif = b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    write("picture", "turned.jpg", [&plain[..2], exif, &plain[2..]].concat());
}
