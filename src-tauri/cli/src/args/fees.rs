//! `fee`: what marketplaces are expected to take.

use clap::{Args, Subcommand};
use runut_core::settlement::{FEE_PARTS, Part};
use runut_core::{Channel, Day, Money};

use super::parse::{channel, day, money};

/// `fee`
#[derive(Debug, Subcommand)]
pub enum Fee {
    /// The rules, and tariffs that files show to be others.
    List,
    /// Enter a rule from a day on; what held until then ends the day before.
    Add(Box<FeeAdd>),
    /// Take a rule away.
    Remove {
        /// Its number, from `fee list`.
        id: i64,
    },
    /// Take a tariff that files show as the rule from its day on.
    Take {
        /// Its number, from `fee list`.
        number: usize,
    },
    /// Say that a tariff that files show is wrong: a task to ask for the money.
    Claim {
        /// Its number, from `fee list`.
        number: usize,
    },
    /// Leave a tariff that files show as a difference.
    Leave {
        /// Its number, from `fee list`.
        number: usize,
    },
}

/// `fee add`
#[derive(Debug, Args)]
pub struct FeeAdd {
    /// The marketplace.
    #[arg(value_parser = channel)]
    pub channel: Channel,
    /// What is taken: commission, program, processing, payment, affiliate or ads.
    #[arg(value_parser = part)]
    pub part: Part,
    /// How much: `8%`, `6,5%`, a sum an order (`1250`), or both (`2%+1000`).
    pub rate: String,
    /// The first day: that of the payment counts [default: today].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// The last day.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// Only of goods of this category of the shop's.
    #[arg(long, default_value = "")]
    pub category: String,
    /// Only of this store.
    #[arg(long, value_name = "NAME")]
    pub store: Option<String>,
    /// Only of orders paid on delivery.
    #[arg(long)]
    pub cod: bool,
    /// A share of the price before the shop's discounts.
    #[arg(long)]
    pub gross: bool,
    /// At most this much an order.
    #[arg(long, value_parser = money)]
    pub cap: Option<Money>,
    /// So many of a store's first orders are free.
    #[arg(long, default_value_t = 0)]
    pub free_first: i64,
    /// It is taken of what comes back too.
    #[arg(long)]
    pub kept: bool,
}

/// A part that rules tell, by its key.
fn part(text: &str) -> Result<Part, String> {
    let known = || FEE_PARTS.map(Part::key).join(", ");
    Part::from_key(text).filter(|part| FEE_PARTS.contains(part)).ok_or_else(|| format!("salah satu dari {}", known()))
}
