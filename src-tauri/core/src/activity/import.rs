//! What is done with a file that is taken in.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done with a file that is taken in.
    ImportAct {
        /// A marketplace's orders.
        Apply = "apply",
        /// A list of products.
        Products = "products",
    }
}

impl ImportAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (new, changed) = (fact(facts, "new"), fact(facts, "changed"));
        match (self, fact(facts, "file")) {
            (Self::Apply, file) => {
                let (into, store) = match fact(facts, "store") {
                    "" => ("", ""),
                    store => (" → ", store),
                };
                Sentence::new(
                    format!("Impor {file}{into}{store}: {new} baru, {changed} berubah"),
                    format!("Imported {file}{into}{store}: {new} new, {changed} changed"),
                )
            }
            (Self::Products, "") => Sentence::new(
                format!("Daftar produk: {new} varian baru, {changed} berubah"),
                format!("Product list: {new} new variants, {changed} changed"),
            ),
            (Self::Products, file) => Sentence::new(
                format!("Daftar produk dari {file}: {new} varian baru, {changed} berubah"),
                format!("Product list from {file}: {new} new variants, {changed} changed"),
            ),
        }
    }
}
