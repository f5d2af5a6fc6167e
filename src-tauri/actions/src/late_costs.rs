//! What goods cost becomes known after they came: it follows them, to what is on hand and what has left.

use runut_core::activity::{Activity, ReceiptAct, VariantAct};
use runut_core::posting::Account;
use runut_core::purchase::spread;
use runut_core::rows::{CostSplit, LateCost, ReceiptLineRow};
use runut_core::stock::{Absorbed, Revalued, absorbed};
use runut_core::{AccountId, Money, Refusal, Sentence};
use runut_store::{Book, Context, Tx};

use crate::receipts::{carried, costs, may_bear, refuse_back};
use crate::{ActionError, Done};

/// What the coming of goods cost becomes known after they came: it follows them, to what is on hand and what has left.
///
/// # Errors
/// `cost_name_missing`, `cost_amount`, `cost_account`; `receipt_back`; `missing` for an unknown receipt.
pub fn add_cost(book: &Book, ctx: &Context, late: &LateCost) -> Done<Sentence> {
    let [cost] = &costs(std::slice::from_ref(&late.cost))?[..] else {
        return Err(
            Refusal::new("cost_name_missing", "Tulis untuk apa biayanya.", "Enter what the cost is for.").into()
        );
    };
    book.write(ctx, &format!("receipt cost {late:?}"), |tx| {
        may_bear(tx, cost.account)?;
        let receipt = tx.receipt(late.receipt)?;
        refuse_back(&receipt)?;
        if receipt.bill.is_some() && cost.account == Account::SupplierPayable {
            let (id, en) = (
                "Barang ini sudah ada tagihannya. Biaya dari pemasok masuk lewat tagihan; pilih utang kurir, kas atau bank.",
                "These goods have their bill. What the supplier charges comes with a bill; choose the courier, cash or a bank.",
            );
            return Err(Refusal::new("cost_account", id, en).with("field", "account").into());
        }
        tx.record(
            &Activity::new(ReceiptAct::Cost, receipt.id.0)
                .with("receipt", receipt.id)
                .with("name", &cost.name)
                .with("amount", cost.amount.0),
        )?;
        let shares = late_shares(tx, cost.amount, late.split, &receipt.lines)?;
        let mut by = Absorbed::default();
        for (line, share) in receipt.lines.iter().zip(shares) {
            by += revalue(tx, line, share, cost.account, &cost.name)?;
            tx.add_extra(line.id, share)?;
        }
        tx.insert_receipt_cost(receipt.id, None, cost)?;
        let (name, amount, went) = (&cost.name, cost.amount, by.said());
        Ok::<_, ActionError>(Sentence::new(
            format!("{name} Rp {amount} dibagi ke barang masuk {}: {}", receipt.id, went.id),
            format!("{name} Rp {amount} shared over receipt {}: {}", receipt.id, went.en),
        ))
    })
}

/// What lines of receipts bear of a cost that is known only now.
pub(crate) fn late_shares(
    tx: &Tx<'_>,
    amount: Money,
    split: CostSplit,
    lines: &[ReceiptLineRow],
) -> Result<Vec<Money>, ActionError> {
    let carried = lines.iter().map(|l| carried(tx, l.variant, l.quantity, l.billed.unwrap_or(l.value)));
    Ok(spread(amount, split, &carried.collect::<Result<Vec<_>, _>>()?))
}

/// A receipt's line cost more, or less, than it was received at: what has left since bears its share, the rest is what is on hand.
/// Answers how much went where.
pub(crate) fn revalue(
    tx: &mut Tx<'_>,
    line: &ReceiptLineRow,
    difference: Money,
    against: AccountId,
    why: &str,
) -> Result<Absorbed, ActionError> {
    if difference == Money::ZERO {
        return Ok(Absorbed::default());
    }
    let today = tx.ctx().today;
    let outflows = tx.outflows_since(line.variant, tx.came_by(line.id)?)?;
    let by = absorbed(difference, &outflows, &tx.level(line.variant)?);
    let activity = tx.record(
        &Activity::new(VariantAct::Revalue, line.variant.0)
            .with("what", &line.what)
            .with("difference", difference.0)
            .with("stock", by.stock.0)
            .with("cost", by.cost.0)
            .with("why", why),
    )?;
    tx.revalue(activity, today, &Revalued { variant: line.variant, by, line: line.id })?;
    tx.post(activity, None, &by.entries(against, today))?;
    Ok(by)
}
