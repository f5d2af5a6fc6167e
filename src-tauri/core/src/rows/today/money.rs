//! Money that a person should look at.

use serde::{Deserialize, Serialize};

use crate::{Instant, Money, OrderId, Stage};

row! {
    /// Money to look at: covered orders to approve, part payments, overpayments.
    TodayMoney {
        /// The first of it; 5 at most.
        money: Vec<MoneyCheckRow>,
        /// Orders with money to look at.
        money_orders: i64,
        /// What it comes to.
        money_total: Money,
    }

    /// Money that a person should look at.
    MoneyCheckRow {
        /// The order.
        order: OrderId,
        /// Its buyer.
        customer: String,
        /// What came.
        paid: Money,
        /// What came beyond its total; negative where it lacks.
        beyond: Money,
        /// When it came.
        at: Option<Instant>,
        /// Account it came into.
        account: String,
        /// Where the order stands.
        stage: Stage,
    }
}
