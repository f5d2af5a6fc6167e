//! The file that is imported: a month's order export in the shape of a real one.
//!
//! The demo shop's orders in all stages, but as many lines an order as a real month of 1,470 rows had; and the workbook as
//! the marketplace writes it: every cell an inline text, empty ones written too, no table of shared texts.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use fastrand::Rng;
use runut_actions::{Mix, Size, demo_file};
use runut_core::{Day, Instant, Money, Zone};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::Fault;

/// When the month was exported: 2024-10-01 08:00 WIB.
pub const EXPORTED: Instant = Instant(1_727_744_400_000);

/// The first day of the books: before all of its sales.
pub const START_DAY: Day = Day(20_240_830);

/// Columns of the export.
pub const COLUMNS: usize = 49;

/// Lines an order, as the real month's 1,123 orders had them: (lines, orders).
const LINES: [(usize, u32); 9] = [(1, 925), (2, 123), (3, 43), (4, 17), (5, 4), (6, 5), (7, 2), (9, 3), (11, 1)];

/// The columns that belong to a line, not to its order.
const OF_LINE: [&str; 9] = [
    "SKU Induk",
    "Nama Produk",
    "Nomor Referensi SKU",
    "Nama Variasi",
    "Harga Awal",
    "Harga Setelah Diskon",
    "Jumlah",
    "Total Harga Produk",
    "Berat Produk",
];

type Record = Vec<String>;

/// The workbook of `rows` rows, made in `folder` unless it is there from a run before.
pub fn workbook(folder: &Path, rows: usize) -> Result<PathBuf, Fault> {
    let path = folder.join(format!("Order.all.{rows}.xlsx"));
    if !path.is_file() {
        let draft = folder.join("draft.xlsx");
        write(&draft, &records(rows)?)?;
        fs::rename(draft, &path)?;
    }
    Ok(path)
}

/// The header and `rows` rows.
fn records(rows: usize) -> Result<Vec<Record>, Fault> {
    // More orders than are needed, and then in any order: the demo's stages follow each other.
    let size = Size { orders: u32::try_from(rows * 4 / 5 + 5)?, seed: 4 };
    let (bytes, _) = demo_file(size, Mix::Month, EXPORTED, Zone::Wib);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let demo =
        reader.records().map(|r| Ok(r?.iter().map(str::to_owned).collect())).collect::<Result<Vec<Record>, Fault>>()?;
    let (header, demo) = demo.split_first().ok_or("the demo's file is empty")?;
    let mut rng = Rng::with_seed(4);
    let mut orders: Vec<&Record> = demo.chunk_by(|a, b| a[0] == b[0]).filter_map(<[Record]>::first).collect();
    rng.shuffle(&mut orders);
    let mut all = vec![header.clone()];
    for first in orders {
        let lines = lines_of(&mut rng).min(rows + 1 - all.len());
        if lines == 0 {
            break;
        }
        all.extend(order(&mut rng, header, first, demo, lines)?);
    }
    Ok(all)
}

fn lines_of(rng: &mut Rng) -> usize {
    let mut drawn = rng.u32(0..LINES.iter().map(|(_, orders)| orders).sum());
    for (lines, orders) in LINES {
        if drawn < orders {
            return lines;
        }
        drawn -= orders;
    }
    1
}

/// An order like the demo's `first`, with so many lines of the demo's goods.
fn order(rng: &mut Rng, header: &Record, first: &Record, demo: &[Record], lines: usize) -> Result<Vec<Record>, Fault> {
    let at = |name: &str| header.iter().position(|h| h == name).ok_or_else(|| format!("no column {name}"));
    let of_line = OF_LINE.iter().map(|name| at(name)).collect::<Result<Vec<_>, _>>()?;
    let (worth, units, total) = (at("Total Harga Produk")?, at("Jumlah")?, at("Total Pembayaran")?);
    let (shipping, all_units) = (at("Ongkos Kirim Dibayar oleh Pembeli")?, at("Jumlah Produk di Pesan")?);
    let mut records = Vec::new();
    for _ in 0..lines {
        let goods = &demo[rng.usize(0..demo.len())];
        let mut record = first.clone();
        of_line.iter().for_each(|column| record[*column].clone_from(&goods[*column]));
        records.push(record);
    }
    let sum = |column: usize| -> Result<i64, Fault> { records.iter().map(|r| Ok(Money::parse(&r[column])?.0)).sum() };
    let units = sum(units)?;
    let paid = Money::parse(&first[total])?;
    let due = if paid == Money::ZERO { paid } else { Money(sum(worth)?) + Money::parse(&first[shipping])? };
    for record in &mut records {
        record[total] = due.to_string();
        record[all_units] = units.to_string();
    }
    Ok(records)
}

/// The parts of the workbook beside the sheet, as small as a spreadsheet reader takes them.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="orders" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];

fn write(path: &Path, records: &[Record]) -> Result<(), Fault> {
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    let options = SimpleFileOptions::default().compression_level(Some(6));
    for (name, part) in PARTS {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    zip.start_file("xl/worksheets/sheet1.xml", options)?;
    zip.write_all(br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">"#)?;
    zip.write_all(format!(r#"<dimension ref="A1:AW{}" /><sheetData>"#, records.len()).as_bytes())?;
    for (row, record) in (1u32..).zip(records) {
        zip.write_all(row_of(row, record)?.as_bytes())?;
    }
    zip.write_all(b"</sheetData></worksheet>")?;
    zip.finish()?.flush()?;
    Ok(())
}

fn row_of(row: u32, record: &Record) -> Result<String, Fault> {
    let mut out = format!(r#"<row r="{row}">"#);
    for (column, cell) in record.iter().enumerate() {
        let name = name_of(column);
        if cell.is_empty() {
            write!(out, r#"<c r="{name}{row}" t="inlineStr" />"#)?;
        } else {
            let text = cell.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            write!(out, r#"<c r="{name}{row}" t="inlineStr"><is><t>{text}</t></is></c>"#)?;
        }
    }
    out.push_str("</row>");
    Ok(out)
}

/// `A`, `Z`, `AA`, `AW`: a column as a spreadsheet calls it.
fn name_of(column: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap_or(0));
    if column < 26 { letter(column).to_string() } else { format!("{}{}", letter(column / 26 - 1), letter(column)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_the_real_months_shape() {
        let records = records(3_000).unwrap();
        assert_eq!(records.len(), 3_001);
        assert!(records.iter().all(|r| r.len() == COLUMNS));
        let orders = records[1..].chunk_by(|a, b| a[0] == b[0]).count();
        let lines = 3_000.0 / orders as f64;
        assert!((1.25..1.37).contains(&lines), "{lines} lines an order; the real month has 1.31");
        assert_eq!((name_of(25), name_of(26), name_of(48)), ("Z".to_owned(), "AA".to_owned(), "AW".to_owned()));
    }
}
