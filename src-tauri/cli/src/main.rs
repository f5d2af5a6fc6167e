//! `runut-cli`: the second front door. The same actions and reports as the window, from a terminal.
//!
//! Invariant: no business decision is made here. With `--json` stdout carries one JSON value and nothing else; messages
//! go to stderr. Exit 0 done, 1 refused, 2 wrong usage, 3 broken.

mod args;
mod commands;
mod output;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;
use output::Out;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let asked =
                matches!(error.kind(), clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion);
            // Nothing better to do when even the terminal is closed.
            drop(error.print());
            return ExitCode::from(if asked { 0 } else { 2 });
        }
    };
    let out = Out::new(cli.json);
    match commands::run(&cli, &out) {
        Ok(code) => code,
        Err(fault) => out.fault(&fault),
    }
}
