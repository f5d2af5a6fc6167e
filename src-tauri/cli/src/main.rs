//! `runut-cli`: the second front door. The same actions and reports as the window, from a terminal.
//!
//! Invariant: no business decision is made here. With `--json` stdout carries one JSON value and nothing else, wrong
//! usage included; messages go to stderr. Exit 0 done, 1 refused, 2 wrong usage, 3 broken.

mod args;
mod commands;
mod input;
mod output;
mod said;
mod target;
mod when;

use std::process::ExitCode;

use args::Cli;
use output::Out;

fn main() -> ExitCode {
    let cli = match Cli::read(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => {
            let out = Out::new(json_asked());
            let status = out.unparsed(&error);
            return out.end(status);
        }
    };
    let out = Out::new(cli.json);
    let status = commands::run(&cli, &out).unwrap_or_else(|fault| out.fault(&fault));
    out.end(status)
}

/// Whether `--json` stands among the raw words: asked where they couldn't be parsed.
fn json_asked() -> bool {
    std::env::args_os().skip(1).take_while(|word| word != "--").any(|word| word == "--json")
}
