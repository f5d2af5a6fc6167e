//! A row's columns by their place.

use runut_core::{Instant, Money};
use rusqlite::Row;
use rusqlite::types::FromSql;

/// The columns of a row in the order in which the statement names them: for what every write reads, of which finding each
/// column by its name would take longer than reading it.
pub(crate) struct Columns<'a, 'stmt> {
    row: &'a Row<'stmt>,
    next: usize,
}

impl<'a, 'stmt> Columns<'a, 'stmt> {
    pub(crate) fn of(row: &'a Row<'stmt>) -> Self {
        Self { row, next: 0 }
    }

    pub(crate) fn next<T: FromSql>(&mut self) -> rusqlite::Result<T> {
        self.next += 1;
        self.row.get(self.next - 1)
    }

    pub(crate) fn money(&mut self) -> rusqlite::Result<Money> {
        self.next().map(Money)
    }

    pub(crate) fn instant(&mut self) -> rusqlite::Result<Option<Instant>> {
        Ok(self.next::<Option<i64>>()?.map(Instant))
    }
}
