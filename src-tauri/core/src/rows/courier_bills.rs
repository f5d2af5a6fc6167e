//! Couriers' bills for many parcels.

use serde::{Deserialize, Serialize};

use crate::{Day, Money, OrderId, Refusal};

/// What couriers charge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum CourierBills {
    /// Parcel by parcel.
    Each {
        /// A bill each.
        bills: Vec<CourierBill>,
    },
    /// One sum for parcels that went together, shared by what they weigh.
    Shared {
        /// The sum.
        amount: Money,
        /// The parcels.
        orders: Vec<OrderId>,
    },
    /// What buyers were charged, for parcels that left so many days ago or earlier and have no bill.
    AsCharged {
        /// Days.
        days: i64,
    },
}

row! {
    /// What a courier charges for a parcel.
    CourierBill {
        /// Which.
        order: OrderId,
        /// How much.
        amount: Money,
    }

    /// A line of a courier's bill as it was pasted.
    CourierBillRow {
        /// Its line, from 1.
        line: i64,
        /// What it calls the parcel: tracking or order number.
        word: String,
        /// Which order that is; none where the book has none, or it can't have a bill.
        order: Option<OrderId>,
        /// Whom it went to.
        customer: String,
        /// What the courier charges; zero where that can't be read.
        amount: Money,
        /// What the buyer was charged for shipping.
        charged: Money,
        /// The bill that it has already.
        was: Option<Money>,
        /// Why it can't be taken.
        refusal: Option<Refusal>,
    }

    /// What a pasted courier's bill would do.
    CourierBillPreview {
        /// Its lines, blank ones left out.
        rows: Vec<CourierBillRow>,
        /// What can be taken comes to.
        total: Money,
    }

    /// Parcels of one courier that left on one day and have no courier's bill.
    UnbilledHandover {
        /// The courier.
        courier: String,
        /// The day on which they left.
        day: Day,
        /// The parcels.
        orders: Vec<OrderId>,
        /// What they weigh together, in grams.
        weight_g: i64,
        /// What their buyers were charged.
        charged: Money,
    }

    /// Parcels without a courier's bill.
    UnbilledParcels {
        /// By hand-over, the latest first.
        handovers: Vec<UnbilledHandover>,
        /// Whether there are earlier ones than these.
        more: bool,
        /// From so many days on a bill isn't expected any more.
        days: i64,
        /// Parcels that left so long ago, whose buyers were charged.
        old: i64,
        /// What they were charged.
        old_charged: Money,
    }
}
