//! Every row has a witness: what stands in it after a write is kept as a digest that the log's chain covers, so that whatever is
//! changed beside the program shows.
//!
//! Rows belong to *families*: the lines of an order, a customer with phones and addresses. At the end of each write the families
//! that it touched are digested as they stand now, and all digests are kept beside the write's last entry; the hash that the next
//! entry begins with covers them. What is only ever added (moves, postings) is digested once, by the range of rows of a write.
//! Sums that others keep are left out: the audit adds them up itself. Of what is kept to undo a step a digest has the mark that it
//! begins with, which tells of the rest.
//!
//! A digest covers each cell that isn't NULL by its column's place, type and bytes, so that a column that is added last and empty
//! changes none.
//! The salt of a row with personal data is one of its cells: a new one makes what an old digest covered unguessable.

mod comparing;

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, Row, ToSql};
use sha2::{Digest, Sha256};

pub(crate) use comparing::{Requests, Unlike, compare};

use super::changed::{Added, MARK, is_sum};
use super::numbers::Numbers;
use crate::StoreError;

/// What belongs together. The code stands in books: it is never given again.
#[derive(Debug)]
pub(crate) struct Family {
    code: u8,
    /// What it is called where something is wrong with it.
    pub name: &'static str,
    /// Its tables, the head first, each with the column that names the family's key.
    parts: &'static [(&'static str, &'static str)],
    /// Whether rows are only ever added: a digest covers a range of them.
    ranges: bool,
    /// Whether its rows go by themselves some time after they were written.
    passes: bool,
}

const fn family(code: u8, name: &'static str, parts: &'static [(&'static str, &'static str)]) -> Family {
    Family { code, name, parts, ranges: false, passes: false }
}

/// All families. Every table of the book is in one, or among [`WITNESSED`] (a test looks).
pub(crate) const FAMILIES: [Family; 45] = [
    family(1, "shop", &[("shop", "id")]),
    family(2, "person", &[("person", "id")]),
    // Lines by themselves: most of what is done to an order leaves them as they are.
    family(3, "order", &[("orders", "id")]),
    family(21, "order", &[("order_line", "order_id")]),
    family(
        4,
        "customer",
        &[("customer", "id"), ("customer_phone", "customer_id"), ("customer_address", "customer_id")],
    ),
    family(5, "product", &[("product", "id"), ("variant", "product_id")]),
    family(6, "alias", &[("variant_alias", "variant_id")]),
    family(7, "photo", &[("photo", "id")]),
    family(8, "payment", &[("payment", "id"), ("payment_part", "payment_id")]),
    family(9, "count", &[("stock_count", "id"), ("stock_count_line", "count_id")]),
    family(10, "account", &[("account", "id")]),
    family(11, "courier", &[("courier", "id")]),
    family(12, "text", &[("buyer_text", "key")]),
    family(13, "task", &[("task", "id")]),
    family(14, "filter", &[("saved_filter", "id")]),
    family(15, "wave", &[("wave", "id")]),
    family(16, "scan", &[("scan", "id")]),
    family(17, "stock", &[("stock_level", "variant_id")]),
    Family { passes: true, ..family(18, "request", &[("request", "id")]) },
    Family { ranges: true, ..family(19, "move", &[("stock_move", "id")]) },
    Family { ranges: true, ..family(20, "posting", &[("posting", "id")]) },
    family(22, "store", &[("store", "id")]),
    family(23, "hours", &[("shop_hours", "weekday")]),
    family(24, "closed day", &[("closed_day", "day")]),
    family(25, "journal", &[("journal", "id"), ("journal_line", "journal_id")]),
    family(26, "recurring", &[("recurring", "id")]),
    family(27, "equipment", &[("equipment", "id")]),
    family(28, "day", &[("day_close", "day"), ("day_count", "day")]),
    family(50, "supplier", &[("supplier", "id")]),
    family(51, "purchase", &[("purchase", "id"), ("purchase_line", "purchase_id")]),
    family(52, "receipt", &[("receipt", "id"), ("receipt_line", "receipt_id"), ("receipt_cost", "receipt_id")]),
    family(53, "bill", &[("bill", "id")]),
    family(55, "bill payment", &[("bill_payment", "id")]),
    Family { ranges: true, ..family(54, "revaluation", &[("stock_revalue", "id")]) },
    family(40, "settlement", &[("settle_file", "id")]),
    family(41, "settlement row", &[("settle_row", "id"), ("settle_part", "row_id")]),
    family(42, "settlement word", &[("settle_word", "id")]),
    family(43, "fee", &[("fee_rule", "id")]),
    family(44, "tariff", &[("fee_answer", "id")]),
    family(80, "goal", &[("goal", "id")]),
    family(81, "target", &[("kpi_target", "id")]),
    family(82, "kpi", &[("own_kpi", "id")]),
    family(70, "report", &[("business_report", "id"), ("finding", "report_id")]),
    family(
        60,
        "template",
        &[
            ("template", "id"),
            ("template_field", "template_id"),
            ("template_choice", "template_id"),
            ("template_column", "template_id"),
        ],
    ),
    family(61, "record", &[("record", "id"), ("record_value", "record_id")]),
];

/// Tables that need no family: the log itself, what is kept apart of it and its witness are held by the chain; how many orders are at
/// a stage is counted, and the sums of the ledger, of variants' and buyers' days are added up.
#[cfg(test)]
const WITNESSED: [&str; 14] = [
    "activity",
    "sealed",
    "witness",
    "stage_count",
    "day_sum",
    "month_sum",
    "month_close",
    "cash_sum",
    "variant_day",
    "figure_day",
    "tally_day",
    "way_day",
    "buyer",
    "buyer_day",
];

/// What a digest is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Of {
    code: u8,
    /// The family's key; of a range the first row.
    pub key: i64,
    /// Rows of a range; nil for a family.
    pub rows: u32,
}

/// Half of a SHA-256: nobody finds a second row for it.
pub(crate) type Seal = [u8; 16];

/// A digest as it is kept: what it is of, and itself.
const KEPT: usize = 1 + 8 + 4 + 16;

impl Family {
    fn has(&self, table: &str) -> bool {
        self.parts.iter().any(|(name, _)| *name == table)
    }
}

impl Of {
    pub fn family(self) -> Option<&'static Family> {
        FAMILIES.iter().find(|family| family.code == self.code)
    }
}

/// Columns of which a digest has only the beginning: a mark of their own, which tells whether the rest is as it was written.
fn is_marked(table: &str, column: &str) -> bool {
    (table, column) == ("request", "changes")
}

/// A key as it is kept: a text by the first bytes of its digest.
fn key_of(value: &ValueRef<'_>) -> Result<i64, StoreError> {
    Ok(match value {
        ValueRef::Integer(number) => *number,
        ValueRef::Text(text) => {
            let mut first = [0; 8];
            first.copy_from_slice(&Sha256::digest(text)[..8]);
            i64::from_be_bytes(first)
        }
        _ => return Err(StoreError::Broken("a row without a key".to_owned())),
    })
}

/// What is seen of a write's rows while they are compared with what they were: so that none is read a second time for its digest.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    families: BTreeMap<u8, Touched>,
    bytes: Vec<u8>,
}

/// What a write touched of a family.
#[derive(Debug, Default)]
struct Touched {
    numbers: Numbers,
    /// Keys that are texts, by how they are kept.
    texts: BTreeMap<i64, String>,
    /// Digests begun with the head's row, by its key.
    heads: BTreeMap<i64, Sha256>,
}

impl Touched {
    fn key(&mut self, value: ValueRef<'_>) -> Result<(), StoreError> {
        let key = key_of(&value)?;
        match value {
            ValueRef::Text(text) => drop(self.texts.insert(key, String::from_utf8_lossy(text).into_owned())),
            _ => self.numbers.insert(key),
        }
        Ok(())
    }
}

/// Whose the rows of a table are, and how they are digested.
#[derive(Debug)]
pub(crate) struct Owned {
    code: u8,
    /// The column that names whose they are.
    owner: usize,
    is_head: bool,
    cells: Cells,
}

impl Owned {
    /// Of a table by the names of its columns; none where its rows have no digest of their own.
    pub fn of(table: &str, columns: &[&str]) -> Option<Self> {
        let family = FAMILIES.iter().filter(|family| !family.ranges).find(|family| family.has(table))?;
        let (at, (_, owner)) = family.parts.iter().enumerate().find(|(_, (name, _))| *name == table)?;
        let is_head = at == 0 && *owner == "id";
        let owner = columns.iter().position(|name| name == owner)?;
        Some(Self { code: family.code, owner, is_head, cells: Cells::of(table, columns.iter().copied()) })
    }
}

impl Seen {
    /// Notes a row that has changed, as it was and as it is: its cells.
    pub fn row(&mut self, owned: &Owned, was: Option<&Row<'_>>, is: Option<&[ValueRef<'_>]>) -> Result<(), StoreError> {
        let touched = self.families.entry(owned.code).or_default();
        if let Some(row) = was {
            touched.key(row.get_ref(owned.owner)?)?;
        }
        let Some(cells) = is else { return Ok(()) };
        touched.key(cells[owned.owner])?;
        if let (true, ValueRef::Integer(key)) = (owned.is_head, cells[owned.owner]) {
            self.bytes.clear();
            owned.cells.gather(|at| Ok(cells[at]), &mut self.bytes)?;
            touched.heads.insert(key, Sha256::new_with_prefix(&self.bytes));
        }
        Ok(())
    }

    /// Notes the rows that were added to a family.
    fn added(&mut self, conn: &Connection, family: &Family, added: &Added) -> Result<(), StoreError> {
        for (table, owner) in family.parts {
            for (first, last) in added.get(*table).into_iter().flatten() {
                let touched = self.families.entry(family.code).or_default();
                if *owner == "id" {
                    touched.numbers.insert_range(*first, *last);
                    continue;
                }
                let sql = format!("SELECT DISTINCT {owner} FROM {table} WHERE rowid BETWEEN ?1 AND ?2");
                let mut statement = conn.prepare_cached(&sql)?;
                let mut rows = statement.query([first, last])?;
                while let Some(row) = rows.next()? {
                    touched.key(row.get_ref(0)?)?;
                }
            }
        }
        Ok(())
    }
}

/// The digests of what a write touched, as they are kept; `requests`: its own, and those whose answers it has erased.
pub(crate) fn seals(
    conn: &Connection,
    (added, mut seen): (&Added, Seen),
    requests: &BTreeSet<String>,
) -> Result<Vec<u8>, StoreError> {
    let mut kept = Vec::new();
    for family in &FAMILIES {
        if family.ranges {
            for (first, last) in added.get(family.parts[0].0).into_iter().flatten() {
                let rows = u32::try_from(last - first + 1).unwrap_or(u32::MAX);
                let of = Of { code: family.code, key: *first, rows };
                keep(&mut kept, of, range(conn, family, *first, *last)?.0);
            }
            continue;
        }
        seen.added(conn, family, added)?;
        let mut touched = seen.families.remove(&family.code).unwrap_or_default();
        if family.name == "request" {
            requests.iter().try_for_each(|id| touched.key(ValueRef::Text(id.as_bytes())))?;
        }
        let many = touched.numbers.len().saturating_add(touched.texts.len() as u64);
        if many == 0 {
            continue;
        }
        kept.reserve_exact(usize::try_from(many).unwrap_or_default().saturating_mul(KEPT));
        let mut reading = Reading::of(conn, family)?;
        let mut keep = |key, seal| keep(&mut kept, Of { code: family.code, key, rows: 0 }, seal);
        for (first, last) in touched.numbers.ranges() {
            if touched.heads.is_empty() {
                reading.seals(first, last, &mut keep)?;
                continue;
            }
            for key in first..=last {
                keep(key, reading.seal(&key, touched.heads.remove(&key))?);
            }
        }
        for (key, text) in &touched.texts {
            keep(*key, reading.seal(text, None)?);
        }
    }
    Ok(kept)
}

fn keep(kept: &mut Vec<u8>, of: Of, seal: Seal) {
    kept.push(of.code);
    kept.extend(of.key.to_be_bytes());
    kept.extend(of.rows.to_be_bytes());
    kept.extend(seal);
}

/// A family's tables, ready to be read key by key.
struct Reading<'c> {
    parts: Vec<Part<'c>>,
    bytes: Vec<u8>,
}

impl<'c> Reading<'c> {
    fn of(conn: &'c Connection, family: &Family) -> Result<Self, StoreError> {
        let parts = family.parts.iter().map(|(table, owner)| Part::of(conn, table, owner));
        Ok(Self { parts: parts.collect::<Result<_, _>>()?, bytes: Vec::new() })
    }

    /// The digest of the family as it stands, going on from that of its head's row where that was seen; the digest of nothing where
    /// it has no rows.
    fn seal(&mut self, key: &dyn ToSql, head: Option<Sha256>) -> Result<Seal, StoreError> {
        self.bytes.clear();
        for part in self.parts.iter_mut().skip(usize::from(head.is_some())) {
            let mut rows = part.statement.query([key, key])?;
            while let Some(row) = rows.next()? {
                part.cells.gather(|at| row.get_ref(at), &mut self.bytes)?;
            }
        }
        Ok(half(&head.unwrap_or_default().chain_update(&self.bytes).finalize()))
    }

    /// The digests of each of the keys from `first` to `last`, read together: a large write adds thousands that follow each other.
    fn seals(&mut self, first: i64, last: i64, mut each: impl FnMut(i64, Seal)) -> Result<(), StoreError> {
        let mut parts = Vec::new();
        for Part { statement, cells, owner } in &mut self.parts {
            let mut rows = statement.query([first, last])?;
            rows.advance()?;
            parts.push((rows, &*cells, *owner));
        }
        for key in first..=last {
            self.bytes.clear();
            for (rows, cells, owner) in &mut parts {
                while let Some(row) = rows.get() {
                    if row.get::<_, i64>(*owner)? != key {
                        break;
                    }
                    cells.gather(|at| row.get_ref(at), &mut self.bytes)?;
                    rows.advance()?;
                }
            }
            each(key, half(&Sha256::digest(&self.bytes)));
        }
        Ok(())
    }
}

/// The digest of rows that stay as they are, and how many there are.
fn range(conn: &Connection, family: &Family, first: i64, last: i64) -> Result<(Seal, u32), StoreError> {
    let (table, key) = family.parts[0];
    let mut part = Part::of(conn, table, key)?;
    let (mut digest, mut bytes, mut read) = (Sha256::new(), Vec::new(), 0);
    let mut rows = part.statement.query([first, last])?;
    while let Some(row) = rows.next()? {
        read += 1;
        bytes.clear();
        part.cells.gather(|at| row.get_ref(at), &mut bytes)?;
        digest.update(&bytes);
    }
    Ok((half(&digest.finalize()), read))
}

fn half(digest: &[u8]) -> Seal {
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    half
}

/// A table of a family: its question.
struct Part<'c> {
    statement: CachedStatement<'c>,
    cells: Cells,
    /// The column that names whose its rows are.
    owner: usize,
}

impl<'c> Part<'c> {
    fn of(conn: &'c Connection, table: &str, owner: &str) -> Result<Self, StoreError> {
        let whose = format!("SELECT * FROM {table} WHERE {owner} BETWEEN ?1 AND ?2 ORDER BY {owner}, rowid");
        let statement = conn.prepare_cached(&whose)?;
        let cells = Cells::of(table, statement.column_names());
        let owner = statement.column_index(owner)?;
        Ok(Self { statement, cells, owner })
    }
}

/// Which of a table's columns are part of a digest.
#[derive(Debug)]
struct Cells {
    columns: usize,
    left_out: u128,
    marked: Option<usize>,
}

impl Cells {
    fn of<'n>(table: &str, names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut cells = Self { columns: 0, left_out: 0, marked: None };
        for (at, name) in names.into_iter().enumerate() {
            cells.columns = at + 1;
            cells.left_out |= u128::from(is_sum(table, name)) << at;
            cells.marked = cells.marked.or(is_marked(table, name).then_some(at));
        }
        cells
    }

    /// Adds a row, of which `cell` gives each column, to what is digested: of each cell its column's place, its type, its length and
    /// its bytes, so that no two rows give the same.
    fn gather<'r>(
        &self,
        cell: impl Fn(usize) -> rusqlite::Result<ValueRef<'r>>,
        bytes: &mut Vec<u8>,
    ) -> Result<(), StoreError> {
        bytes.push(0xff);
        for at in (0..self.columns).filter(|at| self.left_out & 1 << at == 0) {
            let place = u8::try_from(at).unwrap_or(u8::MAX);
            match cell(at)? {
                ValueRef::Null => {}
                ValueRef::Integer(value) => head(bytes, place, 1, value.to_be_bytes()),
                ValueRef::Real(value) => head(bytes, place, 2, value.to_be_bytes()),
                ValueRef::Text(text) if self.marked == Some(at) => {
                    long(bytes, place, 3, text.get(..MARK).unwrap_or(text));
                }
                ValueRef::Text(text) => long(bytes, place, 3, text),
                ValueRef::Blob(blob) => long(bytes, place, 4, blob),
            }
        }
        Ok(())
    }
}

/// A cell's place, its type, and its value or its length.
fn head(bytes: &mut Vec<u8>, place: u8, kind: u8, value: [u8; 8]) {
    let mut ten = [place, kind, 0, 0, 0, 0, 0, 0, 0, 0];
    ten[2..].copy_from_slice(&value);
    bytes.extend_from_slice(&ten);
}

fn long(bytes: &mut Vec<u8>, place: u8, kind: u8, cell: &[u8]) {
    head(bytes, place, kind, u64::try_from(cell.len()).unwrap_or(u64::MAX).to_be_bytes());
    bytes.extend_from_slice(cell);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_witness() {
        let folder = tempfile::tempdir().unwrap();
        let conn = super::super::open(&folder.path().join("buku.runut"), super::super::nothing).unwrap();
        for table in super::super::wreck::tables(&conn).unwrap() {
            let families = FAMILIES.iter().flat_map(|family| family.parts).filter(|(name, _)| *name == table.name);
            let known = WITNESSED.iter().filter(|name| **name == table.name).count();
            assert_eq!(families.count() + known, 1, "{}: in one family, or held otherwise", table.name);
        }
        let codes: BTreeSet<u8> = FAMILIES.iter().map(|family| family.code).collect();
        assert_eq!(codes.len(), FAMILIES.len());
    }
}
