//! A sentence for a person, in the program's two languages.

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
    /// is left out: a sentence is one line.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        let line = |mut text: String| {
            text.retain(|c| !c.is_control());
            text
        };
        Self { id: line(id.into()), en: line(en.into()) }
    }

    /// This, and then `next`.
    #[must_use]
    pub fn and(self, next: &Self) -> Self {
        Self { id: format!("{} {}", self.id, next.id), en: format!("{} {}", self.en, next.en) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_one_line_without_commands_of_a_terminal() {
        let said = Sentence::new("SKU \u{1b}[2J\u{0}gelas\nBerhasil tidak ada.", "There is no SKU \u{7}gelas\r\n.");
        assert_eq!(
            said,
            Sentence { id: "SKU [2JgelasBerhasil tidak ada.".into(), en: "There is no SKU gelas.".into() }
        );
    }
}
