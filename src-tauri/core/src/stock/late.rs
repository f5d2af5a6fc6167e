//! What goods cost becomes known after some of them have left: a bill that isn't what they were received at, freight that is
//! charged later.
//!
//! The difference goes the way that the goods went: of each outflow since, as large a share as of the units that were on hand then.
//! What is left of it is the worth of what is still there. Nothing of the past is posted anew. Source: docs/DECISIONS.md.

use super::Level;
use crate::posting::{Account, Entry};
use crate::{AccountId, Day, Money, Sentence, VariantId};

/// Units that left what is on hand, after the goods had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outflow {
    /// How many, above zero.
    pub units: i64,
    /// How many were on hand before.
    pub of: i64,
}

/// Where a difference went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Absorbed {
    /// What the goods that are on hand are worth more; less with a minus.
    pub stock: Money,
    /// What the goods that have left cost more.
    pub cost: Money,
}

/// What a receipt's line cost more or less than it was received at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revalued {
    /// Of which variant.
    pub variant: VariantId,
    /// Where the difference went.
    pub by: Absorbed,
    /// The receipt's line.
    pub line: i64,
}

impl Revalued {
    /// What takes it back.
    #[must_use]
    pub fn reversed(self) -> Self {
        let Absorbed { stock, cost } = self.by;
        Self { by: Absorbed { stock: -stock, cost: -cost }, ..self }
    }
}

/// Shares a difference between what has left since the goods came and what is on hand. Inventory never falls below zero: what it
/// can't bear is cost.
#[must_use]
pub fn absorbed(difference: Money, outflows: &[Outflow], level: &Level) -> Absorbed {
    let mut rest = i128::from(difference.0).abs();
    for Outflow { units, of } in outflows {
        let share = rest * i128::from(*units) / i128::from((*of).max(*units).max(1));
        rest -= share;
    }
    if level.on_hand() == 0 {
        rest = 0;
    }
    if difference.0 < 0 {
        rest = rest.min(i128::from(level.value.0));
    }
    let stock = Money(i64::try_from(rest).unwrap_or(0) * difference.0.signum());
    Absorbed { stock, cost: difference - stock }
}

impl std::ops::AddAssign for Absorbed {
    fn add_assign(&mut self, other: Self) {
        self.stock += other.stock;
        self.cost += other.cost;
    }
}

impl Absorbed {
    /// How much went where, as the end of a sentence.
    #[must_use]
    pub fn said(&self) -> Sentence {
        let Self { stock, cost } = self;
        match (*stock, *cost) {
            (_, Money::ZERO) => Sentence::new("semuanya ke nilai stok.", "all of it to the stock."),
            (Money::ZERO, _) => Sentence::new(
                "semuanya ke HPP, karena barangnya sudah keluar.",
                "all of it to cost of goods, for the goods have left.",
            ),
            _ => Sentence::new(
                format!("Rp {stock} ke nilai stok, Rp {cost} ke HPP (barang yang sudah keluar)."),
                format!("Rp {stock} to the stock, Rp {cost} to cost of goods (what has left)."),
            ),
        }
    }

    /// Its postings, against the account that is owed or paid.
    #[must_use]
    pub fn entries(&self, against: AccountId, day: Day) -> Vec<Entry> {
        let stock = Entry::new(Account::Inventory, against, self.stock, day);
        stock.into_iter().chain(Entry::new(Account::CostOfGoods, against, self.cost, day)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A shelf that is received and sold from at moving average; HPP beside it.
    #[derive(Default)]
    struct Shelf {
        level: Level,
        cost: i64,
        outflows: Vec<Outflow>,
    }

    impl Shelf {
        fn receive(&mut self, units: i64, value: i64) {
            self.level.shelf += units;
            self.level.value += Money(value);
        }

        fn sell(&mut self, units: i64) -> i64 {
            let cost = self.level.cost_of(units);
            self.outflows.push(Outflow { units, of: self.level.shelf });
            self.level.shelf -= units;
            self.level.value -= cost;
            self.cost += cost.0;
            cost.0
        }

        /// A difference on what was received before the outflows from `since` on.
        fn late(&mut self, difference: i64, since: usize) {
            let Absorbed { stock, cost } = absorbed(Money(difference), &self.outflows[since..], &self.level);
            self.level.value += stock;
            self.cost += cost.0;
        }
    }

    /// 50@17, sell 20, 30@22, sell 40: an exercise of a textbook (justaaa.com/146860).
    #[test]
    fn the_moving_average_of_a_textbook() {
        let mut shelf = Shelf::default();
        shelf.receive(50, 850);
        assert_eq!(shelf.sell(20), 340);
        shelf.receive(30, 660);
        assert_eq!((shelf.sell(40), shelf.level.value), (780, Money(390)));
        // wizedu 628894, in hundredths.
        let mut shelf = Shelf::default();
        shelf.receive(3_000, 180_000);
        shelf.receive(4_000, 296_000);
        assert_eq!(shelf.sell(4_400), 299_200);
        shelf.receive(2_200, 176_000);
        assert_eq!((shelf.sell(2_100), shelf.level.value), (154_350, Money(198_450)));
    }

    /// 100@5, 15@2,000, sell 10, then the second is billed at 5: 29,925 less. Inventory is not below zero (odoo #187169).
    #[test]
    fn a_bill_far_below_its_receipt_leaves_no_negative_stock() {
        let mut shelf = Shelf::default();
        shelf.receive(100, 500);
        shelf.receive(15, 30_000);
        assert_eq!(shelf.sell(10), 2_652);
        shelf.late(-29_925, 0);
        assert_eq!((shelf.level.value.0, shelf.cost), (525, 50));
    }

    /// 5@10, 5@12, sell 1, then 10 of freight: 108 on hand, 12 left (odoo #71458).
    #[test]
    fn freight_that_is_charged_later_follows_the_goods() {
        let mut shelf = Shelf::default();
        shelf.receive(5, 50);
        shelf.receive(5, 60);
        shelf.sell(1);
        shelf.late(10, 0);
        assert_eq!((shelf.level.value.0, shelf.cost), (108, 12));
    }

    #[test]
    fn what_has_all_left_is_cost() {
        let mut shelf = Shelf::default();
        shelf.receive(3, 30);
        shelf.sell(3);
        shelf.late(7, 0);
        assert_eq!((shelf.level.value.0, shelf.cost), (0, 37));
        shelf.late(-9, 0);
        assert_eq!((shelf.level.value.0, shelf.cost), (0, 28));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]
        /// Whatever is received, sold and billed otherwise afterwards: HPP and what is on hand together are what was billed, and
        /// inventory is neither below zero nor worth anything without units.
        #[test]
        fn what_is_billed_is_cost_or_stock(steps in proptest::collection::vec((0_u8..3, 1_i64..40, 0_i64..9_000, 0_i64..9_000), 1..60)) {
            let mut shelf = Shelf::default();
            let (mut billed, mut receipts) = (0, Vec::new());
            for (what, units, value, bill) in steps {
                match what {
                    0 => {
                        shelf.receive(units, value);
                        receipts.push((value, shelf.outflows.len()));
                        billed += value;
                    }
                    1 if shelf.level.shelf > 0 => drop(shelf.sell(units.min(shelf.level.shelf))),
                    2 => if let Some((received, since)) = receipts.pop() {
                        shelf.late(bill - received, since);
                        billed += bill - received;
                    },
                    _ => {}
                }
                prop_assert_eq!(shelf.cost + shelf.level.value.0, billed);
                prop_assert!(shelf.level.value.0 >= 0 && (shelf.level.shelf > 0 || shelf.level.value.0 == 0));
            }
        }
    }
}
