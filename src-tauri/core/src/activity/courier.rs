//! What is done to a courier.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a courier.
    CourierAct {
        /// The shop sends by it.
        Add = "add",
        /// It changes, or is archived.
        Change = "change",
    }
}

impl CourierAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Kurir baru", "New courier"),
            Self::Change => ("Kurir diubah", "Courier changed"),
        };
        named(facts, id, en)
    }
}
