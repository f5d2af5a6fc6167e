//! Couriers' bills for many parcels at once: as they list them, by hand-over, or taken to be what buyers were charged.

use std::collections::BTreeSet;

use runut_core::rows::{Outcome, RefusedOrder};
use runut_core::{DAY_MS, Instant, MONEY_MAX, Money, OrderId, Refusal, Sentence};
use runut_store::{Book, Context, Tx};

use crate::{ActionError, Done, by_hand};

/// What couriers charge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CourierBills {
    /// Parcel by parcel.
    Each(Vec<(OrderId, Money)>),
    /// One sum for parcels that went together, shared by what they weigh.
    Shared(Money, Vec<OrderId>),
    /// What buyers were charged, for parcels that left so many days ago or earlier and have no bill.
    AsCharged(i64),
}

/// Enters couriers' bills. An order that can't have one is told, and the others get theirs; one that has just this bill stays as it is.
///
/// # Errors
/// `amount`, `order_twice`, `no_orders`; `missing` for an unknown order.
pub fn bill_couriers(book: &Book, ctx: &Context, bills: &CourierBills) -> Done<Outcome> {
    book.write(ctx, &format!("courier bills {bills:?}"), |tx| {
        let each = each(tx, ctx, bills)?;
        let (mut done, mut refused, mut sum) = (Vec::new(), Vec::new(), Money::ZERO);
        for (id, amount) in each {
            let order = tx.order(id)?;
            if order.courier_bill == Some(amount) {
                continue;
            }
            match order.bill_courier(amount, &by_hand(ctx)) {
                Ok(plan) => {
                    tx.apply(&plan)?;
                    sum += amount;
                    done.push(id);
                }
                Err(refusal) => refused.push(RefusedOrder { order: id, refusal }),
            }
        }
        let (n, left) = (done.len(), refused.len());
        let mut message = Sentence::new(
            format!("Tagihan kurir {n} paket, Rp {sum}."),
            format!("Couriers charge Rp {sum} for {n} parcels."),
        );
        if left > 0 {
            let (id, en) = (format!("{left} pesanan tidak bisa."), format!("{left} orders can't have one."));
            message = message.and(&Sentence::new(id, en));
        }
        Ok::<_, ActionError>(Outcome { done, refused, undo: None, message, warnings: Vec::new() })
    })
}

/// What each parcel costs.
fn each(tx: &Tx<'_>, ctx: &Context, bills: &CourierBills) -> Result<Vec<(OrderId, Money)>, ActionError> {
    let each = match bills {
        CourierBills::Each(each) => each.clone(),
        CourierBills::Shared(amount, orders) => {
            let weights = orders.iter().map(|id| Ok(tx.particulars(*id)?.weight_g));
            let weights = weights.collect::<Result<Vec<_>, ActionError>>()?;
            orders.iter().copied().zip(amount.split(&weights)).collect()
        }
        CourierBills::AsCharged(days) => {
            let before = Instant(ctx.now.0.saturating_sub(days.saturating_mul(DAY_MS)));
            return Ok(tx.without_courier_bill(before)?);
        }
    };
    if each.is_empty() {
        return Err(Refusal::new("no_orders", "Sebut pesanannya dulu.", "Name the orders first.").into());
    }
    let mut seen = BTreeSet::new();
    for (id, amount) in &each {
        if !(0..=MONEY_MAX).contains(&amount.0) {
            let (id, en) = ("Ongkir harus nol atau lebih.", "Shipping must be zero or more.");
            return Err(Refusal::new("amount", id, en).with("amount", amount.0).into());
        }
        if !seen.insert(*id) {
            return Err(Refusal::new(
                "order_twice",
                format!("Pesanan {id} disebut dua kali. Sebut sekali saja."),
                format!("Order {id} is named twice. Name it once."),
            )
            .with("order", id)
            .into());
        }
    }
    Ok(each)
}
