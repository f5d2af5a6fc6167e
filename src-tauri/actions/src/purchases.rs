//! Purchase orders: put together, ordered, closed, cancelled; paid for in advance.

use runut_core::activity::{Activity, PurchaseAct};
use runut_core::posting::{Account, Entry};
use runut_core::purchase::{Progress, PurchaseState, PurchaseVerb, demand};
use runut_core::rows::{AdvanceForm, PurchaseForm, PurchaseLineForm, PurchaseSaved};
use runut_core::stock::UNITS_MAX;
use runut_core::{Limit, Money, PRICE_MAX, PurchaseId, Refusal, Sentence, TOTAL_MAX};
use runut_store::{BillMoney, Book, Context, Purchase, Tx};

use crate::fields::text;
use crate::receipts::{day_of, money_account};
use crate::suppliers::named;
use crate::{ActionError, Done};

/// Begins a purchase order, or changes one that no goods have come of; with `order` it goes to the supplier in the same step.
///
/// # Errors
/// `purchase_empty`, `supplier_missing`, `quantity`, `price`, `total`; `purchase_stage`; `too_long`; `missing` for an unknown variant.
pub fn save_purchase(book: &Book, ctx: &Context, form: &PurchaseForm) -> Done<PurchaseSaved> {
    book.write(ctx, &format!("purchase {form:?}"), |tx| put(tx, ctx, form))
}

/// The same within a write.
pub(crate) fn put(tx: &mut Tx<'_>, ctx: &Context, form: &PurchaseForm) -> Result<PurchaseSaved, ActionError> {
    let total = total(&form.lines)?;
    let note = Limit::Note.note(&form.note).map_err(|refusal| refusal.with("field", "note"))?;
    let old = form.id.map(|id| tx.purchase(id)).transpose()?;
    if let Some(old) = &old {
        demand(old.id, old.stage(), PurchaseVerb::Change)?;
    }
    for line in &form.lines {
        tx.variant(line.variant)?;
    }
    let Some(supplier) = named(tx, &form.supplier)? else {
        let (id, en) = ("Pilih atau tulis pemasoknya dulu.", "Choose or enter the supplier first.");
        return Err(Refusal::new("supplier_missing", id, en).with("field", "supplier").into());
    };
    let state = old.as_ref().map_or(PurchaseState::Draft, |old| old.state);
    let mut purchase = Purchase {
        id: form.id.map_or_else(|| tx.next_purchase(), Ok)?,
        supplier: supplier.id,
        state,
        day: old.as_ref().map_or(ctx.today, |old| old.day),
        expected: form.expected,
        note: note.clone(),
        lines: Vec::new(),
        progress: Progress::default(),
    };
    let act = if old.is_some() { PurchaseAct::Change } else { PurchaseAct::New };
    tx.record(&told(act, &purchase, &supplier.name).with("total", total.0).with("note", &note))?;
    tx.put_purchase(&purchase)?;
    tx.put_purchase_lines(purchase.id, &form.lines)?;
    if form.order && purchase.state == PurchaseState::Draft {
        purchase.state = PurchaseState::Ordered;
        purchase.day = ctx.today;
        tx.record(&told(PurchaseAct::Order, &purchase, &supplier.name))?;
        tx.put_purchase(&purchase)?;
    }
    let id = purchase.id;
    let message = match (form.order, old.is_some()) {
        (true, _) => Sentence::new(
            format!("Pesanan pembelian {id} ke {} dipesan, Rp {total}.", supplier.name),
            format!("Purchase order {id} to {} ordered, Rp {total}.", supplier.name),
        ),
        (false, true) => {
            Sentence::new(format!("Pesanan pembelian {id} diubah."), format!("Purchase order {id} changed."))
        }
        (false, false) => {
            Sentence::new(format!("Draf pembelian {id} disimpan."), format!("Purchase draft {id} saved."))
        }
    };
    Ok(PurchaseSaved { id, message })
}

/// What an order comes to.
fn total(lines: &[PurchaseLineForm]) -> Result<Money, Refusal> {
    if lines.is_empty() {
        let (id, en) = ("Isi barang yang dipesan dulu.", "Enter what is ordered first.");
        return Err(Refusal::new("purchase_empty", id, en).with("field", "lines"));
    }
    let mut sum = 0;
    for PurchaseLineForm { variant, quantity, price } in lines {
        if !(1..=UNITS_MAX).contains(quantity) {
            let (id, en) = ("Jumlah harus 1 sampai 1.000.000.", "A quantity must be 1 to 1,000,000.");
            return Err(Refusal::new("quantity", id, en).with("variant", variant).with("quantity", quantity));
        }
        if !(0..=PRICE_MAX).contains(&price.0) {
            let (id, en) = (
                "Harga beli harus nol atau lebih, dan masuk akal.",
                "A price must be zero or more, and within reason.",
            );
            return Err(Refusal::new("price", id, en).with("variant", variant).with("price", price.0));
        }
        sum += price.0 * quantity;
        if sum > TOTAL_MAX {
            let (id, en) = (
                "Jumlah pesanan ini terlalu besar. Periksa harga dan jumlahnya.",
                "This order comes to too much. Check its prices and quantities.",
            );
            return Err(Refusal::new("total", id, en));
        }
    }
    Ok(Money(sum))
}

fn told(act: PurchaseAct, purchase: &Purchase, supplier: &str) -> Activity {
    Activity::new(act, purchase.id.0).with("purchase", purchase.id).with("supplier", supplier)
}

/// What is done with a purchase order as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PurchaseStep {
    /// It goes to the supplier.
    Order,
    /// What hasn't come won't.
    Close,
    /// It isn't wanted any more.
    Cancel,
}

/// Orders, closes or cancels a purchase order.
///
/// # Errors
/// `purchase_stage`; `advance_open` where money that was paid in advance would be forgotten; `missing` for an unknown number.
pub fn step_purchase(book: &Book, ctx: &Context, id: PurchaseId, step: PurchaseStep) -> Done<Sentence> {
    book.write(ctx, &format!("purchase {step:?} {id}"), |tx| {
        let mut purchase = tx.purchase(id)?;
        let (verb, act, state, said) = match step {
            PurchaseStep::Order => {
                (PurchaseVerb::Order, PurchaseAct::Order, PurchaseState::Ordered, ("dipesan", "ordered"))
            }
            PurchaseStep::Close => {
                (PurchaseVerb::Close, PurchaseAct::Close, PurchaseState::Closed, ("ditutup", "closed"))
            }
            PurchaseStep::Cancel => {
                (PurchaseVerb::Cancel, PurchaseAct::Cancel, PurchaseState::Cancelled, ("dibatalkan", "cancelled"))
            }
        };
        demand(id, purchase.stage(), verb)?;
        let ahead = tx.advance_of(id)?;
        if step == PurchaseStep::Cancel && ahead > Money::ZERO {
            return Err(Refusal::new(
                "advance_open",
                format!("Uang muka Rp {ahead} untuk pesanan pembelian {id} belum kembali. Catat kembalinya dulu."),
                format!("Rp {ahead} were paid in advance for purchase order {id}. Record that it came back first."),
            )
            .with("advance", ahead.0)
            .into());
        }
        purchase.state = state;
        if step == PurchaseStep::Order {
            purchase.day = ctx.today;
        }
        let supplier = tx.supplier(purchase.supplier)?;
        tx.record(&told(act, &purchase, &supplier.name))?;
        tx.put_purchase(&purchase)?;
        Ok::<_, ActionError>(Sentence::new(
            format!("Pesanan pembelian {id} {}.", said.0),
            format!("Purchase order {id} {}.", said.1),
        ))
    })
}

/// Pays for a purchase order in advance: Uang muka pembelian against money; with `back` the supplier gives it back.
///
/// # Errors
/// `amount`; `purchase_stage`; `advance_less` where more would come back than was paid; `account_unknown`; `day_ahead`, `before_start`.
pub fn pay_advance(book: &Book, ctx: &Context, form: &AdvanceForm) -> Done<Sentence> {
    let reference = text(Limit::Reference, &form.reference, "reference")?;
    amount(form.amount)?;
    book.write(ctx, &format!("advance {form:?}"), |tx| {
        let purchase = tx.purchase(form.purchase)?;
        let (id, day, account) = (purchase.id, day_of(tx, form.day)?, money_account(tx, form.account)?);
        let ahead = tx.advance_of(id)?;
        if !form.back {
            demand(id, purchase.stage(), PurchaseVerb::Advance)?;
        } else if form.amount > ahead {
            return Err(Refusal::new(
                "advance_less",
                format!("Uang muka pesanan pembelian {id} yang belum terpakai Rp {ahead}, bukan Rp {}.", form.amount),
                format!("Rp {ahead} paid in advance for purchase order {id} are left, not Rp {}.", form.amount),
            )
            .with("advance", ahead.0)
            .into());
        }
        let supplier = tx.supplier(purchase.supplier)?;
        let sum = if form.back { -form.amount } else { form.amount };
        let activity = tx.record(
            &told(PurchaseAct::Advance, &purchase, &supplier.name)
                .with("amount", sum.0)
                .with("account", form.account)
                .with("account_name", account)
                .with("reference", &reference)
                .with("day", day),
        )?;
        let money =
            if form.back { BillMoney::Returned(id, form.account) } else { BillMoney::Advance(id, form.account) };
        tx.insert_bill_money(activity, money, form.amount, day, &reference)?;
        let entry = Entry::new(Account::PurchaseAdvances, form.account, sum, day);
        tx.post(activity, None, entry.as_slice())?;
        Ok::<_, ActionError>(if form.back {
            Sentence::new(
                format!("Uang muka Rp {} dari {} kembali.", form.amount, supplier.name),
                format!("Rp {} paid in advance came back from {}.", form.amount, supplier.name),
            )
        } else {
            Sentence::new(
                format!("Uang muka Rp {} ke {} dicatat.", form.amount, supplier.name),
                format!("Rp {} paid to {} in advance.", form.amount, supplier.name),
            )
        })
    })
}

/// Refuses an amount that nobody pays.
pub(crate) fn amount(amount: Money) -> Result<(), Refusal> {
    if (1..=TOTAL_MAX).contains(&amount.0) {
        return Ok(());
    }
    let (id, en) =
        ("Jumlah uang harus lebih dari nol, dan masuk akal.", "An amount must be above zero, and within reason.");
    Err(Refusal::new("amount", id, en).with("field", "amount").with("amount", amount.0))
}
