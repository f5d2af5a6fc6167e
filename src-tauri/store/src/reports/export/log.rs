//! The activity log, scans too: as it is chained.

use runut_core::export::Cell;
use rusqlite::Row;

use super::money::said;
use super::{Column, day, moment, number, text};
use crate::StoreError;

pub(super) const LOG: &str =
    "SELECT c.id AS key, 0 AS part, c.at, c.day, p.name AS person, c.noun, c.verb, c.order_id, c.facts, s.texts, c.hash
     FROM activity c LEFT JOIN person p ON p.id = c.person_id LEFT JOIN sealed s ON s.activity_id = c.id
     WHERE c.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(c.day, 0) BETWEEN ?3 AND ?4 ORDER BY c.id LIMIT ?5";

pub(super) const ENTRY_COLUMNS: &[Column] = &[
    Column { head: ("Nomor", "Number"), cell: |row| number(row, "key") },
    Column { head: ("Waktu", "Time"), cell: |row| moment(row, "at") },
    Column { head: ("Tanggal", "Day"), cell: |row| day(row, "day") },
    Column { head: ("Siapa", "Who"), cell: |row| text(row, "person") },
    Column { head: ("Pada", "Noun"), cell: |row| text(row, "noun") },
    Column { head: ("Tindakan", "Verb"), cell: |row| text(row, "verb") },
    Column { head: ("Pesanan", "Order"), cell: |row| number(row, "order_id") },
    Column { head: ("Keterangan", "What"), cell: said },
    Column { head: ("Hash", "Hash"), cell: hash },
];

fn hash(row: &Row<'_>) -> Result<Cell, StoreError> {
    let hash: Vec<u8> = row.get("hash")?;
    Ok(Cell::Code(hash.iter().map(|byte| format!("{byte:02x}")).collect()))
}
