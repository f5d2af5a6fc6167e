//! Opening stock: how much lies on the shelf, and at what cost, of goods that the book didn't know the stock of.

use runut_core::activity::{Activity, VariantAct};
use runut_core::rows::{Opening, OpeningLine};
use runut_core::stock::open as plan;
use runut_core::{Refusal, Sentence, VariantId};
use runut_store::{Book, Context, Tx};

use crate::stock::goods;
use crate::{ActionError, Done};

/// Takes the opening stock of variants into the book, all or none.
///
/// # Errors
/// `opening_empty`; those of [`runut_core::stock::open`]; `missing` for an unknown variant.
pub fn open_stock(book: &Book, ctx: &Context, lines: &[OpeningLine]) -> Done<Sentence> {
    if lines.is_empty() {
        let (id, en) = ("Isi stok paling sedikit satu barang.", "Enter the stock of at least one variant.");
        return Err(Refusal::new("opening_empty", id, en).into());
    }
    book.write(ctx, &format!("open {lines:?}"), |tx| {
        for line in lines {
            begin(tx, ctx, line.variant, &line.opening)?;
        }
        let (kinds, units) = (lines.len(), lines.iter().map(|line| line.opening.units).sum::<i64>());
        Ok::<_, ActionError>(Sentence::new(
            format!("Stok awal {kinds} macam dicatat: {units} barang."),
            format!("Opening stock of {kinds} kinds recorded: {units} units."),
        ))
    })
}

/// One variant's opening stock, within a write.
pub(crate) fn begin(tx: &mut Tx<'_>, ctx: &Context, variant: VariantId, opening: &Opening) -> Result<(), ActionError> {
    let what = tx.variant(variant)?.what();
    let change = plan(&goods(tx, variant, &what)?, opening, ctx.today)?;
    let activity = tx.record(
        &Activity::new(VariantAct::Open, variant.0)
            .with("what", &what)
            .with("quantity", opening.units)
            .with("cost", change.value.0),
    )?;
    tx.change_stock(activity, ctx.today, &change)?;
    tx.mark_stocked(variant, ctx.now)?;
    Ok(())
}
