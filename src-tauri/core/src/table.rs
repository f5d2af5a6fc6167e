//! A report as a table: what its files and its paper are drawn from, so that they can't disagree.

mod day_end;
mod goods;

use crate::Sentence;
use crate::export::Cell;
use crate::rows::LineKind;

/// A report on its way to a file or to paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it is.
    pub title: Sentence,
    /// Of which days, against what.
    pub below: Sentence,
    /// What stands above each column; the first is that of the labels.
    pub heads: Vec<Sentence>,
    /// Rows, from the top.
    pub rows: Vec<TableRow>,
    /// What is said below.
    pub notes: Vec<Sentence>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// What it is: headings are bold, sums have a line above.
    pub kind: LineKind,
    /// How far its label stands in.
    pub depth: i64,
    /// What stands in it, as many cells as there are heads; none for a heading alone.
    pub cells: Vec<Cell>,
}

impl TableRow {
    /// A plain row.
    #[must_use]
    pub fn plain(cells: Vec<Cell>) -> Self {
        Self { kind: LineKind::Line, depth: 0, cells }
    }

    /// The last sum.
    #[must_use]
    pub fn total(cells: Vec<Cell>) -> Self {
        Self { kind: LineKind::Total, depth: 0, cells }
    }
}
