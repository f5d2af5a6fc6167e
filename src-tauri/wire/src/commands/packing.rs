//! The packing table.

use runut_core::rows::{PackAnswer, PackQueue, PackView};
use runut_core::{LineId, OrderId};
use runut_store::reports;

commands! {
    /// What waits to be packed.
    ask pack_queue(desk) -> PackQueue {
        desk.ask(reports::pack_queue)
    }

    /// An order on the table.
    ask pack_view(desk, order: OrderId) -> PackView {
        desk.ask(|book, now| reports::pack_view(book, order, now))
    }

    /// A code that was scanned there.
    act pack_scan(act, order: Option<OrderId>, code: String) -> PackAnswer {
        act.write(|book, ctx| runut_actions::pack_scan(book, ctx, order, &code))
    }

    /// A unit without its code.
    act pack_tick(act, order: OrderId, line: LineId) -> PackAnswer {
        act.write(|book, ctx| runut_actions::pack_tick(book, ctx, order, line))
    }

    /// Takes the last unit out again.
    act pack_undo(act, order: OrderId) -> PackAnswer {
        act.write(|book, ctx| runut_actions::pack_undo(book, ctx, order))
    }
}
