//! Suppliers' bills: what they ask for what came, and the money for them.

use std::collections::BTreeSet;

use runut_core::activity::{Activity, BillAct};
use runut_core::posting::{Account, Entry};
use runut_core::rows::{
    BillForm, BillPart, BillPayment, BillRow, BillSaved, BilledLine, ExtraCost, ReceiptLineRow, ReceiptRow, SupplierRow,
};
use runut_core::stock::Absorbed;
use runut_core::{Day, Limit, MONEY_MAX, Money, PurchaseId, Refusal, Sentence};
use runut_store::{BillMoney, Book, Context, NewBill, Tx};

use crate::fields::text;
use crate::late_costs::{late_shares, revalue};
use crate::purchases::amount;
use crate::receipts::{costs, day_of, line_unknown, money_account};
use crate::suppliers::named;
use crate::{ActionError, Done};

/// Enters a bill for one receipt or several of one supplier. What it asks otherwise than received follows the goods; what was paid in
/// advance for their purchase order is set against it.
///
/// # Errors
/// `bill_empty`, `bill_negative`, `billed`, `receipt_back`, `supplier_missing`, `suppliers_differ`, `line_unknown`; `due_before`;
/// `before_start`, `day_ahead`; `cost_name_missing`, `cost_amount`; `too_long`; `missing` for an unknown receipt.
pub fn enter_bill(book: &Book, ctx: &Context, form: &BillForm) -> Done<BillSaved> {
    let number = text(Limit::Reference, &form.number, "number")?;
    let note = text(Limit::Note, &form.note, "note")?;
    let asked: Vec<ExtraCost> =
        form.costs.iter().map(|c| ExtraCost { account: Account::SupplierPayable.id(), ..c.clone() }).collect();
    let asked = costs(&asked)?;
    form.lines.iter().try_for_each(|line| not_negative(line.amount))?;
    book.write(ctx, &format!("bill {form:?}"), |tx| {
        let day = day_of(tx, form.day)?;
        let receipts = unbilled(tx, form)?;
        let supplier = supplier_of(tx, form, &receipts)?;
        let due = due(form, day, &supplier)?;
        let lines: Vec<&ReceiptLineRow> = receipts.iter().flat_map(|receipt| &receipt.lines).collect();
        let billed = billed(form, &lines)?;
        let beside: Money = receipts.iter().map(|receipt| receipt.extra_owed).sum();
        let total = billed.iter().copied().sum::<Money>() + beside + asked.iter().map(|cost| cost.amount).sum();
        not_negative(total)?;
        let purchases: BTreeSet<Option<PurchaseId>> = receipts.iter().map(|receipt| receipt.purchase).collect();
        let purchase = purchases.first().copied().flatten().filter(|_| purchases.len() == 1);
        let bill = NewBill {
            id: tx.next_bill()?,
            credit: false,
            supplier: supplier.id,
            purchase,
            number: number.clone(),
            day,
            due,
            amount: total,
            note: note.clone(),
        };
        let activity = tx.record(
            &Activity::new(BillAct::New, bill.id.0)
                .with("amount", total.0)
                .with("supplier", &supplier.name)
                .with("number", &number)
                .with("day", day)
                .with("due", due)
                .with("note", &note),
        )?;
        tx.insert_bill(activity, &bill)?;
        let changed = follow(tx, &bill, &receipts, &billed)?;
        let beside = charge(tx, form, &bill, &receipts, &asked)?;
        for receipt in &receipts {
            tx.put_on_bill(receipt.id, supplier.id, bill.id)?;
        }
        let ahead = set_against(tx, &bill, &supplier)?;
        Ok::<_, ActionError>(BillSaved { id: bill.id, message: said(&bill, &supplier, (changed, beside), ahead) })
    })
}

fn not_negative(amount: Money) -> Result<(), Refusal> {
    if (0..=MONEY_MAX).contains(&amount.0) {
        return Ok(());
    }
    let (id, en) = (
        "Tagihan tidak bisa kurang dari nol. Barang yang dikembalikan dicatat sebagai retur ke pemasok.",
        "A bill can't be below zero. Goods that go back are recorded as sent back to the supplier.",
    );
    Err(Refusal::new("bill_negative", id, en).with("field", "lines").with("amount", amount.0))
}

/// The receipts of a bill, none of which has one yet.
fn unbilled(tx: &Tx<'_>, form: &BillForm) -> Result<Vec<ReceiptRow>, ActionError> {
    let ids: BTreeSet<_> = form.receipts.iter().copied().collect();
    if ids.is_empty() {
        let (id, en) = ("Pilih barang masuk yang ditagih dulu.", "Choose the receipts that are billed first.");
        return Err(Refusal::new("bill_empty", id, en).with("field", "receipts").into());
    }
    let mut receipts = Vec::new();
    for id in ids {
        let receipt = tx.receipt(id)?;
        let (code, id_text, en) = match (receipt.back, receipt.bill) {
            (true, _) => (
                "receipt_back",
                format!("Catatan {id} adalah barang yang dikembalikan, jadi tidak ada tagihannya."),
                format!("Record {id} is of goods sent back, so it has no bill."),
            ),
            (_, Some(bill)) => (
                "billed",
                format!("Barang masuk {id} sudah ada di tagihan {bill}."),
                format!("Receipt {id} is on bill {bill} already."),
            ),
            _ => {
                receipts.push(receipt);
                continue;
            }
        };
        return Err(Refusal::new(code, id_text, en).with("receipt", id).into());
    }
    Ok(receipts)
}

/// Whose bill it is: as typed, else whose the receipts are.
fn supplier_of(tx: &mut Tx<'_>, form: &BillForm, receipts: &[ReceiptRow]) -> Result<SupplierRow, ActionError> {
    let typed = named(tx, &form.supplier)?;
    let of_them: BTreeSet<_> = receipts.iter().filter_map(|receipt| receipt.supplier_id).collect();
    let wanted = typed.as_ref().map(|supplier| supplier.id).or(of_them.first().copied());
    let Some(wanted) = wanted else {
        let (id, en) = ("Tulis dari siapa tagihan ini.", "Enter whose bill it is.");
        return Err(Refusal::new("supplier_missing", id, en).with("field", "supplier").into());
    };
    if of_them.iter().any(|id| *id != wanted) {
        let (id, en) = (
            "Barang masuk itu dari pemasok lain. Satu tagihan untuk satu pemasok.",
            "Those receipts are another supplier's. A bill is of one supplier.",
        );
        return Err(Refusal::new("suppliers_differ", id, en).with("field", "receipts").into());
    }
    Ok(typed.map_or_else(|| tx.supplier(wanted), Ok)?)
}

fn due(form: &BillForm, day: Day, supplier: &SupplierRow) -> Result<Day, Refusal> {
    let due = form.due.unwrap_or_else(|| day.plus(supplier.due_days));
    if due >= day && due.date().is_some() {
        return Ok(due);
    }
    let (id, en) = ("Jatuh tempo sebelum tanggal tagihannya.", "It would be due before its date.");
    Err(Refusal::new("due_before", id, en).with("field", "due"))
}

/// What is billed for each line: as typed, else as received.
fn billed(form: &BillForm, lines: &[&ReceiptLineRow]) -> Result<Vec<Money>, Refusal> {
    for BilledLine { line, .. } in &form.lines {
        if !lines.iter().any(|row| row.id == *line) {
            return Err(line_unknown(*line));
        }
    }
    let typed = |row: &ReceiptLineRow| form.lines.iter().rfind(|typed| typed.line == row.id).map(|typed| typed.amount);
    Ok(lines.iter().map(|row| typed(row).unwrap_or(row.value)).collect())
}

/// Writes what is billed for each line; what that differs from what it was received at follows the goods. Answers where to.
fn follow(tx: &mut Tx<'_>, bill: &NewBill, receipts: &[ReceiptRow], billed: &[Money]) -> Result<Absorbed, ActionError> {
    let mut changed = Absorbed::default();
    for (line, amount) in receipts.iter().flat_map(|receipt| &receipt.lines).zip(billed) {
        let why =
            if bill.number.is_empty() { format!("tagihan {}", bill.id) } else { format!("tagihan {}", bill.number) };
        changed += revalue(tx, line, *amount - line.value, Account::SupplierPayable.id(), &why)?;
        tx.put_billed(line.id, *amount)?;
    }
    Ok(changed)
}

/// What the bill asks beside the goods follows them too. Answers where to.
fn charge(
    tx: &mut Tx<'_>,
    form: &BillForm,
    bill: &NewBill,
    receipts: &[ReceiptRow],
    asked: &[ExtraCost],
) -> Result<Absorbed, ActionError> {
    let mut beside = Absorbed::default();
    let lines: Vec<ReceiptLineRow> = receipts.iter().flat_map(|receipt| receipt.lines.clone()).collect();
    for cost in asked {
        let shares = late_shares(tx, cost.amount, form.split, &lines)?;
        for (line, share) in lines.iter().zip(&shares) {
            beside += revalue(tx, line, *share, cost.account, &cost.name)?;
            tx.add_extra(line.id, *share)?;
        }
        let mut shares = shares.into_iter();
        for receipt in receipts {
            let of_it: Money = shares.by_ref().take(receipt.lines.len()).sum();
            if of_it > Money::ZERO {
                tx.insert_receipt_cost(receipt.id, Some(bill.id), &ExtraCost { amount: of_it, ..cost.clone() })?;
            }
        }
    }
    Ok(beside)
}

/// What was paid in advance for its purchase order is set against a bill. Answers how much.
fn set_against(tx: &mut Tx<'_>, bill: &NewBill, supplier: &SupplierRow) -> Result<Money, ActionError> {
    let Some(purchase) = bill.purchase else { return Ok(Money::ZERO) };
    let part = tx.advance_of(purchase)?.min(bill.amount);
    if part > Money::ZERO {
        let settle = Activity::new(BillAct::Settle, bill.id.0).with("amount", part.0).with("supplier", &supplier.name);
        let activity = tx.record(&settle)?;
        tx.insert_bill_money(activity, BillMoney::Apply(bill.id, purchase), part, bill.day, "")?;
        let entry = Entry::new(Account::SupplierPayable, Account::PurchaseAdvances, part, bill.day);
        tx.post(activity, None, entry.as_slice())?;
    }
    Ok(part)
}

fn said(bill: &NewBill, supplier: &SupplierRow, (changed, beside): (Absorbed, Absorbed), ahead: Money) -> Sentence {
    let (amount, name, due) = (bill.amount, &supplier.name, bill.due.typed());
    let mut said = Sentence::new(
        format!("Tagihan Rp {amount} dari {name} dicatat, jatuh tempo {due}."),
        format!("A bill of Rp {amount} from {name}, due {due}."),
    );
    if changed != Absorbed::default() {
        let (by, went) = (changed.stock + changed.cost, changed.said());
        said = said.and(&Sentence::new(
            format!("Selisih Rp {by} dari harga saat diterima: {}", went.id),
            format!("Rp {by} other than received: {}", went.en),
        ));
    }
    if beside != Absorbed::default() {
        let (by, went) = (beside.stock + beside.cost, beside.said());
        said = said.and(&Sentence::new(
            format!("Biaya lain Rp {by}: {}", went.id),
            format!("Other costs Rp {by}: {}", went.en),
        ));
    }
    if ahead > Money::ZERO {
        said = said.and(&Sentence::new(
            format!("Uang muka Rp {ahead} dipotongkan."),
            format!("Rp {ahead} paid in advance were set against it."),
        ));
    }
    said
}

/// Pays bills from an account of money, or from the supplier's open credits; a credit among them is paid back into the account.
///
/// # Errors
/// `no_bills`; `amount`, `paid_beyond`, `credit_short`, `bill_twice`; `account_unknown`; `before_start`, `day_ahead`; `missing`.
pub fn pay_bills(book: &Book, ctx: &Context, form: &BillPayment) -> Done<Sentence> {
    let reference = text(Limit::Reference, &form.reference, "reference")?;
    if form.parts.is_empty() {
        let (id, en) = ("Pilih tagihan yang dibayar dulu.", "Choose the bills that are paid first.");
        return Err(Refusal::new("no_bills", id, en).with("field", "parts").into());
    }
    book.write(ctx, &format!("pay bills {form:?}"), |tx| {
        let day = day_of(tx, form.day)?;
        let (mut sum, mut seen) = (Money::ZERO, BTreeSet::new());
        for part in &form.parts {
            if !seen.insert(part.bill) {
                let (id, en) = ("Tagihan itu dipilih dua kali.", "That bill is chosen twice.");
                return Err(Refusal::new("bill_twice", id, en).with("bill", part.bill).into());
            }
            let bill = tx.bill(part.bill)?;
            let paid = within_open(&bill, part)?;
            match form.account {
                Some(account) => from_money(tx, &bill, paid, (account, day, &reference))?,
                None => from_credit(tx, &bill, paid, day)?,
            }
            sum += paid;
        }
        Ok::<_, ActionError>(Sentence::new(
            format!("Rp {sum} dibayar untuk {} tagihan.", form.parts.len()),
            format!("Rp {sum} paid for {} bills.", form.parts.len()),
        ))
    })
}

fn within_open(bill: &BillRow, part: &BillPart) -> Result<Money, Refusal> {
    let paid = part.amount.unwrap_or(bill.open);
    if paid > bill.open || bill.open <= Money::ZERO {
        let (id, open) = (bill.id, bill.open);
        return Err(Refusal::new(
            "paid_beyond",
            format!("Tagihan {id} dari {} tinggal Rp {open}; Rp {paid} terlalu banyak.", bill.supplier),
            format!("Rp {open} of bill {id} from {} are open; Rp {paid} is too much.", bill.supplier),
        )
        .with("bill", id)
        .with("open", open.0));
    }
    amount(paid)?;
    Ok(paid)
}

fn from_money(
    tx: &mut Tx<'_>,
    bill: &BillRow,
    paid: Money,
    (account, day, reference): (runut_core::AccountId, Day, &str),
) -> Result<(), ActionError> {
    let name = money_account(tx, account)?;
    // A credit is paid back.
    let sum = if bill.credit { -paid } else { paid };
    let activity = tx.record(
        &Activity::new(BillAct::Pay, bill.id.0)
            .with("amount", sum.0)
            .with("supplier", &bill.supplier)
            .with("account", account)
            .with("account_name", name)
            .with("reference", reference)
            .with("day", day),
    )?;
    let money = if bill.credit { BillMoney::Refund(bill.id, account) } else { BillMoney::Pay(bill.id, account) };
    tx.insert_bill_money(activity, money, paid, day, reference)?;
    let entry = Entry::new(Account::SupplierPayable, account, sum, day);
    tx.post(activity, None, entry.as_slice())?;
    Ok(())
}

fn from_credit(tx: &mut Tx<'_>, bill: &BillRow, paid: Money, day: Day) -> Result<(), ActionError> {
    let credits: Vec<BillRow> =
        tx.bills_from(bill.supplier_id)?.into_iter().filter(|c| c.credit && c.open > Money::ZERO).collect();
    let there: Money = credits.iter().map(|credit| credit.open).sum();
    if there < paid || bill.credit {
        return Err(Refusal::new(
            "credit_short",
            format!("Potongan dari {} yang belum dipakai Rp {there}, kurang dari Rp {paid}.", bill.supplier),
            format!("Open credits of {} come to Rp {there}, less than Rp {paid}.", bill.supplier),
        )
        .with("credit", there.0)
        .into());
    }
    let settle = Activity::new(BillAct::Settle, bill.id.0).with("amount", paid.0).with("supplier", &bill.supplier);
    let activity = tx.record(&settle)?;
    let mut rest = paid;
    for credit in credits {
        let part = credit.open.min(rest);
        if part > Money::ZERO {
            tx.insert_bill_money(activity, BillMoney::Credit(bill.id, credit.id), part, day, "")?;
            rest -= part;
        }
    }
    Ok(())
}

/// The bill of a receipt, entered as it was received where there is none yet.
#[must_use]
pub fn as_received(receipt: runut_core::ReceiptId) -> BillForm {
    BillForm {
        receipts: vec![receipt],
        supplier: String::new(),
        number: String::new(),
        day: None,
        due: None,
        lines: Vec::new(),
        costs: Vec::new(),
        split: runut_core::rows::CostSplit::Value,
        note: String::new(),
    }
}
