//! A real month of a real shop, where the material lies beside the project; and the day's work on a hundred of its
//! orders.

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use runut_actions::{UsedNumber, act, create_wave, import, pack_scan, pick_list, receive, ship, slips};
use runut_core::rows::{Bin, ImportReport, OrderQuery, Receipt, ReceiptLine, StockMark, StockQuery, TrackingItem};
use runut_core::sheets::SlipSize;
use runut_core::{Channel, Money, OrderId, Stage, Verb};
use runut_store::reports;
use rust_xlsxwriter::Workbook;

use crate::shop::Shop;

/// The real file.
pub fn real(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/shopee").join(name);
    fs::read(path).unwrap()
}

pub const CSV: &str = "Order.all.20240901_20240930.csv";
const XLSX: &str = "Order.all.20240901_20240930.xlsx";

pub fn take_in(shop: &mut Shop, name: &str, bytes: &[u8]) -> ImportReport {
    let mut go_on = |_| ControlFlow::Continue(());
    let staged = import::read(Channel::Shopee, name, bytes, &[], &mut go_on).unwrap();
    let ctx = shop.ctx();
    import::apply(&shop.book, &ctx, &staged, None, &mut go_on).unwrap().value
}

fn stages(report: &ImportReport) -> BTreeMap<&'static str, (i64, i64)> {
    let goods = report.goods_by_stage.iter().map(|g| g.amount.0);
    report.by_stage.iter().zip(goods).map(|(c, goods)| (c.stage.key(), (c.orders, goods))).collect()
}

#[test]
#[ignore = "needs the real files beside the project"]
fn the_real_month_gives_exactly_its_figures() {
    let (xlsx, csv) = (real(XLSX), real(CSV));
    let mut shop = Shop::new();
    let report = take_in(&mut shop, XLSX, &xlsx);
    assert_eq!((report.rows, report.orders, report.new, report.units), (1_470, 1_123, 1_123, 2_920));
    assert_eq!(report.problems, []);
    assert_eq!(report.total_paid, Money(71_193_097));
    assert_eq!(report.history, 980);
    let told = report.list.iter().filter(|row| row.history).count();
    assert!(told > 900 && report.list.iter().all(|row| !row.what.id.contains("Riwayat")), "{told}");
    // Eleven failed and two were lost: they had left, and their goods wait to be graded.
    let expected = [("completed", (967, 65_042_500)), ("cancelled", (143, 10_054_700)), ("shipped", (13, 411_200))];
    assert_eq!(stages(&report), expected.into());
    assert_eq!(shop.read(|r| reports::returns_queue(r, shop.now)).orders, 13);
    shop.sound();
    let before = shop.book.dump().unwrap();
    let again = take_in(&mut shop, CSV, &csv);
    assert_eq!((again.new, again.changed, again.unchanged), (0, 0, 1_123));
    assert_eq!(shop.book.dump().unwrap(), before, "the same orders from the other file change nothing");
}

/// A hundred completed orders of the month, set back to be sent, as an xlsx of their own.
fn set_back(csv: &[u8]) -> Vec<u8> {
    let mut reader = csv::Reader::from_reader(csv.strip_prefix(b"\xef\xbb\xbf").unwrap_or(csv));
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (id, status) = (column("No. Pesanan"), column("Status Pesanan"));
    let cleared = [column("No. Resi"), column("Waktu Pengiriman Diatur"), column("Waktu Pesanan Selesai")];
    let returned = column("Returned quantity");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("orders").unwrap();
    for (at, name) in (0u16..).zip(&header) {
        sheet.write_string(0, at, name).unwrap();
    }
    let mut chosen: Vec<String> = Vec::new();
    let mut row = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let known = chosen.iter().any(|c| c == &record[id]);
        if &record[status] != "Selesai" || (!known && chosen.len() == 100) {
            continue;
        }
        if !known {
            chosen.push(record[id].to_owned());
        }
        row += 1;
        for (at, value) in record.iter().enumerate() {
            let value = match at {
                at if at == status => "Perlu Dikirim",
                at if at == returned => "0",
                at if cleared.contains(&at) => "",
                _ => value,
            };
            sheet.write_string(row, u16::try_from(at).unwrap(), value).unwrap();
        }
    }
    assert_eq!(chosen.len(), 100);
    workbook.save_to_buffer().unwrap()
}

fn receive_missing(shop: &mut Shop) -> i64 {
    let query =
        StockQuery { mark: StockMark::Short, category: String::new(), search: String::new(), after: None, limit: 500 };
    let page = shop.read(|r| reports::stock_page(r, &query));
    let lines: Vec<ReceiptLine> = page
        .rows
        .iter()
        .map(|row| ReceiptLine { variant_id: row.id, quantity: -row.available, cost: Money(row.available * -7_001) })
        .collect();
    let ctx = shop.ctx();
    let units = lines.iter().map(|l| l.quantity).sum();
    let receipt = Receipt { supplier: "Makmur".into(), note: String::new(), lines, ..Receipt::default() };
    receive(&shop.book, &ctx, &receipt).unwrap();
    units
}

fn of_stage(shop: &Shop, stage: Stage) -> Vec<OrderId> {
    let query = OrderQuery::of(Some(stage), 500);
    shop.read(|r| reports::orders_page(r, &query, shop.now)).rows.iter().map(|r| r.id).collect()
}

#[test]
#[ignore = "needs the real files beside the project"]
fn a_hundred_of_its_orders_go_out_and_the_original_file_completes_them() {
    let csv = real(CSV);
    let mut shop = Shop::new();
    let report = take_in(&mut shop, "Order.toship.xlsx", &set_back(&csv));
    assert_eq!((report.new, report.history), (100, 0));
    let units = report.units;
    assert_eq!(report.missing_units, units, "nothing is on the shelf yet");
    let approved = of_stage(&shop, Stage::Approved);
    assert_eq!(approved.len(), 100);
    // One is looked at again: approving is a step of its own too.
    for verb in [Verb::Unapprove, Verb::Approve] {
        let ctx = shop.ctx();
        assert_eq!(act(&shop.book, &ctx, verb, &approved[..1], "").unwrap().value.done.len(), 1);
    }
    assert_eq!(receive_missing(&mut shop), units);
    let ctx = shop.ctx();
    let wave = create_wave(&shop.book, &ctx, &[]).unwrap().value;
    assert_eq!((wave.orders.len(), wave.units, wave.left_out.len()), (100, units, 0));
    print_all(&mut shop, &wave.orders);
    pack_all(&mut shop, &wave.orders);
    let items: Vec<TrackingItem> = wave
        .orders
        .iter()
        .map(|o| TrackingItem { order: o.code(), tracking: format!("SPXID{:012}", o.0), courier: None })
        .collect();
    let ctx = shop.ctx();
    let shipped = ship(&shop.book, &ctx, &items, UsedNumber::Refuse).unwrap().value;
    assert_eq!((shipped.done.len(), shipped.refused.len()), (100, 0));
    shop.sound();
    let completed = take_in(&mut shop, CSV, &csv);
    assert_eq!((completed.new, completed.changed, completed.held), (1_023, 100, 0));
    shop.sound();
    assert_eq!(of_stage(&shop, Stage::Shipped).len(), 13, "failed deliveries of others");
    let stock: i64 = shop.read(|r| reports::stock_page(r, &all())).rows.iter().map(|v| v.on_hand).sum();
    assert_eq!(stock, 0, "what came in for the hundred has gone out with them, and nothing else");
    let again = take_in(&mut shop, CSV, &csv);
    assert_eq!((again.new, again.changed), (0, 0));
}

fn all() -> StockQuery {
    StockQuery { mark: StockMark::All, category: String::new(), search: String::new(), after: None, limit: 500 }
}

fn print_all(shop: &mut Shop, orders: &[OrderId]) {
    let mut sizes = Vec::new();
    let mut keep = |document: &runut_actions::Document| {
        sizes.push(document.bytes.len());
        assert!(document.bytes.starts_with(b"%PDF"));
        Ok(document.name.clone())
    };
    let ctx = shop.ctx();
    pick_list(&shop.book, &ctx, orders, &mut keep).unwrap();
    let ctx = shop.ctx();
    let printed = slips(&shop.book, &ctx, orders, SlipSize::A6, &mut keep).unwrap().value;
    assert_eq!(printed.documents, i64::try_from(orders.len()).unwrap());
    assert_eq!(sizes.len(), 2);
}

/// Packs every parcel by scanning its slip and each unit.
fn pack_all(shop: &mut Shop, orders: &[OrderId]) {
    for order in orders {
        let ctx = shop.ctx();
        let view = pack_scan(&shop.book, &ctx, None, &order.code()).unwrap().value.view.unwrap();
        let mut finished = None;
        for line in &view.lines {
            for _ in 0..line.quantity {
                let ctx = shop.ctx();
                let answer = pack_scan(&shop.book, &ctx, Some(*order), &line.sku).unwrap().value;
                assert_eq!(answer.stop, None);
                finished = answer.finished;
            }
        }
        assert_eq!(finished, Some(*order));
    }
    let card = shop.read(|r| reports::stock_card(r, runut_core::VariantId(1), None, 500));
    assert!(card.moves.iter().any(|m| (m.from, m.to) == (Bin::Shelf, Bin::Packed) && m.person == "Ratna"));
}
