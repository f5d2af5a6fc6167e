//! Months and days of the books that are closed.

use runut_core::rows::DayCount;
use runut_core::{AccountId, ActivityId, Day, Instant, Money, Month};
use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::{Reader, StoreError, Topic, Tx};

/// A day that was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayClosed {
    /// When.
    pub at: Instant,
    /// The log's entry.
    pub activity: ActivityId,
    /// What was counted, and what the book had expected.
    pub counts: Vec<(DayCount, Money)>,
}

impl Reader<'_> {
    /// What a month's sums are, as a digest: what is stored when it is closed, so that a change beside the program shows.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn month_digest(&self, month: Month) -> Result<String, StoreError> {
        let mut hasher = Sha256::new();
        let mut statement = self
            .conn
            .prepare_cached("SELECT key, debit, credit FROM month_sum WHERE key BETWEEN ?1 AND ?2 ORDER BY key")?;
        let mut rows = statement.query([i64::from(month.0) * 1_000_000, i64::from(month.0) * 1_000_000 + 999_999])?;
        while let Some(row) = rows.next()? {
            for column in ["key", "debit", "credit"] {
                hasher.update(row.get::<_, i64>(column)?.to_be_bytes());
            }
        }
        Ok(hasher.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect())
    }

    /// The first and the last day with postings; none in a book without.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn posted_days(&self) -> Result<Option<(Day, Day)>, StoreError> {
        // Each by itself is a look at one end; both in one question read all days.
        let mut statement = self.conn.prepare_cached(
            "SELECT (SELECT MIN(key) FROM day_sum) / 1000000 AS first, (SELECT MAX(key) FROM day_sum) / 1000000 AS last",
        )?;
        Ok(statement.query_row([], |row| {
            let (first, last): (Option<i32>, Option<i32>) = (row.get("first")?, row.get("last")?);
            Ok(first.zip(last).map(|(first, last)| (Day(first), Day(last))))
        })?)
    }

    /// What was counted when a day was closed; none while it isn't.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn day_closed(&self, day: Day) -> Result<Option<DayClosed>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT activity_id, at FROM day_close WHERE day = ?1")?;
        let closed = statement
            .query_row([day.0], |row| Ok((ActivityId(row.get("activity_id")?), Instant(row.get("at")?))))
            .optional()?;
        let Some((activity, at)) = closed else { return Ok(None) };
        let mut statement = self.conn.prepare_cached(
            "SELECT account, expected, counted, reason FROM day_count WHERE day = ?1 ORDER BY account",
        )?;
        let counts = statement.query_map([day.0], |row| {
            let count = DayCount {
                account: AccountId(row.get("account")?),
                counted: Money(row.get("counted")?),
                reason: row.get("reason")?,
            };
            Ok((count, Money(row.get("expected")?)))
        })?;
        Ok(Some(DayClosed { at, activity, counts: counts.collect::<Result<_, _>>()? }))
    }

    /// The last day before one that was closed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn closed_before(&self, day: Day) -> Result<Option<Day>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT MAX(day) AS day FROM day_close WHERE day < ?1")?;
        Ok(statement.query_row([day.0], |row| Ok(row.get::<_, Option<i32>>("day")?.map(Day)))?)
    }
}

impl Tx<'_> {
    /// Closes all months up to a day, or opens those behind it again; none opens all.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_closed_to(&mut self, to: Option<Day>) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE shop SET closed_to = ?1 WHERE id = 1")?.execute([to.map(|day| day.0)])?;
        self.forget_closed();
        self.touch(Topic::Books);
        Ok(())
    }

    /// Notes that a day was closed and what was counted, anew where it was closed before.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_day_close(
        &mut self,
        day: Day,
        activity: ActivityId,
        counts: &[(DayCount, Money)],
    ) -> Result<(), StoreError> {
        let at = self.ctx().now;
        self.conn
            .prepare_cached(
                "INSERT INTO day_close (day, activity_id, at) VALUES (?1, ?2, ?3)
                 ON CONFLICT (day) DO UPDATE SET activity_id = excluded.activity_id, at = excluded.at",
            )?
            .execute(params![day.0, activity.0, at.0])?;
        let mut put = self.conn.prepare_cached(
            "INSERT INTO day_count (day, account, expected, counted, reason) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (day, account) DO UPDATE SET expected = excluded.expected, counted = excluded.counted,
               reason = excluded.reason",
        )?;
        for (count, expected) in counts {
            put.execute(params![day.0, count.account.0, expected.0, count.counted.0, count.reason])?;
        }
        drop(put);
        self.touch(Topic::Books);
        Ok(())
    }
}
