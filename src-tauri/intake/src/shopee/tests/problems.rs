//! What is wrong in single cells: each code, and what a person's decision changes.

use runut_core::Money;

use super::*;
use crate::fixtures::{File, Line, Value};

/// One bad cell in the middle of a good file: exactly that is listed, and exactly that order is left out.
fn bad_cell(line: Line, want: (&str, &str, &str, &str)) {
    let (column, code, found, suggestion) = want;
    let file = File::classic(&[Line::new("A1"), line, Line::new("A3")]);
    let read = read(&file.xlsx()).unwrap();
    assert_eq!(listed(&read), [(3, column, code, "A2", found, suggestion)]);
    assert_eq!(ids(&read), ["A1", "A3"]);
    assert_eq!((read.rows, read.order_count), (3, 3));
    let said = &read.problems[0].message;
    for (language, place) in [(&said.id, "Baris 3"), (&said.en, "Row 3")] {
        assert!(language.starts_with(place) && language.contains(column), "{language}");
        assert!(!language.contains('{') && (code.starts_with("missing") || language.contains(found)), "{language}");
    }
}

fn second() -> Line {
    Line::new("A2")
}

#[test]
fn each_kind_of_bad_cell_has_its_code() {
    bad_cell(second().set("Harga Awal", "9.5"), ("Harga Awal", "damaged_money", "9.5", "9.500"));
    bad_cell(second().number("Harga Awal", 9.5), ("Harga Awal", "damaged_money", "9.5", "9.500"));
    bad_cell(second().number("Harga Awal", 50.0), ("Harga Awal", "damaged_money", "50", "50.000"));
    bad_cell(second().number("Cashback Koin", 34.567), ("Cashback Koin", "damaged_money", "34.567", "34.567"));
    bad_cell(second().set("Harga Awal", "gratis"), ("Harga Awal", "unreadable_money", "gratis", ""));
    bad_cell(second().set("Total Pembayaran", "-5.000"), ("Total Pembayaran", "unreadable_money", "-5.000", ""));
    bad_cell(second().set("Total Pembayaran", ""), ("Total Pembayaran", "missing_money", "", ""));
    bad_cell(second().set("Harga Awal", "-"), ("Harga Awal", "missing_money", "-", ""));
    bad_cell(
        second().set("Total Harga Produk", "90.000"),
        ("Total Harga Produk", "inconsistent_money", "90.000", "91.000"),
    );
    bad_cell(second().number("No. Resi", 123_456_789_012.0), ("No. Resi", "float_id", "123456789012", ""));
    bad_cell(second().set("No. Resi", "2.40901E+13"), ("No. Resi", "float_id", "2.40901E+13", ""));
    bad_cell(second().set("No. Resi", "#REF!"), ("No. Resi", "bad_id", "#REF!", ""));
    bad_cell(second().set("Nama Variasi", "10-Des"), ("Nama Variasi", "damaged_text", "10-Des", "10-12"));
    bad_cell(
        second().put("Nama Variasi", Value::Date("2026-12-10T00:00:00".into())),
        ("Nama Variasi", "damaged_text", "2026-12-10 00:00", "10-12"),
    );
    bad_cell(second().set("Nomor Referensi SKU", "#REF!"), ("Nomor Referensi SKU", "damaged_text", "#REF!", ""));
    bad_cell(second().set("Catatan dari Pembeli", "#NAME?"), ("Catatan dari Pembeli", "damaged_text", "#NAME?", ""));
    bad_cell(second().set("Nama Produk", "nan"), ("Nama Produk", "missing_product", "nan", ""));
    bad_cell(second().set("Jumlah", "2.0"), ("Jumlah", "bad_quantity", "2.0", "2"));
    bad_cell(second().set("Harga Awal", "10.000.000.001"), ("Harga Awal", "too_much_money", "10.000.000.001", ""));
    bad_cell(
        second().set("Total Pembayaran", "1.000.000.000.001"),
        ("Total Pembayaran", "too_much_money", "1.000.000.000.001", ""),
    );
    bad_cell(
        second().set("Waktu Pesanan Dibuat", "2026-02-30 10:00"),
        ("Waktu Pesanan Dibuat", "bad_date", "2026-02-30 10:00", ""),
    );
    bad_cell(
        second().number("Waktu Pesanan Dibuat", 46_346.706_25),
        ("Waktu Pesanan Dibuat", "bad_date", "46346.70625", "2026-11-20 16:57"),
    );
    bad_cell(second().set("Waktu Pesanan Dibuat", " - "), ("Waktu Pesanan Dibuat", "missing_date", "-", ""));
    bad_cell(
        second().set("Waktu Pesanan Selesai", "1999-01-01 00:00"),
        ("Waktu Pesanan Selesai", "bad_date", "1999-01-01 00:00", ""),
    );
    bad_cell(second().set("Jumlah", "0"), ("Jumlah", "bad_quantity", "0", ""));
    bad_cell(second().set("Jumlah", "100.001"), ("Jumlah", "bad_quantity", "100.001", ""));
    bad_cell(second().number("Jumlah", 1.5), ("Jumlah", "bad_quantity", "1.5", ""));
    bad_cell(second().set("Returned quantity", "3"), ("Returned quantity", "bad_quantity", "3", ""));
    bad_cell(second().set("Nama Produk", " \u{0} "), ("Nama Produk", "missing_product", "", ""));
    bad_cell(second().set("Status Pesanan", "Menari"), ("Status Pesanan", "unknown_status", "Menari", ""));
    for (typed, meant) in
        [("Selesia", "Selesai"), ("perlu dikirm", "Perlu Dikirim"), ("BATLA", "Batal"), ("canceld", "Canceled")]
    {
        bad_cell(second().set("Status Pesanan", typed), ("Status Pesanan", "unknown_status", typed, meant));
    }
}

#[test]
fn an_order_id_that_lost_its_digits_leaves_that_order_out() {
    let lines = [Line::new("A1"), Line::new("x").number("No. Pesanan", 2.409_010_000_001e18), Line::new("1.23E+18")];
    let file = read(&File::classic(&lines).xlsx()).unwrap();
    assert_eq!(
        listed(&file),
        [
            (3, "No. Pesanan", "float_id", "2409010000001000000", "2409010000001000000", ""),
            (4, "No. Pesanan", "float_id", "1.23E+18", "1.23E+18", ""),
        ]
    );
    assert_eq!((ids(&file), file.order_count), (vec!["A1"], 3));
    let whole = read_shopee_orders(
        &File::classic(&lines).xlsx(),
        &[decide(3, "No. Pesanan", "A2"), decide(4, "no. pesanan", "A3")],
        &mut |_| ControlFlow::Continue(()),
    );
    assert_eq!(ids(&whole.unwrap()), ["A1", "A2", "A3"]);
}

#[test]
fn whose_a_row_without_an_id_is_is_asked() {
    let file = read(&File::classic(&[Line::new("A1"), Line::new(" "), Line::new("nomor satu")]).csv(b',')).unwrap();
    assert_eq!(
        listed(&file),
        [
            (3, "No. Pesanan", "missing_id", "A1", "", "A1"),
            (4, "No. Pesanan", "bad_id", "nomor satu", "nomor satu", ""),
        ]
    );
    // It may be a part of the order above, which waits.
    assert_eq!((ids(&file), file.rows, file.order_count), (vec![], 3, 2));
}

#[test]
fn a_bad_weight_is_told_but_keeps_the_order() {
    let file = read(&File::classic(&[Line::new("A1").set("Berat Produk", "berat")]).xlsx()).unwrap();
    assert_eq!(listed(&file), [(2, "Berat Produk", "bad_weight", "", "berat", "")]);
    assert_eq!((ids(&file), file.orders[0].lines[0].weight_g), (vec!["A1"], 0));
}

#[test]
fn a_phone_that_lost_digits_is_told_and_not_used() {
    for cell in [Value::Text("6,28E+12".into()), Value::Text("628000000000".into()), Value::Number(6.28e12)] {
        let line = Line::new("A1").put("No. Telepon", cell);
        let bytes = File::classic(&[line]).xlsx();
        let file = read(&bytes).unwrap();
        let told: Vec<_> =
            listed(&file).into_iter().map(|(row, column, code, out, ..)| (row, column, code, out)).collect();
        assert_eq!(told, [(2, "No. Telepon", "damaged_phone", "")]);
        assert_eq!((ids(&file), file.orders[0].phone.as_str()), (vec!["A1"], ""));
        let decided = [decide(2, "No. Telepon", "0812-3456-7890")];
        let file = read_shopee_orders(&bytes, &decided, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((listed(&file), file.orders[0].phone.as_str()), (vec![], "0812-3456-7890"));
    }
    for (cell, want) in [
        (Value::Text("6281234567890.0".into()), "6281234567890"),
        (Value::Number(6_281_234_567_890.0), "6281234567890"),
        (Value::Text("'081234567890".into()), "081234567890"),
    ] {
        let file = read(&File::classic(&[Line::new("A1").put("No. Telepon", cell)]).xlsx()).unwrap();
        assert_eq!((listed(&file), file.orders[0].phone.as_str()), (vec![], want));
    }
}

#[test]
fn a_sentence_quotes_no_empty_cell() {
    let line = Line::new("A1").set("Jumlah", "").set("Status Pesanan", " ").set("Harga Awal", "");
    let file = read(&File::classic(&[line]).csv(b';')).unwrap();
    assert_eq!(file.problems.len(), 3);
    for problem in &file.problems {
        let (id, en) = (&problem.message.id, &problem.message.en);
        for said in [id, en] {
            assert!(!said.contains("  ") && !said.contains(" ,") && !said.contains(" ."), "{said}");
        }
        assert!(id.contains("kosong") && en.contains("empty"), "{id} {en}");
    }
}

/// Each amount with the others of its row as witnesses: "19.000" cut to "19".
#[test]
fn an_amount_is_borne_out_or_shown_to_be_cut_by_the_others_of_its_row() {
    let line = || {
        Line::new("A2")
            .priced("50.000", "46.000", "2", "92.000")
            .set("Total Diskon", "8.000")
            .set("Diskon Dari Penjual", "6.000")
            .set("Diskon Dari Shopee", "2.000")
            .set("Total Pembayaran", "87.325")
    };
    for (column, cut, whole) in [
        ("Harga Awal", "50", "50.000"),
        ("Harga Setelah Diskon", "46", "46.000"),
        ("Diskon Dari Shopee", "2", "2.000"),
        ("Voucher Ditanggung Penjual", "3", "3.000"),
        ("Voucher Ditanggung Shopee", "7", "7.000"),
        ("Paket Diskon (Diskon dari Penjual)", "1", "1.000"),
        ("Diskon Kartu Kredit", "5", "5.000"),
        ("Ongkos Kirim Dibayar oleh Pembeli", "12", "12.000"),
        ("Estimasi Potongan Biaya Pengiriman", "8", "8.000"),
        ("Perkiraan Ongkos Kirim", "20", "20.000"),
    ] {
        let file = read(&File::classic(&[Line::new("A1"), line().set(column, cut)]).csv(b';')).unwrap();
        assert_eq!(listed(&file), [(3, column, "damaged_money", "A2", cut, whole)]);
        let file = read(&File::classic(&[Line::new("A1"), line()]).csv(b';')).unwrap();
        assert_eq!(listed(&file), []);
    }
    // Several at once, and goods that cost little indeed.
    for columns in [
        ["Voucher Ditanggung Shopee", "Voucher Ditanggung Penjual"],
        ["Harga Awal", "Harga Setelah Diskon"],
        ["Ongkos Kirim Dibayar oleh Pembeli", "Perkiraan Ongkos Kirim"],
    ] {
        let cut = columns.into_iter().fold(line(), |line, column| {
            let Some(Value::Text(whole)) = line.0.iter().find(|(c, _)| c == column).map(|(_, v)| v.clone()) else {
                panic!("{column}")
            };
            line.set(column, whole.trim_end_matches(".000"))
        });
        let file = read(&File::classic(&[Line::new("A1"), cut]).csv(b';')).unwrap();
        let asked = listed(&file).iter().filter(|found| columns.contains(&found.1)).count();
        assert_eq!(asked, 2, "{columns:?}: {:?}", listed(&file));
    }
    let cheap = Line::new("A2")
        .priced("900", "500", "10", "5.000")
        .set("Total Diskon", "4.000")
        .set("Diskon Dari Penjual", "4.000")
        .set("Diskon Dari Shopee", "0")
        .set("Total Pembayaran", "3.000");
    let file = read(&File::classic(&[Line::new("A1"), cheap]).csv(b';')).unwrap();
    assert_eq!(listed(&file), []);
}

#[test]
fn rows_of_one_order_that_disagree_leave_it_out_once() {
    for (column, value, found) in [
        ("Total Pembayaran", "86.326", "86.326"),
        ("No. Resi", "SPXID999999999999", "SPXID999999999999"),
        ("Waktu Pembayaran Dilakukan", "2026-11-20 17:02", "2026-11-20 17:02"),
        ("Alamat Pengiriman", "Jl. Lain", "Jl. Lain"),
        ("Catatan", "", ""),
    ] {
        let lines =
            [Line::new("A1"), Line::new("A2"), Line::new("A1").set(column, value), Line::new("A1").set(column, value)];
        let file = read(&File::classic(&lines).csv(b';')).unwrap();
        assert_eq!(listed(&file), [(4, column, "conflicting_rows", "A1", found, "")]);
        assert_eq!((ids(&file), file.order_count), (vec!["A2"], 2));
    }
}

#[test]
fn an_unquoted_delimiter_is_seen_by_the_cells_it_pushes_out() {
    let text = String::from_utf8(File::classic(&[Line::new("A1"), Line::new("A2")]).csv(b';')).unwrap();
    let broken = text.replacen("Gelas Batik", "Gelas; Batik", 1);
    let file = read(broken.as_bytes()).unwrap();
    assert!(file.problems.iter().any(|p| p.code == "shifted_columns" && p.row == 2 && p.external_id == "A1"));
    assert_eq!(ids(&file), ["A2"]);
}

#[test]
fn a_decision_is_read_instead_of_the_cell() {
    let bytes =
        File::classic(&[Line::new("A1").set("Harga Awal", "9.5"), Line::new("A2").set("Harga Awal", "9.5")]).xlsx();
    let decided = |value: &str, column: &str| {
        read_shopee_orders(&bytes, &[decide(2, column, value)], &mut |_| ControlFlow::Continue(())).unwrap()
    };
    let file = decided("95.000", "Harga Awal");
    assert_eq!(listed(&file), [(3, "Harga Awal", "damaged_money", "A2", "9.5", "9.500")]);
    assert_eq!((ids(&file), file.orders[0].lines[0].price), (vec!["A1"], Money(95_000)));
    // Small amounts are believed when a person says so.
    assert_eq!(decided("950", " harga  AWAL").orders[0].lines[0].price, Money(950));
    // What can't be read as a decision is told as what it is, and other columns and rows are not touched.
    let wrong = decided("banyak", "Harga Awal");
    assert_eq!(listed(&wrong)[0], (2, "Harga Awal", "unreadable_money", "A1", "banyak", ""));
    assert_eq!(decided("1", "Kolom Lain").orders, []);
}

#[test]
fn the_suggestions_given_as_decisions_make_the_file_whole() {
    let line =
        Line::new("A1").number("Harga Awal", 50.0).number("Total Pembayaran", 86.325).set("Cashback Koin", "9.5");
    let bytes = File::classic(&[line, Line::new("A2")]).xlsx();
    let first = read(&bytes).unwrap();
    assert_eq!((first.problems.len(), ids(&first)), (3, vec!["A2"]));
    let decisions: Vec<_> = first.problems.iter().map(|p| decide(p.row, &p.column, &p.suggestion)).collect();
    let second = read_shopee_orders(&bytes, &decisions, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((listed(&second), ids(&second)), (vec![], vec!["A1", "A2"]));
    assert_eq!((second.orders[0].lines[0].price, second.orders[0].total), (Money(50_000), Money(86_325)));
}

#[test]
fn a_placeholder_is_no_sku_and_no_variation_and_a_person_is_believed() {
    for word in ["-", "0", "nan", "#N/A", "TIDAK ADA", "."] {
        let line = Line::new("A1").set("Nomor Referensi SKU", word).set("SKU Induk", word);
        let file = read(&File::classic(&[line]).csv(b';')).unwrap();
        assert_eq!(listed(&file), []);
        let line = &file.orders[0].lines[0];
        assert_eq!((line.sku.as_str(), line.parent_sku.as_str()), ("", ""), "{word}");
    }
    let file = read(&File::classic(&[Line::new("A1").set("Nama Variasi", "-")]).xlsx()).unwrap();
    assert_eq!(file.orders[0].lines[0].variation, "");
    let bytes = File::classic(&[Line::new("A1").set("Nomor Referensi SKU", "8.99E+12").set("Nama Variasi", "12-Okt")])
        .csv(b',');
    let decided = |sku: &str| {
        let cells = [decide(2, "Nomor Referensi SKU", sku), decide(2, "Nama Variasi", "12-Okt")];
        read_shopee_orders(&bytes, &cells, &mut |_| ControlFlow::Continue(())).unwrap()
    };
    for (typed, want) in [("8.99E+12", "8.99E+12"), ("-", ""), ("8991234567890", "8991234567890")] {
        let file = decided(typed);
        assert_eq!(listed(&file), []);
        let line = &file.orders[0].lines[0];
        assert_eq!((line.sku.as_str(), line.variation.as_str()), (want, "12-Okt"));
    }
}

/// A line with plain numbers in every money column.
fn plain(id: &str, factor: f64) -> Line {
    let mut line = Line::new(id);
    let mut changed = 0;
    for (column, value) in &mut line.0 {
        let Value::Text(text) = value else { continue };
        let honest = text.replace('.', "");
        let is_money = column.starts_with(['H', 'T', 'D', 'V', 'C', 'P', 'O', 'E']) && honest.parse::<f64>().is_ok();
        if is_money && !column.starts_with("Catatan") {
            *value = Value::Number(honest.parse::<f64>().unwrap() * factor);
            changed += 1;
        }
    }
    assert!(changed >= 16, "{changed}");
    line
}

#[test]
fn a_file_of_plain_rupiah_numbers_is_believed_down_to_the_smallest() {
    for bytes in [File::classic(&[plain("A1", 1.0)]).xlsx(), File::classic(&[plain("A1", 1.0)]).csv(b',')] {
        let file = read(&bytes).unwrap();
        assert_eq!(listed(&file), []);
        // Its smallest amounts are 25 and 50.
        assert_eq!(file.orders[0].borne_by_shop, Money(4_050));
    }
}

#[test]
fn a_file_whose_dots_were_eaten_is_doubted_throughout() {
    // 50.000 became 50, 45.500 became 45.5, 1.000 became 1.
    for bytes in [File::classic(&[plain("A1", 0.001)]).xlsx(), File::classic(&[plain("A1", 0.001)]).csv(b';')] {
        let file = read(&bytes).unwrap();
        assert_eq!(file.orders, []);
        let found: Vec<_> =
            listed(&file).into_iter().map(|(_, column, code, _, found, guess)| (column, code, found, guess)).collect();
        assert!(found.contains(&("Harga Awal", "damaged_money", "50", "50.000")), "{found:?}");
        assert!(found.contains(&("Harga Setelah Diskon", "damaged_money", "45.5", "45.500")), "{found:?}");
        assert!(found.contains(&("Paket Diskon (Diskon dari Penjual)", "damaged_money", "1", "1.000")), "{found:?}");
    }
}

#[test]
fn small_amounts_of_an_untouched_file_are_believed() {
    // 25, 50 and 600 stand in the fixture as Shopee writes them.
    for bytes in [File::classic(&[Line::new("A1")]).xlsx(), File::classic(&[Line::new("A1")]).csv(b',')] {
        assert_eq!(listed(&read(&bytes).unwrap()), []);
    }
}

#[test]
fn a_small_amount_that_a_person_decided_is_believed_in_a_doubtful_file() {
    let bytes = File::classic(&[plain("A1", 0.001)]).csv(b';');
    let doubts = read(&bytes).unwrap().problems;
    let decisions: Vec<_> = doubts
        .iter()
        .map(|p| decide(p.row, &p.column, if p.column == "Cashback Koin" { "50" } else { &p.suggestion }))
        .collect();
    let file = read_shopee_orders(&bytes, &decisions, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(listed(&file), []);
    assert_eq!((file.orders[0].total, file.orders[0].borne_by_shop), (Money(86_325), Money(4_050)));
}

#[test]
fn one_decision_does_not_make_other_small_numbers_credible() {
    let line = plain("A1", 1.0).number("Harga Awal", 50.5).number("Voucher Ditanggung Penjual", 3.0);
    let bytes = File::classic(&[line]).xlsx();
    let decided =
        read_shopee_orders(&bytes, &[decide(2, "Harga Awal", "50.500")], &mut |_| ControlFlow::Continue(())).unwrap();
    assert!(listed(&decided).iter().any(|p| p.1 == "Voucher Ditanggung Penjual" && p.2 == "damaged_money"));
}

#[test]
fn a_small_number_that_contradicts_its_line_is_the_damaged_one() {
    let line = plain("A1", 1.0).number("Harga Setelah Diskon", 45.0);
    let file = read(&File::classic(&[line]).xlsx()).unwrap();
    assert_eq!(listed(&file), [(2, "Harga Setelah Diskon", "damaged_money", "A1", "45", "45.000")]);
}

#[test]
fn endless_problems_are_cut_and_said() {
    let lines: Vec<Line> =
        (0..6_000).map(|i| Line::new(&format!("A{i}")).set("Harga Awal", "x").set("Jumlah", "x")).collect();
    let file = read(&File::classic(&lines).csv(b',')).unwrap();
    assert_eq!((file.orders.len(), file.order_count, file.problems.len()), (0, 6_000, 10_001));
    let last = file.problems.last().unwrap();
    assert_eq!((last.row, last.code.as_str()), (0, "too_many_problems"));
    assert!(last.message.id.contains("2000"), "{}", last.message.id);
}
