//! Tracking numbers for many orders at once, from a file or from standard input.

use std::path::Path;

use runut_actions::tracking_preview;
use runut_core::Refusal;
use runut_core::marketplace::FileProblem;
use runut_core::rows::TrackingItem;

use super::Desk;
use crate::input;
use crate::output::Fault;
use crate::said::{self, Said};

/// Bytes of a paste at most.
const TEXT_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// A paste, read.
pub(super) struct Paste {
    /// The lines that can be used.
    pub items: Vec<TrackingItem>,
    /// Those that can't.
    pub problems: Vec<FileProblem>,
}

/// Reads a paste; `-` is standard input. `courier` is for the lines that name none.
pub(super) fn read(desk: &Desk<'_>, file: &Path, courier: Option<&str>) -> Result<Paste, Fault> {
    let text = text(file)?;
    let preview = tracking_preview(&desk.book, &text, desk.now)?;
    let said = preview.problems.iter().map(Said::cell);
    said::lines(said).iter().for_each(|line| desk.out.say(line));
    let item =
        |item: TrackingItem| TrackingItem { courier: item.courier.or_else(|| courier.map(str::to_owned)), ..item };
    Ok(Paste { items: preview.rows.into_iter().map(|row| item(row.item)).collect(), problems: preview.problems })
}

/// What a file says; `-` is standard input.
pub(super) fn text(file: &Path) -> Result<String, Fault> {
    Ok(decoded(input::bytes(file, TEXT_BYTES_MAX)?)?)
}

/// The text of a paste: UTF-8, or UTF-16 with the mark that Notepad puts before it.
fn decoded(bytes: Vec<u8>) -> Result<String, Refusal> {
    let wide = |unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok().filter(|_| bytes.len().is_multiple_of(2))
    };
    let text = match &bytes[..] {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    };
    // A NUL in the text is UTF-16 without its mark.
    text.filter(|text| !text.contains('\0')).ok_or_else(|| {
        Refusal::new(
            "paste_encoding",
            "Tempelan ini bukan teks UTF-8. Simpan ulang sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean UTF-8).",
            "This paste isn't UTF-8 text. Save it again as UTF-8 (in Notepad: Save as, Encoding UTF-8).",
        )
    })
}
