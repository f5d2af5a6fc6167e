//! What waits at each stage.

use serde::{Deserialize, Serialize};

use super::Urgency;
use crate::{DAY_MS, Instant, Stage};

row! {
    /// How much waits at each stage, and what is on its way back.
    TodayQueue {
        /// Orders a stage, with the oldest, in the order of the pipeline.
        queue: Vec<QueueRow>,
        /// Orders on their way back.
        coming_back: i64,
    }

    /// A stage of the queue.
    QueueRow {
        /// The stage.
        stage: Stage,
        /// Its orders.
        orders: i64,
        /// Since when the oldest waits.
        oldest: Option<Instant>,
        /// How long that is.
        waited: Urgency,
    }
}

impl QueueRow {
    /// Half a day is long for what should leave while a parcel is late; a week is long for what is on its way.
    #[must_use]
    pub fn waited(stage: Stage, oldest: Option<Instant>, late: bool, now: Instant) -> Urgency {
        let away = oldest.map_or(0, |since| now.0.saturating_sub(since.0));
        match stage {
            Stage::Approved | Stage::Packed if late && away > DAY_MS / 2 => Urgency::Now,
            Stage::Shipped if away > 7 * DAY_MS => Urgency::Soon,
            _ => Urgency::Fine,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_waits_presses_by_its_stage() {
        let now = Instant(100 * DAY_MS);
        let of = |stage, days: i64, late| QueueRow::waited(stage, Some(Instant(now.0 - days * DAY_MS)), late, now);
        assert_eq!(of(Stage::Approved, 1, true), Urgency::Now);
        assert_eq!(of(Stage::Approved, 1, false), Urgency::Fine, "nothing is late");
        assert_eq!((of(Stage::Shipped, 8, false), of(Stage::Shipped, 7, false)), (Urgency::Soon, Urgency::Fine));
        assert_eq!(QueueRow::waited(Stage::Packed, None, true, now), Urgency::Fine);
    }
}
