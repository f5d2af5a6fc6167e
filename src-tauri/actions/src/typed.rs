//! What people type, made fit to keep or refused at its field.

use runut_core::{Limit, Refusal};
use serde::Serialize;

/// A line of text as it is kept; may be empty.
///
/// # Errors
/// `too_long` at `field`: nothing is cut.
pub(crate) fn text(limit: Limit, text: &str, field: &str) -> Result<String, Refusal> {
    limit.line(text).map_err(|refusal| refusal.with("field", field))
}

/// A line that must say something, else the refusal `code` at `field`.
pub(crate) fn required(
    limit: Limit,
    typed: &str,
    field: &str,
    code: &str,
    id: &str,
    en: &str,
) -> Result<String, Refusal> {
    let text = text(limit, typed, field)?;
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
