//! What is done to journal entries, to those that come again and to equipment.

use super::{Facts, fact, named, rupiah, verbs::acts};
use crate::Sentence;
use crate::rows::JournalKind;

acts! {
    /// What is done to a journal entry.
    JournalAct {
        /// It is written.
        Post = "post",
        /// Another one takes it back.
        Reverse = "reverse",
        /// It gets a picture of its receipt.
        Photo = "photo",
        /// The picture goes.
        PhotoOff = "photo_off",
    }
}

acts! {
    /// What is done to an entry that comes again.
    RecurringAct {
        /// It comes again from now on.
        Add = "add",
        /// It changes, or is no longer proposed.
        Change = "change",
        /// It was written for the day that it was due on.
        Done = "done",
        /// It isn't written this time.
        Skip = "skip",
    }
}

acts! {
    /// What is done to equipment.
    EquipmentAct {
        /// It is used from now on.
        Add = "add",
        /// It is called otherwise, is used for another time, or is gone.
        Change = "change",
    }
}

impl JournalAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (note, amount) = (fact(facts, "note"), rupiah(facts, "amount"));
        let note = if note.is_empty() { String::new() } else { format!(", {note}") };
        let (id, en) = JournalKind::from_key(fact(facts, "kind")).unwrap_or(JournalKind::General).name();
        let lines = fact(facts, "lines");
        match self {
            Self::Post => {
                Sentence::new(format!("{id} Rp {amount}{note}: {lines}"), format!("{en} Rp {amount}{note}: {lines}"))
            }
            Self::Reverse => Sentence::new(
                format!("Bukti {} dibalik, Rp {amount}: {}", fact(facts, "reverses"), fact(facts, "reason")),
                format!("Entry {} reversed, Rp {amount}: {}", fact(facts, "reverses"), fact(facts, "reason")),
            ),
            Self::Photo => Sentence::new(format!("Foto nota dipasang{note}"), format!("Receipt's picture set{note}")),
            Self::PhotoOff => {
                Sentence::new(format!("Foto nota dilepas{note}"), format!("Receipt's picture removed{note}"))
            }
        }
    }
}

impl RecurringAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Biaya rutin baru", "New recurring entry"),
            Self::Change => ("Biaya rutin diubah", "Recurring entry changed"),
            Self::Done => ("Biaya rutin tercatat", "Recurring entry written"),
            Self::Skip => ("Biaya rutin dilewati", "Recurring entry skipped"),
        };
        named(facts, id, en)
    }
}

impl EquipmentAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Peralatan baru", "New equipment"),
            Self::Change => ("Peralatan diubah", "Equipment changed"),
        };
        named(facts, id, en)
    }
}
