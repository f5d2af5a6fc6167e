//! What can be typed about what the shop wants.

use clap::{Args, Subcommand};
use runut_core::kpi::Want;

use super::parse::want;

/// `goal`
#[derive(Debug, Args)]
pub struct Goal {
    #[command(subcommand)]
    pub command: Option<GoalCommand>,
}

/// What is done with what the shop wants.
#[derive(Debug, Subcommand)]
pub enum GoalCommand {
    /// Everything that a shop may want, and how it stands of what this one wants.
    List,
    /// Want something too: its figures, and the targets that the shop's own past proposes.
    Add {
        /// What: `more_orders`, `faster`; all of them: `goal list`.
        #[arg(value_parser = want)]
        want: Want,
        /// Set what is proposed for its figures that have no target.
        #[arg(long)]
        propose: bool,
    },
    /// Want something no more. Its targets stay.
    Remove {
        /// What.
        #[arg(value_parser = want)]
        want: Want,
    },
}
