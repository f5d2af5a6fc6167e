//! Amounts and weights as people type them, read the same at every door: `85rb`, `1,5jt`, `0,2 kg`.
//!
//! `ui/src/parts/amounts.ts` reads what is typed in the window by the same rules; both are held against one table
//! (`core/tests/typed.json`).

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::{MONEY_MAX, Money, MoneyError};

/// A ton in grams: no parcel weighs more.
pub const GRAMS_MAX: i64 = 1_000_000;

/// Reads an amount as [`Money::parse`] does, and as it is said or printed: `12.500,-`, `85rb`, `85 ribu`, `85k`, `1,5jt`, `2 juta`.
///
/// # Errors
/// As [`Money::parse`].
pub fn typed_money(text: &str) -> Result<Money, MoneyError> {
    // As receipts print it: 12.500,-
    let text = text.trim().trim_end_matches(",-");
    Money::parse(text).or_else(|error| said(text).ok_or(error))
}

fn said(text: &str) -> Option<Money> {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("rp").map_or(&*text, |rest| rest.trim_start_matches(['.', ' ', '\u{a0}']));
    let at = text.find(|c: char| c.is_alphabetic())?;
    let zeros = match &text[at..] {
        "rb" | "ribu" | "k" => 3,
        "jt" | "juta" => 6,
        _ => return None,
    };
    let (whole, part) =
        text[..at].trim_end().split_once(',').map_or((text[..at].trim_end(), None), |(w, p)| (w, Some(p)));
    let digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole, 6) || part.is_some_and(|part| !digits(part, 3)) {
        return None;
    }
    let value: i64 = format!("{whole}{:0<zeros$}", part.unwrap_or_default()).parse().ok()?;
    (value <= MONEY_MAX).then_some(Money(value))
}

/// Reads `1000 gr`, `1,5 kg` or a number of grams, in grams; `None` if it isn't a weight of up to [`GRAMS_MAX`].
#[must_use]
pub fn typed_grams(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let unit_at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = (text[..unit_at].trim(), text[unit_at..].trim_end_matches('.').trim());
    let kilos = match unit {
        "kg" | "kilo" | "kilogram" => true,
        "" | "g" | "gr" | "gram" => false,
        _ => return None,
    };
    // Dots part thousands in grams (1.000 gr) but not in kilograms (1.500 kg is one and a half).
    let thousands = !kilos && Money::parse(number).is_ok();
    let number = if thousands { number.replace('.', "") } else { number.replace(',', ".") };
    let value: Decimal = number.parse().ok()?;
    let grams = if kilos { value.checked_mul(Decimal::ONE_THOUSAND)? } else { value };
    grams.round().to_i64().filter(|g| (0..=GRAMS_MAX).contains(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table that the window's reader is held against too.
    #[test]
    fn amounts_and_weights_are_read_as_the_table_says() {
        let table: serde_json::Value = serde_json::from_str(include_str!("../tests/typed.json")).unwrap();
        let rows = |name: &str| table[name].as_array().unwrap().clone();
        for row in rows("money") {
            let text = row[0].as_str().unwrap();
            assert_eq!(typed_money(text).ok().map(|m| m.0), row[1].as_i64(), "{text}");
        }
        for row in rows("grams") {
            let text = row[0].as_str().unwrap();
            assert_eq!(typed_grams(text), row[1].as_i64(), "{text}");
        }
    }
}
