//! What the couriers fetch.

use serde::{Deserialize, Serialize};

row! {
    /// What the couriers fetch next.
    TodayPickups {
        /// By time, those without one last.
        pickups: Vec<PickupRow>,
    }

    /// What a courier picks up.
    PickupRow {
        /// When, minutes from midnight; none if it varies or for tomorrow's.
        pickup: Option<i64>,
        /// Courier.
        courier: String,
        /// Parcels packed and waiting.
        packed: i64,
        /// Parcels due today, packed or not.
        parcels: i64,
    }
}
