//! Tasks: what somebody has to do that is no order's.

use runut_core::activity::{Activity, TaskAct};
use runut_core::rows::TaskRow;
use runut_core::{Day, Limit, PersonId, Refusal, TaskId};
use runut_store::{Book, Context, Reader, StoreError, Tx};

use crate::fields::required;
use crate::{ActionError, Done};

/// Adds a task (key zero), changes one, ticks it off or opens it again.
///
/// # Errors
/// `task_text_missing`; `due` for a day that isn't one; `missing` for an unknown task or person; `person_archived` where
/// it is newly given to somebody who is no longer with the shop.
pub fn save_task(book: &Book, ctx: &Context, task: &TaskRow) -> Done<TaskRow> {
    let (id, en) = ("Tulis tugasnya dulu.", "Enter the task first.");
    let typed =
        TaskRow { text: required(Limit::Task, &task.text, "text", "task_text_missing", id, en)?, ..task.clone() };
    if typed.due.is_some_and(|due| due.date().is_none()) {
        return Err(no_day().into());
    }
    book.write(ctx, &format!("task {typed:?}"), |tx| {
        let old = match typed.id {
            TaskId(0) => None,
            id => Some(tx.task(id)?.ok_or_else(|| StoreError::Missing(format!("Tugas {id}")))?),
        };
        let named = match typed.person {
            Some(person) => given_to(tx, person, old.as_ref())?,
            None => String::new(),
        };
        let id = if old.is_some() { typed.id } else { tx.next_task()? };
        let new = TaskRow { id, person_name: named, ..typed };
        let change = change(old.as_ref(), &new);
        let ticked = old.as_ref().map_or(new.done, |old| old.done != new.done);
        if old.is_none() || change.has_changes() {
            tx.put_task(&new)?;
            tx.record(&change)?;
        }
        if ticked {
            tx.put_task(&new)?;
            tx.record(
                &Activity::new(if new.done { TaskAct::Done } else { TaskAct::Reopen }, id.0).with("name", &new.text),
            )?;
        }
        Ok::<_, ActionError>(new)
    })
}

/// Adds a task that is checked already, under the next free key.
pub(crate) fn add_task(tx: &mut Tx<'_>, task: TaskRow) -> Result<TaskRow, ActionError> {
    if task.due.is_some_and(|due| due.date().is_none()) {
        return Err(no_day().into());
    }
    let task = TaskRow { id: tx.next_task()?, ..task };
    tx.put_task(&task)?;
    tx.record(&change(None, &task))?;
    Ok(task)
}

fn no_day() -> Refusal {
    let (id, en) = ("Tanggal itu tidak ada di kalender.", "There is no such day.");
    Refusal::new("due", id, en).with("field", "due")
}

/// The name of whom a task is given to.
pub(crate) fn given_to(book: &Reader<'_>, person: PersonId, old: Option<&TaskRow>) -> Result<String, ActionError> {
    let found = book.person_by_id(person)?.ok_or_else(|| StoreError::Missing(format!("Orang {person}")))?;
    if found.archived && old.and_then(|old| old.person) != Some(person) {
        return Err(StoreError::Archived(found.name).into());
    }
    Ok(found.name)
}

fn change(old: Option<&TaskRow>, new: &TaskRow) -> Activity {
    let day = |day: Option<Day>| day.map(|d| d.to_string()).unwrap_or_default();
    let act = if old.is_some() { TaskAct::Change } else { TaskAct::Add };
    let was = |text: fn(&TaskRow) -> String| old.map(text).unwrap_or_default();
    Activity::new(act, new.id.0)
        .with("name", old.map_or(&new.text, |old| &old.text))
        .changed("text", old.map_or(&new.text, |old| &old.text), &new.text)
        .changed("person", was(|old| old.person_name.clone()), &new.person_name)
        .changed("due", day(old.and_then(|old| old.due)), day(new.due))
}
