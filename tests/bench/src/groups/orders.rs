//! Order path.

use std::path::Path;

use super::Group;
use crate::Fault;
use crate::table::Row;

/// Order path.
pub const GROUP: Group = Group { name: "orders", title: "### Order path", run };

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    Ok(Vec::new())
}
