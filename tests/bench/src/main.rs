//! `make bench`: what is claimed of Runut's speed and memory, against a floor measured in the same run.
//!
//! A floor is the least that the same work can cost: the same rows by the bare libraries, on the same disk, with the same
//! pragmas. Ours and the floor take turns, so that a machine that gets slower slows both. Figures are medians of at least
//! five turns with their spread; what is judged is the ratio.

mod desk;
mod groups;
mod machine;
mod measure;
mod replay;
mod table;

use std::process::ExitCode;

/// What goes wrong in a bench ends it.
type Fault = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(fault) => {
            eprintln!("bench: {fault}");
            ExitCode::from(2)
        }
    }
}

/// Measures the named groups, or all; answers whether every figure is within its limit.
fn run(args: &[String]) -> Result<bool, Fault> {
    let [first, ..] = args else { return measured(&groups::ALL) };
    if first == "part" {
        groups::part(&args[1..])?;
        return Ok(true);
    }
    let named = args
        .iter()
        .map(|name| groups::ALL.into_iter().find(|group| group.name == name))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| format!("the groups are {}", groups::ALL.map(|group| group.name).join(", ")))?;
    measured(&named)
}

fn measured(chosen: &[groups::Group]) -> Result<bool, Fault> {
    let folder = machine::folder()?;
    println!("{}\n", machine::line(&folder)?);
    let mut holds = true;
    for group in chosen {
        println!("{}\n", group.title);
        let rows = (group.run)(&folder)?;
        println!("{}", table::markdown(&rows));
        holds &= rows.iter().all(table::Row::holds);
    }
    println!(
        "{}",
        if holds { "All figures are within their limits." } else { "Not all figures are within their limits." }
    );
    Ok(holds)
}
