//! Goods come in.

use runut_core::activity::{Activity, Noun};
use runut_core::posting::{Account, Entry};
use runut_core::rows::{Bin, Receipt};
use runut_core::stock::Move;
use runut_core::{MONEY_MAX, Refusal, Sentence};
use runut_store::{Book, Context};

use crate::{ActionError, Done};

/// Units of one receipt line at most.
const UNITS_MAX: i64 = 1_000_000;

/// Receives goods with their cost: supplier to shelf, inventory against the supplier's account.
///
/// # Errors
/// `receipt_empty`; `quantity` where a line has none or too many; `cost` where it is negative or too high; `missing` for
/// an unknown variant.
pub fn receive(book: &Book, ctx: &Context, receipt: &Receipt) -> Done<Sentence> {
    if receipt.lines.is_empty() {
        return Err(Refusal::new("receipt_empty", "Isi barang yang datang dulu.", "Enter what came first.").into());
    }
    for line in &receipt.lines {
        if line.quantity < 1 || line.quantity > UNITS_MAX {
            let (id, en) = ("Jumlah harus 1 sampai 1.000.000.", "A quantity must be 1 to 1,000,000.");
            return Err(Refusal::new("quantity", id, en).with("quantity", line.quantity).into());
        }
        if line.cost.0 < 0 || line.cost.0 > MONEY_MAX {
            let (id, en) = ("Biaya harus nol atau lebih.", "A cost must be zero or more.");
            return Err(Refusal::new("cost", id, en).with("cost", line.cost.0).into());
        }
    }
    let supplier: String = receipt.supplier.trim().chars().filter(|c| !c.is_control()).take(80).collect();
    let note: String = receipt.note.trim().chars().filter(|c| !c.is_control()).take(200).collect();
    book.write(ctx, &format!("receive {receipt:?}"), |tx| {
        let mut units = 0;
        for line in &receipt.lines {
            let found = tx.variant(line.variant_id)?;
            let activity = tx.record(
                &Activity::new(Noun::Variant, line.variant_id.0, "receive")
                    .with("what", found.what())
                    .with("quantity", line.quantity)
                    .with("cost", line.cost.0)
                    .with("supplier", &supplier)
                    .with("note", &note),
            )?;
            let step = Move {
                variant: line.variant_id,
                from: Bin::Supplier,
                to: Bin::Shelf,
                quantity: line.quantity,
                value: Some(line.cost),
                line: None,
            };
            tx.move_goods(activity, None, &[step])?;
            tx.mark_stocked(line.variant_id)?;
            let entry = Entry::new(Account::Inventory, Account::SupplierPayable, line.cost, ctx.today);
            tx.post(activity, None, entry.as_slice())?;
            units += line.quantity;
        }
        let kinds = receipt.lines.len();
        Ok::<_, ActionError>(Sentence::new(
            format!("{units} barang dari {kinds} macam diterima."),
            format!("{units} units of {kinds} kinds received."),
        ))
    })
}
