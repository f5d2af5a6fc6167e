//! Whether a file is one that this program has made, as it was written: such a one may be made anew in its place. What a
//! person has worked on since is theirs.

use std::io::{Cursor, Read};

use runut_core::export::Head;
use runut_core::{Language, Zone};
use zip::ZipArchive;

use crate::xlsx::MADE_BY;
use crate::{Between, CsvSheet};

/// The parts of a workbook that tell of it are a kilobyte long.
const PART_MAX: u64 = 64 * 1024;

/// Whether `bytes` are a PDF, a list or a workbook of ours that no other program has saved since. `lists`: the heads of all our
/// lists.
#[must_use]
pub fn is_ours(bytes: &[u8], lists: &[Vec<Head>]) -> bool {
    is_our_pdf(bytes) || is_our_list(bytes, lists) || is_our_report(bytes) || is_our_workbook(bytes)
}

/// What the heads of reports begin with, quoted as we write them: the other heads are days and stores.
const REPORTS: [&[&str]; 9] = [
    &["dalam rupiah"],
    &["in rupiah"],
    &["", "rupiah"],
    &["Tanggal", "Pesanan", "Keterangan", "Akun lawan"],
    &["Day", "Order", "What", "Other account"],
    &["Bulan", "Penjualan"],
    &["Month", "Sales"],
    &["Toko", "Penjualan"],
    &["Store", "Sales"],
];

fn is_our_report(bytes: &[u8]) -> bool {
    let begins = |heads: &&[&str], between: &str| {
        let heads: Vec<String> = heads.iter().map(|head| format!("\"{head}\"")).collect();
        bytes.starts_with(format!("\u{feff}{}{between}", heads.join(between)).as_bytes())
    };
    REPORTS.iter().any(|heads| begins(heads, ",") || begins(heads, ";"))
}

fn is_our_pdf(bytes: &[u8]) -> bool {
    // "Runut" as the writer of PDFs writes a text: UTF-16 in hexadecimal.
    const MADE_BY: &[u8] = b"/Producer<FEFF00520075006E00750074>";
    bytes.starts_with(b"%PDF-") && bytes.windows(MADE_BY.len()).any(|part| part == MADE_BY)
}

/// A list begins with its head as we write it: a spreadsheet that saves it again leaves out the quotes.
fn is_our_list(bytes: &[u8], lists: &[Vec<Head>]) -> bool {
    let begins = |list: &[Head], between, language| {
        let head = CsvSheet::new(list, between, Zone::Wib, language).and_then(CsvSheet::finish);
        head.is_ok_and(|head| bytes.starts_with(&head))
    };
    let either = |list: &[Head], between| [Language::Id, Language::En].iter().any(|lang| begins(list, between, *lang));
    lists.iter().any(|list| either(list, Between::Comma) || either(list, Between::Semicolon))
}

/// A workbook has our property. A spreadsheet keeps that when it saves, but says then when it did.
fn is_our_workbook(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"PK\x03\x04") {
        return false;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.take(PART_MAX).read_to_string(&mut text).ok()?;
        Some(text)
    };
    let ours = part("docProps/custom.xml").is_some_and(|text| text.contains(&format!("name=\"{MADE_BY}\"")));
    let of = |text: &str, tag: &str| {
        let (_, rest) = text.split_once(&format!("<dcterms:{tag} "))?;
        Some(rest.split_once('>')?.1.split_once('<')?.0.to_owned())
    };
    let untouched = |text: String| {
        let made = of(&text, "created");
        made.is_some() && made == of(&text, "modified")
    };
    ours && part("docProps/core.xml").is_some_and(untouched)
}

#[cfg(test)]
mod tests {
    use runut_core::{Instant, Sentence};
    use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

    use super::*;
    use crate::{XlsxSheet, samples};

    #[test]
    fn what_we_have_made_is_ours_and_nothing_else() {
        let kind: Vec<Head> = vec![("Nomor", "Number"), ("Pembeli", "Buyer")];
        let lists = [vec![("ID", "ID")], kind.clone()];
        let is_ours = |bytes: &[u8]| super::is_ours(bytes, &lists);
        assert!(is_ours(&crate::pick_list(&samples::pick_list()).unwrap()));
        {
            for language in [Language::Id, Language::En] {
                for between in [Between::Comma, Between::Semicolon] {
                    let list = CsvSheet::new(&kind, between, Zone::Wib, language).unwrap().finish().unwrap();
                    assert!(is_ours(&list), "{kind:?}");
                    // As a spreadsheet saves it again.
                    let saved = String::from_utf8(list).unwrap().replace('"', "");
                    assert!(!is_ours(saved.as_bytes()), "{kind:?}");
                }
                let name = Sentence::new("Daftar", "List");
                let sheet = XlsxSheet::new(&kind, name, Zone::Wib, language, Instant(1_795_312_800_000));
                assert!(is_ours(&sheet.unwrap().finish().unwrap()), "{kind:?}");
            }
        }
        for between in [Between::Comma, Between::Semicolon] {
            let heads = ["dalam rupiah", "November 2026"];
            let report = CsvSheet::headed(&heads, between, Zone::Wib, Language::Id).unwrap().finish().unwrap();
            assert!(is_ours(&report) && !is_ours(String::from_utf8(report).unwrap().replace('"', "").as_bytes()));
        }
        for other in [
            &b""[..],
            b"%PDF-1.7\n/Producer (LibreOffice)",
            b"nama,alamat\n",
            b"\xef\xbb\xbf\"a\",\"b\"\r\n",
            b"PK\x03\x04",
        ] {
            assert!(!is_ours(other));
        }
    }

    fn is_ours(bytes: &[u8]) -> bool {
        super::is_ours(bytes, &[])
    }

    #[test]
    fn a_workbook_of_others_and_one_that_was_saved_again_is_not_ours() {
        let with = |properties: DocProperties| {
            let mut book = Workbook::new();
            book.add_worksheet();
            book.set_properties(&properties);
            book.save_to_buffer().unwrap()
        };
        assert!(!is_ours(&with(DocProperties::new())), "nobody's");
        assert!(!is_ours(&with(DocProperties::new().set_custom_property("Runut2", "1"))));
        let made = ExcelDateTime::parse_from_str("2026-11-22T09:00:00").unwrap();
        let ours = with(DocProperties::new().set_creation_datetime(&made).set_custom_property(MADE_BY, "1"));
        assert!(is_ours(&ours));
        // What a spreadsheet does when it saves: our property stays, the time of saving is new.
        let mut archive = ZipArchive::new(Cursor::new(&ours)).unwrap();
        let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut part = archive.by_index(at).unwrap();
            let (name, mut text) = (part.name().unwrap().into_owned(), Vec::new());
            part.read_to_end(&mut text).unwrap();
            if name == "docProps/core.xml" {
                let core = String::from_utf8(text).unwrap();
                let (before, after) = core.rsplit_once("2026-11-22T09:00:00").unwrap();
                text = format!("{before}2026-11-23T10:00:00{after}").into_bytes();
            }
            saved.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut saved, &text).unwrap();
        }
        assert!(!is_ours(&saved.finish().unwrap().into_inner()));
    }
}
