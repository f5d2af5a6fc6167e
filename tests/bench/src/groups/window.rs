//! The window against an empty one of Tauri's: when its picture is whole and it takes keys, and the memory of all its
//! processes; and on a book of a million orders against one of ten thousand.

use std::fs;
use std::path::{Path, PathBuf};

use super::Group;
use super::book::{BIG, SMALL, books};
use crate::Fault;
use crate::desk::{Desk, Opened};
use crate::machine::beside;
use crate::measure::{Figures, TURNS, process};
use crate::table::{Limit, Row};

/// Window.
pub const GROUP: Group = Group { name: "window", title: "### Window", run };

/// Where the backups of the bench's books lie.
const BACKUPS: &str = "cadangan";

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let (runut, empty) = (beside("runut")?, beside("runut-empty")?);
    let (small, big) = (backed_up(folder, SMALL)?, backed_up(folder, BIG)?);
    let (mut ours, mut plain, mut bare) = (Desk::new()?, Desk::new()?, Desk::new()?);
    let drawn = Path::new("1"); // as Runut has WebKit draw
    let [on_small, on_big, nothing] = in_turn([
        &mut || ours.open(&runut, &[("RUNUT_BOOK", &small)], "n"),
        &mut || plain.open(&runut, &[("RUNUT_BOOK", &big)], "n"),
        &mut || bare.open(&empty, &[("WEBKIT_DISABLE_DMABUF_RENDERER", drawn)], "n"),
    ])?;
    fs::remove_dir_all(folder.join(BACKUPS))?;
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

/// The book of so many orders with the day's backup made: a window that is ended before its own is whole would begin it
/// anew at every turn.
fn backed_up(folder: &Path, orders: u32) -> Result<PathBuf, Fault> {
    let book = books::kept(folder, orders)?.path;
    process(&beside("runut-cli")?, &["--book", &book.display().to_string(), "backup"])?;
    Ok(book)
}
