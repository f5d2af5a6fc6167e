//! When the shop is open.

use runut_core::Day;
use runut_core::hours::{OpenHours, Span};
use runut_core::rows::{ClosedDay, ShopHours, WeekdayHours};
use rusqlite::params;

use crate::{Reader, StoreError, Topic, Tx};

impl Reader<'_> {
    /// The week and the closed days, as they are shown.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn shop_hours(&self) -> Result<ShopHours, StoreError> {
        let hours = self.open_hours()?;
        let weekday = |weekday| {
            let span = hours.week.get(&weekday);
            WeekdayHours { weekday, opens: span.map(|span| span.opens), closes: span.map(|span| span.closes) }
        };
        Ok(ShopHours { week: (1..=7).map(weekday).collect(), closed: self.closed_days()? })
    }

    /// The same, to reckon with.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn open_hours(&self) -> Result<OpenHours, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT weekday, opens, closes FROM shop_hours")?;
        let week = statement.query_map([], |row| {
            Ok((row.get("weekday")?, Span { opens: row.get("opens")?, closes: row.get("closes")? }))
        })?;
        let closed = self.closed_days()?.into_iter().map(|closed| closed.day);
        Ok(OpenHours { week: week.collect::<Result<_, _>>()?, closed: closed.collect() })
    }

    /// Closed days, the earliest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn closed_days(&self) -> Result<Vec<ClosedDay>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT day, note FROM closed_day ORDER BY day")?;
        let rows =
            statement.query_map([], |row| Ok(ClosedDay { day: Day(row.get("day")?), note: row.get("note")? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Writes the hours of a weekday; none closes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_hours(&mut self, weekday: i64, span: Option<Span>) -> Result<(), StoreError> {
        match span {
            Some(Span { opens, closes }) => self
                .conn
                .prepare_cached(
                    "INSERT INTO shop_hours (weekday, opens, closes) VALUES (?1, ?2, ?3)
                     ON CONFLICT (weekday) DO UPDATE SET opens = excluded.opens, closes = excluded.closes",
                )?
                .execute(params![weekday, opens, closes])?,
            None => self.conn.prepare_cached("DELETE FROM shop_hours WHERE weekday = ?1")?.execute([weekday])?,
        };
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Writes a closed day.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_closed_day(&mut self, closed: &ClosedDay) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO closed_day (day, note) VALUES (?1, ?2) ON CONFLICT (day) DO UPDATE SET note = excluded.note",
            )?
            .execute(params![closed.day.0, closed.note])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Takes a closed day away.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn delete_closed_day(&mut self, day: Day) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM closed_day WHERE day = ?1")?.execute([day.0])?;
        self.touch(Topic::Shop);
        Ok(())
    }
}
