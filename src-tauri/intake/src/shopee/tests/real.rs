//! One seller's real month, where it is at hand.

use std::collections::HashMap;

use runut_core::Money;
use runut_core::marketplace::FileStatus;

use super::*;
use crate::fixtures::{Version, shared};
use crate::tracking::shape_warning;

const XLSX: &str = "data/shopee/Order.all.20240901_20240930.xlsx";
const CSV: &str = "data/shopee/Order.all.20240901_20240930.csv";

#[test]
#[ignore = "needs the real files beside the project"]
fn a_real_month_reads_to_its_known_sums() {
    let bytes = shared(XLSX);
    let file = read(&bytes).unwrap();
    assert_eq!(listed(&file), []);
    assert_eq!((file.rows, file.order_count, file.orders.len()), (1_470, 1_123, 1_123));
    for (status, orders, subtotal, total) in [
        (FileStatus::Completed, 967, 65_042_500, 71_193_097),
        (FileStatus::Cancelled, 143, 10_054_700, 0),
        (FileStatus::Failed, 13, 411_200, 0),
    ] {
        let of: Vec<_> = file.orders.iter().filter(|o| o.status == status).collect();
        let subtotals = of.iter().flat_map(|o| &o.lines).map(|l| l.subtotal);
        assert_eq!((of.len(), subtotals.sum()), (orders, Money(subtotal)), "{status:?}");
        assert_eq!(of.iter().map(|o| o.total).sum::<Money>(), Money(total), "{status:?}");
    }
    assert_eq!(file.orders.iter().flat_map(|o| &o.lines).map(|l| l.quantity).sum::<i64>(), 2_920);
    for order in &file.orders {
        assert_eq!(shape_warning(&order.courier, &order.tracking), None, "{}", order.row);
    }
}

/// What the columns' own names leave open: "Berat Produk" is all units of a row, for an order's rows are "Total Berat".
#[test]
#[ignore = "needs the real files beside the project"]
fn a_row_of_a_real_month_weighs_what_its_units_weigh() {
    let bytes = shared(XLSX);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(&bytes)).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0).unwrap().unwrap();
    let header: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
    let at = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (id, all) = (at("No. Pesanan"), at("Total Berat"));
    let stated: HashMap<String, String> =
        sheet.rows().skip(1).map(|row| (row[id].to_string(), row[all].to_string())).collect();
    for order in read(&bytes).unwrap().orders {
        let weight: i64 = order.lines.iter().map(|line| line.weight_g).sum();
        assert_eq!(format!("{weight} gr"), stated[&order.external_id], "{}", order.external_id);
    }
}

/// Nothing of the real months is doubted: neither rows, nor small amounts, nor names.
#[test]
#[ignore = "needs the real files beside the project"]
fn no_order_of_the_real_months_is_asked_about() {
    for month in [
        "Order.all.20260701_20260731.xlsx",
        "Order.all.20260707_20260806.xlsx",
        "Order.all.20260801_20260806.xlsx",
        "Order.cancellation.20260707_20260807.xlsx",
    ] {
        let bytes = shared(&format!("data/shopee_bulan_lengkap/{month}"));
        let file = read(&bytes).unwrap();
        assert_eq!(listed(&file), [], "{month}");
        assert_eq!(file.orders.len(), file.order_count as usize, "{month}");
    }
}

/// How many amounts of a column are asked when "19.000" is cut to "19" in one order of a file that is whole otherwise, and
/// of how many.
fn found_when_cut(column: &str) -> (usize, usize) {
    let bytes = shared(CSV);
    let text = String::from_utf8(bytes).unwrap();
    let rows: Vec<Vec<String>> = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    let of = |name: &str| rows[0].iter().position(|head| head == name).unwrap();
    let (id, at) = (of("No. Pesanan"), of(column));
    // One whole amount stays in the file, so that it isn't doubted as a whole.
    let witness = rows.iter().skip(1).find(|row| row[of("Total Pembayaran")].ends_with("00")).unwrap();
    let mut lines: HashMap<&str, usize> = HashMap::new();
    rows.iter().for_each(|row| *lines.entry(row[id].as_str()).or_default() += 1);
    let (mut found, mut all) = (0, 0);
    for row in rows.iter().skip(1) {
        let alone = lines[row[id].as_str()] == 1;
        let Some(small) = row[at].strip_suffix(".000").filter(|small| alone && small.len() <= 3) else { continue };
        let total = row[of("Total Pembayaran")].replace('.', "").parse::<i64>().unwrap();
        if small.parse::<i64>().unwrap() * 1_000 > total.max(1) && column != "Harga Awal" {
            continue; // that is what Shopee means by it, or the order was cancelled
        }
        let mut cut = row.clone();
        cut[at] = small.to_owned();
        let mut writer = csv::Writer::from_writer(Vec::new());
        for line in [&rows[0], &cut, witness] {
            writer.write_record(line).unwrap();
        }
        let read = read(&writer.into_inner().unwrap()).unwrap();
        all += 1;
        found += usize::from(read.orders.iter().all(|order| order.external_id != row[id]));
    }
    (found, all)
}

#[test]
#[ignore = "needs the real files beside the project"]
fn nearly_every_amount_of_a_real_month_that_is_cut_is_asked() {
    let told: Vec<(&str, (usize, usize))> = [
        "Harga Awal",
        "Harga Setelah Diskon",
        "Total Harga Produk",
        "Voucher Ditanggung Shopee",
        "Potongan Koin Shopee",
        "Ongkos Kirim Dibayar oleh Pembeli",
        "Estimasi Potongan Biaya Pengiriman",
        "Perkiraan Ongkos Kirim",
        "Total Pembayaran",
    ]
    .map(|column| (column, found_when_cut(column)))
    .to_vec();
    // A voucher of 1.000 to 3.000 is within what fees without a column come to.
    let least = |column: &str| match column {
        "Total Pembayaran" => 100,
        _ if column.starts_with("Voucher") => 85,
        _ => 98,
    };
    assert!(told.iter().all(|(column, (found, all))| *all > 0 && found * 100 >= all * least(column)), "{told:?}");
    let all: usize = told.iter().map(|(_, (_, all))| all).sum();
    assert!(all > 1_000, "{told:?}");
}

/// Shopee writes 500 rupiah as 500.000 here and there: nobody pays more for shipping than it costs, and no voucher is more
/// than what it is taken off.
#[test]
#[ignore = "needs the real files beside the project"]
fn no_small_amount_of_a_real_month_is_read_a_thousandfold() {
    let bytes = shared(XLSX);
    let file = read(&bytes).unwrap();
    for order in file.orders.iter().filter(|order| order.total > Money::ZERO) {
        let goods: Money = order.lines.iter().map(|line| line.subtotal).sum();
        assert!(order.shipping_paid <= order.shipping_estimate, "{}", order.row);
        assert!(order.borne_by_shop + order.borne_by_marketplace <= goods + order.shipping_paid, "{}", order.row);
    }
}

#[test]
#[ignore = "needs the real files beside the project"]
fn csv_and_xlsx_of_a_real_month_are_the_same() {
    let (xlsx, csv) = (shared(XLSX), shared(CSV));
    assert_eq!(read(&xlsx).unwrap(), read(&csv).unwrap());
}

#[test]
#[ignore = "needs the real files beside the project"]
fn the_fixtures_headers_are_those_that_were_seen() {
    let (id, en) = (shared("data/headers/shopee_id_orders.json"), shared("data/headers/shopee_en_orders.json"));
    let id: serde_json::Value = serde_json::from_slice(&id).unwrap();
    let en: serde_json::Value = serde_json::from_slice(&en).unwrap();
    for (version, seen) in [
        (Version::Classic, &id["variants"]["classic_49_totalharga"]),
        (Version::DibayarPembeli, &id["variants"]["2025_49_dibayar_pembeli"]),
        (Version::SubtotalPesanan, &id["variants"]["2026_49_subtotal_pesanan"]),
        (Version::AdvanceFulfilment, &id["variants"]["2026_advance_fulfilment"]),
        (Version::NamaGudang, &id["variants"]["nama_gudang_50"]),
        (Version::FiftyOne, &id["variants"]["2026_08_51"]),
        (Version::English, &en),
    ] {
        assert_eq!(serde_json::json!(version.header()), seen["columns"], "{version:?}");
    }
}
