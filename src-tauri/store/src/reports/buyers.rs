//! Buyers with what they bought, and how many came back. A buyer is a customer of the shop's; else who a store calls by a name that
//! isn't masked.

use std::collections::BTreeMap;

use runut_core::buyers::{self, Bought, FIFTHS, scores, segment_of};
use runut_core::figures::{Buyer, Dim};
use runut_core::rows::{BuyerRow, Cohorts, Segment, SegmentRow, Segments};
use runut_core::{CustomerId, Day, Money, StoreId};

use crate::buyers::{KEPT, Kept, buyer_of_row, days_of};
use crate::figure_days::figure_key;
use crate::{Reader, StoreError};

/// Buyers with how many orders they have and what their days come to, by the end of a day.
fn all(book: &Reader<'_>, day: Day) -> Result<Vec<(Buyer, i64, Bought)>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT customer_id, store_id, name, {KEPT} FROM buyer WHERE first_day <= ?1 ORDER BY id"
    ))?;
    let (mut rows, mut found) = (statement.query([day.0])?, Vec::new());
    while let Some(row) = rows.next()? {
        let mut kept = Kept::of(row)?;
        if kept.last > day {
            let Some(by_then) = Kept::from_days(kept.id, &days_of(book.conn, kept.id, day)?) else { continue };
            kept = by_then;
        }
        found.push((buyer_of_row(row)?, kept.orders, kept.bought(day)));
    }
    Ok(found)
}

/// How many orders were placed up to the end of a day, cancelled ones left out, and of how many it isn't known who bought.
fn orders(book: &Reader<'_>, day: Day) -> Result<(i64, i64), StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(unit_orders), 0) AS BIGINT) AS orders,
           CAST(COALESCE(SUM(unit_orders - known), 0) AS BIGINT) AS unnamed FROM figure_day WHERE key BETWEEN ?1 AND ?2",
    )?;
    let bounds = [figure_key(Dim::ALL, Day(0)), figure_key(Dim::ALL, day)];
    Ok(statement.query_row(bounds, |row| Ok((row.get("orders")?, row.get("unnamed")?)))?)
}

/// Buyers up to the end of a day, those who spent most first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn segments(book: &Reader<'_>, day: Day) -> Result<Segments, StoreError> {
    let (all, names) = (all(book, day)?, names(book)?);
    let stores: BTreeMap<StoreId, String> = book.stores()?.into_iter().map(|store| (store.id, store.name)).collect();
    let sums: Vec<Bought> = all.iter().map(|(.., bought)| *bought).collect();
    let row = |((buyer, orders, bought), scores): ((Buyer, i64, Bought), [i64; 3])| {
        let (id, customer, store, name) = match buyer {
            Buyer::Customer(id) => (id.to_string(), Some(id), None, names.get(&id).cloned().unwrap_or_default()),
            Buyer::Named(store, name) => (format!("{}:{name}", store.unwrap_or(StoreId(0))), None, store, name),
        };
        BuyerRow {
            id,
            customer,
            name,
            store,
            store_name: store.and_then(|store| stores.get(&store).cloned()).unwrap_or_default(),
            orders,
            first: bought.first,
            last: bought.last,
            recency_days: bought.recency,
            frequency: bought.frequency,
            age_days: bought.age,
            monetary: bought.spent,
            later_mean: bought.later_mean,
            r: scores[0],
            f: scores[1],
            m: scores[2],
            segment: segment_of(scores, bought.frequency),
        }
    };
    let mut customers: Vec<BuyerRow> = all.into_iter().zip(scores(&sums)).map(row).collect();
    customers.sort_by(|a, b| b.monetary.cmp(&a.monetary).then_with(|| a.id.cmp(&b.id)));
    let of = |segment: Segment| {
        let rows = customers.iter().filter(|row| row.segment == segment);
        let (buyers, monetary) = rows.fold((0, Money::ZERO), |(n, sum), row| (n + 1, sum + row.monetary));
        SegmentRow { segment, buyers, monetary }
    };
    let (orders, unnamed) = orders(book, day)?;
    Ok(Segments {
        day,
        segments: Segment::ALL.map(of).to_vec(),
        repeat: i64::try_from(sums.iter().filter(|bought| bought.frequency > 0).count()).unwrap_or(i64::MAX),
        fifths: sums.len() >= FIFTHS,
        orders,
        unnamed,
        customers,
    })
}

fn names(book: &Reader<'_>) -> Result<BTreeMap<CustomerId, String>, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT id, name FROM customer")?;
    let rows = statement.query_map([], |row| Ok((CustomerId(row.get("id")?), row.get("name")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Buyers by the month in which they bought first, and how many came back at equal ages.
///
/// # Errors
/// As [`segments`].
pub fn cohorts(book: &Reader<'_>, day: Day) -> Result<Cohorts, StoreError> {
    let all: Vec<Bought> = all(book, day)?.into_iter().map(|(.., bought)| bought).collect();
    Ok(Cohorts { day, rows: buyers::cohorts(&all, day) })
}
