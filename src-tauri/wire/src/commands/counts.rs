//! Stock counts.

use runut_core::CountId;
use runut_core::rows::{Adjusted, CountDetail, CountEntry, CountReason, CountRow, CountScope};
use runut_store::reports;

commands! {
    /// The counts, newest first.
    ask counts_list(desk) -> Vec<CountRow> {
        desk.ask(|book, _| reports::counts_list(book))
    }

    /// A count; blind while it is open unless it is reviewed.
    ask count_detail(desk, count: CountId, review: bool) -> CountDetail {
        desk.ask(|book, _| reports::count_detail(book, count, review))
    }

    /// Begins a count.
    act count_start(act, scope: CountScope) -> CountId {
        act.write(|book, ctx| runut_actions::start_count(book, ctx, &scope))
    }

    /// What was counted.
    act count_enter(act, count: CountId, entries: Vec<CountEntry>) -> CountDetail {
        act.write(|book, ctx| runut_actions::enter_count(book, ctx, count, &entries))
    }

    /// Posts a count's differences.
    act count_close(act, count: CountId, reasons: Vec<CountReason>) -> Adjusted {
        act.write(|book, ctx| runut_actions::close_count(book, ctx, count, &reasons))
    }

    /// Lets a count go; the stock stays as it is.
    act count_cancel(act, count: CountId) -> Adjusted {
        act.write(|book, ctx| runut_actions::cancel_count(book, ctx, count))
    }
}
