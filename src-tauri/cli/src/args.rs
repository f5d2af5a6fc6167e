//! What can be typed.

mod book;
mod books;
mod business;
mod counts;
mod fees;
mod figures;
mod files;
mod goals;
mod goods;
mod help;
mod kpis;
mod ordering;
mod orders;
mod parse;
mod payments;
mod purchases;
mod records;
mod report_files;
mod reports;
mod settings;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use book::{Init, Log, Switch, Walk};
pub use books::{About, CloseBooks, Equipment, Expense, Journal, Post, Recurring, Transfer};
pub use business::{Business, KeepOrDrop, ReportAct, ReportAnswer, ReportOf, ReportPeriod, ReportRemark, period_of};
pub use counts::{Close, CountCommand};
pub use fees::{Fee, FeeAdd};
pub use figures::{Buyers, Forecast, Reorder};
pub use files::{Export, Import, Payout, PayoutFile, Settle};
pub use goals::{Goal, GoalCommand};
pub use goods::{Product, Stock, StockCommand, StockList};
pub use kpis::{Kpi, KpiShow};
pub use ordering::{Amend, Customer, NewOrder, TextOf};
pub use orders::{Order, Orders, Print, PrintWhat};
use parse::request;
pub use parse::{clock, money};
pub use payments::{Claim, Pay, Payment, PaymentList, Refund, Return};
pub use purchases::{Came, PaidHow, Purchase, PurchaseBill, PurchaseReceive, Supplier, SupplierAbout, Wanted};
pub use records::{Record, RecordCommand, RecordList, TakeRecords, TemplateChange, Timeline};
pub use report_files::ReportFiles;
pub use reports::{By, Compared, Package, Report, Which};
pub use settings::{Account, Courier, Hours, Person, Settings, Store, Task};

/// The book of an online shop, from the terminal.
///
/// Exit status: 0 done, 1 refused (also a file that can't be read or written, or something found by `check`), 2 wrong
/// usage, 3 broken.
#[derive(Debug, Parser)]
#[command(name = "runut-cli", version, max_term_width = 100, next_help_heading = help::GLOBAL)]
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
    /// A demo shop's day, told on the terminal.
    ///
    /// From a marketplace file to shipped parcels; documents into a folder.
    DemoDay {
        /// Folder for the documents and the demo book.
        #[arg(long, default_value = "out")]
        out: PathBuf,
    },
    /// Walk through a shop of its own at random, and audit it on the way.
    ///
    /// Sensible and not. No other book is touched.
    Walk(Walk),
    /// Take in a file.
    #[command(subcommand)]
    Import(Import),
    /// Products and variants.
    #[command(subcommand)]
    Product(Product),
    /// Stock: the list, a variant's stock card, goods received.
    Stock(Stock),
    /// Suppliers: whom the shop buys from.
    #[command(subcommand)]
    Supplier(Supplier),
    /// What is bought: orders to suppliers, receipts, bills, what is owed.
    #[command(subcommand)]
    Purchase(Purchase),
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
    /// Take back your last step.
    ///
    /// Whatever it was: an order's verb, a payment, goods received, a count, a return, a wave, a new product, an import. Says
    /// why where that isn't possible any more.
    Undo {
        /// Say what would be taken back, and leave it.
        #[arg(long)]
        show: bool,
    },
    /// Do again what you took back last.
    ///
    /// As long as you have done nothing else since.
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
    /// Show what a backup holds against the book; with `--yes` put it in the book's place.
    ///
    /// The replaced book is kept.
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
    /// Save what can still be read of a damaged book.
    ///
    /// Its lists as CSV, and the book itself where nothing is missing.
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
    /// The shop's stores at marketplaces.
    #[command(subcommand)]
    Store(Store),
    /// The shop's couriers.
    #[command(subcommand)]
    Courier(Courier),
    /// What marketplaces are expected to take.
    #[command(subcommand)]
    Fee(Fee),
    /// What marketplaces have paid out, and what waits.
    #[command(subcommand)]
    Settle(Settle),
    /// When the shop is open, and on which days it is closed.
    #[command(subcommand)]
    Hours(Hours),
    /// Write a list: a workbook, CSV or paper.
    Export(Export),
    /// A statement or another report: shown, as JSON, and as files.
    Report(Report),
    /// Buyers by how lately, how often and for how much they bought.
    Segments(Buyers),
    /// Buyers by their first month, and how many came back.
    Cohorts(Buyers),
    /// What goods will sell a week, tested on their own past.
    Forecast(Forecast),
    /// What should be ordered now, and drafts of purchase orders of it.
    Reorder(Reorder),
    /// What the shop wants, and how it stands.
    Goal(Goal),
    /// The shop's figures, and what they should come to.
    #[command(subcommand)]
    Kpi(Kpi),
    /// How many hands the shop needs, and why.
    Advice,
    /// Record what happened by a template: advertising, complaints, visits, trouble.
    Record(Record),
    /// What people recorded and the program logged, as one line of time.
    Timeline(Timeline),
    /// A year's books for an accountant, in one folder.
    ///
    /// Statements as paper, workbooks and CSV; the journal, in hledger's format too.
    Package(Package),
    /// What somebody has to do that is no order's.
    #[command(subcommand)]
    Task(Task),
    /// Record an expense.
    Expense(Expense),
    /// Move money from one account to another.
    Transfer(Transfer),
    /// Write a journal entry: opening balances, capital, other income, corrections.
    Post(Post),
    /// Take back a journal entry by another one.
    Reverse {
        /// Its number, from `journal`.
        entry: i64,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Journal entries, newest first.
    Journal(Journal),
    /// What comes again: rent, wages, internet.
    #[command(subcommand)]
    Recurring(Recurring),
    /// What is used for years, and what it loses each month.
    #[command(subcommand)]
    Equipment(Equipment),
    /// Close a month, or open it again.
    #[command(subcommand)]
    Close(CloseBooks),
    /// How much waits at each desk.
    Counts,
    /// Everything that is looked at in the morning.
    Today,
}
