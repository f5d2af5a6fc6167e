//! The activity log.

use runut_core::activity::typed_code;
use runut_core::rows::{ChainReport, CodeSeen, LogPage, LogQuery, Outcome};
use runut_core::undo::Way;
use runut_core::{Day, Sentence};
use runut_store::{audit, reports};

commands! {
    /// A page of the log.
    ask log_page(desk, query: LogQuery) -> LogPage {
        desk.ask(|book, _| reports::log_page(book, &query))
    }

    /// Whether the log's chain holds.
    ask log_verify(desk) -> ChainReport {
        desk.verify_log()
    }

    /// What the code of a day's sheet says of the log.
    ask log_code(desk, day: Day, code: String) -> CodeSeen {
        let code = typed_code(&code)?;
        desk.with_book(|book, _| audit::compare_code(book, day, &code))
    }

    /// That the log was found changed beside the program; none where it wasn't.
    ask log_notice(desk) -> Option<Sentence> {
        Ok(desk.log_notice())
    }

    /// Takes back the last step of whoever acts, whatever it was; `sure`: the step that was asked (`undo_asks`).
    act undo(act, sure: Option<i64>) -> Outcome {
        act.write(|book, ctx| runut_actions::undo_by_key(book, ctx, Way::Back, sure))
    }

    /// Does again what they took back last.
    act redo(act, sure: Option<i64>) -> Outcome {
        act.write(|book, ctx| runut_actions::undo_by_key(book, ctx, Way::Again, sure))
    }
}
