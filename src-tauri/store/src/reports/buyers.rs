//! Buyers with what they bought, and how many came back. A buyer is a customer of the shop's; else who a store calls by a name that
//! isn't masked.

use std::collections::BTreeMap;

use runut_core::buyers::{self, Bought, FIFTHS, bought, scores, segment_of};
use runut_core::rows::{BuyerRow, Cohorts, Segment, SegmentRow, Segments};
use runut_core::takeover::is_masked;
use runut_core::{CustomerId, Day, Instant, Money, StoreId};

use crate::{Reader, StoreError};

/// By what a buyer is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Customer(CustomerId),
    Buyer(StoreId, String),
}

/// What every buyer ordered, and how many orders there are in all and without a buyer.
struct Orders {
    of: BTreeMap<Known, Vec<(Day, Money)>>,
    all: i64,
    unnamed: i64,
}

fn orders(book: &Reader<'_>, day: Day) -> Result<Orders, StoreError> {
    let zone = book.shop()?.ok_or(StoreError::NoShop)?.zone;
    let mut statement = book.conn.prepare_cached(
        "SELECT customer_id, store_id, buyer, placed_at, total FROM orders
         WHERE placed_at < ?1 AND stage <> 'draft' AND stage <> 'cancelled'",
    )?;
    let mut rows = statement.query([zone.begins(day.plus(1)).0])?;
    let mut found = Orders { of: BTreeMap::new(), all: 0, unnamed: 0 };
    while let Some(row) = rows.next()? {
        found.all += 1;
        let (customer, store): (Option<i64>, Option<i64>) = (row.get(0)?, row.get(1)?);
        let buyer: String = row.get(2)?;
        let known = match customer {
            Some(id) => Known::Customer(CustomerId(id)),
            None if buyer.is_empty() || is_masked(&buyer) => {
                found.unnamed += 1;
                continue;
            }
            None => Known::Buyer(StoreId(store.unwrap_or(0)), buyer),
        };
        let order = (zone.day(Instant(row.get(3)?)), Money(row.get(4)?));
        found.of.entry(known).or_default().push(order);
    }
    Ok(found)
}

/// Buyers up to the end of a day, those who spent most first.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub fn segments(book: &Reader<'_>, day: Day) -> Result<Segments, StoreError> {
    let orders = orders(book, day)?;
    let names = names(book)?;
    let stores: BTreeMap<StoreId, String> = book.stores()?.into_iter().map(|store| (store.id, store.name)).collect();
    let mut all: Vec<(Known, i64, Bought)> = Vec::new();
    for (known, orders) in orders.of {
        let count = i64::try_from(orders.len()).unwrap_or(i64::MAX);
        all.extend(bought(orders, day).map(|bought| (known, count, bought)));
    }
    let sums: Vec<Bought> = all.iter().map(|(.., bought)| *bought).collect();
    let row = |((known, orders, bought), scores): ((Known, i64, Bought), [i64; 3])| {
        let (id, customer, store, name) = match known {
            Known::Customer(id) => (id.to_string(), Some(id), None, names.get(&id).cloned().unwrap_or_default()),
            Known::Buyer(store, name) => (format!("{store}:{name}"), None, Some(store), name),
        };
        BuyerRow {
            id,
            customer,
            name,
            store: store.filter(|store| store.0 > 0),
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
    Ok(Segments {
        day,
        segments: Segment::ALL.map(of).to_vec(),
        repeat: i64::try_from(sums.iter().filter(|bought| bought.frequency > 0).count()).unwrap_or(i64::MAX),
        fifths: sums.len() >= FIFTHS,
        orders: orders.all,
        unnamed: orders.unnamed,
        customers,
    })
}

/// The days on which each buyer who is known ordered, oldest first: read once for all that is asked of them.
pub(super) struct Days(Vec<Vec<Day>>);

impl Days {
    /// Up to the end of a day.
    ///
    /// # Errors
    /// As [`segments`].
    pub(super) fn read(book: &Reader<'_>, until: Day) -> Result<Self, StoreError> {
        let days = |orders: Vec<(Day, Money)>| {
            let mut days: Vec<Day> = orders.into_iter().map(|(day, _)| day).collect();
            days.sort_unstable();
            days
        };
        Ok(Self(orders(book, until)?.of.into_values().map(days).collect()))
    }

    /// Orders placed from one day to another by buyers who had bought before, and all of those days.
    pub(super) fn repeats(&self, from: Day, to: Day) -> (i64, i64) {
        let (mut again, mut known) = (0, 0);
        for days in &self.0 {
            let begins = days.partition_point(|day| *day < from);
            let ends = days.partition_point(|day| *day <= to);
            known += ends - begins;
            // The first of all is no repetition.
            again += ends - begins.max(1).min(ends);
        }
        (count(again), count(known))
    }

    /// Buyers whose first order is of these days and who bought on a later day within so many, and all such buyers.
    pub(super) fn came_back(&self, from: Day, to: Day, within: i64) -> (i64, i64) {
        let (mut again, mut new) = (0, 0);
        for days in &self.0 {
            let Some(first) = days.first().copied().filter(|first| (from..=to).contains(first)) else { continue };
            new += 1;
            again += usize::from(days.iter().any(|day| *day > first && first.days_to(*day) <= within));
        }
        (count(again), count(new))
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
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
    let all: Vec<Bought> = orders(book, day)?.of.into_values().filter_map(|orders| bought(orders, day)).collect();
    Ok(Cohorts { day, rows: buyers::cohorts(&all, day) })
}
