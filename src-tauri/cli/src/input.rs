//! What a command reads: a regular file that was named, or standard input for `-`; neither further than it may be large.

use std::io::Read;
use std::path::Path;

use runut_core::Refusal;
use runut_store::read_file;

use crate::output::Fault;

const MB: u64 = 1024 * 1024;

/// The bytes of a file, or of standard input where it is called `-`; at most `most`.
///
/// # Errors
/// As [`read_file`]; `input_too_large` for standard input.
pub fn bytes(path: &Path, most: u64) -> Result<Vec<u8>, Fault> {
    if path != Path::new("-") {
        return Ok(read_file(path, most)?);
    }
    let mut bytes = Vec::new();
    let read = std::io::stdin().take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| Fault::unreadable(path, &error))?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most {
        let most = most / MB;
        let (id, en) = (
            format!("Masukan ini lebih dari {most} MB. Bagi menjadi beberapa."),
            format!("This input is larger than {most} MB. Split it."),
        );
        return Err(Refusal::new("input_too_large", id, en).with("limit_mb", most).into());
    }
    Ok(bytes)
}
