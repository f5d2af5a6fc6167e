//! Tasks and saved filters.

use runut_core::rows::{FilterRow, TaskRow};
use runut_core::{Day, FilterId, PersonId, TaskId};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// Tasks in one list at most.
const TASKS_MAX: i64 = 500;

fn task_of(row: &Row<'_>) -> rusqlite::Result<TaskRow> {
    Ok(TaskRow {
        id: TaskId(row.get("id")?),
        text: row.get("text")?,
        person: row.get::<_, Option<i64>>("person_id")?.map(PersonId),
        person_name: row.get("person_name")?,
        due: row.get::<_, Option<i32>>("due")?.map(Day),
        done: row.get("done")?,
    })
}

fn filter_of(row: &Row<'_>) -> rusqlite::Result<FilterRow> {
    Ok(FilterRow {
        id: FilterId(row.get("id")?),
        list: row.get("list")?,
        name: row.get("name")?,
        query: row.get("query")?,
    })
}

impl Reader<'_> {
    /// Open tasks, those due first; no more than `limit`.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn open_tasks(&self, limit: Option<i64>) -> Result<Vec<TaskRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT t.id, t.text, t.person_id, COALESCE(p.name, '') AS person_name, t.due, 0 AS done
             FROM task t LEFT JOIN person p ON p.id = t.person_id WHERE t.done_at IS NULL
             ORDER BY CASE WHEN t.due IS NULL THEN 1 ELSE 0 END, t.due, t.id LIMIT ?1",
        )?;
        let rows = statement.query_map([limit.unwrap_or(TASKS_MAX)], task_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Tasks that are done, the latest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn done_tasks(&self) -> Result<Vec<TaskRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT t.id, t.text, t.person_id, COALESCE(p.name, '') AS person_name, t.due, 1 AS done
             FROM task t LEFT JOIN person p ON p.id = t.person_id WHERE t.done_at IS NOT NULL
             ORDER BY t.done_at DESC, t.id DESC LIMIT ?1",
        )?;
        let rows = statement.query_map([TASKS_MAX], task_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Open tasks that are due on `day` or before.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn tasks_due(&self, day: Day) -> Result<i64, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT COUNT(*) AS tasks FROM task WHERE done_at IS NULL AND due <= ?1")?;
        Ok(statement.query_row([day.0], |row| row.get("tasks"))?)
    }

    /// A task; none where there is none of that key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn task(&self, id: TaskId) -> Result<Option<TaskRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT t.id, t.text, t.person_id, COALESCE(p.name, '') AS person_name, t.due,
               CASE WHEN t.done_at IS NULL THEN 0 ELSE 1 END AS done
             FROM task t LEFT JOIN person p ON p.id = t.person_id WHERE t.id = ?1",
        )?;
        Ok(statement.query_row([id.0], task_of).optional()?)
    }

    /// The saved filters of a list, by name.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn filters(&self, list: &str) -> Result<Vec<FilterRow>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT id, list, name, query FROM saved_filter WHERE list = ?1 ORDER BY name, id")?;
        let rows = statement.query_map([list], filter_of)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A saved filter; none where there is none of that key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn filter(&self, id: FilterId) -> Result<Option<FilterRow>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT id, list, name, query FROM saved_filter WHERE id = ?1")?;
        Ok(statement.query_row([id.0], filter_of).optional()?)
    }

    /// The next free key of a task.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_task(&self) -> Result<TaskId, StoreError> {
        Ok(TaskId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM task")?))
    }

    /// The next free key of a saved filter.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_filter(&self) -> Result<FilterId, StoreError> {
        Ok(FilterId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM saved_filter")?))
    }
}

impl Tx<'_> {
    /// Writes a task: adds it, or changes it. One that becomes done is done now; one that was stays done when it was.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_task(&mut self, task: &TaskRow) -> Result<(), StoreError> {
        let done_at = task.done.then_some(self.ctx().now.0);
        self.conn
            .prepare_cached(
                "INSERT INTO task (id, text, person_id, due, done_at) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (id) DO UPDATE SET text = excluded.text, person_id = excluded.person_id,
                   due = excluded.due, done_at = CASE WHEN excluded.done_at IS NULL THEN NULL
                     ELSE COALESCE(task.done_at, excluded.done_at) END",
            )?
            .execute(params![task.id.0, task.text, task.person.map(|p| p.0), task.due.map(|d| d.0), done_at])?;
        self.touch(Topic::Tasks);
        Ok(())
    }

    /// Writes a saved filter: adds it, or changes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the list has one of that name.
    pub fn put_filter(&mut self, filter: &FilterRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO saved_filter (id, list, name, query) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (id) DO UPDATE SET list = excluded.list, name = excluded.name, query = excluded.query",
            )?
            .execute(params![filter.id.0, filter.list, filter.name, filter.query])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Deletes a saved filter.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn delete_filter(&mut self, id: FilterId) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM saved_filter WHERE id = ?1")?.execute([id.0])?;
        self.touch(Topic::Shop);
        Ok(())
    }
}
