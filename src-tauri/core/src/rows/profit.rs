//! What orders earned: those that lost money, and profit by store and product.

use serde::{Deserialize, Serialize};

use crate::order::{Earned, LossCause, ProfitState};
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
        /// All orders of the period whose profit is known.
        total: ProfitRow,
        /// Orders that lost money.
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
