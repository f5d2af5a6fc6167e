//! Where a document is written, and where it must not be.
//!
//! Invariant: a document never takes the place of the book or of what lies beside it.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use runut_actions::Document;
use runut_core::Refusal;

/// What is added to a book's name for the files that lie beside it.
const BESIDE: [&str; 7] = ["", "-wal", "-shm", "-journal", ".lock", ".pakai", ".jangkar"];

/// Refuses a target that would destroy something: the book, its companions, a device, a folder.
///
/// # Errors
/// `output_dash`, `output_is_book`, `output_not_a_file`.
pub fn check(book: &Path, target: &Path) -> Result<(), Refusal> {
    let shown = target.display();
    if target == Path::new("-") {
        return Err(Refusal::new(
            "output_dash",
            "Dokumen tidak bisa ditulis ke layar. Sebut nama berkasnya, misalnya --out slip.pdf.",
            "A document can't be written to the screen. Name a file, e.g. --out slip.pdf.",
        ));
    }
    if of_the_book(book).iter().any(|file| same(file, target)) {
        return Err(Refusal::new(
            "output_is_book",
            format!("{shown} adalah buku ini atau berkas pendampingnya. Pilih nama lain untuk dokumen."),
            format!("{shown} is this book or a file that belongs to it. Choose another name for the document."),
        ));
    }
    if fs::metadata(target).is_ok_and(|there| !there.is_file()) {
        return Err(Refusal::new(
            "output_not_a_file",
            format!("{shown} bukan berkas biasa (folder atau perangkat). Sebut nama berkas, misalnya slip.pdf."),
            format!("{shown} isn't a regular file (a folder or device). Name a file, e.g. slip.pdf."),
        ));
    }
    Ok(())
}

/// The book and its companions, by the book's name as typed and as links resolve: both kinds lie beside it.
fn of_the_book(book: &Path) -> Vec<PathBuf> {
    let names = [Some(book.to_owned()), fs::canonicalize(book).ok()];
    let beside = |name: PathBuf| {
        BESIDE.map(|end| {
            let mut name: OsString = name.clone().into_os_string();
            name.push(end);
            PathBuf::from(name)
        })
    };
    names.into_iter().flatten().flat_map(beside).collect()
}

/// Whether two names mean one file: one place, links resolved or not, or one file under two names.
fn same(one: &Path, other: &Path) -> bool {
    place(one) == place(other)
        || fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
        || one_inode(one, other)
}

/// A name in its folder, the folder's own links resolved; the file needn't exist.
fn place(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Some(fs::canonicalize(folder).ok()?.join(path.file_name()?))
}

#[cfg(unix)]
fn one_inode(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let key = |path: &Path| fs::metadata(path).ok().map(|m| (m.dev(), m.ino()));
    key(one).is_some_and(|one| key(other) == Some(one))
}

#[cfg(not(unix))]
fn one_inode(_: &Path, _: &Path) -> bool {
    false
}

/// Writes a document whole or not at all: beside its place, synced, then renamed.
///
/// # Errors
/// Where its folder can't be written.
pub fn put(path: &Path, document: &Document) -> io::Result<String> {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(&document.bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(path.display().to_string())
}

/// A paper is for others too: a temporary file by itself would stay closed to them.
#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o644)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}
