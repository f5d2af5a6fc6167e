//! Documents become files.
//!
//! Invariant: a document's name never belongs to a half-written file, and an existing document is never replaced: it
//! may be open in a viewer, or printed already.

use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// Writes `bytes` as `name` into the first of `folders` that can be written; `slip (2).pdf` if `slip.pdf` is taken.
///
/// # Errors
/// The last folder's, if none of them can be written.
pub(crate) fn write(folders: &[PathBuf], name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for folder in folders {
        match write_into(folder, Path::new(name), bytes) {
            Ok(path) => return Ok(path),
            Err(error) => last = error,
        }
    }
    Err(last)
}

/// Makes a folder of that name in the first of `folders` that can be written; `buku-2026 (2)` if `buku-2026` is taken.
///
/// # Errors
/// The last folder's, if none of them can be written.
pub(crate) fn new_folder(folders: &[PathBuf], name: &str) -> io::Result<PathBuf> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for folder in folders {
        match make_within(folder, name) {
            Ok(path) => return Ok(path),
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn make_within(folder: &Path, name: &str) -> io::Result<PathBuf> {
    runut_store::make_folder(folder)?;
    for copy in 1.. {
        let path = match copy {
            1 => folder.join(name),
            _ => folder.join(format!("{name} ({copy})")),
        };
        match std::fs::create_dir(&path) {
            Ok(()) => {
                runut_store::keep_private(&path);
                return Ok(path);
            }
            Err(taken) if taken.kind() == io::ErrorKind::AlreadyExists => {}
            Err(other) => return Err(other),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Whether `path` is one of `folders`, or lies directly in one.
pub(crate) fn is_within(folders: &[PathBuf], path: &Path) -> bool {
    let plain = path.components().all(|part| !matches!(part, Component::ParentDir));
    plain && folders.iter().any(|known| known == path || Some(known.as_path()) == path.parent())
}

fn write_into(folder: &Path, name: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    runut_store::make_folder(folder)?;
    let mut file = tempfile::Builder::new().prefix(".runut-").suffix(".part").tempfile_in(folder)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    let stem = name.file_stem().unwrap_or_default().to_string_lossy();
    let extension = name.extension().unwrap_or_default().to_string_lossy();
    for copy in 1.. {
        let path = match copy {
            1 => folder.join(name),
            _ => folder.join(format!("{stem} ({copy}).{extension}")),
        };
        match file.persist_noclobber(&path) {
            Ok(_) => {
                runut_store::sync_folder(folder)?;
                return Ok(path);
            }
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => file = taken.file,
            Err(other) => return Err(other.error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::{is_within, new_folder, write};

    #[test]
    fn documents_that_belong_together_get_a_folder_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let documents = [folder.path().join("Runut")];
        let (first, second) =
            (new_folder(&documents, "buku-2026").unwrap(), new_folder(&documents, "buku-2026").unwrap());
        assert_eq!((first, second), (documents[0].join("buku-2026"), documents[0].join("buku-2026 (2)")));
        assert!(is_within(&documents, &documents[0]) && is_within(&documents, &documents[0].join("buku-2026")));
        for path in [folder.path(), &documents[0].join(".."), &documents[0].join("a/b")] {
            assert!(!is_within(&documents, path), "{}", path.display());
        }
    }

    #[test]
    fn a_document_is_written_whole_under_a_name_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let into = [folder.path().join("new")];
        let first = write(&into, "slip.pdf", b"one").unwrap();
        let second = write(&into, "slip.pdf", b"two").unwrap();
        assert_eq!(first.file_name().unwrap(), "slip.pdf");
        assert_eq!(second.file_name().unwrap(), "slip (2).pdf");
        assert_eq!(std::fs::read(first).unwrap(), b"one");
        assert_eq!(std::fs::read_dir(&into[0]).unwrap().count(), 2, "nothing half-written stays");
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let written = write(&[file.clone(), folder.path().to_owned()], "a.pdf", b"x").unwrap();
        assert_eq!(written, folder.path().join("a.pdf"));
        assert!(write(&[file], "a.pdf", b"x").is_err());
    }
}
