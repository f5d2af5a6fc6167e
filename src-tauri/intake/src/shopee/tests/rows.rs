//! What the rows of an order say together, and lists on several sheets.

use runut_core::Money;

use super::*;
use crate::fixtures::{File, Line, Value};

const STATED: &str = "Jumlah Produk di Pesan";

/// A line of one unit at a price, in an order that comes to `total`.
fn line(id: &str, product: &str, price: &str, total: &str) -> Line {
    let mut line = Line(Vec::new());
    for (column, value) in [
        ("No. Pesanan", id),
        ("Status Pesanan", "Perlu Dikirim"),
        ("Waktu Pesanan Dibuat", "2026-11-20 16:57"),
        ("Nama Produk", product),
        ("Total Pembayaran", total),
    ] {
        line = line.set(column, value);
    }
    line.priced(price, price, "1", price)
}

fn of(order: &[Line], stated: &str) -> Vec<Line> {
    order.iter().map(|line| if stated.is_empty() { line.clone() } else { line.clone().set(STATED, stated) }).collect()
}

fn two() -> Vec<Line> {
    vec![line("A1", "Baskom", "50.000", "75.000"), line("A1", "Gelas", "25.000", "75.000")]
}

/// In both kinds of file, with a header before the second half and without.
fn pasted(first: &[Line], second: &[Line]) -> Vec<Vec<u8>> {
    let (one, all) = (File::classic(first), File::classic(&[first, second].concat()));
    let under = [one.csv(b';'), File::classic(second).csv(b';')].concat();
    vec![all.csv(b';'), all.xlsx(), under]
}

fn quantities(file: &FileOrders) -> Vec<(&str, i64)> {
    file.orders.iter().flat_map(|o| &o.lines).map(|l| (l.product.as_str(), l.quantity)).collect()
}

#[test]
fn an_order_pasted_twice_counts_once_and_is_told() {
    for stated in ["2", ""] {
        let order = of(&two(), stated);
        for bytes in pasted(&order, &order) {
            let file = read(&bytes).unwrap();
            assert_eq!(quantities(&file), [("Baskom", 1), ("Gelas", 1)], "{stated}");
            assert_eq!(
                file.problems.iter().map(|p| (p.code.as_str(), p.external_id.as_str())).collect::<Vec<_>>(),
                [("repeated_rows", "")]
            );
        }
    }
    // One row of several, and an order of one row.
    let order = of(&two(), "2");
    for bytes in pasted(&order, &order[..1]) {
        assert_eq!(quantities(&read(&bytes).unwrap()), [("Baskom", 1), ("Gelas", 1)]);
    }
    for stated in ["1", ""] {
        let order = of(&[line("A1", "Baskom", "50.000", "50.000")], stated);
        for bytes in pasted(&order, &order) {
            assert_eq!(quantities(&read(&bytes).unwrap()), [("Baskom", 1)], "{stated}");
        }
    }
    // With another order in between, and units by which both readings could be meant.
    let many = of(&[line("A1", "Baskom", "50.000", "100.000").priced("50.000", "50.000", "2", "100.000")], "2");
    let other = of(&[line("B1", "Gelas", "25.000", "25.000")], "1");
    let file = read(&File::classic(&[many.clone(), other.clone(), many, other].concat()).csv(b',')).unwrap();
    assert_eq!(quantities(&file), [("Baskom", 2), ("Gelas", 1)]);
}

#[test]
fn equal_lines_that_an_order_has_stay() {
    let twice = [line("A1", "Baskom", "50.000", "100.000"), line("A1", "Baskom", "50.000", "100.000")];
    for stated in ["2", ""] {
        let file = read(&File::classic(&of(&twice, stated)).xlsx()).unwrap();
        assert_eq!((listed(&file), quantities(&file)), (vec![], vec![("Baskom", 1), ("Baskom", 1)]), "{stated}");
    }
    // Equal lines, all of it pasted twice.
    let order = of(&[twice[0].clone(), twice[1].clone(), line("A1", "Gelas", "25.000", "100.000")], "3");
    for bytes in pasted(&order, &order) {
        assert_eq!(quantities(&read(&bytes).unwrap()), [("Baskom", 1), ("Baskom", 1), ("Gelas", 1)]);
    }
}

#[test]
fn where_nothing_tells_whether_a_row_repeats_the_order_waits_for_a_person() {
    let twice = [line("A1", "Baskom", "50.000", "0"), line("A1", "Baskom", "50.000", "0")];
    let bytes = File::classic(&twice).csv(b';');
    let file = read(&bytes).unwrap();
    assert_eq!(listed(&file), [(3, "Jumlah", "repeated_row", "A1", "1", "0")]);
    assert_eq!(ids(&file), Vec::<&str>::new());
    for (typed, want) in [("0", vec![("Baskom", 1)]), ("1", vec![("Baskom", 1), ("Baskom", 1)])] {
        let file =
            read_shopee_orders(&bytes, &[decide(3, "Jumlah", typed)], &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((listed(&file), quantities(&file)), (vec![], want));
    }
    // Two exports, between which a unit came back.
    let later = two().into_iter().map(|l| l.set("Returned quantity", "1")).collect::<Vec<_>>();
    let gap = vec![line("B1", "Gelas", "25.000", "25.000")];
    let file = read(&File::classic(&[two(), gap, later].concat()).csv(b';')).unwrap();
    assert_eq!(ids(&file), ["B1"]);
    assert!(listed(&file).iter().all(|p| (p.2, p.3) == ("repeated_row", "A1")));
}

#[test]
fn an_order_that_lacks_rows_by_its_own_word_waits() {
    let file = |lines: &[Line], stated: &str| read(&File::classic(&of(lines, stated)).xlsx()).unwrap();
    assert_eq!(listed(&file(&two(), "3")), [(2, STATED, "missing_rows", "A1", "3", "")]);
    let more = two().into_iter().map(|l| l.priced("25.000", "25.000", "3", "75.000")).collect::<Vec<_>>();
    for stated in ["2", "6", "", "-", "nan"] {
        assert_eq!(listed(&file(&more, stated)), [], "{stated}");
    }
    let bytes = File::classic(&of(&two(), "3")).csv(b',');
    let decided = read_shopee_orders(&bytes, &[decide(2, STATED, "2")], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((listed(&decided), ids(&decided)), (vec![], vec!["A1"]));
}

/// A line of which only the goods are written, as merged cells leave it.
fn merged(product: &str, price: &str) -> Line {
    let mut line = line("", product, price, "");
    line.0.retain(|(column, _)| {
        !["No. Pesanan", "Status Pesanan", "Waktu Pesanan Dibuat", "Total Pembayaran"].contains(&column.as_str())
    });
    line
}

#[test]
fn merged_cells_are_the_order_above() {
    for stated in ["3", ""] {
        let first = of(&[line("A1", "Baskom", "50.000", "87.500")], stated);
        let rest = [merged("Gelas", "12.500"), merged("Sendok", "25.000"), line("A2", "Piring", "9.000", "9.000")];
        let file = read(&File::classic(&[&first[..], &rest[..]].concat()).xlsx()).unwrap();
        assert_eq!(listed(&file), [], "{stated}");
        assert_eq!(quantities(&file), [("Baskom", 1), ("Gelas", 1), ("Sendok", 1), ("Piring", 1)]);
        assert_eq!(file.orders[0].total, Money(87_500));
    }
}

#[test]
fn rows_without_an_id_that_may_be_another_orders_hold_the_order_above() {
    let first = line("A1", "Baskom", "50.000", "250.000");
    let bytes = File::classic(&[first.clone(), merged("Gelas", "12.500")]).csv(b';');
    let file = read(&bytes).unwrap();
    assert_eq!(listed(&file), [(3, "No. Pesanan", "missing_id", "A1", "", "A1")]);
    let decided =
        read_shopee_orders(&bytes, &[decide(3, "No. Pesanan", "A1")], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((listed(&decided), decided.orders[0].lines.len()), (vec![], 2));
    // Another total: another order.
    let file = read(&File::classic(&[first.clone(), line("", "Gelas", "12.500", "12.500")]).csv(b';')).unwrap();
    assert_eq!((ids(&file), file.problems[0].code.as_str()), (vec![], "conflicting_rows"));
    // With an empty row between, and first of all, nobody's.
    let file = read(&File::classic(&[merged("Gelas", "12.500"), first]).csv(b';')).unwrap();
    assert_eq!((ids(&file), listed(&file)[0].2), (vec!["A1"], "missing_id"));
}

fn book(sheets: &[(&str, Vec<Line>, bool)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, lines, with_header) in sheets {
        let file = File::classic(lines);
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        let names = file.header.iter().map(|h| Some(Value::Text(h.clone()))).collect();
        let header: Vec<Vec<Option<Value>>> = if *with_header { vec![names] } else { vec![] };
        let rows = lines.iter().map(|line| {
            file.header.iter().map(|h| line.0.iter().find(|(c, _)| c == h).map(|(_, v)| v.clone())).collect()
        });
        for (r, row) in (0u32..).zip(header.into_iter().chain(rows)) {
            for (c, value) in (0u16..).zip(row) {
                if let Some(Value::Text(text)) = value {
                    sheet.write_string(r, c, text).unwrap();
                }
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn one(id: &str) -> Vec<Line> {
    vec![line(id, "Baskom", "50.000", "50.000")]
}

#[test]
fn every_sheet_that_is_a_list_of_orders_is_read() {
    let read = |sheets: &[(&str, Vec<Line>, bool)]| read(&book(sheets)).unwrap();
    assert_eq!(ids(&read(&[("Okt", one("A1"), true), ("Nov", one("A2"), true)])), ["A1", "A2"]);
    assert_eq!(ids(&read(&[("Lain", one("B1"), true), ("Orders", one("A1"), true)])), ["A1", "B1"]);
    // Rows that go on without a header, also where the first sheet has nothing else.
    assert_eq!(ids(&read(&[("orders", one("A1"), true), ("orders (2)", one("A2"), false)])), ["A1", "A2"]);
    assert_eq!(ids(&read(&[("orders", vec![], true), ("Sheet2", one("A2"), false)])), ["A2"]);
    assert_eq!(ids(&read(&[("orders", vec![], true), ("Sheet2", one("A2"), true)])), ["A2"]);
    // The same order on two sheets.
    assert_eq!(quantities(&read(&[("orders", one("A1"), true), ("Nov", one("A1"), true)])), [("Baskom", 1)]);
}

#[test]
fn a_cell_of_a_further_sheet_is_told_and_decided_with_its_sheet() {
    let wrong = vec![line("A2", "Baskom", "5.5", "50.000")];
    let bytes = book(&[("Okt", one("A1"), true), ("Nov", wrong, true)]);
    let file = read(&bytes).unwrap();
    let (row, column, code, ..) = listed(&file)[0];
    assert_eq!((row, column, code), (2, "Nov!Harga Awal", "damaged_money"));
    assert!(file.problems[0].message.id.starts_with("Lembar Nov, baris 2, kolom Harga Awal:"));
    let all =
        ["Harga Awal", "Harga Setelah Diskon", "Total Harga Produk"].map(|c| decide(2, &format!("nov!{c}"), "50.000"));
    let decided = read_shopee_orders(&bytes, &all, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((listed(&decided), ids(&decided)), (vec![], vec!["A1", "A2"]));
}

#[test]
fn a_sheet_that_was_not_read_is_told() {
    let mut whole = rust_xlsxwriter::Workbook::new();
    let file = File::classic(&one("A1"));
    for (name, lacks) in [("orders", ""), ("Nov", "Total Pembayaran")] {
        let sheet = whole.add_worksheet().set_name(name).unwrap();
        for (c, header) in (0u16..).zip(file.header.iter().filter(|h| *h != lacks)) {
            sheet.write_string(0, c, header).unwrap();
            if let Some((_, Value::Text(text))) = file.lines[0].0.iter().find(|(column, _)| column == header) {
                sheet.write_string(1, c, text).unwrap();
            }
        }
    }
    let told = read(&whole.save_to_buffer().unwrap()).unwrap();
    assert_eq!(ids(&told), ["A1"]);
    let said = &told.problems[0];
    assert_eq!((said.code.as_str(), said.external_id.as_str()), ("sheet_not_read", ""));
    assert!(said.message.id.contains("Nov") && said.message.id.contains("Total Pembayaran"), "{}", said.message.id);
}

#[test]
fn a_thousandth_of_what_the_order_comes_to_is_damage_in_every_column() {
    let whole = || {
        line("A1", "Baskom", "20.000", "27.000")
            .priced("20.000", "19.000", "1", "")
            .set("Total Harga Produk", "19.000")
            .set("Ongkos Kirim Dibayar oleh Pembeli", "11.000")
            .set("Estimasi Potongan Biaya Pengiriman", "9.000")
            .set("Perkiraan Ongkos Kirim", "20.000")
            .set("Voucher Ditanggung Shopee", "4.000")
    };
    let other = || line("B1", "Gelas", "12.500", "12.500");
    for bytes in [File::classic(&[whole(), other()]).csv(b';'), File::classic(&[whole(), other()]).xlsx()] {
        assert_eq!(listed(&read(&bytes).unwrap()), []);
    }
    for (column, cut, guess) in [
        ("Total Pembayaran", "27", "27.000"),
        ("Harga Awal", "20", "20.000"),
        ("Ongkos Kirim Dibayar oleh Pembeli", "11", "11.000"),
        ("Estimasi Potongan Biaya Pengiriman", "9", "9.000"),
        ("Perkiraan Ongkos Kirim", "20", "20.000"),
        ("Voucher Ditanggung Shopee", "4", "4.000"),
    ] {
        let lines = [whole().set(column, cut), other()];
        for bytes in [File::classic(&lines).csv(b';'), File::classic(&lines).xlsx()] {
            let file = read(&bytes).unwrap();
            assert_eq!(listed(&file), [(2, column, "damaged_money", "A1", cut, guess)]);
            assert_eq!(ids(&file), ["B1"]);
        }
    }
    // Without a line total to speak for it.
    let mut lines = [whole().set("Harga Setelah Diskon", "19"), other()];
    lines.iter_mut().for_each(|l| l.0.retain(|(c, _)| c != "Total Harga Produk"));
    let mut file = File::classic(&lines);
    file.header.retain(|h| h != "Total Harga Produk");
    let file = read(&file.csv(b';')).unwrap();
    assert_eq!(listed(&file)[0], (2, "Harga Setelah Diskon", "damaged_money", "A1", "19", "19.000"));
    // All of a row but its order's total.
    let file = read(&File::classic(&[line("A1", "Baskom", "19", "19.000"), other()]).csv(b';')).unwrap();
    assert_eq!(ids(&file), ["B1"]);
}

#[test]
fn small_amounts_that_make_sense_are_believed() {
    for line in [
        // Coins and vouchers paid for nearly all of it.
        line("A1", "Baskom", "25.000", "599").set("Potongan Koin Shopee", "24.401"),
        line("A1", "Baskom", "25.000", "25").set("Voucher Ditanggung Shopee", "24.975"),
        // Goods that cost next to nothing.
        line("A1", "Bubble wrap", "500", "500"),
        line("A1", "Bubble wrap", "500", "10.500").set("Ongkos Kirim Dibayar oleh Pembeli", "10.000"),
        // A coin and a voucher of a few rupiah.
        line("A1", "Baskom", "25.000", "24.748")
            .set("Potongan Koin Shopee", "2")
            .set("Voucher Ditanggung Penjual", "250"),
    ] {
        let file =
            read(&File::classic(&[line, super::rows::line("B1", "Gelas", "12.500", "12.500")]).csv(b';')).unwrap();
        assert_eq!(listed(&file), []);
    }
}

#[test]
fn sums_beyond_any_shops_are_refused_with_their_row() {
    let dear = |i: usize| {
        line(&format!("A{i}"), "Baskom", "10.000.000.000", "1.000.000.000.000").priced(
            "10.000.000.000",
            "10.000.000.000",
            "100",
            "1.000.000.000.000",
        )
    };
    let file = |orders: usize| read(&File::classic(&(0..orders).map(dear).collect::<Vec<_>>()).csv(b','));
    assert_eq!(file(1_000).unwrap().orders.len(), 1_000);
    let error = file(1_001).unwrap_err();
    assert_eq!((error.code(), &error), ("sum_too_large", &IntakeError::SumTooLarge(1_002)));
    assert!(error.sentence().id.contains("baris 1002"));
    let line = line("A1", "Baskom", "10.000.000.000", "50.000").priced(
        "10.000.000.000",
        "10.000.000.000",
        "101",
        "1.010.000.000.000",
    );
    assert_eq!(read(&File::classic(&[line]).csv(b',')).unwrap().problems[0].code, "too_much_money");
}
