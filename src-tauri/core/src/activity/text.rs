//! What is done to a text for buyers.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a text for buyers.
    TextAct {
        /// The shop words it anew.
        Change = "change",
        /// It is as it came.
        Reset = "reset",
    }
}

impl TextAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Change => ("Teks untuk pembeli diubah", "Text for buyers changed"),
            Self::Reset => ("Teks untuk pembeli kembali ke bawaan", "Text for buyers as it came"),
        };
        named(facts, id, en)
    }
}
