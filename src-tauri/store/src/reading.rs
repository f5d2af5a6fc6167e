//! Files that a person named, read whole: regular files only, and no further than they may be large. A device or a pipe
//! might never end.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use runut_core::{Refusal, Sentence};

const MB: u64 = 1024 * 1024;

/// Bytes of a file to be imported at most: a month of a very large shop has 30 MB.
pub const IMPORT_BYTES_MAX: u64 = 256 * MB;

/// Reads a file of at most `most` bytes; what a link points to is read as the file itself.
///
/// # Errors
/// As [`open_file`]; `file_too_large`, with the limit in megabytes.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let file = open_file(path)?;
    let length = file.metadata().map_err(|error| unreadable(path, &error))?.len();
    let mut bytes = Vec::new();
    if length <= most {
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    }
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if length > most || read > most {
        return Err(too_large(path, most));
    }
    Ok(bytes)
}

/// Opens a regular file.
///
/// # Errors
/// `file_missing`; `not_a_file` for a folder, a device or a pipe, which isn't even opened; `file_unreadable`, with the reason.
pub fn open_file(path: &Path) -> Result<File, Refusal> {
    // Looked at before it is opened: opening a pipe waits for whoever writes into it.
    let regular = |of: io::Result<fs::Metadata>| match of {
        Ok(what) if what.is_file() => Ok(()),
        Ok(_) => Err(not_a_file(path)),
        Err(error) => Err(unreadable(path, &error)),
    };
    regular(fs::metadata(path))?;
    let file = File::open(path).map_err(|error| unreadable(path, &error))?;
    regular(file.metadata())?;
    Ok(file)
}

fn not_a_file(path: &Path) -> Refusal {
    let path = path.display();
    Refusal::new(
        "not_a_file",
        format!(
            "{path} bukan berkas, tetapi folder, perangkat atau pipa. Simpan isinya sebagai berkas dulu, lalu pilih berkas itu."
        ),
        format!(
            "{path} is no file, but a folder, a device or a pipe. Save what it holds as a file first, then choose that."
        ),
    )
}

fn too_large(path: &Path, most: u64) -> Refusal {
    let (path, most) = (path.display(), most / MB);
    Refusal::new(
        "file_too_large",
        format!("Berkas {path} lebih besar dari {most} MB. Pilih berkas lain, atau ekspor rentang tanggal yang lebih pendek."),
        format!("The file {path} is larger than {most} MB. Choose another, or export a shorter range of dates."),
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

    #[cfg(unix)]
    #[test]
    fn devices_and_pipes_are_refused_without_being_opened() {
        let folder = tempfile::tempdir().unwrap();
        let (pipe, link) = (folder.path().join("pipa"), folder.path().join("tautan"));
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        for path in [pipe.as_path(), &link, Path::new("/dev/zero"), Path::new("/dev/null")] {
            assert_eq!(code(path, 5), "not_a_file", "{}", path.display());
        }
        // A file that says it has no length, and goes on.
        assert_eq!(code(Path::new("/proc/self/maps"), 5), "file_too_large");
    }
}
