//! What can be typed about settings: the shop, people, accounts, stores at marketplaces, couriers.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches, Subcommand};
use runut_core::chart::AccountKind;
use runut_core::rows::Division;
use runut_core::settings::{Kind, SETTINGS, Setting};
use runut_core::{Channel, Day, Money};
use serde_json::Value;

use super::Switch;
use super::parse::{channel, clock, day, money, span, weekday, word};

/// `settings`: shows everything that can be set; sets what is named. Its options are the shop's own list.
#[derive(Debug, Default)]
pub struct Settings {
    /// What was named.
    pub set: Vec<(&'static Setting, Value)>,
}

impl FromArgMatches for Settings {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let named =
            SETTINGS.iter().filter_map(|setting| Some((setting, matches.get_one::<Value>(setting.key)?.clone())));
        Ok(Self { set: named.collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Args for Settings {
    fn augment_args(command: Command) -> Command {
        SETTINGS.iter().fold(command, |command, setting| {
            let read = |typed: &str| setting.read(typed).map_err(|refusal| refusal.message.id);
            let arg = Arg::new(setting.key).long(setting.option()).help(setting.help).value_parser(read);
            command.arg(match setting.kind {
                Kind::Day => arg.value_name("YYYY-MM-DD"),
                Kind::Switch => arg.value_name("on|off"),
                _ => arg,
            })
        })
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
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
    List {
        /// All accounts of the books: number, kind and line of the statements.
        #[arg(long)]
        all: bool,
    },
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
        /// No account of money but one of this line of the statements, e.g. other_expenses; `account list --all` shows them.
        #[arg(long, conflicts_with_all = ["number", "holder"])]
        line: Option<String>,
        /// What it is, where the line has several kinds: asset, liability, equity, income or expense.
        #[arg(long, requires = "line", default_value = "expense", value_parser = word::<AccountKind>)]
        kind: AccountKind,
    },
    /// Change one, by name or number; what isn't named stays.
    Set {
        /// Its name or number (`cash`, `bank`, `1103`).
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

/// `store`
#[derive(Debug, Subcommand)]
pub enum Store {
    /// The shop's stores at marketplaces, with what is owed to each.
    List,
    /// Add one: a second shop at a marketplace.
    Add {
        /// Its name, e.g. "Shopee Grosir".
        name: String,
        /// The marketplace.
        #[arg(long = "at", value_name = "CHANNEL", value_parser = channel)]
        channel: Channel,
        /// Paid into one balance with this store [default: a balance of its own].
        #[arg(long, value_name = "STORE")]
        wallet: Option<String>,
    },
    /// Change one; what isn't named stays.
    Set {
        /// Its name.
        name: String,
        /// New name.
        #[arg(long)]
        rename: Option<String>,
        /// Paid into one balance with this store; `-` for one of its own.
        #[arg(long, value_name = "STORE|-")]
        wallet: Option<String>,
        /// Whether it takes no new orders.
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
    /// What couriers charge, parcel by parcel: a line each, tracking or order number and amount (- reads standard input).
    Bill {
        /// The file.
        file: PathBuf,
    },
    /// What a courier charges for parcels that went together, shared by weight.
    BillShared {
        /// How much.
        #[arg(value_parser = money)]
        amount: Money,
        /// The orders, or their tracking numbers.
        #[arg(required = true)]
        orders: Vec<String>,
    },
    /// Take what buyers were charged for what couriers charge, of parcels that have no bill.
    BillAsCharged {
        /// Only those that left so many days ago or earlier.
        #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(i64).range(0..=3_650))]
        days: i64,
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

/// `hours`
#[derive(Debug, Subcommand)]
pub enum Hours {
    /// The week and the closed days.
    List,
    /// Set the hours of a weekday.
    Set {
        /// Which: senin to minggu, or monday to sunday.
        #[arg(value_parser = weekday)]
        weekday: i64,
        /// From when to when; `-` where it is closed.
        #[arg(value_name = "HH:MM-HH:MM|-", value_parser = span, allow_hyphen_values = true)]
        hours: (Option<i64>, Option<i64>),
    },
    /// Close a day.
    Close {
        /// Which.
        #[arg(value_parser = day)]
        day: Day,
        /// Why.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Open a closed day after all.
    Open {
        /// Which.
        #[arg(value_parser = day)]
        day: Day,
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
