//! Reports of a day, a week or a month: figures beside goal and before, what stands out, why, and what to do.

use serde::{Deserialize, Serialize};

use super::kpis::KpiRow;
use crate::findings::{Span, State};
use crate::{Day, Instant, Money, PersonId, Sentence, TaskId};

words! {
    /// What is said of a proposal that nobody took twice.
    ProposalAnswer {
        /// It is proposed again.
        Keep,
        /// It isn't proposed any more.
        Drop,
    }
    /// The list by which an action is worked off.
    WorkList {
        /// Orders of these days.
        Orders,
        /// Sales of these days by product.
        Sales,
        /// Goods that came back.
        Returns,
        /// Tariffs of marketplaces.
        Tariffs,
        /// What orders earned in these days.
        OrdersProfit,
        /// What should be ordered of goods.
        Reorder,
    }
}

row! {
    /// Sales of a part of a report's period: a bar.
    ReportBar {
        /// Which: `Sen 10`.
        label: Sentence,
        /// The first day.
        from: Day,
        /// Parcels that left.
        parcels: i64,
        /// Net sales.
        sales: Money,
        /// What was sold there usually, in equal periods.
        usual: Option<Money>,
    }
    /// Where a difference comes from.
    ReportCause {
        /// What it is.
        label: Sentence,
        /// How much of it.
        said: Sentence,
        /// Its part of the largest cause, in hundredths: the length of its bar.
        share: i64,
    }
    /// What is proposed to be done.
    ReportAction {
        /// It in words, as the task will say it.
        text: Sentence,
        /// The list to work off.
        list: WorkList,
        /// The task that it became.
        task: Option<TaskId>,
        /// To whom it was given; empty for nobody.
        person: String,
        /// Until when.
        due: Option<Day>,
        /// Whether the task is done.
        done: bool,
        /// Whether it has been proposed twice and nobody took it: to be kept or dropped.
        asked: bool,
    }
    /// A figure that stands out.
    ReportFinding {
        /// Its place in the report, from 1.
        place: i64,
        /// Of which figure.
        kpi: String,
        /// Of what part of the shop, by its number; nil for all of it.
        dim: i64,
        /// The same as questions of figures name it, `store=1`; empty for all of it, and for a product.
        of: String,
        /// It in words.
        title: Sentence,
        /// More of it.
        detail: Sentence,
        /// Whether it is worse than usual.
        bad: bool,
        /// By how much it is above the usual, in rupiah.
        rupiah: Money,
        /// How likely so large a difference is by chance, in billionths.
        billionths: i64,
        /// Likely causes, the largest first.
        causes: Vec<ReportCause>,
        /// What to do; none where it was dropped.
        action: Option<ReportAction>,
    }
    /// What became of what stood out before.
    ReportFollowed {
        /// Of which figure.
        kpi: String,
        /// Of what part of the shop, by its number; nil for all of it.
        dim: i64,
        /// What became of it.
        state: State,
        /// It in words.
        said: Sentence,
    }
    /// A report.
    BusinessReport {
        /// Of a day, a week or a month.
        span: Span,
        /// The first day.
        from: Day,
        /// The last: yesterday, in a period that isn't over.
        to: Day,
        /// What it is called.
        title: Sentence,
        /// Its days.
        label: Sentence,
        /// What it is like, where that is special: `minggu 11.11`.
        special: Option<Sentence>,
        /// The days it is held against.
        against: Sentence,
        /// Whether it isn't over: nothing is tested then.
        running: bool,
        /// Equal periods before it that it is tested against.
        baseline: i64,
        /// Equal periods that are needed.
        needed: i64,
        /// Figures beside target and before.
        figures: Vec<KpiRow>,
        /// Sales of its parts.
        bars: Vec<ReportBar>,
        /// What stands out, the most rupiah first.
        findings: Vec<ReportFinding>,
        /// Records.
        news: Vec<Sentence>,
        /// What became of what stood out before.
        followed: Vec<ReportFollowed>,
        /// The days of the report that is followed up.
        followed_label: Option<Sentence>,
        /// What is open in the shop.
        problems: Vec<Sentence>,
        /// How well the log itself was kept, and what to drop or add; of a month alone.
        log: Vec<Sentence>,
        /// That in one line; none where there is nothing to do about it.
        log_short: Option<Sentence>,
        /// The owner's remarks.
        remark: String,
        /// The owner's name.
        owner: String,
        /// When it was closed; none while it isn't.
        closed_at: Option<Instant>,
    }
    /// An action that becomes a task.
    ReportTask {
        /// The place of its finding.
        place: i64,
        /// For whom.
        person: Option<PersonId>,
        /// Until when.
        due: Option<Day>,
    }
}
