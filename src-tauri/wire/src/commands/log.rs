//! The activity log.

use runut_core::rows::{ChainReport, LogPage, LogQuery, Outcome};
use runut_core::undo::Way;
use runut_store::{audit, reports};

commands! {
    /// A page of the log.
    ask log_page(desk, query: LogQuery) -> LogPage {
        desk.ask(|book, _| reports::log_page(book, &query))
    }

    /// Whether the log's chain holds.
    ask log_verify(desk) -> ChainReport {
        desk.with_book(|book, _| audit::verify_log(book))
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
