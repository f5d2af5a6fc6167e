//! Lists as files for spreadsheets: drawn from one state of the book, handed over, and logged once they are there.

use runut_core::activity::{Activity, Noun};
use runut_core::export::Days;
use runut_core::rows::{ExportKind, Printed};
use runut_core::{Day, Sentence};
use runut_documents::CsvSheet;
use runut_store::{Book, Context, StoreError, reports};

use crate::{ActionError, Deliver, Document, Done};

/// Writes a list as CSV: every row whose day lies from `from` to `to`, both inclusive; all rows where there is none.
///
/// # Errors
/// `day`, `days_order`, `days_none`; [`ActionError`] where the book can't be read or the file can't be delivered.
pub fn export_csv(
    book: &Book,
    ctx: &Context,
    kind: ExportKind,
    (from, to): (Option<Day>, Option<Day>),
    deliver: Deliver<'_>,
) -> Done<Printed> {
    let days = Days::of(kind, from, to)?;
    let (rows, bytes) = book.read(|reader| {
        let shop = reader.shop()?.ok_or(StoreError::NoShop)?;
        let mut sheet = CsvSheet::new(kind.columns(), shop.zone, shop.language)?;
        reports::export(reader, shop.zone, kind, days, &mut |cells| Ok::<_, ActionError>(sheet.row(cells)?))?;
        Ok::<_, ActionError>((sheet.rows(), sheet.finish()?))
    })?;
    let word = kind.word();
    let stamp = ctx.zone.local(ctx.now).format("%Y%m%d-%H%M%S");
    let document = Document { name: format!("{}-{stamp}.csv", word.id.replace(' ', "-")), bytes, paper: None };
    let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    book.write(ctx, &format!("export {kind:?} {days:?}"), |tx| {
        let path = deliver(&document)?;
        tx.record(
            &Activity::new(Noun::Document, 0, "export")
                .with("what", &word.id)
                .with("rows", rows)
                .with("from", day(days.from))
                .with("to", day(days.to)),
        )?;
        let message = Sentence::new(
            format!("Ekspor {}: {rows} baris, {path}", word.id),
            format!("Exported {}: {rows} rows, {path}", word.en),
        );
        Ok::<_, ActionError>(Printed { path, documents: 1, refused: Vec::new(), message })
    })
}
