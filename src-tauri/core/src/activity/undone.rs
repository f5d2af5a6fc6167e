//! How the log tells that something was put back as it was.

use super::Facts;
use crate::{Refusal, Sentence};

/// The verb of an entry that tells of something put back as it was.
pub const VERB: &str = "undo";

/// The fact that names the step which an entry takes back: the number of its first entry.
pub const STEP: &str = "undoes";

/// The fact that names the verb which was taken back.
pub const UNDID: &str = "undid";

/// The fact that tells whether an order is held afterwards (`1`, `0`), where that changed.
pub const HELD: &str = "is_held";

/// The fact that tells whether its delivery has failed, where that changed.
pub const FAILED: &str = "is_failed";

/// The fact of an entry that takes back the taking back of a step: `1` where what was put back is so again, `0` where the verb
/// that did it instead is taken back.
pub const AGAIN: &str = "again";

/// The fact of what the clock made due, and no person did.
pub const BY_CLOCK: &str = "due";

/// The facts of an entry that takes back another: what is needed to tell it.
#[must_use]
pub fn facts(step: i64, verb: &str, before: &Facts) -> Facts {
    const OWN: [&str; 8] = ["from", "to", "held", STEP, UNDID, AGAIN, HELD, FAILED];
    let kept = before.iter().filter(|(name, _)| !OWN.contains(&name.as_str()) && *name != BY_CLOCK);
    let mut facts: Facts = kept.map(|(name, value)| (name.clone(), value.clone())).collect();
    facts.insert(STEP.to_owned(), step.to_string());
    facts.insert(UNDID.to_owned(), done(verb, before).to_owned());
    if before.contains_key(STEP) {
        facts.insert(AGAIN.to_owned(), if verb == VERB { "1" } else { "0" }.to_owned());
    }
    facts
}

/// What an entry did, or, of one that puts something back as it was, what did that.
#[must_use]
pub fn done<'a>(verb: &'a str, facts: &'a Facts) -> &'a str {
    if verb == VERB { facts.get(UNDID).map_or("", String::as_str) } else { verb }
}

/// An entry that takes back another, in a sentence.
#[must_use]
pub fn sentence(noun: &str, facts: &Facts) -> Sentence {
    let way = if facts.get(AGAIN).is_some_and(|again| again == "1") { Way::Again } else { Way::Back };
    way.done(&super::sentence(noun, done(VERB, facts), facts))
}

/// Which way a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is taken back.
    Back,
    /// Its taking back is: it is done again.
    Again,
}

impl Way {
    /// That it was done.
    #[must_use]
    pub fn done(self, what: &Sentence) -> Sentence {
        self.with(("Diurungkan", "Undone"), ("Diulangi", "Done again"), what)
    }

    /// That it would be done.
    #[must_use]
    pub fn would(self, what: &Sentence) -> Sentence {
        self.with(("Akan diurungkan", "Would be undone"), ("Akan diulangi", "Would be done again"), what)
    }

    fn with(self, back: (&str, &str), again: (&str, &str), what: &Sentence) -> Sentence {
        let (id, en) = if self == Self::Back { back } else { again };
        Sentence::new(format!("{id}: {}", what.id), format!("{en}: {}", what.en))
    }

    /// There is no step to take.
    #[must_use]
    pub fn nothing(self) -> Refusal {
        match self {
            Self::Back => Refusal::new(
                "undo_nothing",
                "Tidak ada langkah Anda yang bisa diurungkan.",
                "There is no step of yours to undo.",
            ),
            Self::Again => Refusal::new(
                "redo_nothing",
                "Tidak ada yang bisa diulangi: langkah terakhir Anda bukan mengurungkan.",
                "There is nothing to do again: undoing wasn't your last step.",
            ),
        }
    }
}
