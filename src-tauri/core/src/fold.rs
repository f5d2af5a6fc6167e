//! The one fold: what is searched, matched and sorted is folded the same way, and what nobody sees is dropped first.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::limits;

/// Case, diacritics and punctuation away, runs of anything else than letters and digits become one space.
/// `"  Gélas-Blirik, 8 CM "` becomes `"gelas blirik 8 cm"`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if text.is_ascii() {
        // has no marks and nothing to take apart
        fold_into(&mut out, text.chars().filter(|c| !is_unseen(*c)));
    } else {
        let seen = text.chars().filter(|c| !is_unseen(*c));
        fold_into(&mut out, seen.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase));
    }
    out.truncate(out.trim_end().len());
    out
}

fn fold_into(out: &mut String, chars: impl Iterator<Item = char>) {
    for c in chars {
        if c.is_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
    }
}

/// What names and SKUs are told apart by: case and white space don't count, everything else does. (Folding punctuation
/// or symbols away here would take `40+` for `40` and one emoji for another: the wrong goods.)
#[must_use]
pub fn match_key(text: &str) -> String {
    let lower: String = seen(text).nfkc().flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a character is there without being seen, also one that joins emoji: no code has any. White space is seen.
fn is_unseen(c: char) -> bool {
    (c.is_control() && !c.is_whitespace()) || matches!(c, '\u{200d}' | '\u{fe0f}') || limits::is_unseen(c)
}

/// A text without what nobody sees, trimmed: how a code, a SKU, a phone, an order's or a tracking number is read, from a
/// file as from a keyboard.
#[must_use]
pub fn seen(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unseen) {
        return Cow::Borrowed(text.trim());
    }
    let kept: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    Cow::Owned(kept.trim().to_owned())
}

/// Shelves in walking order: runs of digits are padded, so that `A-2` comes before `A-10`.
#[must_use]
pub fn walking_order(shelf: &str) -> String {
    let folded = fold(shelf);
    let mut out = String::with_capacity(folded.len() + 8);
    let mut digits = String::new();
    for c in folded.chars().chain(std::iter::once(' ')) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if !digits.is_empty() {
            out.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_case_marks_and_punctuation() {
        assert_eq!(fold("  Gélas-Blirik, 8 CM "), "gelas blirik 8 cm");
        assert_eq!(fold("[kategori] Mangkok Sambal / Saus"), "kategori mangkok sambal saus");
        assert_eq!(fold("😊 !!"), "");
    }

    #[test]
    fn a_match_key_keeps_what_tells_goods_apart() {
        assert_eq!(match_key("  Gelas  BLIRIK\u{a0}8 cm "), "gelas blirik 8 cm");
        assert_ne!(match_key("40+"), match_key("40"));
        assert_ne!(match_key("🟥 L"), match_key("🟦 L"));
    }

    #[test]
    fn what_nobody_sees_is_no_part_of_a_code_or_a_name() {
        for hidden in
            "\u{202a}\u{202c}\u{200b}\u{feff}\u{ad}\u{2060}\u{fe0d}\u{200d}\u{2066}\u{e0020}\u{0}\u{9f}".chars()
        {
            assert_eq!(seen(&format!(" {hidden}JX{hidden} 12{hidden} ")), "JX 12", "{hidden:?}");
            assert_eq!(match_key(&format!("GLS{hidden}-8")), "gls-8", "{hidden:?}");
            assert_eq!(fold(&format!("Bu{hidden}di")), "budi", "{hidden:?}");
        }
        assert_eq!(seen(" A 1\u{a0}"), "A 1");
        assert!(matches!(seen("SPXID01"), Cow::Borrowed(_)));
    }

    #[test]
    fn shelves_sort_as_one_walks() {
        let mut shelves = ["B-1", "A-10", "A-2", ""];
        shelves.sort_by_key(|s| walking_order(s));
        assert_eq!(shelves, ["", "A-2", "A-10", "B-1"]);
    }

    proptest! {
        #[test]
        fn plain_letters_are_folded_like_others(text in "[ -~\t\n]{0,40}") {
            prop_assert_eq!(fold(&format!("{text} é")), format!("{} e", fold(&text)).trim_start().to_owned());
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
