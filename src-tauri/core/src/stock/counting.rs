//! Stock counts: from what was counted to what is posted.
//!
//! A count compares what a person saw on the shelf with what the book had there *at that moment*; what moved since is no
//! difference. Only the shelf is counted: parcels are closed, and damaged units lie apart.

use super::Change;
use super::adjusting::Goods;
use crate::posting::Account;
use crate::rows::Bin;
use crate::{Day, Instant, Money, Refusal, Zone};

/// What was counted of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Units that were on the shelf.
    pub units: i64,
    /// When.
    pub at: Instant,
    /// Units that the book had on the shelf then.
    pub expected: i64,
}

impl Counted {
    /// Units more than expected; fewer are negative.
    #[must_use]
    pub fn difference(&self) -> i64 {
        self.units - self.expected
    }
}

/// What closing a count does to one variant: Selisih stok against Persediaan for the difference (Saldo awal for what is found
/// of goods that nobody had said the stock of), nothing where there is none. A unit cost counts only for what is found.
///
/// # Errors
/// `count_gone` where more units are missing than are left on the shelf: what went since contradicts the count; `cost`
/// below zero or too high.
pub fn settle(
    goods: &Goods<'_>,
    counted: &Counted,
    unit_cost: Option<Money>,
    zone: Zone,
    day: Day,
) -> Result<Change, Refusal> {
    let difference = counted.difference();
    match difference {
        0 => Ok(Change::default()),
        1.. => goods.found(difference, unit_cost, day),
        _ if -difference <= goods.level.shelf => Ok(goods.gone(Bin::Loss, -difference, Account::StockDifference, day)),
        _ => Err(contradicts(goods, counted, zone)),
    }
}

fn contradicts(goods: &Goods<'_>, counted: &Counted, zone: Zone) -> Refusal {
    let gone = counted.expected - goods.level.shelf;
    let (what, units, at) = (goods.what, counted.units, zone.local(counted.at).format("%H.%M").to_string());
    let (id, en) = (
        format!("{what}: pada {at} dihitung {units}, tetapi sejak itu {gone} keluar dari rak. Hitung lagi barang ini."),
        format!("{what}: {units} were counted at {at}, but {gone} have left the shelf since. Count these goods again."),
    );
    Refusal::new("count_gone", id, en).with("variant", goods.variant).with("counted", units).with("gone", gone)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VariantId;
    use crate::stock::Level;

    fn goods(shelf: i64, value: i64) -> Goods<'static> {
        let level = Level { shelf, value: Money(value), ..Level::default() };
        Goods { variant: VariantId(1), what: "Gelas", level, last_cost: None, short: 0 }
    }

    #[test]
    fn what_moved_since_is_no_difference() {
        let counted = Counted { units: 8, at: Instant(0), expected: 10 };
        let change = settle(&goods(4, 4_000), &counted, None, Zone::Wib, Day(1)).unwrap();
        assert_eq!((change.moves[0].quantity, change.value), (2, Money(-2_000)));
    }

    #[test]
    fn a_count_that_the_shelf_contradicts_is_counted_again() {
        let counted = Counted { units: 7, at: Instant(0), expected: 10 };
        let refused = settle(&goods(2, 2_000), &counted, None, Zone::Wib, Day(1)).unwrap_err();
        assert_eq!(refused.code, "count_gone");
        assert!(refused.message.id.contains("sejak itu 8 keluar"), "{}", refused.message.id);
    }
}
