//! Code128: a short text as bars.
//!
//! Invariant: the shortest code that sets B and C allow (a pair of digits takes one symbol in set C), with its check
//! symbol and stop; only printable ASCII has a code.

/// Modules of the quiet zone before and after the bars.
pub(crate) const QUIET: usize = 10;

const CODE_C: u8 = 99;
const CODE_B: u8 = 100;
const START_B: u8 = 104;
const START_C: u8 = 105;
const STOP: u8 = 106;

/// Widths of bar, space, bar, ... of each symbol, in modules.
const PATTERNS: [&str; 107] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
];

/// The runs of a code: widths in modules, black first, then white and black by turns, without quiet zones.
///
/// `None` for a text that is empty or has characters outside printable ASCII.
pub(crate) fn runs(text: &str) -> Option<Vec<usize>> {
    let symbols = symbols(text)?;
    let widths = symbols.iter().filter_map(|s| PATTERNS.get(usize::from(*s))).flat_map(|p| p.bytes());
    Some(widths.map(|w| usize::from(w - b'0')).collect())
}

/// Start, text, check symbol, stop.
fn symbols(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if bytes.is_empty() || !bytes.iter().all(|b| (0x20..0x7f).contains(b)) {
        return None;
    }
    let mut out = shortest(bytes);
    let weighted = out.iter().enumerate().map(|(i, s)| i.max(1) * usize::from(*s)).sum::<usize>();
    out.push(u8::try_from(weighted % 103).ok()?);
    out.push(STOP);
    Some(out)
}

/// The fewest symbols that say `bytes`, beginning with a start symbol.
///
/// Backwards: `left[i]` has how many symbols the rest from `i` on takes with set B and with set C on.
fn shortest(bytes: &[u8]) -> Vec<u8> {
    const FAR: usize = usize::MAX / 4;
    let pair = |i: usize| match bytes.get(i..i + 2) {
        Some([a, b]) if a.is_ascii_digit() && b.is_ascii_digit() => Some((a - b'0') * 10 + (b - b'0')),
        _ => None,
    };
    let mut left = vec![[0usize; 2]; bytes.len() + 2];
    for i in (0..bytes.len()).rev() {
        let by_one = 1 + left[i + 1][0];
        let by_pair = pair(i).map_or(FAR, |_| 1 + left[i + 2][1]);
        left[i] = [by_one.min(by_pair + 1), by_pair.min(by_one + 1)];
    }
    let mut in_c = left[0][1] < left[0][0];
    let mut out = vec![if in_c { START_C } else { START_B }];
    let mut i = 0;
    while let Some(byte) = bytes.get(i) {
        let now = left[i][usize::from(in_c)];
        match pair(i).filter(|_| now == 1 + left[i + 2][1] + usize::from(!in_c)) {
            Some(value) => {
                if !in_c {
                    out.push(CODE_C);
                }
                out.push(value);
                (in_c, i) = (true, i + 2);
            }
            None => {
                if in_c {
                    out.push(CODE_B);
                }
                out.push(byte - 0x20);
                (in_c, i) = (false, i + 1);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads symbols back, knowing nothing of how they were chosen.
    fn read(symbols: &[u8]) -> String {
        let (body, end) = symbols.split_at(symbols.len() - 2);
        let sum: usize = body.iter().enumerate().map(|(i, s)| i.max(1) * usize::from(*s)).sum();
        assert_eq!(end, [u8::try_from(sum % 103).unwrap(), STOP]);
        let mut set = body[0];
        let mut out = String::new();
        for s in &body[1..] {
            match (set, *s) {
                (START_B, CODE_C) => set = START_C,
                (START_C, CODE_B) => set = START_B,
                (START_B, s) => out.push(char::from(s + 0x20)),
                (_, s) => out.push_str(&format!("{s:02}")),
            }
        }
        out
    }

    #[test]
    fn every_symbol_is_eleven_modules_of_its_own() {
        for (i, pattern) in PATTERNS.iter().enumerate() {
            let sum: u8 = pattern.bytes().map(|b| b - b'0').sum();
            assert_eq!(sum, if i == 106 { 13 } else { 11 }, "symbol {i}");
            // the bars of a symbol are an even number of modules (the standard's own check)
            let bars: u8 = pattern.bytes().take(6).step_by(2).map(|b| b - b'0').sum();
            assert!(i == 106 || bars.is_multiple_of(2), "symbol {i}");
            assert!(!PATTERNS[..i].contains(pattern), "symbol {i} twice");
        }
    }

    #[test]
    fn known_codes() {
        // the example of the encyclopedia: check symbol 88
        assert_eq!(symbols("Wikipedia").unwrap(), [104, 55, 73, 75, 73, 80, 69, 68, 73, 65, 88, 106]);
        assert_eq!(symbols("RN-4127").unwrap(), [104, 50, 46, 13, 99, 41, 27, 18, 106]);
        assert_eq!(symbols("1234").unwrap(), [105, 12, 34, 82, 106]);
        let modules: usize = runs("RN-4127").unwrap().iter().sum();
        assert_eq!(modules, 101);
        assert_eq!(runs("1234").unwrap()[..6], [2, 1, 1, 2, 3, 2]);
    }

    #[test]
    fn set_c_only_where_it_is_shorter() {
        assert_eq!(symbols("RN-123").unwrap().len(), 9); // 6 characters in B
        assert_eq!(symbols("RN-12345").unwrap().len(), 10); // B for one digit, C for two pairs
        assert_eq!(symbols("12").unwrap().len(), 4);
        assert_eq!(runs(""), None);
        assert_eq!(runs("é"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(text in "[A-Z0-9 -]{1,30}") {
            let symbols = symbols(&text).unwrap();
            prop_assert_eq!(read(&symbols), text.clone());
            prop_assert!(symbols.len() <= text.len() + 3, "longer than set B alone");
        }
    }
}
