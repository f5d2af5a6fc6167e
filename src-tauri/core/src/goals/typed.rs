//! Targets as people type them: `570`, `4%`, `4,5`, `57jt`, `18 jam`, `30 hari`.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::MILLION;
use crate::kpi::{Kpi, Unit};
use crate::{Money, Refusal, typed_money};

/// Reads an amount of a figure, in millionths of its unit.
///
/// # Errors
/// `target_amount` where it can't be read; `target_sign` of one below nil.
pub(super) fn read(kpi: &Kpi, text: &str) -> Result<i64, Refusal> {
    let as_typed = text.trim().trim_start_matches(['<', '>', '≤', '≥']).trim();
    let text = as_typed.to_lowercase();
    let amount = match kpi.unit {
        Unit::Count | Unit::Money => rupiah(as_typed),
        Unit::Percent => {
            number(text.trim_end_matches('%').trim_end_matches("persen")).map(|n| n / Decimal::ONE_HUNDRED)
        }
        Unit::Ratio | Unit::Per100 => number(&text),
        Unit::Minutes => span(&text, 1),
        Unit::Days => span(&text, 1440).map(|minutes| minutes / Decimal::from(1440)),
    };
    amount.and_then(|amount| amount.checked_mul(Decimal::from(MILLION))?.round().to_i64()).ok_or_else(|| {
        let (id, en) = (
            format!("\"{text}\" bukan angka untuk {}. Contoh: {}.", kpi.title().id, example(kpi.unit).0),
            format!("\"{text}\" is no figure for {}. For example: {}.", kpi.title().en, example(kpi.unit).1),
        );
        Refusal::new("target_amount", id, en).with("field", "amount").with("kpi", kpi.key)
    })
}

const fn example(unit: Unit) -> (&'static str, &'static str) {
    match unit {
        Unit::Count => ("570", "570"),
        Unit::Money => ("57jt, 57.000.000", "57jt, 57.000.000"),
        Unit::Percent => ("4%", "4%"),
        Unit::Ratio | Unit::Per100 => ("3,5", "3.5"),
        Unit::Minutes => ("18 jam, 90 menit", "18 h, 90 min"),
        Unit::Days => ("7 hari", "7 days"),
    }
}

/// A whole amount, below nil too.
fn rupiah(text: &str) -> Option<Decimal> {
    let (below, text) = text.strip_prefix(['-', '\u{2212}']).map_or((false, text), |rest| (true, rest));
    let amount = Decimal::from(typed_money(text).ok()?.0);
    Some(if below { -amount } else { amount })
}

/// A number with a comma or a point before its decimals, and none between its thousands.
fn number(text: &str) -> Option<Decimal> {
    let text = text.trim().replace('\u{2212}', "-").replace(',', ".");
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let plain =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if plain { text.parse().ok() } else { None }
}

/// Minutes; a bare number is of `unit` minutes.
fn span(text: &str, unit: i64) -> Option<Decimal> {
    let at = text.find(char::is_alphabetic).unwrap_or(text.len());
    let each = match text[at..].trim() {
        "" => unit,
        "menit" | "mnt" | "m" | "min" | "minutes" | "minute" => 1,
        "jam" | "j" | "h" | "hours" | "hour" => 60,
        "hari" | "d" | "days" | "day" => 1440,
        _ => return None,
    };
    number(&text[..at])?.checked_mul(Decimal::from(each))
}

/// An amount of a figure as it can be typed again.
#[must_use]
pub fn typed_target(kpi: &Kpi, millionths: i64) -> String {
    let amount = Decimal::new(millionths, 6).normalize();
    let comma = |amount: Decimal| amount.normalize().to_string().replace('.', ",");
    match kpi.unit {
        Unit::Count | Unit::Money => Money(amount.round().to_i64().unwrap_or_default()).to_string(),
        Unit::Percent => format!("{}%", comma(amount * Decimal::ONE_HUNDRED)),
        Unit::Ratio | Unit::Per100 => comma(amount),
        Unit::Minutes => {
            let (hour, day) = (Decimal::from(60), Decimal::from(1440));
            match amount {
                long if long >= day * Decimal::TWO && (long % day).is_zero() => format!("{} hari", comma(long / day)),
                some if some >= hour && (some % hour).is_zero() => format!("{} jam", comma(some / hour)),
                short => format!("{} menit", comma(short)),
            }
        }
        Unit::Days => format!("{} hari", comma(amount)),
    }
}
