//! Taking back what a write did: the rows that it changed as they were, its moves and postings reversed. What takes back is
//! kept in the same way, so that it is taken back, and the step done again, by the same rules.
//!
//! A write is a *step* of whoever acted. What it changed is kept with its request, row by row, as long as its answer is.
//! Moves, postings and scans stay for ever; what reverses them is added. Whether a step may be taken back is decided by the
//! action that asks; nothing here overwrites what has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use runut_core::activity::Facts;
use runut_core::posting::Entry;
use runut_core::stock::{Move, Revalued};
use runut_core::{AccountId, ActivityId, Instant, Money, OrderId, Stage, VariantId};
use serde_json::Value;

use crate::engine::changed::{Cells, DAMAGED, ERASED, RowChange, is_forgotten, once_written};
use crate::engine::witness::Requests;
use crate::{Book, Changes, StoreError};

mod parts;
mod restoring;
mod steps;

pub use restoring::Put;
pub(crate) use steps::TakenBack;

/// An entry of a step in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepEntry {
    /// What it was done to.
    pub noun: String,
    /// Key of that.
    pub noun_id: i64,
    /// What was done.
    pub verb: String,
    /// The order concerned.
    pub order: Option<OrderId>,
    /// Old and new, reason, source.
    pub facts: Facts,
}

impl StepEntry {
    /// Whether it is what the packing table said of a code and nothing else came of it: a parcel opened, a scan stopped.
    fn is_only_said(&self) -> bool {
        const GOODS: [&str; 3] = ["in", "tick", "undo"];
        let outcome = self.facts.get("outcome").map_or("", String::as_str);
        self.noun == "order" && self.verb == "scan" && !GOODS.contains(&outcome)
    }
}

/// What one person did with one write.
#[derive(Clone, Debug)]
pub struct Step {
    /// Its first entry in the log.
    pub id: ActivityId,
    /// Its last one.
    pub last: ActivityId,
    /// When.
    pub at: Instant,
    /// What the log says of it.
    pub entries: Vec<StepEntry>,
    /// What the log says of the step that it takes back; empty where it takes back none.
    pub undid: Vec<StepEntry>,
    changes: Changes,
}

/// The step of a person that comes next, to be taken back or done again.
#[derive(Clone, Debug)]
pub enum LastStep {
    /// There is none.
    Nothing,
    /// What it changed isn't kept any more.
    Forgotten(Step),
    /// A person was erased by it, or with what it told.
    Erased(Step),
    /// This one.
    Found(Box<Step>),
}

/// What was done to something since a step, first of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    /// Who.
    pub person: String,
    /// When.
    pub at: Instant,
    /// What.
    pub entry: StepEntry,
}

/// What was done since a step and still stands.
#[derive(Clone, Debug, Default)]
pub struct Since {
    /// By order.
    pub orders: BTreeMap<OrderId, Later>,
    /// By noun and its key.
    pub nouns: BTreeMap<(String, i64), Later>,
}

/// The part of a step that is put back together: one order of many, or all.
#[derive(Clone, Debug)]
pub struct Part {
    /// The step's last entry in the log.
    last: ActivityId,
    /// Rows that were added, by table and key.
    pub(crate) added: Vec<(String, Cells)>,
    pub(crate) rows: Vec<RowChange>,
    /// Its moves, turned round, the last first.
    pub moves: Vec<Back<Move>>,
    /// Its postings, turned round, the last first.
    pub postings: Vec<Back<Entry>>,
    /// What its goods cost more or less since, turned round.
    pub revalues: Vec<Back<Revalued>>,
    pub(crate) scans: Vec<i64>,
    /// The orders whose rows or lines it changes.
    orders: BTreeSet<OrderId>,
}

/// What is turned round.
#[derive(Clone, Debug)]
pub struct Back<T> {
    /// Its number.
    pub id: i64,
    /// The entry of the log that it was made by.
    pub by: ActivityId,
    /// The order that it was for.
    pub order: Option<OrderId>,
    /// What reverses it.
    pub back: T,
}

/// An order as putting back makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Was {
    /// Whether it isn't a marketplace's.
    pub own: bool,
    /// Where it stood.
    pub stage: Stage,
    /// Whether it was held.
    pub held: bool,
    /// Whether its delivery had failed.
    pub failed: bool,
    /// What it came to.
    pub total: Money,
    /// The unique code in that.
    pub unique_code: Money,
    /// The account that its money was awaited in.
    pub account: Option<AccountId>,
    /// Until when.
    pub pay_by: Option<Instant>,
    /// What was in it: variant and units.
    pub lines: Vec<(VariantId, i64)>,
}

/// Why a part can't be put back as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// Something of it has changed since: in this table.
    Changed(String),
    /// Something else refers to what was added: a row of this table to one of that.
    Used {
        /// Where it refers from.
        by: String,
        /// What it refers to.
        what: String,
    },
}

impl Book {
    /// Forgets what is kept of steps where it isn't what was written: in a book that was put together again from its rows. Where
    /// the row's witness proves what was written, that stands there again, or at least its mark, so that nothing else of the row
    /// can be other than it was. Answers the keys of the rows of which that isn't known: the audit goes on naming them.
    pub(crate) fn forget_damaged_steps(&self) -> Result<BTreeSet<i64>, StoreError> {
        let conn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = conn.prepare("SELECT id, changes FROM request")?;
        let rows = statement.query_map([], |row| {
            let changes = row.get_ref("changes")?.as_bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            Ok((row.get("id")?, changes.unwrap_or_default()))
        })?;
        let mut damaged = rows.collect::<Result<Vec<(String, String)>, _>>()?;
        damaged.retain(|(_, text)| {
            text != ERASED && !is_forgotten(text) && !matches!(Changes::from_text(text), Ok(Some(_)))
        });
        if damaged.is_empty() {
            return Ok(BTreeSet::new());
        }
        let mut requests = Requests::of(&conn)?;
        let mut put = conn.prepare("UPDATE request SET changes = ?2 WHERE id = ?1")?;
        let mut unknown = BTreeSet::new();
        for (id, text) in damaged {
            let mut stands = false;
            for written in once_written(&text) {
                put.execute([&id, &written])?;
                stands = requests.stands(&id)?;
                if stands {
                    break;
                }
            }
            if !stands {
                put.execute([id.as_str(), DAMAGED])?;
                unknown.insert(Requests::key(&id)?);
            }
        }
        Ok(unknown)
    }
}

fn number(cells: &Cells, name: &str) -> i64 {
    cells.get(name).and_then(Value::as_i64).unwrap_or_default()
}
