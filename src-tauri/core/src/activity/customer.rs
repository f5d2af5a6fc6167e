//! What is done to a customer.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a customer.
    CustomerAct {
        /// They are new.
        Add = "add",
        /// Name, phones, addresses or note change.
        Change = "change",
        /// Another turns out to be the same person.
        Merge = "merge",
        /// They turn out to be another.
        Merged = "merged",
        /// The other is parted from them.
        Unmerge = "unmerge",
        /// They are parted from the other.
        Unmerged = "unmerged",
    }
}

impl CustomerAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Pelanggan baru", "New customer"),
            Self::Change => ("Pelanggan diubah", "Customer changed"),
            Self::Merge => ("Pelanggan lain digabung ke", "Another customer merged into"),
            Self::Merged => ("Pelanggan digabung ke yang lain", "Customer merged into another"),
            Self::Unmerge => ("Pelanggan dipisah lagi", "Customers apart again"),
            Self::Unmerged => ("Pelanggan dipisah lagi", "Customers apart again"),
        };
        named(facts, id, en)
    }
}
