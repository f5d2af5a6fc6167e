//! Files taken in and written.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use runut_core::rows::{ExportFormat, ExportKind};
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
}

/// `export`
#[derive(Debug, Args)]
pub struct Export {
    /// orders, lines, products, stock, customers, payments, journal (or postings) or log.
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
