//! What is done to a task.

use super::{Facts, named, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a task.
    TaskAct {
        /// It is set.
        Add = "add",
        /// Its text, day or person changes.
        Change = "change",
        /// It is done.
        Done = "done",
        /// It isn't done after all.
        Reopen = "reopen",
    }
}

impl TaskAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Tugas baru", "New task"),
            Self::Change => ("Tugas diubah", "Task changed"),
            Self::Done => ("Tugas selesai", "Task done"),
            Self::Reopen => ("Tugas dibuka lagi", "Task opened again"),
        };
        named(facts, id, en)
    }
}
