//! Journal entries: each has posted what it says, once. What comes again, equipment, and months that are closed.

use runut_core::rows::Finding;
use runut_core::{Day, Month};

use super::told::yes;
use super::{Checks, finding, lossy};
use crate::audit::sums::Sum;
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks { sums: &SUMS, parts: &[months], ..Checks::of("journal") };

pub(super) const RECURRING: Checks = Checks {
    list: Some(|book| {
        let told = book.recurring()?.into_iter().flat_map(|row| {
            let (id, archived) = (row.id.0, yes(row.archived));
            let (amount, next) = (row.amount.0.to_string(), row.next.to_string());
            [
                (id, "name", row.name),
                (id, "debit", row.debit.to_string()),
                (id, "credit", row.credit.to_string()),
                (id, "amount", amount),
                (id, "every", row.every.key().to_owned()),
                (id, "next", next),
                (id, "archived", archived),
            ]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM recurring"],
    ..Checks::of("recurring")
};

pub(super) const EQUIPMENT: Checks = Checks {
    list: Some(|book| {
        let told = book.equipment()?.into_iter().flat_map(|row| {
            let (id, archived) = (row.id.0, yes(row.archived));
            [
                (id, "name", row.name),
                (id, "cost", row.cost.0.to_string()),
                (id, "residual", row.residual.0.to_string()),
                (id, "months", row.months.to_string()),
                (id, "archived", archived),
            ]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM equipment"],
    ..Checks::of("equipment")
};

const SUMS: [Sum; 4] = [
    Sum {
        code: "journal",
        // What was taken back by undoing has no row any more, and is reversed.
        sql: "WITH said AS (
           SELECT j.activity_id, l.debit, l.credit, CAST(SUM(l.amount) AS BIGINT) AS amount
           FROM journal j JOIN journal_line l ON l.journal_id = j.id GROUP BY j.activity_id, l.debit, l.credit),
         posted AS (
           SELECT p.activity_id, p.debit, p.credit, CAST(SUM(p.amount) AS BIGINT) AS amount
           FROM posting p JOIN journal j ON j.activity_id = p.activity_id GROUP BY p.activity_id, p.debit, p.credit)
         SELECT 'journal ' || COALESCE(s.activity_id, p.activity_id) AS place, COALESCE(p.amount, 0) AS found,
           COALESCE(s.amount, 0) AS expected
         FROM said s FULL JOIN posted p ON p.activity_id = s.activity_id AND p.debit = s.debit AND p.credit = s.credit
         WHERE s.amount IS DISTINCT FROM p.amount
         UNION ALL SELECT 'journal ' || j.id || ' (jumlah)', j.amount, CAST(COALESCE(SUM(l.amount), 0) AS BIGINT)
         FROM journal j LEFT JOIN journal_line l ON l.journal_id = j.id GROUP BY j.id, j.amount
         HAVING j.amount <> COALESCE(SUM(l.amount), 0)",
        id: "bukti tidak sama dengan pembukuannya",
        en: "the entry is not what was posted",
    },
    Sum {
        code: "journal_day",
        sql: "SELECT 'journal ' || j.id AS place, p.day AS found, j.booked AS expected
         FROM posting p JOIN journal j ON j.activity_id = p.activity_id
         WHERE p.day <> j.booked OR COALESCE(p.event_day, p.day) <> j.day OR p.store_id IS DISTINCT FROM j.store_id",
        id: "dibukukan pada hari atau toko lain",
        en: "posted on another day or at another store",
    },
    Sum {
        code: "journal_reverses",
        sql: "SELECT 'journal ' || j.id AS place, j.amount AS found, COALESCE(r.amount, 0) AS expected
         FROM journal j LEFT JOIN journal r ON r.id = j.reverses AND r.id < j.id AND r.amount = j.amount
           AND r.kind <> 'reversal'
         WHERE (j.reverses IS NOT NULL AND r.id IS NULL) OR (j.kind = 'reversal' AND j.reverses IS NULL)
           OR (j.kind <> 'reversal' AND j.reverses IS NOT NULL)
         UNION ALL SELECT 'journal ' || j.id || ' (baris)', l.amount, 0
         FROM journal j JOIN journal_line l ON l.journal_id = j.id
         LEFT JOIN journal_line r ON r.journal_id = j.reverses AND r.position = l.position AND r.debit = l.credit
           AND r.credit = l.debit AND r.amount = l.amount
         WHERE j.reverses IS NOT NULL AND r.journal_id IS NULL",
        id: "bukan kebalikan dari bukti yang dibalikkannya",
        en: "not the reverse of the entry that it takes back",
    },
    Sum {
        code: "depreciation",
        sql: "SELECT 'equipment ' || j.equipment_id || ' ' || COALESCE(j.due, 0) AS place, COUNT(*) AS found, 1 AS expected
         FROM journal j WHERE j.kind = 'depreciation' AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.id)
         GROUP BY j.equipment_id, j.due HAVING COUNT(*) > 1 OR j.equipment_id IS NULL OR j.due IS NULL",
        id: "penyusutan satu bulan dibukukan lebih dari sekali",
        en: "a month's depreciation is posted more than once",
    },
];

/// Looks for months whose sums are no longer what they were when they were closed, and for a closed end that nobody closed.
fn months(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let Some(closed) = book.closed_to()? else { return Ok(()) };
    let last = Month::of(closed);
    if closed != last.last() {
        findings.push(wrong(&closed.to_string(), "bukan akhir bulan", "isn't the end of a month"));
    }
    // What was said of a month last, in the order of the log.
    let mut statement = book.conn.prepare(
        "SELECT noun_id, facts FROM activity WHERE noun = 'month' AND verb = 'close' AND noun_id <= ?1 ORDER BY id",
    )?;
    let mut rows = statement.query([last.0])?;
    let mut said = std::collections::BTreeMap::new();
    while let Some(row) = rows.next()? {
        let month: i32 = row.get("noun_id")?;
        let facts: runut_core::activity::Facts = serde_json::from_str(&lossy(row, "facts")).unwrap_or_default();
        said.insert(month, facts.get("sums").cloned().unwrap_or_default());
    }
    if !said.contains_key(&last.0) {
        findings.push(wrong(&last.to_string(), "tertutup tanpa catatan", "is closed without an entry in the log"));
    }
    for (month, sums) in said {
        let month = Month(month);
        if Day(month.first().0) <= closed && book.month_digest(month)? != sums {
            findings.push(wrong(
                &month.to_string(),
                "jumlahnya bukan lagi seperti saat ditutup",
                "no longer comes to what it did when it was closed",
            ));
        }
    }
    Ok(())
}

fn wrong(place: &str, id: &str, en: &str) -> Finding {
    finding("month", format!("month {place}"), format!("Bulan {place} {id}"), format!("Month {place} {en}"))
}
