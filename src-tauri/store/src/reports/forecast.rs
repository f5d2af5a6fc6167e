//! What goods will sell, and goods that nobody buys.

use runut_core::forecast::{Outlook, outlook, week_of};
use runut_core::rows::{DeadRow, DeadStock, ForecastCard, ForecastRow, ForecastWeek, Forecasts, ReorderTerms};
use runut_core::{Day, Money, VariantId};
use rusqlite::params;

use super::demand::Demand;
use super::supply::Supply;
use crate::day_keys::{DAYS, day_of};
use crate::purchases::what;
use crate::{Reader, StoreError};

/// Days after which goods that none was sold of are dead.
pub const DEAD_DAYS: i64 = 90;

/// A variant as a forecast knows it.
pub(super) struct Goods {
    pub(super) variant: VariantId,
    pub(super) what: String,
    pub(super) sku: String,
    pub(super) sell_ahead: bool,
    pub(super) available: i64,
    pub(super) on_hand: i64,
    pub(super) value: Money,
}

/// Variants that aren't archived, by product and name; with `only`, that one, archived or not.
pub(super) fn goods(book: &Reader<'_>, only: Option<VariantId>) -> Result<Vec<Goods>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT v.id, p.name AS product, v.name AS variant, v.sku, v.sell_ahead, s.shelf + s.packed AS on_hand, s.allocated, s.value
         FROM variant v JOIN product p ON p.id = v.product_id JOIN stock_level s ON s.variant_id = v.id
         WHERE CASE WHEN CAST(?1 AS BIGINT) IS NULL THEN v.archived = 0 ELSE v.id = ?1 END
         ORDER BY p.name_fold, v.name_fold, v.id",
    )?;
    let rows = statement.query_map([only.map(|variant| variant.0)], |row| {
        let (on_hand, allocated): (i64, i64) = (row.get("on_hand")?, row.get("allocated")?);
        Ok(Goods {
            variant: VariantId(row.get("id")?),
            what: what(&row.get::<_, String>("product")?, &row.get::<_, String>("variant")?),
            sku: row.get("sku")?,
            sell_ahead: row.get("sell_ahead")?,
            available: on_hand - allocated,
            on_hand,
            value: Money(row.get("value")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Weeks that the lead time takes, one at least.
pub(super) fn weeks_ahead(days: f64) -> usize {
    (days / 7.0).ceil().clamp(1.0, 52.0) as usize
}

pub(super) fn foretold(weeks: &[ForecastWeek], ahead: usize, terms: &ReorderTerms) -> Outlook {
    let weeks: Vec<Option<f64>> = weeks.iter().map(|week| week_of(week.units, week.days)).collect();
    outlook(&weeks, ahead, terms.service as f64 / 100.0)
}

/// Units in tenths.
pub(super) fn in_tenths(units: f64) -> i64 {
    (units * 10.0).round() as i64
}

/// How far a forecast was off a week, and how far the last week repeated was: in tenths.
pub(super) fn off(outlook: &Outlook) -> (Option<i64>, Option<i64>) {
    let a_week = |of: f64, ahead: usize| in_tenths(of / ahead.max(1) as f64);
    let tested = outlook.tested;
    (tested.map(|t| a_week(t.error, t.ahead)), tested.map(|t| a_week(t.naive, t.ahead)))
}

fn row_of(goods: &Goods, weeks: &[ForecastWeek], outlook: &Outlook) -> ForecastRow {
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    let masked = weeks.iter().filter(|week| !week.counts).count();
    let (error, naive) = off(outlook);
    ForecastRow {
        variant: goods.variant,
        what: goods.what.clone(),
        sku: goods.sku.clone(),
        weeks: count(weeks.len()),
        masked: count(masked),
        class: outlook.class,
        method: outlook.method,
        few: outlook.tested.is_none(),
        week: (weeks.len() > masked).then(|| in_tenths(outlook.week)),
        error,
        naive,
        origins: outlook.tested.map_or(0, |tested| count(tested.origins)),
    }
}

/// What each variant will sell a week, over the days until goods come.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub fn forecasts(book: &Reader<'_>, day: Day) -> Result<Forecasts, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let (demand, terms) = (Demand::read(book, day, zone)?, ReorderTerms::default());
    let supply = Supply::read(book, day)?;
    let row = |goods: Goods| {
        let weeks = demand.weeks(book, goods.variant, goods.sell_ahead)?;
        let lead = supply.lead_time(goods.variant, terms.lead_days);
        Ok(row_of(&goods, &weeks, &foretold(&weeks, weeks_ahead(lead.days), &terms)))
    };
    let rows = goods(book, None)?.into_iter().map(row).collect::<Result<_, StoreError>>()?;
    Ok(Forecasts { day, rows })
}

/// What a variant will sell a week, with the weeks that it is made from.
///
/// # Errors
/// As [`forecasts`]; [`StoreError::Missing`] where there is no such variant.
pub fn forecast_card(book: &Reader<'_>, day: Day, variant: VariantId) -> Result<ForecastCard, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let (demand, terms) = (Demand::read(book, day, zone)?, ReorderTerms::default());
    let found = goods(book, Some(variant))?.into_iter().next();
    let goods = found.ok_or_else(|| StoreError::Missing(format!("Varian {variant}")))?;
    let history = demand.weeks(book, variant, goods.sell_ahead)?;
    let lead = Supply::read(book, day)?.lead_time(variant, terms.lead_days);
    let row = row_of(&goods, &history, &foretold(&history, weeks_ahead(lead.days), &terms));
    Ok(ForecastCard { day, row, history })
}

/// Goods on hand at the end of a day that were there for 90 days without a break, and none of which was sold in them.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn dead_stock(book: &Reader<'_>, day: Day) -> Result<DeadStock, StoreError> {
    // Of each search there is one bound below: of two, the earlier may be taken, and all of a variant's days be gone through.
    let mut statement = book.conn.prepare_cached(
        "SELECT v.id, p.name AS product, v.name AS variant, v.sku, d.on_hand, d.value,
           (SELECT MIN(f.key) FROM variant_day f WHERE f.key <= v.id * ?2 + ?1 AND f.units_in > 0 AND f.key > COALESCE(
             (SELECT MAX(e.key) FROM variant_day e WHERE e.key BETWEEN v.id * ?2 AND v.id * ?2 + ?1 AND e.on_hand <= 0), v.id * ?2)) AS came,
           (SELECT MAX(l.key) FROM variant_day l WHERE l.key BETWEEN v.id * ?2 AND v.id * ?2 + ?1 AND l.sold > 0) AS sold
         FROM variant v JOIN product p ON p.id = v.product_id
         JOIN variant_day d ON d.key = (
           SELECT MAX(k.key) FROM variant_day k WHERE k.key BETWEEN v.id * ?2 AND v.id * ?2 + ?1)
         WHERE d.on_hand > 0 ORDER BY d.value DESC, p.name_fold, v.name_fold, v.id",
    )?;
    let mut rows = statement.query(params![day.0, DAYS])?;
    let (mut dead, mut of) = (Vec::new(), Money::ZERO);
    while let Some(row) = rows.next()? {
        let at = |column: &str| -> Result<Option<Day>, StoreError> {
            let key: Option<i64> = row.get(column)?;
            Ok(key.map(day_of))
        };
        let (came, sold, value) = (at("came")?, at("sold")?, Money(row.get("value")?));
        of += value;
        let days = sold.max(came).map_or(0, |since| since.days_to(day));
        if days < DEAD_DAYS {
            continue;
        }
        dead.push(DeadRow {
            variant: VariantId(row.get("id")?),
            what: what(&row.get::<_, String>("product")?, &row.get::<_, String>("variant")?),
            sku: row.get("sku")?,
            on_hand: row.get("on_hand")?,
            value,
            sold,
            days,
        });
    }
    let value = dead.iter().map(|row| row.value).sum();
    Ok(DeadStock { day, unsold_days: DEAD_DAYS, rows: dead, value, of })
}
