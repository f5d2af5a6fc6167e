//! How what a marketplace paid out for an order differs from what it should have, by eight causes that are always the whole difference.

use serde::{Deserialize, Serialize};

use crate::Money;
use crate::settlement::{FEE_PARTS, Part, Parts};

/// By how much a part may differ and still be as expected: marketplaces round by other rules.
pub const TOLERANCE: i64 = 2;

/// By how much what was paid differs from what was expected, by cause: together they are the whole difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Differences {
    /// *Harga, voucher*: the file's goods against the order's.
    pub goods: Money,
    /// *Retur*: what was taken for returns against what was claimed.
    pub returns: Money,
    /// *Selisih ongkir*.
    pub shipping: Money,
    /// *Biaya*: fees against those expected.
    pub fees: Money,
    /// *Pajak*.
    pub tax: Money,
    /// *Kompensasi*.
    pub compensation: Money,
    /// *Penyesuaian*.
    pub adjustment: Money,
    /// *Tidak dijelaskan*: what no column of the file explains.
    pub unexplained: Money,
}

impl Differences {
    /// All of them together.
    #[must_use]
    pub fn sum(&self) -> Money {
        self.each().into_iter().sum()
    }

    /// With another's.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            goods: self.goods + other.goods,
            returns: self.returns + other.returns,
            shipping: self.shipping + other.shipping,
            fees: self.fees + other.fees,
            tax: self.tax + other.tax,
            compensation: self.compensation + other.compensation,
            adjustment: self.adjustment + other.adjustment,
            unexplained: self.unexplained + other.unexplained,
        }
    }

    /// One after the other, as they are shown.
    #[must_use]
    pub fn each(&self) -> [Money; 8] {
        [
            self.goods,
            self.returns,
            self.shipping,
            self.fees,
            self.tax,
            self.compensation,
            self.adjustment,
            self.unexplained,
        ]
    }
}

/// What is compared of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared<'a> {
    /// Goods less what the shop bears, as the order has them.
    pub goods: Money,
    /// What is claimed of them.
    pub claims: Money,
    /// What was expected to be taken, by part: above zero where it is taken.
    pub expected: &'a Parts,
    /// What was paid by part, with the file's sign.
    pub paid: &'a Parts,
    /// What came.
    pub net: Money,
}

impl Compared<'_> {
    /// What should have come: goods less claims and all that is expected to be taken.
    #[must_use]
    pub fn should(&self) -> Money {
        self.goods - self.claims - self.expected.iter().copied().sum()
    }

    /// Whether any part is another by more than rounding.
    #[must_use]
    pub fn differs(&self) -> bool {
        let fees = FEE_PARTS.map(|part| self.paid[part.at()] + self.expected[part.at()]);
        let d = self.differences();
        let others = [d.goods, d.returns, d.shipping, d.tax, d.compensation, d.adjustment, d.unexplained];
        fees.into_iter().chain(others).any(|by| by.0.abs() > TOLERANCE)
    }

    /// Why what came is another sum: `net - should`, by cause.
    #[must_use]
    pub fn differences(&self) -> Differences {
        let (paid, taken) = (|part: Part| self.paid[part.at()], |part: Part| self.expected[part.at()]);
        // What was paid has the file's sign, what is expected is taken: their sum is what more came.
        let more = |part: Part| paid(part) + taken(part);
        let explained: Money = self.paid.iter().copied().sum();
        Differences {
            goods: paid(Part::Principal) - self.goods,
            returns: paid(Part::Refund) + self.claims + taken(Part::Refund),
            shipping: more(Part::Shipping) + more(Part::ReturnShipping),
            fees: FEE_PARTS.into_iter().map(more).sum(),
            tax: more(Part::Tax),
            compensation: more(Part::Compensation),
            adjustment: more(Part::Adjustment) + taken(Part::Principal),
            unexplained: self.net - explained,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// The eight causes are always the whole difference.
        #[test]
        fn the_causes_are_the_whole(
            goods in 0i64..10_000_000, claims in 0i64..1_000_000, net in -1_000_000i64..10_000_000,
            paid in prop::collection::vec(-1_000_000i64..1_000_000, Part::ALL.len()),
            taken in prop::collection::vec(0i64..100_000, Part::ALL.len()),
        ) {
            let parts = |amounts: &[i64]| {
                let mut parts = [Money::ZERO; Part::ALL.len()];
                parts.iter_mut().zip(amounts).for_each(|(part, amount)| *part = Money(*amount));
                parts
            };
            let (expected, paid) = (parts(&taken), parts(&paid));
            let compared = Compared {
                goods: Money(goods), claims: Money(claims), expected: &expected, paid: &paid, net: Money(net),
            };
            prop_assert_eq!(compared.differences().sum(), Money(net) - compared.should());
        }
    }
}
