//! One seller's real month, where it is at hand.

use runut_core::Money;
use runut_core::marketplace::FileStatus;

use super::*;
use crate::fixtures::{Version, shared};
use crate::tracking::shape_warning;

const XLSX: &str = "data/shopee/Order.all.20240901_20240930.xlsx";
const CSV: &str = "data/shopee/Order.all.20240901_20240930.csv";

#[test]
fn a_real_month_reads_to_its_known_sums() {
    let Some(bytes) = shared(XLSX) else { return };
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

/// Nothing of the real months is doubted: neither rows, nor small amounts, nor names.
#[test]
fn no_order_of_the_real_months_is_asked_about() {
    for month in [
        "Order.all.20260701_20260731.xlsx",
        "Order.all.20260707_20260806.xlsx",
        "Order.all.20260801_20260806.xlsx",
        "Order.cancellation.20260707_20260807.xlsx",
    ] {
        let Some(bytes) = shared(&format!("data/shopee_bulan_lengkap/{month}")) else { return };
        let file = read(&bytes).unwrap();
        assert_eq!(listed(&file), [], "{month}");
        assert_eq!(file.orders.len(), file.order_count as usize, "{month}");
    }
}

/// "19.000" cut to "19" in one order of a file that is whole otherwise.
#[test]
fn every_total_of_a_real_month_that_is_cut_is_asked() {
    let Some(bytes) = shared(CSV) else { return };
    let file = read(&bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    let mut cut = 0;
    for order in file.orders.iter().filter(|o| o.lines.len() == 1 && o.total.0 >= 1_000 && o.total.0 % 1_000 == 0) {
        let row = rows[order.row as usize - 1];
        let (whole, small) = (order.total.to_string(), (order.total.0 / 1_000).to_string());
        if row.matches(&format!(",{whole},")).count() != 1 || order.total.0 >= 1_000_000 {
            continue;
        }
        let damaged = [rows[0], &row.replace(&format!(",{whole},"), &format!(",{small},")), rows[1]].join("\n");
        let read = read(damaged.as_bytes()).unwrap();
        assert!(read.orders.iter().all(|o| o.external_id != order.external_id), "{row}");
        cut += 1;
    }
    assert!(cut >= 20, "{cut}");
}

#[test]
fn csv_and_xlsx_of_a_real_month_are_the_same() {
    let (Some(xlsx), Some(csv)) = (shared(XLSX), shared(CSV)) else { return };
    assert_eq!(read(&xlsx).unwrap(), read(&csv).unwrap());
}

#[test]
fn the_fixtures_headers_are_those_that_were_seen() {
    let (Some(id), Some(en)) =
        (shared("data/headers/shopee_id_orders.json"), shared("data/headers/shopee_en_orders.json"))
    else {
        return;
    };
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
