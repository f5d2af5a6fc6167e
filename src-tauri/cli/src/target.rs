//! Where a document is written, and where it must not be.
//!
//! Invariant: a document never takes the place of a book or of what lies beside it; nor, unasked, of a file that isn't a
//! document of ours.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use runut_actions::{Document, is_ours};
use runut_core::Refusal;
use runut_core::filename::{self, System};
use runut_store::{is_regular, read_begin};

/// What is added to a book's name for the files that lie beside it.
const BESIDE: [&str; 10] = ["", "-wal", "-shm", "-journal", ".lock", ".pakai", ".jangkar", ".pulih", ".hapus", ".sapu"];

/// How a book's file ends, if it isn't called otherwise.
const BOOK: &str = ".runut";

/// What every file of the database engine begins with.
const ENGINE: &[u8] = b"SQLite format 3\0";

/// The largest file that is looked into for whether it is a document of ours: 64 MB.
const LOOKED_INTO: u64 = 64 << 20;

/// Refuses a target that would destroy something: the book, its companions, any other book, a link, a device, a folder; and,
/// without `force`, a file that isn't a document of ours.
///
/// # Errors
/// `output_dash`, `output_is_book`, `output_is_link`, `output_not_a_file`, `output_taken`.
pub fn check(book: &Path, target: &Path, force: bool) -> Result<(), Refusal> {
    let shown = runut_store::plain(target);
    let shown = shown.display();
    if target == Path::new("-") {
        return Err(Refusal::new(
            "output_dash",
            "Dokumen tidak bisa ditulis ke layar. Sebut nama berkasnya, misalnya --out slip.pdf.",
            "A document can't be written to the screen. Name a file, e.g. --out slip.pdf.",
        ));
    }
    // What another system takes for the book is the book; what this one can't call so is refused as a name.
    if of_a_book(book, target) {
        return Err(Refusal::new(
            "output_is_book",
            format!("{shown} adalah buku atau berkas yang menyertainya. Pilih nama atau folder lain untuk dokumen."),
            format!("{shown} is a book or a file that belongs to one. Choose another name or folder for the document."),
        ));
    }
    filename::usable(&whole(target), 0, System::HERE)?;
    let Ok(there) = fs::symlink_metadata(target) else { return Ok(()) };
    if there.is_symlink() {
        return Err(Refusal::new(
            "output_is_link",
            format!("{shown} adalah tautan ke tempat lain. Sebut berkasnya sendiri, atau pilih nama lain."),
            format!("{shown} is a link to somewhere else. Name the file itself, or choose another name."),
        ));
    }
    if !is_regular(target).unwrap_or(false) {
        return Err(Refusal::new(
            "output_not_a_file",
            format!("{shown} bukan berkas biasa (folder atau perangkat). Sebut nama berkas, misalnya slip.pdf."),
            format!("{shown} isn't a regular file (a folder or device). Name a file, e.g. slip.pdf."),
        ));
    }
    if !force && !may_be_replaced(target, &there) {
        return Err(Refusal::new(
            "output_taken",
            format!(
                "{shown} sudah ada, dan bukan dokumen buatan Runut seperti waktu ditulis. Pilih nama lain, atau ulangi dengan --force untuk menggantinya."
            ),
            format!(
                "{shown} is there already, and isn't a document as Runut wrote it. Choose another name, or use --force to replace it."
            ),
        ));
    }
    Ok(())
}

/// Whether nothing is lost where a document takes its place: an empty file, or a document of ours.
fn may_be_replaced(target: &Path, there: &fs::Metadata) -> bool {
    let looked = there.len() <= LOOKED_INTO;
    there.len() == 0 || looked && read_begin(target, LOOKED_INTO).is_ok_and(|bytes| is_ours(&bytes))
}

/// With its folder, and the name as it was typed: the system itself would leave out a full stop at the end.
fn whole(target: &Path) -> String {
    let folder = parent(target).and_then(|folder| std::path::absolute(folder).ok()).unwrap_or_default();
    folder.join(target.file_name().unwrap_or_default()).to_string_lossy().into_owned()
}

/// Whether it is a book, lies beside one under its name, or among its backups and logs: as any system compares names.
fn of_a_book(book: &Path, target: &Path) -> bool {
    // A file that is there may be called by another name than its own.
    let names = [Some(target.to_owned()), fs::canonicalize(target).ok()];
    let name = |path: &Path| filename::key(&path.file_name().unwrap_or_default().to_string_lossy());
    names.into_iter().flatten().any(|target| is_named_as_of_a_book(book, &target, &name(&target)))
}

fn is_named_as_of_a_book(book: &Path, target: &Path, asked: &str) -> bool {
    let own = filename::key(&book.file_name().unwrap_or_default().to_string_lossy());
    let with_ending = |rest: &str| {
        let put_aside = rest.rsplit_once(".lama").filter(|(_, nth)| nth.chars().all(|c| c.is_ascii_digit()));
        BESIDE.contains(&put_aside.map_or(rest, |(before, _)| before))
    };
    let any = asked.rfind(BOOK).is_some_and(|at| with_ending(&asked[at + BOOK.len()..]));
    let home = parent(book).and_then(|home| fs::canonicalize(home).ok());
    let folder = parent(target).and_then(|folder| fs::canonicalize(folder).ok());
    let beside = home.is_some() && home == folder && asked.strip_prefix(&own).is_some_and(with_ending);
    let kept = home.zip(folder).is_some_and(|(home, folder)| {
        let within =
            folder.strip_prefix(home).ok().and_then(|rest| Some(filename::key(&rest.iter().next()?.to_string_lossy())));
        within.is_some_and(|first| first == "cadangan" || first == "catatan")
    });
    any || beside || kept || BESIDE.iter().any(|end| one_file(&with(book, end), target)) || is_of_the_engine(target)
}

fn parent(path: &Path) -> Option<&Path> {
    path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

fn with(book: &Path, end: &str) -> PathBuf {
    let mut name: OsString = book.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Whether a regular file begins as the engine's files do: a book under whatever name.
fn is_of_the_engine(target: &Path) -> bool {
    read_begin(target, ENGINE.len() as u64).is_ok_and(|begin| begin.starts_with(ENGINE))
}

/// Whether two names lead to one file, through links or under a second name.
fn one_file(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
        || one_inode(one, other)
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
    file.as_file_mut().write_all(&document.bytes)?;
    file.as_file().sync_all()?;
    let held = || runut_store::is_held(path).then(|| io::ErrorKind::ResourceBusy.into());
    file.persist(path).map_err(|no| held().unwrap_or(no.error))?;
    Ok(runut_store::plain(path).display().to_string())
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
