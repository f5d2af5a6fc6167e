//! The book itself: how it begins, its log, and walks in books of their own.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use runut_core::{Day, Zone};

use super::parse::{day, zone};

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
    /// Begin anew where a book has been and is gone; what is left of it is put aside.
    #[arg(long)]
    pub anew: bool,
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
    /// Hold the code of a day's sheet against the log: `7C1E 90AA 23D8 F40B`, of the day `--to`.
    #[arg(long, value_name = "CODE", requires = "to", conflicts_with = "verify")]
    pub code: Option<String>,
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
