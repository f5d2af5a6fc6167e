//! What a person types to find something.

use runut_core::{fold, phone_digits};

/// Typed words: those that the text index finds, those too short for it, and a phone's digits where it may be one.
pub(super) struct Words {
    /// Of three letters or more, folded.
    long: Vec<String>,
    /// Shorter ones, folded.
    pub brief: Vec<String>,
    /// National digits, where the whole text looks like a phone.
    phone: Option<String>,
}

pub(super) fn words_of(text: &str) -> Words {
    let words = fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (long, brief) = words.into_iter().partition(|w| w.chars().count() >= 3);
    Words { long, brief, phone: phone_digits(text).filter(|digits| digits.len() >= 3) }
}

impl Words {
    /// The text index's question: the phone, else all long words; none where neither is there. A number that isn't a phone
    /// after all (a tracking number, an order id) is found by the same digits. Folded words are letters and digits, so that
    /// nothing in them is the index's own language.
    pub fn expression(&self) -> Option<String> {
        let quoted = |word: &String| format!("\"{word}\"");
        match &self.phone {
            Some(digits) => Some(quoted(digits)),
            None if self.long.is_empty() => None,
            None => Some(self.long.iter().map(quoted).collect::<Vec<_>>().join(" AND ")),
        }
    }
}
