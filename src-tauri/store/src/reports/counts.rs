//! Stock counts for the doors. While a count is open what is expected stays untold: whoever counts must not know it.

use std::collections::BTreeMap;

use runut_core::rows::{CountDetail, CountLine, CountRow, CountState};
use runut_core::stock::{Goods, settle};
use runut_core::{CountId, Day, Instant, Money, VariantId, Zone};
use rusqlite::{Row, params};

use crate::{Reader, StoreError};

/// Counts in the list: the newest ones. Whoever looks for an older one finds it in the log.
const COUNTS: i64 = 200;

const COUNT: &str = "SELECT c.id, c.name, c.started_at, c.state, p.name AS person,
    (SELECT COUNT(*) FROM stock_count_line l WHERE l.count_id = c.id) AS variants,
    (SELECT COUNT(*) FROM stock_count_line l WHERE l.count_id = c.id AND l.counted IS NOT NULL) AS counted,
    (SELECT COUNT(*) FROM stock_count_line l WHERE l.count_id = c.id AND l.counted <> l.expected) AS differences,
    (SELECT CAST(COALESCE(SUM(l.value), 0) AS BIGINT) FROM stock_count_line l WHERE l.count_id = c.id) AS value
  FROM stock_count c JOIN person p ON p.id = c.person_id";

fn count_of(row: &Row<'_>) -> Result<CountRow, StoreError> {
    let state: String = row.get("state")?;
    let state = CountState::from_key(&state).ok_or_else(|| StoreError::unknown("count", state))?;
    let closed = state == CountState::Closed;
    let (differences, value): (i64, i64) = (row.get("differences")?, row.get("value")?);
    Ok(CountRow {
        id: CountId(row.get("id")?),
        name: row.get("name")?,
        started_at: Instant(row.get("started_at")?),
        person: row.get("person")?,
        state,
        variants: row.get("variants")?,
        counted: row.get("counted")?,
        differences: closed.then_some(differences),
        value: closed.then_some(Money(value)),
    })
}

/// The stock counts, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn counts_list(book: &Reader<'_>) -> Result<Vec<CountRow>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!("{COUNT} ORDER BY c.id DESC LIMIT ?1"))?;
    let mut rows = statement.query([COUNTS])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(count_of(row)?);
    }
    Ok(found)
}

/// A count and its variants in walking order. What was expected is told once it is closed, or when it is `reviewed`.
///
/// # Errors
/// [`StoreError::Missing`] where there is none.
pub fn count_detail(book: &Reader<'_>, id: CountId, reviewed: bool) -> Result<CountDetail, StoreError> {
    let count = book.count(id)?;
    let row = {
        let mut statement = book.conn.prepare_cached(&format!("{COUNT} WHERE c.id = ?1"))?;
        let mut rows = statement.query([id.0])?;
        let row = rows.next()?.ok_or_else(|| StoreError::Missing(format!("Opname {id}")))?;
        count_of(row)?
    };
    let mut lines = lines(book, id)?;
    let told = match count.state {
        CountState::Open => reviewed,
        CountState::Closed => true,
        CountState::Cancelled => false,
    };
    if told {
        let zone = book.shop()?.map_or(Zone::Wib, |shop| shop.zone);
        let mut counted: BTreeMap<VariantId, _> =
            book.count_entries(id)?.into_iter().filter_map(|e| Some((e.variant, e.counted?))).collect();
        for (line, closed_value) in &mut lines {
            let Some(counted) = counted.remove(&line.variant) else { continue };
            line.expected = Some(counted.expected);
            line.difference = Some(counted.difference());
            line.value = match count.state {
                CountState::Closed => *closed_value,
                // What can't be posted has no value: closing will say why.
                _ => {
                    let goods = Goods {
                        variant: line.variant,
                        what: &line.product,
                        level: book.level(line.variant)?,
                        last_cost: book.last_cost(line.variant)?,
                        short: 0,
                    };
                    settle(&goods, &counted, None, zone, Day::default()).ok().map(|change| change.value)
                }
            };
        }
    }
    Ok(CountDetail { row, lines: lines.into_iter().map(|(line, _)| line).collect() })
}

/// The lines as they are told to whoever counts, each with what its difference was worth.
fn lines(book: &Reader<'_>, count: CountId) -> Result<Vec<(CountLine, Option<Money>)>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT l.variant_id, p.name AS product, v.name, v.sku, v.barcode, v.shelf, l.counted, l.counted_at, l.reason,
           l.value, CASE WHEN s.stocked_at IS NULL THEN 1 ELSE 0 END AS first
         FROM stock_count_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
           JOIN stock_level s ON s.variant_id = v.id
         WHERE l.count_id = ?1 ORDER BY v.walk, p.name_fold, v.name_fold, v.id",
    )?;
    let found = statement
        .query_map(params![count.0], |row| {
            let line = CountLine {
                variant: VariantId(row.get("variant_id")?),
                product: row.get("product")?,
                name: row.get("name")?,
                sku: row.get("sku")?,
                barcode: row.get("barcode")?,
                shelf: row.get("shelf")?,
                counted: row.get("counted")?,
                counted_at: row.get::<_, Option<i64>>("counted_at")?.map(Instant),
                expected: None,
                difference: None,
                value: None,
                reason: row.get("reason")?,
                first: row.get("first")?,
            };
            Ok((line, row.get::<_, Option<i64>>("value")?.map(Money)))
        })?
        .collect::<Result<_, _>>()?;
    Ok(found)
}
