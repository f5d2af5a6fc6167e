//! What the book holds of a person, and its erasure.

use serde::{Deserialize, Serialize};

use crate::{CustomerId, OrderId, Sentence};

row! {
    /// Whose data: a customer with whatever was ordered under their phones; or a phone; or the buyer of one order.
    Subject {
        /// A customer.
        customer: Option<CustomerId>,
        /// The buyer of an order.
        order: Option<OrderId>,
        /// A phone, in any form; empty where it isn't asked by one.
        phone: String,
    }

    /// Everything that the book holds of a person.
    PersonData {
        /// What they are called.
        name: String,
        /// Kind by kind.
        sections: Vec<DataSection>,
        /// Why it can't be erased now, reason by reason; empty where it can.
        kept: Vec<Sentence>,
        /// Backups that hold them too.
        backups: Vec<String>,
    }

    /// What it holds of one kind.
    DataSection {
        /// The kind.
        title: Sentence,
        /// What stands above each column.
        heads: Vec<Sentence>,
        /// The rows.
        rows: Vec<Vec<String>>,
    }

    /// A person's data were erased.
    Erased {
        /// Their orders, which stay without them.
        orders: i64,
        /// Backups that still hold them.
        backups: Vec<String>,
        /// What was done, and what is left to do.
        message: Sentence,
    }
}

words! {
    /// In which form a person's data are handed out.
    DataFormat {
        /// To read and print.
        Pdf,
        /// For programs.
        Json,
        /// For spreadsheets.
        Csv,
    }
}
