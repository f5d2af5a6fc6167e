//! What a scanner may make of a printed code: letters in another case (CapsLock swaps them), and a product number with or
//! without the zeros before it.

/// The ways in which letters of `code` may have been read: as they are, in capitals, small, swapped; each once.
#[must_use]
pub fn cases(code: &str) -> Vec<String> {
    let swapped = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let mut forms = vec![code.to_owned()];
    for form in [code.to_uppercase(), code.to_lowercase(), code.chars().map(swapped).collect()] {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

/// Digits of a product number (GTIN) in its longest form.
const LONGEST: usize = 14;

/// The longest form of a product number: a UPC of 12 digits is an EAN of 13 with a zero before it, and scanners hand over
/// either. None where `code` isn't one.
#[must_use]
pub fn product_number(code: &str) -> Option<String> {
    let sized = (12..=LONGEST).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    sized.then(|| format!("{code:0>LONGEST$}"))
}

/// The ways in which a product number may be printed or read, from 12 to 14 digits; what isn't one only as it is.
#[must_use]
pub fn numbers(code: &str) -> Vec<String> {
    let Some(longest) = product_number(code) else { return vec![code.to_owned()] };
    let zeros = longest.bytes().take_while(|b| *b == b'0').count().min(2);
    let mut forms = vec![code.to_owned()];
    forms.extend((0..=zeros).map(|n| longest[n..].to_owned()).filter(|form| form != code));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case() {
        assert_eq!(cases("Ab-1"), ["Ab-1", "AB-1", "ab-1", "aB-1"]);
        assert_eq!(cases("12"), ["12"]);
    }

    #[test]
    fn a_product_number_has_zeros_before_it_or_not() {
        assert_eq!(numbers("036000291452"), ["036000291452", "00036000291452", "0036000291452"]);
        assert_eq!(numbers("0036000291452"), ["0036000291452", "00036000291452", "036000291452"]);
        assert_eq!(numbers("8991234567890"), ["8991234567890", "08991234567890"]);
        assert_eq!(numbers("0012"), ["0012"]);
        assert_eq!(product_number("036000291452").as_deref(), Some("00036000291452"));
        assert_eq!(product_number("RN-0360002914"), None);
    }
}
