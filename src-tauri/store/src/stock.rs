//! Stock levels and moves: a level changes with a move (or an allocation) and with nothing else.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::rows::Bin;
use runut_core::stock::{Absorbed, Change, Level, Levels, Move, Outflow, Revalued, is_on_hand};
use runut_core::{ActivityId, Day, Instant, LineId, MONEY_MAX, Money, OrderId, VariantId};
use rusqlite::{OptionalExtension, Row, params};

use crate::bounds::{UNITS_KEPT, within};
use crate::columns::Columns;
use crate::{Reader, StoreError, Topic, Tx};

/// Units of an order's line that were sold beyond the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The order.
    pub order: OrderId,
    /// Its line.
    pub line: LineId,
    /// How many.
    pub units: i64,
}

fn level_of(row: &Row<'_>) -> rusqlite::Result<Level> {
    let mut row = Columns::of(row);
    Ok(Level {
        shelf: row.next()?,
        packed: row.next()?,
        damaged: row.next()?,
        allocated: row.next()?,
        value: row.money()?,
        stocked_at: row.instant()?,
        sell_ahead: row.next()?,
    })
}

impl Reader<'_> {
    /// A variant's level.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn level(&self, variant: VariantId) -> Result<Level, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT s.shelf, s.packed, s.damaged, s.allocated, s.value, s.stocked_at, v.sell_ahead
                 FROM stock_level s JOIN variant v ON v.id = s.variant_id WHERE s.variant_id = ?1",
            )?
            .query_row([variant.0], level_of)
            .optional()?
            .unwrap_or_default())
    }

    /// What a unit of a variant last cost when it came or went, rounded down; none where no cost was ever known.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn last_cost(&self, variant: VariantId) -> Result<Option<Money>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT value / quantity AS cost FROM stock_move WHERE variant_id = ?1 AND value > 0
                 ORDER BY id DESC LIMIT 1",
            )?
            .query_row([variant.0], |row| Ok(Money(row.get("cost")?)))
            .optional()?)
    }

    /// What of a variant was sold beyond the shelf and has no goods yet, what left first before the rest.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn shortfalls(&self, variant: VariantId) -> Result<Vec<Shortfall>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.order_id, l.id, l.shortfall FROM order_line l JOIN orders o ON o.id = l.order_id
             WHERE l.variant_id = ?1 AND l.shortfall > 0
               AND (o.stage = 'shipped' OR o.stage = 'delivered' OR o.stage = 'completed' OR o.stage = 'returned')
             ORDER BY o.shipped_at, l.order_id, l.position",
        )?;
        let rows = statement.query_map([variant.0], |row| {
            Ok(Shortfall {
                order: OrderId(row.get("order_id")?),
                line: LineId(row.get("id")?),
                units: row.get("shortfall")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What has left on hand of a variant since its goods came by an entry. What takes back other steps is left out.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn outflows_since(&self, variant: VariantId, came: ActivityId) -> Result<Vec<Outflow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT m.quantity, m.on_hand FROM stock_move m JOIN activity a ON a.id = m.activity_id
             WHERE m.variant_id = ?1
               AND m.id > (SELECT MAX(c.id) FROM stock_move c WHERE c.activity_id = ?2 AND c.variant_id = ?1)
               AND (m.from_bin = 'shelf' OR m.from_bin = 'packed') AND m.to_bin <> 'shelf' AND m.to_bin <> 'packed'
               AND a.verb <> 'undo' ORDER BY m.id",
        )?;
        let rows = statement.query_map([variant.0, came.0], |row| {
            let units: i64 = row.get("quantity")?;
            Ok(Outflow { units, of: row.get::<_, i64>("on_hand")? + units })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The levels of some variants, for a plan to work on.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn levels(&self, variants: impl IntoIterator<Item = VariantId>) -> Result<Levels, StoreError> {
        let variants: BTreeSet<VariantId> = variants.into_iter().collect();
        let mut levels = Levels::default();
        for variant in variants {
            levels.0.insert(variant, self.level(variant)?);
        }
        Ok(levels)
    }
}

impl Tx<'_> {
    /// Carries out moves of an activity on the day of its event: the rows, and the levels with them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or a bin would fall below zero.
    pub fn move_goods(
        &mut self,
        activity: ActivityId,
        order: Option<OrderId>,
        day: Day,
        moves: &[Move],
    ) -> Result<(), StoreError> {
        let day = self.open_day(day)?;
        for change in moves {
            let (on_hand, units, worth) = self.shift(change)?;
            self.goods.moved(change.variant, day, units, worth);
            let value = (is_on_hand(change.from) != is_on_hand(change.to)).then_some(change.value).flatten();
            self.conn
                .prepare_cached(
                    "INSERT INTO stock_move
                       (activity_id, variant_id, from_bin, to_bin, quantity, value, order_id, line_id, on_hand, day)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    activity.0,
                    change.variant.0,
                    change.from.key(),
                    change.to.key(),
                    change.quantity,
                    value.map(|v| v.0),
                    order.map(|o| o.0),
                    change.line.map(|l| l.0),
                    on_hand,
                    day.0
                ])?;
            self.touch(Topic::Stock);
        }
        Ok(())
    }

    /// Carries out what an adjustment, a count or a receipt changes, on the day of its event.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or a bin would fall below zero.
    pub fn change_stock(&mut self, activity: ActivityId, day: Day, change: &Change) -> Result<(), StoreError> {
        self.move_goods(activity, None, day, &change.moves)?;
        self.post(activity, None, &change.entries)
    }

    /// Writes what a receipt's line cost more or less than it was received at: of what is on hand, and of what has left.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the stock would be worth less than nothing.
    pub fn revalue(&mut self, activity: ActivityId, day: Day, revalued: &Revalued) -> Result<(), StoreError> {
        let Revalued { variant, by, line } = *revalued;
        let day = self.open_day(day)?;
        if by == Absorbed::default() {
            return Ok(());
        }
        let known: i64 = self
            .conn
            .prepare_cached("SELECT value FROM stock_level WHERE variant_id = ?1")?
            .query_row([variant.0], |row| row.get("value"))?;
        let after = known.checked_add(by.stock.0).ok_or(StoreError::TooLarge("stock"))?;
        within(after, by.stock.0, MONEY_MAX, "stock")?;
        if by.stock.0 != 0 {
            let mut update = self.conn.prepare_cached("UPDATE stock_level SET value = ?2 WHERE variant_id = ?1")?;
            update.execute([variant.0, after])?;
        }
        self.conn
            .prepare_cached(
                "INSERT INTO stock_revalue (activity_id, variant_id, day, value, cost, receipt_line_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![activity.0, variant.0, day.0, by.stock.0, by.cost.0, line])?;
        self.goods.moved(variant, day, 0, by.stock.0);
        self.goods.cost(variant, day, by.cost);
        self.touch(Topic::Stock);
        Ok(())
    }

    /// Changes what is allocated.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn allocate(&mut self, changes: &BTreeMap<VariantId, i64>) -> Result<(), StoreError> {
        // Read and written, each for itself: what `RETURNING` answers goes through a table of its own.
        let mut known = self.conn.prepare_cached("SELECT allocated FROM stock_level WHERE variant_id = ?1")?;
        let mut update = self.conn.prepare_cached("UPDATE stock_level SET allocated = ?2 WHERE variant_id = ?1")?;
        for (variant, units) in changes {
            let before: Option<i64> = known.query_row([variant.0], |row| row.get(0)).optional()?;
            let before = before.ok_or_else(|| StoreError::Missing(format!("Varian {variant}")))?;
            let after = before.checked_add(*units).ok_or(StoreError::TooLarge("allocated"))?;
            within(after, *units, UNITS_KEPT, "allocated")?;
            update.execute(params![variant.0, after])?;
        }
        drop((known, update));
        if !changes.is_empty() {
            self.touch(Topic::Stock);
        }
        Ok(())
    }

    /// Notes that the shop has said how many there are of a variant, unless it had before.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn mark_stocked(&mut self, variant: VariantId, at: Instant) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE stock_level SET stocked_at = ?2 WHERE variant_id = ?1 AND stocked_at IS NULL")?
            .execute(params![variant.0, at.0])?;
        Ok(())
    }

    /// Changes the level by a move, and answers the units on hand afterwards, and by how many and by what value they have changed.
    fn shift(&mut self, change: &Move) -> Result<(i64, i64, i64), StoreError> {
        let units = |bin: Bin| match bin {
            bin if bin == change.from => -change.quantity,
            bin if bin == change.to => change.quantity,
            _ => 0,
        };
        let value = change.value.map_or(0, |value| value.0);
        let value = match (is_on_hand(change.from), is_on_hand(change.to)) {
            (false, true) => value,
            (true, false) => -value,
            _ => 0,
        };
        let variant = change.variant;
        let by = [units(Bin::Shelf), units(Bin::Packed), units(Bin::Damaged), value];
        // Read and written, each for itself: what `RETURNING` answers goes through a table of its own.
        let known: Option<[i64; 4]> = self
            .conn
            .prepare_cached("SELECT shelf, packed, damaged, value FROM stock_level WHERE variant_id = ?1")?
            .query_row([variant.0], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))
            .optional()?;
        let mut after = known.unwrap_or_default();
        for (sum, by) in after.iter_mut().zip(by) {
            *sum = sum.checked_add(by).ok_or(StoreError::TooLarge("stock"))?;
        }
        if known.is_none() || after[..3].iter().any(|units| *units < 0) {
            let (quantity, from) = (change.quantity, change.from);
            return Err(StoreError::Broken(format!("variant {variant}: {quantity} units aren't in {from:?}")));
        }
        for (at, most) in [UNITS_KEPT, UNITS_KEPT, UNITS_KEPT, MONEY_MAX].into_iter().enumerate() {
            within(after[at], by[at], most, "stock")?;
        }
        self.conn
            .prepare_cached(
                "UPDATE stock_level SET shelf = ?2, packed = ?3, damaged = ?4, value = ?5 WHERE variant_id = ?1",
            )?
            .execute(params![variant.0, after[0], after[1], after[2], after[3]])?;
        Ok((after[0] + after[1], by[0] + by[1], value))
    }
}

/// The bin stored by a word.
pub(crate) fn bin_of(key: &str) -> Result<Bin, StoreError> {
    Bin::from_key(key).ok_or_else(|| StoreError::unknown("bin", key))
}
