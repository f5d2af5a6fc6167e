//! Measures a workbook's archive before the spreadsheet reader may allocate anything for it.
//!
//! Every entry is unpacked once into nothing, with its checksum verified; only the sheets, which are large and never held
//! whole, are measured on their way to the reader (`unpacked`), by the same [`Meter`]. Invariant: what passes here can't
//! make the reader allocate more than a small multiple of these limits, whatever sizes the archive claims.

use std::io::{Cursor, Read};
use std::ops::{ControlFlow, Range};

use zip::read::ZipFile;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use crate::error::{FileKind, IntakeError};

const MB: u64 = 1024 * 1024;
/// A million rows of fifty short cells.
const MAX_SHEET: u64 = 4096 * MB;
/// The table of shared texts is held in memory whole.
const MAX_STRINGS: u64 = 256 * MB;
/// Every other part: styles, relations, themes, pictures.
const MAX_PART: u64 = 16 * MB;
/// All parts together.
const MAX_TOTAL: u64 = 6144 * MB;
const MAX_ENTRIES: usize = 2_000;
/// Tags in the table of shared texts: four for each of six million texts.
const MAX_STRING_TAGS: u64 = 24_000_000;
/// Bytes of one tag or text. A cell holds 32,767 characters at most.
const MAX_TEXT: u64 = MB;

/// An entry of the archive.
pub(crate) struct Entry {
    /// Its name, as written.
    pub(crate) name: Vec<u8>,
    /// Where its header lies.
    pub(crate) header: u64,
    /// Where its packed bytes lie.
    pub(crate) packed: Range<usize>,
    /// How it is packed.
    pub(crate) method: CompressionMethod,
    /// How many bytes it says it unpacks to.
    pub(crate) size: u64,
    /// The checksum of these.
    pub(crate) crc: u32,
    /// Whether it is a sheet: not measured yet.
    pub(crate) sheet: bool,
}

/// Refuses archives that aren't workbooks, are damaged, or unpack to too much, and tells what is in the others. `alive`
/// is asked every few megabytes.
pub(crate) fn check(bytes: &[u8], alive: &dyn Fn() -> ControlFlow<()>) -> Result<Vec<Entry>, IntakeError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > MAX_ENTRIES {
        return Err(IntakeError::TooLarge(format!("{} entries", archive.len())));
    }
    kind_of(&archive)?;
    let mut total = 0u64;
    let mut entries = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|e| damaged(&e))?;
        let name = entry.name().map_err(|e| damaged(&e))?.to_lowercase();
        if entry.size() > limits_of(&name).bytes {
            return Err(IntakeError::TooLarge(format!("{name}: {} bytes", entry.size())));
        }
        let sheet = is_sheet(&name);
        let bytes = if sheet { entry.size() } else { measure(&name, &mut entry, alive)? };
        total = total.saturating_add(bytes);
        if total > MAX_TOTAL {
            return Err(IntakeError::TooLarge(format!("{total} bytes in all")));
        }
        entries.push(told(&entry, sheet)?);
    }
    Ok(entries)
}

fn told(entry: &ZipFile<'_, Cursor<&[u8]>>, sheet: bool) -> Result<Entry, IntakeError> {
    let nowhere = || IntakeError::Damaged("an entry lies nowhere".to_owned());
    let start = usize::try_from(entry.data_start().ok_or_else(nowhere)?).map_err(|_| nowhere())?;
    let length = usize::try_from(entry.compressed_size()).map_err(|_| nowhere())?;
    Ok(Entry {
        name: entry.name_raw().to_owned(),
        header: entry.header_start(),
        packed: start..start.checked_add(length).ok_or_else(nowhere)?,
        method: entry.compression(),
        size: entry.size(),
        crc: entry.crc32(),
        sheet,
    })
}

fn damaged(error: &ZipError) -> IntakeError {
    match error {
        ZipError::UnsupportedArchive(what) if what.contains("assword") => IntakeError::PasswordProtected,
        error => IntakeError::Damaged(error.to_string()),
    }
}

/// Tells a workbook from the other things that are zip archives.
fn kind_of(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), IntakeError> {
    let names: Vec<String> =
        archive.file_names_raw().map(|n| String::from_utf8_lossy(n).replace('\\', "/").to_lowercase()).collect();
    let any = |test: &dyn Fn(&str) -> bool| names.iter().any(|n| test(n));
    let kind = if any(&|n| n == "xl/workbook.xml" || n == "[content_types].xml" && any(&|n| n.starts_with("xl/work"))) {
        return Ok(());
    } else if any(&|n| n == "xl/workbook.bin") || any(&|n| n == "content.xml") {
        FileKind::OtherSpreadsheet
    } else if any(&|n| n.starts_with("word/") || n.starts_with("ppt/")) {
        FileKind::Document
    } else {
        FileKind::Archive
    };
    Err(IntakeError::NotASpreadsheet(kind))
}

#[derive(Clone, Copy)]
struct Limits {
    bytes: u64,
    tags: u64,
    strings: bool,
}

fn is_sheet(name: &str) -> bool {
    name.contains("worksheets/") && name.ends_with(".xml") && !limits_of(name).strings
}

fn limits_of(name: &str) -> Limits {
    if name.ends_with("sharedstrings.xml") {
        Limits { bytes: MAX_STRINGS, tags: MAX_STRING_TAGS, strings: true }
    } else if name.contains("worksheets/") {
        Limits { bytes: MAX_SHEET, tags: u64::MAX, strings: false }
    } else {
        Limits { bytes: MAX_PART, tags: u64::MAX, strings: false }
    }
}

/// Counts one entry while it unpacks.
pub(crate) struct Meter {
    name: String,
    limits: Limits,
    markup: bool,
    bytes: u64,
    tokens: Tokens,
    /// The end of what was counted, and what is counted now.
    seen: Vec<u8>,
}

/// Bytes that are unpacked at a time.
pub(crate) const CHUNK: usize = 64 * 1024;
/// Chunks between two questions whether to go on: eight megabytes.
pub(crate) const BREATH: u32 = 128;
/// The longest `uniqueCount = "…"` that may lie across two chunks.
const OVERLAP: usize = 64;

impl Meter {
    /// For the entry of that name.
    pub(crate) fn new(name: &str) -> Self {
        let name = name.to_lowercase();
        let markup = name.ends_with(".xml") || name.ends_with(".rels") || name.contains("worksheets/");
        Self { limits: limits_of(&name), name, markup, bytes: 0, tokens: Tokens::default(), seen: vec![0; OVERLAP] }
    }

    /// Counts what comes next, before anybody else sees it.
    pub(crate) fn count(&mut self, chunk: &[u8]) -> Result<(), IntakeError> {
        self.bytes += chunk.len() as u64;
        if self.bytes > self.limits.bytes {
            return Err(self.refusal("too many bytes"));
        }
        if self.markup && !self.tokens.feed(chunk) {
            return Err(self.refusal("one text is too long"));
        }
        if self.tokens.tags > self.limits.tags {
            return Err(self.refusal("too many texts"));
        }
        if self.limits.strings {
            self.seen.extend_from_slice(chunk);
            if claims_too_many_texts(&self.seen) {
                return Err(self.refusal("claims too many texts"));
            }
            self.seen.drain(..self.seen.len() - OVERLAP);
        }
        Ok(())
    }

    fn refusal(&self, what: &str) -> IntakeError {
        IntakeError::TooLarge(format!("{}: {what}", self.name))
    }
}

/// Unpacks an entry into nothing and tells how many bytes it had. Its checksum is verified by `zip` itself.
fn measure(name: &str, entry: &mut impl Read, alive: &dyn Fn() -> ControlFlow<()>) -> Result<u64, IntakeError> {
    let mut meter = Meter::new(name);
    let mut buffer = vec![0u8; CHUNK];
    let mut chunks = 0u32;
    loop {
        let read = entry.read(&mut buffer).map_err(|e| IntakeError::Damaged(e.to_string()))?;
        if read == 0 {
            return Ok(meter.bytes);
        }
        meter.count(&buffer[..read])?;
        chunks = chunks.wrapping_add(1);
        if chunks.is_multiple_of(BREATH) && alive().is_break() {
            return Err(IntakeError::Cancelled);
        }
    }
}

/// Where the markup stands: the spreadsheet reader holds one token (a tag, a text, a comment) in memory at a time.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum At {
    #[default]
    Text,
    Opened,
    Bang,
    Tag,
    Quoted(u8),
    Until([u8; 3]),
}

#[derive(Default)]
struct Tokens {
    at: At,
    length: u64,
    tags: u64,
    last: [u8; 2],
}

impl Tokens {
    /// Follows the markup; false once a token is longer than any cell, or where a document type is declared.
    fn feed(&mut self, chunk: &[u8]) -> bool {
        let mut rest = chunk;
        while !rest.is_empty() {
            // What ends the run of bytes that don't matter here.
            let run = match self.at {
                At::Text => rest.iter().position(|b| *b == b'<'),
                At::Tag => rest.iter().position(|b| matches!(b, b'>' | b'"' | b'\'')),
                At::Quoted(quote) => rest.iter().position(|b| *b == quote),
                At::Opened | At::Bang | At::Until(_) => Some(0),
            };
            self.length += run.unwrap_or(rest.len()) as u64;
            if self.length > MAX_TEXT {
                return false;
            }
            let Some(run) = run else { return true };
            if !self.turn(rest[run]) {
                return false;
            }
            rest = &rest[run + 1..];
        }
        true
    }

    /// Takes a byte that may change where the markup stands.
    fn turn(&mut self, byte: u8) -> bool {
        self.length += 1;
        match self.at {
            At::Text => self.step(At::Opened),
            At::Opened => {
                self.tags += 1;
                self.last = [0; 2];
                self.at = match byte {
                    b'!' => At::Bang,
                    b'?' => At::Until([0, b'?', b'>']),
                    b'>' => At::Text,
                    _ => At::Tag,
                };
            }
            At::Bang => match byte {
                b'-' => self.at = At::Until(*b"-->"),
                b'[' => self.at = At::Until(*b"]]>"),
                _ => return false,
            },
            At::Tag if byte == b'>' => self.step(At::Text),
            At::Tag => self.at = At::Quoted(byte),
            At::Quoted(_) => self.at = At::Tag,
            At::Until([a, b, c]) => {
                if byte == c && self.last[1] == b && (a == 0 || self.last[0] == a) {
                    self.step(At::Text);
                }
                self.last = [self.last[1], byte];
            }
        }
        true
    }

    fn step(&mut self, at: At) {
        self.at = at;
        self.length = 0;
    }
}

/// The spreadsheet reader reserves room for as many texts as the table claims to have. A false claim would abort the
/// program, so it is looked for wherever it may stand.
fn claims_too_many_texts(chunk: &[u8]) -> bool {
    const NAME: &[u8] = b"uniqueCount";
    let mut rest = chunk;
    while let Some(at) = rest.iter().position(|b| *b == b'u') {
        rest = &rest[at..];
        if let Some(value) = rest.strip_prefix(NAME) {
            let skipped = value.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'=' | b'"' | b'\''));
            let digits = value.iter().skip(skipped.count()).skip_while(|b| **b == b'0');
            let digits: Vec<u8> = digits.take_while(|b| b.is_ascii_digit()).copied().collect();
            let claimed = std::str::from_utf8(&digits).ok().and_then(|d| d.parse::<u64>().ok());
            if !digits.is_empty() && claimed.is_none_or(|n| n > MAX_STRING_TAGS) {
                return true;
            }
        }
        rest = &rest[1..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(markup: &str) -> bool {
        let mut tokens = Tokens::default();
        // In pieces, as an archive gives them.
        markup.as_bytes().chunks(1000).all(|chunk| tokens.feed(chunk))
    }

    #[test]
    fn one_endless_text_is_refused_wherever_it_hides() {
        let long = "x".repeat(MAX_TEXT as usize + 10);
        let tags = "<c/>".repeat(MAX_TEXT as usize / 4 + 10);
        assert!(holds(&tags));
        for hostile in [
            format!("<t>{long}</t>"),
            format!("<c r=\"{tags}\"/>"),
            format!("<!-- {tags} -->"),
            format!("<![CDATA[{tags}]]>"),
            format!("<?x {tags} ?>"),
            "<!DOCTYPE x [<!ENTITY a \"a\">]>".to_owned(),
        ] {
            assert!(!holds(&hostile), "{}", &hostile[..20]);
        }
    }

    #[test]
    fn comments_and_cdata_of_normal_length_pass() {
        assert!(holds("<?xml version=\"1.0\"?><!-- a > b --><t><![CDATA[a < b]]></t><c r='>'/>"));
    }

    #[test]
    fn a_false_count_of_texts_is_found() {
        for claim in ["uniqueCount=\"999999999999\"", "uniqueCount = '99999999999999999999999999'"] {
            assert!(claims_too_many_texts(format!("<sst u {claim}>").as_bytes()), "{claim}");
        }
        assert!(!claims_too_many_texts(b"<sst uniqueCount=\"000000000000000120\"> uniqueCount=\"\""));
    }
}
