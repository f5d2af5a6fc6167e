//! What is done to a person of the shop.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a person of the shop.
    PersonAct {
        /// They join.
        Add = "add",
        /// Name, divisions or ownership change, or they leave.
        Change = "change",
    }
}

impl PersonAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Orang baru", "New person"),
            Self::Change => ("Orang diubah", "Person changed"),
        };
        named(facts, id, en)
    }
}
