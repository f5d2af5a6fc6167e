//! The two books: made by the terminal program, kept until the schema or their content changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use runut_core::{Instant, fingerprint};

use crate::Fault;
use crate::machine::beside;
use crate::measure::process;

/// What a kept book was made with: other words make it anew.
const MADE_WITH: &str =
    concat!("demo --orders N --open 500 --seed 1, 1\n", include_str!("../../../../../src-tauri/store/schema.sql"));

/// A book that lies there.
pub struct Made {
    pub path: PathBuf,
    /// When it was made: the present of what is asked of it.
    pub now: Instant,
    /// How long that took.
    pub seconds: f64,
}

/// The book of so many orders, as an earlier run left it or made now.
pub fn kept(folder: &Path, orders: u32) -> Result<Made, Fault> {
    let path = folder.join(format!("book-{orders}.runut"));
    let marker = folder.join(format!("book-{orders}.made"));
    let with = fingerprint(MADE_WITH.as_bytes());
    if let Some(made) = fs::read_to_string(&marker).ok().and_then(|text| read(&text, &with, &path)) {
        return Ok(made);
    }
    for old in fs::read_dir(folder)?.filter_map(Result::ok) {
        if old.file_name().to_string_lossy().starts_with(&format!("book-{orders}.")) {
            fs::remove_file(old.path())?;
        }
    }
    eprintln!("making {}", path.display());
    let said = path.display().to_string();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_millis();
    let ended =
        process(&beside("runut-cli")?, &["--book", &said, "demo", "--orders", &orders.to_string(), "--open", "500"])?;
    fs::write(&marker, format!("{with} {now} {}", ended.ms / 1_000.0))?;
    let text = fs::read_to_string(&marker)?;
    Ok(read(&text, &with, &path).ok_or("the book isn't where it was made")?)
}

/// What a marker says of a book that is there and was made with the same.
fn read(text: &str, with: &str, path: &Path) -> Option<Made> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let [made, now, seconds] = words[..] else { return None };
    let (now, seconds) = (Instant(now.parse().ok()?), seconds.parse().ok()?);
    (made == with && path.is_file()).then(|| Made { path: path.to_owned(), now, seconds })
}

/// Takes a file out of the system's memory, as far as it gives it up.
pub fn forget(path: &Path) -> Result<(), Fault> {
    let from = format!("if={}", path.display());
    let ended = Command::new("dd").args([&from, "iflag=nocache", "count=0", "status=none"]).status()?;
    if ended.success() { Ok(()) } else { Err(format!("dd: {ended}").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stale_book_is_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book");
        assert!(read("abc 17 2.5", "abc", &path).is_none(), "there is no such file");
        fs::write(&path, "").unwrap();
        assert_eq!(read("abc 17 2.5", "abc", &path).unwrap().now, Instant(17));
        assert!(read("abc 17 2.5", "abd", &path).is_none(), "another schema");
        assert!(read("abc 17", "abc", &path).is_none(), "half written");
    }
}
