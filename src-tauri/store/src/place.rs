//! Where a book lies: one place, whatever it is called by.
//!
//! Invariant: gate, lock, anchors and backups lie beside the file itself, never beside a link to it. Who names the book by a
//! link stands in the same gate as who names it by its own name.

use std::fs;
use std::path::{Path, PathBuf};

use runut_core::filename::{self, System};
use runut_core::whereabouts::Whereabouts;

use crate::StoreError;
use crate::files::folder_of;

/// Links that are followed from one to the next before they are called a circle.
const LINKS_MAX: usize = 40;

/// The place of the book that is named so: absolute, without links, whether it is there or not.
#[must_use]
pub fn place_of(named: &Path) -> PathBuf {
    let mut path = std::path::absolute(named).unwrap_or_else(|_| named.to_owned());
    if cfg!(windows) {
        return plain(&linked(path));
    }
    for _ in 0..LINKS_MAX {
        if let Ok(place) = fs::canonicalize(&path) {
            return place;
        }
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to), // to something that isn't there yet
            Err(_) => break,
        }
    }
    // Its folder, or as much of it as there is.
    for above in path.ancestors().skip(1) {
        if let (Ok(place), Ok(rest)) = (fs::canonicalize(above), path.strip_prefix(above)) {
            return place.join(rest);
        }
    }
    path
}

/// Where links to a file lead. That a folder is one needn't be followed: what lies in it lies there under either name. Nor
/// is the name made another: people know their `Z:`.
fn linked(mut path: PathBuf) -> PathBuf {
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            Ok(to) if fs::metadata(&path).is_ok_and(|there| there.is_file()) => path = folder_of(&path).join(to),
            _ => break,
        }
    }
    path
}

/// A path as people know it: see [`filename::plain`].
#[must_use]
pub fn plain(path: &Path) -> PathBuf {
    path.to_str().map_or_else(|| path.to_owned(), |path| PathBuf::from(filename::plain(path)))
}

/// Where a book lies that should lie elsewhere; none where it lies well. Asks the system for the kind of disk.
#[must_use]
pub fn whereabouts(book: &Path) -> Option<Whereabouts> {
    const TOLD: [&str; 3] = ["OneDriveCommercial", "OneDriveConsumer", "OneDrive"];
    let told = |name: &str| Some(("OneDrive", std::env::var_os(name)?.to_str()?.to_owned()));
    let roots: Vec<_> = TOLD.into_iter().filter_map(told).collect();
    let of = |path: &Path| Whereabouts::of(path.to_str()?, &roots);
    let mounts = || fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    // A letter that stands for a folder of another computer is told by where it leads.
    let leads = || fs::canonicalize(folder_of(book)).ok().map(|folder| folder.join("buku.runut"));
    of(book).or_else(|| of(&leads()?)).or_else(|| Whereabouts::mounted(&mounts(), book.to_str()?))
}

/// Letters that are kept free behind a book's name, for the files beside it and for its backups.
const SPARE: usize = 50;

/// Refuses a book, or a folder that books are put into, which the system can't call so.
///
/// # Errors
/// [`StoreError::Name`].
pub fn usable(path: &Path) -> Result<(), StoreError> {
    filename::usable(&path.to_string_lossy(), SPARE, System::HERE).map_err(StoreError::Name)
}

/// Which file that is, whatever it is called: its device and its number there. None where there is no file, or the system
/// doesn't tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    #[cfg(unix)]
    pub fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let file = fs::metadata(path).ok()?;
        Some(Self { device: file.dev(), number: file.ino() })
    }

    /// Another system doesn't let an open book be replaced.
    #[cfg(not(unix))]
    pub fn of(_: &Path) -> Option<Self> {
        None
    }
}

/// Whether the file has a second name elsewhere (a hard link), under which it would have a gate and a log of changes of its
/// own.
#[cfg(unix)]
pub(crate) fn has_two_names(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).is_ok_and(|file| file.is_file() && file.nlink() > 1)
}

#[cfg(not(unix))]
pub(crate) fn has_two_names(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn whatever_a_book_is_called_it_lies_in_one_place() {
        let folder = tempfile::tempdir().unwrap();
        let home = fs::canonicalize(folder.path()).unwrap();
        let there = home.join("toko/buku.runut");
        fs::create_dir(home.join("toko")).unwrap();
        symlink(home.join("toko"), home.join("map")).unwrap();
        symlink("toko/buku.runut", home.join("tautan")).unwrap();
        symlink("tautan", home.join("tautan-lain")).unwrap();
        symlink("putaran", home.join("putaran")).unwrap();
        let names = ["toko/buku.runut", "map/buku.runut", "tautan", "tautan-lain", "toko/../map/./buku.runut"];
        for made in [false, true] {
            for name in names {
                assert_eq!(place_of(&home.join(name)), there, "{name}, {made}");
            }
            fs::write(&there, "").unwrap();
        }
        assert_eq!(place_of(&home.join("map/baru/lagi/buku.runut")), home.join("toko/baru/lagi/buku.runut"));
        assert_eq!(place_of(&home.join("putaran")), home.join("putaran"));
        let relative = PathBuf::from("buku.runut");
        assert_eq!(place_of(&relative), fs::canonicalize(".").unwrap().join(relative));
    }
}

/// Where the book lies if nobody names another: in the platform's own folder for data.
#[must_use]
pub fn default_path() -> PathBuf {
    let folder = directories::ProjectDirs::from("id", "", "Runut").map(|dirs| dirs.data_dir().to_owned());
    folder.unwrap_or_default().join("buku.runut")
}
