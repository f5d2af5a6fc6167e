//! The window against an empty one of Tauri's: when its picture is whole and it takes keys, and the memory of all its
//! processes; and on a big book against a small one.

use std::path::{Path, PathBuf};

use super::Group;
use crate::Fault;
use crate::desk::{Desk, Opened};
use crate::machine::beside;
use crate::measure::{Figures, TURNS};
use crate::table::{Limit, Row};

/// Window.
pub const GROUP: Group = Group { name: "window", title: "### Window", run };

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let (runut, empty) = (beside("runut")?, beside("runut-empty")?);
    let small = demo(folder, 120)?;
    let big = demo(folder, 10_000)?;
    let (mut ours, mut plain, mut bare) = (Desk::new()?, Desk::new()?, Desk::new()?);
    let drawn = Path::new("1"); // as Runut has WebKit draw
    let [on_small, on_big, nothing] = in_turn([
        &mut || ours.open(&runut, &[("RUNUT_BOOK", &small)], "n"),
        &mut || plain.open(&runut, &[("RUNUT_BOOK", &big)], "n"),
        &mut || bare.open(&empty, &[("WEBKIT_DISABLE_DMABUF_RENDERER", drawn)], "n"),
    ])?;
    let ready = |window: &[Opened]| Figures(window.iter().map(|opened| opened.ready).collect());
    let memory = |window: &[Opened]| Figures(window.iter().map(|opened| opened.megabytes).collect());
    let row =
        |what: &str, unit, ours, floor| Row { what: what.to_owned(), unit, ours, floor, limit: Limit::Times(1.25) };
    Ok(vec![
        row("ready to type in; an empty window", "ms", ready(&on_small), ready(&nothing)),
        row("memory of all its processes; an empty window", "MB", memory(&on_small), memory(&nothing)),
        row("ready to type in, big book; small book", "ms", ready(&on_big), ready(&on_small)),
        row("memory of all its processes, big book; small book", "MB", memory(&on_big), memory(&on_small)),
    ])
}

type Open<'a> = &'a mut dyn FnMut() -> Result<Opened, Fault>;

/// All windows in turn; one turn before is not counted.
fn in_turn<const N: usize>(mut windows: [Open<'_>; N]) -> Result<[Vec<Opened>; N], Fault> {
    let mut out = [const { Vec::new() }; N];
    for turn in 0..=TURNS {
        for (window, opened) in windows.iter_mut().zip(&mut out) {
            let figures = window()?;
            if turn > 0 {
                opened.push(figures);
            }
        }
    }
    Ok(out)
}

/// A demo book of so many orders, kept for the next run.
fn demo(folder: &Path, orders: usize) -> Result<PathBuf, Fault> {
    let book = folder.join(format!("window-{orders}.runut"));
    if !book.exists() {
        let orders = orders.to_string();
        let made = std::process::Command::new(beside("runut-cli")?)
            .arg("--book")
            .arg(&book)
            .args(["demo", "--orders", &orders])
            .stdout(std::process::Stdio::null())
            .status()?;
        if !made.success() {
            return Err(format!("runut-cli demo: {made}").into());
        }
    }
    Ok(book)
}
