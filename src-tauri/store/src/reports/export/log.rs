//! The activity log, scans too: as it is chained.

use runut_core::export::Cell;
use rusqlite::Row;

use super::money::said;
use super::{day, moment, number, text};
use crate::StoreError;

pub(super) const LOG: &str =
    "SELECT c.id AS key, 0 AS part, c.at, c.day, p.name AS person, c.noun, c.verb, c.order_id, c.facts, c.hash
     FROM activity c LEFT JOIN person p ON p.id = c.person_id
     WHERE c.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(c.day, 0) BETWEEN ?3 AND ?4 ORDER BY c.id LIMIT ?5";

pub(super) fn entry(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    let hash: Vec<u8> = row.get("hash")?;
    Ok(vec![
        number(row, "key")?,
        moment(row, "at")?,
        day(row, "day")?,
        text(row, "person")?,
        text(row, "noun")?,
        text(row, "verb")?,
        number(row, "order_id")?,
        said(row)?,
        Cell::Code(hash.iter().map(|byte| format!("{byte:02x}")).collect()),
    ])
}
