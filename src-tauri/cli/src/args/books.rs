//! What can be typed about the books: entries by hand, what comes again, equipment, months and days that are closed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::{Every, JournalKind};
use runut_core::{Day, Money, Month};

use super::Switch;
use super::parse::{day, money, month, word};

/// What every entry by hand may say.
#[derive(Debug, Args)]
pub struct About {
    /// When it happened [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// What it is.
    #[arg(long, default_value = "")]
    pub note: String,
    /// The store that it is for [default: all].
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// A picture of its receipt.
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    /// It comes again: week, month or year.
    #[arg(long, value_name = "EVERY", value_parser = word::<Every>)]
    pub again: Option<Every>,
    /// Say on which day it would be posted, and leave it.
    #[arg(long)]
    pub show: bool,
}

/// `expense`
#[derive(Debug, Args)]
pub struct Expense {
    /// What it is for: an account's name or number, e.g. 6140 or "Biaya kemasan".
    pub account: String,
    /// How much.
    #[arg(value_parser = money)]
    pub amount: Money,
    /// Paid from: cash, bank, an account's name or number; 2140 where it is owed still, 3101 where the owner paid.
    #[arg(long, default_value = "cash", value_name = "ACCOUNT")]
    pub from: String,
    #[command(flatten)]
    pub about: About,
}

/// `transfer`
#[derive(Debug, Args)]
pub struct Transfer {
    /// From this account of money.
    pub from: String,
    /// To this one.
    pub to: String,
    /// How much.
    #[arg(value_parser = money)]
    pub amount: Money,
    #[command(flatten)]
    pub about: About,
}

/// `post`
#[derive(Debug, Args)]
pub struct Post {
    /// The entry's pairs: `DEBIT:CREDIT:AMOUNT`, accounts by number or name.
    #[arg(required = true, value_name = "DEBIT:CREDIT:AMOUNT")]
    pub lines: Vec<String>,
    /// opening, expense, income, capital, drawing, transfer, equipment or general.
    #[arg(long, default_value = "general", value_parser = word::<JournalKind>)]
    pub kind: JournalKind,
    #[command(flatten)]
    pub about: About,
}

/// `journal`
#[derive(Debug, Args)]
pub struct Journal {
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Only of this kind. May be repeated.
    #[arg(long = "kind", value_parser = word::<JournalKind>)]
    pub kinds: Vec<JournalKind>,
    /// Only those that touch this account.
    #[arg(long)]
    pub account: Option<String>,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// `recurring`
#[derive(Debug, Subcommand)]
pub enum Recurring {
    /// What comes again.
    List,
    /// What is due and only has to be confirmed, equipment's loss of worth too.
    Due,
    /// Write all that is due, or one of it.
    Post {
        /// Only this.
        name: Option<String>,
    },
    /// Pass over what is due this time.
    Skip {
        /// What.
        name: String,
    },
    /// Add something that comes again.
    Add {
        /// What it is, e.g. "Sewa toko".
        name: String,
        /// Its pair: `DEBIT:CREDIT:AMOUNT`.
        #[arg(value_name = "DEBIT:CREDIT:AMOUNT")]
        line: String,
        /// How often: week, month or year.
        #[arg(long, default_value = "month", value_parser = word::<Every>)]
        every: Every,
        /// When it is due next [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        next: Option<Day>,
        /// expense, income, capital, drawing, transfer or general.
        #[arg(long, default_value = "expense", value_parser = word::<JournalKind>)]
        kind: JournalKind,
        /// The store that it is for [default: all].
        #[arg(long, value_name = "NAME")]
        store: Option<String>,
    },
    /// Change something; what isn't named stays.
    Set {
        /// What.
        name: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// How much.
        #[arg(long, value_parser = money)]
        amount: Option<Money>,
        /// How often: week, month or year.
        #[arg(long, value_parser = word::<Every>)]
        every: Option<Every>,
        /// When it is due next.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        next: Option<Day>,
        /// Whether no longer proposed.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// `equipment`
#[derive(Debug, Subcommand)]
pub enum Equipment {
    /// What is used for years, and what it has lost.
    List,
    /// Add something, and post what it cost.
    Add {
        /// What it is, e.g. "Printer label".
        name: String,
        /// What it cost.
        #[arg(value_parser = money)]
        cost: Money,
        /// For how many months it is used.
        #[arg(long, default_value_t = 48)]
        months: i64,
        /// What it will be worth at the end.
        #[arg(long, default_value = "0", value_parser = money)]
        residual: Money,
        /// Since when it is used [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        bought: Option<Day>,
        /// Paid from this account; `-` where its cost stands in the book already, for example in the opening balances.
        #[arg(long, default_value = "bank", value_name = "ACCOUNT")]
        from: String,
    },
    /// Change something; what isn't named stays.
    Set {
        /// What.
        name: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// For how many months it is used.
        #[arg(long)]
        months: Option<i64>,
        /// What it will be worth at the end.
        #[arg(long, value_parser = money)]
        residual: Option<Money>,
        /// Whether it is gone.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// `close`
#[derive(Debug, Subcommand)]
pub enum CloseBooks {
    /// The months of the book and what is open in each; with a month: close it and all before it.
    Month {
        /// Which.
        #[arg(value_name = "YYYY-MM", value_parser = month)]
        month: Option<Month>,
        /// Open it again, and all behind it.
        #[arg(long, requires = "month", requires = "reason")]
        reopen: bool,
        /// Why it is opened again.
        #[arg(long, default_value = "", requires = "reopen")]
        reason: String,
    },
    /// The sheet of a day; with figures: close it.
    Day {
        /// What is in each account: `ACCOUNT=AMOUNT`, or `ACCOUNT=AMOUNT:WHY` where it differs from the book.
        #[arg(value_name = "ACCOUNT=AMOUNT[:WHY]")]
        counts: Vec<String>,
        /// The day [default: today].
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        day: Option<Day>,
        /// What isn't named is as the book has it.
        #[arg(long)]
        rest: bool,
    },
}
