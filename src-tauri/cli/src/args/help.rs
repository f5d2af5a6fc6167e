//! The help as a person looks for it: commands by what they are for, and what goes for all of them under a heading of its own.

use std::ffi::OsString;

use clap::{CommandFactory, FromArgMatches};

use super::Cli;

/// The heading of what goes for every command.
pub const GLOBAL: &str = "For every command";

/// The commands by what they are for. A test holds that each stands in one group.
const GROUPS: [(&str, &[&str]); 9] = [
    (
        "Daily work",
        &["today", "counts", "orders", "order", "wave", "print", "returns", "customer", "task", "undo", "redo"],
    ),
    ("Money", &["pay", "void", "payment", "owed", "expire", "settle", "fee"]),
    (
        "The books",
        &["expense", "transfer", "post", "reverse", "journal", "recurring", "equipment", "close", "report", "package"],
    ),
    ("Goods", &["product", "stock", "supplier", "purchase", "reorder"]),
    ("Figures", &["goal", "kpi", "advice", "segments", "cohorts", "forecast"]),
    ("What is recorded", &["record", "timeline"]),
    ("Files", &["import", "export"]),
    (
        "The book and the shop",
        &[
            "init", "settings", "person", "account", "store", "courier", "hours", "log", "check", "backup", "backups",
            "restore", "salvage",
        ],
    ),
    ("To try it out", &["demo", "demo-day", "walk"]),
];

/// How wide the names of commands are.
const WIDTH: usize = 10;

impl Cli {
    /// Reads what was typed.
    ///
    /// # Errors
    /// [`clap::Error`] where it is wrong, or where help is asked.
    pub fn read(words: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        Self::from_arg_matches(&grouped().try_get_matches_from(words)?)
    }
}

fn grouped() -> clap::Command {
    let plain = Cli::command();
    let mut commands = String::new();
    for (heading, names) in GROUPS {
        commands.push_str(&format!("{heading}:\n"));
        for name in names {
            let about = plain.find_subcommand(name).and_then(clap::Command::get_about);
            let about = about.map(ToString::to_string).unwrap_or_default();
            commands.push_str(&format!("  {name:WIDTH$} {about}\n"));
        }
        commands.push('\n');
    }
    plain.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{commands}{GLOBAL}:\n{{options}}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        grouped.sort_unstable();
        let cli = Cli::command();
        let mut all: Vec<&str> = cli.get_subcommands().map(clap::Command::get_name).collect();
        all.sort_unstable();
        assert_eq!(grouped, all);
        assert!(grouped.iter().all(|name| name.len() <= WIDTH));
    }

    #[test]
    fn the_help_names_each_command_with_its_first_words() {
        let (cli, help) = (Cli::command(), super::grouped().render_help().to_string());
        for (heading, names) in GROUPS {
            assert!(help.contains(&format!("\n{heading}:\n")), "{help}");
            for name in names {
                let about = cli.find_subcommand(name).and_then(clap::Command::get_about).unwrap().to_string();
                let line = format!("  {name:WIDTH$} {about}");
                assert!(!about.is_empty() && help.lines().any(|l| l == line), "{name}: {about}");
            }
        }
        assert_eq!(help.matches(GLOBAL).count(), 1, "{help}");
    }
}
