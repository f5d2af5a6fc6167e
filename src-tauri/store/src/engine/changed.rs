//! What a write keeps of the rows that it changed, and how it is written with its request.

use std::collections::BTreeMap;

use runut_core::fingerprint;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::StoreError;

/// The cells of a row by column.
pub(crate) type Cells = serde_json::Map<String, Value>;

/// The rows that a write changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// Rows that were added, by table: ranges of their numbers.
    #[serde(default)]
    pub(crate) added: BTreeMap<String, Vec<(i64, i64)>>,
    /// Rows that were changed or taken away, and added ones whose key is no number.
    #[serde(default)]
    pub(crate) rows: Vec<RowChange>,
}

/// A row that was changed: what differs, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RowChange {
    pub table: String,
    pub key: Cells,
    /// As it was; none where there was none.
    pub was: Option<Cells>,
    /// As it became; none where it was taken away.
    pub is: Option<Cells>,
}

/// What is kept of a step with whom it told of was erased.
pub(crate) const ERASED: &str = "dihapus";

/// Tables whose rows stay for ever.
pub(crate) const KEPT: [&str; 3] = ["stock_move", "posting", "scan"];

impl Changes {
    pub(crate) fn add(&mut self, table: &str, row: i64) {
        let ranges = self.added.entry(table.to_owned()).or_default();
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => ranges.push((row, row)),
        }
    }

    /// Whether there is nothing to put back or to reverse: a scan that changed nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.added.keys().all(|table| table == "scan")
    }

    /// As it is kept: with a word of its own that tells whether it was changed. Empty where there is nothing to put back.
    pub(crate) fn to_text(&self) -> Result<String, StoreError> {
        if self.is_empty() {
            return Ok(String::new());
        }
        let text = serde_json::to_string(self)?;
        Ok(format!("{}{text}", fingerprint(text.as_bytes())))
    }

    /// As it was kept; none where it isn't what was written.
    pub(crate) fn from_text(text: &str) -> Result<Option<Self>, StoreError> {
        if text.is_empty() {
            return Ok(Some(Self::default()));
        }
        let Some((mark, kept)) = text.find('{').map(|at| text.split_at(at)) else { return Ok(None) };
        if fingerprint(kept.as_bytes()) != mark {
            return Ok(None);
        }
        Ok(Some(serde_json::from_str(kept)?))
    }

    /// The numbers of the rows that were added to a table.
    pub(crate) fn numbers(&self, table: &str) -> Vec<i64> {
        self.added.get(table).into_iter().flatten().flat_map(|(first, last)| *first..=*last).collect()
    }
}

/// A row that was taken away and added again is one that was changed.
pub(crate) fn merged(rows: Vec<RowChange>) -> Vec<RowChange> {
    let mut merged: BTreeMap<(String, String), RowChange> = BTreeMap::new();
    for change in rows {
        let name = (change.table.clone(), Value::Object(change.key.clone()).to_string());
        match merged.get_mut(&name) {
            Some(other) => {
                other.was = other.was.take().or(change.was);
                other.is = other.is.take().or(change.is);
                if let (Some(was), Some(is)) = (&mut other.was, &mut other.is) {
                    let same: Vec<String> =
                        was.iter().filter(|(name, cell)| is.get(*name) == Some(cell)).map(|(n, _)| n.clone()).collect();
                    for name in same {
                        was.remove(&name);
                        is.remove(&name);
                    }
                }
            }
            None => drop(merged.insert(name, change)),
        }
    }
    merged.into_values().filter(|change| change.was != change.is).collect()
}
