//! Figures of the shop's days: what is counted of orders and of the people who act, and what each order adds to them.
//!
//! Invariant: what an order adds is a pure function of the order as it stands and of when its steps were done ([`crate::order::marks`]). A write adds
//! the difference of before and after, so that a late return corrects the day on which its parcel left by itself, and the audit adds
//! all of them up again.

mod buyer;
mod dim;
mod tally;
mod way;

use serde::{Deserialize, Serialize};

pub use buyer::{Buyer, Purchases};
pub use dim::Dim;
pub use tally::{Span, bucket_of, minutes_of, quantile};
pub use way::Way;

macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident = $column:literal),+ $(,)?) => {
        /// What is counted by day. Units, orders and parcels are whole numbers, amounts whole rupiah, work seconds.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Count { $($(#[$doc])* $name),+ }

        impl Count {
            /// All of them, in the order of their columns.
            pub const ALL: [Self; counts!(@count $($name)+)] = [$(Self::$name),+];

            /// The column it is kept in.
            #[must_use]
            pub const fn column(self) -> &'static str {
                match self { $(Self::$name => $column),+ }
            }
        }
    };
    (@count $($name:ident)+) => { <[()]>::len(&[$(counts!(@unit $name)),+]) };
    (@unit $name:ident) => { () };
}

counts! {
    /// Orders placed; drafts aren't. Of the day on which they were placed, as all down to the goods ordered.
    Placed = "placed",
    /// Of these, those that were cancelled since.
    Cancelled = "cancelled",
    /// Of those, the ones that the shop is said to have cancelled, or not to have sent.
    SellerCancelled = "seller_cancelled",
    /// Units ordered, cancelled orders left out.
    Units = "units",
    /// Orders that have these units.
    UnitOrders = "unit_orders",
    /// Of these, those of which it is known who bought.
    Known = "known",
    /// Buyers whose first order is of that day. Of the whole shop alone, as the next.
    NewBuyers = "new_buyers",
    /// Of these, those who bought on a later day within [`REPEAT_DAYS`].
    CameBack = "came_back",
    /// Parcels that left. Of the day on which they left, as all that follow.
    Shipped = "shipped",
    /// Units in them.
    ShippedUnits = "shipped_units",
    /// Price of their goods less what the shop bears of it, in rupiah.
    Net = "net",
    /// Orders whose profit is known, or expected.
    ProfitOrders = "profit_orders",
    /// What they earned.
    Profit = "profit",
    /// Those that lost.
    Losing = "losing",
    /// Those with goods of which nobody knows what they cost.
    Uncosted = "uncosted",
    /// Units claimed or back.
    BackUnits = "back_units",
    /// Parcels that couldn't be delivered, those paid on delivery left out.
    Failed = "failed",
    /// Parcels paid on delivery.
    Cod = "cod",
    /// Those of them that couldn't be delivered.
    CodFailed = "cod_failed",
    /// Parcels that had a day until which they had to leave.
    Due = "due",
    /// Those that left after it.
    Late = "late",
    /// Parcels of which it is known when they were paid.
    PaidShipped = "paid_shipped",
    /// Those that left no later than the day after.
    Fast = "fast",
    /// Rupiah that marketplaces and couriers still owe of parcels on their way. Of the day on which they left, and of the whole shop alone, as
    /// the next two, which are of the day on which the parcels arrived.
    OwedOnWay = "owed_on_way",
    /// What marketplaces owe of parcels that arrived.
    OwedByStores = "owed_by_stores",
    /// What couriers owe of those that were paid to them.
    OwedByCouriers = "owed_by_couriers",
    /// Scans at the packing table that were refused. Of the day of the scan.
    WrongScans = "wrong_scans",
    /// Entries of the log by a person. Of the day of the entry, as the next.
    Acts = "acts",
    /// Seconds of work: between entries of one person that are no more than ten minutes apart.
    Work = "work",
}

/// Days within which a new buyer is hoped to come back.
pub const REPEAT_DAYS: i64 = 60;

/// What is counted on a day, of one [`Dim`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures([i64; Count::ALL.len()]);

impl Default for Figures {
    fn default() -> Self {
        Self([0; Count::ALL.len()])
    }
}

impl Figures {
    /// Figures in the order of their columns.
    #[must_use]
    pub const fn new(counts: [i64; Count::ALL.len()]) -> Self {
        Self(counts)
    }

    /// One of them.
    #[must_use]
    pub const fn of(&self, count: Count) -> i64 {
        self.0[count as usize]
    }

    /// All of them, in the order of their columns.
    #[must_use]
    pub const fn all(&self) -> &[i64; Count::ALL.len()] {
        &self.0
    }

    /// Counts some more, or with a minus less.
    pub fn add(&mut self, count: Count, by: i64) {
        let kept = &mut self.0[count as usize];
        *kept = kept.saturating_add(by); // beyond what is kept either way
    }

    /// Adds others so many times: −1 takes them away.
    pub fn add_all(&mut self, others: &Self, times: i64) {
        for (kept, by) in self.0.iter_mut().zip(others.0) {
            *kept = kept.saturating_add(by.saturating_mul(times));
        }
    }

    /// Whether nothing is counted.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.0 == [0; Count::ALL.len()]
    }
}

/// Seconds that an entry adds to the work of whoever made it: since the one before it on the same day, where that is no more than ten
/// minutes ago.
#[must_use]
pub const fn work_since(before_ms: i64, now_ms: i64) -> i64 {
    let seconds = (now_ms - before_ms) / 1000;
    if seconds > 0 && seconds <= 600 { seconds } else { 0 }
}
