//! What shipping posts: the sale.

use super::Order;
use crate::posting::{Account, Entry};
use crate::{Day, Money};

/// The account that owes an order's money: the marketplace for its own, its COD included; otherwise the COD courier or
/// the customer. Source: the table of postings in docs/ARCHITECTURE.md.
pub(crate) fn receivable(order: &Order) -> Account {
    match (order.channel.is_marketplace(), order.terms) {
        (true, _) => Account::MarketplaceReceivable(order.channel),
        (false, super::Terms::Cod) => Account::CodReceivable,
        (false, _) => Account::CustomerReceivable,
    }
}

/// What the units that a buyer claims are worth: their share of the line's net price, to the rupiah. All of a line's units
/// together are worth its net price.
#[must_use]
pub fn claimed(line: &super::Line) -> Money {
    let exact = i128::from(line.net().0) * i128::from(line.returned) / i128::from(line.quantity.max(1));
    Money(i64::try_from(exact).unwrap_or_default())
}

/// What an order's claims are worth, posted as returned sales; nothing for history.
pub(super) fn claim_entry(order: &Order, day: Day) -> Option<Entry> {
    let amount = if order.history { Money::ZERO } else { order.lines.iter().map(claimed).sum() };
    Entry::new(Account::SalesReturns, receivable(order), amount, day)
}

/// The sale of an order on `day`: goods before discount, the discount that the shop bears; for our own channels also
/// shipping passed through, the unique code, and the buyer's deposit up to what is owed. Nothing for history.
#[must_use]
pub fn sale_entries(order: &Order, day: Day) -> Vec<Entry> {
    if order.history {
        return Vec::new();
    }
    let owed_by = receivable(order);
    let gross: Money = order.lines.iter().map(super::Line::gross).sum();
    let discount: Money = order.lines.iter().map(|l| l.discount).sum();
    let mut entries =
        vec![Entry::new(owed_by, Account::Sales, gross, day), Entry::new(Account::Discounts, owed_by, discount, day)];
    if !order.channel.is_marketplace() {
        let owed = gross - discount + order.shipping + order.unique_code;
        entries.push(Entry::new(owed_by, Account::ShippingPassThrough, order.shipping, day));
        entries.push(Entry::new(owed_by, Account::OtherIncome, order.unique_code, day));
        entries.push(Entry::new(Account::CustomerDeposits, owed_by, order.paid.min(owed).max(Money::ZERO), day));
    }
    entries.into_iter().flatten().collect()
}
