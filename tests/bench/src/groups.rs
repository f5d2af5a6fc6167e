//! What is measured, a file a group.

mod book;
mod documents;
mod figures;
mod findings;
mod forecast;
mod import;
mod orders;
mod settlement;
mod statements;
mod window;

use std::path::Path;

use crate::Fault;
use crate::table::Row;

/// Figures that belong together.
#[derive(Clone, Copy)]
pub struct Group {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What stands over its table.
    pub title: &'static str,
    /// Measures, in a folder of the bench's own.
    pub run: fn(&Path) -> Result<Vec<Row>, Fault>,
}

/// All of them.
pub const ALL: [Group; 10] = [
    import::GROUP,
    settlement::GROUP,
    orders::GROUP,
    book::GROUP,
    statements::GROUP,
    figures::GROUP,
    forecast::GROUP,
    findings::GROUP,
    documents::GROUP,
    window::GROUP,
];

/// Runs a part of a group in a process of its own: for figures that belong to a whole process, such as its memory.
pub fn part(args: &[String]) -> Result<(), Fault> {
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["import-floor", workbook, book] => import::floor(Path::new(workbook), Path::new(book)),
        [paper, count] => documents::part(paper, count),
        _ => Err(format!("no such part: {args:?}").into()),
    }
}
