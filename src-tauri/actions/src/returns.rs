//! What comes back, and what is learned of an order after it left: claims, returned goods, the courier's price, a cost.

use std::collections::BTreeMap;

use runut_core::order::{ClaimOf, Event, Graded, Order, Plan};
use runut_core::rows::{ClaimForm, LineCost, Outcome, RefundForm, ReturnDue, ReturnForm, ReturnMoney};
use runut_core::stock::Levels;
use runut_core::{MONEY_MAX, Money, OrderId, Refusal, Sentence, VariantId};
use runut_store::{Book, Context, Reader, Tx};

use crate::by_hand;
use crate::payments::{refund, refuse_refund};
use crate::{ActionError, Done};

fn done(order: OrderId, message: Sentence) -> Outcome {
    Outcome { done: vec![order], refused: Vec::new(), undo: None, message, warnings: Vec::new() }
}

/// Plans for one order and writes it; a refusal is the whole answer.
fn one(
    book: &Book,
    ctx: &Context,
    intent: &str,
    order: OrderId,
    message: Sentence,
    plan: impl FnOnce(&Order, &mut Levels, &Event) -> Result<Plan, Refusal>,
) -> Done<Outcome> {
    book.write(ctx, intent, |tx| {
        let loaded = tx.order(order)?;
        let mut levels = tx.levels(loaded.lines.iter().map(|l| l.variant))?;
        tx.apply(&plan(&loaded, &mut levels, &by_hand(ctx))?)?;
        Ok::<_, ActionError>(done(order, message))
    })
}

fn sane(amount: Money, field: &str) -> Result<(), Refusal> {
    if (0..=MONEY_MAX).contains(&amount.0) {
        return Ok(());
    }
    Err(Refusal::new("amount", "Jumlah uang harus nol atau lebih.", "An amount must be zero or more.")
        .with("field", field)
        .with("amount", amount.0))
}

/// Records a buyer's claim: money only, whether or not goods come back.
///
/// # Errors
/// `amount`; what [`Order::claim`] refuses; `missing` for an unknown order.
pub fn claim(book: &Book, ctx: &Context, form: &ClaimForm) -> Done<Outcome> {
    sane(form.shipping, "shipping")?;
    form.lines.iter().try_for_each(|line| sane(line.amount, "lines"))?;
    let of: Vec<ClaimOf> =
        form.lines.iter().map(|l| ClaimOf { line: l.line, units: l.units, amount: l.amount }).collect();
    let id = form.order;
    let message = Sentence::new(format!("Klaim pesanan {id} dicatat."), format!("Order {id}'s claim is recorded."));
    one(book, ctx, &format!("claim {form:?}"), id, message, |order, _, event| {
        order.claim(&of, form.shipping, &form.reason, event)
    })
}

/// What is still owed of an order won't come: given up, as a loss. What comes all the same lowers the loss by itself.
///
/// # Errors
/// `reason_missing`, `nothing_due`, `owner_only`; `missing` for an unknown order.
pub fn write_off(book: &Book, ctx: &Context, id: OrderId, reason: &str) -> Done<Outcome> {
    let message = Sentence::new(
        format!("Pesanan {id} ditutup: sisanya tidak akan cair."),
        format!("Order {id} is closed: the rest won't come."),
    );
    one(book, ctx, &format!("write off {id} {reason}"), id, message, |order, _, event| order.write_off(reason, event))
}

/// What a unit last cost of what left an order without a cost that anybody knows.
fn last_costs(tx: &Tx<'_>, order: &Order) -> Result<BTreeMap<VariantId, Money>, ActionError> {
    let mut last = BTreeMap::new();
    for line in order.lines.iter().filter(|line| line.uncosted() > 0) {
        if let Some(cost) = tx.last_cost(line.variant)? {
            last.insert(line.variant, cost);
        }
    }
    Ok(last)
}

fn graded(form: &ReturnForm) -> Vec<Graded> {
    let grade = |l: &runut_core::rows::ReturnLine| Graded {
        line: l.line,
        sellable: l.sellable,
        damaged: l.damaged,
        lost: l.lost,
    };
    form.lines.iter().map(grade).collect()
}

/// What a return gives its buyer, as the form stands: nothing is written.
///
/// # Errors
/// `missing` for an unknown order; [`ActionError`] where the book can't be read.
pub fn return_due(book: &Reader<'_>, form: &ReturnForm) -> Result<ReturnDue, ActionError> {
    let given = book.order(form.order)?.give_back(&graded(form));
    let paid_into = book.particulars(form.order)?.account;
    let open = paid_into.map(|account| book.open_account(account)).transpose()?.flatten().is_some();
    let account = paid_into.filter(|_| open);
    Ok(ReturnDue { claim: given.claimed(), refund: given.refund, account })
}

/// Takes goods back, graded: sellable ones are on the shelf again, damaged ones in the bin for damaged goods. With `money`
/// the buyer's claim for them is recorded and the money given back in the same step; without, it is told that it waits.
///
/// # Errors
/// What [`Order::take_back`], [`Order::claim`] and [`Order::refund`] refuse; `owed` where more is to be given back than can
/// be; `account_unknown`, `refund_method`; `missing` for an unknown order.
pub fn take_back(book: &Book, ctx: &Context, form: &ReturnForm) -> Done<Outcome> {
    let graded = graded(form);
    let units = graded
        .iter()
        .fold(0_i64, |sum, g| sum.saturating_add(g.sellable).saturating_add(g.damaged).saturating_add(g.lost));
    let id = form.order;
    book.write(ctx, &format!("return {form:?}"), |tx| {
        let order = tx.order(id)?;
        if !graded.is_empty() || form.money.is_none() {
            let mut levels = tx.levels(order.lines.iter().map(|l| l.variant))?;
            let last = last_costs(tx, &order)?;
            tx.apply(&order.take_back(&graded, &last, &mut levels, &by_hand(ctx))?)?;
        }
        let mut outcome = done(
            id,
            Sentence::new(
                format!("{units} barang pesanan {id} dicatat kembali."),
                format!("{units} units of order {id} are back."),
            ),
        );
        match &form.money {
            Some(money) => {
                let given = give_back(tx, ctx, (&order, &graded), money)?;
                if graded.is_empty() {
                    outcome.message = Sentence::default();
                }
                outcome.message.id = format!("{} {}", outcome.message.id, given.id).trim().to_owned();
                outcome.message.en = format!("{} {}", outcome.message.en, given.en).trim().to_owned();
            }
            None => outcome.warnings.extend(still_to_give(&order.give_back(&graded).refund)),
        }
        Ok::<_, ActionError>(outcome)
    })
}

/// Claims for the buyer what these goods are worth, and gives the money back.
fn give_back(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (order, graded): (&Order, &[Graded]),
    money: &ReturnMoney,
) -> Result<Sentence, ActionError> {
    let given = order.give_back_sum(graded, money.amount)?;
    if !given.of.is_empty() || given.shipping > Money::ZERO {
        let returned = tx.order(order.id)?;
        tx.apply(&returned.claim(&given.of, given.shipping, "barang kembali", &by_hand(ctx))?)?;
    }
    if given.refund == Money::ZERO {
        let sum = given.claimed();
        return Ok(Sentence::new(
            format!("Tagihan pembeli berkurang Rp {sum}."),
            format!("The buyer owes Rp {sum} less."),
        ));
    }
    refuse_refund(money.amount, money.method)?;
    let form = RefundForm {
        order: order.id,
        account: money.account,
        method: money.method,
        amount: money.amount,
        reference: money.reference.clone(),
        note: "barang kembali".to_owned(),
    };
    Ok(refund(tx, ctx, &form)?.message)
}

fn still_to_give(refund: &Money) -> Option<Sentence> {
    (*refund > Money::ZERO).then(|| {
        Sentence::new(
            format!("Kembalikan Rp {refund}? Uang pembelinya belum dikembalikan."),
            format!("Give back Rp {refund}? The buyer's money hasn't been given back yet."),
        )
    })
}

/// Records what the courier charges for a parcel that has left; once more, where it is known better.
///
/// # Errors
/// `amount`; what [`Order::bill_courier`] refuses; `missing` for an unknown order.
pub fn bill_courier(book: &Book, ctx: &Context, order: OrderId, amount: Money) -> Done<Outcome> {
    sane(amount, "amount")?;
    let message = Sentence::new(
        format!("Tagihan kurir pesanan {order}: Rp {amount}."),
        format!("The courier charges Rp {amount} for order {order}."),
    );
    one(book, ctx, &format!("courier bill {order} {amount}"), order, message, |order, _, event| {
        order.bill_courier(amount, event)
    })
}

/// Records what one unit of each of these lines cost that left without its cost being known: all of them, or none.
///
/// # Errors
/// `amount`; what [`Order::type_costs`] refuses; `missing` for an unknown order.
pub fn type_costs(book: &Book, ctx: &Context, order: OrderId, costs: &[LineCost]) -> Done<Outcome> {
    costs.iter().try_for_each(|cost| sane(cost.unit_cost, "unit_cost"))?;
    let message =
        Sentence::new(format!("Harga beli pesanan {order} diisi."), format!("The cost of order {order} is entered."));
    let units: Vec<_> = costs.iter().map(|cost| (cost.line, cost.unit_cost)).collect();
    one(book, ctx, &format!("costs {order} {costs:?}"), order, message, |order, _, event| {
        order.type_costs(&units, event)
    })
}
