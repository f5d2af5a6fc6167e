//! Files that a person named, read whole: regular files of a disk only, and no further than they may be large. A device or
//! a pipe might never end, nor might a file that the system makes up while it is read.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use runut_core::filename::{self, System};
use runut_core::{Refusal, Sentence};

const MB: u64 = 1024 * 1024;

/// Bytes of a file to be imported at most: a month of a very large shop has 30 MB.
pub const IMPORT_BYTES_MAX: u64 = 256 * MB;

/// Reads a file of at most `most` bytes; what a link points to is read as the file itself.
///
/// # Errors
/// As [`read_begin`]; `file_too_large`, with the limit in megabytes.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let bytes = read_begin(path, most)?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > most { Err(too_large(path, most)) } else { Ok(bytes) }
}

/// Reads a file no further than one byte beyond `most`, by which whoever takes the bytes sees that it is too large.
///
/// # Errors
/// `file_missing`; `not_a_file` for a folder, a device, a pipe or a file of the system, which isn't even opened;
/// `file_unreadable`, with the reason.
pub fn read_begin(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    if let Some(file) = open(path)? {
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    }
    Ok(bytes)
}

/// Opens a regular file; none where it is empty, so that nothing need be read.
fn open(path: &Path) -> Result<Option<File>, Refusal> {
    // Looked at before it is opened: opening a pipe waits for whoever writes into it.
    let length = |of: io::Result<fs::Metadata>| match of {
        Ok(what) if what.is_file() && !is_of_the_system(path) => Ok(what.len()),
        Ok(_) => Err(not_a_file(path)),
        Err(error) => Err(unreadable(path, &error)),
    };
    if is_device(path) {
        return Err(not_a_file(path));
    }
    if length(fs::metadata(path))? == 0 {
        return Ok(None);
    }
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    length(file.metadata())?;
    Ok(Some(file))
}

/// Whether a path leads to a regular file of a disk, which ends.
///
/// # Errors
/// Where nothing can be said of it; it may not be there.
pub fn is_regular(path: &Path) -> io::Result<bool> {
    Ok(fs::metadata(path)?.is_file() && !is_of_the_system(path))
}

/// Whether a file is one that the system makes up while it is read, such as the kernel's log: it calls itself regular, and
/// waits.
fn is_of_the_system(path: &Path) -> bool {
    let made_up = || {
        fs::canonicalize(path).is_ok_and(|path| {
            ["/proc", "/sys", "/dev"].iter().any(|root| path.starts_with(root)) && !path.starts_with("/dev/shm")
        })
    };
    is_device(path) || cfg!(unix) && made_up()
}

/// Whether the system has a device under that name. Nothing else can be asked of it.
fn is_device(path: &Path) -> bool {
    filename::is_device(&path.to_string_lossy(), System::HERE)
}

fn not_a_file(path: &Path) -> Refusal {
    let path = path.display();
    Refusal::new(
        "not_a_file",
        format!(
            "{path} bukan berkas, tetapi folder, perangkat, pipa atau bagian dari sistem. Simpan isinya sebagai berkas dulu, lalu pilih berkas itu."
        ),
        format!(
            "{path} is no file, but a folder, a device, a pipe or a part of the system. Save what it holds as a file first, then choose that."
        ),
    )
}

fn too_large(path: &Path, most: u64) -> Refusal {
    let (path, most) = (path.display(), most / MB);
    Refusal::new(
        "file_too_large",
        format!(
            "Berkas {path} lebih besar dari {most} MB. Pilih berkas lain, atau bagi isinya menjadi beberapa berkas."
        ),
        format!("The file {path} is larger than {most} MB. Choose another, or split it into several."),
    )
    .with("limit_mb", most)
}

fn unreadable(path: &Path, error: &io::Error) -> Refusal {
    let path = path.display();
    if error.kind() == ErrorKind::NotFound {
        return Refusal::new(
            "file_missing",
            format!("Berkas {path} tidak ada. Periksa nama dan foldernya."),
            format!("There is no file {path}. Check its name and folder."),
        );
    }
    let why = Sentence::from(error);
    Refusal::new(
        "file_unreadable",
        format!("Berkas {path} tidak bisa dibaca ({}). Periksa izinnya, atau pilih berkas lain.", why.id),
        format!("The file {path} can't be read ({}). Check its permissions, or choose another.", why.en),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(path: &Path, most: u64) -> String {
        read_file(path, most).unwrap_err().code
    }

    #[test]
    fn regular_files_are_read_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("pesanan.csv");
        fs::write(&file, b"12345").unwrap();
        assert_eq!(read_file(&file, 5).unwrap(), b"12345");
        assert_eq!(code(&file, 4), "file_too_large");
        assert_eq!(code(folder.path(), 5), "not_a_file");
        assert_eq!(code(&folder.path().join("lain.csv"), 5), "file_missing");
    }

    #[cfg(windows)]
    #[test]
    fn devices_that_are_named_like_files_are_refused_without_being_opened() {
        for name in ["CON", "nul.csv", "COM1"] {
            assert_eq!(code(Path::new(name), 5), "not_a_file", "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_pipes_are_refused_without_being_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, link) = (folder.path().join("pipa"), folder.path().join("tautan"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        let system = folder.path().join("sistem");
        std::os::unix::fs::symlink("/proc/self/maps", &system).unwrap();
        for path in [pipe.as_path(), &link, &system, Path::new("/dev/zero"), Path::new("/dev/null")] {
            assert_eq!(code(path, 5), "not_a_file", "{}", path.display());
        }
        // The kernel's log says that it is a regular file without a length, and waits.
        for path in
            ["/proc/kmsg", "/proc/self/mem", "/proc/self/maps"].map(Path::new).into_iter().filter(|p| p.exists())
        {
            assert_eq!(code(path, 5), "not_a_file", "{}", path.display());
        }
        let empty = folder.path().join("kosong.csv");
        fs::write(&empty, b"").unwrap();
        assert_eq!(read_file(&empty, 5).unwrap(), b"");
    }
}
