//! What is still to be recorded.

use serde::{Deserialize, Serialize};

use crate::rows::RecordDue;

row! {
    /// Templates that are still to be filled in today.
    TodayRecords {
        /// They, with the day that each is due for.
        records_due: Vec<RecordDue>,
    }
}
