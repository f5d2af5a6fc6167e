//! What people type, made fit to keep or refused at its field.

use runut_core::{Limit, Refusal};

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

/// Yes or no, as the log says it.
pub(crate) fn yes(value: bool) -> &'static str {
    if value { "ya" } else { "tidak" }
}
