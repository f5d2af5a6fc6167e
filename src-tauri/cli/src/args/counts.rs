//! What can be typed about stock counts.

use clap::{Args, Subcommand};

/// `stock count`
#[derive(Debug, Subcommand)]
pub enum CountCommand {
    /// Start a count of all goods, or of what matches all that is named.
    Start {
        /// Its name [default: what is counted].
        #[arg(long, default_value = "")]
        name: String,
        /// Shelves that begin so.
        #[arg(long, default_value = "")]
        shelf: String,
        /// Only this category.
        #[arg(long, default_value = "")]
        category: String,
        /// Only these SKUs or barcodes.
        skus: Vec<String>,
    },
    /// Enter what was counted: `SKU=UNITS`, several at once; `SKU=` takes an entry back.
    Enter {
        /// The count's number.
        count: i64,
        /// What was counted.
        #[arg(required = true)]
        entries: Vec<String>,
        /// When it was counted, as for `--now` [default: now].
        #[arg(long, value_name = "T")]
        at: Option<String>,
    },
    /// Open a count; blind while it isn't closed.
    Show {
        /// The count's number.
        count: i64,
        /// With what was expected and how it differs.
        #[arg(long)]
        review: bool,
    },
    /// Close a count: posts the differences.
    Close(Close),
    /// Give a count up; nothing is posted.
    Cancel {
        /// The count's number.
        count: i64,
    },
    /// List the counts, newest first.
    List,
}

/// `stock count close`
#[derive(Debug, Args)]
pub struct Close {
    /// The count's number.
    pub count: i64,
    /// Why, for every difference without a reason of its own.
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Why one variant differs: `SKU=WHY`. May be repeated.
    #[arg(long, value_name = "SKU=WHY")]
    pub reason_for: Vec<String>,
    /// What a unit found costs: `SKU=PRICE` [default: its average cost]. May be repeated.
    #[arg(long, value_name = "SKU=PRICE")]
    pub cost: Vec<String>,
}
