//! The report of a day, a week or a month: which figures it shows and tests, and what it says of what stands out.

mod acting;
mod chatting;
mod telling;

use crate::findings::{Candidate, Family, Kind, Period, Series};
use crate::kpi::Kpi;

pub use acting::{Proposal, proposal};
pub use chatting::{chat_text, state_word};
pub use telling::{Said, cases_cause, money_cause, stock_cause, told, told_later};

/// Figures that a report shows, in their order; what was never recorded is left out.
pub const SHOWN: [&str; 15] = [
    "orders",
    "shipped",
    "net_sales",
    "aov",
    "gross_margin",
    "profit",
    "fee_share",
    "losing",
    "cancelled",
    "late",
    "returns",
    "failed",
    "stock_out",
    "complaints",
    "roas",
];

/// What a figure tells of, so that nothing is told twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// How much is sold.
    Sales = 1,
    /// What an order comes to.
    OrderValue,
    /// What is left of sales after the goods' cost.
    Margin,
    /// What marketplaces take.
    Fees,
    /// Orders that lose money.
    Losses,
    /// Cancellations.
    Cancelled,
    /// Parcels that leave late.
    Late,
    /// Goods that come back.
    Returns,
    /// Parcels that aren't delivered.
    Failed,
    /// Goods that are out.
    StockOut,
}

/// A figure of the shop that is tested.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// Which.
    pub key: &'static str,
    /// How.
    pub kind: Kind,
    /// What it tells of.
    pub story: Story,
}

const fn tried(key: &'static str, kind: Kind, story: Story) -> Tried {
    Tried { key, kind, story }
}

/// The figures of the shop that are tested.
pub const TRIED: [Tried; 12] = [
    tried("orders", Kind::SHOP, Story::Sales),
    tried("net_sales", Kind::Sum, Story::Sales),
    tried("profit", Kind::Sum, Story::Sales),
    tried("aov", Kind::Mean, Story::OrderValue),
    tried("gross_margin", Kind::Share, Story::Margin),
    tried("fee_share", Kind::Share, Story::Fees),
    tried("losing", Kind::Rate, Story::Losses),
    tried("cancelled", Kind::Rate, Story::Cancelled),
    tried("late", Kind::Rate, Story::Late),
    tried("returns", Kind::Rate, Story::Returns),
    tried("failed", Kind::Rate, Story::Failed),
    tried("stock_out", Kind::Rate, Story::StockOut),
];

/// The figure of stores that is tested, that of couriers and persons, and that of products: their units stand as parcels.
pub const OF_STORES: Tried = tried("orders", Kind::STORE, Story::Sales);
/// The figure of couriers and of persons that is tested.
pub const OF_COURIERS: Tried = tried("late", Kind::Rate, Story::Late);
/// The figure of products that is tested: units sold stand in the place of parcels.
pub const OF_PRODUCTS: Tried = tried("shipped", Kind::PRODUCT, Story::Sales);

/// Numbers of products among the parts of a shop: behind those of stores, couriers and persons.
pub const PRODUCTS: i64 = 1_000_000;

/// A figure of the shop, or of a part of it, that a report looks at.
#[derive(Clone, Debug)]
pub struct Looked {
    /// Which.
    pub kpi: &'static Kpi,
    /// Of what part, by its number; nil for the whole shop.
    pub dim: i64,
    /// The part's name; empty for the whole shop.
    pub part: String,
    /// What it tells of.
    pub story: Story,
    /// The figure and what it was.
    pub series: Series,
    /// Of when it is: the report's own period, or the last of which everything is known.
    pub period: Period,
}

impl Looked {
    /// As it is tested.
    #[must_use]
    pub fn candidate(&self) -> Candidate {
        let family = if self.dim == 0 { Family::Shop } else { Family::Segment };
        Candidate { family, story: self.story as u16, series: self.series.clone() }
    }

    /// Whether it is a product's.
    #[must_use]
    pub const fn is_product(&self) -> bool {
        self.dim >= PRODUCTS
    }
}
