//! Files that appear whole or not at all.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

/// Bytes copied between two looks at whether to go on: a megabyte.
const PIECE: usize = 1 << 20;

/// Bytes given up together where a disk can't be read.
const SECTOR: usize = 4096;

/// What a file without a name of its own begins and ends with.
const UNNAMED: (&str, &str) = (".runut-", ".part");

/// A day: no file is without a name for so long, unless its program was ended.
const LEFT: Duration = Duration::from_secs(86_400);

/// Makes a folder and those above it that are missing: the owner's only.
///
/// # Errors
/// Where it can't be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut make = fs::DirBuilder::new();
    make.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.create(folder)
}

/// Makes what lies there the owner's only, as far as it isn't and the system can: a shop's book is nobody else's to read.
/// What belongs to another person stays as it is.
pub fn keep_private(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let Ok(there) = fs::symlink_metadata(path) else { return };
        let mode = there.permissions().mode();
        if mode & 0o077 != 0 && (there.is_file() || there.is_dir()) {
            let _ = fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o700));
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// How a file is opened that is made where it is missing: the owner's only.
pub(crate) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only Unix has a mode"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// A new file, the owner's only, in the place of what was there.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    private().create(true).truncate(true).write(true).open(path)
}

/// A file in `folder` that vanishes unless it is given a name.
pub(crate) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().prefix(UNNAMED.0).suffix(UNNAMED.1).tempfile_in(folder)
}

/// Whether nobody holds this file any more: its lock can be had, or, where nothing can be locked, it is old.
pub(crate) fn is_left(path: &Path) -> bool {
    let Ok(file) = OpenOptions::new().read(true).write(true).open(path) else { return false };
    match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => false,
        Err(TryLockError::Error(_)) => is_old(file.metadata()),
    }
}

/// Whether what was made was left long ago.
pub(crate) fn is_old(found: io::Result<fs::Metadata>) -> bool {
    let modified = found.and_then(|file| file.modified());
    modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT))
}

/// Takes away what programs that were ended have left without a name.
pub(crate) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let unnamed = name.to_str().is_some_and(|name| name.starts_with(UNNAMED.0) && name.ends_with(UNNAMED.1));
        if unnamed && is_old(entry.metadata()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Writes `bytes` under a name, in the place of what bore it.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = temporary(folder)?;
    file.as_file_mut().write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    sync_folder(folder)
}

/// Makes what lies in a file last through a power cut. It is opened to be written: Windows flushes nothing else.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Whether another program has the file open so that it can't be written or replaced: only Windows lets it. A program of
/// ours that only reads it does so too.
#[must_use]
pub fn is_held(path: &Path) -> bool {
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        const WRITE_OR_DELETE: u32 = 0x4000_0000 | 0x0001_0000;
        let asked = OpenOptions::new().access_mode(WRITE_OR_DELETE).open(path);
        asked.is_err_and(|error| runut_core::is_held(&error))
    }
    #[cfg(not(windows))]
    {
        let _ = path;
        false
    }
}

/// Gives a temporary file that was synced a name, lasting through a power cut. Answers the file back where the name is taken.
pub(crate) fn settle(file: NamedTempFile, path: &Path) -> io::Result<Option<NamedTempFile>> {
    match file.persist_noclobber(path) {
        Ok(_) => {}
        Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => return Ok(Some(taken.file)),
        Err(other) => return Err(other.error),
    }
    match sync_folder(folder_of(path)) {
        Err(error) if remove(path).is_ok() => Err(error),
        _ => Ok(None), // what can't be taken back is there
    }
}

/// Why a copy ended early: what was copied, or where it was going.
#[derive(Debug)]
pub(crate) enum CopyError {
    /// The source can't be read.
    Read(io::Error),
    /// The target can't be written, or the work was stopped (`Interrupted`).
    Write(io::Error),
}

impl From<CopyError> for io::Error {
    fn from(error: CopyError) -> Self {
        match error {
            CopyError::Read(error) | CopyError::Write(error) => error,
        }
    }
}

/// Copies `from` into `to`, which is synced; `go_on` hears how many bytes are done, and may stop it: then the answer is
/// `Interrupted`.
pub(crate) fn copy(from: &Path, to: &mut File, go_on: &mut dyn FnMut(u64) -> bool) -> Result<(), CopyError> {
    let mut source = File::open(from).map_err(CopyError::Read)?;
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    loop {
        let read = source.read(&mut piece).map_err(CopyError::Read)?;
        if read == 0 {
            return to.sync_all().map_err(CopyError::Write);
        }
        to.write_all(&piece[..read]).map_err(CopyError::Write)?;
        done += u64::try_from(read).unwrap_or(0);
        if !go_on(done) {
            return Err(CopyError::Write(io::ErrorKind::Interrupted.into()));
        }
    }
}

/// Copies a file whose disk may be damaged: what can't be read is left empty.
/// Answers whether it was done to the end.
pub(crate) fn copy_readable(from: &Path, to: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> io::Result<bool> {
    let mut source = File::open(from)?;
    let mut target = create(to)?;
    let size = source.metadata()?.len();
    let mut piece = vec![0; PIECE];
    let mut done = 0;
    while done < size {
        source.seek(SeekFrom::Start(done))?;
        let read = match source.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => read,
            Err(_) if piece.len() > SECTOR => {
                piece.truncate(SECTOR); // from here on page by page
                continue;
            }
            Err(_) => {
                piece.fill(0);
                usize::try_from(size - done).unwrap_or(SECTOR).min(SECTOR)
            }
        };
        target.write_all(&piece[..read])?;
        done += read as u64;
        if !go_on(done) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The folder that a file lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes new names in a folder last through a power cut, where that needs to be asked for: Windows has no such call.
///
/// # Errors
/// The disk's.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Takes a file away; that it isn't there is as well.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Whether two files have the same content.
pub(crate) fn same(one: &Path, other: &Path) -> io::Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut left, mut right) = (vec![0; PIECE], vec![0; PIECE]);
    loop {
        let (read, also) = (fill(&mut one, &mut left)?, fill(&mut other, &mut right)?);
        if left[..read] != right[..also] {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

fn fill(file: &mut File, piece: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < piece.len() {
        match file.read(&mut piece[filled..])? {
            0 => break,
            read => filled += read,
        }
    }
    Ok(filled)
}

/// The file that lies beside a book under its name and this ending.
pub(crate) fn beside(book: &Path, ending: &str) -> PathBuf {
    let mut name = book.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn only_what_was_left_long_ago_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - LEFT - Duration::from_secs(60);
        for (name, at) in [(".runut-a.part", old), ("buku-v1.runut", old), (".runut-b.part", SystemTime::now())] {
            File::create(folder.path().join(name)).unwrap().set_modified(at).unwrap();
        }
        sweep(folder.path());
        let mut left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".runut-b.part", "buku-v1.runut"]);
    }
}
