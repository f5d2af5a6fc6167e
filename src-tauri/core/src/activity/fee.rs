//! What is done with the fees that marketplaces are expected to take.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;
use crate::fees::rate;
use crate::settlement::Part;
use crate::{Channel, Day, Money};

acts! {
    /// What is done with a rule of a fee.
    FeeAct {
        /// A rule was added.
        Add = "add",
        /// A rule was changed, or ends.
        Change = "change",
        /// A rule was taken away.
        Remove = "remove",
        /// What files show to be another tariff was answered.
        Answer = "answer",
    }
}

impl FeeAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let part = Part::from_key(fact(facts, "part")).map(Part::word).unwrap_or_default();
        let channel = Channel::from_key(fact(facts, "channel")).map_or("", Channel::name);
        let category = fact(facts, "category");
        let of = if category.is_empty() { channel.to_owned() } else { format!("{channel}, {category}") };
        let number = |name: &str| fact(facts, name).parse().unwrap_or_default();
        let (rate, from) = (rate(number("ppm"), Money(number("fixed"))), fact(facts, "from"));
        let from = from.parse().map_or_else(|_| from.to_owned(), |day| Day(day).typed());
        let say = |id: &str, en: &str| {
            Sentence::new(
                format!("Tarif {} ({of}) {} sejak {from}: {id}", part.id.to_lowercase(), rate.id),
                format!("Rate of {} ({of}) {} since {from}: {en}", part.en.to_lowercase(), rate.en),
            )
        };
        match self {
            Self::Add => say("dicatat", "entered"),
            Self::Change => say("diubah", "changed"),
            Self::Remove => say("dihapus", "removed"),
            Self::Answer if fact(facts, "answer") == "claim" => say("salah potong, ditagih", "taken wrongly, claimed"),
            Self::Answer => say("dibiarkan sebagai beda", "left as a difference"),
        }
    }
}
