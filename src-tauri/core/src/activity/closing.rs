//! What is done to months and days of the books.

use super::{Facts, fact, verbs::acts};
use crate::Sentence;

acts! {
    /// What is done to a month.
    MonthAct {
        /// Nothing more is posted in it.
        Close = "close",
        /// It is open again, and all after it.
        Reopen = "reopen",
    }
}

acts! {
    /// What is done to a business day.
    DayAct {
        /// Its money is counted and its sheet made.
        Close = "close",
    }
}

impl MonthAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (month, reason) = (fact(facts, "month"), fact(facts, "reason"));
        match self {
            Self::Close => Sentence::new(format!("Bulan ditutup: {month}"), format!("Month closed: {month}")),
            Self::Reopen => Sentence::new(
                format!("Bulan dibuka lagi: {month} ({reason})"),
                format!("Month opened again: {month} ({reason})"),
            ),
        }
    }
}

impl DayAct {
    pub(super) fn sentence(self, facts: &Facts) -> Sentence {
        let (day, differs) = (fact(facts, "day"), fact(facts, "differs"));
        let more = if differs.is_empty() { String::new() } else { format!(" ({differs})") };
        Sentence::new(format!("Hari ditutup: {day}{more}"), format!("Day closed: {day}{more}"))
    }
}
