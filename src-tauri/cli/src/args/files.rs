//! Files taken in and written.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::{ExportFormat, ExportKind};
use runut_core::settlement::{Part, SettlementKind};
use runut_core::{Channel, Day};

use super::parse::{channel, day, word};

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
        /// Of which of the shop's stores there; asked only where there are several and none has its orders yet.
        #[arg(long, value_name = "NAME")]
        store: Option<String>,
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
    /// What a marketplace paid by order: the income report of Shopee, TikTok Shop, Tokopedia or Lazada.
    Income(PayoutFile),
    /// Shopee's balance report: payouts, withdrawals, advertising, adjustments.
    Balance(PayoutFile),
    /// A courier's payout of COD: Mengantar's file, or another by its columns.
    Cod {
        /// The file, xlsx or csv.
        file: PathBuf,
        /// The account that it came into: bank, its name or number.
        #[arg(long, default_value = "bank")]
        account: String,
        /// What another courier's columns are called: tracking, order, amount, fee, freight, total, day.
        #[arg(long, value_name = "tracking=RESI,amount=NILAI,...")]
        columns: Option<String>,
        /// Write it to the book.
        #[arg(long)]
        apply: bool,
    },
    /// Shopee's bill of advertising, for comparison: what is booked comes from the balance report.
    Ads(PayoutFile),
}

/// A file of what was paid: shows what it would do; `--apply` does it.
#[derive(Debug, Args)]
pub struct PayoutFile {
    /// The file, xlsx or csv.
    pub file: PathBuf,
    /// Of which of the shop's stores there; asked only where nothing tells.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// The account that its withdrawals went to: its name or number [default: bank].
    #[arg(long)]
    pub account: Option<String>,
    /// Write it to the book.
    #[arg(long)]
    pub apply: bool,
}

/// `settle`
#[derive(Debug, Subcommand)]
pub enum Settle {
    /// What waits: payouts of unknown orders, orders that aren't paid out, words that nobody has explained.
    List {
        /// Orders that left so many days ago, paid in time or not [default: those that the shop's settings call late].
        #[arg(long)]
        days: Option<i64>,
    },
    /// What came of an order, entered by hand: where no file tells of it.
    Order {
        /// The order: its number, or the marketplace's.
        order: String,
        /// What came, in rupiah.
        #[arg(long, allow_hyphen_values = true)]
        net: i64,
        /// What was taken of it: `commission=6800`, of the parts that `settle word` has. May be repeated.
        #[arg(long = "fee", value_name = "PART=N")]
        fees: Vec<String>,
        /// The day on which it was released [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        day: Option<Day>,
    },
    /// Money taken from what a marketplace keeps to an account.
    Withdraw {
        /// The store.
        #[arg(long, value_name = "NAME")]
        store: String,
        /// How much, in rupiah.
        #[arg(long)]
        amount: i64,
        /// Where to: bank, its name or number.
        #[arg(long, default_value = "bank")]
        account: String,
        /// When [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        day: Option<Day>,
    },
    /// What is still owed of an order won't come: given up as a loss, by an owner.
    Close {
        /// The order: its number, or the marketplace's.
        order: String,
        /// Why.
        #[arg(long)]
        reason: String,
    },
    /// Say once what a word of a marketplace's files is for.
    Word {
        /// The word, as the file has it.
        word: String,
        /// What for: commission, program, processing, payment, affiliate, shipping, `return_shipping`, ads, tax, compensation, adjustment, principal or refund.
        #[arg(value_parser = part)]
        part: Part,
        /// Whose file.
        #[arg(long, default_value = "shopee", value_parser = channel)]
        from: Channel,
    },
}

/// A part by its key.
fn part(text: &str) -> Result<Part, String> {
    let known = || Part::ALL.map(Part::key).join(", ");
    Part::from_key(text).ok_or_else(|| format!("salah satu dari {}", known()))
}

/// Which file of what was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payout {
    /// By order.
    Income,
    /// By movement of the balance.
    Balance,
    /// Advertising.
    Ads,
}

impl Payout {
    /// Whether a file is what was asked for.
    pub fn takes(self, kind: SettlementKind) -> bool {
        match kind {
            SettlementKind::ShopeeBalance => self == Self::Balance,
            SettlementKind::ShopeeAds => self == Self::Ads,
            SettlementKind::ShopeeIncome | SettlementKind::TiktokIncome | SettlementKind::LazadaIncome => {
                self == Self::Income
            }
            SettlementKind::CodPayout | SettlementKind::ByHand => false,
        }
    }
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// orders, lines, products, stock, customers, payments, journal (or postings), purchases, receipts, bills, suppliers,
    /// settlements, records or log.
    #[arg(value_parser = kind)]
    pub kind: ExportKind,
    /// The file to write: a regular one, not the book's own, not `-`. One called .xlsx is a workbook, .pdf is paper with the main columns, others are CSV.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// xlsx, pdf, csv or `csv_semicolon` (what Excel opens in Indonesian); else by the file's name. The journal as hledger too.
    #[arg(long, value_parser = word::<ExportFormat>)]
    pub format: Option<ExportFormat>,
    /// Replace the file that is there, even if it is no document of Runut's.
    #[arg(long)]
    pub force: bool,
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
}

/// A list by its word; the postings are the journal to accountants.
fn kind(text: &str) -> Result<ExportKind, String> {
    if text == "journal" { Ok(ExportKind::Postings) } else { word(text) }
}
