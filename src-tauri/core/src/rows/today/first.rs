//! What a new shop does first.

use serde::{Deserialize, Serialize};

row! {
    /// The first steps of a new shop.
    TodayFirst {
        /// What is done of them; none once all are.
        first: Option<FirstSteps>,
    }

    /// What a new shop has to do first, and what of it is done.
    FirstSteps {
        /// Buyers can be told an account to pay into.
        account: bool,
        /// The couriers are those that the shop uses: one has a pick-up time, or one was put away.
        courier: bool,
        /// There are products.
        product: bool,
        /// The stock of one was said.
        stock: bool,
        /// There is an order.
        order: bool,
        /// What the shop wants was chosen: it may be left for later.
        goal: bool,
    }
}
