//! What is done to an account that money comes into.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to an account.
    AccountAct {
        /// It is opened.
        Add = "add",
        /// Its name, number or holder changes, or it is archived.
        Change = "change",
    }
}

impl AccountAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Rekening baru", "New account"),
            Self::Change => ("Rekening diubah", "Account changed"),
        };
        named(facts, id, en)
    }
}
