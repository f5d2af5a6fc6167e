//! What a write changes, row by row: the engine tells which rows, and those of the last committed state still lie behind
//! the write until it is committed. So nothing that changes a book can forget to say how it is taken back.
//!
//! On another engine the same would be its own change log (PostgreSQL: logical decoding, or a `RETURNING old.*`).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::hooks::Action;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Statement};
use serde_json::{Map, Value, json};

use super::changed::{Cells, Noted, is_sum};
use super::numbers::Numbers;
use super::witness::{Owned, Seen};
use crate::StoreError;

/// Rows that a write touches, by table.
type Touched = BTreeMap<String, Rowed>;

/// Rows of a table that a write touches.
#[derive(Debug, Default)]
struct Rowed {
    /// The first that happened to them was that they were added.
    added: Numbers,
    /// The others.
    changed: Numbers,
    /// How often any was.
    times: u64,
}

impl Rowed {
    fn hear(&mut self, action: Action, row: i64) {
        self.times += 1;
        if action == Action::SQLITE_INSERT {
            if !self.changed.contains(row) {
                self.added.insert(row);
            }
        } else if !self.added.contains(row) {
            self.changed.insert(row);
        }
    }
}

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
    /// What a change of a row begins with, as it is kept.
    begins: String,
    /// The columns of its primary key.
    keys: Vec<usize>,
    /// Whether the key is the engine's own number of a row.
    is_rowid: bool,
    /// All columns, in order.
    columns: Vec<Column>,
    /// Reads rows by the range of their numbers, in their order; the number stands behind the columns.
    select: String,
    /// Whose its rows are, for their digests.
    owned: Option<Owned>,
}

/// A column of a table.
#[derive(Debug)]
struct Column {
    /// Its name in quotes.
    name: String,
    /// Whether it is a sum that others keep.
    is_sum: bool,
}

/// What is no change to be taken back: the log and what is only added up or looked up.
const PASSED_OVER: [&str; 15] = [
    "activity",
    "request",
    "sealed",
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
    "witness",
];

impl Watch {
    /// Hears of every row that `conn` changes from now on.
    pub(crate) fn on(conn: &mut Connection) -> Result<Self, StoreError> {
        let touched: Arc<Mutex<Touched>> = Arc::default();
        let heard = Arc::clone(&touched);
        conn.update_hook(Some(move |action: Action, _: &str, table: &str, row: i64| {
            let mut touched = heard.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(rows) = touched.get_mut(table) {
                rows.hear(action, row);
            } else if !PASSED_OVER.contains(&table) && !table.contains("_search") {
                touched.entry(table.to_owned()).or_default().hear(action, row);
            }
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
        let select = format!("SELECT *, rowid AS row_number FROM {table} WHERE rowid BETWEEN ?1 AND ?2 ORDER BY rowid");
        let named = conn.prepare(&select)?;
        let mut names: Vec<&str> = named.column_names().collect();
        names.pop();
        let columns = names.iter().map(|name| Column { name: format!("\"{name}\""), is_sum: is_sum(table, name) });
        let places = keys.iter().filter_map(|key| names.iter().position(|name| name == key));
        let shape = Arc::new(Shape {
            begins: format!("{{\"table\":\"{table}\",\"key\":{{"),
            keys: places.collect(),
            is_rowid,
            columns: columns.collect(),
            owned: Owned::of(table, &names),
            select,
        });
        shapes.insert(table.to_owned(), Arc::clone(&shape));
        Ok(shape)
    }

    /// How often this write has touched lines of orders so far: with that an order that is read now is known again.
    pub(crate) fn lines(&self) -> u64 {
        let touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.get("order_line").map_or(0, |rows| rows.times)
    }

    /// Whether an order still stands as it was read when lines had been touched so often: this write has touched none since, and the
    /// order itself never.
    pub(crate) fn stands(&self, order: i64, lines: u64) -> bool {
        let touched = self.touched.lock().unwrap_or_else(PoisonError::into_inner);
        touched.get("order_line").map_or(0, |rows| rows.times) == lines
            && touched.get("orders").is_none_or(|rows| !rows.added.contains(order) && !rows.changed.contains(order))
    }

    /// Forgets what was heard: a write begins.
    pub(crate) fn forget(&self) {
        self.touched.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What has changed since: `before` sees the book as it was, `after` as it is. With what was seen of these rows, for their digests.
    pub(crate) fn changes(&self, before: &Connection, after: &Connection) -> Result<(Noted, Seen), StoreError> {
        let touched = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        let (mut noted, mut seen) = (Noted::default(), Seen::default());
        for (table, rows) in touched {
            let shape = self.shape(after, &table)?;
            let Rowed { added, changed: mut rows, .. } = rows;
            if shape.is_rowid {
                noted.added.extend((!added.is_empty()).then(|| (table.clone(), added.ranges().collect())));
            } else {
                added.ranges().for_each(|(first, last)| rows.insert_range(first, last));
            }
            if rows.is_empty() {
                continue;
            }
            let (mut before, mut after) = (before.prepare_cached(&shape.select)?, after.prepare_cached(&shape.select)?);
            let (begun, mut gone) = (noted.begin(), false);
            for (first, last) in rows.ranges() {
                let (mut olds, mut news) = (before.query([first, last])?, after.query([first, last])?);
                let (mut old, mut new) = (olds.next()?, news.next()?);
                while let Some(number) = earlier(shape.number(old)?, shape.number(new)?) {
                    let (was, is) = (shape.at(old, number)?, shape.at(new, number)?);
                    let cells = is.map(|row| shape.cells(row)).transpose()?;
                    if noted.row(|rows| shape.write(was, cells.as_deref(), rows))? {
                        gone |= cells.is_none();
                        if let Some(owned) = &shape.owned {
                            seen.row(owned, was, cells.as_deref())?;
                        }
                    }
                    let (has_old, has_new) = (was.is_some(), is.is_some());
                    drop(cells);
                    if has_old {
                        old = olds.next()?;
                    }
                    if has_new {
                        new = news.next()?;
                    }
                }
            }
            // Two rows are one only where the key isn't the row's own number.
            if gone && !shape.is_rowid {
                noted.merge(begun)?;
            }
        }
        Ok((noted, seen))
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

/// The earlier of two row numbers, where there are any.
fn earlier(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl Shape {
    /// The number of a row that was read.
    fn number(&self, row: Option<&Row<'_>>) -> Result<Option<i64>, StoreError> {
        Ok(row.map(|row| row.get(self.columns.len())).transpose()?)
    }

    /// A row that was read, if it is the one of this number.
    fn at<'a, 's>(&self, row: Option<&'a Row<'s>>, number: i64) -> Result<Option<&'a Row<'s>>, StoreError> {
        Ok(if self.number(row)? == Some(number) { row } else { None })
    }

    /// The cells of a row: each is fetched once.
    fn cells<'r>(&self, row: &'r Row<'_>) -> Result<Vec<ValueRef<'r>>, StoreError> {
        let mut cells = Vec::with_capacity(self.columns.len());
        for at in 0..self.columns.len() {
            cells.push(row.get_ref(at)?);
        }
        Ok(cells)
    }

    /// Writes what differs of a row as [`RowChange`] is kept; answers whether anything does. `new`: its cells as it is.
    fn write(
        &self,
        old: Option<&Row<'_>>,
        new: Option<&[ValueRef<'_>]>,
        out: &mut Vec<u8>,
    ) -> Result<bool, StoreError> {
        let begun = out.len();
        out.extend_from_slice(self.begins.as_bytes());
        for (nth, at) in self.keys.iter().enumerate() {
            match (new, old) {
                (Some(new), _) => self.cell(nth == 0, *at, new[*at], out)?,
                (None, Some(old)) => self.cell(nth == 0, *at, old.get_ref(*at)?, out)?,
                (None, None) => {}
            }
        }
        let (mut was, mut is) = (Vec::new(), Vec::new());
        for (at, column) in self.columns.iter().enumerate() {
            match (old.map(|old| old.get_ref(at)).transpose()?, new.map(|new| new[at])) {
                (Some(before), Some(after)) if column.is_sum || before == after => {}
                (before, after) => {
                    before.map_or(Ok(()), |before| self.cell(was.is_empty(), at, before, &mut was))?;
                    after.map_or(Ok(()), |after| self.cell(is.is_empty(), at, after, &mut is))?;
                }
            }
        }
        if was.is_empty() && is.is_empty() {
            out.truncate(begun);
            return Ok(false);
        }
        for (name, cells) in [("},\"was\":", was), (",\"is\":", is)] {
            out.extend_from_slice(name.as_bytes());
            if cells.is_empty() {
                out.extend_from_slice(b"null");
            } else {
                out.push(b'{');
                out.extend(cells);
                out.push(b'}');
            }
        }
        out.push(b'}');
        Ok(true)
    }

    /// Writes a cell with the name of its column.
    fn cell(&self, is_first: bool, at: usize, cell: ValueRef<'_>, out: &mut Vec<u8>) -> Result<(), StoreError> {
        if !is_first {
            out.push(b',');
        }
        out.extend_from_slice(self.columns[at].name.as_bytes());
        out.push(b':');
        match cell {
            ValueRef::Null => out.extend_from_slice(b"null"),
            ValueRef::Integer(number) => serde_json::to_writer(out, &number)?,
            ValueRef::Text(_) => serde_json::to_writer(out, cell.as_str().map_err(rusqlite::Error::from)?)?,
            cell => serde_json::to_writer(out, &value(cell)?)?,
        }
        Ok(())
    }
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

#[cfg(test)]
mod tests {
    use super::super::changed::Changes;
    use super::*;

    /// What is written while rows are compared is what is read back to undo it: texts with quotes, no value, bytes, a row that was
    /// taken away and added again, and nothing of a row that was written as it stood.
    #[test]
    fn what_is_kept_of_a_write_is_what_it_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("buku.runut");
        let mut conn = super::super::open(&path, super::super::nothing).unwrap();
        conn.execute_batch(
            "INSERT INTO customer (id, name, note, sort, salt) VALUES (1, 'Siti \"Wulan\"', '', 's', x'00112233445566778899aabbccddeeff');
             INSERT INTO customer (id, name, note, sort, salt) VALUES (2, 'Budi', '', 'b', x'00112233445566778899aabbccddeeff');
             INSERT INTO customer_phone VALUES ('62811', 1, '0811', 0), ('62812', 1, '0812', 1), ('62813', 1, '0813', 2);",
        )
        .unwrap();
        let watch = Watch::on(&mut conn).unwrap();
        let before = super::super::open_reader(&path).unwrap();
        conn.execute_batch(
            "BEGIN; UPDATE customer SET name = 'Siti\n', merged_into = 2, salt = x'01112233445566778899aabbccddeeff' WHERE id = 1;
             UPDATE customer SET name = name WHERE id = 2;
             DELETE FROM customer_phone WHERE phone <> '62813';
             INSERT INTO customer_phone VALUES ('62811', 1, '0811', 0), ('62812', 2, '0812', 1);
             INSERT INTO courier (id, name, name_fold, own_delivery, archived) VALUES (7, 'JNE', 'jne', 0, 0);",
        )
        .unwrap();
        let (mut noted, _) = watch.changes(&before, &conn).unwrap();
        let added = std::mem::take(&mut noted.added);
        let kept = Changes::from_text(&noted.into_text(&added).unwrap()).unwrap().unwrap();
        assert_eq!(kept.added, BTreeMap::from([("courier".to_owned(), vec![(7, 7)])]));
        let rows: Vec<Value> = kept.rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect();
        let expected = vec![
            json!({
                "table": "customer", "key": { "id": 1 },
                "was": { "name": "Siti \"Wulan\"", "merged_into": null, "salt": { "hex": "00112233445566778899aabbccddeeff" } },
                "is": { "name": "Siti\n", "merged_into": 2, "salt": { "hex": "01112233445566778899aabbccddeeff" } },
            }),
            json!({
                "table": "customer_phone", "key": { "phone": "62812" },
                "was": { "customer_id": 1 }, "is": { "customer_id": 2 },
            }),
        ];
        assert_eq!(rows, expected);
    }
}
