//! What is done to records and their templates.

use super::{Facts, fact, named, verbs::acts};
use crate::{Day, Sentence};

acts! {
    /// What is done to a record.
    RecordAct {
        /// It is written.
        Add = "add",
        /// Another takes its place.
        Correct = "correct",
        /// It never was: another says so.
        Withdraw = "withdraw",
    }
}

acts! {
    /// What is done to a template.
    TemplateAct {
        /// It is offered from now on.
        Add = "add",
        /// Its name, who fills it in, or its fields change.
        Change = "change",
        /// What columns of files are was said.
        Map = "map",
    }
}

impl RecordAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let day = fact(facts, "day").parse().map_or_else(|_| String::new(), |day| format!(", {}", Day(day).typed()));
        let store = fact(facts, "store");
        let store = if store.is_empty() { String::new() } else { format!(", {store}") };
        let (name, said) =
            ((fact(facts, "name"), fact(facts, "name_en")), (fact(facts, "said"), fact(facts, "said_en")));
        let line = |name: &str, none: &str, said: &str| {
            let name = if name.is_empty() { none } else { name };
            format!("{name}: {said}{store}{day}")
        };
        let (id, en) = (line(name.0, "Catatan", said.0), line(name.1, "Record", said.1));
        match self {
            Self::Add => Sentence::new(capital(&id), capital(&en)),
            Self::Correct => Sentence::new(format!("Dibetulkan: {id}"), format!("Corrected: {en}")),
            Self::Withdraw => Sentence::new(format!("Dicabut: {id}"), format!("Withdrawn: {en}")),
        }
    }
}

/// A line that a name begins, which a person may have typed small.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl TemplateAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Pola catatan baru", "New template"),
            Self::Change => ("Pola catatan diubah", "Template changed"),
            Self::Map => ("Kolom berkas dihafal untuk pola", "Columns of files remembered for the template"),
        };
        named(facts, id, en)
    }
}
