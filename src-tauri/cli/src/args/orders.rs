//! What can be typed about orders: the list, the verbs, their documents.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::OrderMark;
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Channel, Day, Money, Stage};

use super::ordering::{Amend, NewOrder, TextOf};
use super::parse::{channel, day, money, stage, word};
use super::payments::{Claim, Refund, Return};

/// `orders`
#[derive(Debug, Args)]
pub struct Orders {
    /// Only this stage.
    #[arg(long, value_parser = stage)]
    pub stage: Option<Stage>,
    /// Only this channel.
    #[arg(long, value_parser = channel)]
    pub channel: Option<Channel>,
    /// Only this store at a marketplace, by its name.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// Only with this mark: late, due_today, noted, cod, held, short, back, overdue, dropship, unprinted or unlabelled.
    #[arg(long, value_parser = word::<OrderMark>)]
    pub mark: Option<OrderMark>,
    /// Only this courier, by the shop's name or the orders' own word.
    #[arg(long, default_value = "")]
    pub courier: String,
    /// Only ordered on this business day.
    #[arg(long, value_parser = day, value_name = "2026-11-22")]
    pub day: Option<Day>,
    /// Only approved or packed ones whose slip isn't printed.
    #[arg(long, conflicts_with = "mark")]
    pub not_printed: bool,
    /// Only approved or packed ones whose label, ours to print, isn't printed.
    #[arg(long, conflicts_with_all = ["mark", "not_printed"])]
    pub label_not_printed: bool,
    /// Number, name, tracking number, order id.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// Orders, by number, `RN-` code, tracking number or the channel's order id.
#[derive(Debug, Args)]
pub struct Ids {
    /// The orders.
    #[arg(required = true)]
    pub ids: Vec<String>,
}

/// Orders and a reason.
#[derive(Debug, Args)]
pub struct IdsWhy {
    /// The orders.
    #[arg(required = true)]
    pub ids: Vec<String>,
    /// Why.
    #[arg(long)]
    pub reason: String,
}

/// `order`
#[derive(Debug, Subcommand)]
pub enum Order {
    /// Open one.
    Show {
        /// The order.
        id: String,
    },
    /// Type a new one, from a document.
    New(NewOrder),
    /// Change what is ordered, from a document.
    Amend(Amend),
    /// Show one, a copy, or an empty one as a document to write into.
    Form {
        /// The order to amend.
        id: Option<String>,
        /// A new order with goods, customer and address of this one.
        #[arg(long, value_name = "ORDER", conflicts_with = "id")]
        copy: Option<String>,
    },
    /// A text for the buyer, ready to paste.
    Text(TextOf),
    /// Make drafts orders: their goods are allocated.
    Place(Ids),
    /// Let them through to the warehouse.
    Approve {
        /// The orders.
        #[arg(required = true)]
        ids: Vec<String>,
        /// An owner's reason to let through what isn't covered.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Take the approval back.
    Unapprove(Ids),
    /// Close their parcels, every unit ticked by hand; `--scan` packs one by its scans.
    Pack {
        /// The orders.
        #[arg(required = true)]
        ids: Vec<String>,
        /// Scan these codes into the parcel, one by one.
        #[arg(long, num_args = 1.., value_name = "CODE")]
        scan: Vec<String>,
    },
    /// Open their parcels again.
    Unpack(IdsWhy),
    /// Hand them to their couriers.
    Ship {
        /// The orders.
        ids: Vec<String>,
        /// Tracking number, for one order [default: the order's own].
        #[arg(long)]
        tracking: Option<String>,
        /// Courier [default: the order's own].
        #[arg(long)]
        courier: Option<String>,
        /// Many at once: a file of two columns, order and tracking number; `-` reads standard input.
        #[arg(long, value_name = "FILE", conflicts_with_all = ["ids", "tracking"])]
        paste: Option<PathBuf>,
        /// "Gabung paket": the number may be another order's.
        #[arg(long)]
        join: bool,
    },
    /// Get them back from the courier's counter.
    Recall(IdsWhy),
    /// The buyers have them.
    Deliver(Ids),
    /// The buyers don't have them after all.
    Undeliver(Ids),
    /// Accepted, or the return window is over.
    Complete(Ids),
    /// Open completed or cancelled ones again.
    Reopen(Ids),
    /// Stop them where they are.
    Hold(IdsWhy),
    /// Let held ones go on.
    Release {
        /// The orders.
        #[arg(required = true)]
        ids: Vec<String>,
        /// Why the owner lets one through that isn't covered and is approved or packed already.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// Cancel them.
    Cancel(IdsWhy),
    /// Cancel these because their payment deadline has passed.
    Expire(Ids),
    /// Their delivery failed: they come back.
    Fail(IdsWhy),
    /// A buyer's claim: money only.
    Claim(Claim),
    /// Goods came back, graded: stock and cost only.
    Return(Return),
    /// Give money back, up to what is owed.
    Refund(Refund),
    /// What the courier charges for a parcel that has left.
    CourierBill {
        /// The order.
        id: String,
        /// How much.
        #[arg(value_parser = money)]
        amount: Money,
    },
    /// What one unit of a line cost that left without its cost being known.
    Cost {
        /// The order.
        id: String,
        /// Line and cost of one unit, for one line or several: `GLB-01 9.000 GLB-02 12.000`. A line by SKU, or by its place
        /// from 1.
        #[arg(required = true, num_args = 2.., value_names = ["LINE", "COST"])]
        costs: Vec<String>,
    },
}

/// `print`
#[derive(Debug, Subcommand)]
pub enum Print {
    /// What to take from the shelves, A4.
    PickList(PrintWhat),
    /// A packing slip for each order.
    Slips {
        #[command(flatten)]
        what: PrintWhat,
        /// a4, a5 or a6 [default: the shop's].
        #[arg(long, value_parser = word::<SlipSize>)]
        size: Option<SlipSize>,
    },
    /// An address label for each order.
    Labels {
        #[command(flatten)]
        what: PrintWhat,
        /// a6, mm100x150, roll80 or roll58 [default: the shop's].
        #[arg(long, value_parser = word::<LabelSize>)]
        size: Option<LabelSize>,
    },
    /// What a courier takes along, for them to sign, A4.
    Handover {
        #[command(flatten)]
        what: PrintWhat,
        /// The courier.
        #[arg(long)]
        courier: String,
    },
    /// What a stock count is to count, without figures, A4.
    CountSheet {
        /// The count's number.
        count: i64,
        /// The file to write: a regular one, not the book's own, not `-`.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace the file that is there, even if it is no document of Runut's.
        #[arg(long)]
        force: bool,
        /// Send it to this printer too (CUPS).
        #[arg(long, value_name = "NAME")]
        printer: Option<String>,
    },
}

/// What is printed, and where it goes.
#[derive(Debug, Args)]
pub struct PrintWhat {
    /// The orders [default: those of the newest wave].
    pub ids: Vec<String>,
    /// The file to write: a regular one, not the book's own, not `-`.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Replace the file that is there, even if it is no document of Runut's.
    #[arg(long)]
    pub force: bool,
    /// Send it to this printer too (CUPS).
    #[arg(long, value_name = "NAME")]
    pub printer: Option<String>,
}
