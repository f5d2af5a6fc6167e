//! Whether a file is one that this program has made: such a one may be made anew in its place.

use runut_core::rows::ExportKind;

use crate::csv::MARK;

/// Whether `bytes` are a PDF or a list of ours. A workbook tells nobody who made it and is nobody's.
#[must_use]
pub fn is_ours(bytes: &[u8]) -> bool {
    is_our_pdf(bytes) || is_our_list(bytes)
}

fn is_our_pdf(bytes: &[u8]) -> bool {
    // "Runut" as the writer of PDFs writes a text: UTF-16 in hexadecimal.
    const MADE_BY: &[u8] = b"/Producer<FEFF00520075006E00750074>";
    bytes.starts_with(b"%PDF-") && bytes.windows(MADE_BY.len()).any(|part| part == MADE_BY)
}

fn is_our_list(bytes: &[u8]) -> bool {
    let Some(list) = bytes.strip_prefix(MARK) else { return false };
    let end = list.iter().position(|byte| *byte == b'\n').unwrap_or(list.len());
    let Ok(first) = std::str::from_utf8(&list[..end]) else { return false };
    let heads = |separator: char| {
        let cells = first.trim_end().split(separator).map(|cell| cell.trim_matches('"').trim());
        cells.collect::<Vec<_>>()
    };
    let known = |heads: &[&str]| {
        ExportKind::ALL.into_iter().any(|kind| {
            let columns = kind.columns();
            let all = |pick: fn(&(&'static str, &'static str)) -> &'static str| {
                columns.len() == heads.len() && columns.iter().map(pick).eq(heads.iter().copied())
            };
            all(|head| head.0) || all(|head| head.1)
        })
    };
    known(&heads(',')) || known(&heads(';'))
}

#[cfg(test)]
mod tests {
    use runut_core::{Language, Zone};

    use super::*;
    use crate::{Between, CsvSheet, samples};

    #[test]
    fn what_we_have_made_is_ours_and_nothing_else() {
        assert!(is_ours(&crate::pick_list(&samples::pick_list()).unwrap()));
        for kind in ExportKind::ALL {
            for language in [Language::Id, Language::En] {
                for between in [Between::Comma, Between::Semicolon] {
                    let list = CsvSheet::new(kind.columns(), between, Zone::Wib, language).unwrap().finish().unwrap();
                    assert!(is_ours(&list), "{kind:?}");
                }
            }
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
}
