//! What can be typed about figures and what they should come to.

use clap::Subcommand;
use runut_core::rows::KpiBy;

use super::parse::word;

/// `kpi`
#[derive(Debug, Subcommand)]
pub enum Kpi {
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
