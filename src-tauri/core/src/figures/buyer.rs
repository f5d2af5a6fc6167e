//! Who bought: by what a buyer is known from one order to the next.

use crate::{CustomerId, StoreId};

/// A buyer: a customer of the shop's, else who a store calls by a name that isn't masked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Buyer {
    /// By the customer's number.
    Customer(CustomerId),
    /// By the store, none for our own channels, and the name there.
    Named(Option<StoreId>, String),
}

/// What a buyer's orders of a day come to, cancelled ones left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purchases {
    /// How many they are.
    pub orders: i64,
    /// Their totals, in rupiah.
    pub spent: i64,
}

impl Purchases {
    /// Adds others so many times: −1 takes them away.
    pub fn add(&mut self, others: Self, times: i64) {
        self.orders += others.orders * times;
        self.spent = self.spent.saturating_add(others.spent.saturating_mul(times)); // beyond what is kept either way
    }

    /// Whether nothing was bought.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
