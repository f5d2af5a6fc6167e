//! A big book.

use std::path::Path;

use super::Group;
use crate::Fault;
use crate::table::Row;

/// A big book.
pub const GROUP: Group = Group { name: "book", title: "### A big book", run };

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    Ok(Vec::new())
}
