//! Goods come from suppliers, go back to them, and cost more than was known when they came.

use runut_core::activity::{Activity, BillAct, ReceiptAct, VariantAct};
use runut_core::order::reason;
use runut_core::posting::{Account, may_be_dated};
use runut_core::purchase::{Carried, PurchaseVerb, demand, spread};
use runut_core::rows::{
    CostSplit, ExtraCost, LateCost, Receipt, ReceiptLine, ReceiptLineRow, SendBackForm, SendBackLine,
};
use runut_core::stock::{Absorbed, Revalued, absorbed, receive as plan_receipt, send_back as plan_sending_back};
use runut_core::{
    AccountId, BillId, Day, Limit, MONEY_MAX, Money, PurchaseId, Refusal, Sentence, SupplierId, VariantId,
};
use runut_store::{BillMoney, Book, Context, NewBill, NewReceipt, NewReceiptLine, Purchase, Tx};

use crate::fields::{required, text};
use crate::stock::{Filled, add_shortage, fill, goods};
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
fn may_bear(tx: &Tx<'_>, account: AccountId) -> Result<(), ActionError> {
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

fn carried(tx: &Tx<'_>, variant: VariantId, units: i64, value: Money) -> Result<Carried, ActionError> {
    Ok(Carried { value, units, grams: tx.weight_of(variant)? })
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

fn refuse_back(receipt: &runut_core::rows::ReceiptRow) -> Result<(), Refusal> {
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
    receipt: &runut_core::rows::ReceiptRow,
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
fn wanted_back(
    form: &SendBackForm,
    receipt: &runut_core::rows::ReceiptRow,
) -> Result<Vec<(ReceiptLineRow, i64, Money)>, ActionError> {
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

/// That a receipt has no such line.
pub(crate) fn line_unknown(line: i64) -> Refusal {
    Refusal::new("line_unknown", "Baris itu bukan dari barang masuk ini.", "That line isn't of this receipt.")
        .with("line", line)
}

/// The credit and the record of what goes back, without its goods; how many units.
fn begin_back(
    tx: &mut Tx<'_>,
    (receipt, supplier): (&runut_core::rows::ReceiptRow, SupplierId),
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
