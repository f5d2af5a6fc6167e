//! What was ordered of each variant, week by week, and on which days there was something to order.

use std::collections::HashMap;

use runut_core::forecast::{WEEKS_MOST, week_of};
use runut_core::rows::ForecastWeek;
use runut_core::{DAY_MS, Day, VariantId, Zone};
use rusqlite::params;

use crate::day_keys::day_of;
use crate::variant_days::key_of;
use crate::{Reader, StoreError};

/// Days of a week.
const WEEK: i64 = 7;
/// Days that are read at most.
const MOST: i64 = WEEKS_MOST as i64 * WEEK;

/// Units ordered by variant and day, the last day 0 and the ones before it counted back.
pub(super) struct Demand {
    /// The last full day.
    last: Day,
    ordered: HashMap<VariantId, HashMap<i64, i64>>,
}

impl Demand {
    /// What was ordered up to the day before `day`. Drafts and cancelled orders aren't demand; what came back later was.
    pub(super) fn read(book: &Reader<'_>, day: Day, zone: Zone) -> Result<Self, StoreError> {
        let last = day.plus(-1);
        let (begins, ends) = (zone.begins(last.plus(1 - MOST)), zone.begins(day));
        let mut statement = book.conn.prepare_cached(
            "SELECT l.variant_id, o.placed_at, l.quantity FROM orders o JOIN order_line l ON l.order_id = o.id
             WHERE o.placed_at >= ?1 AND o.placed_at < ?2 AND o.stage <> 'draft' AND o.stage <> 'cancelled'",
        )?;
        let mut rows = statement.query(params![begins.0, ends.0])?;
        let mut ordered: HashMap<VariantId, HashMap<i64, i64>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let (variant, at, units): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let back = (ends.0 - 1 - at) / DAY_MS;
            *ordered.entry(VariantId(variant)).or_default().entry(back).or_default() += units;
        }
        Ok(Self { last, ordered })
    }

    /// A variant's full weeks, the oldest first, from the first day on which it was ordered or there. A day that began with nothing
    /// on hand and on which none was ordered says nothing of demand, unless it may be sold before it is there.
    pub(super) fn weeks(
        &self,
        book: &Reader<'_>,
        variant: VariantId,
        sell_ahead: bool,
    ) -> Result<Vec<ForecastWeek>, StoreError> {
        let none = HashMap::new();
        let ordered = self.ordered.get(&variant).unwrap_or(&none);
        let stock = self.stock(book, variant)?;
        let began = ordered.keys().max().copied().into_iter().chain(stock.first().map(|(back, _)| *back)).max();
        let Some(began) = began else { return Ok(Vec::new()) };
        let weeks = ((began + 1) / WEEK).min(WEEKS_MOST as i64);
        let mut at = stock.iter().peekable();
        let mut on_hand = None;
        let mut found = Vec::new();
        for week in (0..weeks).rev() {
            let (mut units, mut days) = (0, 0);
            for back in (week * WEEK..(week + 1) * WEEK).rev() {
                // As the day began: what the days before it came to.
                while let Some((_, units)) = at.next_if(|(day, _)| *day > back) {
                    on_hand = Some(*units);
                }
                let sold = ordered.get(&back).copied().unwrap_or(0);
                units += sold;
                days += i64::from(sell_ahead || sold > 0 || on_hand.is_none_or(|units| units > 0));
            }
            let from = self.last.plus(1 - (week + 1) * WEEK);
            found.push(ForecastWeek { from, units, days, counts: week_of(units, days).is_some() });
        }
        Ok(found)
    }

    /// What was on hand at the end of the days on which that changed, the oldest first, days counted back from the last.
    fn stock(&self, book: &Reader<'_>, variant: VariantId) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut statement = book
            .conn
            .prepare_cached("SELECT key, on_hand FROM variant_day WHERE key BETWEEN ?1 AND ?2 ORDER BY key")?;
        let mut rows = statement.query([key_of(variant, Day(0))?, key_of(variant, self.last)?])?;
        let mut days = Vec::new();
        while let Some(row) = rows.next()? {
            let (key, on_hand): (i64, i64) = (row.get(0)?, row.get(1)?);
            days.push((day_of(key).days_to(self.last), on_hand));
        }
        Ok(days)
    }
}
