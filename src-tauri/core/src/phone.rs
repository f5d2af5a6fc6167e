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
    let seen = seen(text);
    let bare: String = without_fraction(&seen)
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
    if !(8..=DIGITS_MAX).contains(&whole.len()) || zeros_at_end(&whole) > CUT_ZEROS {
        return Err(unreadable(text));
    }
    Ok(whole)
}

/// A phone that a spreadsheet or a data frame has written as a number, without its fraction: `6281234567890.0`. Dots between
/// groups of digits stay.
#[must_use]
pub fn without_fraction(text: &str) -> &str {
    let text = text.trim();
    match text.rsplit_once(['.', ',']) {
        Some((whole, zeros))
            if (1..=2).contains(&zeros.len()) && zeros.bytes().all(|b| b == b'0') && is_long(whole) =>
        {
            whole
        }
        _ => text,
    }
}

fn is_long(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    digits.len() >= 8 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Zeros at a phone's end from which on they are digits that a spreadsheet has lost (`6,28123E+12` is 6281230000000).
const CUT_ZEROS: usize = 7;

/// Whether a phone is what a spreadsheet has left of one: written with an exponent, or with its last digits lost.
#[must_use]
pub fn phone_is_damaged(text: &str) -> bool {
    let text = text.trim();
    let exponent = text.split_once(['E', 'e']).is_some_and(|(number, exponent)| {
        let power = exponent.strip_prefix('+').unwrap_or(exponent);
        !number.is_empty()
            && number.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
            && (1..=3).contains(&power.len())
            && power.bytes().all(|b| b.is_ascii_digit())
    });
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only = text.chars().all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    exponent || only && digits.len() >= 10 && zeros_at_end(&digits) >= CUT_ZEROS
}

fn zeros_at_end(digits: &str) -> usize {
    digits.len() - digits.trim_end_matches('0').len()
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
        // A whole number with the fraction that a data frame gives it is the number; dots between groups are no fraction.
        for text in ["6281234567890.0", "6281234567890,00", "81234567890.0"] {
            assert_eq!(phone(text).unwrap(), "6281234567890", "{text}");
        }
        assert_eq!(phone("0812.3456.7890").unwrap(), "6281234567890");
        assert_eq!(phone("0812.345.670").unwrap(), "62812345670");
    }

    #[test]
    fn what_a_spreadsheet_has_left_of_a_number_is_damaged() {
        for text in ["6,28E+12", "6.28123E+12", "6.28E12", "6e12", "628000000000", "6281230000000", "+62 812 30000000"]
        {
            assert!(phone_is_damaged(text), "{text}");
        }
        for text in ["6281234567890", "0811-1000-000", "0812 3000 0001", "******12", "", "Ema", "E12", "081200000"] {
            assert!(!phone_is_damaged(text), "{text}");
        }
        // Typed by a person: a beautiful number is one, what no number ends in isn't.
        assert_eq!(phone("0812 3000 0000").unwrap(), "6281230000000");
        assert_eq!(phone("628000000000").unwrap_err().code, "phone");
        assert_eq!(phone("6,28E+12").unwrap_err().code, "phone");
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
