//! What is held.

use serde::{Deserialize, Serialize};

use crate::OrderId;

row! {
    /// Orders that are held.
    TodayHeld {
        /// The most urgent; 3 at most.
        held_rows: Vec<HeldRow>,
        /// All held orders.
        held: i64,
    }

    /// An order that is held.
    HeldRow {
        /// Key.
        id: OrderId,
        /// Number.
        number: i64,
        /// Why.
        held: String,
        /// Recipient, or the buyer where that is all there is.
        customer: String,
        /// Units of the first line.
        first_quantity: i64,
        /// Product of the first line.
        first_product: String,
        /// Variant of the first line.
        first_variant: String,
    }
}
