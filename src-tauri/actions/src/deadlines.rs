//! What falls due by the clock: payment deadlines pass, return windows end. The same verbs as a person's.

use runut_core::rows::{Outcome, RefusedOrder};
use runut_core::{DAY_MS, Instant, OrderId, Verb};
use runut_store::{Book, Context, Written};

use crate::Done;
use crate::by_hand;
use crate::orders::{all, outcome};

/// Orders that one call takes at most: the rest waits for the next, so that a long list never holds the book up.
const AT_ONCE: u32 = 500;

/// Cancels the own orders whose payment deadline has passed with nothing paid. Partly paid and held ones are listed for a
/// person. Where nothing is due, nothing is written.
///
/// # Errors
/// [`crate::ActionError`] where the book can't be read or written.
pub fn expire_due(book: &Book, ctx: &Context) -> Done<Outcome> {
    let (due, decide) = book.read(|reader| reader.overdue(ctx.now, AT_ONCE))?;
    let mut done = verb_on(book, ctx, Verb::Expire, &due)?;
    for order in decide {
        let loaded = book.read(|reader| reader.order(order))?;
        done.value.refused.extend(loaded.expire(&by_hand(ctx)).err().map(|refusal| RefusedOrder { order, refusal }));
    }
    Ok(done)
}

/// Completes the own orders that were delivered so long ago that they count as accepted (the shop's `return_days`; zero:
/// never), unless goods are on their way back. A marketplace says itself when its orders are completed. Where nothing is
/// due, nothing is written.
///
/// # Errors
/// [`crate::ActionError`] where the book can't be read or written.
pub fn accept_due(book: &Book, ctx: &Context) -> Done<Outcome> {
    let due = book.read(|reader| {
        let days = reader.shop()?.map_or(0, |shop| shop.return_days);
        if days == 0 {
            return Ok(Vec::new());
        }
        reader.accepted(Instant(ctx.now.0.saturating_sub(days.saturating_mul(DAY_MS))), AT_ONCE)
    })?;
    verb_on(book, ctx, Verb::Complete, &due)
}

fn verb_on(book: &Book, ctx: &Context, verb: Verb, due: &[OrderId]) -> Done<Outcome> {
    if due.is_empty() {
        return Ok(Written { value: outcome(verb, Vec::new(), Vec::new(), Vec::new()), topics: Vec::new() });
    }
    book.write(ctx, &format!("due {verb:?} {due:?}"), |tx| all(tx, ctx, verb, due, "", true))
}
