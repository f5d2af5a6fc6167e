//! Sums that must agree: what is kept beside what it is kept of.

use runut_core::rows::Finding;

use super::{FINDINGS_MAX, finding, lossy};
use crate::{Reader, StoreError};

/// Two sums that must agree.
#[derive(Debug)]
pub(super) struct Sum {
    /// The finding's code.
    pub code: &'static str,
    /// Where they don't: `place`, what was `found`, what was `expected`.
    pub sql: &'static str,
    /// What that means, in Indonesian.
    pub id: &'static str,
    /// And in English.
    pub en: &'static str,
}

impl Sum {
    /// Compares them over the whole book.
    pub fn compare(&self, book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
        compare(book, self.code, self.sql, (self.id, self.en), findings)
    }
}

/// Finds where what a statement asks for isn't as it should be; `words` say what that means.
pub(super) fn compare(
    book: &Reader<'_>,
    code: &'static str,
    sql: &str,
    words: (&str, &str),
    findings: &mut Vec<Finding>,
) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare(sql)?;
    let rows = statement.query_map([], |row| {
        let place = lossy(row, "place");
        // What left the whole numbers on its way (a sum that is too large) is no figure, and differs.
        let figure = |column: &str| match row.get::<_, i64>(column) {
            Ok(figure) => figure.to_string(),
            Err(_) => "?".to_owned(),
        };
        let figures = format!("{}, {}", figure("found"), figure("expected"));
        let text = |words: &str| format!("{place}: {words} ({figures})");
        Ok(finding(code, &place, text(words.0), text(words.1)))
    })?;
    for row in rows.take(FINDINGS_MAX) {
        findings.push(row?);
    }
    Ok(())
}
