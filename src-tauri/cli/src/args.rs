//! What can be typed.

mod counts;
mod ordering;
mod orders;
mod parse;
mod payments;
mod settings;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use runut_core::rows::{AdjustKind, StockMark};
use runut_core::{Channel, Day, Money, Zone};

pub use counts::{Close, CountCommand};
pub use ordering::{Amend, Customer, NewOrder, TextOf};
pub use orders::{Order, Orders, Print, PrintWhat};
use parse::grams;
use parse::{channel, day, request, word, zone};
pub use parse::{clock, money};
pub use payments::{Claim, Pay, Payment, PaymentList, Refund, Return};
pub use settings::{Account, Courier, Export, Person, Settings, Task};

/// The book of an online shop, from the terminal.
///
/// Exit status: 0 done, 1 refused (also a file that can't be read or written, or something found by `check`), 2 wrong
/// usage, 3 broken.
#[derive(Debug, Parser)]
#[command(name = "runut-cli", version, max_term_width = 100)]
pub struct Cli {
    /// The book's file [default: $RUNUT_BOOK, else the platform's data folder].
    #[arg(long, global = true, value_name = "FILE")]
    pub book: Option<PathBuf>,
    /// Who acts [default: the owner].
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub acting: Option<String>,
    /// The time to act at: `2026-11-22 09:30` in the shop's zone, RFC 3339, or milliseconds since 1970 [default: now].
    #[arg(long, global = true, value_name = "T")]
    pub now: Option<String>,
    /// The request's id: the same id a second time has no second effect.
    #[arg(long, global = true, value_name = "ID", value_parser = request)]
    pub request: Option<String>,
    /// One JSON value on stdout.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a book: the shop and its owner.
    Init(Init),
    /// Make a book with a demo shop: products, stock and orders in all stages.
    Demo {
        /// Orders of the demo marketplace file.
        #[arg(long, default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        orders: u32,
        /// Years of history instead of a month: so many orders are open, the others have left or were cancelled.
        #[arg(long, value_parser = clap::value_parser!(u32).range(0..=100_000))]
        open: Option<u32>,
        /// The same seed makes the same shop.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// A demo shop's day, told on the terminal: from a marketplace file to shipped parcels; documents into a folder.
    DemoDay {
        /// Folder for the documents and the demo book.
        #[arg(long, default_value = "out")]
        out: PathBuf,
    },
    /// Walk through a shop of its own at random, sensible and not, and audit it on the way. No other book is touched.
    Walk(Walk),
    /// Take in a file.
    #[command(subcommand)]
    Import(Import),
    /// Products and variants.
    #[command(subcommand)]
    Product(Product),
    /// Stock: the list, a variant's stock card, goods received.
    Stock(Stock),
    /// The order list.
    Orders(Orders),
    /// One order or many.
    #[command(subcommand)]
    Order(Order),
    /// Customers.
    #[command(subcommand)]
    Customer(Customer),
    /// Record money that came in.
    Pay(Pay),
    /// Void a payment: all its parts.
    Void {
        /// Its number, from `payment list`.
        payment: i64,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Payments and refunds.
    #[command(subcommand)]
    Payment(Payment),
    /// What is owed to buyers.
    Owed,
    /// What is on its way back: failed deliveries and claims, oldest first.
    Returns,
    /// Do what the clock makes due: cancel what wasn't paid in time, complete what counts as accepted.
    Expire,
    /// Put approved orders in a wave, late first.
    Wave {
        /// Order numbers [default: all approved ones in no wave].
        ids: Vec<String>,
    },
    /// Take back your last step, whatever it was: an order's verb, a payment, goods received, a count, a return, a wave, a
    /// new product, an import. Says why where that isn't possible any more.
    Undo {
        /// Say what would be taken back, and leave it.
        #[arg(long)]
        show: bool,
    },
    /// Do again what you took back last, as long as you have done nothing else since.
    Redo {
        /// Say what would be done again, and leave it.
        #[arg(long)]
        show: bool,
    },
    /// Write a document (PDF).
    #[command(subcommand)]
    Print(Print),
    /// The activity log.
    Log(Log),
    /// Audit the whole book: lists what is wrong, exit 1 if anything.
    Check,
    /// Make a verified backup beside the book.
    Backup {
        /// Put a copy into this folder too: a stick, a synced folder.
        #[arg(long, value_name = "FOLDER")]
        to: Option<PathBuf>,
    },
    /// The book's backups, newest first.
    Backups,
    /// Show what a backup holds against the book; with `--yes` put it in the book's place. The replaced book is kept.
    Restore {
        /// Its file, or its name among the book's backups.
        file: PathBuf,
        /// Do it.
        #[arg(long)]
        yes: bool,
        /// Also where it is no backup of this book but another shop's.
        #[arg(long)]
        other_shop: bool,
    },
    /// Save what can still be read of a damaged book: its lists as CSV, and the book itself where nothing is missing.
    Salvage {
        /// Put it into a new folder inside this one.
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
    /// Everything that can be set: shows it, and sets what is named of the shop.
    Settings(Settings),
    /// The people of the shop.
    #[command(subcommand)]
    Person(Person),
    /// The accounts that money comes into.
    #[command(subcommand)]
    Account(Account),
    /// The shop's couriers.
    #[command(subcommand)]
    Courier(Courier),
    /// Write a list as CSV for spreadsheets.
    Export(Export),
    /// What somebody has to do that is no order's.
    #[command(subcommand)]
    Task(Task),
    /// How much waits at each desk.
    Counts,
    /// Everything that is looked at in the morning.
    Today,
}

/// `walk`
#[derive(Debug, Args)]
pub struct Walk {
    /// Walk in this book and keep it; each write is told on stderr as soon as it is in the book, with its request and the
    /// number of entries in the log. It is made where there is none; a book that no walk made is refused.
    #[arg(long = "in", value_name = "FILE")]
    pub kept: Option<PathBuf>,
    /// How many steps.
    #[arg(long, default_value_t = 1_000)]
    pub steps: u64,
    /// The same seed takes the same steps.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The book is audited after so many steps, and at the end.
    #[arg(long, default_value_t = 1_000, value_name = "STEPS", value_parser = clap::value_parser!(u64).range(1..))]
    pub audit: u64,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

impl From<Switch> for bool {
    fn from(switch: Switch) -> Self {
        matches!(switch, Switch::On)
    }
}

/// `init`
#[derive(Debug, Args)]
pub struct Init {
    /// The shop's name.
    #[arg(long)]
    pub name: String,
    /// The owner's name.
    #[arg(long, default_value = "Pemilik")]
    pub owner: String,
    /// Address for paper.
    #[arg(long, default_value = "")]
    pub address: String,
    /// Phone for paper.
    #[arg(long, default_value = "")]
    pub phone: String,
    /// wib, wita or wit.
    #[arg(long, default_value = "wib", value_parser = zone)]
    pub zone: Zone,
}

/// `import`
#[derive(Debug, Subcommand)]
pub enum Import {
    /// A marketplace's order file: shows what it would do; `--apply` does it.
    Orders {
        /// The file, xlsx or csv.
        file: PathBuf,
        /// Where it is from.
        #[arg(long, default_value = "shopee", value_parser = channel)]
        from: Channel,
        /// Write it to the book.
        #[arg(long)]
        apply: bool,
        /// First day whose sales post, asked at the first import [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        start_day: Option<Day>,
        /// Read this in a cell instead of what stands there: `12:Harga Awal=9.500`. May be repeated.
        #[arg(long = "set", value_name = "ROW:COLUMN=VALUE")]
        overrides: Vec<String>,
        /// Take the file's lines of this order although the book has more of them. May be repeated.
        #[arg(long = "take", value_name = "ORDER_ID")]
        taken: Vec<String>,
    },
}

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
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
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

/// `log`
#[derive(Debug, Args)]
pub struct Log {
    /// Only this order.
    #[arg(long)]
    pub order: Option<String>,
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Scans too.
    #[arg(long)]
    pub scans: bool,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
    /// Verify the chain instead, and compare it with the anchors outside the book.
    #[arg(long)]
    pub verify: bool,
}
