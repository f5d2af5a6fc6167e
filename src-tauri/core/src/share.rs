//! How parts and numbers with a decimal are said.

use crate::Sentence;

/// Cases below which a share is said as it was counted.
const FEW: i64 = 20;

/// A part of a whole: "2 dari 7" of few, a percentage with a decimal else, "–" of none.
#[must_use]
pub fn part_of(part: i64, whole: i64) -> Sentence {
    if whole <= 0 {
        return Sentence::new("–", "–");
    }
    if whole < FEW {
        return Sentence::new(format!("{part} dari {whole}"), format!("{part} of {whole}"));
    }
    let thousandths = i64::try_from((i128::from(part) * 1_000 + i128::from(whole) / 2).div_euclid(i128::from(whole)));
    let said = tenths(thousandths.unwrap_or(i64::MAX));
    Sentence::new(format!("{}%", said.id), format!("{}%", said.en))
}

/// A number in tenths: 34 is "3,4" in Indonesian, "3.4" in English.
#[must_use]
pub fn tenths(number: i64) -> Sentence {
    let sign = if number < 0 { "\u{2212}" } else { "" };
    let (whole, rest) = (number.unsigned_abs() / 10, number.unsigned_abs() % 10);
    Sentence::new(format!("{sign}{whole},{rest}"), format!("{sign}{whole}.{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_counted_many_are_a_share_and_none_is_undefined() {
        let said = |part, whole| part_of(part, whole).id;
        assert_eq!((said(0, 0), said(2, 7), said(0, 19)), ("–".into(), "2 dari 7".into(), "0 dari 19".into()));
        assert_eq!((said(1, 20), said(1, 3_000), said(20, 20)), ("5,0%".into(), "0,0%".into(), "100,0%".into()));
        assert_eq!((part_of(2, 7).en, part_of(1, 30).en), ("2 of 7".into(), "3.3%".into()));
        assert_eq!((tenths(-34).id, tenths(5).en, tenths(i64::MIN).en.len()), ("−3,4".into(), "0.5".into(), 23));
    }
}
