//! What can be typed about suppliers and what is bought from them.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::{CostSplit, PurchaseStage};
use runut_core::{Day, Money};

use super::Switch;
use super::parse::{day, money, word};

/// `supplier`
#[derive(Debug, Subcommand)]
pub enum Supplier {
    /// Suppliers, with what they are owed.
    List,
    /// Add a supplier.
    Add {
        /// Their name.
        name: String,
        #[command(flatten)]
        about: SupplierAbout,
    },
    /// Change a supplier; what isn't named stays.
    Set {
        /// Their name.
        name: String,
        /// Their new name.
        #[arg(long)]
        new_name: Option<String>,
        #[command(flatten)]
        about: SupplierAbout,
        /// Whether they are no longer bought from.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// What is known of a supplier.
#[derive(Debug, Args)]
pub struct SupplierAbout {
    /// Phone.
    #[arg(long)]
    pub phone: Option<String>,
    /// Address.
    #[arg(long)]
    pub address: Option<String>,
    /// A note.
    #[arg(long)]
    pub note: Option<String>,
    /// Days until a bill of theirs is due.
    #[arg(long, value_name = "DAYS")]
    pub due_days: Option<i64>,
}

/// `purchase`
#[derive(Debug, Subcommand)]
pub enum Purchase {
    /// Purchase orders, newest first.
    List {
        /// draft, ordered, partly_received, received, billed, paid or cancelled.
        #[arg(long, value_parser = word::<PurchaseStage>)]
        stage: Option<PurchaseStage>,
        /// Words over number, supplier and goods.
        #[arg(long, default_value = "")]
        search: String,
        /// Rows at most.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// The `next` of the page before.
        #[arg(long)]
        after: Option<String>,
    },
    /// One purchase order, with its receipts and bills.
    Show {
        /// Its number.
        id: i64,
    },
    /// Order goods: `SKU=UNITS@PRICE` of one.
    New {
        /// The supplier's name; a new one is added.
        supplier: String,
        #[command(flatten)]
        what: Wanted,
        /// Keep it as a draft.
        #[arg(long)]
        draft: bool,
    },
    /// Change a purchase order of which nothing has come.
    Change {
        /// Its number.
        id: i64,
        /// The supplier's name [default: as it is].
        #[arg(long)]
        supplier: Option<String>,
        #[command(flatten)]
        what: Wanted,
    },
    /// Send a draft to the supplier.
    Order {
        /// Its number.
        id: i64,
    },
    /// Receive goods: `SKU=UNITS@PRICE` of one or `SKU=UNITS:COST` of all. Of an order, without lines: all that is still to come.
    Receive(PurchaseReceive),
    /// What the coming of goods cost becomes known later: `WHAT:AMOUNT:supplier|courier|ACCOUNT`.
    Cost {
        /// The receipt's number.
        receipt: i64,
        /// What, how much, against what.
        cost: String,
        /// How it is shared: value, units or weight.
        #[arg(long, default_value = "value", value_parser = word::<CostSplit>)]
        split: CostSplit,
    },
    /// Enter a supplier's bill for receipts.
    Bill(PurchaseBill),
    /// Pay bills: `BILL`, or `BILL=AMOUNT` of it. A credit among them is paid back.
    Pay {
        /// Which bills.
        #[arg(required = true, value_name = "BILL[=AMOUNT]")]
        bills: Vec<String>,
        #[command(flatten)]
        how: PaidHow,
        /// Use the supplier's open credits instead of money.
        #[arg(long, conflicts_with = "account")]
        credit: bool,
    },
    /// Pay for a purchase order in advance.
    Advance {
        /// Its number.
        id: i64,
        /// How much.
        #[arg(value_parser = money)]
        amount: Money,
        #[command(flatten)]
        how: PaidHow,
        /// The supplier gives it back.
        #[arg(long)]
        back: bool,
    },
    /// Send goods back to the supplier: `SKU=UNITS`, or `SKU=UNITS:CREDIT` where they give another sum.
    Return {
        /// The receipt that they came with.
        receipt: i64,
        /// What goes back.
        #[arg(required = true, value_name = "SKU=UNITS[:CREDIT]")]
        lines: Vec<String>,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// The rest won't come.
    Close {
        /// Its number.
        id: i64,
    },
    /// It isn't wanted any more.
    Cancel {
        /// Its number.
        id: i64,
    },
    /// Receipts and what went back, newest first.
    Receipts {
        /// Only those without a bill.
        #[arg(long)]
        unbilled: bool,
        /// Only those of this supplier.
        #[arg(long)]
        supplier: Option<String>,
        /// Rows at most.
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
    },
    /// What is owed to suppliers, by age.
    Payables,
    /// A purchase order on paper (PDF).
    Pdf {
        /// Its number.
        id: i64,
        /// The file.
        #[arg(long)]
        out: PathBuf,
        /// Also where a file of that name is no document of ours.
        #[arg(long)]
        force: bool,
    },
}

/// What is ordered.
#[derive(Debug, Args)]
pub struct Wanted {
    /// Goods.
    #[arg(required = true, value_name = "SKU=UNITS@PRICE")]
    pub lines: Vec<String>,
    /// When they should come.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub expected: Option<Day>,
    /// A note for the supplier.
    #[arg(long, default_value = "")]
    pub note: String,
}

/// `purchase receive`
#[derive(Debug, Args)]
pub struct PurchaseReceive {
    /// What came.
    #[arg(value_name = "SKU=UNITS@PRICE")]
    pub lines: Vec<String>,
    /// The purchase order that it is of.
    #[arg(long, value_name = "NUMBER")]
    pub order: Option<i64>,
    #[command(flatten)]
    pub how: Came,
    /// From whom.
    #[arg(long, default_value = "", conflicts_with = "order")]
    pub supplier: String,
}

/// How goods came.
#[derive(Debug, Args)]
pub struct Came {
    /// When [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// The supplier's document number.
    #[arg(long, default_value = "")]
    pub reference: String,
    /// A note.
    #[arg(long, default_value = "")]
    pub note: String,
    /// What their coming cost beside: `WHAT:AMOUNT:supplier|courier|ACCOUNT`. Several times for several.
    #[arg(long, value_name = "WHAT:AMOUNT:OF")]
    pub cost: Vec<String>,
    /// How that is shared: value, units or weight.
    #[arg(long, default_value = "value", value_parser = word::<CostSplit>)]
    pub split: CostSplit,
}

/// `purchase bill`
#[derive(Debug, Args)]
pub struct PurchaseBill {
    /// Numbers of receipts.
    #[arg(required = true)]
    pub receipts: Vec<i64>,
    /// Whose it is [default: the receipts' supplier].
    #[arg(long, default_value = "")]
    pub supplier: String,
    /// The supplier's number.
    #[arg(long, default_value = "")]
    pub number: String,
    /// Its date [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// When it is due [default: as agreed with the supplier].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub due: Option<Day>,
    /// What is billed otherwise than received: `SKU=AMOUNT` for all of its units.
    #[arg(long, value_name = "SKU=AMOUNT", allow_hyphen_values = true)]
    pub line: Vec<String>,
    /// What it asks beside the goods: `WHAT:AMOUNT`.
    #[arg(long, value_name = "WHAT:AMOUNT")]
    pub cost: Vec<String>,
    /// How that is shared: value, units or weight.
    #[arg(long, default_value = "value", value_parser = word::<CostSplit>)]
    pub split: CostSplit,
    /// A note.
    #[arg(long, default_value = "")]
    pub note: String,
}

/// How money left.
#[derive(Debug, Args)]
pub struct PaidHow {
    /// Account: cash, bank, its name or number.
    #[arg(long, visible_alias = "from", default_value = "bank")]
    pub account: String,
    /// When [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// The bank's reference.
    #[arg(long, default_value = "")]
    pub reference: String,
}
