//! Goods go back to suppliers, who give credit for them.

use runut_core::activity::{Activity, BillAct, ReceiptAct, VariantAct};
use runut_core::order::reason;
use runut_core::rows::{ReceiptLineRow, ReceiptRow, SendBackForm, SendBackLine};
use runut_core::stock::send_back as plan_sending_back;
use runut_core::{BillId, Money, PurchaseId, Refusal, Sentence, SupplierId};
use runut_store::{BillMoney, Book, Context, NewBill, NewReceipt, NewReceiptLine, Tx};

use crate::receipts::{line_unknown, refuse_back};
use crate::stock::{add_shortage, goods};
use crate::{ActionError, Done};

/// Sends goods back to the supplier: shelf to supplier at moving average, and the supplier gives credit for them, which is set
/// against the receipt's bill as far as that is open.
///
/// # Errors
/// `receipt_empty`, `receipt_back`, `supplier_missing`, `line_unknown`, `sent_back_more`; `reason_missing`; those of
/// [`runut_core::stock::send_back`]; `missing` for an unknown receipt.
pub fn send_back(book: &Book, ctx: &Context, form: &SendBackForm) -> Done<Sentence> {
    if form.lines.is_empty() {
        let (id, en) = ("Isi barang yang dikembalikan dulu.", "Enter what goes back first.");
        return Err(Refusal::new("receipt_empty", id, en).into());
    }
    let why = reason(&form.reason)?;
    book.write(ctx, &format!("send back {form:?}"), |tx| {
        let receipt = tx.receipt(form.receipt)?;
        refuse_back(&receipt)?;
        let Some(supplier) = receipt.supplier_id else {
            let (id, en) = (
                "Barang masuk ini belum punya pemasok. Catat tagihannya dengan nama pemasoknya dulu.",
                "This receipt has no supplier yet. Enter its bill with the supplier's name first.",
            );
            return Err(Refusal::new("supplier_missing", id, en).with("receipt", receipt.id).into());
        };
        let lines = wanted_back(form, &receipt)?;
        let credit: Money = lines.iter().map(|(.., credit)| *credit).sum();
        let back = begin_back(tx, (&receipt, supplier), (&why, credit), &lines)?;
        let mut message = Sentence::new(
            format!("{} barang dikembalikan ke {}, potongan Rp {credit}.", back.1, receipt.supplier),
            format!("{} units sent back to {}, a credit of Rp {credit}.", back.1, receipt.supplier),
        );
        for (line, quantity, credit) in &lines {
            go_back(tx, ctx, (&back.0, &why), line, (*quantity, *credit))?;
            add_shortage(&mut message, &line.what, tx.level(line.variant)?.available());
        }
        if let (Some(bill), Some(given)) = (receipt.bill, back.0.bill) {
            message = set_off(tx, message, &receipt, (bill, given), credit)?;
        }
        Ok::<_, ActionError>(message)
    })
}

/// A credit is set against the bill of its goods, as far as that is open; the rest waits. Says so behind `message`.
fn set_off(
    tx: &mut Tx<'_>,
    mut message: Sentence,
    receipt: &ReceiptRow,
    (bill, given): (BillId, BillId),
    credit: Money,
) -> Result<Sentence, ActionError> {
    let part = tx.bill(bill)?.open.min(credit);
    if part > Money::ZERO {
        let settle = Activity::new(BillAct::Settle, bill.0);
        let activity = tx.record(&settle.with("amount", part.0).with("supplier", &receipt.supplier))?;
        tx.insert_bill_money(activity, BillMoney::Credit(bill, given), part, tx.ctx().today, "")?;
        message = message.and(&Sentence::new(
            format!("Rp {part} memotong tagihan {bill}."),
            format!("Rp {part} were set against bill {bill}."),
        ));
    }
    if part < credit {
        let rest = credit - part;
        message = message.and(&Sentence::new(
            format!("Rp {rest} menunggu tagihan berikutnya."),
            format!("Rp {rest} wait for the next bill."),
        ));
    }
    Ok(message)
}

/// The lines that go back: how many units, and what the supplier gives for them.
fn wanted_back(form: &SendBackForm, receipt: &ReceiptRow) -> Result<Vec<(ReceiptLineRow, i64, Money)>, ActionError> {
    let mut wanted: Vec<(ReceiptLineRow, i64, Money)> = Vec::new();
    for SendBackLine { line, quantity, credit } in &form.lines {
        let Some(row) = receipt.lines.iter().find(|row| row.id == *line) else {
            return Err(line_unknown(*line).into());
        };
        let before: i64 = wanted.iter().filter(|(known, ..)| known.id == row.id).map(|(_, units, _)| units).sum();
        let left = row.quantity - row.back - before;
        if *quantity > left {
            let what = &row.what;
            return Err(Refusal::new(
                "sent_back_more",
                format!(
                    "{what}: dari barang masuk {} tinggal {left} yang bisa dikembalikan, bukan {quantity}.",
                    receipt.id
                ),
                format!("{what}: {left} of receipt {} can still go back, not {quantity}.", receipt.id),
            )
            .with("there", left)
            .into());
        }
        let worth = row.billed.unwrap_or(row.value);
        let share = i128::from(worth.0) * i128::from(*quantity) / i128::from(row.quantity.max(1));
        let credit = credit.unwrap_or_else(|| Money(i64::try_from(share).unwrap_or_default()));
        wanted.push((row.clone(), *quantity, credit));
    }
    Ok(wanted)
}

/// The credit and the record of what goes back, without its goods; how many units.
fn begin_back(
    tx: &mut Tx<'_>,
    (receipt, supplier): (&ReceiptRow, SupplierId),
    (why, credit): (&str, Money),
    lines: &[(ReceiptLineRow, i64, Money)],
) -> Result<(NewReceipt, i64), ActionError> {
    let (today, bill) = (tx.ctx().today, tx.next_bill()?);
    let units = lines.iter().map(|(_, units, _)| units).sum();
    let given = tx
        .record(&Activity::new(BillAct::Credit, bill.0).with("amount", credit.0).with("supplier", &receipt.supplier))?;
    let purchase: Option<PurchaseId> = receipt.purchase;
    let new = NewBill {
        id: bill,
        credit: true,
        supplier,
        purchase,
        number: String::new(),
        day: today,
        due: today,
        amount: credit,
        note: why.to_owned(),
    };
    tx.insert_bill(given, &new)?;
    let back = NewReceipt {
        id: tx.next_receipt()?,
        back: true,
        supplier: Some(supplier),
        purchase,
        bill: Some(bill),
        day: today,
        reference: String::new(),
        note: why.to_owned(),
    };
    let activity = tx.record(
        &Activity::new(ReceiptAct::SendBack, back.id.0)
            .with("receipt", back.id)
            .with("units", units)
            .with("supplier", &receipt.supplier)
            .with("reason", why),
    )?;
    tx.insert_receipt(activity, &back)?;
    Ok((back, units))
}

fn go_back(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (back, why): (&NewReceipt, &str),
    line: &ReceiptLineRow,
    (quantity, credit): (i64, Money),
) -> Result<(), ActionError> {
    let goods = goods(tx, line.variant, &line.what)?;
    let change = plan_sending_back(&goods, quantity, credit, ctx.today)?;
    let activity = tx.record(
        &Activity::new(VariantAct::SendBack, line.variant.0)
            .with("what", &line.what)
            .with("quantity", quantity)
            .with("cost", -change.value.0)
            .with("credit", credit.0)
            .with("reason", why),
    )?;
    tx.change_stock(activity, ctx.today, &change)?;
    let new = NewReceiptLine {
        activity,
        purchase_line: None,
        back_of: Some(line.id),
        variant: line.variant,
        quantity,
        value: -change.value,
        extra: Money::ZERO,
        billed: Some(credit),
    };
    tx.insert_receipt_line(back.id, &new)?;
    Ok(())
}
