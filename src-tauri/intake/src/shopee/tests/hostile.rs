//! Files made to do harm, and files broken at random.

use proptest::prelude::*;

use super::*;
use crate::fixtures::{File, Line};

#[test]
fn markup_formulas_and_control_characters_stay_harmless_text() {
    let formula = "=HYPERLINK(\"http://contoh.invalid\",\"klik\")";
    let line = Line::new("A1")
        .set("Nama Produk", "<img src=x onerror=alert(1)>\r\nBaris  dua")
        .set("Nama Variasi", formula)
        .set("Catatan dari Pembeli", "satu\r\n\u{7}dua \u{202e}agit")
        .set("Nama Penerima", "'; DROP TABLE orders; --");
    for bytes in [File::classic(std::slice::from_ref(&line)).xlsx(), File::classic(&[line]).csv(b',')] {
        let file = read(&bytes).unwrap();
        assert_eq!(listed(&file), []);
        let order = &file.orders[0];
        assert_eq!(order.lines[0].product, "<img src=x onerror=alert(1)> Baris dua");
        assert_eq!(order.lines[0].variation, formula);
        assert_eq!(order.buyer_note, "satu\ndua agit");
        assert_eq!(order.recipient, "'; DROP TABLE orders; --");
    }
}

#[test]
fn a_formula_cell_gives_the_value_kept_for_it_and_is_not_run() {
    use rust_xlsxwriter::{Formula, Workbook};
    let file = File::classic(&[Line::new("A1")]);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (c, header) in (0u16..).zip(&file.header) {
        sheet.write_string(0, c, header).unwrap();
        let value = file.lines[0].0.iter().find(|(column, _)| column == header);
        match (header.as_str(), value) {
            ("Nama Produk", _) => {
                sheet.write_formula(1, c, Formula::new("=1+1").set_result("Gelas")).map(|_| ()).unwrap();
            }
            (_, Some((_, crate::fixtures::Value::Text(text)))) => {
                sheet.write_string(1, c, text).map(|_| ()).unwrap();
            }
            _ => {}
        }
    }
    let read = read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read.orders[0].lines[0].product, "Gelas");
}

#[test]
fn one_endless_cell_cannot_bloat_the_answer() {
    let long = "panjang ".repeat(200_000);
    let line = Line::new("A1").set("Nama Produk", &long).set("Catatan dari Pembeli", &long).set("Jumlah", &long);
    let file =
        read(&File::classic(&[line.clone(), line.set("Jumlah", "2").set("No. Pesanan", "A2")]).csv(b',')).unwrap();
    assert_eq!(file.orders, [], "nothing is cut: orders with what is too long wait");
    assert!(file.problems.iter().all(|p| p.found.chars().count() <= 100 && p.message.id.len() < 500));
    let long = file.problems.iter().filter(|p| p.code == "too_long");
    assert_eq!(long.map(|p| (p.row, p.column.as_str())).collect::<Vec<_>>().len(), 4);
}

#[test]
fn a_quote_that_never_closes_ends_with_the_file() {
    let text = String::from_utf8(File::classic(&[Line::new("A1"), Line::new("A2")]).csv(b';')).unwrap();
    let broken = text.replacen("Gelas Batik", "\"Gelas Batik", 1);
    let file = read(broken.as_bytes()).unwrap();
    assert_eq!(file.orders, []);
    assert!(!file.problems.is_empty());
}

/// A random edit of a file.
#[derive(Clone, Debug)]
enum Edit {
    Set(prop::sample::Index, u8),
    Cut(prop::sample::Index),
    Drop(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        6 => (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(i, b)| Edit::Set(i, b)),
        1 => any::<prop::sample::Index>().prop_map(Edit::Cut),
        2 => (any::<prop::sample::Index>(), 1..200usize).prop_map(|(i, n)| Edit::Drop(i, n)),
        2 => (any::<prop::sample::Index>(), 1..200usize).prop_map(|(i, n)| Edit::Repeat(i, n)),
    ]
}

fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        if bytes.is_empty() {
            break;
        }
        let len = bytes.len();
        match edit {
            Edit::Set(i, b) => bytes[i.index(len)] = *b,
            Edit::Cut(i) => bytes.truncate(i.index(len)),
            Edit::Drop(i, n) => drop(bytes.drain(i.index(len)..(i.index(len) + n).min(len))),
            Edit::Repeat(i, n) => {
                let piece = bytes[i.index(len)..(i.index(len) + n).min(len)].to_vec();
                bytes.splice(i.index(len)..i.index(len), piece);
            }
        }
    }
    bytes
}

/// Rows that don't compress, so that edits hit the markup of an archive whose parts are stored as they are.
fn stored_workbook() -> (Vec<(String, Vec<u8>)>, usize) {
    let whole = File::classic(&[Line::new("A1"), Line::new("A1"), Line::new("A2").number("Harga Awal", 9.5)]).xlsx();
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(&whole[..])).unwrap();
    let mut parts = Vec::new();
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut entry, &mut bytes).unwrap();
        parts.push((entry.name().unwrap().into_owned(), bytes));
    }
    let read = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"];
    parts.sort_by_key(|(name, _)| !read.contains(&name.as_str()));
    (parts, read.len())
}

fn packed(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), options).unwrap();
        std::io::Write::write_all(&mut zip, bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Sheets are verified as they are read: also what stands behind the last row, and a sheet that nobody reads.
#[test]
fn damage_where_no_row_shows_it_is_found() {
    let (mut parts, _) = stored_workbook();
    parts.push(("xl/worksheets/sheet2.xml".to_owned(), b"<worksheet><sheetData/></worksheet>".to_vec()));
    let whole = packed(&parts);
    assert!(read(&whole).is_ok());
    for (name, part) in parts.iter().filter(|(name, _)| name.contains("sheet1") || name.contains("sheet2")) {
        let at = whole.windows(part.len()).position(|bytes| bytes == part).unwrap() + part.len() - 1;
        let mut broken = whole.clone();
        broken[at] = b' ';
        assert_eq!(read(&broken).unwrap_err().code(), "damaged_file", "{name}");
    }
}

/// Reads and holds what must be true of any answer.
fn survives(bytes: &[u8]) {
    if let Ok(file) = read(bytes) {
        let out: std::collections::HashSet<_> = file.problems.iter().map(|p| p.external_id.as_str()).collect();
        for order in &file.orders {
            assert!(!out.contains(order.external_id.as_str()), "{}", order.external_id);
            assert!(!order.lines.is_empty() && order.lines.iter().all(|l| l.quantity >= 1));
            assert!(order.lines.iter().all(|l| l.returned <= l.quantity && !l.product.is_empty()));
        }
        assert!(file.orders.len() <= file.order_count as usize && file.order_count <= file.rows);
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600), head in 0..6usize) {
        let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"No. Pesanan,", b"sep=;\n"];
        survives(&[heads[head], &bytes[..]].concat());
    }

    #[test]
    fn a_csv_broken_at_random_never_panics(edits in prop::collection::vec(edit(), 1..12)) {
        let lines = [Line::new("A1"), Line::new("A1"), Line::new("A2").set("Harga Awal", "9.5")];
        survives(&edited(File::classic(&lines).csv(b';'), &edits));
    }

    #[test]
    fn a_workbook_broken_at_random_never_panics(edits in prop::collection::vec(edit(), 1..6)) {
        survives(&edited(File::classic(&[Line::new("A1"), Line::new("A2")]).xlsx(), &edits));
    }

    #[test]
    fn markup_broken_at_random_never_panics(part in any::<prop::sample::Index>(), edits in prop::collection::vec(edit(), 1..8)) {
        let (mut parts, read) = stored_workbook();
        let at = part.index(read);
        parts[at].1 = edited(std::mem::take(&mut parts[at].1), &edits);
        survives(&packed(&parts));
    }
}
