//! Figures of the shop's days: what orders, scans and the log's entries add to them, added up again.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::figures::{Count, Dim, Figures, Purchases, Way, work_since};
use runut_core::order::Marks;
use runut_core::rows::Finding;
use runut_core::{Day, PersonId};
use rusqlite::Row;

use super::{FINDINGS_MAX, finding};
use crate::buyers::{ENDS, Kept, days_of, kept};
use crate::figure_days::{COUNTS, WAY, counts_of, figure_key, span_key, way_of_row};
use crate::{Reader, StoreError};

/// Every figure that is kept, and every one that should be: `marks` is what all orders add.
pub(super) fn compare(book: &Reader<'_>, mut marks: Marks, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    wrong_scans(book, &mut marks)?;
    let seen = entries(book, &mut marks)?;
    let mut unlike = Vec::new();
    buyers(book, &mut marks, &mut unlike)?;
    days(book, &marks, &seen, &mut unlike)?;
    ways(book, &marks, &mut unlike)?;
    spans(book, &marks, &mut unlike)?;
    findings.extend(unlike.into_iter().take(FINDINGS_MAX).map(|(place, found, expected)| {
        finding(
            "figure",
            &place,
            format!("{place}: angka hari itu tidak sama dengan pesanan dan catatannya ({found}, {expected})"),
            format!("{place}: the day's figure is not what its orders and log say ({found}, {expected})"),
        )
    }));
    Ok(())
}

/// A place, what was found there and what was expected.
type Unlike = (String, i64, i64);

fn wrong_scans(book: &Reader<'_>, marks: &mut Marks) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare(
        "SELECT a.day, a.person_id, COUNT(*) AS scans FROM scan s JOIN activity a ON a.id = s.activity_id
         WHERE s.outcome = 'wrong_item' OR s.outcome = 'extra_item' GROUP BY a.day, a.person_id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        count(marks, row, &[(Count::WrongScans, row.get("scans")?)])?;
    }
    Ok(())
}

/// Counts for a person and the shop.
fn count(marks: &mut Marks, row: &Row<'_>, counts: &[(Count, i64)]) -> Result<(), StoreError> {
    let mut figures = Figures::default();
    counts.iter().for_each(|(count, by)| figures.add(*count, *by));
    let person = Dim::person(PersonId(row.get("person_id")?));
    let dims: Vec<Dim> = std::iter::once(Dim::ALL).chain(person).collect();
    marks.count(Day(row.get("day")?), &dims, &figures);
    Ok(())
}

/// Entries and work of each person's days; answers when each was seen last.
fn entries(book: &Reader<'_>, marks: &mut Marks) -> Result<BTreeMap<i64, i64>, StoreError> {
    let mut statement = book.conn.prepare("SELECT day, person_id, at FROM activity ORDER BY person_id, day, id")?;
    let mut rows = statement.query([])?;
    let mut seen: BTreeMap<i64, i64> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (day, at): (i32, i64) = (row.get("day")?, row.get("at")?);
        let Some(person) = Dim::person(PersonId(row.get("person_id")?)) else { continue };
        let last = seen.entry(figure_key(person, Day(day))).or_default();
        let work = if *last == 0 { 0 } else { work_since(*last, at) };
        *last = at.max(*last);
        count(marks, row, &[(Count::Acts, 1), (Count::Work, work)])?;
    }
    Ok(seen)
}

fn days(
    book: &Reader<'_>,
    marks: &Marks,
    seen: &BTreeMap<i64, i64>,
    unlike: &mut Vec<Unlike>,
) -> Result<(), StoreError> {
    let mut expected: BTreeMap<i64, (Figures, i64)> = BTreeMap::new();
    for ((day, dim), figures) in &marks.figures {
        expected.entry(figure_key(*dim, *day)).or_default().0.add_all(figures, 1);
    }
    seen.iter().for_each(|(key, at)| expected.entry(*key).or_default().1 = *at);
    let mut statement = book.conn.prepare(&format!("SELECT {COUNTS}, seen_at, key FROM figure_day ORDER BY key"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let key: i64 = row.get("key")?;
        let (figures, seen) = expected.remove(&key).unwrap_or_default();
        let kept = counts_of(row)?;
        for count in Count::ALL {
            let (found, is) = (kept.of(count), figures.of(count));
            if found != is {
                unlike.push((format!("figure {key} ({})", count.column()), found, is));
            }
        }
        let found = row.get("seen_at")?;
        if found != seen {
            unlike.push((format!("figure {key} (seen_at)"), found, seen));
        }
    }
    let missing = expected.into_iter().filter(|(_, (figures, _))| !figures.is_nothing());
    unlike.extend(missing.map(|(key, _)| (format!("figure {key}"), 0, 1)));
    Ok(())
}

fn ways(book: &Reader<'_>, marks: &Marks, unlike: &mut Vec<Unlike>) -> Result<(), StoreError> {
    let mut expected = marks.ways.clone();
    let mut statement = book.conn.prepare(&format!("SELECT {WAY}, key FROM way_day ORDER BY key"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (day, kept) = (Day(row.get("key")?), way_of_row(row)?);
        let is = expected.remove(&day).unwrap_or_default();
        let differ = kept.all().zip(is.all()).filter(|(found, is)| found != is);
        unlike.extend(differ.map(|(found, is)| (format!("way {}", day.0), found, is)));
    }
    unlike.extend(
        expected.into_iter().filter(|(_, way)| *way != Way::default()).map(|(day, _)| (format!("way {}", day.0), 0, 1)),
    );
    Ok(())
}

fn spans(book: &Reader<'_>, marks: &Marks, unlike: &mut Vec<Unlike>) -> Result<(), StoreError> {
    let counted = marks.spans.iter().map(|((day, span, length), n)| (span_key(*day, *span, *length), *n));
    let mut expected: BTreeMap<i64, i64> = counted.collect();
    let mut statement = book.conn.prepare("SELECT key, n FROM tally_day ORDER BY key")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (key, found): (i64, i64) = (row.get("key")?, row.get("n")?);
        let is = expected.remove(&key).unwrap_or_default();
        if found != is {
            unlike.push((format!("tally {key}"), found, is));
        }
    }
    unlike.extend(expected.into_iter().filter(|(_, n)| *n != 0).map(|(key, n)| (format!("tally {key}"), 0, n)));
    Ok(())
}

/// What buyers bought, buyer by buyer; counts in the figures who is new and who came back.
fn buyers(book: &Reader<'_>, marks: &mut Marks, unlike: &mut Vec<Unlike>) -> Result<(), StoreError> {
    let mut sound = BTreeSet::new();
    for (buyer, mut days) in std::mem::take(&mut marks.buyers) {
        days.retain(|_, of| !of.is_nothing());
        let found = kept(book.conn, &buyer)?;
        let id = found.map_or(0, |kept| kept.id);
        let is = Kept::from_days(id, &days);
        is.iter().for_each(|is| is.count(marks, 1));
        if found != is {
            unlike.push((format!("buyer {id}"), found.map_or(0, |of| of.orders), is.map_or(0, |of| of.orders)));
        }
        if found.is_some() {
            let kept = days_of(book.conn, id, ENDS)?;
            let unlike_days = kept.keys().chain(days.keys()).filter(|day| kept.get(day) != days.get(day));
            let spent = |of: &BTreeMap<Day, Purchases>, day: &Day| of.get(day).map_or(0, |of| of.spent);
            unlike
                .extend(unlike_days.map(|day| (format!("buyer {id} {}", day.0), spent(&kept, day), spent(&days, day))));
            sound.insert(id);
        }
    }
    let mut strangers =
        book.conn.prepare("SELECT id FROM buyer UNION SELECT key / 100000000 AS id FROM buyer_day ORDER BY id")?;
    let mut rows = strangers.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        if !sound.contains(&id) {
            unlike.push((format!("buyer {id}"), 1, 0));
        }
    }
    Ok(())
}
