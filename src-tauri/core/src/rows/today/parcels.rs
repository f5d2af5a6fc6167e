//! Parcels that have not left.

use serde::{Deserialize, Serialize};

use crate::rows::OrderRow;

row! {
    /// Parcels that have not left, by when they must.
    TodayParcels {
        /// All.
        open: i64,
        /// Of these, late.
        late: i64,
        /// Of these, due today.
        due_today: i64,
        /// Of these, due later.
        due_later: i64,
        /// The late ones, longest first; 40 at most.
        late_rows: Vec<OrderRow>,
    }
}
