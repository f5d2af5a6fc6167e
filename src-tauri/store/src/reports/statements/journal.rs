//! The journal for accountants: every entry of some days, in the order of its number.

use runut_core::activity::sentence;
use runut_core::export::Days;
use runut_core::rows::PostedEntry;
use runut_core::statements::ShopChart;
use runut_core::{AccountId, Day, Money, OrderId, StoreId};

use super::sums;
use crate::log::facts;
use crate::{Reader, StoreError};

/// Entries read at a time.
const PAGE: i64 = 500;

/// All accounts and stores of the shop, as statements and journals name them.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn shop_chart(book: &Reader<'_>) -> Result<ShopChart, StoreError> {
    sums::chart(book)
}

/// Hands every entry of these days to `out`.
///
/// # Errors
/// [`StoreError`] where the book can't be read, or what `out` answers.
pub fn journal<E: From<StoreError>>(
    book: &Reader<'_>,
    days: Days,
    out: &mut impl FnMut(&PostedEntry) -> Result<(), E>,
) -> Result<i64, E> {
    let bounds = (days.from.map_or(i32::MIN, |day| day.0), days.to.map_or(i32::MAX, |day| day.0));
    let (mut after, mut count) = (0, 0);
    loop {
        let rows = page(book, bounds, after)?;
        for row in &rows {
            after = row.posting;
            out(row)?;
        }
        count += i64::try_from(rows.len()).unwrap_or(PAGE);
        if rows.is_empty() {
            return Ok(count);
        }
    }
}

/// The days are asked for through COALESCE, so that entries are read along their numbers and not sorted.
fn page(book: &Reader<'_>, (from, to): (i32, i32), after: i64) -> Result<Vec<PostedEntry>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT p.id, p.day, p.debit, p.credit, p.amount, p.order_id, p.store_id, a.noun, a.verb, a.facts, s.texts
         FROM posting p JOIN activity a ON a.id = p.activity_id LEFT JOIN sealed s ON s.activity_id = a.id
         WHERE p.id > ?1 AND COALESCE(p.day, 0) BETWEEN ?2 AND ?3 ORDER BY p.id LIMIT ?4",
    )?;
    let mut rows = statement.query([after, i64::from(from), i64::from(to), PAGE])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
        found.push(PostedEntry {
            posting: row.get("id")?,
            day: Day(row.get("day")?),
            debit: AccountId(row.get("debit")?),
            credit: AccountId(row.get("credit")?),
            amount: Money(row.get("amount")?),
            order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
            store: row.get::<_, Option<i64>>("store_id")?.map(StoreId),
            text: sentence(&noun, &verb, &facts(row)?),
        });
    }
    Ok(found)
}
