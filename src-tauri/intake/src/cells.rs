//! What stands in a cell, decided in one place for every reader: nothing, something sound, or what a spreadsheet has made of it.
//!
//! First [`bare`] takes away what nobody sees and what keeps a spreadsheet from eating digits (`="0812"`, `'0812`). Then a
//! cell is nothing (`-`, `nan`, `#N/A`, "tidak ada"; for codes also `0`), or it is read as a code, a name, words, money, a
//! time, a count or a weight. Pure, and no opinion on which column it is.

mod changed;

use std::borrow::Cow;

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime};
use runut_core::{
    Limit, Money, MoneyError, excerpt, limits, phone_is_damaged, seen, typed_grams, typed_money, without_fraction,
};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::damage::Form;
use crate::row::{Calendar, Cell};
use crate::text::{all_digits, looks_eaten};
use changed::{changed, is_error_word};

/// A cell's text without what isn't part of it: unseen characters, white space around it, and the wrappings by which people
/// and programs keep a spreadsheet from reading a number.
pub(crate) fn bare<'c>(cell: &'c Cell<'_>) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) => match seen(text) {
            Cow::Borrowed(text) => Cow::Borrowed(unwrapped(text)),
            Cow::Owned(text) => Cow::Owned(unwrapped(&text).to_owned()),
        },
        other => other.shown(),
    }
}

/// `="0812"`, `'0812` and `"0812"` are 0812. An apostrophe within stays.
fn unwrapped(text: &str) -> &str {
    let text = text.trim();
    let inner = text.strip_prefix('=').unwrap_or(text);
    if let Some(quoted) = inner.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| !t.contains('"')) {
        return unwrapped(quoted);
    }
    match text.strip_prefix(['\'', '\u{2019}']) {
        Some(inner) => unwrapped(inner),
        None => text,
    }
}

/// What stands in a cell that holds text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// Nothing, or what stands for it.
    Nothing,
    /// What is written.
    Sound(String),
    /// What a spreadsheet has made of it, and what it most likely was; empty if that can't be told.
    Damaged(String),
}

impl Content {
    /// What is written, nothing for anything else.
    pub(crate) fn or_empty(self) -> String {
        if let Self::Sound(text) = self { text } else { String::new() }
    }
}

/// Words that stand for nothing, in any column.
const NOTHING: [&str; 14] = [
    "nan",
    "nat",
    "none",
    "null",
    "nil",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "<na>",
    "undefined",
    "(blank)",
    "tidak ada",
    "tdk ada",
];
/// What programs write for nothing, also where a person might be called like one of the words above.
const NO_WORDS: [&str; 11] =
    ["nan", "NaN", "NaT", "None", "null", "NULL", "N/A", "#N/A", "<NA>", "undefined", "(blank)"];
/// What stands for nothing where a code is expected.
const NO_CODE: [&str; 17] = [
    "0.0",
    "0,0",
    "false",
    "true",
    "x",
    "xx",
    "xxx",
    "tidak-ada",
    "tdk-ada",
    "tidak_ada",
    "kosong",
    "(kosong)",
    "belum ada",
    "tanpa sku",
    "no sku",
    "tidak ada sku",
    "empty",
];

/// Whether a bare text says that there is nothing.
pub(crate) fn is_nothing(text: &str) -> bool {
    is_blank(text) || one_of(&NOTHING, text)
}

/// Whether a bare text is what a spreadsheet writes where a formula failed; a lookup that found nothing too.
pub(crate) fn is_error(text: &str) -> bool {
    is_error_word(text) || text.eq_ignore_ascii_case("#n/a")
}

/// Nothing, dashes or dots.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}') || c.is_whitespace())
}

fn is_no_code(text: &str) -> bool {
    let signs = !text.chars().any(char::is_alphanumeric) && !is_error_word(text);
    let zeros = text.bytes().all(|b| b == b'0');
    signs || zeros || is_nothing(text) || one_of(&NO_CODE, text)
}

fn one_of(words: &[&str], text: &str) -> bool {
    text.len() <= 16 && words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

/// Reads a code, such as a SKU.
pub(crate) fn code(cell: &Cell<'_>) -> Content {
    let text = bare(cell);
    if is_no_code(&text) {
        return Content::Nothing;
    }
    if let Some(guess) = changed(cell, &text) {
        return Content::Damaged(guess);
    }
    Content::Sound(limits::line(&text))
}

/// Reads the name of something, such as a product or a variation.
pub(crate) fn name(cell: &Cell<'_>) -> Content {
    let text = bare(cell);
    if is_nothing(&text) {
        return Content::Nothing;
    }
    match changed(cell, &text) {
        Some(guess) => Content::Damaged(guess),
        None => some(limits::line(&named(cell, text, false))),
    }
}

/// Reads a phone. A whole number with a fraction is the number; one that has lost digits is none.
pub(crate) fn phone(cell: &Cell<'_>) -> Content {
    let text = bare(cell);
    let text = without_fraction(&text);
    let number = match cell {
        Cell::Date(_) => false,
        Cell::Number(value) => value.fract() == 0.0 && (0.0..1e15).contains(value),
        Cell::Text(_) | Cell::Empty => true,
    };
    if is_nothing(text) || text.bytes().all(|b| b == b'0') {
        Content::Nothing
    } else if !number || is_error_word(text) || phone_is_damaged(text) {
        Content::Damaged(String::new())
    } else {
        Content::Sound(limits::line(text))
    }
}

/// Reads words that nothing depends on.
pub(crate) fn words(cell: &Cell<'_>) -> Content {
    free(cell, limits::line)
}

/// Reads words that may have several lines.
pub(crate) fn notes(cell: &Cell<'_>) -> Content {
    free(cell, limits::note)
}

fn free(cell: &Cell<'_>, clean: impl Fn(&str) -> String) -> Content {
    let text = bare(cell);
    if is_blank(&text) || NO_WORDS.contains(&&*text) {
        Content::Nothing
    } else if is_error_word(&text) {
        Content::Damaged(String::new())
    } else {
        some(clean(&named(cell, text, true)))
    }
}

fn some(text: String) -> Content {
    if text.is_empty() { Content::Nothing } else { Content::Sound(text) }
}

/// Words as they are written: what joins emoji stays; an apostrophe before them doesn't, unless it is a part of them.
fn named<'c>(cell: &'c Cell<'_>, bare: Cow<'c, str>, of_people: bool) -> Cow<'c, str> {
    match cell {
        Cell::Text(text) if !text.trim_start().starts_with('=') => {
            let text = text.trim();
            Cow::Borrowed(text.strip_prefix('\'').filter(|rest| !opens_words(rest, of_people)).unwrap_or(text))
        }
        _ => bare,
    }
}

/// Whether an apostrophe belongs to the words behind it: it opens a quotation that closes again ('Best Seller' Baskom),
/// shortens a year ('90s), or stands for a letter that names of people begin with ('Aisyah). Goods don't begin so. Before
/// other signs than those of formulas no spreadsheet puts one.
fn opens_words(rest: &str, of_people: bool) -> bool {
    let mut after = rest.split('\'').skip(1);
    let closes = after.any(|part| !part.starts_with(char::is_alphanumeric));
    let year = rest.split_at_checked(2).is_some_and(|(year, rest)| all_digits(year) && rest.starts_with('s'));
    let vowel = of_people && rest.starts_with(|c: char| "aeiouAEIOU".contains(c));
    let wrapped = rest.starts_with(|c: char| c.is_alphanumeric() || "=+-@".contains(c));
    !wrapped || closes || year || vowel
}

/// A money cell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum MoneyCell {
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
pub(crate) fn money(cell: &Cell<'_>) -> MoneyCell {
    match cell {
        Cell::Empty => MoneyCell::Blank,
        Cell::Date(_) => MoneyCell::Unreadable,
        Cell::Number(value) => money_number(*value),
        Cell::Text(_) => match &*bare(cell) {
            "0" => MoneyCell::Amount(Money::ZERO, Form::Silent),
            // A lookup that failed is not nothing where money is expected.
            text if is_nothing(text) && text != "#N/A" => MoneyCell::Blank,
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
    match typed_money(text) {
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
pub(crate) enum IdCell {
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
pub(crate) fn id(cell: &Cell<'_>) -> IdCell {
    match cell {
        Cell::Empty => IdCell::Blank,
        Cell::Number(0.0) => IdCell::Blank,
        Cell::Number(_) | Cell::Date(_) => IdCell::Float(shown(cell)),
        Cell::Text(_) => {
            let text = &*bare(cell);
            if is_no_code(text) {
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
pub(crate) struct BadTime(pub(crate) Option<NaiveDateTime>);

/// Reads `2026-11-20 16:57`, with or without seconds, or a date cell; `-` and nothing are no time.
pub(crate) fn time(cell: &Cell<'_>, calendar: Calendar) -> Result<Option<NaiveDateTime>, BadTime> {
    let at = match cell {
        Cell::Empty => return Ok(None),
        Cell::Date(at) => Some(*at),
        // A date without its format; a number doesn't say that it is one.
        Cell::Number(0.0) => return Ok(None),
        Cell::Number(serial) => return Err(BadTime(from_serial(*serial, calendar).filter(|at| plausible(*at)))),
        Cell::Text(_) => match &*bare(cell) {
            text if is_nothing(text) || text == "0" => return Ok(None),
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

fn from_serial(serial: f64, calendar: Calendar) -> Option<NaiveDateTime> {
    let (year, month, day) = match calendar {
        Calendar::Since1900 => (1899, 12, 30),
        Calendar::Since1904 => (1904, 1, 1),
    };
    let days = Decimal::try_from(serial).ok()?;
    let seconds = days.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::try_seconds(seconds)?)
}

/// Reads a count of units; `None` if it isn't a whole number. Blank is `Some(None)`.
pub(crate) fn count(cell: &Cell<'_>) -> Option<Option<i64>> {
    match cell {
        Cell::Empty => Some(None),
        Cell::Date(_) => None,
        Cell::Number(value) => value.to_string().parse().ok().map(Some),
        Cell::Text(_) => match &*bare(cell) {
            text if is_nothing(text) && text != "#N/A" => Some(None),
            text => Money::parse(text).ok().map(|n| Some(n.0)),
        },
    }
}

/// The whole number that a data frame wrote as `2.0`; empty for anything else.
pub(crate) fn count_guess(cell: &Cell<'_>) -> String {
    bare(cell).strip_suffix(".0").filter(|whole| all_digits(whole)).unwrap_or_default().to_owned()
}

/// Reads `1000 gr`, `1,5 kg` or a number of grams, in grams; `None` if it isn't a weight. Blank is zero.
pub(crate) fn grams(cell: &Cell<'_>) -> Option<i64> {
    match (cell, &*bare(cell)) {
        (_, text) if is_nothing(text) => Some(0),
        // A number's dot parts no thousands.
        (Cell::Number(_), text) => typed_grams(&text.replace('.', ",")),
        (_, text) => typed_grams(text),
    }
}

/// A cell as text, on one line and shortened, for showing.
pub(crate) fn shown(cell: &Cell<'_>) -> String {
    excerpt(&cell.shown(), 100)
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
