//! What can be typed about money and about what comes back.

use clap::{Args, Subcommand};
use runut_core::rows::PaymentMethod;
use runut_core::{Day, Money};

use super::parse::{day, money, word};

/// `pay`
#[derive(Debug, Args)]
pub struct Pay {
    /// For which orders: `ORDER=AMOUNT`, or `ORDER` for what it still lacks. Several share one payment.
    #[arg(required = true, value_name = "ORDER[=AMOUNT]")]
    pub parts: Vec<String>,
    #[command(flatten)]
    pub how: How,
    /// What a gateway or QRIS kept of it: the rest comes into the account.
    #[arg(long, default_value = "0", value_parser = money)]
    pub fee: Money,
    /// When it came: as `--now` is written [default: now].
    #[arg(long, value_name = "T")]
    pub at: Option<String>,
    /// Who paid, as the bank says.
    #[arg(long, default_value = "")]
    pub payer: String,
}

/// How money moved.
#[derive(Debug, Args)]
pub struct How {
    /// Account: cash, bank, its name or number.
    #[arg(long, default_value = "bank")]
    pub account: String,
    /// transfer, qris, ewallet, cash or cod.
    #[arg(long, default_value = "transfer", value_parser = word::<PaymentMethod>)]
    pub method: PaymentMethod,
    /// The bank's reference.
    #[arg(long, default_value = "")]
    pub reference: String,
    /// A note.
    #[arg(long, default_value = "")]
    pub note: String,
}

/// `payment`
#[derive(Debug, Subcommand)]
pub enum Payment {
    /// Payments and refunds, newest first.
    List(PaymentList),
    /// Open orders that a payment may be for: those that lack exactly the amount first.
    Candidates {
        /// Number, name, phone, amount.
        #[arg(default_value = "")]
        search: String,
        /// How much came.
        #[arg(long, value_parser = money)]
        amount: Option<Money>,
    },
}

/// `payment list`
#[derive(Debug, Args)]
pub struct PaymentList {
    /// Only this order's.
    #[arg(long)]
    pub order: Option<String>,
    /// Only this account's.
    #[arg(long)]
    pub account: Option<String>,
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Amount, order number, payer, reference.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// `order refund`
#[derive(Debug, Args)]
pub struct Refund {
    /// The order.
    pub id: String,
    /// How much [default: all that is owed].
    #[arg(long, value_parser = money)]
    pub amount: Option<Money>,
    #[command(flatten)]
    pub how: How,
}

/// `order claim`
#[derive(Debug, Args)]
pub struct Claim {
    /// The order.
    pub id: String,
    /// What is claimed: `LINE=UNITS:AMOUNT`, the line by SKU or by its place from 1, the units that come back, how much of
    /// the price. Without `:AMOUNT` the units' share of it; of a marketplace's order it is always that.
    #[arg(value_name = "LINE=UNITS[:AMOUNT]")]
    pub lines: Vec<String>,
    /// Shipping claimed back.
    #[arg(long, default_value = "0", value_parser = money)]
    pub shipping: Money,
    /// Why.
    #[arg(long)]
    pub reason: String,
}

/// `order return`
#[derive(Debug, Args)]
pub struct Return {
    /// The order.
    pub id: String,
    /// What came back: `LINE=SELLABLE[/DAMAGED[/LOST]]`, the line by SKU or by its place from 1.
    #[arg(value_name = "LINE=SELLABLE[/DAMAGED[/LOST]]")]
    pub lines: Vec<String>,
    /// All that is still out, sellable.
    #[arg(long, conflicts_with = "lines")]
    pub all: bool,
    /// Claim for the buyer what comes back, and give the money back, in the same step; an amount where it is another than
    /// what is due. Alone, for goods that are back already.
    #[arg(long, num_args = 0..=1, value_name = "AMOUNT", value_parser = money)]
    #[allow(clippy::option_option)]
    pub refund: Option<Option<Money>>,
    /// Account that the money leaves [default: the one that the buyer paid into].
    #[arg(long, requires = "refund")]
    pub account: Option<String>,
    /// transfer, qris, ewallet or cash.
    #[arg(long, default_value = "transfer", requires = "refund", value_parser = word::<PaymentMethod>)]
    pub method: PaymentMethod,
    /// The bank's reference.
    #[arg(long, default_value = "", requires = "refund")]
    pub reference: String,
}
