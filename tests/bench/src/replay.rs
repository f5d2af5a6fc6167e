//! What a write left in the book, recorded row by row and written again by bare statements: the floor of a write.
//!
//! Triggers in the recorded book tell which rows a write touched. Each is compared with the same row of a copy that follows
//! the recording, so that a change is what the row needs and no more: one insert, one update of the columns that differ, or
//! one delete, however often ours wrote it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Statement, params, params_from_iter};

use crate::Fault;

/// The text indexes of a book.
const INDEXES: [&str; 2] = ["order_search", "customer_search"];

/// One row written: which of the recorder's statements, and its values.
#[derive(Clone, Debug)]
pub struct Change {
    statement: usize,
    values: Vec<Value>,
}

/// Records what is written into a book by others.
pub struct Recorder {
    /// The following copy; the recorded book is attached as `ours`.
    conn: Connection,
    columns: BTreeMap<String, Vec<String>>,
    statements: Vec<String>,
    known: HashMap<String, usize>,
    /// The last touch that was read.
    seen: i64,
    /// Writes and changes in them that index a row's words: the words are read at the end.
    indexed: Vec<(usize, usize, &'static str, i64)>,
    writes: Vec<Vec<Change>>,
}

impl Recorder {
    /// Begins to record the book `ours`, which nobody has open; `copy` has the same content.
    pub fn begin(ours: &Path, copy: &Path) -> Result<Self, Fault> {
        let columns = watch(&Connection::open(ours)?)?;
        let conn = Connection::open(copy)?;
        conn.execute("ATTACH ?1 AS ours", [ours.to_string_lossy()])?;
        conn.pragma_update(None, "synchronous", "OFF")?;
        conn.set_prepared_statement_cache_capacity(256);
        Ok(Self {
            conn,
            columns,
            statements: Vec::new(),
            known: HashMap::new(),
            seen: 0,
            indexed: Vec::new(),
            writes: Vec::new(),
        })
    }

    /// Takes what was written since the last time as one write.
    pub fn take(&mut self) -> Result<(), Fault> {
        let touched = self
            .conn
            .prepare_cached(
                "SELECT tab, id, MAX(at) AS at FROM ours.touched_search WHERE at > ?1 GROUP BY 1, 2 ORDER BY MIN(at)",
            )?
            .query_map([self.seen], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<Vec<(String, i64, i64)>, _>>()?;
        let mut changes = Vec::new();
        self.conn.execute_batch("BEGIN")?;
        for (table, row, at) in touched {
            self.seen = self.seen.max(at);
            match INDEXES.into_iter().find(|index| table == docsize(index)) {
                Some(index) => self.index(index, row, &mut changes)?,
                None => changes.extend(self.change(&table, row)?),
            }
        }
        self.conn.execute_batch("COMMIT")?;
        self.writes.push(changes);
        Ok(())
    }

    /// What makes the copy's row the recorded book's; none where it is already.
    fn change(&mut self, table: &str, row: i64) -> Result<Option<Change>, Fault> {
        let columns = self.columns.get(table).cloned().unwrap_or_default();
        let read = |of: &str| {
            self.conn
                .prepare_cached(&format!("SELECT * FROM {of}.{table} WHERE rowid = ?1"))?
                .query_row([row], |row| (0..columns.len()).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>())
                .optional()
        };
        let (sql, values) = match (read("main")?, read("ours")?) {
            (None, Some(new)) => {
                let marks: Vec<String> = (1..=new.len()).map(|at| format!("?{at}")).collect();
                (format!("INSERT INTO {table} ({}) VALUES ({})", columns.join(", "), marks.join(", ")), new)
            }
            (Some(_), None) => (format!("DELETE FROM {table} WHERE rowid = ?1"), vec![Value::Integer(row)]),
            (Some(old), Some(new)) if old != new => {
                let mut values = vec![Value::Integer(row)];
                let mut sets = Vec::new();
                for (name, (_, new)) in columns.iter().zip(old.iter().zip(new)).filter(|(_, (old, new))| *old != new) {
                    values.push(new);
                    sets.push(format!("{name} = ?{}", values.len()));
                }
                (format!("UPDATE {table} SET {} WHERE rowid = ?1", sets.join(", ")), values)
            }
            _ => return Ok(None),
        };
        self.conn.prepare_cached(&sql)?.execute(params_from_iter(&values))?;
        Ok(Some(Change { statement: self.statement(sql), values }))
    }

    /// The words of a row, indexed anew; they are filled in at the end.
    fn index(&mut self, index: &'static str, row: i64, changes: &mut Vec<Change>) -> Result<(), Fault> {
        let there = format!("SELECT EXISTS (SELECT 1 FROM main.{} WHERE id = ?1)", docsize(index));
        if self.conn.prepare_cached(&there)?.query_row([row], |row| row.get(0))? {
            let statement = self.statement(format!("DELETE FROM {index} WHERE rowid = ?1"));
            changes.push(Change { statement, values: vec![Value::Integer(row)] });
        } else {
            self.conn.execute(&format!("INSERT INTO main.{index} (rowid, words) VALUES (?1, '')"), [row])?;
        }
        self.indexed.push((self.writes.len(), changes.len(), index, row));
        let statement = self.statement(format!("INSERT INTO {index} (rowid, words) VALUES (?1, ?2)"));
        changes.push(Change { statement, values: vec![Value::Integer(row)] });
        Ok(())
    }

    fn statement(&mut self, sql: String) -> usize {
        let next = self.statements.len();
        let statements = &mut self.statements;
        *self.known.entry(sql).or_insert_with_key(|sql| {
            statements.push(sql.clone());
            next
        })
    }

    /// The statements, and each write's changes in the order in which they were taken.
    ///
    /// A row's words are what the index has at the end; where an order is indexed again later, those before are without its
    /// tracking number, which came with the later write.
    pub fn end(mut self) -> Result<(Vec<String>, Vec<Vec<Change>>), Fault> {
        let mut last = HashSet::new();
        let words: HashMap<&str, BTreeMap<i64, String>> = INDEXES
            .into_iter()
            .map(|index| Ok((index, words(&self.conn, "ours", index)?)))
            .collect::<Result<_, Fault>>()?;
        for (write, change, index, row) in self.indexed.into_iter().rev() {
            let mut text = words.get(index).and_then(|all| all.get(&row)).cloned().unwrap_or_default();
            if !last.insert((index, row)) {
                let tracking: String =
                    self.conn.query_row("SELECT tracking FROM ours.orders WHERE id = ?1", [row], |row| row.get(0))?;
                text = text.replacen(&tracking.to_lowercase(), "", 1);
            }
            self.writes[write][change].values.push(Value::Text(text));
        }
        Ok((self.statements, self.writes))
    }
}

fn docsize(index: &str) -> String {
    format!("{index}_docsize")
}

/// Makes the book note every row that is touched, and tells the columns of its tables. The note's name ends like a text
/// index's: the book itself passes those over when it keeps what a write changed.
fn watch(conn: &Connection) -> Result<BTreeMap<String, Vec<String>>, Fault> {
    conn.execute_batch("CREATE TABLE touched_search (at INTEGER PRIMARY KEY, tab TEXT NOT NULL, id INTEGER NOT NULL)")?;
    let mut columns = tables(conn)?;
    columns.remove("touched_search");
    for table in columns.keys().cloned().chain(INDEXES.map(docsize)) {
        for (event, row) in [("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")] {
            conn.execute_batch(&format!(
                "CREATE TRIGGER touched_{table}_{event} AFTER {event} ON {table}
                 BEGIN INSERT INTO touched_search (tab, id) VALUES ('{table}', {row}.rowid); END"
            ))?;
        }
    }
    Ok(columns)
}

/// The book's own tables with their columns: not those that an index keeps for itself.
fn tables(conn: &Connection) -> Result<BTreeMap<String, Vec<String>>, Fault> {
    let mut found = conn.prepare(
        "SELECT t.name, c.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid",
    )?;
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in found.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))? {
        let (table, column): (String, String) = row?;
        columns.entry(table).or_default().push(column);
    }
    Ok(columns)
}

/// The words of each row of a text index, put together again from the runs of three letters that it keeps.
fn words(conn: &Connection, schema: &str, index: &str) -> Result<BTreeMap<i64, String>, Fault> {
    conn.execute_batch(&format!(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.{schema}_{index} USING fts5vocab('{schema}', '{index}', 'instance')"
    ))?;
    let mut found = conn.prepare(&format!("SELECT doc, term FROM temp.{schema}_{index} ORDER BY doc, offset"))?;
    let mut words: BTreeMap<i64, String> = BTreeMap::new();
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let (id, three): (i64, String) = (row.get(0)?, row.get(1)?);
        match words.get_mut(&id) {
            Some(text) => text.extend(three.chars().last()),
            None => drop(words.insert(id, three)),
        }
    }
    Ok(words)
}

/// A book written by bare statements.
pub struct Floor<'a> {
    begin: Statement<'a>,
    commit: Statement<'a>,
    statements: Vec<Statement<'a>>,
}

/// Opens a book with the pragmas of ours, and nothing else of ours.
pub fn open(path: &Path) -> Result<Connection, Fault> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "cache_size", -32_000)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(conn)
}

impl<'a> Floor<'a> {
    /// Prepares the recorder's statements.
    pub fn prepare(conn: &'a Connection, statements: &[String]) -> Result<Self, Fault> {
        let statements = statements.iter().map(|sql| conn.prepare(sql)).collect::<Result<_, _>>()?;
        Ok(Self { begin: conn.prepare("BEGIN IMMEDIATE")?, commit: conn.prepare("COMMIT")?, statements })
    }

    /// One transaction: a write's changes, made durable.
    pub fn write(&mut self, changes: &[Change]) -> Result<(), Fault> {
        self.begin.execute([])?;
        for change in changes {
            self.statements[change.statement].execute(params_from_iter(&change.values))?;
        }
        self.commit.execute([])?;
        Ok(())
    }
}

/// Where two books differ: names of tables and text indexes.
pub fn differences(one: &Path, other: &Path) -> Result<Vec<String>, Fault> {
    let conn = Connection::open(one)?;
    conn.execute("ATTACH ?1 AS other", [other.to_string_lossy()])?;
    let mut differ = Vec::new();
    for (table, mut columns) in tables(&conn)? {
        // What chance has a part in: salts, and what is computed with them.
        columns.retain(|column| !["salt", "seals", "hash", "facts"].contains(&column.as_str()));
        let columns = columns.join(", ");
        for (here, there) in [("main", "other"), ("other", "main")] {
            let sql = format!(
                "SELECT COUNT(*) FROM (SELECT {columns} FROM {here}.{table} EXCEPT SELECT {columns} FROM {there}.{table})"
            );
            if conn.query_row(&sql, params![], |row| row.get::<_, i64>(0))? > 0 {
                differ.push(table.clone());
            }
        }
    }
    for index in INDEXES {
        if words(&conn, "main", index)? != words(&conn, "other", index)? {
            differ.push(index.to_owned());
        }
    }
    differ.dedup();
    Ok(differ)
}
