//! How many hands the shop needs, from what its days and people have counted.

use std::collections::BTreeSet;

use runut_core::figures::Dim;
use runut_core::rows::StaffAdvice;
use runut_core::staff::{DAYS, WEEKS, Work, advise};
use runut_core::{Day, PersonId};

use crate::figure_days::figure_key;
use crate::{Reader, StoreError};

/// What is advised on `today`, of the days up to yesterday.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn staff(book: &Reader<'_>, today: Day) -> Result<StaffAdvice, StoreError> {
    let to = today.plus(-1);
    let worked = worked(book, to)?;
    let person_days = weeks(to).map(|(from, to)| count(worked.iter().filter(|(_, day)| (from..=to).contains(day))));
    let from = to.plus(1 - DAYS);
    let people: BTreeSet<i64> = worked.iter().filter(|(_, day)| *day >= from).map(|(person, _)| person.0).collect();
    let (seconds, parcels) = work(book, from, to)?;
    Ok(advise(&Work {
        to,
        orders: orders(book, to)?,
        person_days: person_days.collect(),
        people: count(people.iter()),
        seconds,
        parcels,
    }))
}

fn count<T>(of: impl Iterator<Item = T>) -> i64 {
    i64::try_from(of.count()).unwrap_or(i64::MAX)
}

/// The last eight weeks that end with `to`, oldest first.
fn weeks(to: Day) -> impl Iterator<Item = (Day, Day)> {
    (0..WEEKS).rev().map(move |ago| (to.plus(-7 * ago - 6), to.plus(-7 * ago)))
}

/// The first day, up to one, on which an order was placed.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub(super) fn begins(book: &Reader<'_>, to: Day) -> Result<Option<Day>, StoreError> {
    let mut first =
        book.conn.prepare_cached("SELECT MIN(key) AS day FROM figure_day WHERE key <= ?1 AND placed > 0")?;
    Ok(first.query_row([to.0], |row| row.get::<_, Option<i32>>("day"))?.map(Day))
}

/// Orders placed by day, oldest first: of eight weeks, or from the first day that has any.
fn orders(book: &Reader<'_>, to: Day) -> Result<Vec<i64>, StoreError> {
    let Some(first) = begins(book, to)? else { return Ok(Vec::new()) };
    let from = first.max(to.plus(1 - 7 * WEEKS));
    let mut days = vec![0; usize::try_from(from.days_to(to) + 1).unwrap_or_default()];
    let mut statement =
        book.conn.prepare_cached("SELECT key AS day, placed FROM figure_day WHERE key BETWEEN ?1 AND ?2")?;
    let mut rows = statement.query([from.0, to.0])?;
    while let Some(row) = rows.next()? {
        let at = usize::try_from(from.days_to(Day(row.get("day")?))).unwrap_or(usize::MAX);
        if let Some(day) = days.get_mut(at) {
            *day = row.get("placed")?;
        }
    }
    Ok(days)
}

/// Who did something on which day of the last eight weeks.
fn worked(book: &Reader<'_>, to: Day) -> Result<Vec<(PersonId, Day)>, StoreError> {
    let from = to.plus(1 - 7 * WEEKS);
    let mut statement =
        book.conn.prepare_cached("SELECT key FROM figure_day WHERE key BETWEEN ?1 AND ?2 AND acts > 0 ORDER BY key")?;
    let mut worked = Vec::new();
    for person in book.persons()?.into_iter().map(|person| person.id) {
        let Some(dim) = Dim::person(person) else { continue };
        let first = figure_key(dim, Day(0));
        let days = statement.query_map([figure_key(dim, from), figure_key(dim, to)], |row| row.get::<_, i64>("key"))?;
        for key in days {
            worked.push((person, Day(i32::try_from(key? - first).unwrap_or_default())));
        }
    }
    Ok(worked)
}

/// Seconds of work in some days, and parcels that left in them.
fn work(book: &Reader<'_>, from: Day, to: Day) -> Result<(i64, i64), StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(work), 0) AS BIGINT) AS seconds, CAST(COALESCE(SUM(shipped), 0) AS BIGINT) AS parcels
         FROM figure_day WHERE key BETWEEN ?1 AND ?2",
    )?;
    Ok(statement.query_row([from.0, to.0], |row| Ok((row.get("seconds")?, row.get("parcels")?)))?)
}
