//! The audit's side of the witness: all rows against the newest digest of each.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use rusqlite::types::{Value, ValueRef};
use sha2::{Digest, Sha256};

use super::{FAMILIES, Family, KEPT, Of, Reading, Seal, half, key_of, range};
use crate::StoreError;

/// What stands otherwise than its witness says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unlike {
    /// Rows that are other than they were written, or gone.
    Changed(Of),
    /// Rows that no write has told of.
    Unknown(&'static str, i64),
    /// What was kept beside this entry can't be read.
    Unread(i64),
}

/// The newest digests of a family.
#[derive(Default)]
struct Newest {
    /// By key, and the rows of a range.
    seals: BTreeMap<(i64, u32), Seal>,
    /// Keys of what may have gone by itself.
    passed: BTreeSet<i64>,
}

/// Reads them: of one family at a time, for all digests of a large book together would take more memory than the program has
/// otherwise. `passed`: what was written before goes by itself. `unread` hears of entries whose digests can't be read.
fn newest(conn: &Connection, family: &Family, passed: i64, unread: &mut dyn FnMut(i64)) -> Result<Newest, StoreError> {
    let mut newest = Newest::default();
    let at = if family.passes { "(SELECT a.at FROM activity a WHERE a.id = w.activity_id)" } else { "NULL" };
    let sql = format!("SELECT w.activity_id, w.seals, {at} FROM witness w ORDER BY w.activity_id");
    let mut statement = conn.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let passes = row.get::<_, Option<i64>>(2)?.is_some_and(|at| at < passed);
        let kept = match row.get_ref(1)? {
            ValueRef::Blob(kept) if kept.len().is_multiple_of(KEPT) => kept,
            _ => {
                unread(row.get(0)?);
                continue;
            }
        };
        for part in kept.chunks(KEPT) {
            let Some((of, seal)) = one(part) else {
                unread(row.get(0)?);
                break;
            };
            if of.code == family.code && newest.seals.insert((of.key, of.rows), seal).is_none() && passes {
                newest.passed.insert(of.key);
            }
        }
    }
    Ok(newest)
}

/// A digest as it was kept; none where no write has left it.
fn one(part: &[u8]) -> Option<(Of, Seal)> {
    let (code, rest) = part.split_first()?;
    let (key, rest) = rest.split_first_chunk()?;
    let (rows, rest) = rest.split_first_chunk()?;
    let of = Of { code: *code, key: i64::from_be_bytes(*key), rows: u32::from_be_bytes(*rows) };
    of.key.checked_add(i64::from(of.rows))?;
    Some((of, *rest.first_chunk::<16>()?))
}

/// What the requests' rows were when they were written.
pub(crate) struct Requests<'c> {
    reading: Reading<'c>,
    newest: Newest,
}

impl<'c> Requests<'c> {
    pub fn of(conn: &'c Connection) -> Result<Self, StoreError> {
        let family = FAMILIES.iter().find(|family| family.name == "request");
        let family = family.ok_or_else(|| StoreError::Broken("requests without a witness".to_owned()))?;
        Ok(Self { reading: Reading::of(conn, family)?, newest: newest(conn, family, i64::MIN, &mut |_| {})? })
    }

    /// Whether a request's row is as it was written.
    pub fn stands(&mut self, id: &str) -> Result<bool, StoreError> {
        let seal = self.reading.seal(&id, None)?;
        Ok(self.newest.seals.get(&(Self::key(id)?, 0)) == Some(&seal))
    }

    /// What a finding calls it by.
    pub fn key(id: &str) -> Result<i64, StoreError> {
        key_of(&ValueRef::Text(id.as_bytes()))
    }
}

/// Compares all rows with the newest digest of each. `passed`: what was written before goes by itself.
pub(crate) fn compare(conn: &Connection, passed: i64, unlike: &mut dyn FnMut(Unlike)) -> Result<(), StoreError> {
    for (nth, family) in FAMILIES.iter().enumerate() {
        // An entry that can't be read is told once.
        let mut unread = |entry| {
            if nth == 0 {
                unlike(Unlike::Unread(entry))
            }
        };
        let newest = newest(conn, family, passed, &mut unread)?;
        if family.ranges { ranges(conn, family, &newest, unlike)? } else { families(conn, family, newest, unlike)? }
    }
    Ok(())
}

fn families(
    conn: &Connection,
    family: &Family,
    mut newest: Newest,
    unlike: &mut dyn FnMut(Unlike),
) -> Result<(), StoreError> {
    let (mut there, mut reading) = (BTreeSet::new(), Reading::of(conn, family)?);
    for (table, owner) in family.parts {
        let mut statement = conn.prepare(&format!("SELECT DISTINCT {owner} FROM {table} ORDER BY 1"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(key) = key_of(&row.get_ref(0)?) else {
                unlike(Unlike::Unknown(family.name, 0));
                continue;
            };
            // In one table each key comes once.
            if family.parts.len() > 1 && !there.insert(key) {
                continue;
            }
            let Some(kept) = newest.seals.remove(&(key, 0)) else {
                unlike(Unlike::Unknown(family.name, key));
                continue;
            };
            let value: Value = row.get(0)?;
            if kept != reading.seal(&value, None)? {
                unlike(Unlike::Changed(Of { code: family.code, key, rows: 0 }));
            }
        }
    }
    let nothing = half(&Sha256::digest([]));
    for ((key, rows), kept) in newest.seals {
        if kept != nothing && !newest.passed.contains(&key) {
            unlike(Unlike::Changed(Of { code: family.code, key, rows }));
        }
    }
    Ok(())
}

fn ranges(
    conn: &Connection,
    family: &Family,
    newest: &Newest,
    unlike: &mut dyn FnMut(Unlike),
) -> Result<(), StoreError> {
    let mut counted = 0;
    for ((key, rows), kept) in &newest.seals {
        let (seal, read) = range(conn, family, *key, *key + i64::from(*rows) - 1)?;
        counted += i64::from(read);
        if seal != *kept {
            unlike(Unlike::Changed(Of { code: family.code, key: *key, rows: *rows }));
        }
    }
    let (table, key) = family.parts[0];
    let there: i64 = conn.query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0))?;
    if there > counted {
        let mut statement = conn.prepare(&format!("SELECT {key} FROM {table} ORDER BY {key}"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            // In order, and no two share a row: only the last that begins before it can cover it.
            let before = newest.seals.range(..=(id, u32::MAX)).next_back();
            if before.is_none_or(|((first, rows), _)| id >= first + i64::from(*rows)) {
                unlike(Unlike::Unknown(family.name, id));
            }
        }
    }
    Ok(())
}
