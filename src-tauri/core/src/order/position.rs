//! What an order's postings come to.
//!
//! Invariant: at any time the sum of an order's postings, payments and refunds apart, is its [`position`]. A verb never
//! thinks about reversals: it posts the difference between the position after it and before it. Source: the table of
//! postings in docs/ARCHITECTURE.md.

use super::{Line, Order, Settled, Terms};
use crate::posting::{Account, Entry};
use crate::settlement::Part;
use crate::{Day, Money};

/// The account that owes an order's money: the marketplace for its own, its COD included; otherwise the COD courier or
/// the customer.
fn receivable(order: &Order) -> Account {
    match (order.store, order.terms) {
        (Some(store), _) => Account::MarketplaceReceivable(store),
        (None, Terms::Cod) => Account::CodReceivable,
        (None, _) => Account::CustomerReceivable,
    }
}

/// What the units of a marketplace's claim are worth: their share of the line's net price, to the rupiah. All of a line's
/// units together are worth its net price.
#[must_use]
pub fn claim_share(line: &Line) -> Money {
    part(line.net(), line.claimed, line.quantity)
}

/// The share of some units in what all of them are worth.
pub(super) fn part(worth: Money, units: i64, all: i64) -> Money {
    let exact = i128::from(worth.0) * i128::from(units) / i128::from(all.max(1));
    Money(i64::try_from(exact).unwrap_or_default())
}

/// What a marketplace's order is charged for by part: positive where it costs the shop.
fn costs(settled: &Settled) -> impl Iterator<Item = (Account, Money)> + '_ {
    Part::ALL.into_iter().zip(settled.parts).filter_map(|(part, amount)| Some((part.account()?, -amount)))
}

/// Debit, credit and amount of what is posted together.
pub type Leg = (Account, Account, Money);

/// Debit, credit and amount of everything that an order as it stands should have posted; amounts may be zero or negative.
#[must_use]
pub fn position(order: &Order) -> Vec<Leg> {
    let owed_by = receivable(order);
    let own = !order.channel.is_marketplace();
    let sold = order.is_sold();
    let when = |condition: bool, amount: Money| if condition { amount } else { Money::ZERO };
    let sum = |of: fn(&Line) -> Money| order.lines.iter().map(of).sum::<Money>();
    let (gross, discount, claims) = (sum(Line::gross), sum(|l| l.discount), sum(|l| l.claim));
    let returns = when(sold, order.returned_money());
    let charged = when(sold && own, order.shipping);
    // What is claimed back beyond the shipping is the unique code.
    let claimed_shipping = when(sold && own, order.claimed_shipping.min(order.shipping));
    let claimed_code = when(sold && own, order.claimed_shipping - order.claimed_shipping.min(order.shipping));
    let owed = gross - discount + order.shipping + order.unique_code - claims - order.claimed_shipping;
    let deposit = when(sold && own, order.net_paid().min(owed).max(Money::ZERO));
    let billed = order.billed().unwrap_or_default();
    let passed_on = billed.min(charged);
    let kept_back = when(order.billed().is_some(), charged - passed_on);
    let mut legs = vec![
        (owed_by, Account::Sales, when(sold, gross)),
        (Account::Discounts, owed_by, when(sold, discount)),
        (owed_by, Account::ShippingPassThrough, charged),
        (owed_by, Account::UniqueCodes, when(sold && own, order.unique_code)),
        (Account::SalesReturns, owed_by, returns),
        (Account::ShippingExpense, owed_by, claimed_shipping),
        (Account::UniqueCodes, owed_by, claimed_code),
        (Account::CustomerDeposits, owed_by, deposit),
        (Account::ShippingPassThrough, Account::CourierPayable, passed_on),
        (Account::ShippingExpense, Account::CourierPayable, billed - passed_on),
        (Account::ShippingPassThrough, Account::ShippingExpense, kept_back),
        (Account::CostOfGoods, Account::Inventory, sum(|l| l.cost.unwrap_or_default() - l.back_cost)),
        (Account::Inventory, Account::OpeningBalance, sum(|l| l.opened)),
        (Account::DamagedGoods, Account::CostOfGoods, sum(|l| l.spoiled_cost)),
        (Account::CostOfGoods, Account::OpeningBalance, sum(|l| l.typed_cost.unwrap_or_default())),
        (Account::BadDebts, owed_by, Money::ZERO),
    ];
    let given_up = legs.len() - 1;
    if let Some(settled) = &order.settled {
        let wallet = Account::Wallet(settled.wallet);
        if order.history {
            let owed = if settled.opening { Account::EarlierReceivable } else { Account::OpeningBalance };
            legs.push((wallet, owed, settled.net));
            return legs;
        }
        legs.push((wallet, owed_by, settled.net));
        let mut owing = when(sold, gross - discount) - returns - settled.net;
        for (account, cost) in costs(settled) {
            legs.push((account, owed_by, cost));
            owing -= cost;
        }
        legs.push((Account::SettlementDifference, owed_by, when(order.is_settled(), owing)));
    }
    legs[given_up].2 = when(order.written_off, side_of(&legs, owed_by).max(Money::ZERO));
    legs
}

/// What is still owed of an order's money, by the marketplace, the courier or the customer; below zero where it is owed back.
#[must_use]
pub fn receivable_of(order: &Order) -> Money {
    owed_of(order, &position(order))
}

/// That of legs that are reckoned already.
pub(super) fn owed_of(order: &Order, legs: &[Leg]) -> Money {
    side_of(legs, receivable(order))
}

/// What an account gets of them: debits less credits.
fn side_of(legs: &[Leg], owed_by: Account) -> Money {
    let side = |(debit, credit, amount): &(Account, Account, Money)| match owed_by {
        by if by == *debit => *amount,
        by if by == *credit => -*amount,
        _ => Money::ZERO,
    };
    legs.iter().map(side).sum()
}

/// What takes an order's postings from its position before to that after, on `day`. Where the account that owes the money
/// has changed with the terms, each side is posted under its own.
#[must_use]
pub fn entries(before: &Order, after: &Order, day: Day) -> Vec<Entry> {
    between(&position(before), &position(after), day)
}

/// What takes one position to another. An order gets the legs of its settlement with its first row, and keeps them.
pub(super) fn between(was: &[Leg], is: &[Leg], day: Day) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut post = |(debit, credit, _): Leg, amount| entries.extend(Entry::new(debit, credit, amount, day));
    for at in 0..was.len().max(is.len()) {
        match (was.get(at).copied(), is.get(at).copied()) {
            (Some(old), Some(new)) if (old.0, old.1) == (new.0, new.1) => post(new, new.2 - old.2),
            (old, new) => {
                old.into_iter().for_each(|old| post(old, -old.2));
                new.into_iter().for_each(|new| post(new, new.2));
            }
        }
    }
    entries
}
