//! What orders earned: those that lost money, and profit by store and product.

use serde::{Deserialize, Serialize};

use crate::{Day, Money, OrderId, Sentence};

words! {
    /// What the profit of orders is told apart by.
    ProfitBy {
        /// Orders that lost money, one by one.
        Order,
        /// Store, and our own channels.
        Store,
        /// Product.
        Product,
        /// Customer.
        Customer,
    }
}

row! {
    /// What the orders that left in a period earned.
    ProfitReport {
        /// What it is told apart by.
        by: ProfitBy,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// What earned least first; of single orders those that lost.
        rows: Vec<ProfitRow>,
        /// What the rows come to.
        total: ProfitRow,
        /// Orders of the period whose profit is known.
        orders: i64,
        /// What those earned, packing off.
        profit: Money,
        /// Orders of them that lost money.
        losing: i64,
        /// What those lost, below zero.
        lost: Money,
        /// Of all, orders that aren't paid out yet: with the fees that are expected.
        expected: i64,
        /// Orders whose profit isn't known, for what some goods cost isn't.
        unknown: i64,
        /// Advertising of the period that was paid from the marketplaces' balances or otherwise, by net sales a memo.
        advertising: Money,
    }

    /// One of them.
    ProfitRow {
        /// The order, where it is one.
        order: Option<OrderId>,
        /// A word that it is known by.
        key: String,
        /// What it is called.
        label: Sentence,
        /// How many orders.
        orders: i64,
        /// Step by step.
        earned: Earned,
        /// Packing of its parcels: a memo of the shop's setting.
        packing: Money,
        /// What remains.
        profit: Money,
        /// How far that is known, of an order.
        state: ProfitState,
        /// Why it lost money.
        cause: Option<LossCause>,
        /// When it left, of an order.
        day: Option<Day>,
    }
}

impl LossCause {
    /// What it is called.
    #[must_use]
    pub fn word(self) -> Sentence {
        let (id, en) = match self {
            Self::Price => ("harga di bawah modal", "price below cost"),
            Self::Discount => ("diskon", "discount"),
            Self::Fees => ("biaya marketplace", "marketplace fees"),
            Self::Shipping => ("ongkir", "shipping"),
            Self::Returns => ("retur", "returns"),
            Self::Damage => ("barang rusak", "damaged goods"),
            Self::Other => ("penyesuaian", "corrections"),
        };
        Sentence::new(id, en)
    }
}

/// How far the profit of an order is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum ProfitState {
    /// It hasn't left, or is of before the book: there is none.
    #[default]
    None,
    /// What some of its goods cost isn't known: no profit.
    Unknown,
    /// With what is expected to be taken of it.
    Expected,
    /// As it was paid.
    Real,
}

impl ProfitState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Unknown, Self::Expected, Self::Real];

    /// The word it is stored by; empty for none.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Unknown => "unknown",
            Self::Expected => "expected",
            Self::Real => "real",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// What made an order lose money: the first step from its price down at which nothing was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum LossCause {
    /// Sold for less than it cost.
    Price,
    /// Discounts and vouchers of the shop.
    Discount,
    /// What the marketplace or the courier takes.
    Fees,
    /// Shipping.
    Shipping,
    /// Goods that came back.
    Returns,
    /// Goods that came back damaged, or not at all.
    Damage,
    /// Corrections, and money that never came.
    Other,
}

/// What an order earned, step by step; what is taken stands above zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Earned {
    /// Goods at their price.
    pub gross: Money,
    /// Discounts and vouchers that the shop bears.
    pub discount: Money,
    /// Given back to the buyer.
    pub returns: Money,
    /// What the goods cost that stayed out.
    pub cost: Money,
    /// What the goods cost that came back damaged or not at all.
    pub spoiled: Money,
    /// What marketplace, courier and payment took.
    pub fees: Money,
    /// Shipping that the shop bears.
    pub shipping: Money,
    /// Corrections, compensations (below zero), unique codes (below zero), money that never came.
    pub other: Money,
}

impl Earned {
    /// What remains.
    #[must_use]
    pub fn profit(&self) -> Money {
        self.steps().into_iter().fold(self.gross, |left, (_, taken)| left - taken)
    }

    /// What is sold for, less what came back.
    #[must_use]
    pub fn net_sales(&self) -> Money {
        self.gross - self.discount - self.returns
    }

    fn steps(&self) -> [(LossCause, Money); 7] {
        [
            (LossCause::Price, self.cost),
            (LossCause::Discount, self.discount),
            (LossCause::Fees, self.fees),
            (LossCause::Shipping, self.shipping),
            (LossCause::Returns, self.returns),
            (LossCause::Damage, self.spoiled),
            (LossCause::Other, self.other),
        ]
    }

    /// Why money was lost; none where none was.
    #[must_use]
    pub fn cause(&self) -> Option<LossCause> {
        if self.profit() >= Money::ZERO {
            return None;
        }
        let mut left = self.gross;
        let below = self.steps().into_iter().find(|(_, taken)| {
            left -= *taken;
            left < Money::ZERO && *taken > Money::ZERO
        });
        below.map(|(cause, _)| cause)
    }

    /// With another's.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gross: self.gross + other.gross,
            discount: self.discount + other.discount,
            returns: self.returns + other.returns,
            cost: self.cost + other.cost,
            spoiled: self.spoiled + other.spoiled,
            fees: self.fees + other.fees,
            shipping: self.shipping + other.shipping,
            other: self.other + other.other,
        }
    }
}
