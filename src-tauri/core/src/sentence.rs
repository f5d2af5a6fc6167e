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
            _ => match (error.get_ref(), error.raw_os_error()) {
                (Some(said), _) => return Self::new(said.to_string(), said.to_string()),
                (None, Some(code)) => {
                    return Self::new(format!("disk gagal, kode {code}"), format!("the disk failed, code {code}"));
                }
                (None, None) => ("disk gagal", "the disk failed"),
            },
        };
        Self::new(id, en)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
