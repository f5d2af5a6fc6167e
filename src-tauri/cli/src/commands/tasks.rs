//! Tasks on the terminal.

use std::process::ExitCode;

use runut_actions::save_task;
use runut_core::rows::TaskRow;
use runut_core::{PersonId, TaskId};
use runut_store::StoreError;

use super::Desk;
use crate::args::Task;
use crate::output::{Fault, table};

pub fn run(desk: &Desk<'_>, task: &Task) -> Result<ExitCode, Fault> {
    let typed = match task {
        Task::List { done } => {
            let list = desk
                .book
                .read(|book| Ok::<_, Fault>(if *done { book.done_tasks()? } else { book.open_tasks(None)? }))?;
            desk.out.value(&list, |list| shown(list));
            return Ok(ExitCode::SUCCESS);
        }
        Task::Add { text, person, due } => TaskRow {
            id: TaskId(0),
            text: text.clone(),
            person: person.as_deref().map(|name| named(desk, name)).transpose()?,
            person_name: String::new(),
            due: *due,
            done: false,
        },
        Task::Done { id } => TaskRow { done: true, ..one(desk, *id)? },
        Task::Reopen { id } => TaskRow { done: false, ..one(desk, *id)? },
    };
    let saved = save_task(&desk.book, &desk.context()?, &typed)?.value;
    desk.out.value(&saved, |saved| shown(std::slice::from_ref(saved)));
    Ok(ExitCode::SUCCESS)
}

fn named(desk: &Desk<'_>, name: &str) -> Result<PersonId, Fault> {
    desk.book.read(|book| Ok(book.person(Some(name))?.id))
}

fn one(desk: &Desk<'_>, id: i64) -> Result<TaskRow, Fault> {
    desk.book.read(|book| Ok(book.task(TaskId(id))?.ok_or_else(|| StoreError::Missing(format!("Tugas {id}")))?))
}

fn shown(tasks: &[TaskRow]) -> String {
    let row = |t: &TaskRow| {
        let due = t.due.map(|day| day.to_string()).unwrap_or_default();
        let done = if t.done { "selesai" } else { "" };
        vec![t.id.to_string(), t.text.clone(), t.person_name.clone(), due, done.to_owned()]
    };
    table(&["No", "Tugas", "Untuk", "Sampai", ""], &tasks.iter().map(row).collect::<Vec<_>>())
}
