//! Text as people's files have it: the marks that spreadsheets leave on long numbers.
//!
//! Deliberately absent: any interpretation. Text that looks like a formula or like markup stays as it is.

/// `1.23E+18`, `240901123456789.0`, or 18 digits and more of which all beyond the fifteenth are zero: what is left of a long number in a
/// spreadsheet. Order ids of Shopee may hold an E among digits, hence the sign and the single digit in front.
pub(crate) fn looks_eaten(text: &str) -> bool {
    if let Some((mantissa, exponent)) = text.split_once(['E', 'e']) {
        let (first, rest) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
        return exponent.strip_prefix('+').is_some_and(all_digits)
            && first.len() == 1
            && all_digits(first)
            && (rest.is_empty() || all_digits(rest));
    }
    if let Some((whole, zeros)) = text.split_once(['.', ',']) {
        return whole.len() >= 6 && all_digits(whole) && zeros.bytes().all(|b| b == b'0');
    }
    text.len() >= 18 && all_digits(text) && text[15..].bytes().all(|b| b == b'0')
}

/// Whether it is digits and nothing else.
pub(crate) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_formulas_stay_text() {
        for hostile in ["=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "'; DROP TABLE orders; --", "@SUM(A1)"]
        {
            assert_eq!(runut_core::limits::line(hostile), hostile);
        }
    }

    #[test]
    fn eaten_numbers_are_told_from_ids() {
        for eaten in
            ["1.23E+18", "2,40901E+13", "1E+18", "1234567890123450000", "240901123456789.0", "240901123456789."]
        {
            assert!(looks_eaten(eaten), "{eaten}");
        }
        for id in
            ["2409E12", "240901G6SD5JKG", "24090112E+5", "1234567890123456789", "123456789012", "E", "E+5", "1.E+"]
        {
            assert!(!looks_eaten(id), "{id}");
        }
    }
}
