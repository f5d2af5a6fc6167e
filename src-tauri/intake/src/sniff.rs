//! What a file is, by its bytes and never by its name, and its text in UTF-8.
//!
//! Deliberately absent: any look at what the file says; that is the sender's layer.

use std::borrow::Cow;

use chardetng::EncodingDetector;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{FileKind, IntakeError};

/// What the bytes turned out to be.
pub(crate) enum Sniffed<'a> {
    /// A zip archive that holds an Excel workbook (or seems to: it isn't opened here).
    Xlsx,
    /// Text, decoded.
    Text(Cow<'a, str>),
}

/// The first bytes that give away what isn't a spreadsheet.
const MAGIC: [(&[u8], FileKind); 14] = [
    (b"%PDF", FileKind::Pdf),
    (b"\x89PNG", FileKind::Image),
    (b"\xff\xd8\xff", FileKind::Image),
    (b"GIF8", FileKind::Image),
    (b"RIFF", FileKind::Image),
    (b"BM", FileKind::Image),
    (b"II*\0", FileKind::Image),
    (b"\x1f\x8b", FileKind::Archive),
    (b"Rar!", FileKind::Archive),
    (b"7z\xbc\xaf", FileKind::Archive),
    (b"\xfd7zXZ", FileKind::Archive),
    (b"BZh", FileKind::Archive),
    (b"\x7fELF", FileKind::Unknown),
    (b"MZ\x90\0", FileKind::Unknown),
];

/// How Excel's older and encrypted files begin (OLE compound file).
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Decides what `bytes` are.
pub(crate) fn sniff(bytes: &[u8]) -> Result<Sniffed<'_>, IntakeError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(IntakeError::Empty);
    }
    if bytes.starts_with(OLE) {
        // An encrypted workbook is an OLE file with a stream of this name, written in UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let encrypted = bytes.windows(name.len()).any(|w| w == name);
        return Err(if encrypted { IntakeError::PasswordProtected } else { IntakeError::OldExcel });
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Sniffed::Xlsx);
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic) && !is_plain_text(bytes)) {
        return Err(IntakeError::NotASpreadsheet(*kind));
    }
    let text = decode(bytes)?;
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(IntakeError::Empty);
    }
    if is_html(&text) {
        return Err(IntakeError::NotASpreadsheet(FileKind::Html));
    }
    Ok(Sniffed::Text(text))
}

/// Some magic bytes are letters that a text may begin with ("BM", "RIFF"): text has no control characters in its
/// first lines.
fn is_plain_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    !head.starts_with(b"%PDF") && head.iter().all(|b| *b >= b' ' || matches!(b, b'\t' | b'\r' | b'\n'))
}

fn is_html(text: &str) -> bool {
    let head: String = text.trim_start_matches('\u{feff}').trim_start().chars().take(200).collect();
    let head = head.to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<table", "<?xml", "<script"].iter().any(|tag| head.starts_with(tag))
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, IntakeError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding.decode(bytes).0);
    }
    let head = &bytes[..bytes.len().min(4096)];
    if head.contains(&0) {
        // Only UTF-16 writes zeros between letters, on every second place.
        let zeros = |start: usize| head.iter().skip(start).step_by(2).filter(|b| **b == 0).count() * 10;
        let pairs = head.len() / 2;
        let encoding = if zeros(1) > pairs * 6 && zeros(0) < pairs {
            UTF_16LE
        } else if zeros(0) > pairs * 6 && zeros(1) < pairs {
            UTF_16BE
        } else {
            return Err(IntakeError::NotASpreadsheet(FileKind::Unknown));
        };
        return Ok(encoding.decode_without_bom_handling(bytes).0);
    }
    let controls = head.iter().filter(|b| **b < b' ' && !matches!(b, b'\t' | b'\r' | b'\n')).count();
    if controls * 20 > head.len() {
        return Err(IntakeError::NotASpreadsheet(FileKind::Unknown));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"id"), false);
    debug_assert_ne!(encoding, UTF_8);
    Ok(encoding.decode_without_bom_handling(bytes).0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        match sniff(bytes) {
            Ok(Sniffed::Text(text)) => text.into_owned(),
            Ok(Sniffed::Xlsx) => panic!("took it for xlsx"),
            Err(e) => panic!("{e}"),
        }
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_common_encoding_gives_the_same_text() {
        let want = "Nama;Catatan\nAndré;café – enak\n";
        assert_eq!(text(want.as_bytes()), want);
        assert_eq!(text(format!("\u{feff}{want}").as_bytes()), want);
        let (western, _, unmappable) = encoding_rs::WINDOWS_1252.encode(want);
        assert!(!unmappable);
        assert_eq!(text(&western), want);
        assert_eq!(text(&utf16(want, u16::to_le_bytes)), want);
        assert_eq!(text(&utf16(want, u16::to_be_bytes)), want);
        assert_eq!(text(&utf16(&format!("\u{feff}{want}"), u16::to_le_bytes)), want);
        assert_eq!(text(&utf16(&format!("\u{feff}{want}"), u16::to_be_bytes)), want);
    }

    #[test]
    fn words_that_look_like_magic_bytes_stay_text() {
        assert_eq!(text(b"BMW,Harga\n1,2\n"), "BMW,Harga\n1,2\n");
    }
}
