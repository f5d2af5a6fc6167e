//! Phone numbers as Indonesians write them.

use crate::{Refusal, excerpt, seen};

/// Digits of a phone with the country's code, at most (ITU-T E.164).
const DIGITS_MAX: usize = 15;

/// One form for all: `0812-3456-789`, `+62 812 3456 789`, `62-812…` and `812…` become `628123456789`; a landline `(024)
/// 351234` becomes `6224351234`; a number of another country keeps its code (`+65…` becomes `65…`).
///
/// # Errors
/// `phone` where it holds letters, or too few or too many digits to be a number that one can call.
pub fn phone(text: &str) -> Result<String, Refusal> {
    let bare: String = seen(text)
        .chars()
        .filter(|c| !c.is_whitespace() && !"-.()/\u{a0}\u{2010}\u{2011}\u{2013}".contains(*c))
        .collect();
    let (abroad, digits) = match bare.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => match bare.strip_prefix("00") {
            Some(rest) => (true, rest),
            None => (false, bare.as_str()),
        },
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(unreadable(text));
    }
    let whole =
        match (abroad, digits.strip_prefix("620").or_else(|| digits.strip_prefix("62")), digits.strip_prefix('0')) {
            (_, Some(national), _) if national.len() >= 6 => format!("62{national}"),
            (true, _, _) => digits.to_owned(),
            (false, _, Some(national)) => format!("62{national}"),
            (false, _, None) if digits.starts_with('8') => format!("62{digits}"),
            (false, _, None) => return Err(unreadable(text)),
        };
    if !(8..=DIGITS_MAX).contains(&whole.len()) {
        return Err(unreadable(text));
    }
    Ok(whole)
}

/// The words by which a phone is found: as national digits, whatever form is searched for. `+62 812-34` and `081234` are
/// both found under `8 1 2 3 4`; what isn't a phone stays as it is.
#[must_use]
pub fn search_phone(text: &str) -> String {
    match phone(text) {
        Ok(whole) => whole.strip_prefix("62").map_or(whole.clone(), |national| format!("{whole} 0{national}")),
        Err(_) => text.to_owned(),
    }
}

/// The national digits that a search for a phone means, also for the beginning of one: `+62 812-34`, `0812 34` and `62 81234`
/// mean `81234`; none where the text has anything but digits and what stands between them, or doesn't begin as phones do.
#[must_use]
pub fn phone_digits(text: &str) -> Option<String> {
    let text = seen(text);
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let between = |c: char| c.is_whitespace() || "-.()/+\u{a0}\u{2010}\u{2011}\u{2013}".contains(c);
    if digits.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || between(c)) {
        return None;
    }
    let bare = digits.trim_start_matches('0');
    let national = match bare.strip_prefix("62") {
        Some(national) => national.trim_start_matches('0'),
        None if bare.len() < digits.len() || bare.starts_with('8') || text.starts_with('+') => bare,
        None => return None,
    };
    Some(national.to_owned())
}

fn unreadable(text: &str) -> Refusal {
    let shown = excerpt(&seen(text), 40);
    Refusal::new(
        "phone",
        format!("Nomor HP \"{shown}\" tidak bisa dibaca. Tulis seperti 0812 3456 7890."),
        format!("The phone number \"{shown}\" can't be read. Write it like 0812 3456 7890."),
    )
    .with("field", "phone")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_way_of_writing_a_number_is_one_number() {
        for text in [
            "0812-3456-7890",
            "+62 812 3456 7890",
            "62-812-3456-7890",
            "812 3456 7890",
            "+62 (0)812 3456 7890",
            "0062 812 34567890",
            "\u{202a}+62 812\u{2011}3456\u{ad}-7890\u{202c}",
        ] {
            assert_eq!(phone(text).unwrap(), "6281234567890", "{text}");
        }
        assert_eq!(phone("(024) 351 2345").unwrap(), "62243512345");
        assert_eq!(phone("+65 9123 4567").unwrap(), "6591234567");
    }

    #[test]
    fn a_search_means_the_same_digits_in_every_form() {
        for text in ["0812-34", "+62 812 34", "62-81234", "81234", "0062 81234", "(0812) 34", "+62 (0)812.34"] {
            assert_eq!(phone_digits(text).as_deref(), Some("81234"), "{text}");
        }
        for text in ["4127", "Siti", "RN-4127", "", "-", "0812x"] {
            assert_eq!(phone_digits(text), None, "{text}");
        }
    }

    #[test]
    fn what_nobody_can_call_is_refused() {
        for text in ["", "abc", "0812x345", "12", "08", "0812 3456 7890 1234 5678", "******11", "+"] {
            assert_eq!(phone(text).unwrap_err().code, "phone", "{text}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_and_one_form_stays(text in "\\PC{0,30}") {
            if let Ok(whole) = phone(&text) {
                prop_assert_eq!(phone(&format!("+{whole}")).unwrap(), whole);
            }
        }
    }
}
