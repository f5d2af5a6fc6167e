//! What is done to what the shop wants, and to what its figures should come to.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a goal.
    GoalAct {
        /// The shop wants it.
        Add = "add",
        /// It wants it no more.
        Remove = "remove",
    }
}

acts! {
    /// What is done to a target.
    TargetAct {
        /// It is set.
        Set = "set",
        /// It becomes another.
        Change = "change",
        /// It goes.
        Remove = "remove",
    }
}

acts! {
    /// What is done to a figure of the shop's own.
    KpiAct {
        /// It is made.
        Add = "add",
        /// It becomes another.
        Change = "change",
        /// It goes.
        Remove = "remove",
    }
}

impl KpiAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Angka sendiri ditambahkan", "Own figure added"),
            Self::Change => ("Angka sendiri diubah", "Own figure changed"),
            Self::Remove => ("Angka sendiri dihapus", "Own figure removed"),
        };
        let (name, of, per) = (fact(facts, "name"), fact(facts, "of"), fact(facts, "per"));
        let made = if per.is_empty() { of.to_owned() } else { format!("{of} / {per}") };
        Sentence::new(format!("{id}: {name} = {made}"), format!("{en}: {name} = {made}"))
    }
}

impl GoalAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (id, en) = match self {
            Self::Add => ("Tujuan ditambahkan", "Goal added"),
            Self::Remove => ("Tujuan dihapus", "Goal removed"),
        };
        Sentence::new(format!("{id}: {}", fact(facts, "name")), format!("{en}: {}", fact(facts, "name_en")))
    }
}

impl TargetAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (was, is) = (amount(facts, "was"), amount(facts, "is"));
        let (id, en, what) = match self {
            Self::Set => ("dipasang", "set", is),
            Self::Change => {
                let (id, en) = (format!("{} → {}", was.id, is.id), format!("{} → {}", was.en, is.en));
                ("diubah", "changed", Sentence::new(id, en))
            }
            Self::Remove => ("dihapus", "removed", was),
        };
        Sentence::new(
            format!("Target {id}: {} {}", fact(facts, "name"), what.id),
            format!("Target {en}: {} {}", fact(facts, "name_en"), what.en),
        )
    }
}

/// A target's amount with its period, of the facts that begin with `name`.
fn amount(facts: &Facts, name: &str) -> Sentence {
    let (id, en) = match fact(facts, &format!("{name}_per")) {
        "day" => ("sehari", "a day"),
        "week" => ("seminggu", "a week"),
        "month" => ("sebulan", "a month"),
        other => (other, other),
    };
    let shown = |language: &str| fact(facts, &format!("{name}{language}")).to_owned();
    Sentence::new(format!("{} {id}", shown("")), format!("{} {en}", shown("_en")))
}

#[cfg(test)]
mod tests {
    use super::super::Activity;
    use super::*;

    #[test]
    fn goals_and_targets_are_said_in_words() {
        let said = |activity: &Activity| activity.act.sentence(&activity.facts);
        let named =
            |act: super::super::Act| Activity::new(act, 1).with("name", "Telat kirim").with("name_en", "Late dispatch");
        assert_eq!(said(&named(GoalAct::Remove.into())).en, "Goal removed: Late dispatch");
        let of = |act: TargetAct| {
            let was = named(act.into()).with("was", "5,5%").with("was_en", "5.5%").with("was_per", "month");
            was.with("is", "4,0%").with("is_en", "4.0%").with("is_per", "week")
        };
        assert_eq!(said(&of(TargetAct::Change)).id, "Target diubah: Telat kirim 5,5% sebulan → 4,0% seminggu");
        assert_eq!(said(&of(TargetAct::Remove)).en, "Target removed: Late dispatch 5.5% a month");
        assert_eq!(said(&of(TargetAct::Set)).en, "Target set: Late dispatch 4.0% a week");
    }
}
