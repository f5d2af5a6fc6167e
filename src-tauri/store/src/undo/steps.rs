//! Reading steps from the log: which is a person's last, what takes which back, and what was done since.

use std::collections::BTreeSet;

use runut_core::undo::{AGAIN, BY_CLOCK, STEP, VERB, Way};
use runut_core::{ActivityId, Instant, OrderId, PersonId};
use rusqlite::{OptionalExtension, Row};

use super::{LastStep, Later, Since, Step, StepEntry};
use crate::engine::changed::ERASED;
use crate::{Changes, Reader, StoreError, log};

/// What of each step is taken back and stays so: read from the log's end, an entry that takes back what takes back another
/// lets that one stand.
#[derive(Debug, Default)]
pub(crate) struct TakenBack(BTreeSet<(i64, String, i64)>);

impl TakenBack {
    /// Whether an entry of `step` is taken back. What it takes back itself is noted, unless it is.
    pub(crate) fn hears(&mut self, step: i64, noun: &str, noun_id: i64, takes: Option<&str>) -> bool {
        let taken = self.0.contains(&(step, noun.to_owned(), noun_id));
        if let Some(other) = takes.and_then(|other| other.parse().ok()).filter(|_| !taken) {
            self.0.insert((other, noun.to_owned(), noun_id));
        }
        taken
    }
}

impl Reader<'_> {
    /// A person's newest step, for taking back or for doing again: the newest that changed something, isn't the taking back
    /// of another and hasn't been taken back; or the newest such taking back, where no step has come after it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn last_step(&self, person: PersonId, way: Way) -> Result<LastStep, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.id, a.at, a.noun, a.noun_id, a.verb, a.order_id, a.facts, s.texts, a.request,
               COALESCE(a.batch, a.id) AS step
             FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id WHERE a.person_id = ?1 ORDER BY a.id DESC",
        )?;
        let mut found = statement.query([person.0])?;
        let mut undone: BTreeSet<i64> = BTreeSet::new();
        let mut open: Option<(Step, String)> = None;
        loop {
            let row = found.next()?;
            let id = row.map(|row| row.get::<_, i64>("step")).transpose()?;
            if let Some((step, request)) = open.take_if(|(step, _)| Some(step.id.0) != id)
                && let Some(last) = self.judged(step, &request, way, &mut undone)?
            {
                return Ok(last);
            }
            let (Some(row), Some(id)) = (row, id) else { return Ok(LastStep::Nothing) };
            let (number, at) = (ActivityId(row.get("id")?), Instant(row.get("at")?));
            let (step, _) = match &mut open {
                Some(open) => open,
                None => {
                    let (entries, undid) = (Vec::new(), Vec::new());
                    let changes = Changes::default();
                    let step = Step { id: ActivityId(id), last: number, at, entries, undid, changes };
                    open.insert((step, row.get("request")?))
                }
            };
            step.entries.push(entry_of(row)?);
        }
    }

    /// What a step is worth that was read whole: none where it isn't one that is looked for.
    fn judged(
        &self,
        mut step: Step,
        request: &str,
        way: Way,
        undone: &mut BTreeSet<i64>,
    ) -> Result<Option<LastStep>, StoreError> {
        step.entries.reverse();
        let stands = !undone.contains(&step.id.0);
        let taken = step.entries.iter().find_map(|entry| entry.facts.get(STEP)?.parse::<i64>().ok());
        if let Some(taken) = taken.filter(|_| stands) {
            undone.insert(taken);
        }
        let again = step.entries.iter().any(|entry| entry.facts.contains_key(AGAIN));
        let by_clock = step.entries.iter().all(|entry| entry.facts.contains_key(BY_CLOCK));
        let wanted = match way {
            Way::Back => taken.is_none() && stands && !by_clock,
            // Past a step that changed something nothing is done again.
            Way::Again => !again && stands && !by_clock,
        };
        if !wanted {
            return Ok(None);
        }
        let mut kept = self.conn.prepare_cached("SELECT changes FROM request WHERE id = ?1")?;
        let text: Option<String> = kept.query_row([request], |row| row.get("changes")).optional()?;
        if text.as_deref() == Some(ERASED) {
            return Ok(Some(LastStep::Erased(step)));
        }
        let changes = text.map(|text| Changes::from_text(&text)).transpose()?.flatten();
        if changes.as_ref().is_some_and(Changes::is_empty) {
            return Ok(None);
        }
        if way == Way::Again {
            let Some(taken) = taken else { return Ok(Some(LastStep::Nothing)) };
            step.undid = self.entries_of(ActivityId(taken))?;
        }
        Ok(Some(match changes {
            None => LastStep::Forgotten(step),
            Some(changes) => LastStep::Found(Box::new(Step { changes, ..step })),
        }))
    }

    /// The entries of a step.
    fn entries_of(&self, step: ActivityId) -> Result<Vec<StepEntry>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.noun, a.noun_id, a.verb, a.order_id, a.facts, s.texts, COALESCE(a.batch, a.id) AS step
             FROM activity a LEFT JOIN sealed s ON s.activity_id = a.id WHERE a.id >= ?1 ORDER BY a.id",
        )?;
        let mut found = statement.query([step.0])?;
        let mut entries = Vec::new();
        while let Some(row) = found.next()? {
            if row.get::<_, i64>("step")? != step.0 {
                break; // a write's entries follow each other
            }
            entries.push(entry_of(row)?);
        }
        Ok(entries)
    }

    /// What was done since a step, by whomever, and hasn't been taken back.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn since(&self, step: &Step) -> Result<Since, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.id, a.at, a.noun, a.noun_id, a.verb, a.order_id, a.facts, s.texts, COALESCE(a.batch, a.id) AS step,
               p.name AS person
             FROM activity a JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id WHERE a.id > ?1 ORDER BY a.id DESC",
        )?;
        let mut found = statement.query([step.last.0])?;
        let (mut taken, mut since) = (TakenBack::default(), Since::default());
        while let Some(row) = found.next()? {
            let entry = entry_of(row)?;
            let takes = entry.facts.get(STEP).map(String::as_str);
            // As if neither had been, where both came since.
            let since_too = takes.and_then(|other| other.parse().ok()).is_some_and(|other: i64| other > step.last.0);
            let taken = taken.hears(row.get("step")?, &entry.noun, entry.noun_id, takes);
            if taken || since_too && entry.verb == VERB || entry.is_only_said() {
                continue;
            }
            let later = Later { person: row.get("person")?, at: Instant(row.get("at")?), entry };
            if let Some(order) = later.entry.order {
                since.orders.insert(order, later.clone()); // the first of all comes last
            }
            since.nouns.insert((later.entry.noun.clone(), later.entry.noun_id), later);
        }
        Ok(since)
    }
}

fn entry_of(row: &Row<'_>) -> Result<StepEntry, StoreError> {
    Ok(StepEntry {
        noun: row.get("noun")?,
        noun_id: row.get("noun_id")?,
        verb: row.get("verb")?,
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        facts: log::facts(row)?,
    })
}
