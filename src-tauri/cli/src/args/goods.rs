//! Products and their stock.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::Money;
use runut_core::rows::{AdjustKind, StockMark};

use super::parse::{grams, money, word};
use super::{Came, CountCommand, Switch};

/// `product`
#[derive(Debug, Subcommand)]
pub enum Product {
    /// Add a product with one variant, or a variant to a product of that name.
    Add {
        /// The product's name.
        name: String,
        /// The variant's name, e.g. "Hijau, L".
        #[arg(long, default_value = "")]
        variant: String,
        /// SKU [default: given by the program].
        #[arg(long, default_value = "")]
        sku: String,
        /// Barcode on the goods.
        #[arg(long, default_value = "")]
        barcode: String,
        /// Price of one unit.
        #[arg(long, default_value = "0", value_parser = money)]
        price: Money,
        /// Weight of one unit: in grams, or as `0,2 kg`.
        #[arg(long, default_value = "0", value_parser = grams)]
        weight: i64,
        /// Place on the shelf.
        #[arg(long, default_value = "")]
        shelf: String,
        /// Category of the product [default: as it is].
        #[arg(long)]
        category: Option<String>,
        /// Available units at which it counts as running out; 0 for no mark.
        #[arg(long, value_name = "UNITS", default_value_t = 0)]
        low: i64,
        /// Whether it is sold before it has come.
        #[arg(long, value_name = "on|off", default_value = "off")]
        sell_ahead: Switch,
        /// What buyers are told of the product [default: as it is].
        #[arg(long, value_name = "TEXT")]
        description: Option<String>,
        /// Units that lie on the shelf already.
        #[arg(long, value_name = "UNITS", requires = "cost")]
        stock: Option<i64>,
        /// What one of them cost.
        #[arg(long, value_name = "PRICE", value_parser = money, requires = "stock")]
        cost: Option<Money>,
    },
    /// Take products from a spreadsheet (xlsx, csv; - reads pasted rows): what it would do; with `--apply` do it.
    Import {
        /// The file.
        file: PathBuf,
        /// Do it.
        #[arg(long)]
        apply: bool,
    },
    /// Change a variant; what isn't named stays.
    Set {
        /// Its SKU or barcode.
        sku: String,
        /// New SKU.
        #[arg(long)]
        new_sku: Option<String>,
        /// Variant name.
        #[arg(long)]
        variant: Option<String>,
        /// Product name.
        #[arg(long)]
        product: Option<String>,
        /// Barcode.
        #[arg(long)]
        barcode: Option<String>,
        /// Price of one unit.
        #[arg(long, value_parser = money)]
        price: Option<Money>,
        /// Weight of one unit: in grams, or as `0,2 kg`.
        #[arg(long, value_parser = grams)]
        weight: Option<i64>,
        /// Place on the shelf.
        #[arg(long)]
        shelf: Option<String>,
        /// Category of the product; empty for none.
        #[arg(long)]
        category: Option<String>,
        /// Available units at which it counts as running out; 0 for no mark.
        #[arg(long, value_name = "UNITS")]
        low: Option<i64>,
        /// Whether it is sold before it has come.
        #[arg(long, value_name = "on|off")]
        sell_ahead: Option<Switch>,
        /// What buyers are told of the product; empty for nothing.
        #[arg(long, value_name = "TEXT")]
        description: Option<String>,
        /// Its picture: a JPEG, PNG or WebP file.
        #[arg(long, value_name = "FILE")]
        photo: Option<PathBuf>,
        /// Take its picture away.
        #[arg(long, conflicts_with = "photo")]
        no_photo: bool,
    },
    /// List variants.
    List(StockList),
    /// Archive variants by SKU; `--back` sells them again.
    Archive {
        /// SKUs or barcodes.
        #[arg(required = true)]
        skus: Vec<String>,
        /// Sell them again.
        #[arg(long)]
        back: bool,
    },
}

/// Which variants.
#[derive(Debug, Args)]
pub struct StockList {
    /// Words over product, variant, SKU, barcode.
    #[arg(long, default_value = "")]
    pub search: String,
    /// all, short, unstocked, empty, low, damaged or archived.
    #[arg(long, default_value = "all", value_parser = word::<StockMark>)]
    pub mark: StockMark,
    /// Only this category.
    #[arg(long, default_value = "")]
    pub category: String,
    /// Rows at most.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// `stock`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Stock {
    /// Receive goods.
    #[command(subcommand)]
    pub command: Option<StockCommand>,
    /// A variant's stock card, by SKU or barcode.
    pub sku: Option<String>,
    #[command(flatten)]
    pub list: StockList,
}

/// `stock …`
#[derive(Debug, Subcommand)]
pub enum StockCommand {
    /// Receive goods with their cost: `SKU=UNITS@PRICE` (of one unit) or `SKU=UNITS:COST` (of all), several at once.
    Receive {
        /// What came.
        lines: Vec<String>,
        /// Everything that open orders lack, at this price a unit.
        #[arg(long, value_parser = money, value_name = "PRICE")]
        missing_at: Option<Money>,
        /// From whom.
        #[arg(long, default_value = "")]
        supplier: String,
        #[command(flatten)]
        how: Came,
    },
    /// Opening stock of goods that were never received or counted: `SKU=UNITS@PRICE` or `SKU=UNITS:COST`.
    Open {
        /// What lies on the shelf.
        #[arg(required = true)]
        lines: Vec<String>,
    },
    /// Count stock, blind.
    #[command(subcommand)]
    Count(CountCommand),
    /// Set a variant's stock right without a count.
    Adjust {
        /// Its SKU or barcode.
        sku: String,
        /// found, lost, damaged, repaired, discarded; set where UNITS are what is on the shelf now.
        #[arg(value_parser = word::<AdjustKind>)]
        kind: AdjustKind,
        /// Units.
        units: i64,
        /// Why.
        #[arg(long)]
        reason: String,
        /// What a unit found or repaired costs [default: found at average cost, repaired at nothing].
        #[arg(long, value_parser = money, value_name = "PRICE")]
        cost: Option<Money>,
    },
}
