//! What is done to a product.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a product.
    ProductAct {
        /// It is new.
        Add = "add",
        /// It or one of its variants changes.
        Change = "change",
        /// It gets a variant.
        Extend = "extend",
    }
}

impl ProductAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let name = fact(facts, "name");
        match self {
            Self::Add => Sentence::new(format!("Produk baru: {name}"), format!("New product: {name}")),
            Self::Change => Sentence::new(format!("Produk diubah: {name}"), format!("Product changed: {name}")),
            Self::Extend => Sentence::new(
                format!("Varian baru: {name}, {}", fact(facts, "variants")),
                format!("New variant: {name}, {}", fact(facts, "variants")),
            ),
        }
    }
}
