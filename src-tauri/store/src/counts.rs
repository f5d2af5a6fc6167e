//! Stock counts: what is to be counted, what was, and what the book had on the shelf then.
//!
//! Invariant: what is expected is settled by the order in which the book heard of things (activity numbers), not by the
//! clock, which may be set back. Only a parcel that a file reports late is placed by the time at which it left.

use runut_core::rows::{CountScope, CountState};
use runut_core::stock::Counted;
use runut_core::{ActivityId, CountId, Instant, Money, VariantId, match_key};
use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Topic, Tx};

/// A count without its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Its key and number.
    pub id: CountId,
    /// Its name.
    pub name: String,
    /// When it was started.
    pub started_at: Instant,
    /// Where it stands.
    pub state: CountState,
    /// The activity that started it.
    pub started: ActivityId,
}

/// A variant of a count and what was counted of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountEntryOf {
    /// The variant.
    pub variant: VariantId,
    /// What was counted; none yet.
    pub counted: Option<Counted>,
}

/// What is written of a variant when its count is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled<'a> {
    /// The variant.
    pub variant: VariantId,
    /// Units that the book had on the shelf when it was counted.
    pub expected: i64,
    /// Why there is a difference; empty where there is none.
    pub reason: &'a str,
    /// Cost of a unit found, as typed.
    pub unit_cost: Option<Money>,
    /// What the difference was worth; a loss is negative.
    pub value: Money,
}

impl Reader<'_> {
    /// A count.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none.
    pub fn count(&self, id: CountId) -> Result<Count, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT name, started_at, state, activity_id FROM stock_count WHERE id = ?1")?;
        let mut rows = statement.query([id.0])?;
        let row = rows.next()?.ok_or_else(|| StoreError::Missing(format!("Opname {id}")))?;
        let state: String = row.get("state")?;
        Ok(Count {
            id,
            name: row.get("name")?,
            started_at: Instant(row.get("started_at")?),
            state: CountState::from_key(&state).ok_or_else(|| StoreError::unknown("count", state))?,
            started: ActivityId(row.get("activity_id")?),
        })
    }

    /// The variants that a scope means, in walking order: those that are sold, and archived ones that still lie there.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn variants_in(&self, scope: &CountScope) -> Result<Vec<VariantId>, StoreError> {
        let (shelf, category) = (match_key(&scope.shelf), match_key(&scope.category));
        let mut statement = self.conn.prepare_cached(
            "SELECT v.id, v.shelf, p.category FROM variant v JOIN product p ON p.id = v.product_id
               JOIN stock_level s ON s.variant_id = v.id
             WHERE v.archived = 0 OR s.shelf > 0 ORDER BY v.walk, p.name_fold, v.name_fold, v.id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id = VariantId(row.get("id")?);
            let (on, of): (String, String) = (row.get("shelf")?, row.get("category")?);
            let meant = (shelf.is_empty() || match_key(&on).starts_with(&shelf))
                && (category.is_empty() || match_key(&of) == category)
                && (scope.variants.is_empty() || scope.variants.contains(&id));
            if meant {
                found.push(id);
            }
        }
        Ok(found)
    }

    /// The open count that has this variant, and whether the variant was counted there already.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn open_count_of(&self, variant: VariantId) -> Result<Option<(Count, bool)>, StoreError> {
        let found = self
            .conn
            .prepare_cached(
                "SELECT c.id, CASE WHEN l.counted IS NULL THEN 0 ELSE 1 END AS counted
                 FROM stock_count_line l JOIN stock_count c ON c.id = l.count_id
                 WHERE l.variant_id = ?1 AND c.state = 'open' ORDER BY c.id LIMIT 1",
            )?
            .query_row([variant.0], |row| Ok((CountId(row.get("id")?), row.get("counted")?)))
            .optional()?;
        found.map(|(id, counted)| Ok((self.count(id)?, counted))).transpose()
    }

    /// Units that the book has on a variant's shelf; at an earlier moment of a count, as they lay there then.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn shelf_at(&self, count: &Count, variant: VariantId, at: Option<Instant>) -> Result<i64, StoreError> {
        let shelf = self.level(variant)?.shelf;
        let Some(at) = at else { return Ok(shelf) };
        let since: i64 = self
            .conn
            .prepare_cached(
                "WITH moved AS (
                   SELECT CASE WHEN m.to_bin = 'shelf' THEN m.quantity ELSE -m.quantity END AS units,
                     CASE WHEN m.from_bin = 'shelf' AND o.shipped_at < a.at AND (m.to_bin = 'customer' OR EXISTS (
                         SELECT 1 FROM activity s WHERE s.order_id = m.order_id AND s.verb = 'ship'
                           AND COALESCE(s.batch, s.id) = COALESCE(a.batch, a.id)))
                       THEN o.shipped_at ELSE a.at END AS at
                   FROM stock_move m JOIN activity a ON a.id = m.activity_id LEFT JOIN orders o ON o.id = m.order_id
                   WHERE m.variant_id = ?1 AND m.activity_id > ?2 AND (m.from_bin = 'shelf' OR m.to_bin = 'shelf'))
                 SELECT CAST(COALESCE(SUM(units), 0) AS BIGINT) AS units FROM moved WHERE at > ?3",
            )?
            .query_row(params![variant.0, count.started.0, at.0], |row| row.get("units"))?;
        Ok(shelf - since)
    }

    /// The variants of a count in walking order, with what was counted. What is expected is as known now: parcels that
    /// had left before the counting, but were reported by a file after it, are taken off; units that left after it and
    /// couldn't be moved, because the book had none, are no longer there to be found. What was sold beyond the shelf and has
    /// no goods yet must have been there too: so much less is expected, and closing covers it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn count_entries(&self, count: CountId) -> Result<Vec<CountEntryOf>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "WITH gone AS (
               SELECT DISTINCT a.order_id FROM activity a JOIN stock_count c ON c.id = ?1 AND a.id > c.activity_id
               WHERE a.verb IN ('take_over', 'ship'))
             SELECT l.variant_id, l.counted, l.counted_at, l.expected + CASE WHEN c.state <> 'open' THEN 0 ELSE
               COALESCE((
                 SELECT CAST(SUM(n.quantity - n.moved) AS BIGINT) FROM order_line n JOIN orders o ON o.id = n.order_id
                 WHERE n.variant_id = l.variant_id AND o.shipped_at > l.counted_at
                   AND o.stage IN ('shipped', 'delivered', 'completed', 'returned')
                   AND n.order_id IN (SELECT order_id FROM gone)), 0)
               - COALESCE((
                 SELECT CAST(SUM(m.quantity) AS BIGINT) FROM stock_move m JOIN activity a ON a.id = m.activity_id
                   JOIN orders o ON o.id = m.order_id
                 WHERE m.variant_id = l.variant_id AND m.activity_id > l.entry_id AND m.from_bin = 'shelf'
                   AND o.shipped_at <= l.counted_at AND (m.to_bin = 'customer' OR EXISTS (
                     SELECT 1 FROM activity s WHERE s.order_id = m.order_id AND s.verb = 'ship'
                       AND COALESCE(s.batch, s.id) = COALESCE(a.batch, a.id)))), 0)
               - COALESCE((
                 SELECT CAST(SUM(n.shortfall) AS BIGINT) FROM order_line n JOIN orders o ON o.id = n.order_id
                 WHERE n.variant_id = l.variant_id AND n.shortfall > 0
                   AND o.stage IN ('shipped', 'delivered', 'completed', 'returned')), 0) END AS expected
             FROM stock_count_line l JOIN stock_count c ON c.id = l.count_id JOIN variant v ON v.id = l.variant_id
               JOIN product p ON p.id = v.product_id
             WHERE l.count_id = ?1 ORDER BY v.walk, p.name_fold, v.name_fold, v.id",
        )?;
        let mut rows = statement.query([count.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let counted = match (row.get("counted")?, row.get("counted_at")?, row.get("expected")?) {
                (Some(units), Some(at), Some(expected)) => Some(Counted { units, at: Instant(at), expected }),
                _ => None,
            };
            found.push(CountEntryOf { variant: VariantId(row.get("variant_id")?), counted });
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// The key of the next count.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_count(&self) -> Result<CountId, StoreError> {
        Ok(CountId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM stock_count")?))
    }

    /// Starts a count of these variants.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_count(
        &mut self,
        id: CountId,
        started: ActivityId,
        name: &str,
        variants: &[VariantId],
    ) -> Result<(), StoreError> {
        let (now, person) = (self.ctx().now, self.ctx().person);
        self.conn
            .prepare_cached(
                "INSERT INTO stock_count (id, activity_id, name, started_at, person_id, state)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'open')",
            )?
            .execute(params![id.0, started.0, name, now.0, person.0])?;
        let mut line = self
            .conn
            .prepare_cached("INSERT INTO stock_count_line (count_id, variant_id, reason) VALUES (?1, ?2, '')")?;
        for variant in variants {
            line.execute(params![id.0, variant.0])?;
        }
        drop(line);
        self.touch(Topic::Stock);
        Ok(())
    }

    /// Writes what was counted of a variant, or takes it back.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_counted(
        &mut self,
        count: CountId,
        entry: ActivityId,
        variant: VariantId,
        counted: Option<&Counted>,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE stock_count_line SET counted = ?3, counted_at = ?4, expected = ?5, entry_id = ?6
                 WHERE count_id = ?1 AND variant_id = ?2",
            )?
            .execute(params![
                count.0,
                variant.0,
                counted.map(|c| c.units),
                counted.map(|c| c.at.0),
                counted.map(|c| c.expected),
                counted.map(|_| entry.0)
            ])?;
        self.touch(Topic::Stock);
        Ok(())
    }

    /// Writes what became of a counted variant.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn settle_count_line(&mut self, count: CountId, of: &Settled<'_>) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE stock_count_line SET expected = ?3, reason = ?4, unit_cost = ?5, value = ?6
                 WHERE count_id = ?1 AND variant_id = ?2",
            )?
            .execute(params![count.0, of.variant.0, of.expected, of.reason, of.unit_cost.map(|c| c.0), of.value.0])?;
        Ok(())
    }

    /// Ends an open count.
    ///
    /// # Errors
    /// [`StoreError::Broken`] where it isn't open any more.
    pub fn end_count(&mut self, count: CountId, state: CountState) -> Result<(), StoreError> {
        let now = self.ctx().now;
        let changed = self
            .conn
            .prepare_cached("UPDATE stock_count SET state = ?2, closed_at = ?3 WHERE id = ?1 AND state = 'open'")?
            .execute(params![count.0, state.key(), now.0])?;
        self.touch(Topic::Stock);
        if changed == 1 { Ok(()) } else { Err(StoreError::Broken(format!("count {count} is not open"))) }
    }
}
