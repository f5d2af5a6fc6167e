//! A sentence for a person, in the program's two languages.

use std::io;

use serde::{Deserialize, Serialize};

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum Language {
    /// Indonesian, the default.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// What is said in it, of the same in Indonesian and English.
    #[must_use]
    pub fn of<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Id => id,
            Self::En => en,
        }
    }
}

/// What is said to a person: the same in Indonesian and English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Sentence {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// The same thing said twice. What a file or a keyboard brought along unseen (the commands of a terminal, line ends)
    /// is left out: a sentence is one line. One that was put into another ends once: "rusak.. Pakai" has one full stop.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        let line = |mut text: String| {
            text.retain(|c| !c.is_control());
            ended_once(text)
        };
        Self { id: line(id.into()), en: line(en.into()) }
    }

    /// What is said in one language.
    #[must_use]
    pub fn said(&self, language: Language) -> &str {
        language.of(&self.id, &self.en)
    }

    /// What is said first: what it is, without what to do about it, where that is said already.
    #[must_use]
    pub fn first(&self) -> Self {
        let first = |text: &str| text.find(". ").map_or(text, |at| &text[..=at]).to_owned();
        Self { id: first(&self.id), en: first(&self.en) }
    }

    /// This, and then `next`.
    #[must_use]
    pub fn and(self, next: &Self) -> Self {
        Self { id: format!("{} {}", self.id, next.id), en: format!("{} {}", self.en, next.en) }
    }
}

/// A full stop behind what ends already is left out: behind another one, a question, an exclamation. Three are a pause, and a
/// path's two stay.
fn ended_once(text: String) -> String {
    const ENDS: [&str; 3] = ["..", "?.", "!."];
    if !ENDS.iter().any(|end| text.contains(end)) {
        return text;
    }
    let letters: Vec<char> = text.chars().collect();
    let at = |n: Option<usize>| n.and_then(|n| letters.get(n)).copied();
    let spare = |n: usize| {
        let (before, next) = (at(n.checked_sub(1)), at(Some(n + 1)));
        let ended = match before {
            Some('?' | '!') => true,
            Some('.') => at(n.checked_sub(2)).is_some_and(|c| c != '.' && c != '/' && !c.is_whitespace()),
            _ => false,
        };
        letters[n] == '.' && ended && next.is_none_or(char::is_whitespace)
    };
    letters.iter().enumerate().filter(|(n, _)| !spare(*n)).map(|(_, c)| c).collect()
}

/// Why the system says no to a file, in words that fit into a sentence: "disk penuh", never "os error 28".
impl From<&io::Error> for Sentence {
    fn from(error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        let (id, en) = match error.kind() {
            Kind::NotFound => ("berkas atau foldernya tidak ada", "the file or its folder isn't there"),
            Kind::PermissionDenied => ("tidak diizinkan", "permission denied"),
            Kind::AlreadyExists => ("namanya sudah dipakai", "the name is taken"),
            Kind::StorageFull => ("disk penuh", "the disk is full"),
            Kind::QuotaExceeded => ("jatah disk habis", "the disk quota is used up"),
            Kind::FileTooLarge => ("terlalu besar untuk disk ini", "too large for this disk"),
            Kind::ReadOnlyFilesystem => ("disknya hanya bisa dibaca", "the disk is read-only"),
            Kind::IsADirectory => ("itu folder, bukan berkas", "it is a folder, not a file"),
            Kind::NotADirectory => ("bagian dari jalurnya bukan folder", "part of its path is no folder"),
            Kind::DirectoryNotEmpty => ("foldernya berisi", "the folder isn't empty"),
            Kind::InvalidFilename => ("nama itu tidak bisa dipakai di disk ini", "this disk can't have that name"),
            Kind::ResourceBusy | Kind::ExecutableFileBusy | Kind::WouldBlock | Kind::Deadlock => {
                ("sedang dipakai program lain", "another program is using it")
            }
            Kind::TimedOut => ("disk atau jaringannya tidak menjawab", "the disk or network doesn't answer"),
            Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown | Kind::StaleNetworkFileHandle => {
                ("folder jaringannya tidak terjangkau", "the network folder can't be reached")
            }
            Kind::UnexpectedEof => ("isinya terpotong", "it ends too early"),
            Kind::BrokenPipe => ("yang membacanya sudah berhenti", "its reader has stopped"),
            Kind::Interrupted => ("dihentikan", "it was stopped"),
            Kind::Unsupported => ("tidak bisa di disk ini", "this disk can't do that"),
            _ if is_held(error) => ("sedang dibuka program lain", "another program has it open"),
            kind => match (error.get_ref(), error.raw_os_error()) {
                // Our own words. What a library wraps keeps the system's kind, and may name a file that is gone by now.
                (Some(said), _) if kind == Kind::Other => return Self::new(said.to_string(), said.to_string()),
                (_, Some(code)) => {
                    return Self::new(format!("disk gagal, kode {code}"), format!("the disk failed, code {code}"));
                }
                _ => ("disk gagal", "the disk failed"),
            },
        };
        Self::new(id, en)
    }
}

/// What to do where the system says no to a file that was to be written.
#[must_use]
pub fn way_out(error: &io::Error) -> Sentence {
    if error.kind() == io::ErrorKind::ResourceBusy || is_held(error) {
        return Sentence::new("Tutup dulu di program itu, lalu ulangi.", "Close it there first, then try again.");
    }
    Sentence::new(
        "Periksa folder, izin dan sisa disk, lalu ulangi.",
        "Check the folder, its permissions and the disk, then try again.",
    )
}

/// Whether a file can't be had because another program has it open. Only Windows says so, by two numbers.
#[must_use]
pub fn is_held(error: &io::Error) -> bool {
    cfg!(windows) && is_sharing(error.raw_os_error())
}

/// A violation of sharing, and of a lock.
fn is_sharing(code: Option<i32>) -> bool {
    matches!(code, Some(32 | 33))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_says_what_it_is() {
        let said = Sentence::new("Berkas ini rusak. Pilih berkas lain.", "This file is damaged. Choose another.");
        assert_eq!(said.first(), Sentence::new("Berkas ini rusak.", "This file is damaged."));
        assert_eq!(said.first().first(), said.first());
    }

    #[test]
    fn what_the_system_says_no_to_is_told_in_words() {
        for code in 1..=133 {
            let error = io::Error::from_raw_os_error(code);
            let said = Sentence::from(&error);
            for text in [&said.id, &said.en] {
                assert!(!text.is_empty() && !text.contains("os error") && !text.ends_with('.'), "{code}: {text}");
            }
            assert_ne!(said.id, said.en, "{code}");
        }
        let full = Sentence::from(&io::ErrorKind::StorageFull.into());
        assert_eq!((full.id.as_str(), full.en.as_str()), ("disk penuh", "the disk is full"));
        assert_eq!(Sentence::from(&io::Error::other("yang tertulis berbeda")).id, "yang tertulis berbeda");
    }

    /// A library puts the name of its file before what the system said; by the time it is read that file is gone.
    #[test]
    fn no_file_without_a_name_stands_in_a_sentence() {
        let unknown = io::Error::from_raw_os_error(9_999).kind();
        let wrapped = io::Error::new(unknown, "os error 9999 at path \"/home/ratna/.runut-x7.part\"");
        assert_eq!(Sentence::from(&wrapped), Sentence::new("disk gagal", "the disk failed"));
    }

    #[test]
    fn that_a_file_is_open_elsewhere_is_known_by_its_number() {
        assert!(is_sharing(Some(32)) && is_sharing(Some(33)) && !is_sharing(Some(5)) && !is_sharing(None));
        if cfg!(windows) {
            let said = Sentence::from(&io::Error::from_raw_os_error(32));
            assert_eq!(said, Sentence::new("sedang dibuka program lain", "another program has it open"));
        }
    }

    #[test]
    fn a_sentence_within_another_ends_once() {
        for (composed, said) in [
            (
                "buku.runut rusak: Berkas ini rusak.. Pakai cadangan lain.",
                "buku.runut rusak: Berkas ini rusak. Pakai cadangan lain.",
            ),
            ("Kirim ke siapa?. Ulangi!.", "Kirim ke siapa? Ulangi!"),
            ("PT Maju..", "PT Maju."),
            ("Tunggu... sebentar...", "Tunggu... sebentar..."),
            ("/home/../buku, .. dan ../x.", "/home/../buku, .. dan ../x."),
            ("Rp 1.500.000. Selesai.", "Rp 1.500.000. Selesai."),
        ] {
            assert_eq!(Sentence::new(composed, composed).id, said);
        }
    }

    #[test]
    fn a_sentence_is_one_line_without_commands_of_a_terminal() {
        let said = Sentence::new("SKU \u{1b}[2J\u{0}gelas\nBerhasil tidak ada.", "There is no SKU \u{7}gelas\r\n.");
        assert_eq!(
            said,
            Sentence { id: "SKU [2JgelasBerhasil tidak ada.".into(), en: "There is no SKU gelas.".into() }
        );
    }
}
