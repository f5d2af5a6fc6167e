//! What can be typed about figures and what they should come to.

use clap::{Args, Subcommand};
use runut_core::Day;
use runut_core::rows::{KpiBy, KpiCut};

use super::parse::{day, word};

/// `kpi`
#[derive(Debug, Subcommand)]
pub enum Kpi {
    /// All figures, with what each says.
    List,
    /// A figure over time, or of some store, courier or person.
    Show(KpiShow),
    /// Make a figure of the shop's own: `kpi add "Biaya per tamu = iklan.biaya / kunjungan.pengunjung" --less`.
    ///
    /// What is summed up and what it is divided by are figures that add up (`orders`), templates (their records are counted) or fields of
    /// templates (`iklan.biaya`).
    Add {
        /// `NAME = A / B`, or `NAME = A`.
        #[arg(required = true, num_args = 1..)]
        made: Vec<String>,
        /// As a share.
        #[arg(long, conflicts_with = "per100")]
        percent: bool,
        /// As cases in a hundred.
        #[arg(long)]
        per100: bool,
        /// The more, the better.
        #[arg(long, conflicts_with = "less")]
        more: bool,
        /// The less, the better.
        #[arg(long)]
        less: bool,
    },
    /// Take a figure of the shop's own away.
    Remove {
        /// The figure: its key or its name.
        key: String,
    },
    /// Set what a figure should come to.
    ///
    /// A sum's is meant for a period and scaled to others, a rate's holds for any. Which side is good, the figure knows.
    SetTarget {
        /// The figure: `orders`, `late`, `profit`.
        key: String,
        /// What it should come to: `570`, `4%`, `57jt`, `"18 jam"`.
        #[arg(allow_hyphen_values = true)]
        amount: String,
        /// For which period: day, week or month.
        #[arg(long, value_name = "PERIOD", value_parser = word::<KpiBy>)]
        per: KpiBy,
    },
    /// Take away what a figure should come to.
    DropTarget {
        /// The figure.
        key: String,
    },
}

/// `kpi show`
#[derive(Debug, Args)]
pub struct KpiShow {
    /// The figure: `orders`, `late`, `profit`.
    pub key: String,
    /// The first day [default: twelve parts before the last].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub from: Option<Day>,
    /// The last day [default: yesterday].
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub to: Option<Day>,
    /// By day, week or month.
    #[arg(long, value_name = "PART", default_value = "week", value_parser = word::<KpiBy>)]
    pub by: KpiBy,
    /// Of one store, channel, courier or person: `store=Shopee`, `channel=whatsapp`, `courier=J&T`, `person=Rini`.
    #[arg(long, value_name = "WHAT=NAME", default_value = "")]
    pub dim: String,
    /// The whole period by store, courier or person instead.
    #[arg(long, value_name = "WHAT", value_parser = word::<KpiCut>, conflicts_with = "dim")]
    pub cut: Option<KpiCut>,
}
