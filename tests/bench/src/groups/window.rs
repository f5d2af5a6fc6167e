//! Window.

use std::path::Path;

use super::Group;
use crate::Fault;
use crate::table::Row;

/// Window.
pub const GROUP: Group = Group { name: "window", title: "### Window", run };

fn run(_folder: &Path) -> Result<Vec<Row>, Fault> {
    Ok(Vec::new())
}
