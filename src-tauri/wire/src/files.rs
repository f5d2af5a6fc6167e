//! Files that a person chose.

use std::path::Path;

/// The file's name, as a person knows it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
