//! Every statement outside `engine.rs` is portable: PostgreSQL's grammar takes it too. And none changes or deletes what
//! is append-only.
#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") && !is_engine(&path) {
            found.push(path);
        }
    }
}

fn is_engine(path: &Path) -> bool {
    path.ends_with("engine.rs") || path.components().any(|part| part.as_os_str() == "engine")
}

/// The string literals of a source file; statements have no escaped quotes in them.
fn literals(source: &str) -> Vec<String> {
    source.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The named pieces of statements: `const NAME: &str = "…"`.
fn pieces(source: &str) -> Vec<(String, String)> {
    let constants = source.split("const ").skip(1).filter_map(|rest| rest.split_once(": &str ="));
    let text = |value: &str| value.split('"').nth(1).unwrap_or_default().replace("\\\n", "\n");
    constants.map(|(name, value)| (format!("{{{name}}}"), text(value))).collect()
}

/// The statements, with their named pieces filled in.
fn statements() -> Vec<(String, String)> {
    let mut files = Vec::new();
    sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path(), &mut files);
    let (mut found, mut named) = (Vec::new(), Vec::new());
    for file in files {
        // Quotes within comments would shift the pairs.
        let source: String = fs::read_to_string(&file)
            .unwrap()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .map(|line| format!("{line}\n"))
            .collect();
        named.extend(pieces(&source));
        for text in literals(&source) {
            let verb = text.split_whitespace().next().unwrap_or_default();
            if ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&verb) {
                found.push((file.display().to_string().replace('\\', "/"), text));
            }
        }
    }
    let filled = |text: String| named.iter().fold(text, |text, (name, piece)| text.replace(name, piece));
    found.into_iter().map(|(file, text)| (file, filled(text))).collect()
}

/// With parameters as PostgreSQL writes them, and the pieces that are composed filled in.
fn portable(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' => {
                let name: String = chars.by_ref().take_while(|c| *c != '}').collect();
                out.push_str(match name.as_str() {
                    "key" => "o.placed_at",
                    "direction" => "DESC",
                    "bound" => "$9",
                    "assignments" => "total = $2",
                    "columns" => "total",
                    "places" => "$1",
                    _ => "1 = 1",
                });
            }
            '?' => out.push('$'),
            ':' if chars.peek().is_some_and(|c| c.is_ascii_alphabetic()) => {
                while chars.peek().is_some_and(|c| c.is_ascii_alphanumeric() || *c == '_') {
                    chars.next();
                }
                out.push_str("$1");
            }
            other => out.push(other),
        }
    }
    out
}

#[test]
fn postgresql_takes_every_statement() {
    let all = statements();
    assert!(all.len() > 50, "only {} statements found: is the search broken?", all.len());
    for (file, text) in all {
        if let Err(error) = Parser::parse_sql(&PostgreSqlDialect {}, &portable(&text)) {
            panic!("{file}: {error}\n{text}");
        }
    }
}

#[test]
fn nothing_changes_what_is_append_only() {
    for (file, text) in statements() {
        let words: Vec<&str> = text.split_whitespace().collect();
        for table in ["activity", "stock_move", "stock_revalue", "posting"] {
            let updates = words.starts_with(&["UPDATE", table]);
            let deletes = words.starts_with(&["DELETE", "FROM", table]);
            assert!(!updates && !deletes, "{file}: {text}");
        }
        assert!(!text.contains("OFFSET"), "{file}: paging is by key: {text}");
    }
}

/// The morning's screen asks for everything at once: none of its questions may walk through a table that grows with the
/// years. What is scanned is small, or an index over what is open only.
#[test]
fn today_walks_through_no_table_that_grows() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../schema.sql")).unwrap();
    let asked: Vec<(String, String)> =
        statements().into_iter().filter(|(file, _)| file.contains("reports/today")).collect();
    assert!(asked.len() > 8, "only {} statements found", asked.len());
    let small = ["orders_back", "orders_owed", "orders_urgent"];
    for (file, text) in asked {
        for detail in explained(&conn, &format!("EXPLAIN QUERY PLAN {text}"), "detail") {
            let words: Vec<&str> = detail.split(' ').collect();
            let grows = ["orders", "o", "posting", "stock_move", "activity", "payment", "payment_part", "order_line"];
            if words[0] == "SCAN" && grows.contains(&words[1]) {
                assert!(words.iter().any(|word| small.contains(word)), "{file}: {detail}\n{text}");
            }
        }
    }
}

/// An export reads page after page: a page that had to be sorted would read the whole table for each.
#[test]
fn an_export_reads_in_key_order() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../schema.sql")).unwrap();
    let asked: Vec<(String, String)> =
        statements().into_iter().filter(|(file, _)| file.contains("reports/export")).collect();
    assert_eq!(asked.len(), 13);
    for (file, text) in asked {
        for (at, detail) in explained(&conn, &format!("EXPLAIN QUERY PLAN {text}"), "detail").into_iter().enumerate() {
            assert!(!detail.contains("TEMP B-TREE FOR ORDER BY"), "{file}: {detail}\n{text}");
            assert!(at > 0 || detail.starts_with("SEARCH"), "{file}: {detail}\n{text}");
        }
    }
}

/// A column of what the engine tells of a statement.
fn explained(conn: &rusqlite::Connection, question: &str, column: &str) -> Vec<String> {
    let mut told = conn.prepare(question).unwrap();
    let values = vec![rusqlite::types::Null; told.parameter_count()];
    told.query_map(rusqlite::params_from_iter(values), |row| row.get(column)).unwrap().map(Result::unwrap).collect()
}

/// A row is written without a table of the engine's own: it makes one, and fills it, for each list of more than two words
/// that a check or an index compares a column with, at every row.
#[test]
fn a_row_is_written_without_tables_made_for_it() {
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    conn.execute_batch(include_str!("../schema.sql")).unwrap();
    let tables = explained(
        &conn,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
        "name",
    );
    assert!(tables.len() > 20);
    for table in tables {
        let columns = explained(&conn, &format!("SELECT name FROM pragma_table_info('{table}')"), "name");
        let places = vec!["?"; columns.len()].join(", ");
        for statement in [
            format!("INSERT INTO {table} VALUES ({places})"),
            format!("UPDATE {table} SET {} WHERE rowid = ?", columns[1..].join(" = ?, ") + " = ?"),
        ] {
            let steps = explained(&conn, &format!("EXPLAIN {statement}"), "opcode");
            assert!(steps.contains(&"Insert".to_owned()), "{statement}");
            assert!(!steps.contains(&"OpenEphemeral".to_owned()), "{statement}");
        }
    }
}
