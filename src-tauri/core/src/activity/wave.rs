//! What is done to a wave.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a wave.
    WaveAct {
        /// Orders go into a new one.
        Create = "create",
    }
}

impl WaveAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let Self::Create = self;
        Sentence::new(
            format!("Gelombang {}: {} pesanan", fact(facts, "number"), fact(facts, "orders")),
            format!("Wave {}: {} orders", fact(facts, "number"), fact(facts, "orders")),
        )
    }
}
