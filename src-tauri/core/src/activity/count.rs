//! What is done to a stock count.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a stock count.
    CountAct {
        /// It begins.
        Start = "start",
        /// What was counted is written down.
        Enter = "enter",
        /// Stock becomes what was counted.
        Close = "close",
        /// It ends, and stock stays.
        Cancel = "cancel",
    }
}

impl CountAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (fact, name) = (|name: &str| fact(facts, name), fact(facts, "name"));
        match self {
            Self::Start => Sentence::new(
                format!("Opname dimulai: {name}, {} barang", fact("variants")),
                format!("Count started: {name}, {} variants", fact("variants")),
            ),
            Self::Enter => Sentence::new(
                format!("Hitungan dicatat: {name}, {} barang", fact("entries")),
                format!("Counted: {name}, {} variants", fact("entries")),
            ),
            Self::Close => Sentence::new(
                format!("Opname ditutup: {name}, {} dihitung, {} berbeda", fact("counted"), fact("differences")),
                format!("Count closed: {name}, {} counted, {} differ", fact("counted"), fact("differences")),
            ),
            Self::Cancel => Sentence::new(format!("Opname dibatalkan: {name}"), format!("Count cancelled: {name}")),
        }
    }
}
