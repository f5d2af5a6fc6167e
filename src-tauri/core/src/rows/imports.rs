//! What a file would do to the book, or has done.

use serde::{Deserialize, Serialize};

use crate::marketplace::FileProblem;
use crate::rows::orders::StageCount;
use crate::{Channel, Day, Money, Sentence, Stage, StoreId};

row! {
    /// How far an import is.
    ImportProgress {
        /// Rows so far.
        rows: u32,
        /// What is being done.
        phase: ImportPhase,
    }

    /// One order of an import's preview.
    ImportRow {
        /// The marketplace's order id.
        external_id: String,
        /// Row of the file.
        row: u32,
        /// What the import will do with it.
        kind: ImportKind,
        /// Whether it is new and left before the start day: for reports only.
        history: bool,
        /// Stage in the book now; none if new.
        before: Option<Stage>,
        /// Stage after.
        after: Stage,
        /// Buyer.
        customer: String,
        /// Units.
        units: i64,
        /// What the buyer pays in all.
        total: Money,
        /// What will happen, or why it stays out.
        what: Sentence,
    }

    /// What a person has to know of an order of a file: why it stays out, or what can't follow the file.
    ImportWarning {
        /// The marketplace's order id.
        external_id: String,
        /// Row of the file.
        row: u32,
        /// What, and what to do.
        message: Sentence,
        /// Lines that the book has and the file doesn't: `2 × Mangkuk, Hijau`.
        missing: Vec<String>,
        /// Whether the order stays out of what the file does.
        stays: bool,
        /// Whether it waits for a person's word, which takes the file's lines for it.
        waits: bool,
    }

    /// What a file would do to the book, or has done.
    ImportReport {
        /// The file's name.
        file: String,
        /// Where its orders come from.
        channel: Channel,
        /// The store that its orders are of.
        store: StoreId,
        /// Its name.
        store_name: String,
        /// That its order numbers stand in another store already, if they do.
        elsewhere: Option<Sentence>,
        /// Order rows read.
        rows: u32,
        /// Orders in the file, those with problems included.
        orders: u32,
        /// Orders not in the book yet.
        new: u32,
        /// Orders that change.
        changed: u32,
        /// Orders that are the same as in the book.
        unchanged: u32,
        /// Orders that are held and not moved.
        held: u32,
        /// Units of the readable orders.
        units: i64,
        /// Readable orders by the stage that they get.
        by_stage: Vec<StageCount>,
        /// What buyers pay in all, once per order.
        total_paid: Money,
        /// Goods after product discounts by stage.
        goods_by_stage: Vec<StageAmount>,
        /// Products and variants that will be created.
        new_variants: u32,
        /// Orders taken over as history (shipped before the start day).
        history: u32,
        /// Units that are sold but not on the shelf, to be bought or counted.
        missing_units: i64,
        /// What isn't right, by row.
        problems: Vec<FileProblem>,
        /// What isn't right, by order: those that stay out first.
        warnings: Vec<ImportWarning>,
        /// The first day whose sales post.
        start_day: Day,
        /// Whether the start day is still to be decided (the first import).
        asks_start_day: bool,
        /// Orders with what happens to them: new and changed ones first.
        list: Vec<ImportRow>,
        /// Whether it was written to the book.
        applied: bool,
    }

    /// An amount of a stage.
    StageAmount {
        /// The stage.
        stage: Stage,
        /// The amount.
        amount: Money,
    }
}

words! {
    /// What an import is doing.
    ImportPhase {
        /// Reading the file.
        Read,
        /// Writing to the book.
        Write,
    }

    /// What an import does with an order.
    ImportKind {
        /// Not in the book yet.
        New,
        /// In the book, and changes.
        Changed,
        /// The same.
        Unchanged,
        /// Held or in conflict: listed, not moved.
        Held,
    }
}
