//! Import.

use std::path::Path;

use super::Group;
use crate::Fault;
use crate::table::Row;

/// Import.
pub const GROUP: Group = Group { name: "import", title: "### Import", run };

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    Ok(Vec::new())
}
