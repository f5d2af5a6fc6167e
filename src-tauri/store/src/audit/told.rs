//! What the log told last of a field is what the row holds: a change that was told and not made, or made otherwise, shows.
//!
//! The witness can't see such a mistake of the program, for it digests what was written. Only changes are compared, and those that
//! were taken back are left out, as if they had not been told.

use std::collections::BTreeMap;

use runut_core::activity::{ERASED, Facts};
use runut_core::rows::Finding;
use runut_core::undo;

use super::{finding, lossy};
use crate::log::opened;
use crate::undo::TakenBack;
use crate::{Reader, StoreError};

/// A field of a row as the log would tell it: the row's key, the field's name, what it holds.
pub(super) type Field = (i64, &'static str, String);

/// The name of a variant as a whole, which its product's entries tell.
pub(super) const VARIANT: &str = "variant";

/// What was told last, by noun, key and field: the change, or the whole of it.
#[derive(Default)]
pub(super) struct Told(BTreeMap<(String, i64, String), Said>);

enum Said {
    /// `old → new`.
    Change(String),
    Whole(String),
}

/// A switch as the log tells it.
pub(super) fn yes(on: bool) -> String {
    if on { "ya" } else { "tidak" }.to_owned()
}

impl Told {
    /// Everything that was told of a field's change and not taken back.
    pub fn of(book: &Reader<'_>) -> Result<Self, StoreError> {
        let mut undone = undone(book)?;
        let mut told = Self::default();
        let mut statement = book.conn.prepare(
            "SELECT a.noun, a.noun_id, a.verb, a.facts, s.texts, COALESCE(a.batch, a.id) AS step
             FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id
             WHERE a.verb <> 'undo' AND (a.facts LIKE '%set:%' OR a.noun = 'product' AND a.verb = 'change') ORDER BY a.id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (noun, key): (String, i64) = (lossy(row, "noun"), row.get("noun_id")?);
            if undone.hears(row.get("step")?, &noun, key, None) {
                continue;
            }
            // What can't be read is the chain's to say.
            let facts = opened(&lossy(row, "facts"), Some(&lossy(row, "texts"))).unwrap_or_default();
            if noun == "product" && lossy(row, "verb") == "change" {
                told.product(key, &facts);
            }
            for (name, change) in facts {
                if let Some(field) = name.strip_prefix("set:") {
                    told.0.insert((noun.clone(), key, field.to_owned()), Said::Change(change));
                }
            }
        }
        Ok(told)
    }

    /// A product's entry tells it as a whole, or one of its variants.
    fn product(&mut self, key: i64, facts: &Facts) {
        let fact = |name: &str| facts.get(name).cloned().unwrap_or_default();
        let mut whole = |key: i64, field: &str, text: String| {
            self.0.insert(("product".to_owned(), key, field.to_owned()), Said::Whole(text));
        };
        match facts.get("variant").and_then(|id| id.parse().ok()) {
            Some(variant) => whole(variant, VARIANT, fact("is")),
            None => ["name", "category", "description"].into_iter().for_each(|field| whole(key, field, fact(field))),
        }
    }

    /// Holds fields against what was told last of each; of which nothing was told, nothing is said.
    pub fn compare(&self, noun: &str, fields: Vec<Field>, findings: &mut Vec<Finding>) {
        for (key, field, holds) in fields {
            let same = match self.0.get(&(noun.to_owned(), key, field.to_owned())) {
                Some(Said::Change(change)) => {
                    let holds = if holds.is_empty() { "–" } else { &holds };
                    change == ERASED || change.ends_with(&format!(" → {holds}"))
                }
                Some(Said::Whole(text)) => text == ERASED || *text == holds,
                None => true,
            };
            if !same {
                let place = format!("{noun} {key} {field}");
                let (id, en) = ("tidak sama dengan yang terakhir dicatat", "isn't what was recorded last");
                findings.push(finding("told", &place, format!("{place}: {id}"), format!("{place}: {en}")));
            }
        }
    }
}

/// The entries that were taken back and stay so.
fn undone(book: &Reader<'_>) -> Result<TakenBack, StoreError> {
    let mut statement = book.conn.prepare(
        "SELECT noun, noun_id, facts, COALESCE(batch, id) AS step FROM activity WHERE verb = 'undo' ORDER BY id DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut undone = TakenBack::default();
    while let Some(row) = rows.next()? {
        let facts: Facts = serde_json::from_str(&lossy(row, "facts")).unwrap_or_default(); // which step it takes back is in clear
        let takes = facts.get(undo::STEP).map(String::as_str);
        undone.hears(row.get("step")?, &lossy(row, "noun"), row.get("noun_id")?, takes);
    }
    Ok(undone)
}
