//! Stock: levels, moves and moving-average cost.
//!
//! Invariant: a level changes by a [`Move`] and by nothing else, and never below zero. Inventory value is kept as a sum,
//! so that costs add up to the rupiah. (Allocation isn't a move: it is a promise, not goods.)

mod adjusting;
mod arriving;
mod counting;
mod late;
mod sending_back;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::rows::Bin;
use crate::{Instant, LineId, Money, VariantId};

pub use adjusting::{Change, Goods, UNITS_MAX, adjust, difference};
pub use arriving::{open, receive};
pub use counting::{Counted, settle};
pub use late::{Absorbed, Outflow, Revalued, absorbed};
pub use sending_back::send_back;

/// A variant's stock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Units on the shelf.
    pub shelf: i64,
    /// Units in parcels not yet sent.
    pub packed: i64,
    /// Damaged units, apart from the rest.
    pub damaged: i64,
    /// Units promised to open orders.
    pub allocated: i64,
    /// Inventory value of shelf and packed together.
    pub value: Money,
    /// When it was first received or counted; none while the shop has never said how many there are.
    pub stocked_at: Option<Instant>,
    /// Whether it is sold before it has come ("sell-ahead").
    pub sell_ahead: bool,
}

impl Level {
    /// Ada: shelf and packed.
    #[must_use]
    pub fn on_hand(&self) -> i64 {
        self.shelf + self.packed
    }

    /// Tersedia: on hand less what is promised. Facts of a marketplace may take it below zero.
    #[must_use]
    pub fn available(&self) -> i64 {
        self.on_hand() - self.allocated
    }

    /// What `quantity` units cost now, at moving average (value / on hand), rounded down; the last units take what is
    /// left, so nothing is lost.
    #[must_use]
    pub fn cost_of(&self, quantity: i64) -> Money {
        let on_hand = self.on_hand();
        if on_hand <= 0 || quantity >= on_hand {
            return self.value;
        }
        let exact = i128::from(self.value.0) * i128::from(quantity) / i128::from(on_hand);
        Money(i64::try_from(exact).unwrap_or(self.value.0))
    }
}

/// Units of one variant going from one bin to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// Which variant.
    pub variant: VariantId,
    /// Where from.
    pub from: Bin,
    /// Where to.
    pub to: Bin,
    /// Units, above zero.
    pub quantity: i64,
    /// What they cost, where they enter or leave what is on hand.
    pub value: Option<Money>,
    /// The order line that they are for.
    pub line: Option<LineId>,
}

/// Why a move is impossible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("variant {variant}: {wanted} units wanted from {bin:?}, {there} there")]
pub struct Shortage {
    /// Which variant.
    pub variant: VariantId,
    /// From which bin.
    pub bin: Bin,
    /// Units wanted.
    pub wanted: i64,
    /// Units there.
    pub there: i64,
}

/// The levels that a plan works on: loaded, changed by its moves, never written from here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(pub BTreeMap<VariantId, Level>);

impl Levels {
    /// A variant's level; all zero if nothing is known of it.
    #[must_use]
    pub fn of(&self, variant: VariantId) -> Level {
        self.0.get(&variant).copied().unwrap_or_default()
    }

    /// Carries out a move.
    ///
    /// # Errors
    /// [`Shortage`] where the bin it comes from has fewer units; the levels are then unchanged.
    pub fn apply(&mut self, change: &Move) -> Result<(), Shortage> {
        let mut level = self.of(change.variant);
        for (bin, delta) in [(change.from, -change.quantity), (change.to, change.quantity)] {
            let slot = match bin {
                Bin::Shelf => &mut level.shelf,
                Bin::Packed => &mut level.packed,
                Bin::Damaged => &mut level.damaged,
                Bin::Supplier | Bin::Customer | Bin::Loss => continue,
            };
            *slot += delta;
            if *slot < 0 {
                let there = *slot + change.quantity;
                return Err(Shortage { variant: change.variant, bin, wanted: change.quantity, there });
            }
        }
        let value = change.value.unwrap_or_default();
        match (is_on_hand(change.from), is_on_hand(change.to)) {
            (false, true) => level.value += value,
            (true, false) => level.value -= value,
            _ => {}
        }
        self.0.insert(change.variant, level);
        Ok(())
    }
}

/// Whether units in this bin count as on hand (and carry inventory value).
#[must_use]
pub fn is_on_hand(bin: Bin) -> bool {
    matches!(bin, Bin::Shelf | Bin::Packed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const V: VariantId = VariantId(1);

    fn mv(from: Bin, to: Bin, quantity: i64, value: Option<i64>) -> Move {
        Move { variant: V, from, to, quantity, value: value.map(Money), line: None }
    }

    #[test]
    fn a_move_never_takes_a_bin_below_zero() {
        let mut levels = Levels::default();
        levels.apply(&mv(Bin::Supplier, Bin::Shelf, 5, Some(1_000))).unwrap();
        let before = levels.clone();
        let refused = levels.apply(&mv(Bin::Shelf, Bin::Packed, 6, None)).unwrap_err();
        assert_eq!((refused.wanted, refused.there), (6, 5));
        assert_eq!(levels, before);
    }

    proptest! {
        /// Whatever is received and sold in whatever portions: the costs of all units sum to what was paid for them.
        #[test]
        fn costs_sum_to_what_was_paid(
            receipts in prop::collection::vec((1i64..50, 0i64..1_000_000), 1..8),
            sales in prop::collection::vec(1i64..20, 0..60),
        ) {
            let mut levels = Levels::default();
            let mut paid = 0;
            let mut sold = 0;
            for (quantity, cost) in &receipts {
                levels.apply(&mv(Bin::Supplier, Bin::Shelf, *quantity, Some(*cost))).unwrap();
                paid += cost;
            }
            for quantity in sales {
                let quantity = quantity.min(levels.of(V).shelf);
                if quantity == 0 { break; }
                let cost = levels.of(V).cost_of(quantity);
                prop_assert!(cost.0 >= 0);
                levels.apply(&mv(Bin::Shelf, Bin::Customer, quantity, Some(cost.0))).unwrap();
                sold += cost.0;
            }
            prop_assert_eq!(sold + levels.of(V).value.0, paid);
            if levels.of(V).on_hand() == 0 { prop_assert_eq!(levels.of(V).value.0, 0); }
        }
    }
}
