//! What can be typed about customers and texts for buyers.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::BuyerTextKey;

use super::parse::word;

/// `order new`
#[derive(Debug, Args)]
pub struct NewOrder {
    /// The order as JSON, as `order form` shows one; `-` reads standard input.
    pub file: PathBuf,
    /// Begin with goods, customer and address of this order.
    #[arg(long, value_name = "ORDER")]
    pub copy: Option<String>,
    /// Place it at once; else it is a draft.
    #[arg(long)]
    pub place: bool,
}

/// `order amend`
#[derive(Debug, Args)]
pub struct Amend {
    /// JSON with the order's number as `order` and what shall change; `-` reads standard input.
    pub file: PathBuf,
    /// Why; needed after draft.
    #[arg(long, default_value = "")]
    pub reason: String,
}

/// `order text`
#[derive(Debug, Args)]
pub struct TextOf {
    /// The order.
    pub id: String,
    /// order, paid, shipped, `out_of_stock` or return.
    #[arg(default_value = "order", value_parser = word::<BuyerTextKey>)]
    pub key: BuyerTextKey,
}

/// `customer`
#[derive(Debug, Subcommand)]
pub enum Customer {
    /// By name.
    List {
        /// Words over name, phone in any form, address.
        #[arg(long, default_value = "")]
        search: String,
        /// Rows at most.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
        limit: u32,
        /// The `next` of the page before.
        #[arg(long)]
        after: Option<String>,
    },
    /// Open one.
    Show {
        /// Number or phone.
        who: String,
    },
    /// Two that are one person: orders, phones and addresses of the second move to the first.
    Merge {
        /// Who stays: number or phone.
        stays: String,
        /// Who moves: number or phone.
        goes: String,
    },
    /// Undo a merge.
    Unmerge {
        /// The number of the one that moved.
        who: String,
    },
    /// Everything that the book holds of a person, and who touched it.
    ShowData {
        /// A customer's number, a phone in any form, or an order as RN-4127.
        who: String,
    },
    /// Hand out everything that the book holds of a person, as a file.
    ExportData {
        /// A customer's number, a phone in any form, or an order as RN-4127.
        who: String,
        /// The file to write; its ending says how: .pdf, .json or .csv.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Replace the file that is there, even if it is no document of Runut's.
        #[arg(long)]
        force: bool,
    },
    /// Erase a person: their orders stay without name, phone and address. There is no way back.
    Erase {
        /// A customer's number, a phone in any form, or an order as RN-4127.
        who: String,
        /// Their name, typed to confirm, as show-data names them.
        #[arg(long)]
        name: String,
        /// Make a new backup, and take away the older ones, which still hold them.
        #[arg(long)]
        renew_backups: bool,
        /// The second place of the backups, where they are named and renewed too.
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
    /// Add one, or change the one whose `id` is named; what isn't named stays.
    Save {
        /// JSON: `id`, `name`, `phones`, `addresses`, `note`; `-` reads standard input.
        file: PathBuf,
    },
}
