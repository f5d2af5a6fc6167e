//! A call by its name: JSON in and out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::Value;

use crate::commands;
use crate::desk::Desk;
use crate::error::CommandError;

impl Desk {
    /// Does the command of that name; the answer is JSON.
    ///
    /// # Errors
    /// What the command is rejected with: a refusal, or that something broke.
    pub fn dispatch(&self, name: &str, args: Value) -> Result<String, CommandError> {
        let Some(command) = commands::all().find(|command| command.name == name) else {
            tracing::error!("the page called a command that there isn't");
            return Err(CommandError::misunderstood());
        };
        // A bug; the panic hook has written where.
        let done = catch_unwind(AssertUnwindSafe(|| command.run(self, args)));
        let done = done.unwrap_or_else(|_| Err(CommandError::bug()));
        if let Err(CommandError::Broken { .. }) = &done {
            tracing::error!("that was {name}");
        }
        done
    }
}
