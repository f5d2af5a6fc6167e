//! Money of the books that is due.

use serde::{Deserialize, Serialize};

use crate::{Day, Money, SupplierId};

words! {
    /// What is due.
    DueKind {
        /// Something that comes again, to be confirmed.
        Recurring,
        /// What equipment has lost in a month, to be confirmed.
        Depreciation,
        /// What a marketplace's balance began with, to be confirmed.
        Opening,
        /// A supplier's bill, to be paid.
        Bill,
        /// A month's final tax, to be posted.
        Tax,
        /// Tax that is posted, to be paid.
        TaxOwed,
    }
}

row! {
    /// What is due of the books.
    TodayDue {
        /// The first of it; 5 at most.
        due: Vec<DueRow>,
        /// All of it.
        due_count: i64,
        /// Of these, what is past its day.
        due_late: i64,
    }

    /// Something that is due.
    DueRow {
        /// What.
        kind: DueKind,
        /// What it is called, or whose bill it is; empty for tax.
        name: String,
        /// Whose bill it is.
        supplier: Option<SupplierId>,
        /// The month of the tax, `yyyymm`.
        month: Option<i64>,
        /// On which day.
        day: Day,
        /// How much.
        amount: Money,
        /// Whether that day is over.
        late: bool,
    }
}
