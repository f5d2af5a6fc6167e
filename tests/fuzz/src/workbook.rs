//! A workbook from its parts: bytes that are changed inside an archive hardly ever get through its checksums and its
//! compression, so that the parts are changed and packed anew.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::shop::sound;

/// Between two parts: no byte of UTF-8.
const BETWEEN: u8 = 0xff;

/// The parts that the reader looks at, in their order in a corpus.
const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/_rels/workbook.xml.rels",
];

/// Packs parts as they stand, with right checksums.
pub(crate) fn packed(parts: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in PARTS.iter().zip(parts.split(|byte| *byte == BETWEEN)) {
        sound(zip.start_file(*name, options));
        sound(zip.write_all(part));
    }
    sound(zip.finish()).into_inner()
}

/// The parts of a workbook, for a corpus.
#[must_use]
pub fn parts(workbook: &[u8]) -> Vec<u8> {
    let mut zip = sound(ZipArchive::new(Cursor::new(workbook)));
    let mut parts = Vec::new();
    for name in PARTS {
        if !parts.is_empty() {
            parts.push(BETWEEN);
        }
        sound(sound(zip.by_name(name)).read_to_end(&mut parts));
    }
    parts
}
