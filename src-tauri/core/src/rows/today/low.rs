//! What runs out.

use serde::{Deserialize, Serialize};

use super::Urgency;
use crate::rows::VariantRow;

row! {
    /// Variants that run out.
    TodayLow {
        /// Least first; 6 at most.
        low: Vec<LowRow>,
        /// All variants at or under their mark, or short.
        low_variants: i64,
    }

    /// A variant that runs out.
    LowRow {
        /// The variant.
        variant: VariantRow,
        /// Days that it lasts at the pace of the last 28; none if nothing was sold.
        days: Option<i64>,
        /// How soon that is.
        urgency: Urgency,
    }
}

impl LowRow {
    /// Nothing left presses; two days are soon.
    #[must_use]
    pub fn urgency(available: i64, days: Option<i64>) -> Urgency {
        match (available <= 0, days) {
            (true, _) => Urgency::Now,
            (_, Some(..=2)) => Urgency::Soon,
            _ => Urgency::Fine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_out_presses_by_its_days() {
        assert_eq!(LowRow::urgency(0, None), Urgency::Now);
        assert_eq!((LowRow::urgency(3, Some(2)), LowRow::urgency(3, Some(3))), (Urgency::Soon, Urgency::Fine));
    }
}
