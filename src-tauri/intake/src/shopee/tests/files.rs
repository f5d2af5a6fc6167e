//! Header versions, encodings, sheets: what a good file may look like.

use proptest::prelude::*;
use runut_core::marketplace::{FileLine, FileOrder, FileStatus};
use runut_core::{Instant, Money};

use super::*;
use crate::fixtures::{File, Line, Value, Version};

/// 2026-11-20 16:57 in Jakarta.
const PLACED: Instant = Instant(1_795_168_620_000);

fn minutes_later(minutes: i64) -> Option<Instant> {
    Some(Instant(PLACED.0 + minutes * 60_000))
}

/// What `Line::new` says.
fn expected(row: u32, id: &str) -> FileOrder {
    FileOrder {
        external_id: id.into(),
        row,
        status: FileStatus::Completed,
        status_word: "Selesai".into(),
        cancel_reason: String::new(),
        return_status: String::new(),
        way_back: None,
        tracking: "SPXID012345678901".into(),
        shipping_option: "Hemat Kargo-SPX Hemat".into(),
        courier: "SPX Hemat".into(),
        ship_by: minutes_later(2 * 1440 + 7 * 60 + 2),
        arranged_at: minutes_later(16 * 60 + 18),
        placed_at: PLACED,
        paid_at: minutes_later(4),
        completed_at: minutes_later(4 * 1440 + 15 * 60 + 3),
        payment_method: "COD (Bayar di Tempat)".into(),
        cod: true,
        username: "melati.uji".into(),
        recipient: "M****i".into(),
        phone: "******21".into(),
        address: "Jl. Contoh 1, RT 2, RW 3".into(),
        city: "KOTA SEMARANG".into(),
        province: "JAWA TENGAH".into(),
        masked: true,
        buyer_note: "warna biru ya kak".into(),
        seller_note: "bungkus tebal".into(),
        total: Money(86_325),
        shipping_paid: Money(12_000),
        shipping_subsidy: Money(8_000),
        shipping_estimate: Money(20_000),
        shipping_return: Money(0),
        borne_by_shop: Money(3_000 + 1_000 + 50),
        borne_by_marketplace: Money(7_000 + 600 + 25 + 5_000),
        lines: vec![FileLine {
            row,
            sheet: 0,
            product: "Gelas Batik".into(),
            variation: "Biru".into(),
            sku: "GLS-BR".into(),
            parent_sku: "GLS".into(),
            price: Money(50_000),
            subtotal: Money(91_000),
            discount_marketplace: Money(4_000),
            quantity: 2,
            returned: 0,
            weight_g: 500,
        }],
    }
}

#[test]
fn every_header_version_gives_the_same_order() {
    for version in Version::ALL {
        let file = File::new(version, &[Line::new("261120AAAA0001")]);
        for bytes in [file.xlsx(), file.csv(b','), file.csv(b';'), file.csv(b'\t')] {
            let read = read(&bytes).unwrap();
            assert_eq!(listed(&read), [], "{version:?}");
            let mut want = expected(2, "261120AAAA0001");
            if version == Version::English {
                // The columns behind the amounts aren't known in English files.
                want = FileOrder {
                    completed_at: None,
                    payment_method: String::new(),
                    cod: false,
                    username: String::new(),
                    recipient: String::new(),
                    phone: String::new(),
                    address: String::new(),
                    city: String::new(),
                    province: String::new(),
                    masked: false,
                    buyer_note: String::new(),
                    seller_note: String::new(),
                    ..want
                };
            }
            assert_eq!(read.orders, [want], "{version:?}");
        }
    }
}

#[test]
fn a_column_that_may_be_the_orders_subtotal_is_not_taken_for_the_lines() {
    let two = [
        Line::new("A1").set("Dibayar Pembeli", "100.000"),
        Line::new("A1").priced("9.000", "9.000", "1", "").set("Dibayar Pembeli", "100.000"),
    ];
    let file = read(&File::new(Version::DibayarPembeli, &two).xlsx()).unwrap();
    assert_eq!(listed(&file), []);
    let subtotals: Vec<Money> = file.orders[0].lines.iter().map(|l| l.subtotal).collect();
    assert_eq!(subtotals, [Money(91_000), Money(9_000)]);
}

#[test]
fn older_names_and_careless_spelling_of_headers_are_known() {
    let mut file = File::classic(&[Line::new("261120AAAA0001")]);
    let want = read(&file.csv(b',')).unwrap();
    for (from, to) in [
        ("Harga Awal", "Harga Sebelum Diskon"),
        ("No. Resi", "No Resi"),
        ("No. Telepon", "No# Telepon"),
        ("Returned quantity", "Jumlah Dikembalikan"),
    ] {
        for name in file.header.iter_mut().filter(|n| *n == from) {
            to.clone_into(name);
        }
    }
    assert_eq!(read(&file.csv(b',')).unwrap(), want);
    let csv = String::from_utf8(file.csv(b',')).unwrap();
    let careless = csv.replacen("No. Pesanan,Status Pesanan", "\u{feff} NO.  pesanan , status\tPESANAN ", 1);
    assert_ne!(careless, csv);
    assert_eq!(read(careless.as_bytes()).unwrap(), want);
}

#[test]
fn every_encoding_of_a_csv_gives_the_same_orders() {
    let file = File::classic(&[Line::new("A1").set("Catatan dari Pembeli", "café “enak” – 2 lusin")]);
    let text = String::from_utf8(file.csv(b';')).unwrap();
    let want = read(text.as_bytes()).unwrap();
    assert_eq!(want.orders[0].buyer_note, "café “enak” – 2 lusin");
    let western = encoding_rs::WINDOWS_1252.encode(&text).0;
    assert_eq!(read(&western).unwrap(), want);
    assert_eq!(read(format!("\u{feff}{text}").as_bytes()).unwrap(), want);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide).unwrap(), want);
    assert_eq!(read(text.replace('\n', "\r\n").as_bytes()).unwrap(), want);
}

#[test]
fn the_header_may_stand_lower_and_again() {
    let mut file = File::classic(&[Line::new("A1")]);
    file.above = 5;
    for bytes in [file.xlsx(), file.csv(b',')] {
        assert_eq!(read(&bytes).unwrap().orders, [expected(7, "A1")]);
    }
    // Two exports joined by hand.
    let mut twice = File::classic(&[Line::new("A1")]).csv(b',');
    twice.extend(File::classic(&[Line::new("A2")]).csv(b','));
    let joined = read(&twice).unwrap();
    assert_eq!((joined.rows, ids(&joined), listed(&joined)), (2, vec!["A1", "A2"], vec![]));
}

#[test]
fn typed_cells_are_read_as_what_they_are() {
    let line = Line::new("A1")
        .put("Waktu Pesanan Dibuat", Value::Date("2026-11-20T16:57:00".into()))
        .number("Jumlah", 2.0)
        .number("Berat Produk", 500.0)
        .number("Nama Variasi", 12.0)
        .number("Nomor Referensi SKU", 0.5);
    let file = read(&File::classic(&[line]).xlsx()).unwrap();
    assert_eq!(listed(&file), []);
    let (order, line) = (&file.orders[0], &file.orders[0].lines[0]);
    assert_eq!((order.placed_at, line.quantity, line.weight_g), (PLACED, 2, 500));
    assert_eq!((line.variation.as_str(), line.sku.as_str()), ("12", "0.5"));
}

#[test]
fn lines_of_an_order_need_not_be_neighbours_and_order_values_are_taken_once() {
    let a2 = Line::new("A1").set("Nama Produk", "Piring").priced("10.000", "10.000", "1", "10.000");
    let file = read(&File::classic(&[Line::new("A1"), Line::new("B1"), a2]).csv(b',')).unwrap();
    assert_eq!((file.rows, file.order_count, ids(&file)), (3, 2, vec!["A1", "B1"]));
    assert_eq!(file.orders[0].total, Money(86_325));
    assert_eq!(file.orders[0].lines.iter().map(|l| l.row).collect::<Vec<_>>(), [2, 4]);
}

#[test]
fn a_return_is_a_matter_of_the_line() {
    let back = Line::new("A1").set("Status Pembatalan/ Pengembalian", "Permintaan Disetujui");
    let file = read(&File::classic(&[Line::new("A1"), back.set("Returned quantity", "2")]).xlsx()).unwrap();
    assert_eq!(listed(&file), []);
    assert_eq!(file.orders[0].return_status, "Permintaan Disetujui");
    assert_eq!(file.orders[0].lines.iter().map(|l| l.returned).collect::<Vec<_>>(), [0, 2]);
}

#[test]
fn empty_optional_cells_are_nothing_and_a_cancelled_order_keeps_its_number() {
    let mut line = Line::new("A1").set("Status Pesanan", "Batal").set("Alasan Pembatalan", "Alasan: Lainnya");
    let needed = [
        "No. Pesanan",
        "Status Pesanan",
        "Alasan Pembatalan",
        "No. Resi",
        "Waktu Pesanan Dibuat",
        "Nama Produk",
        "Harga Awal",
        "Harga Setelah Diskon",
        "Jumlah",
        "Total Harga Produk",
        "Total Pembayaran",
    ];
    line.0.retain(|(column, _)| needed.contains(&column.as_str()));
    let line = line.set("Waktu Pembayaran Dilakukan", "-").set("Voucher Ditanggung Penjual", "-");
    for bytes in [File::classic(std::slice::from_ref(&line)).xlsx(), File::classic(&[line]).csv(b';')] {
        let file = read(&bytes).unwrap();
        assert_eq!(listed(&file), []);
        let order = &file.orders[0];
        assert_eq!((order.status, order.tracking.as_str()), (FileStatus::Cancelled, "SPXID012345678901"));
        assert_eq!((order.paid_at, order.borne_by_shop, order.cod, order.masked), (None, Money(0), false, false));
        assert_eq!((order.lines[0].returned, order.lines[0].weight_g), (0, 0));
    }
}

#[test]
fn the_marketplaces_discount_is_never_more_than_the_discount() {
    let line = |shopee: &str| Line::new("A1").set("Diskon Dari Shopee", shopee);
    for (stated, want) in [("4.000", 4_000), ("9.000", 9_000), ("12.000", 9_000), ("0", 0)] {
        let file = read(&File::classic(&[line(stated)]).xlsx()).unwrap();
        assert_eq!(file.orders[0].lines[0].discount_marketplace, Money(want), "{stated}");
    }
    let dearer = line("4.000").set("Harga Awal", "40.000");
    let file = read(&File::classic(&[dearer]).xlsx()).unwrap();
    assert_eq!(file.orders[0].lines[0].discount_marketplace, Money(0));
}

#[test]
fn progress_is_told_and_can_stop_the_work() {
    let lines: Vec<Line> = (0..1_200).map(|i| Line::new(&format!("A{i}"))).collect();
    let bytes = File::classic(&lines).csv(b',');
    let mut told = Vec::new();
    let file = read_shopee_orders(&bytes, &[], &mut |rows| {
        told.push(rows);
        ControlFlow::Continue(())
    });
    assert_eq!((file.unwrap().rows, told), (1_200, vec![500, 1_000, 1_200]));
    let stopped = read_shopee_orders(&bytes, &[], &mut |rows| {
        if rows >= 1_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(stopped, Err(IntakeError::Cancelled));
}

/// Orders without the things that say where in the file they stood.
fn placeless(mut file: FileOrders) -> Vec<FileOrder> {
    for order in &mut file.orders {
        order.row = 0;
        order.lines.iter_mut().for_each(|l| l.row = 0);
        order.lines.sort_by(|a, b| (&a.product, a.quantity).cmp(&(&b.product, b.quantity)));
    }
    file.orders.sort_by(|a, b| a.external_id.cmp(&b.external_id));
    file.orders
}

fn made_up() -> Vec<Line> {
    let mut lines = Vec::new();
    for order in 0..6 {
        for product in 0..=(order % 3) {
            let line = Line::new(&format!("26112{order}"))
                .set("Nama Produk", &format!("Barang {product}"))
                .set("Username (Pembeli)", &format!("pembeli{order}"));
            let state = ["", "Sedang Diproses", "Permintaan Disetujui"][product];
            lines.push(line.set("Status Pembatalan/ Pengembalian", state));
        }
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn neither_the_order_of_rows_nor_of_columns_matters(
        lines in Just(made_up()).prop_shuffle(),
        header in Just(Version::NamaGudang.header()).prop_shuffle(),
        as_csv in any::<bool>(),
    ) {
        let straight = File::new(Version::NamaGudang, &made_up());
        let mut shuffled = File::new(Version::NamaGudang, &lines);
        shuffled.header = header.into_iter().map(str::to_owned).collect();
        let bytes = if as_csv { shuffled.csv(b';') } else { shuffled.xlsx() };
        let (want, got) = (read(&straight.xlsx()).unwrap(), read(&bytes).unwrap());
        prop_assert_eq!(&got.problems, &[]);
        prop_assert_eq!(placeless(got), placeless(want));
    }
}
