//! Stock levels and moves: a level changes with a move (or an allocation) and with nothing else.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::rows::Bin;
use runut_core::stock::{Change, Level, Levels, Move, is_on_hand};
use runut_core::{ActivityId, Instant, Money, OrderId, VariantId};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

fn level_of(row: &Row<'_>) -> rusqlite::Result<Level> {
    Ok(Level {
        shelf: row.get("shelf")?,
        packed: row.get("packed")?,
        damaged: row.get("damaged")?,
        allocated: row.get("allocated")?,
        value: Money(row.get("value")?),
        stocked_at: row.get::<_, Option<i64>>("stocked_at")?.map(Instant),
        sell_ahead: row.get("sell_ahead")?,
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
    /// Carries out moves of an activity: the rows, and the levels with them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or a bin would fall below zero.
    pub fn move_goods(
        &mut self,
        activity: ActivityId,
        order: Option<OrderId>,
        moves: &[Move],
    ) -> Result<(), StoreError> {
        for change in moves {
            let mut level = self.levels([change.variant])?;
            level.apply(change).map_err(|shortage| StoreError::Broken(shortage.to_string()))?;
            let after = level.of(change.variant);
            self.put_level(change.variant, &after)?;
            let value = (is_on_hand(change.from) != is_on_hand(change.to)).then_some(change.value).flatten();
            self.conn
                .prepare_cached(
                    "INSERT INTO stock_move
                       (activity_id, variant_id, from_bin, to_bin, quantity, value, order_id, line_id, on_hand)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
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
                    after.on_hand()
                ])?;
            self.touch(Topic::Stock);
        }
        Ok(())
    }

    /// Carries out what an adjustment or a count changes.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or a bin would fall below zero.
    pub fn change_stock(&mut self, activity: ActivityId, change: &Change) -> Result<(), StoreError> {
        self.move_goods(activity, None, &change.moves)?;
        self.post(activity, None, &change.entries)
    }

    /// Changes what is allocated.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn allocate(&mut self, changes: &BTreeMap<VariantId, i64>) -> Result<(), StoreError> {
        for (variant, units) in changes {
            let mut level = self.level(*variant)?;
            level.allocated += units;
            self.put_level(*variant, &level)?;
            self.touch(Topic::Stock);
        }
        Ok(())
    }

    /// Notes that the shop has said how many there are of a variant, unless it had before.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn mark_stocked(&mut self, variant: VariantId, at: Instant) -> Result<(), StoreError> {
        let mut level = self.level(variant)?;
        if level.stocked_at.is_none() {
            level.stocked_at = Some(at);
            self.put_level(variant, &level)?;
        }
        Ok(())
    }

    fn put_level(&mut self, variant: VariantId, level: &Level) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO stock_level (variant_id, shelf, packed, damaged, allocated, value, stocked_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (variant_id) DO UPDATE SET shelf = excluded.shelf, packed = excluded.packed,
                   damaged = excluded.damaged, allocated = excluded.allocated, value = excluded.value,
                   stocked_at = excluded.stocked_at",
            )?
            .execute(params![
                variant.0,
                level.shelf,
                level.packed,
                level.damaged,
                level.allocated,
                level.value.0,
                level.stocked_at.map(|t| t.0)
            ])?;
        Ok(())
    }
}

/// The bin stored by a word.
pub(crate) fn bin_of(key: &str) -> Result<Bin, StoreError> {
    Bin::from_key(key).ok_or_else(|| StoreError::unknown("bin", key))
}
