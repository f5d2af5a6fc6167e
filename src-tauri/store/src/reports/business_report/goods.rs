//! Goods in a report: what sold most, and what one came to in some days.

use runut_core::findings::Period;
use runut_core::statements::Period as Days;
use rusqlite::{OptionalExtension, params};

use crate::day_keys::DAYS;
use crate::{Reader, StoreError};

/// Products that are looked at.
const MOST: i64 = 20;

/// Days by which they are chosen, up to the end of a report's.
const CHOSEN_BY: i64 = 28;

/// What goods came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Goods {
    pub units: i64,
    /// Price less discounts.
    pub net: i64,
    /// What is left of it after their cost.
    pub margin: i64,
}

/// The products that sold most, with their names.
pub(super) fn sold_most(book: &Reader<'_>, period: Period) -> Result<Vec<(i64, String)>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT p.id, p.name FROM product p JOIN (
           SELECT v.product_id AS product, SUM(d.revenue - d.discount) AS net
           FROM variant v JOIN variant_day d ON d.key BETWEEN v.id * ?3 + ?1 AND v.id * ?3 + ?2
           WHERE d.sold > 0 GROUP BY v.product_id ORDER BY net DESC, product LIMIT ?4) AS most ON most.product = p.id
         ORDER BY most.net DESC, p.id",
    )?;
    let from = period.from.min(period.to().plus(1 - CHOSEN_BY));
    let rows = statement
        .query_map(params![from.0, period.to().0, DAYS, MOST], |row| Ok((row.get("id")?, row.get("name")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a product is called; empty where it is gone.
pub(super) fn name(book: &Reader<'_>, product: i64) -> Result<String, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT name FROM product WHERE id = ?1")?;
    Ok(statement.query_row([product], |row| row.get("name")).optional()?.unwrap_or_default())
}

/// What a product came to in some days.
pub(super) fn sums(book: &Reader<'_>, product: i64, days: Days) -> Result<Goods, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(d.sold), 0) AS BIGINT) AS units, CAST(COALESCE(SUM(d.revenue - d.discount), 0) AS BIGINT) AS net,
           CAST(COALESCE(SUM(d.revenue - d.discount - d.cost), 0) AS BIGINT) AS margin
         FROM variant v JOIN variant_day d ON d.key BETWEEN v.id * ?4 + ?2 AND v.id * ?4 + ?3 WHERE v.product_id = ?1",
    )?;
    Ok(statement.query_row(params![product, days.from.0, days.to.0, DAYS], |row| {
        Ok(Goods { units: row.get("units")?, net: row.get("net")?, margin: row.get("margin")? })
    })?)
}

/// What is left of a product.
pub(super) fn left(book: &Reader<'_>, product: i64) -> Result<i64, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(l.shelf - l.allocated), 0) AS BIGINT) AS units
         FROM variant v JOIN stock_level l ON l.variant_id = v.id WHERE v.product_id = ?1 AND v.archived = 0",
    )?;
    Ok(statement.query_row([product], |row| row.get("units"))?)
}
