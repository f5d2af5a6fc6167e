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
