//! What is printed: from rows to the bytes of a PDF.
//!
//! Invariant: black on white only, lines of 0.25 mm or more, text of 7 pt or more, nothing in the outer 3 mm of the
//! paper whatever the input, and the same input gives the same bytes. Nothing here knows files, SQL or the clock.
//!
//! From the bottom up: `fonts` measures and subsets the embedded faces, `legible` makes any text printable,
//! `page` collects marks in millimetres, `flow` and `table` break them over pages, `pdf` alone knows printpdf.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod business;
mod code128;
mod count_sheet;
mod csv;
mod flow;
mod fonts;
mod goods;
mod handover;
mod label;
mod legible;
mod list;
mod ours;
mod page;
mod pdf;
mod person_data;
mod pick_list;
mod purchase;
mod qr;
mod report;
mod signing;
mod slip;
mod table;
mod text;
mod words;
mod xlsx;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
#[path = "../tests/common/samples.rs"]
mod samples;

pub use crate::business::business_report;
pub use crate::csv::{Between, CsvSheet};
pub use crate::list::PdfSheet;
pub use crate::ours::is_ours;
#[doc(hidden)]
pub use crate::pdf::Bare;
pub use crate::report::{ShopHead, report};
pub use crate::xlsx::XlsxSheet;

use runut_core::export::Cell;
use runut_core::rows::PersonData;
use runut_core::sheets::{CountSheet, HandoverList, Label, LabelSize, PackingSlip, PickList, PurchaseSheet, SlipSize};
use runut_core::{Instant, Language, Zone};

use crate::fonts::Fonts;
use crate::page::Page;

/// Why a document could not be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// No slip or label was asked for; a PDF needs at least one page.
    #[error("There is nothing to print: choose at least one order.")]
    NothingToPrint,
    /// An embedded face is damaged: a fault of the build, not of the input.
    #[error("The font {face} built into the program can't be used: {why}.")]
    Font {
        /// The face's name.
        face: &'static str,
        /// What went wrong.
        why: String,
    },
    /// A list has more rows than anybody turns the sheets of.
    #[error("A list on paper has at most {most} rows.")]
    TooLong {
        /// How many it may have.
        most: usize,
    },
    /// A list can't be written as a file: a row that isn't of its width, a fault of the program.
    #[error("The list can't be written: {0}.")]
    List(String),
}

/// What paper would have in the place of letters that the built-in faces lack, where `text` has some: `[huruf Arab]`. An emoji
/// beside other words is no loss.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn unreadable(text: &str) -> Result<Option<&'static str>, DocumentError> {
    Ok(legible::unreadable(Fonts::get()?, text))
}

/// The pick list of a set of orders on A4, as the bytes of a PDF.
///
/// Notes are printed whole, variants are never cut; whatever doesn't fit goes on to the next page.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn pick_list(list: &PickList) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    let pages = pick_list::pages(fonts, list);
    pdf::write(fonts, &pages, words::PICK_LIST, list.imprint.at)
}

/// The packing slips of some parcels, one document, each slip starting a page of its own and counting its own pages.
///
/// # Errors
/// [`DocumentError::NothingToPrint`] for no slips, [`DocumentError::Font`] if a built-in face can't be used.
pub fn packing_slips(slips: &[PackingSlip], size: SlipSize) -> Result<Vec<u8>, DocumentError> {
    let (fonts, pages, at) = slip_pages(slips, size)?;
    pdf::write(fonts, &pages, words::PACKING_SLIP, at)
}

/// The same slips as printpdf is handed them.
///
/// # Errors
/// As [`packing_slips`].
#[doc(hidden)]
pub fn bare_packing_slips(slips: &[PackingSlip], size: SlipSize) -> Result<Bare, DocumentError> {
    let (fonts, pages, at) = slip_pages(slips, size)?;
    Bare::new(fonts, &pages, words::PACKING_SLIP, at)
}

fn slip_pages(slips: &[PackingSlip], size: SlipSize) -> Result<(&'static Fonts, Vec<Page>, Instant), DocumentError> {
    let first = slips.first().ok_or(DocumentError::NothingToPrint)?;
    let fonts = Fonts::get()?;
    let pages = slips.iter().flat_map(|slip| slip::pages(fonts, slip, size)).collect();
    Ok((fonts, pages, first.imprint.at))
}

/// The address labels of some parcels, one page each.
///
/// # Errors
/// [`DocumentError::NothingToPrint`] for no labels, [`DocumentError::Font`] if a built-in face can't be used.
pub fn labels(labels: &[Label], size: LabelSize) -> Result<Vec<u8>, DocumentError> {
    let (fonts, pages, at) = label_pages(labels, size)?;
    pdf::write(fonts, &pages, words::LABEL, at)
}

/// Whether a label of this size holds the whole address; on one that doesn't it would end in an ellipsis. A roll always does.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn label_holds(label: &Label, size: LabelSize) -> Result<bool, DocumentError> {
    Ok(label::holds(Fonts::get()?, label, size))
}

/// The same labels as printpdf is handed them.
///
/// # Errors
/// As [`labels`].
#[doc(hidden)]
pub fn bare_labels(labels: &[Label], size: LabelSize) -> Result<Bare, DocumentError> {
    let (fonts, pages, at) = label_pages(labels, size)?;
    Bare::new(fonts, &pages, words::LABEL, at)
}

fn label_pages(labels: &[Label], size: LabelSize) -> Result<(&'static Fonts, Vec<Page>, Instant), DocumentError> {
    let first = labels.first().ok_or(DocumentError::NothingToPrint)?;
    let fonts = Fonts::get()?;
    let pages = labels.iter().map(|label| label::page(fonts, label, size)).collect();
    Ok((fonts, pages, first.imprint.at))
}

/// The hand-over list of a courier on A4, as the bytes of a PDF.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn handover(list: &HandoverList) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    pdf::write(fonts, &handover::pages(fonts, list), words::HANDOVER, list.imprint.at)
}

/// The sheet of a blind stock count on A4, as the bytes of a PDF.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn count_sheet(sheet: &CountSheet) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    pdf::write(fonts, &count_sheet::pages(fonts, sheet), words::COUNT_SHEET, sheet.imprint.at)
}

/// A purchase order for the supplier on A4, as the bytes of a PDF.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn purchase(sheet: &PurchaseSheet) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    pdf::write(fonts, &purchase::pages(fonts, sheet), words::PURCHASE, sheet.imprint.at)
}

/// What a shop holds of a person, on A4: `made` says when it was drawn.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn person_data(
    data: &PersonData,
    shop: &str,
    language: Language,
    at: Instant,
    made: &str,
) -> Result<Vec<u8>, DocumentError> {
    let fonts = Fonts::get()?;
    pdf::write(fonts, &person_data::pages(fonts, data, shop, language, made), words::PERSON_DATA, at)
}

/// The same as lists for spreadsheets, one below the other, each with its kind in the first column.
///
/// # Errors
/// The rows can't be written.
pub fn person_lists(data: &PersonData, zone: Zone, language: Language) -> Result<Vec<u8>, DocumentError> {
    let mut sheet =
        CsvSheet::new(&[("Bagian", "Kind"), ("Isian", "Field"), ("Isi", "Text")], Between::Comma, zone, language)?;
    for section in &data.sections {
        for row in &section.rows {
            for (name, text) in section.heads.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.row(&[Cell::Said(section.title.clone()), Cell::Said(name.clone()), Cell::Code(text.clone())])?;
            }
        }
    }
    sheet.finish()
}

/// The paper that these labels need, width and height in whole millimetres: of a roll as much as the longest takes.
///
/// # Errors
/// [`DocumentError::Font`] if a built-in face can't be used.
pub fn label_paper(labels: &[Label], size: LabelSize) -> Result<[u32; 2], DocumentError> {
    let fonts = Fonts::get()?;
    let look = label::Look::of(size);
    let height = match look.height {
        Some(height) => height,
        None => labels.iter().map(|label| label::page(fonts, label, size).height).fold(0.0, f64::max),
    };
    Ok([look.width, height].map(|mm| mm.ceil() as u32))
}
