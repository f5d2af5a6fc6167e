//! Text as people type it, made fit to keep: without control characters, of a length that paper and lists can bear.

use runut_core::Refusal;
use serde::Serialize;

/// A line of text, no longer than `max` characters; may be empty. Nothing stays in it that is there without being seen: a
/// name that turns the direction of writing would read differently on the label than in the book.
pub(crate) fn line(text: &str, max: usize) -> String {
    let text = text.trim();
    if text.len() <= max && text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned(); // as nearly all are: nothing to leave out
    }
    let unseen =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let seen: String = text.chars().filter(|c| !c.is_control() && !unseen(*c)).collect();
    seen.trim().chars().take(max).collect()
}

/// A line that must say something, else the refusal `code` at `field`.
pub(crate) fn required(text: &str, max: usize, field: &str, code: &str, id: &str, en: &str) -> Result<String, Refusal> {
    let text = line(text, max);
    if text.is_empty() { Err(Refusal::new(code, id, en).with("field", field)) } else { Ok(text) }
}

/// A number within its bounds, else the refusal `out_of_range` at `field`, said of `id` and `en`.
pub(crate) fn within(value: i64, most: i64, field: &str, id: &str, en: &str) -> Result<i64, Refusal> {
    if (0..=most).contains(&value) {
        return Ok(value);
    }
    let most = runut_core::Money(most);
    Err(Refusal::new("out_of_range", format!("{id}: isi 0 sampai {most}."), format!("{en}: enter 0 to {most}."))
        .with("field", field)
        .with("value", value))
}

/// The word that a value of few words is stored by.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Yes or no, as the log says it.
pub(crate) fn yes(value: bool) -> &'static str {
    if value { "ya" } else { "tidak" }
}
