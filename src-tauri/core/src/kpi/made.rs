//! What KPIs are made of.

use super::{Better, KpiGroup, Unit};
use crate::TemplateId;
use crate::figures::{Count, Span};

/// What a KPI is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// A count.
    Sum(Count),
    /// One count by another.
    Per(Count, Count),
    /// One count by what another has beyond a third.
    PerOthers(Count, Count, Count),
    /// Seconds counted, as minutes, by another count.
    Minutes(Count, Count),
    /// A count by the days that persons worked.
    PerPersonDay(Count),
    /// What so many percent of spans don't exceed.
    Span(Span, i64),
    /// A figure of the books, or one by another.
    Books(Books, Option<Books>),
    /// A figure of the stock, or one by another.
    Stock(Stocked, Option<Stocked>),
    /// A logged figure.
    LoggedSum(Logged),
    /// One logged figure by another.
    Logged(Logged, Logged),
    /// The median of what was logged.
    LoggedMedian(Logged),
    /// A logged figure by a count.
    PerOrders(Logged, Count),
    /// Orders of known buyers by those of all that are known by name.
    Repeat,
    /// New buyers who bought again within 60 days.
    Repeat60,
    /// What should have been paid to the shop by today.
    Overdue,
    /// What a shop made of records and figures itself.
    Own(&'static Own),
}

/// A figure of the books, of a period or at its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Books {
    /// −(4101 + 4102 + 4103).
    NetSales,
    /// Net sales less 5101 to 5199.
    Gross,
    /// All income less all expenses.
    Profit,
    /// 6101 to 6105.
    Fees,
    /// Net sales of marketplaces' stores.
    StoreSales,
    /// Unexplained adjustments, either way: 7103.
    PayoutGap,
    /// What marketplaces paid out.
    PaidOut,
    /// Money at the end of the period.
    Cash,
    /// What went out of money to others a day, in the 28 days up to the end.
    DailyOut,
}

/// A figure of the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stocked {
    /// Days on which variants had nothing on hand.
    OutDays,
    /// All days of variants that are sold.
    VariantDays,
    /// Value at the end of the period.
    Value,
    /// Cost of goods a day, in the 28 days up to the end.
    DailyCost,
    /// Cost of goods of the 365 days up to the end.
    YearCost,
    /// The mean of the values at their beginning and end.
    MeanValue,
    /// Value of what is dead today.
    Dead,
    /// What counts found otherwise, either way: 7101.
    Differences,
    /// Value of what was counted.
    Counted,
}

/// A figure that persons log, or files that they take in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Logged {
    /// Complaints.
    Complaints,
    /// Of these, wrong goods.
    WrongItems,
    /// Of these, goods with defects.
    Defects,
    /// Minutes until a buyer was answered.
    ReplyMinutes,
    /// Reviews of one or two stars.
    BadReviews,
    /// Cost of advertising.
    AdCost,
    /// Sales by it, as its platform says.
    AdSales,
    /// Visitors of the website or the stores.
    Visitors,
    /// Orders of these.
    WebOrders,
}

/// What an own figure is made of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A figure of [`super::KPIS`] that adds up, by its key.
    Kpi(&'static str),
    /// How many records of a template there are.
    Records(TemplateId),
    /// What a field of a template's records comes to.
    Field(TemplateId, String),
}

/// A shop's own figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Own {
    /// The word it is named by.
    pub key: String,
    /// Its name, as the shop calls it.
    pub name: String,
    /// What it says, in Indonesian and English.
    pub says: (String, String),
    /// Where it is shown.
    pub group: KpiGroup,
    /// What it is measured in.
    pub unit: Unit,
    /// Which way is better.
    pub better: Better,
    /// What is summed up.
    pub of: Part,
    /// What that is divided by.
    pub per: Option<Part>,
}
