//! Goods come from suppliers, with what their coming cost.

use runut_core::activity::{Activity, ReceiptAct, VariantAct};
use runut_core::posting::{Account, may_be_dated};
use runut_core::purchase::{Carried, PurchaseVerb, demand, spread};
use runut_core::rows::{ExtraCost, Receipt, ReceiptLine, ReceiptRow};
use runut_core::stock::receive as plan_receipt;
use runut_core::{AccountId, Day, Limit, MONEY_MAX, Money, Refusal, Sentence, VariantId};
use runut_store::{Book, Context, NewReceipt, NewReceiptLine, Purchase, Tx};

use crate::fields::{required, text};
use crate::stock::{Filled, fill, goods};
use crate::suppliers::named;
use crate::{ActionError, Done, unknown_account};

/// Receives goods with their cost, on the day they came: supplier to shelf, owed to the supplier. What their coming cost beside is
/// shared over them. Of a purchase order, as far as it has them.
///
/// # Errors
/// `receipt_empty`; `too_long`; `before_start`, `day_ahead`; `purchase_stage`, `not_ordered`; `cost_name_missing`, `cost_amount`,
/// `cost_account`; those of [`runut_core::stock::receive`]; `missing` for an unknown variant.
pub fn receive(book: &Book, ctx: &Context, receipt: &Receipt) -> Done<Sentence> {
    if receipt.lines.is_empty() {
        return Err(Refusal::new("receipt_empty", "Isi barang yang datang dulu.", "Enter what came first.").into());
    }
    let typed = Receipt {
        note: text(Limit::Note, &receipt.note, "note")?,
        reference: text(Limit::Reference, &receipt.reference, "reference")?,
        costs: costs(&receipt.costs)?,
        ..receipt.clone()
    };
    let day = receipt.day.unwrap_or(ctx.today);
    book.write(ctx, &format!("receive {typed:?}"), |tx| {
        may_be_dated(day, ctx.today, tx.shop()?.and_then(|shop| shop.start_day))?;
        typed.costs.iter().try_for_each(|cost| may_bear(tx, cost.account))?;
        let mut order = typed.purchase.map(|id| tx.purchase(id)).transpose()?;
        if let Some(order) = &order {
            demand(order.id, order.stage(), PurchaseVerb::Receive)?;
        }
        let supplier = match &order {
            Some(order) => Some(tx.supplier(order.supplier)?),
            None => named(tx, &typed.supplier)?,
        };
        let name = supplier.as_ref().map_or(String::new(), |supplier| supplier.name.clone());
        let units = typed.lines.iter().map(|line| line.quantity).sum::<i64>();
        let only = match &typed.lines[..] {
            [only] => tx.variant(only.variant_id)?.what(),
            _ => String::new(),
        };
        let new = NewReceipt {
            id: tx.next_receipt()?,
            back: false,
            supplier: supplier.map(|supplier| supplier.id),
            purchase: typed.purchase,
            bill: None,
            day,
            reference: typed.reference.clone(),
            note: typed.note.clone(),
        };
        let activity = tx.record(
            &Activity::new(ReceiptAct::New, new.id.0)
                .with("receipt", new.id)
                .with("units", units)
                .with("what", only)
                .with("kinds", typed.lines.len())
                .with("supplier", &name)
                .with("reference", &typed.reference)
                .with("note", &typed.note)
                .with("day", day)
                .with("purchase", typed.purchase.map_or(String::new(), |id| id.to_string())),
        )?;
        tx.insert_receipt(activity, &new)?;
        let shares = shares(tx, &typed)?;
        let mut filled = Filled::default();
        for (at, line) in typed.lines.iter().enumerate() {
            let extra: Vec<(AccountId, Money)> =
                typed.costs.iter().zip(&shares).map(|(cost, shares)| (cost.account, shares[at])).collect();
            filled.add(come(tx, ctx, (&new, &name), line, &extra, order.as_mut())?);
        }
        for cost in &typed.costs {
            tx.insert_receipt_cost(new.id, None, cost)?;
        }
        let kinds = typed.lines.len();
        let mut message = Sentence::new(
            format!("{units} barang dari {kinds} macam diterima."),
            format!("{units} units of {kinds} kinds received."),
        );
        filled.told(&mut message);
        Ok::<_, ActionError>(message)
    })
}

/// One line of a receipt: its goods come.
fn come(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (receipt, supplier): (&NewReceipt, &str),
    line: &ReceiptLine,
    extra: &[(AccountId, Money)],
    order: Option<&mut Purchase>,
) -> Result<Filled, ActionError> {
    let what = tx.variant(line.variant_id)?.what();
    let purchase_line = order.map(|order| take_from(order, line, &what)).transpose()?;
    let goods = goods(tx, line.variant_id, &what)?;
    let change = plan_receipt(&goods, line.quantity, line.cost, extra, receipt.day)?;
    let activity = tx.record(
        &Activity::new(VariantAct::Receive, line.variant_id.0)
            .with("what", &what)
            .with("quantity", line.quantity)
            .with("cost", change.value.0)
            .with("receipt", receipt.id)
            .with("supplier", supplier)
            .with("note", &receipt.note),
    )?;
    tx.change_stock(activity, receipt.day, &change)?;
    tx.mark_stocked(line.variant_id, ctx.now)?;
    let new = NewReceiptLine {
        activity,
        purchase_line,
        back_of: None,
        variant: line.variant_id,
        quantity: line.quantity,
        value: line.cost,
        extra: change.value - line.cost,
        billed: None,
    };
    tx.insert_receipt_line(receipt.id, &new)?;
    fill(tx, ctx, &goods)
}

/// The line of a purchase order that goods are of: one that still waits for some, else the last of that variant.
fn take_from(order: &mut Purchase, line: &ReceiptLine, what: &str) -> Result<i64, Refusal> {
    let of_it = |row: &&mut runut_core::rows::PurchaseLineRow| row.variant == line.variant_id;
    let waits = order.lines.iter().position(|row| row.variant == line.variant_id && row.received < row.quantity);
    let found = match waits {
        Some(at) => order.lines.get_mut(at),
        None => order.lines.iter_mut().rfind(of_it),
    };
    let Some(found) = found else {
        let id = order.id;
        return Err(Refusal::new(
            "not_ordered",
            format!("{what} tidak ada di pesanan pembelian {id}. Terima tersendiri, tanpa pesanan itu."),
            format!("{what} isn't in purchase order {id}. Receive it by itself, without that order."),
        )
        .with("variant", line.variant_id)
        .with("purchase", id));
    };
    found.received += line.quantity;
    Ok(found.id)
}

/// Extra costs as typed, made fit to keep.
///
/// # Errors
/// `cost_name_missing`, `cost_amount`; `too_long`.
pub(crate) fn costs(typed: &[ExtraCost]) -> Result<Vec<ExtraCost>, Refusal> {
    let (id, en) = ("Tulis untuk apa biayanya.", "Enter what the cost is for.");
    let one = |cost: &ExtraCost| {
        if !(1..=MONEY_MAX).contains(&cost.amount.0) {
            let (id, en) = ("Biaya harus lebih dari nol.", "A cost must be above zero.");
            return Err(Refusal::new("cost_amount", id, en).with("field", "costs").with("amount", cost.amount.0));
        }
        let name = required(Limit::Title, &cost.name, "costs", "cost_name_missing", id, en)?;
        Ok(ExtraCost { name, ..cost.clone() })
    };
    typed.iter().map(one).collect()
}

/// Whether an extra cost may be owed or paid by an account: the supplier, the courier, or money.
pub(crate) fn may_bear(tx: &Tx<'_>, account: AccountId) -> Result<(), ActionError> {
    if account == Account::SupplierPayable || account == Account::CourierPayable || tx.open_account(account)?.is_some()
    {
        return Ok(());
    }
    let (id, en) = (
        "Biaya dicatat sebagai utang pemasok, utang kurir, atau dibayar dari kas atau bank.",
        "A cost is owed to the supplier or the courier, or paid from cash or a bank.",
    );
    Err(Refusal::new("cost_account", id, en).with("field", "costs").with("account", account).into())
}

/// What each line bears of each extra cost.
fn shares(tx: &Tx<'_>, receipt: &Receipt) -> Result<Vec<Vec<Money>>, ActionError> {
    let carried = receipt.lines.iter().map(|line| carried(tx, line.variant_id, line.quantity, line.cost));
    let goods = carried.collect::<Result<Vec<_>, _>>()?;
    Ok(receipt.costs.iter().map(|cost| spread(cost.amount, receipt.split, &goods)).collect())
}

/// Goods as a cost is shared over them.
pub(crate) fn carried(tx: &Tx<'_>, variant: VariantId, units: i64, value: Money) -> Result<Carried, ActionError> {
    Ok(Carried { value, units, grams: tx.weight_of(variant)? })
}

/// Refuses what went back to the supplier where goods that came are meant.
///
/// # Errors
/// `receipt_back`.
pub(crate) fn refuse_back(receipt: &ReceiptRow) -> Result<(), Refusal> {
    if !receipt.back {
        return Ok(());
    }
    let id = receipt.id;
    Err(Refusal::new(
        "receipt_back",
        format!("Catatan {id} adalah barang yang dikembalikan ke pemasok, bukan barang masuk."),
        format!("Record {id} is of goods sent back to the supplier, not of goods received."),
    )
    .with("receipt", id))
}

/// That a receipt has no such line.
pub(crate) fn line_unknown(line: i64) -> Refusal {
    Refusal::new("line_unknown", "Baris itu bukan dari barang masuk ini.", "That line isn't of this receipt.")
        .with("line", line)
}

/// What an account of money is called that is open.
pub(crate) fn money_account(tx: &Tx<'_>, id: AccountId) -> Result<String, ActionError> {
    Ok(tx.open_account(id)?.ok_or_else(|| unknown_account(&id.to_string()))?)
}

/// The day of something typed: today where none is.
pub(crate) fn day_of(tx: &Tx<'_>, typed: Option<Day>) -> Result<Day, ActionError> {
    let (day, today) = (typed.unwrap_or(tx.ctx().today), tx.ctx().today);
    may_be_dated(day, today, tx.shop()?.and_then(|shop| shop.start_day))?;
    Ok(day)
}
