//! What is changed in a book from outside, a value, a row at a time: what of it does the audit notice? `RUNUT_MUTATIONS` rows of each
//! table (`make torture`: five).

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use crate::audit::audit;
use crate::full_book::Full;

/// Tables that the audit doesn't look into, with the reason.
const PASSED_OVER: [(&str, &str); 1] = [("sqlite_sequence", "the engine's own")];

/// A mutation, by its kind.
const KINDS: [&str; 4] = ["value", "row deleted", "row copied", "values swapped"];

/// How many of each kind a table has had, and how many of these were noticed.
type Score = BTreeMap<(String, &'static str), (u32, u32)>;

fn tables(conn: &Connection) -> Vec<(String, Vec<String>)> {
    let sql = "SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
        WHERE m.type = 'table' AND m.name NOT LIKE '%search%'";
    let mut statement = conn.prepare(sql).unwrap();
    let columns = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut tables: Vec<(String, Vec<String>)> = Vec::new();
    for (table, column) in columns.map(Result::<(String, String), _>::unwrap) {
        match tables.last_mut().filter(|(name, _)| *name == table) {
            Some((_, columns)) => columns.push(column),
            None => tables.push((table, vec![column])),
        }
    }
    tables.retain(|(name, _)| PASSED_OVER.iter().all(|(known, _)| known != name));
    tables
}

/// So many rows of a table, evenly from its first to its last.
fn picked(conn: &Connection, table: &str, many: usize) -> Vec<i64> {
    let mut statement = conn.prepare(&format!("SELECT rowid FROM {table} ORDER BY rowid")).unwrap();
    let rows: Vec<i64> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut picked: Vec<i64> =
        (0..many).filter_map(|n| rows.get(n * rows.len().saturating_sub(1) / (many - 1).max(1)).copied()).collect();
    picked.dedup();
    picked
}

fn cell(conn: &Connection, table: &str, column: &str, row: i64) -> Value {
    conn.query_row(&format!("SELECT {column} FROM {table} WHERE rowid = ?1"), [row], |row| row.get(0)).unwrap()
}

/// What a tool would write there instead: a neighbour's value, or one of the same kind.
fn others(conn: &Connection, table: &str, column: &str, row: i64, old: &Value) -> Vec<Value> {
    let sql = format!(
        "SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT (SELECT {column} FROM {table} WHERE rowid = ?1) AND {column} IS NOT NULL LIMIT 1"
    );
    let neighbour = conn.query_row(&sql, [row], |row| row.get::<_, Value>(0)).ok();
    let made = match old {
        Value::Integer(n) => vec![Value::Integer(n + 1), Value::Integer(1 - n), Value::Integer(n - 1)],
        Value::Text(text) => vec![Value::Text(format!("{text}x"))],
        Value::Blob(bytes) => vec![Value::Blob(bytes.iter().map(|byte| byte ^ 1).collect())],
        Value::Null => vec![Value::Integer(1), Value::Text("x".into())],
        Value::Real(_) => Vec::new(),
    };
    match old {
        Value::Text(_) => neighbour.into_iter().chain(made).collect(),
        _ => made.into_iter().chain(neighbour).collect(),
    }
}

/// Does one thing to a row; answers whether the engine let it be done.
fn mutate(conn: &Connection, kind: &str, table: &str, columns: &[String], at: usize, row: i64) -> bool {
    match kind {
        "value" => {
            let (column, old) = (&columns[at], cell(conn, table, &columns[at], row));
            let update = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
            let new = others(conn, table, column, row, &old).into_iter().filter(|new| *new != old);
            new.into_iter().any(|new| conn.execute(&update, params![new, row]).is_ok())
        }
        "row deleted" => conn.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row]).is_ok(),
        "row copied" => {
            // Under a new key; where the key is a text, the row's copy bears another.
            let rest = columns[1..].join(", ");
            let key = match cell(conn, table, &columns[0], row) {
                Value::Integer(_) => format!("(SELECT MAX({0}) + 1 FROM {table})", columns[0]),
                _ => format!("{} || 'x'", columns[0]),
            };
            let rest = if rest.is_empty() { rest } else { format!(", {rest}") };
            let names = columns.join(", ");
            conn.execute(
                &format!("INSERT INTO {table} ({names}) SELECT {key}{rest} FROM {table} WHERE rowid = ?1"),
                [row],
            )
            .is_ok()
        }
        _ => {
            // A column's value and that of the next row that has another.
            let column = &columns[at];
            let next = format!(
                "SELECT rowid FROM {table} WHERE rowid > ?1 AND {column} IS NOT (SELECT {column} FROM {table} WHERE rowid = ?1) LIMIT 1"
            );
            let Ok(next) = conn.query_row(&next, [row], |row| row.get::<_, i64>(0)) else { return false };
            let (one, other) = (cell(conn, table, column, row), cell(conn, table, column, next));
            let update = format!("UPDATE {table} SET {column} = ?1 WHERE rowid = ?2");
            conn.execute(&update, params![other, row]).is_ok() && conn.execute(&update, params![one, next]).is_ok()
        }
    }
}

fn printed(score: &Score) -> String {
    let mut text = String::new();
    for kind in KINDS {
        let of: Vec<_> = score.iter().filter(|((_, k), _)| *k == kind).collect();
        let (noticed, tried) = of.iter().fold((0, 0), |(n, t), (_, (noticed, tried))| (n + noticed, t + tried));
        let _ = writeln!(text, "{kind}: {noticed} of {tried} noticed, in {} tables", of.len());
    }
    text
}

#[test]
fn what_is_changed_from_outside_is_noticed() {
    let many = std::env::var("RUNUT_MUTATIONS").ok().and_then(|many| many.parse().ok()).unwrap_or(2);
    let full = Full::new();
    let (_folder, path) = full.changed(|_| {});
    let conn = Connection::open(&path).unwrap();
    let mut score = Score::new();
    let mut silent: BTreeMap<String, u32> = BTreeMap::new();
    for (table, columns) in tables(&conn) {
        let rows = picked(&conn, &table, many);
        assert!(!rows.is_empty(), "{table} has no row: nothing is known of it");
        for kind in KINDS {
            // A whole row goes or is copied once.
            let each = if kind == "value" || kind == "values swapped" { columns.len() } else { 1 };
            for (row, at) in rows.iter().flat_map(|row| (0..each).map(move |at| (*row, at))) {
                let mut done = false;
                let (_folder, path) = full.changed(|conn| done = mutate(conn, kind, &table, &columns, at, row));
                if !done {
                    continue;
                }
                let (noticed, tried) = score.entry((table.clone(), kind)).or_default();
                *tried += 1;
                if audit(&path).map_or(true, |findings| !findings.is_empty()) {
                    *noticed += 1;
                } else {
                    let column = if each > 1 { format!(".{}", columns[at]) } else { String::new() };
                    *silent.entry(format!("{table}{column}: {kind}")).or_default() += 1;
                }
            }
        }
    }
    let (noticed, tried) = score.values().fold((0, 0), |(n, t), (noticed, tried)| (n + noticed, t + tried));
    println!("{}all: {noticed} of {tried} noticed; silent: {silent:?}", printed(&score));
    assert!(noticed * 100 >= tried * 97, "{noticed} of {tried}; silent: {silent:#?}");
}
