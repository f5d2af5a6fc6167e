//! Files that a person chose, read whole and no further than they may be large.

use std::io::Read;
use std::path::Path;

use runut_core::{Refusal, Sentence};
use runut_store::open_file;

/// The file's name, as a person knows it.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file's bytes, one more than `most` at most: whoever reads them sees that it is too large.
///
/// # Errors
/// As [`open_file`]: regular files only.
pub(crate) fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let read = open_file(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(|error| {
        let (name, why) = (name(path), Sentence::from(&error));
        Refusal::new(
            "file_unreadable",
            format!("Berkas {name} tidak bisa dibaca: {}.", why.id),
            format!("File {name} can't be read: {}.", why.en),
        )
    })
}
