//! What is recorded, and the line of time.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::{Cadence, Division, TimelineKind};
use runut_core::{Day, Month};

use super::parse::{day, month, word};

/// `record`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Record {
    /// The template: its word or its name (`record templates`).
    #[arg(required = true, value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// What it holds: `biaya=185rb klik=312`. Fields by their word or name.
    #[arg(value_name = "FIELD=VALUE")]
    pub values: Vec<String>,
    /// The day that it is of [default: today; yesterday where figures come a day later].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// The store that it is of.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// The record that it corrects; the values that aren't named stay.
    #[arg(long, value_name = "NUMBER")]
    pub replaces: Option<i64>,
    /// It is right although it is far from what is usual.
    #[arg(long)]
    pub sure: bool,
    /// Post its advertising cost from this account: bank, its name or number; without one from where it is proposed.
    #[arg(long, value_name = "ACCOUNT", num_args = 0..=1, default_missing_value = "")]
    pub book_from: Option<String>,
    #[command(subcommand)]
    pub command: Option<RecordCommand>,
}

/// What else is done with records.
#[derive(Debug, Subcommand)]
pub enum RecordCommand {
    /// Records, the newest day first.
    List(RecordList),
    /// Say that a record never was.
    Withdraw {
        /// Its number.
        number: i64,
    },
    /// The templates and their fields.
    Templates {
        /// Archived ones too.
        #[arg(long)]
        all: bool,
    },
    /// Copy a template, change it, or archive it.
    Template(TemplateChange),
    /// What is still to be recorded today.
    Due,
    /// Records from a file, xlsx or csv: shows what it would do; `--apply` does it.
    Import(TakeRecords),
    /// How well the log itself is kept: what is filled in, late or never, what to drop or add.
    Review {
        /// The month [default: the last whole one].
        #[arg(long, value_name = "YYYY-MM", value_parser = month)]
        month: Option<Month>,
    },
}

/// `record list`
#[derive(Debug, Args)]
pub struct RecordList {
    /// Only of this template.
    #[arg(long, value_name = "TEMPLATE")]
    pub template: Option<String>,
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Those that were corrected or withdrawn too.
    #[arg(long)]
    pub all: bool,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

/// `record template`
#[derive(Debug, Args)]
pub struct TemplateChange {
    /// The template.
    pub template: String,
    /// Make a copy of that name instead of changing it.
    #[arg(long, value_name = "NAME")]
    pub copy: Option<String>,
    /// Call it so.
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// How often it is filled in: daily, weekly, monthly, occasion.
    #[arg(long, value_parser = word::<Cadence>)]
    pub every: Option<Cadence>,
    /// How many days later its figures are known.
    #[arg(long, value_name = "DAYS")]
    pub lag: Option<i64>,
    /// Who fills it in; `-` for anybody of its division.
    #[arg(long = "for", value_name = "NAME")]
    pub person: Option<String>,
    /// Add a field: `Nama:jenis`, of choices `Nama:choice:Merah|Biru`. Kinds: number, money, percent, minutes, time, choice, yes_no,
    /// text, link, order, product, customer. May be repeated.
    #[arg(long = "add", value_name = "NAME:KIND[:CHOICES]")]
    pub added: Vec<String>,
    /// Take a field out. May be repeated.
    #[arg(long = "drop", value_name = "FIELD")]
    pub dropped: Vec<String>,
    /// No longer offer it.
    #[arg(long, conflicts_with = "restore")]
    pub archive: bool,
    /// Offer it again.
    #[arg(long)]
    pub restore: bool,
}

/// `record import`
#[derive(Debug, Args)]
pub struct TakeRecords {
    /// The file, xlsx or csv.
    pub file: PathBuf,
    /// The template.
    #[arg(long, value_name = "TEMPLATE")]
    pub template: String,
    /// What a column is: `Spend=biaya`, `Tgl=day`, `Toko=store`; `Cost=` leaves one out. Remembered once it is applied. May be repeated.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    pub map: Vec<String>,
    /// What a field holds in rows that don't say: `tempat=Meta`. May be repeated.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<String>,
    /// The day of rows that have none.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub day: Option<Day>,
    /// The store of rows that have none.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// What is far from usual is right.
    #[arg(long)]
    pub sure: bool,
    /// Write it to the book.
    #[arg(long)]
    pub apply: bool,
}

/// `timeline`
#[derive(Debug, Args)]
pub struct Timeline {
    /// Only this kind: recorded, trouble, orders, money, stock.
    #[arg(long, value_parser = word::<TimelineKind>, default_value = "all")]
    pub kind: TimelineKind,
    /// Only about this noun: order, record, payment, product, ….
    #[arg(long, default_value = "")]
    pub noun: String,
    /// Only what this person did.
    #[arg(long, value_name = "NAME")]
    pub person: Option<String>,
    /// Only what people of this division did: cs, marketing, finance, warehouse, management.
    #[arg(long, value_parser = word::<Division>)]
    pub division: Option<Division>,
    /// From this day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// To this day, inclusive.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Only about this order.
    #[arg(long)]
    pub order: Option<String>,
    /// Only about this customer and their orders: phone or name.
    #[arg(long)]
    pub customer: Option<String>,
    /// Only about this product and its variants: SKU or name.
    #[arg(long)]
    pub product: Option<String>,
    /// Only what has these words.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub find: String,
    /// Scans too.
    #[arg(long)]
    pub scans: bool,
    /// Rows at most.
    #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=500))]
    pub limit: u32,
    /// The `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}
