//! What a write keeps of the rows that it changed, and how it is written with its request.

use std::collections::BTreeMap;

use runut_core::fingerprint;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::StoreError;

/// The cells of a row by column.
pub(crate) type Cells = serde_json::Map<String, Value>;

/// Rows that a write added, by table: ranges of their numbers.
pub(crate) type Added = BTreeMap<String, Vec<(i64, i64)>>;

/// The rows that a write changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Changes {
    /// Rows that were added, by table: ranges of their numbers.
    #[serde(default)]
    pub(crate) added: Added,
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

/// Bytes of the mark that what is kept of a step begins with.
pub(crate) const MARK: usize = 32;

/// What is kept of a step that was damaged, in a book that was put together again, behind the mark that it had: it can't be taken
/// back. With the mark the row's digest is as it was.
pub(crate) const DAMAGED: &str = "rusak";

/// Whether a step was damaged and is forgotten.
pub(crate) fn is_forgotten(changes: &str) -> bool {
    changes == DAMAGED || changes.get(MARK..) == Some(DAMAGED)
}

/// What may have been written where this stands, which isn't it: its mark, what the mark was of, nothing, an erasure.
pub(crate) fn once_written(changes: &str) -> Vec<String> {
    let marked = changes.get(..MARK).map(|mark| format!("{mark}{DAMAGED}"));
    let rest = changes.find('{').map(|at| &changes[at..]);
    let rest = rest.filter(|rest| serde_json::from_str::<Changes>(rest).is_ok());
    let whole = rest.map(|rest| format!("{}{rest}", fingerprint(rest.as_bytes())));
    marked.into_iter().chain(whole).chain([String::new(), ERASED.to_owned()]).collect()
}

/// What is kept of a step with whom it told of was erased.
pub(crate) const ERASED: &str = "dihapus";

/// Tables whose rows stay for ever.
pub(crate) const KEPT: [&str; 4] = ["stock_move", "stock_revalue", "posting", "scan"];

/// Columns of sums that others keep, and which are changed by as much as they changed.
pub(crate) fn is_sum(table: &str, column: &str) -> bool {
    match table {
        "stock_level" => column != "stocked_at",
        _ => false,
    }
}

impl Changes {
    /// Whether there is nothing to put back or to reverse.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && is_nothing(&self.added)
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

/// What a write changed, as it is kept with its request. It is written while the rows are compared, for a write may change
/// thousands of them.
#[derive(Debug, Default)]
pub(crate) struct Noted {
    /// Rows that were added, by table: ranges of their numbers.
    pub added: Added,
    /// The other rows, each with a comma behind it.
    rows: Vec<u8>,
}

impl Noted {
    /// Where the rows of a table begin.
    pub fn begin(&self) -> usize {
        self.rows.len()
    }

    /// Adds a row as `write` writes it, which answers whether there was anything to write.
    pub fn row(&mut self, write: impl FnOnce(&mut Vec<u8>) -> Result<bool, StoreError>) -> Result<bool, StoreError> {
        let written = write(&mut self.rows)?;
        if written {
            self.rows.push(b',');
        }
        Ok(written)
    }

    /// Makes one change of each row that was taken away and added again, from where the rows of a table begin.
    pub fn merge(&mut self, begun: usize) -> Result<(), StoreError> {
        let rows = self.rows.split_off(begun);
        let rows: Vec<RowChange> =
            serde_json::from_slice(&[b"[", rows.strip_suffix(b",").unwrap_or(&rows), b"]"].concat())?;
        for change in merged(rows) {
            self.row(|rows| Ok(serde_json::to_writer(rows, &change).map(|()| true)?))?;
        }
        Ok(())
    }

    /// As it is kept: with a word of its own that tells whether it was changed. Empty where there is nothing to put back.
    pub fn into_text(self, added: &Added) -> Result<String, StoreError> {
        if self.rows.is_empty() && is_nothing(added) {
            return Ok(String::new());
        }
        let broken = |_| StoreError::Broken("a change that is no text".to_owned());
        let rows = String::from_utf8(self.rows).map_err(broken)?;
        let mark = fingerprint(b"");
        let mut kept = format!("{mark}{{\"added\":{},\"rows\":[", serde_json::to_string(added)?);
        kept.push_str(rows.strip_suffix(',').unwrap_or(&rows));
        kept.push_str("]}");
        let marked = fingerprint(&kept.as_bytes()[mark.len()..]);
        kept.replace_range(..mark.len(), &marked);
        Ok(kept)
    }
}

/// Whether there is nothing to put back or to reverse among what was added: a scan that changed nothing.
fn is_nothing(added: &Added) -> bool {
    added.keys().all(|table| table == "scan")
}

/// A row that was taken away and added again is one that was changed.
fn merged(rows: Vec<RowChange>) -> Vec<RowChange> {
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
