//! Tasks.

use runut_core::TaskId;

use super::Checks;

pub(super) const CHECKS: Checks = Checks {
    rows: Some(("SELECT id FROM task ORDER BY id", |book, id| {
        let task = book.task(TaskId(id))?;
        let told = task.into_iter().flat_map(|task| {
            let due = task.due.map(|day| day.to_string()).unwrap_or_default();
            [(id, "text", task.text), (id, "due", due)]
        });
        Ok(told.collect())
    })),
    ..Checks::of("task")
};
