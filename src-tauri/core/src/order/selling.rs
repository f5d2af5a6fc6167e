//! What an order has sold, variant by variant: what its position posts to Penjualan, Diskon and HPP.

use std::collections::BTreeMap;

use super::Order;
use crate::{Money, VariantId};

/// What was sold of a variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// Units that left and weren't refused at the door.
    pub units: i64,
    /// Of these, units that came back.
    pub returned: i64,
    /// Their price before discount.
    pub revenue: Money,
    /// What the shop let off it.
    pub discount: Money,
    /// What they cost, as far as it is known; what came back to the shelf or was spoiled is left out.
    pub cost: Money,
}

impl Sold {
    /// Adds (or with -1 takes off) another.
    pub fn add(&mut self, more: &Self, times: i64) {
        self.units += more.units * times;
        self.returned += more.returned * times;
        for (sum, by) in
            [(&mut self.revenue, more.revenue), (&mut self.discount, more.discount), (&mut self.cost, more.cost)]
        {
            sum.0 = sum.0.saturating_add(by.0.saturating_mul(times));
        }
    }
}

impl Order {
    /// What it has sold as it stands: summed over all variants what its [`super::position`] has on Penjualan, Diskon and HPP.
    #[must_use]
    pub fn sold(&self) -> BTreeMap<VariantId, Sold> {
        let stands = self.stage.has_left() && !self.history && !self.failed;
        let mut sold: BTreeMap<VariantId, Sold> = BTreeMap::new();
        for line in &self.lines {
            let cost = line.cost.unwrap_or_default() - line.back_cost - line.spoiled_cost
                + line.typed_cost.unwrap_or_default();
            let of_line = if stands {
                let (units, returned) = (line.quantity, line.back);
                Sold { units, returned, revenue: line.gross(), discount: line.discount, cost }
            } else {
                Sold { cost, ..Sold::default() }
            };
            if of_line != Sold::default() {
                sold.entry(line.variant).or_default().add(&of_line, 1);
            }
        }
        sold
    }
}
