//! Stores: the shop's accounts at marketplaces.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Channel, Money, StoreId};

row! {
    /// One account of the shop at a marketplace: two shops on one marketplace are two stores. Our own channels have none.
    StoreRow {
        /// Key; zero for a new one.
        id: StoreId,
        /// The marketplace.
        channel: Channel,
        /// Its name, unlike that of any other.
        name: String,
        /// The account of what the marketplace keeps for the shop until it is withdrawn: of this store, or of several. Zero
        /// for one of its own.
        wallet: AccountId,
        /// Takes no new orders.
        archived: bool,
        /// What the marketplace owes for its orders.
        receivable: Money,
    }
}
