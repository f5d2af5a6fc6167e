//! Tasks and saved filters.

use runut_core::FilterId;
use runut_core::rows::{FilterRow, TaskRow};

commands! {
    /// The tasks that are open, or those done.
    ask tasks_list(desk, done: bool) -> Vec<TaskRow> {
        desk.ask(|book, _| if done { book.done_tasks() } else { book.open_tasks(None) })
    }

    /// Changes a task, or adds one.
    act task_save(act, task: TaskRow) -> TaskRow {
        act.write(|book, ctx| runut_actions::save_task(book, ctx, &task))
    }

    /// What was kept to narrow a list by.
    ask filters_list(desk, list: String) -> Vec<FilterRow> {
        desk.ask(|book, _| book.filters(&list))
    }

    /// Keeps one.
    act filter_save(act, filter: FilterRow) -> FilterRow {
        act.write(|book, ctx| runut_actions::save_filter(book, ctx, &filter))
    }

    /// Forgets one.
    act filter_delete(act, filter: FilterId) -> () {
        act.write(|book, ctx| runut_actions::delete_filter(book, ctx, filter))
    }
}
