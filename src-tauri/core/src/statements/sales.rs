//! Sales of a period beside those of another.

use std::collections::BTreeMap;

use crate::Money;
use crate::rows::{SalesBy, SalesRow};

use super::figures::change;

/// Each row beside what stood there then: months by their place, all else by key. What sold only then follows, so that the sums are
/// those of both.
#[must_use]
pub fn sales_beside(by: SalesBy, rows: Vec<SalesRow>, then: Vec<SalesRow>) -> Vec<SalesRow> {
    let key = |at: usize, row: &SalesRow| match by {
        SalesBy::Month => format!("{at:04}"),
        _ => row.key.clone(),
    };
    let mut others: BTreeMap<String, SalesRow> =
        then.into_iter().enumerate().map(|(at, row)| (key(at, &row), row)).collect();
    let mut all = Vec::with_capacity(rows.len());
    for (at, row) in rows.into_iter().enumerate() {
        let net = others.remove(&key(at, &row)).map_or(Money::ZERO, |other| other.net);
        all.push(sales_then(row, net));
    }
    let mut gone: Vec<SalesRow> = others.into_values().collect();
    if by != SalesBy::Month {
        gone.sort_by_key(|row| (std::cmp::Reverse(row.net), row.key.clone()));
    }
    all.extend(gone.into_iter().map(|row| {
        let net = row.net;
        let nothing = SalesRow {
            orders: row.orders.map(|_| 0),
            units: row.units.map(|_| 0),
            buyers: row.buyers.map(|_| 0),
            gross: Money::ZERO,
            discounts: Money::ZERO,
            returns: Money::ZERO,
            net: Money::ZERO,
            cost: Money::ZERO,
            ..row
        };
        sales_then(nothing, net)
    }));
    all
}

/// A row beside what its net was then.
#[must_use]
pub fn sales_then(row: SalesRow, then: Money) -> SalesRow {
    SalesRow { then: Some(then), change: Some(change(row.net, then, Some(true))), ..row }
}
