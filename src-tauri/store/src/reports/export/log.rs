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
    Column::new(("Nomor", "Number"), |row| number(row, "key")).on_paper(),
    Column::new(("Waktu", "Time"), |row| moment(row, "at")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")),
    Column::new(("Siapa", "Who"), |row| text(row, "person")).on_paper(),
    Column::new(("Pada", "Noun"), |row| text(row, "noun")),
    Column::new(("Tindakan", "Verb"), |row| text(row, "verb")),
    Column::new(("Pesanan", "Order"), |row| number(row, "order_id")).on_paper(),
    Column::new(("Keterangan", "What"), said).on_paper(),
    Column::new(("Hash", "Hash"), hash),
];

fn hash(row: &Row<'_>) -> Result<Cell, StoreError> {
    let hash: Vec<u8> = row.get("hash")?;
    Ok(Cell::Code(hash.iter().map(|byte| format!("{byte:02x}")).collect()))
}
