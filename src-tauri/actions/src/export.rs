//! Lists as files for spreadsheets and as paper: drawn from one state of the book, handed over, and logged once they are there.

use runut_core::activity::{Activity, DocumentAct};
use runut_core::export::{Cell, Days};
use runut_core::rows::{ExportFormat, ExportKind, Printed};
use runut_core::{Day, Money, Refusal, Sentence};
use runut_documents::{Between, CsvSheet, DocumentError, PdfSheet, XlsxSheet};
use runut_store::{Book, Context, StoreError, reports};

use crate::hledger::{hledger_journal, journal_only};
use crate::{ActionError, Deliver, Document, Done};

/// A list on its way to a file of its kind.
enum Sheet {
    Xlsx(Box<XlsxSheet>),
    Csv(Box<CsvSheet>),
    Pdf(Box<PdfSheet>),
}

/// A list as a file: its bytes, its rows, and how many cells are more than a workbook's may hold.
pub(crate) struct Drawn {
    pub(crate) bytes: Vec<u8>,
    rows: i64,
    shortened: i64,
}

impl Sheet {
    fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        match self {
            Self::Xlsx(sheet) => sheet.row(cells),
            Self::Csv(sheet) => sheet.row(cells),
            Self::Pdf(sheet) => sheet.row(cells),
        }
    }

    fn drawn(self) -> Result<Drawn, DocumentError> {
        match self {
            Self::Xlsx(sheet) => {
                let (rows, shortened) = (sheet.rows(), sheet.shortened());
                Ok(Drawn { bytes: sheet.finish()?, rows, shortened })
            }
            Self::Csv(sheet) => Ok(Drawn { rows: sheet.rows(), bytes: sheet.finish()?, shortened: 0 }),
            Self::Pdf(sheet) => Ok(Drawn { rows: sheet.rows(), bytes: sheet.finish()?, shortened: 0 }),
        }
    }
}

pub(crate) fn draw(
    book: &Book,
    ctx: &Context,
    kind: ExportKind,
    format: ExportFormat,
    days: Days,
) -> Result<Drawn, ActionError> {
    book.read(|reader| {
        if format == ExportFormat::Hledger {
            if kind != ExportKind::Postings {
                return Err(journal_only().into());
            }
            let (bytes, rows) = hledger_journal(reader, days)?;
            return Ok(Drawn { bytes, rows, shortened: 0 });
        }
        let shop = reader.shop()?.ok_or(StoreError::NoShop)?;
        let heads = reports::export_heads(kind, format);
        let csv =
            |between| CsvSheet::new(&heads, between, shop.zone, shop.language).map(|sheet| Sheet::Csv(Box::new(sheet)));
        let mut sheet = match format {
            ExportFormat::Xlsx => {
                let sheet = XlsxSheet::new(&heads, kind.word(), shop.zone, shop.language, ctx.now)?;
                Sheet::Xlsx(Box::new(sheet))
            }
            ExportFormat::Csv => csv(Between::Comma)?,
            ExportFormat::CsvSemicolon => csv(Between::Semicolon)?,
            ExportFormat::Hledger => return Err(journal_only().into()),
            ExportFormat::Pdf => {
                let sums = reports::export_sums(kind, format);
                let imprint = reports::imprint(reader, ctx.person, ctx.now)?;
                let names = [&kind.word(), &days.word()];
                Sheet::Pdf(Box::new(PdfSheet::new(&heads, &sums, names, imprint, shop.language)))
            }
        };
        reports::export(reader, shop.zone, kind, format, days, &mut |cells| sheet.row(cells).map_err(too_long))?;
        Ok(sheet.drawn()?)
    })
}

/// Writes a list as a file: every row whose day lies from `from` to `to`, both inclusive; all rows where there is none.
///
/// # Errors
/// `day`, `days_order`, `days_none`, `list_too_long` for paper; [`ActionError`] where the book can't be read or the file can't be delivered.
pub fn export_list(
    book: &Book,
    ctx: &Context,
    kind: ExportKind,
    format: ExportFormat,
    (from, to): (Option<Day>, Option<Day>),
    deliver: Deliver<'_>,
) -> Done<Printed> {
    let days = Days::of(kind, from, to)?;
    let Drawn { bytes, rows, shortened } = draw(book, ctx, kind, format, days)?;
    let word = kind.word();
    let stamp = ctx.zone.local(ctx.now).format("%Y%m%d-%H%M%S");
    let document =
        Document { name: format!("{}-{stamp}.{}", word.id.replace(' ', "-"), format.ending()), bytes, paper: None };
    let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    book.write(ctx, &format!("export {kind:?} {format:?} {days:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(
            &Activity::new(DocumentAct::Export, 0)
                .with("what", &word.id)
                .with("rows", rows)
                .with("from", day(days.from))
                .with("to", day(days.to)),
        )?;
        let message =
            Sentence::new(format!("Ekspor {}: {rows} baris.", word.id), format!("Exported {}: {rows} rows.", word.en));
        let message = if shortened == 0 { message } else { message.and(&beyond_a_cell(shortened)) };
        Ok::<_, ActionError>(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}

/// Whether a file's bytes are a document of ours that no other program has saved since.
#[must_use]
pub fn is_ours(bytes: &[u8]) -> bool {
    runut_documents::is_ours(bytes, &ExportKind::ALL.map(|kind| reports::export_heads(kind, ExportFormat::Csv)))
}

/// A list too long for paper is refused with what else there is.
pub(crate) fn too_long(error: DocumentError) -> ActionError {
    let DocumentError::TooLong { most } = error else { return error.into() };
    let shown = Money(i64::try_from(most).unwrap_or(i64::MAX));
    Refusal::new(
        "list_too_long",
        format!("Daftar ini lebih dari {shown} baris: terlalu panjang untuk kertas. Persempit tanggalnya, atau simpan sebagai Excel."),
        format!("This list has more than {shown} rows: too long for paper. Narrow its days, or save it as Excel."),
    )
    .into()
}

fn beyond_a_cell(cells: i64) -> Sentence {
    Sentence::new(
        format!("{cells} sel lebih panjang dari yang muat di Excel dan diakhiri …; utuhnya ada di CSV."),
        format!("{cells} cells are more than Excel can hold and end in …; CSV has them whole."),
    )
}
