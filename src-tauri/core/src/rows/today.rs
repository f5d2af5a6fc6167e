//! The screen "Hari ini": one row a section, each a question of its own.

mod due;
mod first;
mod held;
mod low;
mod money;
mod parcels;
mod pickups;
mod queue;
mod records;
mod reports;
mod sales;
mod tasks;

use serde::{Deserialize, Serialize};

use super::TodayGoals;
use crate::{Day, Instant};

pub use due::*;
pub use first::*;
pub use held::*;
pub use low::*;
pub use money::*;
pub use parcels::*;
pub use pickups::*;
pub use queue::*;
pub use records::*;
pub use reports::*;
pub use sales::*;
pub use tasks::*;

words! {
    /// How much something presses.
    Urgency {
        /// Not yet.
        Fine,
        /// It is worth a look.
        Soon,
        /// It should have been done.
        Now,
    }
}

/// All sections at once, for a door that shows them in one go. Their fields stand side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Today {
    /// Now.
    pub now: Instant,
    /// The business day.
    pub day: Day,
    /// Parcels that have not left.
    #[serde(flatten)]
    pub parcels: TodayParcels,
    /// What the couriers fetch next.
    #[serde(flatten)]
    pub pickups: TodayPickups,
    /// How much waits at each stage.
    #[serde(flatten)]
    pub queue: TodayQueue,
    /// Money to look at.
    #[serde(flatten)]
    pub money: TodayMoney,
    /// What is due of the books.
    #[serde(flatten)]
    pub due: TodayDue,
    /// Reports that should be looked at today.
    #[serde(flatten)]
    pub reports: TodayReports,
    /// What is held.
    #[serde(flatten)]
    pub held: TodayHeld,
    /// Sales of the week and of yesterday.
    #[serde(flatten)]
    pub sales: TodaySales,
    /// What the shop wants, and how it stands.
    #[serde(flatten)]
    pub goals: TodayGoals,
    /// What runs out.
    #[serde(flatten)]
    pub low: TodayLow,
    /// Open tasks.
    #[serde(flatten)]
    pub tasks: TodayTasks,
    /// What is still to be recorded.
    #[serde(flatten)]
    pub records: TodayRecords,
    /// The first steps of a new shop.
    #[serde(flatten)]
    pub first: TodayFirst,
}
