//! Single cells to values: money, ids, times, counts, weights, text. Pure, and no opinion on which column it is.

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use runut_core::{Limit, Money, MoneyError, excerpt};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::damage::Form;
use crate::table::Cell;
use crate::text::{all_digits, looks_eaten};

/// A money cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum MoneyCell {
    /// Nothing written.
    Blank,
    /// An amount.
    Amount(Money, Form),
    /// Damaged, with what it most likely was.
    Damaged(Option<Money>),
    /// Not an amount.
    Unreadable,
}

/// Reads money: dotted thousands, plain digits, or a whole number.
pub(super) fn money(cell: &Cell<'_>) -> MoneyCell {
    match cell {
        Cell::Empty => MoneyCell::Blank,
        Cell::Date(_) => MoneyCell::Unreadable,
        Cell::Number(value) => money_number(*value),
        Cell::Text(text) => match text.trim() {
            "" | "-" => MoneyCell::Blank,
            "0" => MoneyCell::Amount(Money::ZERO, Form::Silent),
            text => money_text(text),
        },
    }
}

/// A number is read through its decimal digits: nothing is computed in floating point.
fn money_number(value: f64) -> MoneyCell {
    let digits = value.to_string();
    match digits.split_once('.') {
        None => match Money::parse(&digits) {
            Ok(amount) => MoneyCell::Amount(amount, plain_form(amount)),
            Err(_) => MoneyCell::Unreadable,
        },
        // 34.567 is 34,567 rupiah with its dot taken for a decimal point, as is 9.5 for 9,500.
        Some((whole, cut)) if (1..=3).contains(&whole.len()) && cut.len() <= 3 && !whole.starts_with(['-', '0']) => {
            MoneyCell::Damaged(format!("{whole}{cut:0<3}").parse().ok().map(Money))
        }
        Some(_) => MoneyCell::Damaged(None),
    }
}

fn money_text(text: &str) -> MoneyCell {
    match Money::parse(text) {
        Ok(amount) => {
            let whole = text.split(',').next().unwrap_or(text);
            let form = match whole.matches('.').count() {
                0 => plain_form(amount),
                1 if whole.ends_with('0') => Form::Round,
                _ => Form::Dotted,
            };
            MoneyCell::Amount(amount, if amount == Money::ZERO { Form::Silent } else { form })
        }
        Err(MoneyError::Damaged { guess, .. }) => MoneyCell::Damaged(guess),
        // 9.5 as a spreadsheet with a decimal comma writes it.
        Err(MoneyError::Unreadable(_)) if !text.contains('.') => match Money::parse(&text.replacen(',', ".", 1)) {
            Err(MoneyError::Damaged { guess: Some(guess), .. }) => MoneyCell::Damaged(Some(guess)),
            _ => MoneyCell::Unreadable,
        },
        Err(MoneyError::Unreadable(_)) => MoneyCell::Unreadable,
    }
}

fn plain_form(amount: Money) -> Form {
    match amount.0.abs() {
        0 => Form::Silent,
        1..1000 => Form::Small,
        _ => Form::Plain,
    }
}

/// An id cell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum IdCell {
    /// Nothing written.
    Blank,
    /// An id.
    Id(String),
    /// A number, or what a spreadsheet made of one: digits are lost.
    Float(String),
    /// Not an id.
    Bad(String),
}

/// Reads an order id or a tracking number: text, letters and digits.
pub(super) fn id(cell: &Cell<'_>) -> IdCell {
    match cell {
        Cell::Empty => IdCell::Blank,
        Cell::Number(_) | Cell::Date(_) => IdCell::Float(shown(cell)),
        Cell::Text(text) => {
            // An apostrophe is how people keep a spreadsheet from eating digits.
            let text = text.trim().trim_start_matches('\'').trim();
            if text.is_empty() || text == "-" {
                IdCell::Blank
            } else if looks_eaten(text) {
                IdCell::Float(text.to_owned())
            } else if text.len() <= Limit::Tracking.max()
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_/.".contains(&b))
            {
                IdCell::Id(text.to_owned())
            } else {
                IdCell::Bad(shown(cell))
            }
        }
    }
}

/// A time that can't be read, and what it most likely is.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadTime(pub(super) Option<NaiveDateTime>);

/// Reads `2026-11-20 16:57`, with or without seconds, or a date cell; `-` and nothing are no time.
pub(super) fn time(cell: &Cell<'_>) -> Result<Option<NaiveDateTime>, BadTime> {
    let at = match cell {
        Cell::Empty => return Ok(None),
        Cell::Date(at) => Some(*at),
        // A date without its format; a number doesn't say that it is one.
        Cell::Number(serial) => return Err(BadTime(from_serial(*serial).filter(|at| plausible(*at)))),
        Cell::Text(text) => match text.trim() {
            "" | "-" => return Ok(None),
            text => time_text(text),
        },
    };
    at.filter(|at| plausible(*at)).map(Some).ok_or(BadTime(None))
}

fn plausible(at: NaiveDateTime) -> bool {
    (2010..2100).contains(&at.year())
}

fn time_text(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let [year, month, day] = numbers(date, '-')?;
    if date.len() < 8 {
        return None;
    }
    let time = time.trim();
    let time = time.split_once('.').map_or(time, |(whole, _)| whole);
    let [hour, minute, second] = numbers(time, ':').or_else(|| {
        let [hour, minute] = numbers(time, ':')?;
        Some([hour, minute, 0])
    })?;
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.and_hms_opt(hour, minute, second)
}

/// Exactly `N` numbers with `separator` between them.
fn numbers<const N: usize>(text: &str, separator: char) -> Option<[u32; N]> {
    let mut out = [0; N];
    let mut parts = text.split(separator);
    for slot in &mut out {
        *slot = parts.next().filter(|p| all_digits(p) && p.len() <= 4)?.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

fn from_serial(serial: f64) -> Option<NaiveDateTime> {
    let days = Decimal::try_from(serial).ok()?;
    let seconds = days.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::try_seconds(seconds)?)
}

/// Reads a count of units; `None` if it isn't a whole number. Blank is `Some(None)`.
pub(super) fn count(cell: &Cell<'_>) -> Option<Option<i64>> {
    match cell {
        Cell::Empty => Some(None),
        Cell::Date(_) => None,
        Cell::Number(value) => value.to_string().parse().ok().map(Some),
        Cell::Text(text) => match text.trim() {
            "" | "-" => Some(None),
            text => Money::parse(text).ok().map(|n| Some(n.0)),
        },
    }
}

/// A ton: no parcel weighs more.
const MAX_GRAMS: i64 = 1_000_000;

/// Reads `1000 gr`, `1,5 kg` or a number of grams, in grams; `None` if it isn't a weight. Blank is zero.
pub(super) fn grams(cell: &Cell<'_>) -> Option<i64> {
    let text = shown(cell).to_lowercase();
    let text = text.trim();
    if text.is_empty() || text == "-" {
        return Some(0);
    }
    let unit_at = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    let (number, unit) = (text[..unit_at].trim(), text[unit_at..].trim_end_matches('.').trim());
    let kilos = match unit {
        "kg" | "kilo" | "kilogram" => true,
        "" | "g" | "gr" | "gram" => false,
        _ => return None,
    };
    // Dots part thousands in grams (1.000 gr) but not in kilograms (1.500 kg is one and a half).
    let thousands = !kilos && matches!(cell, Cell::Text(_)) && Money::parse(number).is_ok();
    let number = if thousands { number.replace('.', "") } else { number.replace(',', ".") };
    let value: Decimal = number.parse().ok()?;
    let grams = if kilos { value.checked_mul(Decimal::ONE_THOUSAND)? } else { value };
    grams.round().to_i64().filter(|g| (0..=MAX_GRAMS).contains(g))
}

/// A cell as text, on one line and shortened, for showing.
pub(super) fn shown(cell: &Cell<'_>) -> String {
    excerpt(&cell.shown(), 100)
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
