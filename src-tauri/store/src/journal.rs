//! Journal entries, those that come again, equipment, and the chart's own accounts.

use runut_core::chart::Place;
use runut_core::journal::place;
use runut_core::posting::Entry;
use runut_core::rows::{
    AccountRow, EquipmentRow, Every, JournalForm, JournalKind, JournalLine, JournalRow, RecurringRow,
};
use runut_core::{
    AccountId, ActivityId, Day, EquipmentId, Instant, JournalId, Money, PhotoId, RecurringId, StoreId, match_key,
};
use rusqlite::{Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// What is read of an entry; its lines are read beside.
pub(crate) const JOURNAL: &str =
    "SELECT j.id, j.activity_id, j.kind, j.day, j.booked, j.amount, j.note, j.store_id, j.photo_id,
   j.recurring_id, j.equipment_id, j.due, j.reverses, r.id AS reversed, p.name AS person, a.at AS at
 FROM journal j JOIN activity a ON a.id = j.activity_id JOIN person p ON p.id = a.person_id
 LEFT JOIN journal r ON r.reverses = j.id";

fn kind_of(row: &Row<'_>) -> Result<JournalKind, StoreError> {
    let kind: String = row.get("kind")?;
    JournalKind::from_key(&kind).ok_or_else(|| StoreError::unknown("kind", kind))
}

impl Reader<'_> {
    /// An entry as it was read by [`JOURNAL`].
    pub(crate) fn journal_of(&self, row: &Row<'_>) -> Result<JournalRow, StoreError> {
        let id = JournalId(row.get("id")?);
        let optional = |name: &str| row.get::<_, Option<i64>>(name);
        Ok(JournalRow {
            id,
            activity: ActivityId(row.get("activity_id")?),
            kind: kind_of(row)?,
            day: Day(row.get("day")?),
            booked: Day(row.get("booked")?),
            lines: self.journal_lines(id)?,
            amount: Money(row.get("amount")?),
            note: row.get("note")?,
            store: optional("store_id")?.map(StoreId),
            photo: optional("photo_id")?.map(PhotoId),
            recurring: optional("recurring_id")?.map(RecurringId),
            equipment: optional("equipment_id")?.map(EquipmentId),
            due: row.get::<_, Option<i32>>("due")?.map(Day),
            reverses: optional("reverses")?.map(JournalId),
            reversed: optional("reversed")?.map(JournalId),
            person: row.get("person")?,
            at: Instant(row.get("at")?),
        })
    }

    fn journal_lines(&self, id: JournalId) -> Result<Vec<JournalLine>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT debit, credit, amount FROM journal_line WHERE journal_id = ?1 ORDER BY position")?;
        let lines = statement.query_map([id.0], |row| {
            let (debit, credit) = (AccountId(row.get("debit")?), AccountId(row.get("credit")?));
            Ok(JournalLine { debit, credit, amount: Money(row.get("amount")?) })
        })?;
        Ok(lines.collect::<Result<_, _>>()?)
    }

    /// A journal entry.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn journal(&self, id: JournalId) -> Result<JournalRow, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{JOURNAL} WHERE j.id = ?1"))?;
        let mut rows = statement.query([id.0])?;
        match rows.next()? {
            Some(row) => self.journal_of(row),
            None => Err(StoreError::Missing(format!("Bukti {id}"))),
        }
    }

    /// The number of the next journal entry.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_journal(&self) -> Result<JournalId, StoreError> {
        self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM journal").map(JournalId)
    }

    /// Everything that comes again, by name; what is no longer proposed last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn recurring(&self) -> Result<Vec<RecurringRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, name, kind, debit, credit, amount, store_id, every, next, archived FROM recurring
             ORDER BY archived, name, id",
        )?;
        let mut rows = statement.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let every: String = row.get("every")?;
            all.push(RecurringRow {
                id: RecurringId(row.get("id")?),
                name: row.get("name")?,
                kind: kind_of(row)?,
                debit: AccountId(row.get("debit")?),
                credit: AccountId(row.get("credit")?),
                amount: Money(row.get("amount")?),
                store: row.get::<_, Option<i64>>("store_id")?.map(StoreId),
                every: Every::from_key(&every).ok_or_else(|| StoreError::unknown("every", every))?,
                next: Day(row.get("next")?),
                archived: row.get("archived")?,
            });
        }
        Ok(all)
    }

    /// The key of the next thing that comes again.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_recurring(&self) -> Result<RecurringId, StoreError> {
        self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM recurring").map(RecurringId)
    }

    /// All equipment, by name, with what it has lost; what is gone last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn equipment(&self) -> Result<Vec<EquipmentRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT e.id, e.name, e.bought, e.cost, e.residual, e.months, e.archived,
               CAST(COALESCE(SUM(j.amount), 0) AS BIGINT) AS written_off
             FROM equipment e LEFT JOIN journal j ON j.equipment_id = e.id AND j.kind = 'depreciation'
               AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.id)
             GROUP BY e.id, e.name, e.bought, e.cost, e.residual, e.months, e.archived
             ORDER BY e.archived, e.name, e.id",
        )?;
        let all = statement.query_map([], |row| {
            Ok(EquipmentRow {
                id: EquipmentId(row.get("id")?),
                name: row.get("name")?,
                bought: Day(row.get("bought")?),
                cost: Money(row.get("cost")?),
                residual: Money(row.get("residual")?),
                months: row.get("months")?,
                written_off: Money(row.get("written_off")?),
                archived: row.get("archived")?,
            })
        })?;
        Ok(all.collect::<Result<_, _>>()?)
    }

    /// The key of the next equipment.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_equipment(&self) -> Result<EquipmentId, StoreError> {
        self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM equipment").map(EquipmentId)
    }

    /// The days for which equipment's loss of worth stands in the book.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn depreciated(&self, equipment: EquipmentId) -> Result<Vec<Day>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT j.due FROM journal j WHERE j.equipment_id = ?1 AND j.kind = 'depreciation' AND j.due IS NOT NULL
               AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.id)",
        )?;
        Ok(statement.query_map([equipment.0], |row| Ok(Day(row.get("due")?)))?.collect::<Result<_, _>>()?)
    }

    /// The next free number at a place of the chart; none where all are taken.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_account(&self, place: &Place) -> Result<Option<AccountId>, StoreError> {
        let (first, last) = place.numbers;
        let mut statement = self.conn.prepare_cached("SELECT id FROM account WHERE id BETWEEN ?1 AND ?2")?;
        let taken = statement.query_map([first, last], |row| row.get::<_, i64>("id"))?;
        let taken = taken.collect::<Result<Vec<_>, _>>()?;
        Ok((first..=last).find(|id| !taken.contains(id)).map(AccountId))
    }
}

impl Tx<'_> {
    /// Writes a journal entry of an activity: its row, its lines, its postings. Answers the day on which it is posted.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_journal(
        &mut self,
        id: JournalId,
        activity: ActivityId,
        form: &JournalForm,
        entries: &[Entry],
    ) -> Result<Day, StoreError> {
        let booked = self.insert_journal(id, activity, form, None)?;
        self.post_at(activity, form.store, entries)?;
        Ok(booked)
    }

    fn insert_journal(
        &mut self,
        id: JournalId,
        activity: ActivityId,
        form: &JournalForm,
        reverses: Option<JournalId>,
    ) -> Result<Day, StoreError> {
        let booked = self.open_day(form.day)?;
        let amount: Money = form.lines.iter().map(|line| line.amount).sum();
        self.conn
            .prepare_cached(
                "INSERT INTO journal (id, activity_id, kind, day, booked, amount, note, store_id, recurring_id, equipment_id,
                   due, reverses) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?
            .execute(params![
                id.0,
                activity.0,
                form.kind.key(),
                form.day.0,
                booked.0,
                amount.0,
                form.note,
                form.store.map(|store| store.0),
                form.recurring.map(|recurring| recurring.0),
                form.equipment.map(|equipment| equipment.0),
                form.due.map(|due| due.0),
                reverses.map(|reverses| reverses.0)
            ])?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO journal_line (journal_id, position, debit, credit, amount) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for (position, line) in (1..).zip(&form.lines) {
            insert.execute(params![id.0, position, line.debit.0, line.credit.0, line.amount.0])?;
        }
        drop(insert);
        self.touch(Topic::Books);
        Ok(booked)
    }

    /// Takes back a journal entry by another one of today: each of its postings reversed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn reverse_journal(
        &mut self,
        id: JournalId,
        activity: ActivityId,
        old: &JournalRow,
        form: &JournalForm,
    ) -> Result<Day, StoreError> {
        let booked = self.insert_journal(id, activity, form, Some(old.id))?;
        let mut statement = self.conn.prepare_cached(
            "SELECT id, debit, credit, amount FROM posting WHERE day = ?1 AND activity_id = ?2 ORDER BY id",
        )?;
        let postings = statement.query_map([i64::from(old.booked.0), old.activity.0], |row| {
            let (debit, credit) = (AccountId(row.get("debit")?), AccountId(row.get("credit")?));
            let back = Entry { debit: credit, credit: debit, amount: Money(row.get("amount")?), day: form.day };
            Ok((row.get("id")?, back))
        })?;
        let postings = postings.collect::<Result<Vec<(i64, Entry)>, _>>()?;
        drop(statement);
        for (posting, back) in postings {
            self.post_back(activity, posting, &back)?;
        }
        Ok(booked)
    }

    /// Gives a journal entry a picture of its receipt, or none. A picture that nobody shows any more goes from the book.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_receipt(&mut self, id: JournalId, photo: Option<PhotoId>) -> Result<(), StoreError> {
        let before = self.journal(id)?.photo;
        self.conn
            .prepare_cached("UPDATE journal SET photo_id = ?2 WHERE id = ?1")?
            .execute(params![id.0, photo.map(|photo| photo.0)])?;
        if let Some(before) = before.filter(|before| Some(*before) != photo) {
            self.forget_photo(before)?;
        }
        self.touch(Topic::Books);
        Ok(())
    }

    /// Writes something that comes again: adds it, or changes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn put_recurring(&mut self, row: &RecurringRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO recurring (id, name, name_fold, kind, debit, credit, amount, store_id, every, next, archived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_fold = excluded.name_fold, kind = excluded.kind,
                   debit = excluded.debit, credit = excluded.credit, amount = excluded.amount, store_id = excluded.store_id,
                   every = excluded.every, next = excluded.next, archived = excluded.archived",
            )?
            .execute(params![
                row.id.0,
                row.name,
                match_key(&row.name),
                row.kind.key(),
                row.debit.0,
                row.credit.0,
                row.amount.0,
                row.store.map(|store| store.0),
                row.every.key(),
                row.next.0,
                row.archived
            ])?;
        self.touch(Topic::Books);
        Ok(())
    }

    /// Writes equipment: adds it, or changes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn put_equipment(&mut self, row: &EquipmentRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO equipment (id, name, name_fold, bought, cost, residual, months, archived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_fold = excluded.name_fold,
                   bought = excluded.bought, cost = excluded.cost, residual = excluded.residual, months = excluded.months,
                   archived = excluded.archived",
            )?
            .execute(params![
                row.id.0,
                row.name,
                match_key(&row.name),
                row.bought.0,
                row.cost.0,
                row.residual.0,
                row.months,
                row.archived
            ])?;
        self.touch(Topic::Books);
        Ok(())
    }

    /// Writes an account of the chart: adds it, or changes what it is called and whether it is used.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_chart(&mut self, account: &AccountRow) -> Result<(), StoreError> {
        let cash = account.id.is_money();
        self.conn
            .prepare_cached(
                "INSERT INTO account (id, key, name, kind, line, cash, archived) VALUES (?1, NULL, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, archived = excluded.archived",
            )?
            .execute(params![account.id.0, account.name, account.kind.key(), account.line, cash, account.archived])?;
        self.touch(Topic::Shop);
        self.touch(Topic::Books);
        Ok(())
    }
}

/// Whether an account beside those of a new book can stand where it does.
pub(crate) fn may_stand(id: i64, line: &str, kind: runut_core::chart::AccountKind) -> bool {
    place(line, kind).is_some_and(|place| (place.numbers.0..=place.numbers.1).contains(&id))
}
