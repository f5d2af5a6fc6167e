//! What can be typed about settings: the shop, people, accounts, couriers.

use clap::{Args, Subcommand};
use runut_core::rows::Division;
use runut_core::sheets::{LabelSize, SlipSize};
use runut_core::{Day, Language, Money, Zone};

use super::Switch;
use super::parse::{clock, day, money, word, zone};

/// `settings`: shows everything that can be set; sets what is named.
#[derive(Debug, Default, Args)]
pub struct Settings {
    /// The shop's name.
    #[arg(long)]
    pub name: Option<String>,
    /// Address for paper.
    #[arg(long)]
    pub address: Option<String>,
    /// Phone for paper.
    #[arg(long)]
    pub phone: Option<String>,
    /// wib, wita or wit.
    #[arg(long, value_parser = zone)]
    pub zone: Option<Zone>,
    /// id or en.
    #[arg(long, value_parser = word::<Language>)]
    pub language: Option<Language>,
    /// First day whose sales post.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub start_day: Option<Day>,
    /// Whether an import approves marketplace orders that are paid or COD.
    #[arg(long, value_name = "on|off")]
    pub auto_approve: Option<Switch>,
    /// Paper of packing slips: a4, a5 or a6.
    #[arg(long, value_parser = word::<SlipSize>)]
    pub slip_size: Option<SlipSize>,
    /// Paper of labels: a6, mm100x150, roll80 or roll58.
    #[arg(long, value_parser = word::<LabelSize>)]
    pub label_size: Option<LabelSize>,
    /// Whether totals of orders by transfer get a unique code.
    #[arg(long, value_name = "on|off")]
    pub unique_codes: Option<Switch>,
    /// Hours that a buyer has to pay, to the end of the day on which they run out; 0 for no deadline.
    #[arg(long)]
    pub payment_hours: Option<i64>,
    /// Hours from placing to when it must have left, to the end of that day; 0 for no deadline.
    #[arg(long)]
    pub ship_hours: Option<i64>,
    /// Days after which a delivered order counts as accepted; 0 for never.
    #[arg(long)]
    pub return_days: Option<i64>,
    /// Sales that a week should bring; 0 for no goal.
    #[arg(long, value_parser = money)]
    pub weekly_goal: Option<Money>,
}

/// `person`
#[derive(Debug, Subcommand)]
pub enum Person {
    /// Everyone of the shop.
    List,
    /// Add somebody.
    Add {
        /// Their name.
        name: String,
        /// What they do: cs, marketing, finance, warehouse, management.
        #[arg(long, value_delimiter = ',', value_parser = word::<Division>)]
        divisions: Vec<Division>,
        /// Make them an owner.
        #[arg(long)]
        owner: bool,
    },
    /// Change somebody; what isn't named stays.
    Set {
        /// Their name.
        name: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// What they do, instead of before.
        #[arg(long, value_delimiter = ',', value_parser = word::<Division>)]
        divisions: Option<Vec<Division>>,
        /// Whether an owner.
        #[arg(long, value_name = "on|off")]
        owner: Option<Switch>,
        /// Whether no longer with the shop.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// `account`
#[derive(Debug, Subcommand)]
pub enum Account {
    /// The accounts that money comes into, with their balances.
    List,
    /// Add one.
    Add {
        /// Its name, e.g. BCA.
        name: String,
        /// Account number as buyers need it.
        #[arg(long, default_value = "")]
        number: String,
        /// In whose name.
        #[arg(long, default_value = "")]
        holder: String,
    },
    /// Change one, by name or key; what isn't named stays.
    Set {
        /// Its name or key (`cash`, `bank`, `money:2`).
        account: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// Account number.
        #[arg(long)]
        number: Option<String>,
        /// In whose name.
        #[arg(long)]
        holder: Option<String>,
        /// Whether no longer offered.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// `courier`
#[derive(Debug, Subcommand)]
pub enum Courier {
    /// The shop's couriers.
    List,
    /// Add one.
    Add {
        /// Its name.
        name: String,
        /// Taken by the shop or fetched by the buyer: no tracking number.
        #[arg(long)]
        own_delivery: bool,
        /// When it picks up.
        #[arg(long, value_name = "HH:MM", value_parser = clock)]
        pickup: Option<i64>,
    },
    /// Change one; what isn't named stays.
    Set {
        /// Its name.
        name: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// Whether no tracking number comes with it.
        #[arg(long, value_name = "on|off")]
        own_delivery: Option<Switch>,
        /// When it picks up; `-` if it varies.
        #[arg(long, value_name = "HH:MM|-")]
        pickup: Option<String>,
        /// Whether no longer offered.
        #[arg(long, value_name = "on|off")]
        archived: Option<Switch>,
    },
}

/// `task`
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Open tasks, those due first.
    List {
        /// Those that are done instead, the latest first.
        #[arg(long)]
        done: bool,
    },
    /// Add one.
    Add {
        /// What to do.
        text: String,
        /// Whose it is [default: anyone's].
        #[arg(long = "for", value_name = "NAME")]
        person: Option<String>,
        /// By when.
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        due: Option<Day>,
    },
    /// Tick one off.
    Done {
        /// Its number.
        id: i64,
    },
    /// Open one again.
    Reopen {
        /// Its number.
        id: i64,
    },
}
