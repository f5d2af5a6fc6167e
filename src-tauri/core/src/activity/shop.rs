//! What is done to the shop.

use super::{Facts, changes, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to the shop.
    ShopAct {
        /// Its book begins.
        Open = "open",
        /// A setting changes.
        Change = "change",
        /// A backup takes the book's place.
        Restore = "restore",
    }
}

impl ShopAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        match self {
            Self::Open => {
                let name = fact(facts, "name");
                Sentence::new(format!("Buku dibuka: {name}"), format!("Book opened: {name}"))
            }
            Self::Change => {
                // An import says in one word what it has set.
                let (set, changes) = (facts.get("changed").cloned(), changes(facts));
                let (id, en) = (set.clone().unwrap_or(changes.id), set.unwrap_or(changes.en));
                Sentence::new(format!("Pengaturan diubah: {id}"), format!("Settings changed: {en}"))
            }
            Self::Restore => Sentence::new(
                format!(
                    "Buku dipulihkan dari {}; {} catatan sesudahnya tidak ikut",
                    fact(facts, "from"),
                    fact(facts, "gone")
                ),
                format!(
                    "The book was restored from {}; {} later entries are not in it",
                    fact(facts, "from"),
                    fact(facts, "gone")
                ),
            ),
        }
    }
}
