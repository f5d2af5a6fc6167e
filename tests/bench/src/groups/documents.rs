//! Documents.

use std::path::Path;

use super::Group;
use crate::Fault;
use crate::table::Row;

/// Documents.
pub const GROUP: Group = Group { name: "documents", title: "### Documents", run };

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    Ok(Vec::new())
}
