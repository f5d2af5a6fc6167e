//! What somebody has to do.

use serde::{Deserialize, Serialize};

use crate::rows::TaskRow;

row! {
    /// Tasks that are open.
    TodayTasks {
        /// Due first.
        tasks: Vec<TaskRow>,
        /// Of these, due today or before.
        tasks_due: i64,
    }
}
