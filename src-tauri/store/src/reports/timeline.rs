//! What people recorded and what the program logged by itself, as one line of time.
//!
//! No question looks through more than [`LOOKED`] entries: where that didn't do, the answer says how far back it has looked and where to
//! go on, so that a log of many years answers as quickly as one of a week.

use std::collections::BTreeSet;

use runut_core::activity::{Facts, sentence};
use runut_core::rows::{
    LogRow, Source, TimelineCount, TimelineDay, TimelineKind, TimelinePage, TimelineQuery, TimelineRow,
};
use runut_core::{Day, Instant, OrderId, RecordId, fold, undo};
use rusqlite::{Row, params};

use super::{cursor, page};
use crate::log::facts;
use crate::{Reader, StoreError};

/// So many entries are looked through for one answer.
const LOOKED: usize = 20_000;

/// What is read of an entry: the record that it tells of is of no entry else.
const ENTRY: &str =
    "SELECT a.id, a.at, a.day, a.person_id, p.name AS person, a.noun, a.noun_id, a.verb, a.order_id, a.facts, s.texts,
   a.batch, r.id AS record_id, COALESCE(t.trouble, 0) AS trouble, CASE WHEN n.id IS NULL THEN 0 ELSE 1 END AS replaced";
const BESIDE: &str = "JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id";
const OF_RECORD: &str = "LEFT JOIN template t ON t.id = r.template_id LEFT JOIN record n ON n.replaces = r.id";

/// The nouns of a kind of entries.
fn nouns(kind: TimelineKind) -> &'static [&'static str] {
    match kind {
        TimelineKind::All => &[],
        TimelineKind::Recorded | TimelineKind::Trouble => &["record"],
        TimelineKind::Orders => &["order", "wave", "import", "document"],
        TimelineKind::Money => {
            &["payment", "journal", "settlement", "account", "bill", "recurring", "equipment", "day", "month", "fee"]
        }
        TimelineKind::Stock => &["variant", "count", "product", "receipt", "purchase", "supplier"],
    }
}

/// What an answer is narrowed to, beside what its statement does.
struct Wanted<'a> {
    query: &'a TimelineQuery,
    /// People of the division that is asked for.
    people: Option<BTreeSet<i64>>,
    /// The words that are looked for, folded.
    words: Vec<String>,
}

impl Wanted<'_> {
    /// Whether an entry is wanted, as far as its columns tell.
    fn has(&self, row: &Row<'_>) -> Result<bool, StoreError> {
        let (noun, verb) = (row.get_ref("noun")?, row.get_ref("verb")?);
        let noun = noun.as_str().unwrap_or_default();
        let person: i64 = row.get("person_id")?;
        let of_kind = nouns(self.query.kind);
        Ok((of_kind.is_empty() || of_kind.contains(&noun))
            && (self.query.kind != TimelineKind::Trouble || row.get("trouble")?)
            && (self.query.noun.is_empty() || self.query.noun == noun)
            && (self.query.scans || verb.as_str().unwrap_or_default() != "scan")
            && self.query.person.is_none_or(|wanted| wanted.0 == person)
            && self.people.as_ref().is_none_or(|people| people.contains(&person)))
    }

    /// Whether what it says has all words that are looked for, in either language.
    fn says(&self, entry: &LogRow) -> bool {
        if self.words.is_empty() {
            return true;
        }
        let order = entry.order.map(|order| order.to_string()).unwrap_or_default();
        let text = fold(&format!("{} {} {} {order}", entry.text.id, entry.text.en, entry.person));
        self.words.iter().all(|word| text.contains(word.as_str()))
    }
}

/// A page of the timeline, the newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn timeline(book: &Reader<'_>, query: &TimelineQuery) -> Result<TimelinePage, StoreError> {
    let limit = usize::try_from(page(query.limit)).unwrap_or(1);
    let (day, id) = query.after.as_deref().map_or(Ok((i64::MAX, i64::MAX)), cursor)?;
    let (from, to) = (query.from.map_or(0, |day| day.0), query.to.map_or(i32::MAX, |day| day.0));
    let people = query.division.map(|division| people_of(book, division)).transpose()?;
    // A word with marks in it is looked for as it stands: 9.000 isn't a 9 and somewhere else a 000.
    let words = query.find.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    let wanted = Wanted { query, people, words };
    let mut statement = book.conn.prepare_cached(&statement_of(query))?;
    let (order, customer, product) =
        (query.order.map(|o| o.0), query.customer.map(|c| c.0), query.product.map(|p| p.0));
    let mut rows = statement.query(params![day, id, from, to, order, customer, product])?;
    let (mut found, mut looked, mut last) = (Vec::new(), 0, None);
    while let Some(row) = rows.next()? {
        if found.len() == limit || looked == LOOKED {
            // There is more behind the last one.
            let (day, id): (i32, i64) = last.unwrap_or_default();
            let searched = (found.len() < limit).then_some(Day(day));
            return Ok(TimelinePage { rows: found, next: Some(format!("{day}.{id}")), searched });
        }
        looked += 1;
        last = Some((row.get("day")?, row.get("id")?));
        if wanted.has(row)? {
            let entry = timeline_row(row)?;
            if wanted.says(&entry.entry) {
                found.push(entry);
            }
        }
    }
    Ok(TimelinePage { rows: found, next: None, searched: None })
}

/// The entries that a question is about, the newest first: all by their days; what was recorded by its records; those of an order, a
/// customer or a product by these.
fn statement_of(query: &TimelineQuery) -> String {
    // Every statement names all parameters.
    const BOUND: &str = "a.day >= ?3 AND a.day <= ?4
       AND COALESCE(CAST(?5 AS BIGINT), CAST(?6 AS BIGINT), CAST(?7 AS BIGINT), 0) >= 0";
    const BEHIND: &str = "a.day <= ?1 AND (a.day < ?1 OR a.id < ?2)";
    const NEWEST: &str = "ORDER BY a.day DESC, a.id DESC";
    let with_record = format!("FROM activity a {BESIDE} LEFT JOIN record r ON r.activity_id = a.id {OF_RECORD}");
    let mut of: Vec<&str> = Vec::new();
    if query.order.is_some() {
        of.push(
            "SELECT o.id FROM activity o WHERE o.order_id = ?5 UNION
             SELECT r.activity_id FROM record r WHERE r.order_id = ?5",
        );
    }
    if query.customer.is_some() {
        of.push(
            "SELECT c.id FROM activity c WHERE c.noun = 'customer' AND c.noun_id = ?6 UNION
             SELECT b.id FROM activity b JOIN orders o ON o.id = b.order_id WHERE o.customer_id = ?6 UNION
             SELECT r.activity_id FROM record r WHERE r.customer_id = ?6",
        );
    }
    if query.product.is_some() {
        of.push(
            "SELECT g.id FROM activity g WHERE g.noun = 'product' AND g.noun_id = ?7 UNION
             SELECT v.id FROM activity v WHERE v.noun = 'variant' AND v.noun_id IN
               (SELECT w.id FROM variant w WHERE w.product_id = ?7) UNION
             SELECT r.activity_id FROM record r WHERE r.product_id = ?7",
        );
    }
    if !of.is_empty() {
        let of: Vec<String> = of.into_iter().map(|of| format!("a.id IN ({of})")).collect();
        return format!("{ENTRY} {with_record} WHERE {BEHIND} AND {BOUND} AND {} {NEWEST}", of.join(" AND "));
    }
    // As they were written, whatever the clock said then: one that was set back loses none.
    if nouns(query.kind) == ["record"] || query.noun == "record" {
        return format!(
            "{ENTRY} FROM record r JOIN activity a ON a.id = r.activity_id {BESIDE} {OF_RECORD}
             WHERE r.activity_id < ?2 AND ?1 > 0 AND {BOUND} ORDER BY r.activity_id DESC"
        );
    }
    format!("{ENTRY} {with_record} WHERE {BEHIND} AND {BOUND} {NEWEST}")
}

fn people_of(book: &Reader<'_>, division: runut_core::rows::Division) -> Result<BTreeSet<i64>, StoreError> {
    let all = book.persons()?.into_iter();
    Ok(all.filter(|person| person.divisions.contains(&division)).map(|person| person.id.0).collect())
}

fn timeline_row(row: &Row<'_>) -> Result<TimelineRow, StoreError> {
    let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
    let facts = facts(row)?;
    let source = source_of(&noun, &facts);
    Ok(TimelineRow {
        entry: LogRow {
            seq: row.get("id")?,
            at: Instant(row.get("at")?),
            day: Day(row.get("day")?),
            person: row.get("person")?,
            noun_id: row.get("noun_id")?,
            order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
            text: sentence(&noun, &verb, &facts),
            batch: row.get("batch")?,
            noun,
            verb,
        },
        source,
        trouble: row.get("trouble")?,
        record: row.get::<_, Option<i64>>("record_id")?.map(RecordId),
        replaced: row.get("replaced")?,
    })
}

fn source_of(noun: &str, facts: &Facts) -> Source {
    if facts.contains_key(undo::BY_CLOCK) {
        Source::Clock
    } else if noun == "import" || facts.contains_key("file") {
        Source::File
    } else {
        Source::Person
    }
}

/// The days up to one with how many entries each has, the latest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn timeline_days(book: &Reader<'_>, to: Day, days: u32) -> Result<Vec<TimelineDay>, StoreError> {
    let days = i64::from(days.clamp(1, 62));
    let from = to.plus(1 - days);
    let mut all: Vec<TimelineDay> =
        (0..days).map(|back| TimelineDay { day: to.plus(-back), entries: 0, trouble: 0 }).collect();
    let mut count = |sql: &str, add: fn(&mut TimelineDay, i64)| -> Result<(), StoreError> {
        let mut statement = book.conn.prepare_cached(sql)?;
        let mut rows = statement.query([from.0, to.0])?;
        while let Some(row) = rows.next()? {
            let day = Day(row.get("day")?);
            if let Some(found) = all.iter_mut().find(|one| one.day == day) {
                add(found, row.get("entries")?);
            }
        }
        Ok(())
    };
    count(
        "SELECT a.day, COUNT(*) AS entries FROM activity a WHERE a.day BETWEEN ?1 AND ?2 AND a.verb <> 'scan' GROUP BY a.day",
        |day, entries| day.entries = entries,
    )?;
    count(
        "SELECT a.day, COUNT(*) AS entries FROM record r JOIN template t ON t.id = r.template_id
         JOIN activity a ON a.id = r.activity_id WHERE t.trouble = 1 AND a.day BETWEEN ?1 AND ?2 GROUP BY a.day",
        |day, entries| day.trouble = entries,
    )?;
    Ok(all)
}

/// How many entries of each kind a day has, scans left out.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn timeline_counts(book: &Reader<'_>, day: Day) -> Result<Vec<TimelineCount>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT a.noun, COUNT(*) AS entries FROM activity a WHERE a.day = ?1 AND a.verb <> 'scan' GROUP BY a.noun",
    )?;
    let all: Vec<(String, i64)> =
        statement.query_map([day.0], |row| Ok((row.get("noun")?, row.get("entries")?)))?.collect::<Result<_, _>>()?;
    let trouble = timeline_days(book, day, 1)?.first().map_or(0, |day| day.trouble);
    let kinds = [
        TimelineKind::All,
        TimelineKind::Recorded,
        TimelineKind::Trouble,
        TimelineKind::Orders,
        TimelineKind::Money,
        TimelineKind::Stock,
    ];
    let count = |kind: TimelineKind| match kind {
        TimelineKind::Trouble => trouble,
        kind => {
            let of = nouns(kind);
            all.iter()
                .filter(|(noun, _)| of.is_empty() || of.contains(&noun.as_str()))
                .map(|(_, entries)| entries)
                .sum()
        }
    };
    Ok(kinds.into_iter().map(|kind| TimelineCount { kind, entries: count(kind) }).collect())
}
