//! What comes back, and what is learned of an order after it left: claims, returned goods, the courier's price, a cost.

use runut_core::order::{ClaimOf, Event, Graded, Order, Plan};
use runut_core::rows::{ClaimForm, Outcome, ReturnForm};
use runut_core::stock::Levels;
use runut_core::{LineId, MONEY_MAX, Money, OrderId, Refusal, Sentence};
use runut_store::{Book, Context};

use crate::orders::by_hand;
use crate::{ActionError, Done};

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
        Ok::<_, ActionError>(Outcome {
            done: vec![order],
            refused: Vec::new(),
            undo: None,
            message,
            warnings: Vec::new(),
        })
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

/// Takes goods back, graded: sellable ones are on the shelf again, damaged ones in the bin for damaged goods.
///
/// # Errors
/// What [`Order::take_back`] refuses; `missing` for an unknown order.
pub fn take_back(book: &Book, ctx: &Context, form: &ReturnForm) -> Done<Outcome> {
    let graded: Vec<Graded> = form
        .lines
        .iter()
        .map(|l| Graded { line: l.line, sellable: l.sellable, damaged: l.damaged, lost: l.lost })
        .collect();
    let units: i64 = form
        .lines
        .iter()
        .fold(0, |sum, l| sum.saturating_add(l.sellable).saturating_add(l.damaged).saturating_add(l.lost));
    let id = form.order;
    let message = Sentence::new(
        format!("{units} barang pesanan {id} dicatat kembali."),
        format!("{units} units of order {id} are back."),
    );
    one(book, ctx, &format!("return {form:?}"), id, message, |order, levels, event| {
        order.take_back(&graded, levels, event)
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

/// Records what one unit of a line cost that left without its cost being known.
///
/// # Errors
/// `amount`; what [`Order::type_cost`] refuses; `missing` for an unknown order.
pub fn type_cost(book: &Book, ctx: &Context, order: OrderId, line: LineId, unit: Money) -> Done<Outcome> {
    sane(unit, "unit_cost")?;
    let message =
        Sentence::new(format!("Harga beli pesanan {order} diisi."), format!("The cost of order {order} is entered."));
    one(book, ctx, &format!("cost {order} {line} {unit}"), order, message, |order, _, event| {
        order.type_cost(line, unit, event)
    })
}
