//! What is done with a report of a day, week or month.

use super::{Facts, changes::changes, fact, verbs::acts};
use crate::Sentence;
use crate::findings::Period;

acts! {
    /// What is done with a report.
    ReportAct {
        /// The owner's remarks are written.
        Remark = "remark",
        /// What it proposes becomes tasks.
        Act = "act",
        /// It is said whether what was proposed twice is proposed again.
        Answer = "answer",
        /// It is closed: what stood out is kept, for the next to follow up.
        Close = "close",
    }
}

impl ReportAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let of = fact(facts, "report").parse().ok().and_then(Period::from_key);
        let of = of.map_or_else(
            || Sentence::new("Laporan", "Report"),
            |period| {
                let (name, days) = (period.span.report(), period.label());
                Sentence::new(format!("{} {}", name.id, days.id), format!("{} {}", name.en, days.en))
            },
        );
        let tasks = fact(facts, "tasks");
        let (id, en) = match self {
            Self::Remark => {
                let said = changes(facts);
                (said.id, said.en)
            }
            Self::Act => (format!("{tasks} tindakan jadi tugas"), format!("{tasks} actions made tasks")),
            Self::Answer if fact(facts, "answer") == "drop" => {
                ("usulan dibuang".to_owned(), "a proposal dropped".to_owned())
            }
            Self::Answer => ("usulan tetap dipakai".to_owned(), "a proposal kept".to_owned()),
            Self::Close => ("ditutup".to_owned(), "closed".to_owned()),
        };
        Sentence::new(format!("{}: {id}", of.id), format!("{}: {en}", of.en))
    }
}
