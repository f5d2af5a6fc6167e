//! What the stock was worth at the end of any day, and what each variant sold in a period: from the kept days of variants.

use runut_core::rows::{Valuation, ValuationRow, VariantSales};
use runut_core::{Day, Money, VariantId};
use rusqlite::params;

use crate::day_keys::DAYS;
use crate::{Reader, StoreError};

/// The stock at the end of a day, by product and variant name: what was on hand or worth something then.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn valuation(book: &Reader<'_>, day: Day) -> Result<Valuation, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT v.id, p.name AS product, v.name AS variant, v.sku, p.category, d.on_hand, d.value
         FROM variant v JOIN product p ON p.id = v.product_id
         JOIN variant_day d ON d.key = (
           SELECT MAX(k.key) FROM variant_day k WHERE k.key BETWEEN v.id * ?2 AND v.id * ?2 + ?1)
         WHERE d.on_hand <> 0 OR d.value <> 0 ORDER BY p.name_fold, v.name_fold, v.id",
    )?;
    let rows = statement.query_map(params![day.0, DAYS], |row| {
        let (on_hand, value): (i64, i64) = (row.get("on_hand")?, row.get("value")?);
        Ok(ValuationRow {
            variant: VariantId(row.get("id")?),
            product: row.get("product")?,
            name: row.get("variant")?,
            sku: row.get("sku")?,
            category: row.get("category")?,
            on_hand,
            unit_cost: Money(value / on_hand.max(1)),
            value: Money(value),
        })
    })?;
    let rows = rows.collect::<Result<Vec<_>, _>>()?;
    let (units, value) = (rows.iter().map(|row| row.on_hand).sum(), rows.iter().map(|row| row.value).sum());
    Ok(Valuation { day, rows, units, value })
}

/// What each variant sold from one day to another, both included, by product and variant name.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn variant_sales(book: &Reader<'_>, from: Day, to: Day) -> Result<Vec<VariantSales>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT v.id, p.name AS product, v.name AS variant, v.sku, p.category, CAST(SUM(d.sold) AS BIGINT) AS sold,
           CAST(SUM(d.returned) AS BIGINT) AS returned, CAST(SUM(d.revenue) AS BIGINT) AS revenue,
           CAST(SUM(d.discount) AS BIGINT) AS discount, CAST(SUM(d.cost) AS BIGINT) AS cost
         FROM variant v JOIN product p ON p.id = v.product_id
         JOIN variant_day d ON d.key BETWEEN v.id * ?3 + ?1 AND v.id * ?3 + ?2
         GROUP BY v.id, p.name, v.name, v.sku, p.category, p.name_fold, v.name_fold
         HAVING SUM(ABS(d.sold)) + SUM(ABS(d.returned)) + SUM(ABS(d.revenue)) + SUM(ABS(d.cost)) <> 0
         ORDER BY p.name_fold, v.name_fold, v.id",
    )?;
    let rows = statement.query_map(params![from.0, to.0, DAYS], |row| {
        Ok(VariantSales {
            variant: VariantId(row.get("id")?),
            product: row.get("product")?,
            name: row.get("variant")?,
            sku: row.get("sku")?,
            category: row.get("category")?,
            sold: row.get("sold")?,
            returned: row.get("returned")?,
            revenue: Money(row.get("revenue")?),
            discount: Money(row.get("discount")?),
            cost: Money(row.get("cost")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
