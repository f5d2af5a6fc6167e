//! What the shop wants, and what its figures should come to.

use std::collections::BTreeMap;

use runut_core::goals::Target;
use runut_core::kpi::{Kpi, Want};
use runut_core::rows::KpiBy;
use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Topic, Tx};

fn per_of(key: &str) -> Option<KpiBy> {
    [KpiBy::Day, KpiBy::Week, KpiBy::Month].into_iter().find(|per| per_key(*per) == key)
}

/// The word that a target's period is stored by.
#[must_use]
pub const fn per_key(per: KpiBy) -> &'static str {
    match per {
        KpiBy::Day => "day",
        KpiBy::Week => "week",
        KpiBy::Month => "month",
    }
}

/// What figures should come to, by their key, each with its row's key.
pub type Targets = BTreeMap<&'static str, (Target, i64)>;

impl Reader<'_> {
    /// What the shop wants, in the order in which it was chosen, each with its row's key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read or a want is unknown to this program.
    pub fn goals(&self) -> Result<Vec<(Want, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT id, want FROM goal ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut goals = Vec::new();
        while let Some(row) = rows.next()? {
            let want: String = row.get("want")?;
            goals.push((Want::from_key(&want).ok_or_else(|| StoreError::unknown("want", want))?, row.get("id")?));
        }
        Ok(goals)
    }

    /// What figures should come to, by their key, each with its row's key. A target that an own figure can't have any more, since a change
    /// of the figure was taken back, is none until it is set anew.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read, or a target can't be one.
    pub fn targets(&self) -> Result<Targets, StoreError> {
        let kpis = self.kpis()?;
        let mut statement = self.conn.prepare_cached("SELECT id, kpi, per, millionths FROM kpi_target ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut targets = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (kpi, per): (String, String) = (row.get("kpi")?, row.get("per")?);
            let of = kpis.iter().find(|of| of.key == kpi);
            let target =
                of.zip(per_of(&per)).and_then(|(of, per)| Target::stored(of, per, row.get("millionths").ok()?));
            match target {
                Some(target) => _ = targets.insert(target.kpi.key, (target, row.get("id")?)),
                None if of.is_some_and(|of| Kpi::of(of.key).is_none()) => {}
                None => return Err(StoreError::unknown("kpi_target", format!("{kpi} {per}"))),
            }
        }
        Ok(targets)
    }

    /// What a figure should come to; none where nothing is set.
    ///
    /// # Errors
    /// As [`Self::targets`].
    pub fn target(&self, kpi: &Kpi) -> Result<Option<Target>, StoreError> {
        Ok(self.targets()?.get(kpi.key).map(|(target, _)| *target))
    }
}

impl Tx<'_> {
    /// Adds a want, and answers its row's key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or has it.
    pub fn add_goal(&mut self, want: Want) -> Result<i64, StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM goal")?;
        self.conn.prepare_cached("INSERT INTO goal (id, want) VALUES (?1, ?2)")?.execute(params![id, want.key()])?;
        self.touch(Topic::Shop);
        Ok(id)
    }

    /// Takes a want away.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn delete_goal(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM goal WHERE id = ?1")?.execute([id])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Writes a target, in the place of the figure's other one, and answers its row's key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_target(&mut self, target: &Target) -> Result<i64, StoreError> {
        let mut known = self.conn.prepare_cached("SELECT id FROM kpi_target WHERE kpi = ?1")?;
        let id = match known.query_row([target.kpi.key], |row| row.get("id")).optional()? {
            Some(id) => id,
            None => self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM kpi_target")?,
        };
        let own = self.own_kpis()?.into_iter().find(|own| own.key == target.kpi.key).map(|own| own.id);
        self.conn
            .prepare_cached(
                "INSERT INTO kpi_target (id, kpi, own_kpi_id, per, millionths) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET per = excluded.per, millionths = excluded.millionths",
            )?
            .execute(params![id, target.kpi.key, own, per_key(target.per), target.millionths])?;
        self.touch(Topic::Shop);
        Ok(id)
    }

    /// Takes a target away.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn delete_target(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM kpi_target WHERE id = ?1")?.execute([id])?;
        self.touch(Topic::Shop);
        Ok(())
    }
}
