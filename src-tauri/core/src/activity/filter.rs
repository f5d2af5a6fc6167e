//! What is done to a saved filter.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a saved filter.
    FilterAct {
        /// It is saved.
        Add = "add",
        /// It is saved anew.
        Change = "change",
        /// It goes.
        Delete = "delete",
    }
}

impl FilterAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Saringan disimpan", "Filter saved"),
            Self::Change => ("Saringan diubah", "Filter changed"),
            Self::Delete => ("Saringan dihapus", "Filter deleted"),
        };
        named(facts, id, en)
    }
}
