//! Records: each holds what the version of its template asks, stands once, and is told by its own entry of the log.

use runut_core::RecordId;
use runut_core::records::{Filled, checked};
use runut_core::rows::{FieldType, Finding, RecordRow, TemplateRow};

use super::sums::Sum;
use super::told::yes;
use super::{Checks, FINDINGS_MAX, all_keys, finding, lossy};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks {
    sums: &SUMS,
    parts: &[held],
    rows: Some(("SELECT id FROM record ORDER BY id", |book, id| book.record_row(RecordId(id)).map(|_| Vec::new()))),
    ..Checks::of("record")
};

pub(super) const TEMPLATES: Checks = Checks {
    parts: &[templates],
    list: Some(|book| {
        let told = book.templates()?.into_iter().flat_map(|row| {
            let id = row.id.0;
            [
                (id, "name", row.name.id),
                (id, "every", row.cadence.key().to_owned()),
                (id, "person", row.person_name),
                (id, "archived", yes(row.archived)),
            ]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM template"],
    ..Checks::of("template")
};

const SUMS: [Sum; 4] = [
    Sum {
        code: "record_twice",
        sql: "SELECT 'record ' || MAX(r.id) AS place, COUNT(*) AS found, 1 AS expected FROM record r
         WHERE r.key <> '' AND r.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces = r.id)
         GROUP BY r.template_id, r.key HAVING COUNT(*) > 1",
        id: "tercatat dua kali untuk hari dan hal yang sama",
        en: "recorded twice for the same day and thing",
    },
    Sum {
        code: "record_replaces",
        sql: "SELECT 'record ' || r.id AS place, r.replaces AS found, COALESCE(o.id, 0) AS expected FROM record r
         LEFT JOIN record o ON o.id = r.replaces AND o.id < r.id AND o.template_id = r.template_id AND o.withdrawn = 0
         WHERE r.replaces IS NOT NULL AND o.id IS NULL
         UNION ALL SELECT 'record ' || r.id || ' (cabut)', 0, 1 FROM record r WHERE r.withdrawn = 1 AND r.replaces IS NULL",
        id: "membetulkan catatan yang bukan sebelumnya dari pola yang sama",
        en: "corrects what isn't an earlier record of its template",
    },
    Sum {
        code: "record_entry",
        sql: "SELECT 'record ' || r.id AS place, COALESCE(a.noun_id, 0) AS found, r.id AS expected FROM record r
         LEFT JOIN activity a ON a.id = r.activity_id AND a.noun = 'record' AND a.noun_id = r.id AND a.verb =
           CASE WHEN r.withdrawn = 1 THEN 'withdraw' WHEN r.replaces IS NULL THEN 'add' ELSE 'correct' END
         WHERE a.id IS NULL",
        id: "tidak dicatat log sebagai catatan itu",
        en: "isn't told by the log as that record",
    },
    Sum {
        code: "record_journal",
        // One cost is posted once, and its entry may have been reversed.
        sql: "WITH booked AS (
           SELECT r.id, r.journal_id, v.number AS cost FROM record r
           JOIN template_field f ON f.template_id = r.template_id AND f.version = r.version AND f.logged = 'ad_cost'
           LEFT JOIN record_value v ON v.record_id = r.id AND v.field = f.key
           WHERE r.journal_id IS NOT NULL AND r.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM record n WHERE n.replaces = r.id))
         SELECT 'record ' || b.id AS place, COALESCE(b.cost, 0) AS found, COALESCE(j.amount, 0) AS expected
         FROM booked b LEFT JOIN journal j ON j.id = b.journal_id WHERE b.cost IS DISTINCT FROM j.amount
         UNION ALL SELECT 'record ' || MAX(b.id) || ' (bukti)', COUNT(*), 1 FROM booked b GROUP BY b.journal_id HAVING COUNT(*) > 1",
        id: "biayanya tidak sama dengan buktinya",
        en: "its cost isn't what its entry has",
    },
];

/// Holds each record against the version of its template.
fn held(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let enough = findings.len() + FINDINGS_MAX;
    let templates = book.templates()?;
    let mut keys = book.conn.prepare("SELECT key FROM record WHERE id = ?1")?;
    for id in all_keys(book, "SELECT id FROM record ORDER BY id")? {
        // What can't be read at all is found with its rows.
        let Ok(record) = book.record_row(RecordId(id)) else { continue };
        let known = templates.iter().find(|template| template.id == record.template);
        let Some(template) = known else { continue };
        let fields = book.template_fields(record.template, record.version)?;
        let of_version = TemplateRow { fields, version: record.version, ..template.clone() };
        let key = keys.query_row([id], |row| Ok(lossy(row, "key")))?;
        let values = count_of(book, id)?;
        if !is_sound(&of_version, &record, &key, values) {
            let place = format!("record {id}");
            let (id, en) = ("isinya bukan isian pola itu", "doesn't hold what its template asks");
            findings.push(finding("record", &place, format!("{place}: {id}"), format!("{place}: {en}")));
        }
        if findings.len() >= enough {
            break;
        }
    }
    Ok(())
}

/// How many values stand in the book for a record.
fn count_of(book: &Reader<'_>, id: i64) -> Result<usize, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT COUNT(*) AS held FROM record_value WHERE record_id = ?1")?;
    let held: i64 = statement.query_row([id], |row| row.get("held"))?;
    Ok(usize::try_from(held).unwrap_or_default())
}

fn is_sound(template: &TemplateRow, record: &RecordRow, key: &str, values: usize) -> bool {
    let held = |field: &str| record.values.iter().find(|value| value.field == field);
    let refers =
        record.values.iter().filter(|value| template.field(&value.field).is_some_and(|field| field.kind.refers()));
    let in_columns = [record.order.map(|o| o.0), record.product.map(|p| p.0), record.customer.map(|c| c.0)];
    if record.values.len() - refers.clone().count() != values
        || in_columns.into_iter().flatten().count() != refers.count()
    {
        return false; // something stands there that the template doesn't ask
    }
    if record.withdrawn {
        return values == 0 && key.is_empty();
    }
    let fits = template.fields.iter().all(|field| match held(&field.key) {
        None => !field.required,
        Some(value) if field.kind.is_words() => {
            let known = field.choices.iter().any(|choice| choice.key == value.text);
            value.number.is_none() && (field.kind != FieldType::Choice || known)
        }
        Some(value) => value.number.is_some_and(|number| {
            field.kind.refers()
                || field.min.is_none_or(|min| min <= number) && field.max.is_none_or(|max| number <= max)
        }),
    });
    let filled: Vec<Filled> = record.values.iter().map(Filled::from).collect();
    // Words that were erased with whom they told of are no part of a key any more.
    let erased = record.values.iter().any(|value| value.number.is_none() && value.text.is_empty());
    fits && (template.key_of(record.day, record.store, &filled) == key || erased && key.is_empty())
}

/// Holds each template against what one must hold to be kept.
fn templates(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for template in book.templates()? {
        let place = format!("template {}", template.id);
        let sound = checked(&template);
        if sound.as_ref().is_ok_and(|sound| *sound == template) {
            continue;
        }
        let why = sound.err().map(|refusal| refusal.message).unwrap_or_default();
        findings.push(finding(
            "template",
            &place,
            format!("{place}: pola catatan tidak utuh. {}", why.id),
            format!("{place}: the template isn't whole. {}", why.en),
        ));
    }
    Ok(())
}
