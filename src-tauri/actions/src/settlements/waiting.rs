//! What was paid out for an order before the book had it.

use runut_core::order::{Event, Settled, Settling};
use runut_core::posting::{Account, Entry};
use runut_core::settlement::{RowKind, by_part};
use runut_core::{OrderId, StoreId};
use runut_store::{Context, Tx};

use crate::ActionError;

/// What came in for an order before the order: its rows get it, and what they posted goes to where the order stands.
///
/// # Errors
/// [`ActionError`] where the book can't be written.
pub(crate) fn match_waiting(
    tx: &mut Tx<'_>,
    ctx: &Context,
    store: StoreId,
    external_id: &str,
    id: OrderId,
) -> Result<(), ActionError> {
    let rows = tx.waiting_rows(store, external_id)?;
    if rows.is_empty() {
        return Ok(());
    }
    let wallet = tx.wallet(store)?;
    let (mut settlings, mut entries) = (Vec::new(), Vec::new());
    for row in rows.iter().filter(|row| row.stands) {
        let parts = by_part(row.parts.iter().map(|(_, part, amount)| (*part, *amount)));
        let released = (row.kind == RowKind::Order).then_some(true);
        settlings.push(Settling { day: row.day, net: row.net, parts, released });
        entries.extend(Entry::new(Account::UnmatchedSettlements, wallet, row.net, row.day));
    }
    let first = Settled::into_wallet(wallet, tx.has_earlier_receivable()?);
    let event = Event { at: ctx.now, day: ctx.today, file: tx.settle_file_name(rows[0].file)? };
    let plan = tx.order(id)?.settle(&settlings, first, &event);
    let activity = tx.apply(&plan)?;
    tx.post_at(activity, Some(store), &entries)?;
    rows.iter().try_for_each(|row| tx.match_row(row.id, id))?;
    Ok(())
}
