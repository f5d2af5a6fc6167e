//! Reports to look at.

use serde::{Deserialize, Serialize};

use crate::findings::Span;
use crate::{Day, Sentence};

row! {
    /// A report that should be looked at today.
    ReportDue {
        /// Of a day, a week or a month.
        span: Span,
        /// Its first day.
        from: Day,
        /// It in words.
        said: Sentence,
    }
    /// Reports that should be looked at today.
    TodayReports {
        /// The week's on Mondays, the month's on the first.
        reports: Vec<ReportDue>,
    }
}
