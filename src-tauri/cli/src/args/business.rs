//! `report daily|weekly|monthly`, and what is done with such a report.

use clap::{Args, Subcommand, ValueEnum};
use runut_core::Day;
use runut_core::findings::{Period, Span};

use super::parse::day;
use super::report_files::ReportFiles;

/// Which report of days, and what is done with it.
#[derive(Debug, Subcommand)]
pub enum ReportOf {
    /// A day: figures beside goal and before, what stands out, why, and what to do.
    Daily(Business),
    /// A week: figures beside goal and before, what stands out, why, and what to do.
    Weekly(Business),
    /// A month: figures beside goal and before, what stands out, why, and what to do.
    Monthly(Business),
    /// Make tasks of what a report proposes: by their numbers.
    Act(ReportAct),
    /// Write what the owner says of a report.
    Remark(ReportRemark),
    /// Keep or drop what was proposed twice and nobody took.
    Answer(ReportAnswer),
    /// Close a report: the next one follows up what stood out in it.
    Close(ReportPeriod),
}

/// `report daily`, `weekly`, `monthly`
#[derive(Debug, Args)]
pub struct Business {
    /// A day of it [default: the last one that is over].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Day>,
    /// A few lines for a chat.
    #[arg(long)]
    pub text: bool,
    #[command(flatten)]
    pub files: ReportFiles,
}

/// How long a report's period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Length {
    /// A day.
    Daily,
    /// A week.
    Weekly,
    /// A month.
    Monthly,
}

impl Length {
    /// As the report has it.
    pub fn span(self) -> Span {
        match self {
            Self::Daily => Span::Day,
            Self::Weekly => Span::Week,
            Self::Monthly => Span::Month,
        }
    }
}

/// The period of a day, or the last that was over before today.
pub fn period_of(span: Span, date: Option<Day>, today: Day) -> Period {
    date.map_or_else(|| Period::last_before(span, today), |day| Period::of(span, day))
}

/// Which report.
#[derive(Debug, Args)]
pub struct ReportPeriod {
    /// How long its period is.
    pub length: Length,
    /// A day of it [default: the last one that is over].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<Day>,
}

impl ReportPeriod {
    /// Its period.
    pub fn period(&self, today: Day) -> Period {
        period_of(self.length.span(), self.date, today)
    }
}

/// `report act`
#[derive(Debug, Args)]
pub struct ReportAct {
    #[command(flatten)]
    pub of: ReportPeriod,
    /// The number of a finding whose action becomes a task. May be repeated.
    #[arg(long = "number", value_name = "N", required = true)]
    pub numbers: Vec<i64>,
    /// For whom.
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// Until when.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub due: Option<Day>,
}

/// `report remark`
#[derive(Debug, Args)]
pub struct ReportRemark {
    #[command(flatten)]
    pub of: ReportPeriod,
    /// What is said; empty to take it away.
    pub remark: String,
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeepOrDrop {
    /// Propose it again.
    Keep,
    /// Don't propose it any more.
    Drop,
}

/// `report answer`
#[derive(Debug, Args)]
pub struct ReportAnswer {
    #[command(flatten)]
    pub of: ReportPeriod,
    /// The finding's number.
    #[arg(long = "number", value_name = "N")]
    pub number: i64,
    /// What to do with its proposal.
    pub answer: KeepOrDrop,
}
