//! Money of our own channels: received, voided, given back. One payment may be for several orders.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::{Activity, PaymentAct};
use runut_core::order::{Event, Order, Paid, Plan, Terms, reason};
use runut_core::rows::{BuyerTextKey, Outcome, PaymentForm, PaymentMethod, PaymentPart, PaymentSaved, RefundForm};
use runut_core::{
    AccountId, ActivityId, Day, Instant, Limit, Money, OrderId, PaymentId, Refusal, Sentence, Stage, undo,
};
use runut_store::{Book, Context, Flow, Payment, Tx};

use crate::by_hand;
use crate::fields::text;
use crate::ordering::{fitting_code, timed_anew, told_anew};
use crate::{ActionError, Done, text_for, unknown_account};

/// The most that one payment may be: ten thousand million rupiah. More is a slip of the keyboard.
const AMOUNT_MAX: i64 = 10_000_000_000;

/// Orders that one payment may be for.
const PARTS_MAX: usize = 500;

/// Days back that a payment may lie: older ones are a slip of the keyboard.
const DAYS_BACK: i64 = 366;

fn amount(amount: Money) -> Result<(), Refusal> {
    let (id, en) = match amount.0 {
        1..=AMOUNT_MAX => return Ok(()),
        ..=0 => ("Jumlah uang harus lebih dari nol.".to_owned(), "An amount must be above zero.".to_owned()),
        _ => (
            format!("Jumlah uang lebih dari Rp {}. Periksa lagi nolnya.", Money(AMOUNT_MAX)),
            format!("The amount is more than Rp {}. Check its zeros.", Money(AMOUNT_MAX)),
        ),
    };
    Err(Refusal::new("amount", id, en).with("field", "amount").with("amount", amount.0))
}

/// When the money moved: now unless another time is typed; later today counts as now.
fn moved_at(typed: Option<Instant>, ctx: &Context) -> Result<(Instant, Day), Refusal> {
    let at = typed.unwrap_or(ctx.now);
    let day = ctx.zone.day(at);
    if day > ctx.today {
        let (id, en) = (
            format!("Tanggal uang masuk {day} belum tiba. Isi tanggal hari ini atau sebelumnya."),
            format!("The payment's date {day} lies ahead. Enter today's date or an earlier one."),
        );
        return Err(Refusal::new("payment_date", id, en).with("field", "at").with("day", day));
    }
    if day < ctx.today.plus(-DAYS_BACK) {
        let (id, en) = (
            format!("Tanggal uang masuk {day} lebih dari setahun lalu. Periksa tahunnya."),
            format!("The payment's date {day} lies more than a year back. Check its year."),
        );
        return Err(Refusal::new("payment_date", id, en).with("field", "at").with("day", day));
    }
    Ok((at.min(ctx.now), day))
}

/// What an account is called that money can come into or leave.
fn open_account(tx: &Tx<'_>, id: AccountId) -> Result<String, ActionError> {
    Ok(tx.open_account(id)?.ok_or_else(|| unknown_account(&id.to_string()))?)
}

fn parts(form: &PaymentForm) -> Result<(), Refusal> {
    if form.parts.is_empty() {
        return Err(Refusal::new("no_orders", "Pilih pesanan yang dibayar dulu.", "Choose the orders paid for first.")
            .with("field", "parts"));
    }
    if form.parts.len() > PARTS_MAX {
        let (id, en) = (
            format!("Satu pembayaran paling banyak untuk {PARTS_MAX} pesanan. Catat dalam beberapa pembayaran."),
            format!("One payment covers {PARTS_MAX} orders at most. Record several payments."),
        );
        return Err(Refusal::new("parts_many", id, en).with("field", "parts"));
    }
    let mut seen = BTreeSet::new();
    for part in &form.parts {
        amount(part.amount)?;
        if !seen.insert(part.order) {
            let order = part.order;
            let (id, en) = (
                format!("Pesanan {order} disebut dua kali. Gabungkan jumlahnya."),
                format!("Order {order} is named twice. Put its amounts together."),
            );
            return Err(Refusal::new("part_twice", id, en).with("field", "parts").with("order", order));
        }
    }
    let sum: Money = form.parts.iter().map(|part| part.amount).sum();
    if form.fee < Money::ZERO {
        let (id, en) = ("Potongan tidak boleh kurang dari nol.", "What was kept can't be below zero.");
        return Err(Refusal::new("fee", id, en).with("field", "fee").with("fee", form.fee.0));
    }
    if form.fee <= sum && sum - form.fee == form.amount {
        return Ok(());
    }
    let (kept, kept_en) = match form.fee {
        Money::ZERO => (String::new(), String::new()),
        fee => (format!(" dan potongan Rp {fee}"), format!(" and Rp {fee} were kept of it")),
    };
    let (id, en) = (
        format!("Bagian per pesanan berjumlah Rp {sum}, uang masuknya Rp {}{kept}. Samakan dulu.", form.amount),
        format!(
            "The orders' parts come to Rp {sum}, the payment to Rp {}{kept_en}. Make them equal first.",
            form.amount
        ),
    );
    Err(Refusal::new("parts_sum", id, en).with("field", "parts").with("sum", sum.0).with("amount", form.amount.0))
}

/// One payment as the bank names it is recorded once. Without a reference the same again may be a second instalment: then
/// it is only pointed out.
fn refuse_twice(tx: &Tx<'_>, payment: &Payment) -> Result<Option<Sentence>, ActionError> {
    let Some(other) = tx.same_payment(payment)? else { return Ok(None) };
    let Payment { amount, day, reference, .. } = payment;
    if reference.is_empty() {
        return Ok(Some(Sentence::new(
            format!(" Perhatian: Rp {amount} untuk pesanan itu sudah dicatat juga hari {day}."),
            format!(" Mind: Rp {amount} for that order was recorded on {day} before."),
        )));
    }
    Err(Refusal::new(
        "payment_twice",
        format!("Rp {amount} dengan referensi {reference} hari {day} sudah dicatat (pembayaran {other})."),
        format!("Rp {amount} with reference {reference} on {day} is recorded already (payment {other})."),
    )
    .with("field", "reference")
    .with("payment", other)
    .into())
}

fn numbers(parts: &[PaymentPart]) -> String {
    parts.iter().map(|part| part.order.to_string()).collect::<Vec<_>>().join(", ")
}

fn recorded(payment: &Payment, act: PaymentAct, account: &str) -> Activity {
    let fee: Money = payment.withheld.values().map(|(fee, _)| *fee).sum();
    Activity::new(act, payment.id.0)
        .with("amount", payment.amount.0)
        .with("at", payment.at.0)
        .with("day", payment.day.0)
        .with("account", payment.account)
        .with("account_name", account)
        .with("method", payment.method.key())
        .with("reference", &payment.reference)
        .with("payer", &payment.payer)
        .with("note", &payment.note)
        .with("orders", numbers(&payment.parts))
        .with("fee", Some(fee).filter(|fee| *fee != Money::ZERO).map(|fee| fee.0.to_string()).unwrap_or_default())
}

/// What was kept of a payment, by order: as much of each as of the others.
fn kept_of(form: &PaymentForm) -> BTreeMap<OrderId, (Money, Money)> {
    if form.fee == Money::ZERO {
        return BTreeMap::new();
    }
    let weights: Vec<i64> = form.parts.iter().map(|part| part.amount.0).collect();
    let fees = form.fee.split(&weights);
    form.parts.iter().zip(fees).map(|(part, fee)| (part.order, (fee, Money::ZERO))).collect()
}

fn part_paid(payment: &Payment, part: &PaymentPart) -> Paid {
    let (fee, freight) = payment.withheld.get(&part.order).copied().unwrap_or_default();
    Paid {
        account: payment.account,
        amount: part.amount,
        fee,
        freight,
        method: payment.method.key().to_owned(),
        reference: payment.reference.clone(),
    }
}

/// Records money that came in, for one order or several. Orders that it covers go on.
///
/// # Errors
/// `amount`; `too_long`; `payment_date` ahead or more than a year back; `account_unknown`; `no_orders`, `parts_many`, `part_twice`,
/// `parts_sum`; `cod_terms` where a courier's remittance names an order that isn't COD; `payment_twice`;
/// `marketplace_money`; `missing` for an unknown order. One part that is refused refuses the whole payment.
pub fn record_payment(book: &Book, ctx: &Context, form: &PaymentForm) -> Done<PaymentSaved> {
    amount(form.amount)?;
    parts(form)?;
    let (at, day) = moved_at(form.at, ctx)?;
    book.write(ctx, &format!("pay {form:?}"), |tx| {
        let name = open_account(tx, form.account)?;
        let payment = Payment {
            id: tx.next_payment()?,
            flow: Flow::In,
            account: form.account,
            method: form.method,
            amount: form.amount,
            at,
            day,
            payer: text(Limit::Name, &form.payer, "payer")?,
            reference: text(Limit::Reference, &form.reference, "reference")?,
            note: text(Limit::Note, &form.note, "note")?,
            withheld: kept_of(form),
            parts: form.parts.clone(),
            voided: None,
        };
        let mind = refuse_twice(tx, &payment)?;
        let event = Event { at, day, file: None };
        let mut plans = Vec::new();
        for part in &payment.parts {
            let order = tx.order(part.order)?;
            if payment.method == PaymentMethod::Cod && order.terms != Terms::Cod {
                return Err(not_cod(part.order).into());
            }
            plans.push(order.pay(&part_paid(&payment, part), &event)?);
        }
        let activity = tx.record(&recorded(&payment, PaymentAct::Record, &name))?;
        tx.insert_payment(activity, &payment)?;
        for plan in &plans {
            tx.apply(plan)?;
        }
        // A courier's remittance is no buyer's payment, and several orders may be several buyers'.
        let told = match (&payment.parts[..], payment.method) {
            ([only], method) if method != PaymentMethod::Cod => text_for(tx, only.order, BuyerTextKey::Paid)?,
            _ => String::new(),
        };
        let numbers = numbers(&payment.parts);
        let mind = mind.unwrap_or_else(|| Sentence::new("", ""));
        let message = Sentence::new(
            format!("Rp {} ke {name} untuk pesanan {numbers} dicatat.{}", payment.amount, mind.id),
            format!("Rp {} into {name} for order {numbers} recorded.{}", payment.amount, mind.en),
        );
        Ok::<_, ActionError>(PaymentSaved {
            payment: payment.id,
            orders: payment.parts.iter().map(|part| part.order).collect(),
            message,
            text: told,
        })
    })
}

/// Writes a courier's remittance inside a write: what it billed for sending, then the money of each order.
pub(crate) fn remit(tx: &mut Tx<'_>, payment: &Payment) -> Result<(), ActionError> {
    let name = open_account(tx, payment.account)?;
    let event = Event { at: payment.at, day: payment.day, file: Some(payment.note.clone()) };
    let activity = tx.record(&recorded(payment, PaymentAct::Record, &name))?;
    tx.insert_payment(activity, payment)?;
    for part in &payment.parts {
        let order = tx.order(part.order)?;
        let (_, freight) = payment.withheld.get(&part.order).copied().unwrap_or_default();
        if freight > Money::ZERO && order.courier_bill.is_none() {
            tx.apply(&order.bill_courier(freight, &event)?)?;
        }
        let plan = tx.order(part.order)?.pay(&part_paid(payment, part), &event)?;
        tx.apply(&plan)?;
    }
    Ok(())
}

fn not_cod(order: OrderId) -> Refusal {
    Refusal::new(
        "cod_terms",
        format!("Pesanan {order} bukan COD, jadi uangnya bukan setoran kurir. Pilih cara bayar lain."),
        format!("Order {order} isn't COD, so its money is no courier's remittance. Choose another method."),
    )
    .with("field", "method")
    .with("order", order)
}

/// Voids a payment: all its parts, or none. What waited on it waits for money again; what the warehouse has is held; what
/// has left is owed again.
///
/// # Errors
/// `reason_missing`; `missing` for an unknown payment; `voided` where it is already; `refund_void` for a refund;
/// `refunded` where the money has been given back.
pub fn void_payment(book: &Book, ctx: &Context, payment: PaymentId, why: &str) -> Done<Outcome> {
    let why = reason(why)?;
    book.write(ctx, &format!("void payment {payment} {why}"), |tx| void(tx, ctx, payment, &why, None))
}

/// Voids a payment inside a write; `step` names the step that this takes back.
pub(crate) fn void(
    tx: &mut Tx<'_>,
    ctx: &Context,
    payment: PaymentId,
    why: &str,
    step: Option<ActivityId>,
) -> Result<Outcome, ActionError> {
    let known = tx.payment(payment)?;
    refuse_void(&known)?;
    let mut plans = Vec::new();
    for part in &known.parts {
        let order = tx.order(part.order)?;
        let order = if order.stage == Stage::AwaitingApproval { timed_anew(tx, ctx, &order, true)? } else { order };
        let plan = fitted(tx, &order, order.void(&part_paid(&known, part), why, &by_hand(ctx))?)?;
        plans.push((order, plan));
    }
    let name = tx.account_name(known.account)?;
    let activity = recorded(&known, PaymentAct::Void, &name).with("reason", why);
    tx.record(&activity.with(undo::STEP, step.map(|step| step.to_string()).unwrap_or_default()))?;
    tx.void_payment(payment, why)?;
    let mut warnings = Vec::new();
    for (order, plan) in &plans {
        if plan.after.held.is_some() && order.held.is_none() {
            let id = plan.after.id;
            warnings.push(Sentence::new(
                format!("Pesanan {id} ditahan karena tidak tertutup lagi."),
                format!("Order {id} is held because nothing covers it any more."),
            ));
        }
        if plan.after.total != order.total {
            warnings.push(told_anew(&plan.after));
        }
        tx.apply(plan)?;
    }
    let (sum, numbers) = (known.amount, numbers(&known.parts));
    Ok(Outcome {
        done: known.parts.iter().map(|part| part.order).collect(),
        refused: Vec::new(),
        undo: None,
        message: Sentence::new(
            format!("Pembayaran Rp {sum} untuk pesanan {numbers} dibatalkan."),
            format!("The payment of Rp {sum} for order {numbers} is voided."),
        ),
        warnings,
    })
}

/// A void with another unique code where the total that waits again has been taken meanwhile. What has left keeps its own.
fn fitted(tx: &Tx<'_>, order: &Order, plan: Plan) -> Result<Plan, ActionError> {
    if !order.stage.allocates() || plan.after.is_covered() {
        return Ok(plan);
    }
    let code = fitting_code(tx, &plan.after)?;
    Ok(if code == plan.after.unique_code { plan } else { plan.with_code(code) })
}

fn refuse_void(known: &Payment) -> Result<(), Refusal> {
    if let Some(why) = &known.voided {
        let (id, en) =
            (format!("Pembayaran itu sudah dibatalkan: {why}"), format!("That payment is voided already: {why}"));
        return Err(Refusal::new("voided", id, en));
    }
    if known.flow == Flow::Out {
        let (id, en) = (
            "Pengembalian uang tidak dibatalkan. Bila uangnya kembali, catat sebagai uang masuk pesanan itu.",
            "A refund isn't voided. If the money came back, record it as a payment for that order.",
        );
        return Err(Refusal::new("refund_void", id, en));
    }
    Ok(())
}

/// Records money given back to a buyer, up to what is owed.
///
/// # Errors
/// `amount`; `too_long`; `account_unknown`; `refund_method` for COD, by which nobody is paid back; `owed` where it is more than the
/// shop owes this buyer; `marketplace_money`; `missing` for an unknown order.
pub fn record_refund(book: &Book, ctx: &Context, form: &RefundForm) -> Done<PaymentSaved> {
    refuse_refund(form.amount, form.method)?;
    book.write(ctx, &format!("refund {form:?}"), |tx| refund(tx, ctx, form))
}

/// Refuses a refund that can't be one, whatever its order.
pub(crate) fn refuse_refund(sum: Money, method: PaymentMethod) -> Result<(), Refusal> {
    amount(sum)?;
    if method == PaymentMethod::Cod {
        let (id, en) = (
            "Uang tidak bisa dikembalikan lewat COD. Pilih transfer, e-wallet atau tunai.",
            "Money can't be given back by COD. Choose transfer, e-wallet or cash.",
        );
        return Err(Refusal::new("refund_method", id, en).with("field", "method"));
    }
    Ok(())
}

/// Gives money back inside a write.
pub(crate) fn refund(tx: &mut Tx<'_>, ctx: &Context, form: &RefundForm) -> Result<PaymentSaved, ActionError> {
    let name = open_account(tx, form.account)?;
    let part = PaymentPart { order: form.order, amount: form.amount };
    let payment = Payment {
        id: tx.next_payment()?,
        flow: Flow::Out,
        account: form.account,
        method: form.method,
        amount: form.amount,
        at: ctx.now,
        day: ctx.today,
        payer: String::new(),
        reference: text(Limit::Reference, &form.reference, "reference")?,
        note: text(Limit::Note, &form.note, "note")?,
        parts: vec![part.clone()],
        withheld: BTreeMap::new(),
        voided: None,
    };
    let plan = tx.order(form.order)?.refund(&part_paid(&payment, &part), &payment.note, &by_hand(ctx))?;
    let activity = tx.record(&recorded(&payment, PaymentAct::Refund, &name))?;
    tx.insert_payment(activity, &payment)?;
    tx.apply(&plan)?;
    let (sum, order) = (form.amount, form.order);
    let mut message = Sentence::new(
        format!("Rp {sum} dari {name} dikembalikan untuk pesanan {order}."),
        format!("Rp {sum} from {name} given back for order {order}."),
    );
    let rest = tx.order(order)?.owed_to_buyer();
    if rest > Money::ZERO {
        message.id.push_str(&format!(" Masih Rp {rest} titipan pembeli ini."));
        message.en.push_str(&format!(" Rp {rest} is still owed to this buyer."));
    }
    Ok::<_, ActionError>(PaymentSaved { payment: payment.id, orders: vec![order], message, text: String::new() })
}
