//! Text as people's files have it: cleaned for showing, and the marks that spreadsheets leave on long numbers.
//!
//! Deliberately absent: any interpretation. Text that looks like a formula or like markup stays as it is.

/// Text on one line: trimmed, white space collapsed, control and direction characters gone, at most `cap` characters.
pub(crate) fn line(text: &str, cap: usize) -> String {
    clean(text, cap, false)
}

/// Text that may have several lines, otherwise as [`line`].
pub(crate) fn note(text: &str, cap: usize) -> String {
    clean(text, cap, true)
}

fn clean(text: &str, cap: usize, lines: bool) -> String {
    let text = text.trim();
    // A character of a hostile cell is at most four bytes; what lies beyond isn't even looked at.
    let mut out = String::with_capacity(text.len().min(cap.saturating_mul(4)));
    let mut blank = true;
    for c in text.chars().take(cap) {
        match c {
            '\n' if lines => {
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                blank = true;
            }
            '\r' if lines => {}
            c if c.is_whitespace() => {
                if !blank {
                    out.push(' ');
                }
                blank = true;
            }
            c if c.is_control() || is_invisible(c) => {}
            c => {
                out.push(c);
                blank = false;
            }
        }
    }
    out.truncate(out.trim_end().len());
    out.shrink_to_fit();
    out
}

/// Characters that reorder or hide text; the joiner within emoji (U+200D) stays.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

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
    fn names_are_one_line_and_notes_keep_theirs() {
        let text = "  warna\thijau,\r\n  4\u{0} lusin \n\n";
        assert_eq!(line(text, 100), "warna hijau, 4 lusin");
        assert_eq!(note(text, 100), "warna hijau,\n4 lusin");
    }

    #[test]
    fn hidden_and_reordering_characters_go_and_emoji_stay() {
        assert_eq!(line("\u{202e}gnp.exe\u{200b} \u{1b}[31m", 100), "gnp.exe [31m");
        assert_eq!(line("👩\u{200d}🍳 dapur", 100), "👩\u{200d}🍳 dapur");
    }

    #[test]
    fn length_is_capped_in_characters_and_in_memory() {
        let text = line(&"é".repeat(100_000), 500);
        assert_eq!(text.chars().count(), 500);
        assert!(text.capacity() <= 2_000);
    }

    #[test]
    fn markup_and_formulas_stay_text() {
        for hostile in ["=HYPERLINK(\"http://x\")", "<script>alert(1)</script>", "'; DROP TABLE orders; --", "@SUM(A1)"]
        {
            assert_eq!(line(hostile, 500), hostile);
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
