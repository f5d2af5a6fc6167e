//! What a write changes, row by row: the engine tells which rows, and those of the last committed state still lie behind
//! the write until it is committed. So nothing that changes a book can forget to say how it is taken back.
//!
//! On another engine the same would be its own change log (PostgreSQL: logical decoding, or a `RETURNING old.*`).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows, Statement};
use serde_json::{Map, Value, json};

use super::changed::{Cells, Changes, RowChange, merged};
use crate::StoreError;

/// Rows that a write touches, by table: whether the first that happened to it was that it was added.
type Touched = BTreeMap<String, BTreeMap<i64, bool>>;

/// Hears of every row that the writer changes.
#[derive(Debug)]
pub(crate) struct Watch {
    touched: Arc<Mutex<Touched>>,
    /// What is known of the tables that were changed: asking the engine costs more than reading a row.
    shapes: Mutex<BTreeMap<String, Arc<Shape>>>,
}

/// What a table looks like. It stays so while the book is open.
#[derive(Debug)]
struct Shape {
    /// The columns of its primary key.
    keys: Vec<String>,
    /// Whether the key is the engine's own number of a row.
    is_rowid: bool,
    /// All columns, in order, with whether each is a sum that others keep.
    columns: Vec<(String, bool)>,
    /// Reads a row by its number.
    select: String,
}

/// What is no change to be taken back: the log and what is only added up or looked up.
const PASSED_OVER: [&str; 5] = ["activity", "request", "sealed", "stage_count", "witness"];

/// Columns of sums that others keep, and which are changed by as much as they changed.
pub(crate) fn is_sum(table: &str, column: &str) -> bool {
    match table {
        "account" => column == "balance",
        "stock_level" => column != "stocked_at",
        _ => false,
    }
}

impl Watch {
    /// Hears of every row that `conn` changes from now on.
    pub(crate) fn on(conn: &mut Connection) -> Result<Self, StoreError> {
        let touched: Arc<Mutex<Touched>> = Arc::default();
        let heard = Arc::clone(&touched);
        conn.update_hook(Some(move |action: Action, _: &str, table: &str, row: i64| {
            if PASSED_OVER.contains(&table) || table.contains("_search") {
                return;
            }
            let mut touched = heard.lock().unwrap_or_else(PoisonError::into_inner);
            let rows = match touched.get_mut(table) {
                Some(rows) => rows,
                None => touched.entry(table.to_owned()).or_default(),
            };
            rows.entry(row).or_insert(action == Action::SQLITE_INSERT);
        }))?;
        Ok(Self { touched, shapes: Mutex::default() })
    }

    fn shape(&self, conn: &Connection, table: &str) -> Result<Arc<Shape>, StoreError> {
        let mut shapes = self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shape) = shapes.get(table) {
            return Ok(Arc::clone(shape));
        }
        let keys = keys(conn, table)?;
        let is_rowid = is_rowid(conn, table, &keys)?;
        let select = format!("SELECT * FROM {table} WHERE rowid = ?1");
        let named = conn.prepare(&select)?;
        let columns = named.column_names().map(|name| (name.to_owned(), is_sum(table, name))).collect();
        let shape = Arc::new(Shape { keys, is_rowid, columns, select });
        shapes.insert(table.to_owned(), Arc::clone(&shape));
        Ok(shape)
    }

    /// Forgets what was heard: a write begins.
    pub(crate) fn forget(&self) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What has changed since: `before` sees the book as it was, `after` as it is.
    pub(crate) fn changes(&self, before: &Connection, after: &Connection) -> Result<Changes, StoreError> {
        let touched = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        let mut changes = Changes::default();
        for (table, rows) in touched {
            let shape = self.shape(after, &table)?;
            let (added, rows): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, added)| *added && shape.is_rowid);
            for (row, _) in added {
                changes.add(&table, row);
            }
            if rows.is_empty() {
                continue;
            }
            let (mut before, mut after) = (before.prepare_cached(&shape.select)?, after.prepare_cached(&shape.select)?);
            let mut changed = Vec::new();
            for (row, _) in rows {
                let (mut old, mut new) = (before.query([row])?, after.query([row])?);
                changed.extend(change(&table, &shape, &mut old, &mut new)?);
            }
            // Two rows are one only where the key isn't the row's own number.
            changes.rows.extend(if shape.is_rowid { changed } else { merged(changed) });
        }
        Ok(changes)
    }
}

/// The columns of a table's primary key.
pub(crate) fn keys(conn: &Connection, table: &str) -> Result<Vec<String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk")?;
    Ok(statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Whether the key is the engine's own number of a row.
fn is_rowid(conn: &Connection, table: &str, keys: &[String]) -> Result<bool, StoreError> {
    let mut statement = conn.prepare_cached("SELECT type = 'INTEGER' FROM pragma_table_info(?1) WHERE pk = 1")?;
    Ok(keys.len() == 1 && statement.query_row([table], |row| row.get(0))?)
}

fn change(table: &str, shape: &Shape, old: &mut Rows<'_>, new: &mut Rows<'_>) -> Result<Option<RowChange>, StoreError> {
    let (old, new) = (old.next()?, new.next()?);
    let (was, is) = match (old, new) {
        (None, None) => return Ok(None),
        (Some(old), Some(new)) => {
            let (mut was, mut is) = (Cells::new(), Cells::new());
            for (at, (column, _)) in shape.columns.iter().enumerate().filter(|(_, (_, is_sum))| !is_sum) {
                let (before, after) = (old.get_ref(at)?, new.get_ref(at)?);
                if before != after {
                    was.insert(column.clone(), value(before)?);
                    is.insert(column.clone(), value(after)?);
                }
            }
            if was.is_empty() {
                return Ok(None);
            }
            (Some(was), Some(is))
        }
        (Some(old), None) => (Some(cells(old)?), None),
        (None, Some(new)) => (None, Some(cells(new)?)),
    };
    let Some(row) = new.or(old) else { return Ok(None) };
    let mut key = Cells::new();
    for name in &shape.keys {
        key.insert(name.clone(), value(row.get_ref(name.as_str())?)?);
    }
    Ok(Some(RowChange { table: table.to_owned(), key, was, is }))
}

/// A whole row.
pub(crate) fn cells(row: &Row<'_>) -> Result<Cells, StoreError> {
    let statement: &Statement<'_> = row.as_ref();
    let mut cells = Map::new();
    for (at, column) in statement.column_names().enumerate() {
        cells.insert(column.to_owned(), value(row.get_ref(at)?)?);
    }
    Ok(cells)
}

/// A cell as it is kept; bytes as hexadecimal digits in a field of their own.
fn value(cell: ValueRef<'_>) -> Result<Value, StoreError> {
    Ok(match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(_) => json!(cell.as_str().map_err(rusqlite::Error::from)?),
        ValueRef::Blob(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            json!({ "hex": digits })
        }
    })
}

/// A cell as the engine takes it.
pub(crate) fn stored(value: &Value) -> Result<rusqlite::types::Value, StoreError> {
    use rusqlite::types::Value as Cell;
    let broken = || StoreError::Broken(format!("a step kept {value}"));
    Ok(match value {
        Value::Null => Cell::Null,
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => Cell::Integer(number.as_i64().ok_or_else(broken)?),
        Value::Object(field) => {
            let digits = field.get("hex").and_then(Value::as_str).ok_or_else(broken)?;
            let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).unwrap_or_default());
            let bytes = pairs.map(|pair| u8::from_str_radix(pair, 16)).collect::<Result<_, _>>();
            Cell::Blob(bytes.map_err(|_| broken())?)
        }
        _ => return Err(broken()),
    })
}

/// The row of that key as it stands; none where there is none.
pub(crate) fn row(conn: &Connection, table: &str, key: &Cells) -> Result<Option<Cells>, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT * FROM {table} WHERE {}", place(key, 1)))?;
    let mut rows = statement.query(rusqlite::params_from_iter(bound(key)?))?;
    rows.next()?.map(cells).transpose()
}

/// Which rows of other tables point at this one: table, column, how many.
pub(crate) fn pointing(conn: &Connection, table: &str, key: &Cells) -> Result<Vec<(String, String, i64)>, StoreError> {
    let mut names = conn.prepare_cached(
        "SELECT m.name, f.\"from\", f.\"to\" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
         WHERE m.type = 'table' AND f.\"table\" = ?1",
    )?;
    let links: Vec<(String, String, String)> =
        names.query_map([table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<_, _>>()?;
    let mut found = Vec::new();
    for (from, column, to) in links {
        let Some(value) = key.get(&to) else { continue };
        let mut count = conn.prepare_cached(&format!("SELECT COUNT(*) FROM {from} WHERE {column} = ?1"))?;
        let rows: i64 = count.query_row([stored(value)?], |row| row.get(0))?;
        if rows > 0 {
            found.push((from, column, rows));
        }
    }
    Ok(found)
}

/// Adds a row as it was.
pub(crate) fn insert(conn: &Connection, table: &str, cells: &Cells) -> Result<(), StoreError> {
    let names: Vec<&str> = cells.keys().map(String::as_str).collect();
    let places: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let (names, places) = (names.join(", "), places.join(", "));
    conn.prepare_cached(&format!("INSERT INTO {table} ({names}) VALUES ({places})"))?
        .execute(rusqlite::params_from_iter(bound(cells)?))?;
    Ok(())
}

/// Gives a row's columns these values.
pub(crate) fn update(conn: &Connection, table: &str, key: &Cells, cells: &Cells) -> Result<(), StoreError> {
    let named: Vec<String> = (1..).zip(cells.keys()).map(|(n, name)| format!("{name} = ?{n}")).collect();
    let mut values = bound(cells)?;
    values.extend(bound(key)?);
    let (named, place) = (named.join(", "), place(key, cells.len() + 1));
    conn.prepare_cached(&format!("UPDATE {table} SET {named} WHERE {place}"))?
        .execute(rusqlite::params_from_iter(values))?;
    Ok(())
}

/// Takes a row away.
pub(crate) fn delete(conn: &Connection, table: &str, key: &Cells) -> Result<(), StoreError> {
    conn.prepare_cached(&format!("DELETE FROM {table} WHERE {}", place(key, 1)))?
        .execute(rusqlite::params_from_iter(bound(key)?))?;
    Ok(())
}

fn place(key: &Cells, from: usize) -> String {
    let named: Vec<String> = (from..).zip(key.keys()).map(|(n, name)| format!("{name} = ?{n}")).collect();
    named.join(" AND ")
}

fn bound(cells: &Cells) -> Result<Vec<rusqlite::types::Value>, StoreError> {
    cells.values().map(stored).collect()
}
