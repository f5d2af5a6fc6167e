//! What is done to a customer.

use super::{Facts, fact, named, verbs::acts};
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
        /// Their data are handed out.
        HandOut = "hand_out",
        /// Their data are erased.
        Erase = "erase",
    }
}

impl CustomerAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let counted = |id: &str, en: &str| {
            let orders = fact(facts, "orders");
            Sentence::new(format!("{id} ({orders} pesanan)"), format!("{en} ({orders} orders)"))
        };
        let (id, en) = match self {
            Self::HandOut => return counted("Data pribadi diberikan", "Personal data handed out"),
            Self::Erase => return counted("Data pribadi dihapus", "Personal data erased"),
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
