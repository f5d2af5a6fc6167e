//! What should be ordered, and the drafts of purchase orders that it becomes.

use std::collections::BTreeMap;

use runut_core::rows::{PurchaseForm, PurchaseLineForm, Reorder, ReorderForm, ReorderSaved, ReorderTerms};
use runut_core::{Day, Money, PurchaseId, Refusal, Sentence};
use runut_store::{Book, Context, Reader, reports};

use crate::purchases::put;
use crate::{ActionError, Done};

/// What should be ordered, which is as of today.
///
/// # Errors
/// `day_today` for another day, `reorder_terms`; [`ActionError`] where the book can't be read.
pub fn proposal(book: &Reader<'_>, (day, today): (Day, Day), terms: &ReorderTerms) -> Result<Reorder, ActionError> {
    if day != today {
        return Err(Refusal::new(
            "day_today",
            "Usul pesanan adalah keadaan hari ini. Kosongkan tanggalnya.",
            "What to order is as of today. Leave the day empty.",
        )
        .into());
    }
    Ok(reports::reorder::reorder(book, today, terms)??)
}

/// Makes drafts of purchase orders of what is proposed, one for each supplier, at what goods cost last. Goods of nobody known are left
/// out and counted. The drafts count as coming, so that the next proposal doesn't have them again.
///
/// # Errors
/// `reorder_terms`; `reorder_nothing` where there is nothing to order, `reorder_nobody` where nobody is known to order from; those of a
/// purchase order.
pub fn order_proposed(book: &Book, ctx: &Context, form: &ReorderForm) -> Done<ReorderSaved> {
    book.write(ctx, &format!("reorder {form:?}"), |tx| {
        let proposal = proposal(tx, (ctx.today, ctx.today), &form.terms)?;
        let wanted = |row: &&runut_core::rows::ReorderRow| {
            row.quantity > 0 && (form.only.is_empty() || form.only.contains(&row.variant))
        };
        let mut orders: BTreeMap<String, Vec<PurchaseLineForm>> = BTreeMap::new();
        let mut left_out = 0;
        for row in proposal.rows.iter().filter(wanted) {
            if row.supplier.is_empty() {
                left_out += 1;
                continue;
            }
            let price = row.price.unwrap_or(Money::ZERO);
            let line = PurchaseLineForm { variant: row.variant, quantity: row.quantity, price };
            orders.entry(row.supplier.clone()).or_default().push(line);
        }
        if orders.is_empty() {
            return Err(nothing(left_out).into());
        }
        let purchases = orders
            .into_iter()
            .map(|(supplier, lines)| {
                let note = String::new();
                let form = PurchaseForm { id: None, supplier, expected: None, note, lines, order: false };
                Ok(put(tx, ctx, &form)?.id)
            })
            .collect::<Result<Vec<PurchaseId>, ActionError>>()?;
        let message = told(&purchases, left_out);
        Ok::<_, ActionError>(ReorderSaved { purchases, left_out, message })
    })
}

fn nothing(left_out: i64) -> Refusal {
    if left_out > 0 {
        return Refusal::new(
            "reorder_nobody",
            format!("{left_out} barang perlu dipesan, tetapi pemasoknya belum diketahui. Buat pesanan pembeliannya sekali dengan tangan."),
            format!("{left_out} goods should be ordered, but nobody is known to order them from. Make their purchase order by hand once."),
        )
        .with("left_out", left_out);
    }
    Refusal::new("reorder_nothing", "Tidak ada yang perlu dipesan sekarang.", "There is nothing to order now.")
}

fn told(purchases: &[PurchaseId], left_out: i64) -> Sentence {
    let numbers = purchases.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let said = Sentence::new(
        format!("Draf pembelian {numbers} dibuat dari usul. Periksa harga dan jumlahnya, lalu pesan."),
        format!("Purchase drafts {numbers} made of the proposal. Check prices and quantities, then order."),
    );
    if left_out == 0 {
        return said;
    }
    said.and(&Sentence::new(
        format!("{left_out} barang belum punya pemasok dan tidak ikut."),
        format!("{left_out} goods have no supplier yet and were left out."),
    ))
}
