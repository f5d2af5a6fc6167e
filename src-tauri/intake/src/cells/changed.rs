//! What a spreadsheet has made of a code or a name: an error word, a day, a figure.

use chrono::Datelike;
use runut_core::SHORT_MONTHS;

use super::numbers;
use crate::row::Cell;
use crate::text::{all_digits, looks_eaten};

/// `#REF!`, `#NAME?`, `Err:502`, or the hashes of a column that was too narrow: what a spreadsheet writes where it failed.
pub(super) fn is_error_word(text: &str) -> bool {
    let code = text.strip_prefix("Err:").or_else(|| text.strip_prefix("#ERR"));
    if code.is_some_and(all_digits) {
        return true;
    }
    let Some(word) = text.strip_prefix('#') else { return false };
    let hashes = word.len() >= 2 && word.bytes().all(|b| b == b'#');
    let named = word.strip_suffix(['!', '?']).is_some_and(|w| {
        !w.is_empty()
            && w.len() <= 16
            && w.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'/' || b == b'_')
    });
    hashes || named
}

/// Whether a spreadsheet has changed what stood there, into a date, an error or a number of its own kind; and what it most
/// likely was.
pub(super) fn changed(cell: &Cell<'_>, text: &str) -> Option<String> {
    if is_error_word(text) {
        return Some(String::new());
    }
    // 12.0 is what a data frame makes of 12.
    if let Some(whole) = text.strip_suffix(".0").or_else(|| text.strip_suffix(",0")).filter(|whole| all_digits(whole)) {
        return Some(whole.to_owned());
    }
    let beyond = matches!(cell, Cell::Number(value) if value.abs() >= 1e15);
    if beyond || looks_eaten(text) {
        return Some(String::new());
    }
    match cell {
        Cell::Date(at) => Some(pair(at.day(), at.month(), at.day() > 1 && at.time() == chrono::NaiveTime::MIN)),
        Cell::Text(_) => date_word(text),
        Cell::Empty | Cell::Number(_) => None,
    }
}

/// Sizes and ages go up: 10-12 is what became the tenth of December, or the twelfth of October.
fn pair(day: u32, month: u32, told: bool) -> String {
    if told { format!("{}-{}", day.min(month), day.max(month)) } else { String::new() }
}

/// `10-Dec`, `05-Mar`, `Jan-26`, `10/12/2026`, `2026-12-10 00:00:00`: text that a spreadsheet writes for what it took for a date. What a
/// person would write in another way (`MAR-12`, `10-12`) isn't that.
fn date_word(text: &str) -> Option<String> {
    if let Some((date, "00:00:00" | "00:00")) = text.split_once([' ', 'T']) {
        let [_, month, day] = numbers(date, '-')?;
        return Some(pair(day, month, day > 1));
    }
    // A day as programs write it.
    if text.len() == 10 && text.starts_with("20") && numbers::<3>(text, '-').is_some() {
        return Some(String::new());
    }
    // A day as spreadsheets show it here; which of the two numbers was first isn't known.
    if let Some([first, second, year]) = numbers::<3>(text, '/')
        && (1..=31).contains(&first)
        && (1..=31).contains(&second)
        && (first <= 12 || second <= 12)
        && (2000..2100).contains(&year)
    {
        return Some(String::new());
    }
    let month = |word: &str| {
        let word = if word == "Agt" { "Agu" } else { word };
        let at = SHORT_MONTHS.iter().position(|(id, en)| *id == word || *en == word)?;
        u32::try_from(at + 1).ok()
    };
    let (first, rest) = text.split_once('-')?;
    if let Some(month) = month(first) {
        return (rest.len() == 2 && all_digits(rest)).then_some(month).map(|_| String::new());
    }
    let (second, year) = rest.split_once('-').unwrap_or((rest, ""));
    let month = month(second)?;
    let day: u32 = first.parse().ok().filter(|day| (1..=31).contains(day) && first.len() <= 2)?;
    (year.is_empty() || (all_digits(year) && matches!(year.len(), 2 | 4))).then(|| pair(day, month, day > 1))
}
