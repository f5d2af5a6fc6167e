//! A report as a table: what its files and its paper are drawn from, so that they can't disagree.

mod ahead;
mod business;
mod buyers;
mod day_end;
mod goods;
mod kpis;

use serde::{Deserialize, Serialize};

use crate::export::Cell;
use crate::rows::LineKind;
use crate::{AccountId, CustomerId, Day, OrderId, Sentence, StoreId, SupplierId, VariantId};

/// Before any entry.
pub(crate) const FIRST_DAY: Day = Day(19_000_101);

fn said(id: &str, en: &str) -> Sentence {
    Sentence::new(id, en)
}

/// A word in both languages, as a cell.
fn word((id, en): (&str, &str)) -> Cell {
    Cell::Said(said(id, en))
}

/// Of which day a report is.
fn at(day: Day) -> Sentence {
    said(&format!("per {}", day.typed()), &format!("at {}", day.typed()))
}

/// A report on its way to a file, to paper or to the window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct TableRow {
    /// What it is: headings are bold, sums have a line above.
    pub kind: LineKind,
    /// How far its label stands in.
    pub depth: i64,
    /// What stands in it, as many cells as there are heads; none for a heading alone.
    pub cells: Vec<Cell>,
    /// What it is made of; none where there is nothing behind it.
    pub opens: Option<Opens>,
}

/// What a row of a report leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Opens {
    /// Entries of accounts.
    Entries {
        /// The accounts.
        accounts: Vec<AccountId>,
        /// Of which store alone; zero for what is of none; none for all.
        store: Option<StoreId>,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
    /// An order.
    Order {
        /// Which.
        id: OrderId,
    },
    /// Orders in which these words stand.
    Orders {
        /// The words.
        search: String,
    },
    /// A variant's card of the stock.
    Variant {
        /// Which.
        id: VariantId,
    },
    /// Goods of that name.
    Goods {
        /// What they are called.
        name: String,
    },
    /// Goods of a category.
    Category {
        /// What it is called.
        name: String,
    },
    /// A customer.
    Customer {
        /// Who.
        id: CustomerId,
    },
    /// What is owed to a supplier; zero for receipts of nobody.
    Supplier {
        /// Who.
        id: SupplierId,
    },
}

impl TableRow {
    /// A plain row.
    #[must_use]
    pub fn plain(cells: Vec<Cell>) -> Self {
        Self { kind: LineKind::Line, depth: 0, cells, opens: None }
    }

    /// The last sum.
    #[must_use]
    pub fn total(cells: Vec<Cell>) -> Self {
        Self { kind: LineKind::Total, ..Self::plain(cells) }
    }

    /// This row, leading there.
    #[must_use]
    pub fn opening(self, opens: impl Into<Option<Opens>>) -> Self {
        Self { opens: opens.into(), ..self }
    }
}
