//! Names of files as the systems take them: which two are one file, and which a system can't bear.
//!
//! Two names are compared as the most lenient system does, wherever the program runs: a book's folder is carried from one
//! computer to the other. What a name may look like is asked of the system at hand: what Linux can bear, nobody needs refuse
//! there.

use unicode_normalization::UnicodeNormalization;

use crate::{Refusal, excerpt};

/// Whose rules hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Devices that are named like files, streams, letters that no name has, paths of 260.
    Windows,
    /// Linux and macOS: whatever the disk takes.
    Other,
}

impl System {
    /// The one that this program runs on.
    pub const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Other };
}

/// Letters of a path on Windows at most, its end mark not counted, as nearly every program there can open.
const PATH_MAX: usize = 259;

/// Letters of a name at most, as Windows counts them.
const NAME_MAX: usize = 255;

/// Names of devices, with whatever ending.
const DEVICES: [&str; 7] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

/// Devices that have a digit behind.
const NUMBERED: [&str; 2] = ["COM", "LPT"];

/// What a name is compared by: names with one key may be one file. Windows and macOS take upper case for lower; Windows leaves
/// out full stops and spaces at the end, and takes what stands behind a colon for a part of the file before it; macOS takes a
/// letter and its mark for one.
#[must_use]
pub fn key(name: &str) -> String {
    let name = name.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']);
    name.nfc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// Whether that is a device of the system under the name of a file: what is opened so never ends, or is a printer.
#[must_use]
pub fn is_device(path: &str, system: System) -> bool {
    system == System::Windows && (path.replace('/', "\\").starts_with(r"\\.\") || names(path).any(is_device_name))
}

/// Refuses what can't be the name of a file on that system. `spare` letters are kept free for what is added to it.
///
/// # Errors
/// `name_unusable`.
pub fn usable(path: &str, spare: usize, system: System) -> Result<(), Refusal> {
    if system == System::Other {
        return Ok(());
    }
    let no = |name: &str, id: String, en: String| {
        let shown = excerpt(name.trim_start_matches(r"\\.\"), 60);
        let (id, en) = (
            format!("{shown} tidak bisa menjadi nama berkas di Windows: {id}. Pilih nama lain."),
            format!("{shown} can't be the name of a file on Windows: {en}. Choose another name."),
        );
        Err(Refusal::new("name_unusable", id, en))
    };
    if is_device(path, system) {
        return no(
            path,
            "nama itu milik perangkat (CON, NUL, COM1)".into(),
            "devices have that name (CON, NUL, COM1)".into(),
        );
    }
    for name in names(path) {
        if let Some(c) = name.chars().find(|c| "<>:\"|?*".contains(*c) || c.is_control()) {
            let c = if c.is_control() { "Tab".to_owned() } else { c.to_string() };
            return no(name, format!("ada {c} di dalamnya"), format!("it has {c} in it"));
        }
        if name.ends_with(['.', ' ']) && !matches!(name, "." | "..") {
            return no(name, "berakhir dengan titik atau spasi".into(), "it ends in a full stop or a space".into());
        }
        if name.encode_utf16().count() > NAME_MAX {
            return no(name, format!("lebih dari {NAME_MAX} huruf"), format!("it has more than {NAME_MAX} letters"));
        }
    }
    let most = PATH_MAX.saturating_sub(spare);
    let length = plain(path).encode_utf16().count();
    if length > most {
        return no(
            path,
            format!("dengan foldernya {length} huruf, paling banyak {most}"),
            format!("with its folder it has {length} letters, at most {most} will do"),
        );
    }
    Ok(())
}

/// A path as people know it, without the mark that Windows puts before the long ones (`\\?\C:\Toko`, `\\?\UNC\kasir\toko`).
#[must_use]
pub fn plain(path: &str) -> String {
    let Some(rest) = path.strip_prefix(r"\\?\") else { return path.to_owned() };
    match rest.strip_prefix(r"UNC\") {
        Some(share) => format!(r"\\{share}"),
        None if rest.as_bytes().get(1) == Some(&b':') => rest.to_owned(),
        None => path.to_owned(), // another kind of place, which only this spelling reaches
    }
}

/// The names that a path of Windows is made of, without its drive.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let path = path.strip_prefix(r"\\?\").unwrap_or(path);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    let path = if drive { &path[2..] } else { path };
    path.split(['/', '\\']).filter(|name| !name.is_empty())
}

fn is_device_name(name: &str) -> bool {
    let name = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_uppercase();
    let numbered = NUMBERED.iter().filter_map(|device| name.strip_prefix(device));
    let digit =
        |rest: &str| rest.chars().count() == 1 && rest.chars().all(|c| "0123456789\u{b9}\u{b2}\u{b3}".contains(c));
    DEVICES.contains(&name.as_str()) || numbered.into_iter().any(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_one_file_have_one_key() {
        for name in
            ["demo.runut", "DEMO.Runut", "demo.runut.", "demo.runut . .", "demo.runut:x.pdf", "demo.runut::$DATA"]
        {
            assert_eq!(key(name), "demo.runut", "{name}");
        }
        assert_eq!(key("Me\u{301}rah.PDF"), key("M\u{c9}RAH.pdf"), "a letter and its mark");
        for (one, other) in [("demo.runut", "demo.runut-wal"), ("a b", "ab"), ("slip.pdf", "slip")] {
            assert_ne!(key(one), key(other));
        }
    }

    #[test]
    fn what_windows_cannot_bear_is_refused_there_and_nowhere_else() {
        let long = format!(r"C:\Toko\{}\slip.pdf", "map\\".repeat(70));
        let name = format!("{}.pdf", "a".repeat(252));
        for path in [
            "CON",
            "nul",
            "Aux.pdf",
            r"C:\toko\com1.pdf",
            "LPT9 .txt",
            "com\u{b9}",
            "conin$",
            r"\\.\COM3",
            r"toko\prn\slip.pdf",
            "slip:x.pdf",
            "demo.runut::$DATA",
            "C:slip:pdf",
            "a?.pdf",
            "a*.pdf",
            "a<b",
            "a|b",
            "\"a\"",
            "a\tb",
            "slip.pdf.",
            "slip ",
            r"toko.\slip.pdf",
            &long,
            &name,
        ] {
            assert_eq!(usable(path, 0, System::Windows).unwrap_err().code, "name_unusable", "{path}");
            assert_eq!(usable(path, 0, System::Other), Ok(()), "{path}");
        }
        for path in [
            "slip.pdf",
            r"C:\Users\Ibu Ratna\Documents\Runut\slip.pdf",
            "C:/toko/slip.pdf",
            r"..\slip.pdf",
            r".\a",
            "console.pdf",
            "com10.pdf",
            "com.pdf",
            "nul-1.pdf",
            r"\\kasir\toko\slip.pdf",
            r"\\?\C:\toko\slip.pdf",
            "pesanan 22.11.2026.csv",
        ] {
            assert_eq!(usable(path, 0, System::Windows), Ok(()), "{path}");
        }
        let path = format!(r"C:\{}", "a".repeat(250));
        assert!(usable(&path, 0, System::Windows).is_ok() && usable(&path, 20, System::Windows).is_err());
    }

    #[test]
    fn a_path_is_shown_as_people_know_it() {
        for (path, shown) in [
            (r"\\?\C:\Toko\buku.runut", r"C:\Toko\buku.runut"),
            (r"\\?\UNC\kasir\toko\buku.runut", r"\\kasir\toko\buku.runut"),
            (r"\\?\Volume{b75e2c83}\buku.runut", r"\\?\Volume{b75e2c83}\buku.runut"),
            (r"C:\Toko", r"C:\Toko"),
            ("/home/ratna/buku.runut", "/home/ratna/buku.runut"),
        ] {
            assert_eq!(plain(path), shown);
        }
    }
}
