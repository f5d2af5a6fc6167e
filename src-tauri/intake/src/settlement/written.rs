//! Amounts and days as these files have them, and as other programs write them again.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use runut_core::{Day, Money, SHORT_MONTHS, typed_money};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::cells::{bare, is_nothing};
use crate::row::Cell;
use crate::text::all_digits;

/// An amount as text beside a label.
pub(super) fn amount_of(text: &str) -> Option<Money> {
    amount(&Cell::Text(text.into())).ok().flatten()
}

/// Whole rupiah, as a number, as plain digits with a fraction of zero, or as people write them.
pub(super) fn amount(cell: &Cell<'_>) -> Result<Option<Money>, ()> {
    let text = bare(cell);
    let text = text.trim();
    if is_nothing(text) || text == "/" {
        return Ok(None);
    }
    if matches!(cell, Cell::Date(_)) {
        return Err(());
    }
    let (below_zero, text) = signed(text);
    let text = text.as_ref();
    let whole = match text.split_once('.') {
        Some((whole, cut)) if cut.len() < 3 || matches!(cell, Cell::Number(_)) => {
            if cut.bytes().any(|b| b != b'0') {
                return Err(());
            }
            whole
        }
        _ => text,
    };
    let amount = typed_money(whole).map_err(|_| ())?;
    Ok(Some(if below_zero { -amount } else { amount }))
}

/// An amount's digits as other programs write them, and whether it is below zero: `Rp -6.500`, `(6500)`, `6500-`, `+6500`, `6,500.00`.
fn signed(text: &str) -> (bool, Cow<'_, str>) {
    const SIGNS: [char; 4] = ['-', '\u{2212}', '\u{2013}', '+'];
    let mut below_zero = false;
    let mut rest = text;
    if let Some(inner) = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')) {
        (below_zero, rest) = (true, inner.trim());
    } else if let Some(inner) = text.strip_suffix('-') {
        (below_zero, rest) = (true, inner.trim());
    }
    let sign = |rest: &mut &str, below_zero: &mut bool| {
        if let Some(inner) = rest.strip_prefix(SIGNS).filter(|_| !*below_zero) {
            *below_zero = !rest.starts_with('+');
            *rest = inner.trim_start();
        }
    };
    sign(&mut rest, &mut below_zero);
    let currency = ["Rp.", "Rp", "IDR"]
        .into_iter()
        .find(|name| rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    if let Some(name) = currency {
        rest = rest[name.len()..].trim_start();
        sign(&mut rest, &mut below_zero);
    }
    if rest.starts_with(SIGNS) {
        return (false, Cow::Borrowed(text)); // two signs are none
    }
    // Thousands parted by commas, or by blanks: groups of three, and then at most a fraction behind a dot.
    let (whole, cut) = rest.split_once('.').unwrap_or((rest, ""));
    let grouped = |by: char| {
        let mut groups = whole.split(by);
        let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()) && all_digits(first));
        let rest: Vec<&str> = groups.collect();
        first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && all_digits(group)) && cut.len() < 3
    };
    match [',', '\u{a0}', '\u{202f}', ' '].into_iter().find(|by| grouped(*by)) {
        Some(by) => (below_zero, Cow::Owned(rest.replace(by, ""))),
        None => (below_zero, Cow::Borrowed(rest)),
    }
}

/// `2026-08-06 07:09:00`, `2026/02/16`, `06/08/2026`, `13 Mar 2025 20:00`, `Aug 6, 2026`, `Kamis, 6 Agustus 2026`, `20260806`. A year of two
/// digits could be a day as well and isn't read.
pub(crate) fn day_of(text: &str) -> Option<Day> {
    let text = text.trim();
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let mut first = parts.next()?;
    if let Some(day) = first.parse().ok().filter(|_| first.len() == 8).map(Day) {
        return day.date().filter(|date| (2010..2100).contains(&date.year())).map(|_| day);
    }
    let is_word = first.bytes().all(|b| b.is_ascii_alphabetic());
    if is_word && month_of(first).is_none() {
        first = parts.next()?; // a day of the week
    }
    let (mut second, third) = (parts.next()?, parts.next()?);
    if month_of(first).is_some() {
        std::mem::swap(&mut first, &mut second);
    }
    let third = third.get(..4).filter(|_| third.contains('T')).unwrap_or(third);
    let number = |text: &str| text.parse::<u32>().ok();
    let month = number(second).or_else(|| month_of(second))?;
    let (year, day) = match (first.len(), third.len()) {
        (4, _) => (first, third.get(..2).unwrap_or(third)),
        (_, 4) => (third, first),
        _ => return None,
    };
    let year = year.parse().ok().filter(|year| (2010..2100).contains(year))?;
    NaiveDate::from_ymd_opt(year, month, number(day)?).map(Day::from_date)
}

/// The month of a name or its beginning, in Indonesian or English.
fn month_of(word: &str) -> Option<u32> {
    const OTHERS: [(&str, &str); 4] = [("peb", "feb"), ("ags", "agu"), ("agt", "agu"), ("nop", "nov")];
    let short = word.get(..3)?.to_ascii_lowercase();
    let short = OTHERS.iter().find(|(other, _)| *other == short).map_or(&*short, |(_, short)| short);
    let is_it = |name: &str| name.eq_ignore_ascii_case(short);
    let at = SHORT_MONTHS.iter().position(|(id, en)| is_it(id) || is_it(en))?;
    u32::try_from(at + 1).ok()
}

/// An amount with the noise of floating point, to the rupiah, half up. 9.5 is none: it may have been 9.500.
pub(super) fn to_rupiah(text: &str) -> Option<Money> {
    let (whole, cut) = text.trim().split_once('.')?;
    if whole.trim_start_matches('-').len() < 4 && cut.len() < 4 {
        return None;
    }
    let exact: Decimal = text.trim().parse().ok()?;
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    whole.to_i64().map(Money).filter(|money| money.0.abs() <= runut_core::MONEY_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form_of_these_files() {
        for text in ["2026-08-06", "2026-08-06 07:09:00", "2026/08/06", "06/08/2026", "6 Aug 2026 20:00", "06 Agu 2026"]
            .into_iter()
            .chain([
                "6 Ags 2026",
                "Aug 06, 2026",
                "August 6 2026 10:00",
                "Kamis, 6 Agustus 2026",
                "20260806",
                "6  Agt  2026",
                "2026-08-06T10:00:00Z",
            ])
        {
            assert_eq!(day_of(text), Some(Day(20_260_806)), "{text}");
        }
        for text in ["", "2026", "31/02/2026", "1/2/26", "x/y/2026", "kemarin", "20261306", "Senin", "Agustus 2026"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_whole_rupiah_or_nothing() {
        let read = |text: &str| amount(&Cell::Text(text.to_owned().into()));
        for (text, amount) in [("106663.00", 106_663), ("-1250", -1250), ("1.250", 1250), ("74174.0", 74_174), ("0", 0)]
        {
            assert_eq!(read(text), Ok(Some(Money(amount))), "{text}");
        }
        for (text, amount) in [
            ("Rp -6.500", -6_500),
            ("-Rp6.500,00", -6_500),
            ("IDR -14601", -14_601),
            ("(6.500)", -6_500),
            ("6500-", -6_500),
            ("+148062", 148_062),
            ("148,062", 148_062),
            ("1,148,062.00", 1_148_062),
            ("-1,250", -1_250),
            ("148\u{a0}062", 148_062),
            ("Rp.1.250", 1_250),
            ("(Rp 1,250)", -1_250),
        ] {
            assert_eq!(read(text), Ok(Some(Money(amount))), "{text}");
        }
        assert_eq!((read("-"), read("/"), read("")), (Ok(None), Ok(None), Ok(None)));
        for text in [
            "12.5",
            "106663.50",
            "dua ribu",
            "=1+1",
            "12,5",
            "1,25,000",
            "--5",
            "(-5)",
            "1,250.5",
            "5-5",
            "Rp",
            "1,2500",
        ] {
            assert_eq!(read(text), Err(()), "{text}");
        }
        assert_eq!(amount(&Cell::Number(34.567)), Err(()));
    }
}
