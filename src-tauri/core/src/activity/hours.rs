//! What is done to the shop's open hours.

use super::{Facts, fact, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to the shop's open hours.
    HoursAct {
        /// The hours of a weekday change.
        Change = "change",
        /// A day is closed beside the week.
        Close = "close",
        /// It isn't after all.
        Open = "open",
    }
}

impl HoursAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let day = fact(facts, "day");
        let note = |text: String| match fact(facts, "note") {
            "" => text,
            note => format!("{text} ({note})"),
        };
        match self {
            Self::Change => named(facts, "Jam buka diubah", "Open hours changed"),
            Self::Close => Sentence::new(note(format!("Toko tutup {day}")), note(format!("Shop closed on {day}"))),
            Self::Open => {
                Sentence::new(note(format!("Toko buka lagi {day}")), note(format!("Shop open after all on {day}")))
            }
        }
    }
}
