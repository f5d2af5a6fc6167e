//! What is done to a store: an account of the shop at a marketplace.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a store.
    StoreAct {
        /// The shop sells by it too.
        Add = "add",
        /// It is called otherwise, is paid into another wallet, or is archived.
        Change = "change",
    }
}

impl StoreAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Toko marketplace baru", "New marketplace store"),
            Self::Change => ("Toko marketplace diubah", "Marketplace store changed"),
        };
        named(facts, id, en)
    }
}
