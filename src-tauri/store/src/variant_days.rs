//! What each variant's days came to: units and their value in and out, what was sold. Kept with each write, so that the stock of any
//! day and a period's sales cost the same in a book of a million orders.

use std::collections::BTreeMap;

use runut_core::order::Order;
use runut_core::order::Sold;
use runut_core::{Day, MONEY_MAX, VariantId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::StoreError;
use crate::bounds::{UNITS_KEPT, within};
use crate::day_keys::DAYS;

/// The key of a variant's day.
pub(crate) fn key_of(variant: VariantId, day: Day) -> Result<i64, StoreError> {
    let first = variant.0.checked_mul(DAYS).ok_or(StoreError::TooLarge("variant"))?;
    Ok(first + i64::from(day.0).clamp(0, DAYS - 1))
}

/// What a write adds to a variant's day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Added {
    units_in: i64,
    units_out: i64,
    value: i64,
    sold: Sold,
}

/// What a write adds to the days of variants, gathered and written once, at its end.
#[derive(Debug, Default)]
pub(crate) struct VariantDays(BTreeMap<(VariantId, Day), Added>);

impl VariantDays {
    /// Units that have come on hand, or with a minus have left it, and what inventory gains by them.
    pub fn moved(&mut self, variant: VariantId, day: Day, units: i64, value: i64) {
        if (units, value) == (0, 0) {
            return;
        }
        let added = self.0.entry((variant, day)).or_default();
        if units > 0 {
            added.units_in += units;
        } else {
            added.units_out -= units;
        }
        added.value = added.value.saturating_add(value); // within its bounds in the level
    }

    /// What an order has sold more, or less, than before.
    pub fn sold(&mut self, before: Option<&Order>, after: Option<&Order>, day: Day) {
        let mut change: BTreeMap<VariantId, Sold> = BTreeMap::new();
        for (order, times) in [(before, -1), (after, 1)] {
            for (variant, sold) in order.map(Order::sold).unwrap_or_default() {
                change.entry(variant).or_default().add(&sold, times);
            }
        }
        for (variant, sold) in change.into_iter().filter(|(_, sold)| *sold != Sold::default()) {
            self.0.entry((variant, day)).or_default().sold.add(&sold, 1);
        }
    }

    /// What goods that had left already have cost more, or less.
    pub fn cost(&mut self, variant: VariantId, day: Day, cost: runut_core::Money) {
        self.0.entry((variant, day)).or_default().sold.add(&Sold { cost, ..Sold::default() }, 1);
    }

    /// Writes them. What is dated before a variant's last day adds to all later ones.
    pub fn write(&self, conn: &Connection) -> Result<(), StoreError> {
        for ((variant, day), added) in self.0.iter().filter(|(_, added)| **added != Added::default()) {
            write(conn, *variant, *day, added)?;
        }
        Ok(())
    }
}

fn write(conn: &Connection, variant: VariantId, day: Day, added: &Added) -> Result<(), StoreError> {
    let (key, first) = (key_of(variant, day)?, key_of(variant, Day(0))?);
    let mut last = conn.prepare_cached(
        "SELECT key, on_hand, value FROM variant_day WHERE key BETWEEN ?1 AND ?2 ORDER BY key DESC LIMIT 1",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let mut known: Option<(i64, i64, i64)> = last.query_row([first, first + DAYS - 1], read).optional()?;
    let units = added.units_in - added.units_out;
    if known.is_some_and(|(known, ..)| known > key) {
        conn.prepare_cached(
            "UPDATE variant_day SET on_hand = on_hand + ?3, value = value + ?4 WHERE key > ?1 AND key <= ?2",
        )?
        .execute(params![key, first + DAYS - 1, units, added.value])?;
        known = last.query_row([first, key], read).optional()?;
    }
    let (_, on_hand, value) = known.unwrap_or_default();
    let (on_hand, value) = (on_hand + units, value.saturating_add(added.value));
    within(on_hand, units, UNITS_KEPT, "stock")?;
    within(value, added.value, MONEY_MAX, "stock")?;
    let Sold { units: sold, returned, revenue, discount, cost } = added.sold;
    let sql = if known.is_some_and(|(known, ..)| known == key) {
        "UPDATE variant_day SET units_in = units_in + ?2, units_out = units_out + ?3, sold = sold + ?4,
           returned = returned + ?5, revenue = revenue + ?6, discount = discount + ?7, cost = cost + ?8, on_hand = ?9,
           value = ?10 WHERE key = ?1"
    } else {
        "INSERT INTO variant_day (key, units_in, units_out, sold, returned, revenue, discount, cost, on_hand, value)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
    };
    conn.prepare_cached(sql)?.execute(params![
        key,
        added.units_in,
        added.units_out,
        sold,
        returned,
        revenue.0,
        discount.0,
        cost.0,
        on_hand,
        value
    ])?;
    Ok(())
}
