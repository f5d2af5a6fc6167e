//! What is typed into a record, read: in Indonesian forms and in foreign ones, refused where it can't be so.

use super::{Filled, Value};
use crate::rows::{FieldProblem, FieldRow, FieldType, TemplateRow, TypedValue};
use crate::{Limit, MONEY_MAX, Money, MoneyError, Sentence, excerpt, match_key, typed_money};

/// What a link looks like.
const LINK: &str = "https://www.instagram.com/toko";

/// A value as far as it is read without the book.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Raw {
    /// Read.
    Value(Value),
    /// The word for something else of the book: an order, a product, a customer.
    Named(String),
}

/// Reads what was typed into a template's fields, whole.
///
/// # Errors
/// What is wrong, field by field: all of it.
pub fn read(
    template: &TemplateRow,
    typed: &[TypedValue],
    find: impl FnMut(&FieldRow, &str) -> Result<i64, Sentence>,
) -> Result<Vec<Filled>, Vec<FieldProblem>> {
    let (values, problems) = read_so_far(template, typed, find);
    if problems.is_empty() { Ok(values) } else { Err(problems) }
}

/// The same of a form that is still being filled in: what can be read, and what is wrong. `find` answers the key of an order, a product
/// or a customer that a word names, or why there is none. What is left empty isn't there.
pub fn read_so_far(
    template: &TemplateRow,
    typed: &[TypedValue],
    mut find: impl FnMut(&FieldRow, &str) -> Result<i64, Sentence>,
) -> (Vec<Filled>, Vec<FieldProblem>) {
    let mut problems = Vec::new();
    let mut problem = |field: &str, message: Sentence| problems.push(FieldProblem { field: field.to_owned(), message });
    for one in typed.iter().filter(|one| template.field(&one.field).is_none()) {
        let names = |of: fn(&Sentence) -> &String| {
            template.fields.iter().map(|field| of(&field.name).to_lowercase()).collect::<Vec<_>>().join("; ")
        };
        let shown = excerpt(&one.field, 40);
        problem(
            &one.field,
            Sentence::new(
                format!("{} tidak punya isian {shown}. Yang ada: {}.", template.name.id, names(|name| &name.id)),
                format!("{} has no field {shown}. There are: {}.", template.name.en, names(|name| &name.en)),
            ),
        );
    }
    let mut values: Vec<Filled> = Vec::new();
    for field in &template.fields {
        let mut of_field = typed.iter().filter(|one| one.field == field.key).map(|one| one.text.trim());
        let text = of_field.next().unwrap_or_default();
        if let Some(again) = of_field.next() {
            problem(&field.key, twice(field, text, again));
            continue;
        }
        let held = match raw(field, text) {
            Ok(None) => {
                if field.required {
                    problem(&field.key, need(field));
                }
                continue;
            }
            Ok(Some(Raw::Value(value))) => Ok(value),
            Ok(Some(Raw::Named(word))) => find(field, &word).map(Value::Number),
            Err(message) => Err(message),
        };
        match held.and_then(|value| within(field, value)) {
            Ok(value) => values.push(Filled { field: field.key.clone(), value }),
            Err(message) => problem(&field.key, message),
        }
    }
    problems.extend(super::chain::beyond(template, &values));
    if values.is_empty() && problems.is_empty() {
        let empty = Sentence::new("Isi dulu paling sedikit satu.", "Fill in at least one field.");
        problems.push(FieldProblem { field: String::new(), message: empty });
    }
    (values, problems)
}

/// Which of two was meant nobody can tell.
fn twice(field: &FieldRow, first: &str, again: &str) -> Sentence {
    let (first, again) = (excerpt(first, 40), excerpt(again, 40));
    Sentence::new(
        format!("{} ditulis dua kali: {first} dan {again}. Tulis satu saja.", field.name.id),
        format!("{} is given twice: {first} and {again}. Give one of them.", field.name.en),
    )
}

fn need(field: &FieldRow) -> Sentence {
    Sentence::new(
        format!("Isi {} dulu.", field.name.id.to_lowercase()),
        format!("Enter {} first.", field.name.en.to_lowercase()),
    )
}

/// One text; none where there is nothing in it.
fn raw(field: &FieldRow, text: &str) -> Result<Option<Raw>, Sentence> {
    let value = |number: i64| Ok(Some(Raw::Value(Value::Number(number))));
    let words = |text: String| Ok(Some(Raw::Value(Value::Text(text))));
    if text.is_empty() || matches!(text, "-" | "\u{2013}" | "\u{2014}") {
        return Ok(None);
    }
    match field.kind {
        FieldType::Number => value(whole(field, text)?),
        FieldType::Money => value(rupiah(field, text)?),
        FieldType::Percent => value(percent(text).ok_or_else(|| unreadable(field, text, &example(field, 350)))?),
        FieldType::Minutes => value(minutes(text).ok_or_else(|| unreadable(field, text, &example(field, 80)))?),
        FieldType::Time => value(time(text).ok_or_else(|| unreadable(field, text, &example(field, 510)))?),
        FieldType::YesNo => value(yes_no(text).ok_or_else(|| unreadable(field, text, &example(field, 1)))?),
        FieldType::Choice => words(choice(field, text)?),
        FieldType::Text => {
            let text = Limit::Note.note(text).map_err(|refusal| refusal.message)?;
            if text.is_empty() { Ok(None) } else { words(text) }
        }
        FieldType::Link => {
            let text = Limit::Cell.line(text).map_err(|refusal| refusal.message)?;
            let known = text.contains('.') && !text.contains(char::is_whitespace);
            let scheme = text.split_once("://").map_or("https", |(scheme, _)| scheme).to_lowercase();
            match known
                && matches!(scheme.as_str(), "http" | "https")
                && !text.to_lowercase().starts_with("javascript:")
            {
                true => words(text),
                false => Err(unreadable(field, &text, &Sentence::new(LINK, LINK))),
            }
        }
        FieldType::Order | FieldType::Product | FieldType::Customer => {
            let word = Limit::ProductName.line(text).map_err(|refusal| refusal.message)?;
            Ok(Some(Raw::Named(word)))
        }
    }
}

fn unreadable(field: &FieldRow, text: &str, example: &Sentence) -> Sentence {
    let text = excerpt(text, 40);
    Sentence::new(
        format!("{} tertulis {text}: tidak terbaca. Contoh: {}.", field.name.id, example.id),
        format!("{} says {text}: it can't be read. For example: {}.", field.name.en, example.en),
    )
}

/// What may stand in a field: what is usual of its kind, within the field's own bounds.
fn example(field: &FieldRow, usual: i64) -> Sentence {
    let usual = usual.min(field.max.unwrap_or(usual)).max(field.min.unwrap_or(usual));
    super::said::value(field, usual)
}

/// Why a figure with a fraction isn't taken: `whole` is what stands before it.
#[must_use]
pub fn not_whole(field: &FieldRow, text: &str, whole: i64) -> Sentence {
    let (text, example) = (excerpt(text, 40), example(field, whole));
    let (id, en) = match field.kind {
        FieldType::Money => ("rupiah di sini tanpa sen", "rupiah have no decimals here"),
        _ => ("harus bulat, tanpa angka di belakang koma", "it must be whole, without decimals"),
    };
    Sentence::new(
        format!("{} tertulis {text}: {id}. Contoh: {}.", field.name.id, example.id),
        format!("{} says {text}: {en}. For example: {}.", field.name.en, example.en),
    )
}

fn perhaps(field: &FieldRow, text: &str, guess: Money) -> Sentence {
    let text = excerpt(text, 40);
    Sentence::new(
        format!("{} tertulis {text}. Maksudnya {guess}? Tulis begitu.", field.name.id),
        format!("{} says {text}. Do you mean {guess}? Then write so.", field.name.en),
    )
}

/// A whole number: `18.420`, `18420`, `18,420`, `18 420`, `12rb`.
fn whole(field: &FieldRow, text: &str) -> Result<i64, Sentence> {
    let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let read = typed_money(&bare).or_else(|error| foreign(&bare).ok_or(error));
    read.map(|number| number.0).map_err(|error| no_amount(field, text, &error, 18_420))
}

/// Rupiah: as people type them, and with the comma for thousands.
fn rupiah(field: &FieldRow, text: &str) -> Result<i64, Sentence> {
    let read = typed_money(text).or_else(|error| foreign(text).ok_or(error));
    read.map(|amount| amount.0).map_err(|error| no_amount(field, text, &error, 185_000))
}

/// Why a text is no whole amount: its dot has lost zeros, it has a fraction, or it is something else.
fn no_amount(field: &FieldRow, text: &str, error: &MoneyError, usual: i64) -> Sentence {
    let fits = |guess: &Money| guess.0 <= field.max.unwrap_or(MONEY_MAX) && guess.0 >= field.min.unwrap_or(-MONEY_MAX);
    match (error, before_fraction(text)) {
        (MoneyError::Damaged { guess: Some(guess), .. }, _) if fits(guess) => perhaps(field, text, *guess),
        (_, Some(whole)) => not_whole(field, text, whole),
        _ => unreadable(field, text, &example(field, usual)),
    }
}

/// What stands before the fraction of an amount that has one, however its thousands are parted: `185.000,50`, `1,250.5`, `4,5`.
fn before_fraction(text: &str) -> Option<i64> {
    let at = text.rfind(['.', ','])?;
    let (whole, part) = (&text[..at], &text[at + 1..]);
    let digits = !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parted = whole.contains(if text[at..].starts_with('.') { '.' } else { ',' });
    let whole = typed_money(whole).ok().or_else(|| foreign(whole))?;
    (digits && !parted).then_some(whole.0)
}

/// `1,250,000.00`: an amount whose dot and comma change places. What may be read both ways isn't.
fn foreign(text: &str) -> Option<Money> {
    text.contains(',').then_some(())?;
    let swapped: String = text
        .chars()
        .map(|c| {
            if c == ',' {
                '.'
            } else if c == '.' {
                ','
            } else {
                c
            }
        })
        .collect();
    Money::parse(&swapped).ok()
}

/// Hundredths of a percent: `3,5`, `3.5%`, `12`.
fn percent(text: &str) -> Option<i64> {
    let text = text.trim_end_matches('%').trim_end().replace(',', ".");
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || !digits(whole) || part.len() > 2 || !digits(part) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

/// Minutes: `90`, `90 menit`, `1 jam 30`, `1,5 jam`, `1:30`.
fn minutes(text: &str) -> Option<i64> {
    let text = text.to_lowercase();
    if let Some((hours, minutes)) = text.split_once(':') {
        let (hours, minutes): (i64, i64) = (small(hours)?, small(minutes)?);
        return (minutes < 60).then(|| hours * 60 + minutes);
    }
    let mut total = 0;
    let mut hours_seen = false;
    let mut rest = text.trim();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.')).unwrap_or(rest.len());
        let (number, tail) = (&rest[..end], rest[end..].trim_start());
        let unit_end = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
        let (unit, tail) = (&tail[..unit_end], tail[unit_end..].trim_start());
        let each = match unit {
            "" if hours_seen || total == 0 => 1,
            "m" | "mnt" | "menit" | "min" | "minute" | "minutes" => 1,
            "j" | "jam" | "h" | "hour" | "hours" => 60,
            "hari" | "d" | "day" | "days" => 1_440,
            _ => return None,
        };
        hours_seen |= each > 1;
        total += match number.replace(',', ".").split_once('.') {
            Some((whole, half)) if each > 1 && half == "5" => small(whole)? * each + each / 2,
            Some(_) => return None,
            None => small(number)? * each,
        };
        rest = tail;
    }
    Some(total)
}

fn small(text: &str) -> Option<i64> {
    let text = text.trim();
    ((1..=6).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Minutes from midnight: `08.30`, `8:30`, `0830`, `8`.
fn time(text: &str) -> Option<i64> {
    let parts = text.split_once(['.', ':']);
    let (hours, minutes) = match parts {
        Some((hours, minutes)) if minutes.len() == 2 => (small(hours)?, small(minutes)?),
        Some(_) => return None,
        None if text.len() == 4 => (small(text.get(..2)?)?, small(text.get(2..)?)?),
        None => (small(text)?, 0),
    };
    (hours < 24 && minutes < 60).then(|| hours * 60 + minutes)
}

fn yes_no(text: &str) -> Option<i64> {
    match match_key(text).as_str() {
        "ya" | "y" | "yes" | "1" | "true" | "benar" => Some(1),
        "tidak" | "t" | "tdk" | "no" | "n" | "0" | "false" | "salah" => Some(0),
        _ => None,
    }
}

/// The word of a choice by itself, its name in either language, or the beginning of a word of one alone.
fn choice(field: &FieldRow, text: &str) -> Result<String, Sentence> {
    let word = match_key(text);
    let names =
        |choice: &crate::rows::ChoiceRow| [&choice.key, &choice.name.id, &choice.name.en].map(|name| match_key(name));
    if let Some(found) = field.choices.iter().find(|choice| names(choice).contains(&word)) {
        return Ok(found.key.clone());
    }
    let mut begin = field.choices.iter().filter(|choice| names(choice).iter().any(|name| begins(name, &word)));
    if let (Some(one), None) = (begin.next(), begin.next()) {
        return Ok(one.key.clone());
    }
    let all = |of: fn(&Sentence) -> &String| {
        field.choices.iter().map(|choice| of(&choice.name).as_str()).collect::<Vec<_>>().join(", ")
    };
    let (id, en, text) = (all(|name| &name.id), all(|name| &name.en), excerpt(text, 40));
    Err(Sentence::new(
        format!("{} tidak punya pilihan {text}. Pilih: {id}.", field.name.id),
        format!("{} has no choice {text}. Choose: {en}.", field.name.en),
    ))
}

fn begins(name: &str, word: &str) -> bool {
    name.starts_with(word) || name.split(' ').any(|part| part.starts_with(word))
}

/// What is beyond a field's bounds, or any shop's, is refused.
fn within(field: &FieldRow, value: Value) -> Result<Value, Sentence> {
    let Value::Number(number) = value else { return Ok(value) };
    if field.kind.refers() {
        return Ok(value);
    }
    let (min, max) = (field.min.unwrap_or(-MONEY_MAX), field.max.unwrap_or(MONEY_MAX).min(MONEY_MAX));
    if (min..=max).contains(&number) {
        return Ok(value);
    }
    let as_said = |number: i64| super::said::value(field, number);
    let (typed, least, most) = (as_said(number), as_said(min), as_said(max));
    Err(match (number < min, field.max.is_some()) {
        (true, false) => Sentence::new(
            format!("{} {}: paling sedikit {}.", field.name.id, typed.id, least.id),
            format!("{} {}: {} at least.", field.name.en, typed.en, least.en),
        ),
        _ => Sentence::new(
            format!("{} {}: harus {} sampai {}.", field.name.id, typed.id, least.id, most.id),
            format!("{} {}: must be {} to {}.", field.name.en, typed.en, least.en, most.en),
        ),
    })
}
