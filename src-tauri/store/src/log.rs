//! The activity log's rows: appended, chained, never changed.

use runut_core::activity::personal::{self, Salt};
use runut_core::activity::{Activity, CHAIN_START, Facts, Hash, chain};
use rusqlite::{Connection, OptionalExtension, Row, params};

use crate::{Context, StoreError};

/// The last entry: its number, and the hash that the next one begins with.
pub(crate) fn head(conn: &Connection) -> Result<(i64, Hash), StoreError> {
    let last = conn
        .prepare_cached(
            "SELECT a.id, a.hash, w.seals FROM activity a LEFT JOIN witness w ON w.activity_id = a.id
             ORDER BY a.id DESC LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get("id")?, closed(row.get("hash")?, row.get("seals")?))))
        .optional()?;
    Ok(last.unwrap_or((0, CHAIN_START)))
}

/// The hash of an entry with what is kept beside it; none where there is no such entry.
pub(crate) fn hash_of(conn: &Connection, id: i64) -> Result<Option<Hash>, StoreError> {
    let found = conn
        .prepare_cached(
            "SELECT a.hash, w.seals FROM activity a LEFT JOIN witness w ON w.activity_id = a.id WHERE a.id = ?1",
        )?
        .query_row([id], |row| Ok(closed(row.get("hash")?, row.get("seals")?)));
    Ok(found.optional()?)
}

/// An entry's hash and what is kept beside it, in one: what the next entry's hash begins with.
pub(crate) fn closed(hash: Hash, seals: Option<Vec<u8>>) -> Hash {
    seals.map_or(hash, |seals| chain(&hash, &[&seals]))
}

/// Keeps what a write's rows are witnessed by beside its last entry.
pub(crate) fn seal(conn: &Connection, last: i64, seals: &[u8]) -> Result<(), StoreError> {
    let mut insert = conn.prepare_cached("INSERT INTO witness (activity_id, seals) VALUES (?1, ?2)")?;
    insert.execute(params![last, seals])?;
    Ok(())
}

/// The stored fields of an entry, as the hash covers them.
#[derive(Debug)]
pub(crate) struct Stored {
    pub id: i64,
    pub at: i64,
    pub day: i32,
    pub person: i64,
    pub noun: String,
    pub noun_id: i64,
    pub verb: String,
    pub order: Option<i64>,
    pub facts: String,
    pub request: String,
    pub batch: Option<i64>,
}

impl Stored {
    /// The entry's hash after `before`.
    pub(crate) fn hash(&self, before: &Hash) -> Hash {
        let number = |n: Option<i64>| n.map(|n| n.to_be_bytes().to_vec()).unwrap_or_default();
        chain(
            before,
            &[
                &self.id.to_be_bytes(),
                &self.at.to_be_bytes(),
                &self.day.to_be_bytes(),
                &self.person.to_be_bytes(),
                self.noun.as_bytes(),
                &self.noun_id.to_be_bytes(),
                self.verb.as_bytes(),
                &number(self.order),
                self.facts.as_bytes(),
                self.request.as_bytes(),
                &number(self.batch),
            ],
        )
    }
}

/// Appends an entry and answers its hash.
pub(crate) fn append(
    conn: &Connection,
    ctx: &Context,
    id: i64,
    batch: Option<i64>,
    before: &Hash,
    activity: &Activity,
) -> Result<Hash, StoreError> {
    let mut salt = Salt::default();
    let (facts, apart) = if personal::has_personal(activity) {
        getrandom::fill(&mut salt).map_err(|error| StoreError::Broken(format!("no random bytes: {error}")))?;
        let (facts, apart) = personal::seal(activity, &salt);
        (serde_json::to_string(&facts)?, Some(serde_json::to_string(&apart)?))
    } else {
        (serde_json::to_string(&activity.facts)?, None)
    };
    let row = Stored {
        id,
        at: ctx.now.0,
        day: ctx.today.0,
        person: ctx.person.0,
        noun: activity.act.noun().key().to_owned(),
        noun_id: activity.noun_id,
        verb: activity.act.verb().to_owned(),
        order: activity.order.map(|o| o.0),
        facts,
        request: ctx.request.clone(),
        batch,
    };
    let hash = row.hash(before);
    conn.prepare_cached(
        "INSERT INTO activity (id, at, day, person_id, noun, noun_id, verb, order_id, facts, request, batch, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute(params![
        row.id,
        row.at,
        row.day,
        row.person,
        row.noun,
        row.noun_id,
        row.verb,
        row.order,
        row.facts,
        row.request,
        row.batch,
        hash
    ])?;
    if let Some(apart) = apart {
        conn.prepare_cached("INSERT INTO sealed (activity_id, salt, texts) VALUES (?1, ?2, ?3)")?
            .execute(params![id, salt, apart])?;
    }
    Ok(hash)
}

/// The facts of an entry as they were written: columns `facts` and, of what is kept apart of it, `texts`.
pub(crate) fn facts(row: &Row<'_>) -> Result<Facts, StoreError> {
    let (stored, texts): (String, Option<String>) = (row.get("facts")?, row.get("texts")?);
    opened(&stored, texts.as_deref())
}

/// The same of the two as they are stored.
pub(crate) fn opened(stored: &str, texts: Option<&str>) -> Result<Facts, StoreError> {
    let stored: Facts = serde_json::from_str(stored)?;
    if !personal::is_sealed(&stored) {
        return Ok(stored);
    }
    let apart = match texts.filter(|texts| !texts.is_empty()) {
        Some(texts) => serde_json::from_str(texts)?,
        None => Facts::new(),
    };
    Ok(personal::open(stored, &apart))
}
