//! What the stock was worth on a day, and what variants sold.

use serde::{Deserialize, Serialize};

use crate::{Day, Money, VariantId};

row! {
    /// The stock at the end of a day.
    Valuation {
        /// Which day.
        day: Day,
        /// Its variants, by product and name.
        rows: Vec<ValuationRow>,
        /// Units of all.
        units: i64,
        /// What they were worth: the account Persediaan of that day.
        value: Money,
    }

    /// A variant at the end of a day.
    ValuationRow {
        /// Which.
        variant: VariantId,
        /// Its product.
        product: String,
        /// Its name; empty for a product of one variant.
        name: String,
        /// SKU.
        sku: String,
        /// Category of its product; empty if none.
        category: String,
        /// Units on hand; below zero where what left was entered before what came.
        on_hand: i64,
        /// What one was worth, rounded down.
        unit_cost: Money,
        /// What all were worth.
        value: Money,
    }

    /// What a variant sold in a period, as its orders posted it.
    VariantSales {
        /// Which.
        variant: VariantId,
        /// Its product.
        product: String,
        /// Its name; empty for a product of one variant.
        name: String,
        /// SKU.
        sku: String,
        /// Category of its product; empty if none.
        category: String,
        /// Units sold; those taken back in the period are taken off.
        sold: i64,
        /// Of all sold, units that came back.
        returned: i64,
        /// Price before discount.
        revenue: Money,
        /// What the shop let off it.
        discount: Money,
        /// HPP.
        cost: Money,
    }
}
