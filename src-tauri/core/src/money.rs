//! Money: whole rupiah in a checked integer.
//!
//! The rupiah has no minor unit in use, so one `Money` is one rupiah. No floating point touches it; sums are checked,
//! and splitting an amount loses nothing (largest remainder, Hamilton's method).

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

use crate::excerpt;

/// The most that one amount may be: a thousand million million rupiah. Far above any shop, far below where sums of many
/// could leave 64 bits.
pub const MONEY_MAX: i64 = 1_000_000_000_000_000;

/// The most that one unit may cost: ten thousand million rupiah, above anything that a shop sells.
pub const PRICE_MAX: i64 = 10_000_000_000;
/// The most that a line or an order may come to: a million million rupiah.
pub const TOTAL_MAX: i64 = 1_000_000_000_000;

/// An amount in whole rupiah; negative where something is owed the other way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Money(pub i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The price of `quantity` units at this price each; `None` beyond [`MONEY_MAX`].
    #[must_use]
    pub fn times(self, quantity: i64) -> Option<Self> {
        self.0.checked_mul(quantity).filter(|v| (-MONEY_MAX..=MONEY_MAX).contains(v)).map(Self)
    }

    /// Divides it over `weights` in proportion, to the rupiah: the parts sum to the whole. Equal parts where all
    /// weights are zero. No weights: no parts.
    #[must_use]
    pub fn split(self, weights: &[i64]) -> Vec<Self> {
        if weights.is_empty() {
            return Vec::new();
        }
        let even = vec![1; weights.len()];
        let weights = if weights.iter().all(|w| *w <= 0) { &even[..] } else { weights };
        let total: i128 = weights.iter().map(|w| i128::from((*w).max(0))).sum();
        let sign = self.0.signum();
        let whole = i128::from(self.0.abs());
        let mut parts: Vec<i64> = Vec::with_capacity(weights.len());
        let mut rests: Vec<(i128, usize)> = Vec::with_capacity(weights.len());
        for (i, w) in weights.iter().enumerate() {
            let exact = whole * i128::from((*w).max(0));
            parts.push(i64::try_from(exact / total).unwrap_or(0));
            rests.push((exact % total, i));
        }
        let mut left = self.0.abs() - parts.iter().sum::<i64>();
        rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (_, i) in rests {
            if left == 0 {
                break;
            }
            parts[i] += 1;
            left -= 1;
        }
        parts.into_iter().map(|p| Self(p * sign)).collect()
    }

    /// Reads an amount as Indonesians write it: `91.000`, `Rp125.000`, `Rp 1.250.000,00`, `-5.000`, `91000`.
    ///
    /// # Errors
    /// [`MoneyError::Damaged`] where a dot is not followed by three digits (a spreadsheet cut `9.500` to `9.5`), with
    /// the amount it most likely was; [`MoneyError::Unreadable`] for anything else that isn't an amount, for cents
    /// other than zero, and beyond [`MONEY_MAX`].
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let unreadable = || MoneyError::Unreadable(excerpt(text, 40));
        let trimmed = text.trim();
        let (negative, rest) = match trimmed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest.trim_start()),
            None => (false, trimmed),
        };
        let rest = match rest.strip_prefix("Rp").or_else(|| rest.strip_prefix("IDR")) {
            Some(amount) => amount.trim_start_matches(['.', ' ', '\u{a0}']),
            None => rest,
        };
        let (whole, cents) = rest.split_once(',').map_or((rest, ""), |(w, c)| (w, c));
        if !cents.chars().all(|c| c == '0') || cents.len() > 2 {
            return Err(unreadable());
        }
        let groups: Vec<&str> = whole.split('.').collect();
        if groups.iter().any(|g| g.is_empty() || !g.bytes().all(|b| b.is_ascii_digit())) {
            return Err(unreadable());
        }
        let grouped = groups.len() > 1;
        if grouped && (groups[0].len() > 3 || groups[1..].iter().any(|g| g.len() != 3)) {
            let guess = match groups[..] {
                [thousands, rest] if rest.len() < 3 && thousands.len() <= 3 => {
                    format!("{thousands}{rest:0<3}").parse().ok().map(Self)
                }
                _ => None,
            };
            return Err(MoneyError::Damaged { text: excerpt(trimmed, 40), guess });
        }
        let value: i64 = groups.concat().parse().map_err(|_| unreadable())?;
        if value > MONEY_MAX {
            return Err(unreadable());
        }
        Ok(Self(if negative { -value } else { value }))
    }
}

/// Why a text is not an amount of money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// A spreadsheet has eaten the zeros behind a thousands dot.
    #[error("damaged amount {text:?}")]
    Damaged {
        /// The cell as it stands.
        text: String,
        /// What it most likely was.
        guess: Option<Money>,
    },
    /// Not an amount.
    #[error("not an amount: {0:?}")]
    Unreadable(String),
}

/// `1.234.567`, with U+2212 for minus and no currency.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
        if self.0 < 0 {
            out.push('\u{2212}');
        }
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push('.');
            }
            out.push(c);
        }
        f.pad(&out)
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}
impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}
impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}
impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}
impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_indonesians_write() {
        for (text, value) in [
            ("91.000", 91_000),
            ("0", 0),
            ("Rp125.000", 125_000),
            ("Rp 1.250.000,00", 1_250_000),
            ("-5.000", -5_000),
            (" 91000 ", 91_000),
            ("1.000.000.000", 1_000_000_000),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(value)), "{text}");
        }
    }

    #[test]
    fn a_cut_amount_is_damage_and_names_its_likely_origin() {
        let damaged = |text: &str| match Money::parse(text) {
            Err(MoneyError::Damaged { guess, .. }) => guess,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(damaged("9.5"), Some(Money(9_500)));
        assert_eq!(damaged("12.34"), Some(Money(12_340)));
        assert_eq!(damaged("1.0000"), None);
        assert_eq!(damaged("1234.567"), None);
    }

    #[test]
    fn everything_else_is_unreadable() {
        for text in ["", "-", "abc", "1,5", "12e3", "1..000", ".500", "9999999999999999", "1.000,505", "=1+1"] {
            assert!(matches!(Money::parse(text), Err(MoneyError::Unreadable(_))), "{text}");
        }
    }

    #[test]
    fn what_no_shop_has_is_held_at_the_limit() {
        assert_eq!(Money(i64::MIN).times(1), None);
        assert_eq!(Money(MONEY_MAX).times(-1), Some(Money(-MONEY_MAX)));
        assert_eq!(-Money(i64::MIN), Money(i64::MAX));
    }

    proptest! {
        #[test]
        fn a_split_loses_nothing(amount in -MONEY_MAX..MONEY_MAX, weights in prop::collection::vec(0i64..1_000_000, 1..40)) {
            let parts = Money(amount).split(&weights);
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().map(|p| i128::from(p.0)).sum::<i128>(), i128::from(amount));
        }

        #[test]
        fn print_and_parse_are_inverse(amount in -MONEY_MAX..MONEY_MAX) {
            prop_assert_eq!(Money::parse(&Money(amount).to_string()), Ok(Money(amount)));
        }

        #[test]
        fn parse_never_panics(text in "\\PC*") {
            let _ = Money::parse(&text);
        }
    }
}
