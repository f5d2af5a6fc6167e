//! Files that are refused as a whole.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;
use crate::error::{FileKind, WrongFile};
use crate::fixtures::{File, Line, Version};

/// Refused with this code, and with a sentence in both languages that says what to do.
fn refused(bytes: &[u8], code: &str) -> IntakeError {
    let error = read(bytes).unwrap_err();
    assert_eq!(error.code(), code, "{error:?}");
    let said = error.sentence();
    assert!(said.id.len() > 30 && said.en.len() > 30 && said.id != said.en, "{said:?}");
    assert!(said.id.ends_with('.') && said.en.ends_with('.'), "{said:?}");
    error
}

fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in entries {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A small real workbook, one of whose parts is replaced.
fn workbook_with(part: &str, content: &[u8]) -> Vec<u8> {
    let whole = File::classic(&[Line::new("A1")]).xlsx();
    let mut from = zip::ZipArchive::new(Cursor::new(&whole[..])).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    assert!(parts.iter().any(|(name, _)| name == part), "{part}");
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, old)| (name.as_str(), if name == part { content } else { &old[..] })).collect();
    archive(&parts)
}

#[test]
fn nothing_is_nothing() {
    for bytes in [&b""[..], b"  \r\n\t", b"\xef\xbb\xbf \n", b"\xff\xfe"] {
        refused(bytes, "empty_file");
    }
    refused(&rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap(), "empty_file");
}

#[test]
fn other_kinds_of_files_are_called_by_their_name() {
    for (bytes, kind) in [
        (b"%PDF-1.7\n%\xe2\xe3".to_vec(), FileKind::Pdf),
        (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), FileKind::Image),
        (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), FileKind::Image),
        (b"\x1f\x8b\x08\0\0\0".to_vec(), FileKind::Archive),
        (b"  <!DOCTYPE html><table>".to_vec(), FileKind::Html),
        ("\u{feff}<html><table><tr><td>No. Pesanan".as_bytes().to_vec(), FileKind::Html),
        (b"\x7fELF\x02\x01\x01\0\0\0".to_vec(), FileKind::Unknown),
        ((0..=255).collect(), FileKind::Unknown),
        (archive(&[("foto.jpg", b"x")]), FileKind::Archive),
        (archive(&[("[Content_Types].xml", b"<x/>"), ("word/document.xml", b"<x/>")]), FileKind::Document),
        (archive(&[("mimetype", b"x"), ("content.xml", b"<x/>")]), FileKind::OtherSpreadsheet),
        (archive(&[("xl/workbook.bin", b"x")]), FileKind::OtherSpreadsheet),
    ] {
        assert_eq!(refused(&bytes, "not_a_spreadsheet"), IntakeError::NotASpreadsheet(kind));
    }
}

#[test]
fn old_and_locked_excel_files_are_told_apart() {
    let mut ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    ole.resize(2048, 0);
    refused(&ole, "old_excel");
    ole.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&ole, "password_protected");
}

#[test]
fn cut_off_and_corrupt_workbooks_are_damaged() {
    let whole = File::classic(&[Line::new("A1")]).xlsx();
    for cut in [30, whole.len() / 2, whole.len() - 10] {
        refused(&whole[..cut], "damaged_file");
    }
    refused(&workbook_with("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c"), "damaged_file");
    refused(&workbook_with("xl/worksheets/sheet1.xml", b"\0\0\0"), "damaged_file");
    refused(&workbook_with("xl/workbook.xml", b"<workbook>"), "damaged_file");
    let cells =
        b"<worksheet><sheetData><row r=\"4294967295\"><c r=\"A4294967295\"><v>1</v></c></row></sheetData></worksheet>";
    refused(&workbook_with("xl/worksheets/sheet1.xml", cells), "damaged_file");
}

#[test]
fn archives_that_would_swell_are_refused_before_they_do() {
    let sheet = "xl/worksheets/sheet1.xml";
    let endless = [b"<worksheet><sheetData>".to_vec(), vec![b' '; 80 * 1024 * 1024]].concat();
    refused(&workbook_with(sheet, &endless), "too_large");
    let strings = b"<sst uniqueCount=\"999999999999\"><si><t>x</t></si></sst>";
    refused(&workbook_with("xl/sharedStrings.xml", strings), "too_large");
    let styles = "<a/>".repeat(5 * 1024 * 1024);
    refused(&workbook_with("xl/styles.xml", styles.as_bytes()), "too_large");
    let crowd: Vec<(String, Vec<u8>)> = (0..3_000).map(|i| (format!("xl/{i}.xml"), Vec::new())).collect();
    let crowd: Vec<(&str, &[u8])> = crowd.iter().map(|(n, c)| (n.as_str(), c.as_slice())).collect();
    refused(&archive(&crowd), "too_large");
}

#[test]
fn a_false_size_does_not_hide_a_bomb() {
    // The size that the archive's directory claims is set to one byte.
    let mut bytes = archive(&[("xl/workbook.xml", b"<x/>"), ("xl/styles.xml", &vec![b' '; 40 * 1024 * 1024])]);
    let claimed = (40u32 * 1024 * 1024).to_le_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(4).position(|w| w == claimed) {
        at += found;
        bytes[at..at + 4].copy_from_slice(&1u32.to_le_bytes());
    }
    assert!(at > 0);
    refused(&bytes, "damaged_file");
}

#[test]
fn all_missing_columns_are_named_at_once() {
    let mut file = File::classic(&[Line::new("A1")]);
    file.header.retain(|h| h != "No. Pesanan" && h != "Total Pembayaran");
    for (bytes, place) in [(file.xlsx(), "lembar orders, baris judul 1"), (file.csv(b','), "(baris judul 1)")] {
        let error = refused(&bytes, "missing_columns");
        let said = error.sentence().id;
        assert!(said.contains("No. Pesanan, Total Pembayaran") && said.contains(place), "{said}");
    }
}

#[test]
fn a_spreadsheet_of_something_else_is_no_order_file() {
    refused(b"Tanggal,Keterangan,Jumlah\n2026-01-01,beras,50000\n", "not_an_order_file");
    refused(b"halo apa kabar", "not_an_order_file");
    let mut file = File::classic(&[Line::new("A1")]);
    file.above = 25;
    refused(&file.csv(b','), "not_an_order_file");
}

#[test]
fn reports_that_sellers_mistake_for_orders_are_named() {
    let income = "Laporan Penghasilan\n\nUsername,toko.uji\nDari,2026-11-01\n\nNo.,No. Pesanan,No. Pengajuan,Username (Pembeli),Waktu Pesanan Dibuat,Metode pembayaran pembeli,Tanggal Dana Dilepaskan,Harga Asli Produk,Ongkos Kirim Pengembalian Barang,Total Penghasilan\n1,A1,,x,2026-11-01,x,2026-11-02,1,1,1\n";
    let balance = "Tanggal Transaksi,Tipe Transaksi,Deskripsi,No. Pesanan,Jenis Transaksi,Jumlah,Status,Saldo Akhir\n";
    let tiktok =
        "Order ID,Order Status,Order Substatus,Seller SKU,Product Name,Variation,Quantity,Province,Payment Method\n";
    let lazada = "orderItemId,orderType,lazadaId,sellerSku,lazadaSku\n";
    for (text, kind) in [
        (income, WrongFile::ShopeeIncome),
        (balance, WrongFile::ShopeeBalance),
        (tiktok, WrongFile::TiktokOrders),
        (lazada, WrongFile::LazadaOrders),
    ] {
        assert_eq!(refused(text.as_bytes(), "wrong_kind"), IntakeError::WrongKind(kind));
    }
}

#[test]
fn a_header_alone_has_no_orders() {
    for version in Version::ALL {
        refused(&File::new(version, &[]).xlsx(), "no_rows");
        refused(&File::new(version, &[]).csv(b','), "no_rows");
    }
}

#[test]
fn more_rows_than_any_export_has_are_refused() {
    let bytes = File::classic(&[Line::new("A1"), Line::new("A2"), Line::new("A3")]).csv(b',');
    let up_to = |most| crate::shopee::read_up_to(most, &bytes, &[], &mut |_| ControlFlow::Continue(()));
    assert_eq!(up_to(3).unwrap().rows, 3);
    let error = up_to(2).unwrap_err();
    assert_eq!((error.code(), &error), ("too_many_rows", &IntakeError::TooManyRows(2)));
    assert!(error.sentence().id.contains("lebih dari 2 baris"));
}

#[test]
fn the_person_may_stop_it() {
    let stopped = read_shopee_orders(&File::classic(&[Line::new("A1")]).xlsx(), &[], &mut |_| ControlFlow::Break(()));
    let error = stopped.unwrap_err();
    assert_eq!((error.code(), error.sentence().id.is_empty()), ("cancelled", false));
}
