//! What an import has to say of single orders: the terminal says it in words and with `--json`, as the window shows it.
#![cfg(test)]

mod desk;

use std::fs;

use desk::Desk;
use serde_json::Value;

const HEADER: &str = "No. Pesanan;Status Pesanan;Alasan Pembatalan;No. Resi;Waktu Pengiriman Diatur;Waktu Pesanan \
                      Dibuat;Nama Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";

fn file(desk: &Desk, name: &str, rows: &[&str]) -> String {
    let path = desk.path(name);
    fs::write(&path, format!("{HEADER}\n{}\n", rows.join("\n"))).unwrap();
    path
}

fn row(id: &str, status: &str, sku: &str, quantity: &str) -> String {
    format!("{id};{status};;;;2026-11-20 16:57;Baskom {sku};{sku};50.000;50.000;{quantity};100.000")
}

/// Both ways of asking say the same: each sentence of the one is in the other.
fn asked(desk: &Desk, words: &[&str]) -> (Value, String) {
    let value = desk.done(words);
    let output = desk.run(words);
    let told = String::from_utf8(output.stdout).unwrap();
    let sentences = ["warnings", "problems"].into_iter().flat_map(|list| value[list].as_array().unwrap());
    let sentences: Vec<&str> = sentences.map(|each| each["message"].as_str().unwrap()).collect();
    for sentence in &sentences {
        assert!(told.contains(sentence), "{sentence} isn't in:\n{told}");
    }
    assert_eq!(told.matches("\n! ").count(), sentences.len(), "{told}");
    let stays = value["stays"].as_array().unwrap();
    assert_eq!(u64::try_from(stays.len()).unwrap(), value["held"].as_u64().unwrap());
    assert!(stays.iter().all(|each| value["warnings"].as_array().unwrap().contains(each)));
    (value, told)
}

#[test]
fn whatever_an_import_has_to_say_is_said_in_words_and_in_json() {
    let desk = Desk::new();
    for sku in ["A", "B"] {
        desk.done(&["product", "add", "Baskom", "--variant", sku, "--sku", sku, "--price", "50.000"]);
        desk.done(&["stock", "receive", &format!("{sku}=10@20.000")]);
    }
    let first = [
        row("PACKED", "Perlu Dikirim", "A", "3"),
        row("LESS", "Perlu Dikirim", "A", "1"),
        row("LESS", "Perlu Dikirim", "B", "1"),
        row("HELD", "Perlu Dikirim", "A", "1"),
        row("GONE", "Perlu Dikirim", "A", "1"),
    ];
    let first = file(&desk, "1.csv", &first.each_ref().map(String::as_str));
    let (value, told) = asked(&desk, &["import", "orders", &first]);
    assert_eq!(value["warnings"], serde_json::json!([]));
    assert!(told.contains("Hari mulai buku: 2026-11-22"), "{told}");
    desk.done(&["import", "orders", &first, "--apply"]);
    desk.done(&["order", "pack", "PACKED"]);
    desk.done(&["order", "hold", "HELD", "--reason", "cek alamat"]);
    desk.done(&["order", "cancel", "GONE", "--reason", "stok rusak"]);
    let second = [
        row("PACKED", "Perlu Dikirim", "A", "1"),
        row("LESS", "Perlu Dikirim", "A", "1"),
        row("HELD", "Sedang Dikirim", "A", "1"),
        row("GONE", "Sedang Dikirim", "A", "1"),
        row("NEW", "Perlu Dikirim", "B", "2"),
        row("BAD", "Perlu Dikirm", "B", "2"),
    ];
    let second = file(&desk, "2.csv", &second.each_ref().map(String::as_str));
    let (preview, told) = asked(&desk, &["import", "orders", &second]);
    assert!(told.contains("Periksa paketnya.") && told.contains("(--take LESS)"), "{told}");
    let less = preview["warnings"].as_array().unwrap().iter().find(|each| each["external_id"] == "LESS").unwrap();
    assert_eq!((&less["waits"], &less["missing"]), (&true.into(), &serde_json::json!(["1 × Baskom, B"])));
    assert_eq!((&preview["new"], &preview["held"]), (&1.into(), &4.into()), "{preview:#}");
    let applied = desk.done(&["import", "orders", &second, "--apply"]);
    assert_eq!((&applied["warnings"], &applied["stays"]), (&preview["warnings"], &preview["stays"]));
    let (taken, told) = asked(&desk, &["import", "orders", &second, "--take", "LESS"]);
    assert_eq!((&taken["changed"], &taken["held"]), (&1.into(), &3.into()), "{taken:#}");
    assert!(told.contains("yang keluar dari pesanan: 1 × Baskom, B"), "{told}");
    desk.done(&["import", "orders", &second, "--take", "LESS", "--apply"]);
    assert_ne!(desk.json(&["import", "orders", &second, "--take", "LESS"]).0, 0, "nobody asked");
    assert_eq!(desk.json(&["check"]).0, 0);
}

/// A parcel that comes back is shipped and failed, at whatever stage the book had it, by any kind of export.
#[test]
fn a_failed_delivery_waits_in_the_returns_whichever_file_tells_of_it() {
    let failed = |id: &str| {
        format!(
            "{id};Batal;Dibatalkan secara otomatis oleh sistem Shopee. Alasan: Pengiriman gagal;SPXID00{id};2026-11-22 \
             08:00;2026-11-20 16:57;Baskom A;A;50.000;50.000;2;100.000"
        )
    };
    let desk = Desk::new();
    desk.done(&["product", "add", "Baskom A", "--sku", "A", "--price", "50.000"]);
    let known = ["1", "2"].map(|id| row(id, "Perlu Dikirim", "A", "2"));
    let known = file(&desk, "1.csv", &known.each_ref().map(String::as_str));
    desk.done(&["import", "orders", &known, "--apply"]);
    desk.done(&["stock", "receive", "A=10@20.000"]);
    desk.done(&["order", "pack", "2"]);
    let bare = failed("4").replace("SPXID004", "");
    let rows = [failed("1"), failed("2"), failed("3"), bare];
    let all = file(&desk, "2.csv", &rows.each_ref().map(String::as_str));
    let value = desk.done(&["import", "orders", &all, "--apply"]);
    assert_eq!(value["by_stage"], serde_json::json!({ "shipped": 3, "cancelled": 1 }), "{value:#}");
    let kind = "No. Pesanan;Status Pesanan;Status pengiriman gagal;No. Resi;Waktu Pengiriman Diatur;Waktu Pesanan \
                Dibuat;Nama Produk;Nomor Referensi SKU;Harga Awal;Harga Setelah Diskon;Jumlah;Total Pembayaran";
    let of = |id: &str, word: &str| {
        format!("{id};Batal;{word};SPXID00{id};2026-11-22 08:00;2026-11-20 16:57;Baskom A;A;50.000;50.000;2;100.000")
    };
    let path = desk.path("Order.failed_delivery.csv");
    let rows = [of("1", "Selesai Dikirim ke Penjual"), of("2", "Dikirim ke Penjual"), of("5", "Dikirim ke Penjual")];
    fs::write(&path, format!("{kind}\n{}\n", rows.join("\n"))).unwrap();
    desk.done(&["import", "orders", &path, "--apply"]);
    let queue = desk.done(&["returns"]);
    assert_eq!(queue["orders"], 4);
    let arrived = queue["rows"].as_array().unwrap().iter().filter(|each| each["arrived"] == true).count();
    assert_eq!(arrived, 1);
    let output = desk.run(&["returns"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("sudah di toko"));
    let again = desk.done(&["import", "orders", &all, "--apply"]);
    assert_eq!((&again["changed"], &again["held"]), (&0.into(), &0.into()), "{again:#}");
    assert_eq!(desk.json(&["check"]).0, 0);
}

/// Twenty parcels whose numbers no courier has are one line with their count; what was refused stands first.
/// However many wait, the terminal says of each which of its lines would go, and how to have it so.
#[test]
fn every_order_that_waits_is_told_with_its_lines_and_its_way() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Baskom A", "--sku", "A", "--price", "50.000"]);
    desk.done(&["product", "add", "Baskom B", "--sku", "B", "--price", "50.000"]);
    let ids: Vec<String> = (1..=5).map(|n| format!("W{n}")).collect();
    let whole: Vec<String> =
        ids.iter().flat_map(|id| ["A", "B"].map(|sku| row(id, "Perlu Dikirim", sku, "2"))).collect();
    let fewer: Vec<String> = ids.iter().map(|id| row(id, "Perlu Dikirim", "A", "2")).collect();
    let refs = |rows: &[String]| file(&desk, "w.csv", &rows.iter().map(String::as_str).collect::<Vec<_>>());
    desk.done(&["import", "orders", &refs(&whole), "--apply"]);
    let output = desk.run(&["import", "orders", &refs(&fewer)]);
    let told = String::from_utf8(output.stdout).unwrap();
    for id in &ids {
        assert!(told.contains(&format!("(--take {id})")), "{id}: {told}");
    }
    assert_eq!(told.matches("(2 × Baskom B)").count(), 5, "{told}");
}

#[test]
fn many_warnings_of_a_kind_are_one_line_behind_what_was_refused() {
    let desk = Desk::new();
    desk.done(&["product", "add", "Baskom A", "--sku", "A", "--price", "50.000"]);
    desk.done(&["stock", "receive", "A=90@20.000"]);
    let ids: Vec<String> = (1..=21).map(|n| format!("T{n:02}")).collect();
    let rows: Vec<String> = ids.iter().map(|id| row(id, "Perlu Dikirim", "A", "2")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let orders = file(&desk, "1.csv", &rows);
    desk.done(&["import", "orders", &orders, "--apply"]);
    let mut words = vec!["order", "pack"];
    words.extend(ids.iter().take(20).map(String::as_str));
    desk.done(&words);
    let paste: String = ids.iter().enumerate().map(|(n, id)| format!("{id}\tANEH{n:05}\tSPX Standard\n")).collect();
    let paste = desk.file("resi.txt", paste.as_bytes());
    let (status, said) = desk.said(&["order", "ship", "--paste", &paste]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!((status, lines.len()), (1, 2), "{said}");
    assert!(lines[0].contains("Pesanan 21"), "{said}");
    assert!(lines[1].starts_with("20 resi tidak seperti resi kurirnya. Misalnya: Resi ANEH00000"), "{said}");
    let bad: Vec<String> = ids.iter().map(|id| row(&format!("B{id}"), "Perlu Dikirm", "A", "2")).collect();
    let bad: Vec<&str> = bad.iter().map(String::as_str).collect();
    let output = desk.run(&["import", "orders", &file(&desk, "2.csv", &bad)]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(
        told.contains("\n! 21 status belum dikenal. Misalnya: Baris 2") && told.matches("\n! ").count() == 1,
        "{told}"
    );
}
