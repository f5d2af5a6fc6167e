//! What is done to a supplier.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a supplier.
    SupplierAct {
        /// The shop buys from them.
        Add = "add",
        /// Their particulars change, or they are archived.
        Change = "change",
    }
}

impl SupplierAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Pemasok baru", "New supplier"),
            Self::Change => ("Pemasok diubah", "Supplier changed"),
        };
        named(facts, id, en)
    }
}
