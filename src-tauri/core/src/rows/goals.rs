//! What the shop wants, the figures that show it, and their targets.

use serde::{Deserialize, Serialize};

use super::{KpiBy, KpiSaid, KpiTarget};
use crate::kpi::{Better, Unit, Want};
use crate::{Day, Sentence};

row! {
    /// A target as a person types it.
    TargetForm {
        /// The figure it is of.
        kpi: String,
        /// For which period a sum is meant, or by which a rate is looked at.
        per: KpiBy,
        /// What it should come to: `570`, `4%`, `57jt`, `18 jam`.
        amount: String,
    }
    /// A target that is set.
    TargetRow {
        /// The figure it is of.
        kpi: String,
        /// Its name.
        name: Sentence,
        /// For which period.
        per: KpiBy,
        /// What it should come to in that period, in millionths of its unit.
        millionths: i64,
        /// It with its unit.
        shown: Sentence,
        /// It as it is typed.
        typed: String,
    }
    /// A target that the shop's own past proposes.
    TargetProposed {
        /// In millionths of its unit, for a period of `per`.
        millionths: i64,
        /// For which period.
        per: KpiBy,
        /// It with its unit.
        shown: Sentence,
        /// It as it is typed.
        typed: String,
        /// Where it comes from.
        why: Sentence,
    }
    /// What the shop wants from now on, and targets with it.
    GoalsForm {
        /// What it wants too.
        add: Vec<Want>,
        /// What it wants no more.
        remove: Vec<Want>,
        /// Targets to set.
        targets: Vec<TargetForm>,
    }
    /// A figure that shows whether a want comes true.
    GoalFigure {
        /// Which one.
        kpi: String,
        /// Its name.
        name: Sentence,
        /// What it says.
        says: Sentence,
        /// What it is measured in.
        unit: Unit,
        /// Which way is better.
        better: Better,
        /// The first day of the running period.
        from: Day,
        /// Yesterday: its last full day.
        to: Day,
        /// What it came to in these days.
        now: KpiSaid,
        /// What it should have come to in them; none where no target is set.
        target: Option<KpiTarget>,
        /// The target as it is set.
        set: Option<TargetRow>,
        /// What is proposed where none is set, as far as the past tells.
        proposed: Option<TargetProposed>,
    }
    /// What a shop may want, and how it stands.
    GoalRow {
        /// Which one.
        want: Want,
        /// It in words.
        name: Sentence,
        /// Whether the shop wants it.
        chosen: bool,
        /// The figures that show it.
        figures: Vec<GoalFigure>,
    }
    /// What the shop wants, on Hari ini.
    TodayGoals {
        /// What it wants, and how that stands; only figures with a target.
        goals: Vec<GoalRow>,
    }
}
