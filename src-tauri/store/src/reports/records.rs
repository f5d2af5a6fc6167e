//! What is still to be recorded, and how well the log itself is kept.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::records::{DueAt, Kept, Shop, due, review, reviewable};
use runut_core::rows::{Cadence, LogReview, RecordDue, RecordsDue, TemplateRow};
use runut_core::{Day, Instant, Month, RecordId, Refusal, Sentence, TemplateId};
use rusqlite::params;

use crate::records::STANDS;
use crate::{Reader, StoreError};

/// The account of advertising, as rules name it.
const ADVERTISING: i64 = 6130;

/// What is due on a day, what is still to be done first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn records_due(book: &Reader<'_>, today: Day) -> Result<RecordsDue, StoreError> {
    let hours = book.open_hours()?;
    let mut rows = Vec::new();
    for template in book.templates()?.into_iter().filter(|template| template.cadence != Cadence::Occasion) {
        let recorded = days_of(book, template.id, today.plus(-62), today)?;
        let days: Vec<Day> = recorded.iter().map(|(day, _)| *day).collect();
        let Some(DueAt { from, to, missed }) = due(&template, &hours, &days, today) else { continue };
        let done = recorded.iter().filter(|(day, _)| (from..=to).contains(day)).map(|(_, at)| *at).min();
        let missed = i64::try_from(missed.len()).unwrap_or_default();
        let who = who(&template);
        let TemplateRow { id, key, name, cadence, .. } = template;
        rows.push(RecordDue { template: id, key, name, day: to, cadence, who, missed, done });
    }
    rows.sort_by_key(|row| row.done.is_some());
    let open = rows.iter().filter(|row| row.done.is_none()).count();
    Ok(RecordsDue { rows, open: i64::try_from(open).unwrap_or_default() })
}

/// Who fills in a template.
fn who(template: &TemplateRow) -> Sentence {
    match (template.person, template.division) {
        (Some(_), _) => Sentence::new(template.person_name.as_str(), template.person_name.as_str()),
        (None, Some(division)) => division.word(),
        (None, None) => Sentence::default(),
    }
}

/// The days that a template's standing records are of, with when each was written.
fn days_of(book: &Reader<'_>, template: TemplateId, from: Day, to: Day) -> Result<Vec<(Day, Instant)>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT r.day, a.at FROM record r JOIN activity a ON a.id = r.activity_id
         WHERE r.template_id = ?1 AND r.day BETWEEN ?2 AND ?3 AND {STANDS} ORDER BY r.day, r.id"
    ))?;
    let rows = statement
        .query_map(params![template.0, from.0, to.0], |row| Ok((Day(row.get("day")?), Instant(row.get("at")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The evaluation of the log of a month.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for a month that hasn't begun.
pub fn log_review(book: &Reader<'_>, month: Month, today: Day) -> Result<Result<LogReview, Refusal>, StoreError> {
    if let Err(refusal) = reviewable(month, today) {
        return Ok(Err(refusal));
    }
    let templates = book.templates()?;
    let mut kept = BTreeMap::new();
    for template in &templates {
        kept.insert(template.id, kept_of(book, template.id, month)?);
    }
    let shop = Shop { own: parts(book)?, ..happened(book, month)? };
    let of = |template: &TemplateRow| kept.get(&template.id).cloned().unwrap_or_default();
    let first = first_days(book)?;
    let since = |template: &TemplateRow| first.get(&template.id).copied();
    Ok(Ok(review(month, &templates, &book.open_hours()?, &shop, today, since, of)))
}

/// The first day that each template's standing records are of.
fn first_days(book: &Reader<'_>) -> Result<BTreeMap<TemplateId, Day>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "SELECT r.template_id, MIN(r.day) AS first FROM record r WHERE {STANDS} GROUP BY r.template_id"
    ))?;
    let rows = statement.query_map([], |row| Ok((TemplateId(row.get("template_id")?), Day(row.get("first")?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The records of a template of a month as they stand. A correction was written in time where what it corrects was.
fn kept_of(book: &Reader<'_>, template: TemplateId, month: Month) -> Result<Vec<Kept>, StoreError> {
    let mut statement = book.conn.prepare_cached(&format!(
        "WITH RECURSIVE chain AS (
           SELECT r.id, r.day, r.id AS begun, r.replaces FROM record r
           WHERE r.template_id = ?1 AND r.day BETWEEN ?2 AND ?3 AND {STANDS}
           UNION ALL SELECT c.id, c.day, b.id, b.replaces FROM chain c JOIN record b ON b.id = c.replaces)
         SELECT c.id, c.day, a.day AS written FROM chain c JOIN record f ON f.id = c.begun JOIN activity a ON a.id = f.activity_id
         WHERE c.replaces IS NULL ORDER BY c.id"
    ))?;
    let rows = statement.query_map(params![template.0, month.first().0, month.last().0], |row| {
        Ok((row.get::<_, i64>("id")?, Day(row.get("day")?), Day(row.get("written")?)))
    })?;
    let mut kept = Vec::new();
    for row in rows {
        let (id, day, written) = row?;
        let record = book.record_row(RecordId(id))?;
        let filled = record.values.into_iter().map(|value| value.field).collect();
        kept.push(Kept { day, written, filled });
    }
    Ok(kept)
}

/// What happened in a month that should be recorded.
fn happened(book: &Reader<'_>, month: Month) -> Result<Shop, StoreError> {
    let bounds = params![month.first().0, month.last().0];
    let mut claims = book.conn.prepare_cached(
        "SELECT COUNT(DISTINCT a.noun_id) AS claims FROM activity a
         WHERE a.day BETWEEN ?1 AND ?2 AND a.noun = 'order' AND a.verb = 'claim'",
    )?;
    let mut spent = book.conn.prepare_cached(
        "SELECT CAST(COALESCE(SUM(CASE WHEN p.debit = ?3 THEN p.amount ELSE -p.amount END), 0) AS BIGINT) AS spent FROM posting p
         WHERE p.day BETWEEN ?1 AND ?2 AND (p.debit = ?3 OR p.credit = ?3)",
    )?;
    Ok(Shop {
        claims: claims.query_row(bounds, |row| row.get("claims"))?,
        advertising: spent.query_row(params![month.first().0, month.last().0, ADVERTISING], |row| row.get("spent"))?,
        own: BTreeSet::new(),
    })
}

/// What the shop's own figures are made of.
fn parts(book: &Reader<'_>) -> Result<BTreeSet<String>, StoreError> {
    Ok(book.own_kpis()?.into_iter().flat_map(|own| [own.form.of, own.form.per]).collect())
}
