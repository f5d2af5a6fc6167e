//! Words of marketplaces' files: what people have said of them, and amounts of which nobody has.

use std::collections::BTreeMap;

use runut_core::settlement::Part;
use runut_core::{Channel, Money};
use rusqlite::{OptionalExtension, params};

use super::{KeptRow, part_of};
use crate::{Reader, StoreError, Topic, Tx};

impl Reader<'_> {
    /// Amounts of a channel's rows with a word that nobody had said the meaning of: amount's key, row's key, amount.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unsaid_amounts(&self, channels: &[Channel], word: &str) -> Result<Vec<(i64, KeptRow, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.id, p.row_id, p.amount FROM settle_part p JOIN settle_row r ON r.id = p.row_id JOIN store s ON s.id = r.store_id
             WHERE p.word = ?1 AND p.part = '' AND s.channel = ?2 ORDER BY r.day, p.id",
        )?;
        let mut found = Vec::new();
        for channel in channels {
            let mut rows = statement.query(params![word, channel.key()])?;
            while let Some(row) = rows.next()? {
                found.push((row.get("id")?, self.settle_row_of(row.get("row_id")?)?, Money(row.get("amount")?)));
            }
        }
        Ok(found)
    }

    /// Words of settlements whose meaning nobody has said, and what they come to in rows that stand.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unsaid_words(&self) -> Result<Vec<(Channel, String, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.channel, p.word, CAST(SUM(p.amount) AS BIGINT) AS amount
             FROM settle_part p JOIN settle_row r ON r.id = p.row_id JOIN store s ON s.id = r.store_id
             WHERE p.part = '' AND r.superseded_by IS NULL GROUP BY s.channel, p.word ORDER BY s.channel, p.word",
        )?;
        let mut rows = statement.query([])?;
        let mut words = Vec::new();
        while let Some(row) = rows.next()? {
            let channel: String = row.get("channel")?;
            let channel = Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?;
            words.push((channel, row.get("word")?, Money(row.get("amount")?)));
        }
        Ok(words)
    }

    /// What a person has said of words of a channel's files.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_words(&self, channel: Channel) -> Result<BTreeMap<String, Part>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT header, part FROM settle_word WHERE channel = ?1")?;
        let mut rows = statement.query([channel.key()])?;
        let mut words = BTreeMap::new();
        while let Some(row) = rows.next()? {
            words.extend(
                part_of(&row.get::<_, String>("part")?)?
                    .map(|part| row.get("header").map(|word| (word, part)))
                    .transpose()?,
            );
        }
        Ok(words)
    }
}

impl Tx<'_> {
    /// Says what an amount is for.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn say_amount(&mut self, amount: i64, part: Part) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE settle_part SET part = ?2 WHERE id = ?1")?
            .execute(params![amount, part.key()])?;
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Keeps what a person says of a word; answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_settle_word(&mut self, channel: Channel, header: &str, part: Part) -> Result<i64, StoreError> {
        let known: Option<i64> = self
            .conn
            .prepare_cached("SELECT id FROM settle_word WHERE channel = ?1 AND header = ?2")?
            .query_row(params![channel.key(), header], |row| row.get("id"))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM settle_word")?,
        };
        let sql = match known {
            Some(_) => "UPDATE settle_word SET channel = ?2, header = ?3, part = ?4 WHERE id = ?1",
            None => "INSERT INTO settle_word (id, channel, header, part) VALUES (?1, ?2, ?3, ?4)",
        };
        self.conn.prepare_cached(sql)?.execute(params![id, channel.key(), header, part.key()])?;
        Ok(id)
    }
}
