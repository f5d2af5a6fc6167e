//! Taking back what a write did: the rows that it changed as they were, its moves and postings reversed.
//!
//! A write is a *step* of whoever acted. What it changed is kept with its request, row by row, as long as its answer is.
//! Moves, postings and scans stay for ever; what reverses them is added. Whether a step may be taken back is decided by the
//! action that asks; nothing here overwrites what has changed since.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use runut_core::activity::Facts;
use runut_core::posting::Entry;
use runut_core::rows::Bin;
use runut_core::stock::Move;
use runut_core::undo::{STEP, VERB};
use runut_core::{ActivityId, Channel, Day, Instant, LineId, Money, OrderId, PaymentId, PersonId, Stage, VariantId};
use rusqlite::{OptionalExtension, Row, params};
use serde_json::Value;

use crate::engine::changes as rows;
use crate::payments::account_of;
use crate::stock::bin_of;
use crate::{Book, Reader, StoreError, Topic, Tx, engine};

mod kept;
mod restoring;

pub use kept::Changes;
use kept::KEPT;
pub(crate) use kept::{Cells, RowChange, merged};
pub use restoring::Put;

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
    changes: Changes,
}

/// A person's newest step that hasn't been taken back.
#[derive(Clone, Debug)]
pub enum LastStep {
    /// There is none.
    Nothing,
    /// What it changed isn't kept any more.
    Forgotten(Step),
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
    pub(crate) scans: Vec<i64>,
    /// The orders whose rows or lines it changes.
    orders: BTreeSet<OrderId>,
}

/// What is turned round.
#[derive(Clone, Debug)]
pub struct Back<T> {
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
    pub account: String,
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
    /// Forgets what is kept of steps where it isn't what was written: in a book that was put together again from its rows.
    pub(crate) fn forget_damaged_steps(&self) -> Result<(), StoreError> {
        let conn = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = conn.prepare("SELECT id, changes FROM request")?;
        let rows = statement.query_map([], |row| Ok((row.get("id")?, row.get("changes")?)))?;
        for row in rows.collect::<Result<Vec<(String, String)>, _>>()? {
            if !matches!(Changes::from_text(&row.1), Ok(Some(_))) {
                conn.execute("UPDATE request SET changes = '' WHERE id = ?1", [row.0])?;
            }
        }
        Ok(())
    }
}

/// A step on its way to be parted.
struct Parts {
    last: ActivityId,
    named: BTreeSet<OrderId>,
    found: BTreeMap<Option<OrderId>, Part>,
}

impl Parts {
    fn of(&mut self, order: Option<OrderId>) -> &mut Part {
        let order = order.filter(|order| self.named.contains(order));
        self.found.entry(order).or_insert_with(|| Part::of(self.last))
    }
}

impl Reader<'_> {
    /// The newest step of a person that changed something, isn't the taking back of another and hasn't been taken back.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn last_step(&self, person: PersonId) -> Result<LastStep, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, at, noun, noun_id, verb, order_id, facts, request, COALESCE(batch, id) AS step
             FROM activity WHERE person_id = ?1 ORDER BY id DESC",
        )?;
        let mut found = statement.query([person.0])?;
        let mut undone: BTreeSet<i64> = BTreeSet::new();
        let mut open: Option<(Step, String)> = None;
        loop {
            let row = found.next()?;
            let id = row.map(|row| row.get::<_, i64>("step")).transpose()?;
            if let Some((step, request)) = open.take_if(|(step, _)| Some(step.id.0) != id)
                && let Some(last) = self.judged(step, &request, &mut undone)?
            {
                return Ok(last);
            }
            let (Some(row), Some(id)) = (row, id) else { return Ok(LastStep::Nothing) };
            let (number, at) = (ActivityId(row.get("id")?), Instant(row.get("at")?));
            let (step, _) = match &mut open {
                Some(open) => open,
                None => {
                    let changes = Changes::default();
                    let step = Step { id: ActivityId(id), last: number, at, entries: Vec::new(), changes };
                    open.insert((step, row.get("request")?))
                }
            };
            step.entries.push(entry_of(row)?);
        }
    }

    /// What a step is worth that was read whole: none where it isn't one to be taken back.
    fn judged(
        &self,
        mut step: Step,
        request: &str,
        undone: &mut BTreeSet<i64>,
    ) -> Result<Option<LastStep>, StoreError> {
        step.entries.reverse();
        let taken = step.entries.iter().find_map(|entry| entry.facts.get(STEP)?.parse::<i64>().ok());
        if let Some(taken) = taken {
            undone.insert(taken);
            return Ok(None);
        }
        let by_clock = step.entries.iter().all(|entry| entry.facts.contains_key(runut_core::undo::BY_CLOCK));
        if undone.contains(&step.id.0) || by_clock {
            return Ok(None);
        }
        let mut kept = self.conn.prepare_cached("SELECT changes FROM request WHERE id = ?1")?;
        let text: Option<String> = kept.query_row([request], |row| row.get("changes")).optional()?;
        let Some(text) = text else { return Ok(Some(LastStep::Forgotten(step))) };
        match Changes::from_text(&text)? {
            None => Ok(Some(LastStep::Forgotten(step))),
            Some(changes) if changes.is_empty() => Ok(None),
            Some(changes) => Ok(Some(LastStep::Found(Box::new(Step { changes, ..step })))),
        }
    }

    /// What was done since a step, by whomever, and hasn't been taken back.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn since(&self, step: &Step) -> Result<Since, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT a.id, a.at, a.noun, a.noun_id, a.verb, a.order_id, a.facts, COALESCE(a.batch, a.id) AS step,
               p.name AS person
             FROM activity a JOIN person p ON p.id = a.person_id WHERE a.id > ?1 ORDER BY a.id DESC",
        )?;
        let mut found = statement.query([step.last.0])?;
        let mut undone: BTreeSet<(i64, String, i64)> = BTreeSet::new();
        let mut since = Since::default();
        while let Some(row) = found.next()? {
            let entry = entry_of(row)?;
            if let Some(taken) = entry.facts.get(STEP).and_then(|id| id.parse().ok()) {
                undone.insert((taken, entry.noun.clone(), entry.noun_id));
                if entry.verb == VERB {
                    continue; // as if neither had been
                }
            }
            if undone.contains(&(row.get("step")?, entry.noun.clone(), entry.noun_id)) {
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

    /// A step by what is put back together: its orders one by one where each has an entry, and the rest; or all of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn parts(&self, step: &Step, apart: bool) -> Result<(BTreeMap<OrderId, Part>, Part), StoreError> {
        let named: BTreeSet<OrderId> =
            step.entries.iter().filter(|entry| entry.noun == "order").filter_map(|entry| entry.order).collect();
        let mut parts =
            Parts { last: step.last, named: if apart { named } else { BTreeSet::new() }, found: BTreeMap::new() };
        for (table, ranges) in step.changes.added.iter().filter(|(table, _)| !KEPT.contains(&table.as_str())) {
            let keys = rows::keys(self.conn, table)?;
            let Some(name) = keys.first() else { continue };
            for number in ranges.iter().flat_map(|(first, last)| *first..=*last) {
                let key = Cells::from_iter([(name.clone(), Value::from(number))]);
                let order = self.order_of(table, &key, None)?;
                let part = parts.of(order);
                part.orders.extend(order);
                part.added.push((table.clone(), key));
            }
        }
        for change in &step.changes.rows {
            let order = self.order_of(&change.table, &change.key, change.was.as_ref())?;
            let part = parts.of(order);
            part.orders.extend(order);
            match change.was {
                None => part.added.push((change.table.clone(), change.key.clone())),
                Some(_) => part.rows.push(change.clone()),
            }
        }
        for number in step.changes.numbers("stock_move").into_iter().rev() {
            let back = self.move_back(number)?;
            parts.of(back.order).moves.push(back);
        }
        for number in step.changes.numbers("posting").into_iter().rev() {
            let back = self.posting_back(number)?;
            parts.of(back.order).postings.push(back);
        }
        for number in step.changes.numbers("scan") {
            let mut scan = self.conn.prepare_cached("SELECT order_id FROM scan WHERE id = ?1")?;
            let order: Option<i64> = scan.query_row([number], |row| row.get("order_id"))?;
            parts.of(order.map(OrderId)).scans.push(number);
        }
        let rest = parts.found.remove(&None).unwrap_or_else(|| Part::of(step.last));
        Ok((parts.found.into_iter().filter_map(|(order, part)| Some((order?, part))).collect(), rest))
    }

    /// The order that a row belongs to.
    fn order_of(&self, table: &str, key: &Cells, was: Option<&Cells>) -> Result<Option<OrderId>, StoreError> {
        let number = |cells: &Cells, name: &str| cells.get(name).and_then(Value::as_i64).map(OrderId);
        match table {
            "orders" => Ok(number(key, "id")),
            "order_line" => match was.and_then(|was| number(was, "order_id")) {
                Some(order) => Ok(Some(order)),
                None => Ok(rows::row(self.conn, table, key)?.and_then(|row| number(&row, "order_id"))),
            },
            _ => Ok(None),
        }
    }

    fn move_back(&self, id: i64) -> Result<Back<Move>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT activity_id, variant_id, from_bin, to_bin, quantity, value, order_id, line_id FROM stock_move WHERE id = ?1",
        )?;
        let mut found = statement.query([id])?;
        let Some(row) = found.next()? else { return Err(StoreError::Missing(format!("Mutasi {id}"))) };
        let bin = |name: &str| -> Result<Bin, StoreError> { bin_of(&row.get::<_, String>(name)?) };
        let back = Move {
            variant: VariantId(row.get("variant_id")?),
            from: bin("to_bin")?,
            to: bin("from_bin")?,
            quantity: row.get("quantity")?,
            value: row.get::<_, Option<i64>>("value")?.map(Money),
            line: row.get::<_, Option<i64>>("line_id")?.map(LineId),
        };
        let order = row.get::<_, Option<i64>>("order_id")?.map(OrderId);
        Ok(Back { by: ActivityId(row.get("activity_id")?), order, back })
    }

    fn posting_back(&self, id: i64) -> Result<Back<Entry>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT activity_id, debit, credit, amount, order_id FROM posting WHERE id = ?1")?;
        let mut found = statement.query([id])?;
        let Some(row) = found.next()? else { return Err(StoreError::Missing(format!("Pembukuan {id}"))) };
        let account = |name: &str| account_of(&row.get::<_, String>(name)?);
        let back = Entry {
            debit: account("credit")?,
            credit: account("debit")?,
            amount: Money(row.get("amount")?),
            day: Day(0),
        };
        let order = row.get::<_, Option<i64>>("order_id")?.map(OrderId);
        Ok(Back { by: ActivityId(row.get("activity_id")?), order, back })
    }

    /// Why a part can't be put back as it was; none where it can, as far as its rows go.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn blocked(&self, part: &Part) -> Result<Option<Blocked>, StoreError> {
        for change in &part.rows {
            if !self.stands(change)? {
                return Ok(Some(Blocked::Changed(change.table.clone())));
            }
        }
        for (table, key) in &part.added {
            if rows::row(self.conn, table, key)?.is_none() {
                return Ok(Some(Blocked::Changed(table.clone())));
            }
            if let Some(by) = self.used_by(part, table, key, &[])? {
                return Ok(Some(Blocked::Used { by, what: table.clone() }));
            }
        }
        Ok(None)
    }

    /// Whether a row is as the step left it.
    fn stands(&self, change: &RowChange) -> Result<bool, StoreError> {
        let row = rows::row(self.conn, &change.table, &change.key)?;
        Ok(match (&change.is, row) {
            (None, row) => row.is_none(),
            (Some(is), Some(row)) => {
                change.table == "stock_level" || is.iter().all(|(column, cell)| row.get(column) == Some(cell))
            }
            (Some(_), None) => false,
        })
    }

    /// A table of which a row beside this part points at a row that was added; none where none does.
    /// Rows of the part that `stay` count as others.
    fn used_by(
        &self,
        part: &Part,
        table: &str,
        key: &Cells,
        stay: &[(String, Cells)],
    ) -> Result<Option<String>, StoreError> {
        if table == "payment" || table == "payment_part" {
            return Ok(None); // stay, voided
        }
        for (from, column, pointing) in rows::pointing(self.conn, table, key)? {
            if table == "variant" && from == "stock_level" {
                continue;
            }
            let Some(value) = key.values().next() else { continue };
            let mut own = 0;
            let goes = |added: &&(String, Cells)| added.0 == from && !stay.contains(added);
            for (_, other) in part.added.iter().filter(goes) {
                let row = rows::row(self.conn, &from, other)?;
                own += i64::from(row.is_some_and(|row| row.get(&column) == Some(value)));
            }
            for change in part.rows.iter().filter(|change| change.table == from) {
                own += i64::from(change.is.as_ref().is_some_and(|is| is.get(&column) == Some(value)));
            }
            if pointing > own {
                return Ok(Some(from));
            }
        }
        Ok(None)
    }

    /// Whether nothing has happened to the variants that a part added but what it did itself: their opening stock.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn only_opened(&self, part: &Part) -> Result<bool, StoreError> {
        for variant in part.variants() {
            let own = part.moves.iter().filter(|step| step.back.variant == variant).count();
            let key = Cells::from_iter([("id".to_owned(), Value::from(variant.0))]);
            for (from, _, pointing) in rows::pointing(self.conn, "variant", &key)? {
                let expected = match from.as_str() {
                    "stock_level" => 1,
                    "stock_move" => i64::try_from(own).unwrap_or(i64::MAX),
                    _ => 0,
                };
                if pointing > expected {
                    return Ok(false);
                }
            }
        }
        Ok(true)
    }

    /// An order as putting a part back makes it; none where it was added and goes.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_was(&self, part: &Part, order: OrderId) -> Result<Option<Was>, StoreError> {
        let key = Cells::from_iter([("id".to_owned(), Value::from(order.0))]);
        if part.added.iter().any(|(table, added)| table == "orders" && *added == key) {
            return Ok(None);
        }
        let Some(mut row) = rows::row(self.conn, "orders", &key)? else { return Ok(None) };
        let old = part.rows.iter().find(|change| change.table == "orders" && change.key == key);
        row.extend(old.and_then(|change| change.was.clone()).unwrap_or_default());
        let mut lines: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut statement =
            self.conn.prepare_cached("SELECT id, variant_id, quantity FROM order_line WHERE order_id = ?1")?;
        let mut found = statement.query([order.0])?;
        while let Some(row) = found.next()? {
            lines.insert(row.get("id")?, (row.get("variant_id")?, row.get("quantity")?));
        }
        for (_, key) in part.added.iter().filter(|(table, _)| table == "order_line") {
            lines.remove(&number(key, "id"));
        }
        for change in part.rows.iter().filter(|change| change.table == "order_line") {
            let Some(was) = &change.was else { continue };
            let line = lines.entry(number(&change.key, "id")).or_default();
            if was.contains_key("variant_id") {
                line.0 = number(was, "variant_id");
            }
            if was.contains_key("quantity") {
                line.1 = number(was, "quantity");
            }
        }
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        let channel =
            Channel::from_key(text("channel")).ok_or_else(|| StoreError::unknown("channel", text("channel")))?;
        Ok(Some(Was {
            own: !channel.is_marketplace(),
            stage: Stage::from_key(text("stage")).ok_or_else(|| StoreError::unknown("stage", text("stage")))?,
            held: row.get("held").is_some_and(|held| !held.is_null()),
            failed: number(&row, "failed") == 1,
            total: Money(number(&row, "total")),
            unique_code: Money(number(&row, "unique_code")),
            account: text("account").to_owned(),
            pay_by: row.get("pay_by").and_then(Value::as_i64).map(Instant),
            lines: lines.into_values().map(|(variant, units)| (VariantId(variant), units)).collect(),
        }))
    }
}

impl Part {
    fn of(last: ActivityId) -> Self {
        let (added, rows, scans) = (Vec::new(), Vec::new(), Vec::new());
        Self { last, added, rows, moves: Vec::new(), postings: Vec::new(), scans, orders: BTreeSet::new() }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.rows.is_empty() && self.moves.is_empty() && self.postings.is_empty()
    }

    /// Whether it changes rows of a table.
    #[must_use]
    pub fn changes(&self, table: &str) -> bool {
        self.rows.iter().any(|change| change.table == table)
    }

    /// Leaves a table's rows as they are.
    pub fn leave(&mut self, table: &str) {
        self.rows.retain(|change| change.table != table);
    }

    /// The columns that it changes.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|change| change.was.as_ref()).flat_map(|was| was.keys().map(String::as_str))
    }

    /// The tables that it added rows to.
    pub fn added_to(&self) -> impl Iterator<Item = &str> {
        self.added.iter().map(|(table, _)| table.as_str())
    }

    /// Numbers of the variants that it added.
    pub fn variants(&self) -> Vec<VariantId> {
        let of_variant = self.added.iter().filter(|(table, _)| table == "variant");
        of_variant.map(|(_, key)| VariantId(number(key, "id"))).collect()
    }

    /// Leaves the rows that it added to these tables.
    pub fn keep_added(&mut self, tables: &[&str]) {
        self.added.retain(|(table, _)| !tables.contains(&table.as_str()));
    }

    /// The payment that it added, if one.
    #[must_use]
    pub fn payment(&self) -> Option<PaymentId> {
        let found = self.added.iter().find(|(table, _)| table == "payment");
        found.map(|(_, key)| PaymentId(number(key, "id")))
    }

    /// The orders whose rows or lines it changes: an order whose total stays may want other goods.
    #[must_use]
    pub fn orders(&self) -> BTreeSet<OrderId> {
        self.orders.clone()
    }
}

fn number(cells: &Cells, name: &str) -> i64 {
    cells.get(name).and_then(Value::as_i64).unwrap_or_default()
}

fn entry_of(row: &Row<'_>) -> Result<StepEntry, StoreError> {
    let facts: String = row.get("facts")?;
    Ok(StepEntry {
        noun: row.get("noun")?,
        noun_id: row.get("noun_id")?,
        verb: row.get("verb")?,
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        facts: serde_json::from_str(&facts)?,
    })
}
