//! Counting and adjusting stock.

use serde::{Deserialize, Serialize};

use crate::{CountId, Instant, Money, Sentence, VariantId};

row! {
    /// What is to be counted: everything, or what matches all that is given.
    CountScope {
        /// Its name ("Rak B"); empty to be given one.
        name: String,
        /// Shelves that begin so; empty for all.
        shelf: String,
        /// Category; empty for all.
        category: String,
        /// Only these variants; empty for all.
        variants: Vec<VariantId>,
    }

    /// One stock count in the list.
    CountRow {
        /// Key and number.
        id: CountId,
        /// Its name.
        name: String,
        /// When it was started.
        started_at: Instant,
        /// Who started it.
        person: String,
        /// Where it stands.
        state: CountState,
        /// Variants to count.
        variants: i64,
        /// Of these, counted.
        counted: i64,
        /// Of these, with a difference; known once it is closed.
        differences: Option<i64>,
        /// What the differences were worth in all, losses negative; known once it is closed.
        value: Option<Money>,
    }

    /// One variant of a count. While the count is blind, expected and difference are not told.
    CountLine {
        /// The variant.
        variant: VariantId,
        /// Product name.
        product: String,
        /// Variant name.
        name: String,
        /// SKU.
        sku: String,
        /// Barcode.
        barcode: String,
        /// Place on the shelf.
        shelf: String,
        /// Units counted; none yet.
        counted: Option<i64>,
        /// When they were counted.
        counted_at: Option<Instant>,
        /// Units that the book had on the shelf then; only when reviewed or closed.
        expected: Option<i64>,
        /// Counted less expected; only when reviewed or closed.
        difference: Option<i64>,
        /// What the difference is worth; only when reviewed or closed.
        value: Option<Money>,
        /// Why there is a difference.
        reason: String,
        /// Whether nobody has said its stock before: what is found was there when the book began, and its cost is asked.
        first: bool,
    }

    /// A count, opened.
    CountDetail {
        /// As in the list.
        row: CountRow,
        /// Its variants in walking order.
        lines: Vec<CountLine>,
    }

    /// What was counted of one variant.
    CountEntry {
        /// The variant.
        variant: VariantId,
        /// Units on the shelf; none to take the entry back.
        counted: Option<i64>,
        /// When they were counted; none for now. Moves since then are taken into account.
        at: Option<Instant>,
    }

    /// Why a variant's count differs.
    CountReason {
        /// The variant.
        variant: VariantId,
        /// Why; needed where there is a difference.
        reason: String,
        /// What a unit found costs; none for its average cost.
        unit_cost: Option<Money>,
    }

    /// Stock adjusted without a count.
    AdjustForm {
        /// The variant.
        variant: VariantId,
        /// What happened.
        kind: AdjustKind,
        /// Units, above zero; for `set` what is on the shelf now.
        quantity: i64,
        /// Why.
        reason: String,
        /// What a unit found costs; none for its average cost.
        unit_cost: Option<Money>,
    }

    /// What a count or an adjustment did.
    Adjusted {
        /// In a sentence.
        message: Sentence,
    }
}

words! {
    /// Where a stock count stands.
    CountState {
        /// Being counted.
        Open,
        /// Finished, differences posted.
        Closed,
        /// Given up, nothing posted.
        Cancelled,
    }

    /// What an adjustment says.
    AdjustKind {
        /// Found: loss to shelf.
        Found,
        /// Lost: shelf to loss.
        Lost,
        /// Damaged: shelf to damaged.
        Damaged,
        /// Repaired: damaged to shelf.
        Repaired,
        /// Thrown away: damaged to loss.
        Discarded,
        /// So many are on the shelf now: found or lost, by the difference.
        Set,
    }
}

impl AdjustKind {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Found, Self::Lost, Self::Damaged, Self::Repaired, Self::Discarded, Self::Set];

    /// The kind of that word.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Lost => "lost",
            Self::Damaged => "damaged",
            Self::Repaired => "repaired",
            Self::Discarded => "discarded",
            Self::Set => "set",
        }
    }
}

impl CountState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Cancelled];

    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.key() == key)
    }
}
