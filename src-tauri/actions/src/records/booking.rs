//! An advertising cost that was recorded, posted as an expense: once, however often the record is corrected.

use runut_core::posting::Account;
use runut_core::records::{Filled, channel_of, number};
use runut_core::rows::{Booking, JournalForm, JournalKind, JournalLine, Logged, RecordRow, TemplateRow};
use runut_core::{AccountId, JournalId, Money, Sentence, StoreId};
use runut_store::{Reader, Tx};

use super::Planned;
use crate::ActionError;
use crate::journal::{write_entry, write_reversal};

/// The entry that a record's cost is posted by.
#[derive(Default)]
pub(super) struct Booked {
    pub journal: Option<JournalId>,
    /// Whether it was written now.
    pub new: bool,
}

/// What an advertising record cost; none of other records, and of nothing.
pub(super) fn cost_of(template: &TemplateRow, values: &[Filled]) -> Option<Money> {
    let field = template.feeding(Logged::AdCost)?;
    number(values, &field.key).filter(|cost| *cost > 0).map(Money)
}

/// The entry by which a record's cost stands in the books; none where it was reversed.
fn standing_entry(book: &Reader<'_>, record: &RecordRow) -> Result<Option<(JournalId, AccountId)>, ActionError> {
    let Some(id) = record.journal else { return Ok(None) };
    let entry = book.journal(id)?;
    let from = entry.lines.first().map(|line| line.credit);
    Ok(from.filter(|_| entry.reversed.is_none()).map(|from| (id, from)))
}

/// How the cost of a record can be posted: from where, and whether that is proposed.
pub(super) fn booking(
    book: &Reader<'_>,
    template: &TemplateRow,
    store: Option<StoreId>,
    values: &[Filled],
    old: Option<&RecordRow>,
) -> Result<Option<Booking>, ActionError> {
    let Some(amount) = cost_of(template, values) else { return Ok(None) };
    let stores = book.stores()?;
    let channel = channel_of(values);
    let store = store.and_then(|store| stores.iter().find(|known| known.id == store));
    let store = store.or_else(|| stores.iter().find(|known| Some(known.channel) == channel && !known.archived));
    let booked = old.map(|old| standing_entry(book, old)).transpose()?.flatten();
    let accounts = book.money_accounts()?;
    let bank = accounts.iter().find(|account| !account.archived).map(|account| account.id);
    let from = booked.map(|(_, from)| from).or(store.map(|store| store.wallet)).or(bank);
    let Some(account) = from else { return Ok(None) };
    let name = book.chart()?.into_iter().find(|known| known.id == account).map(|known| known.name).unwrap_or_default();
    let (proposed, reason) = match (booked, store) {
        (Some((entry, _)), _) => (
            false,
            Sentence::new(format!("Sudah dibukukan, bukti {entry}."), format!("Posted already, entry {entry}.")),
        ),
        (None, Some(store)) if book.has_settlements(store.id)? => (
            false,
            Sentence::new(
                format!("Laporan {} sudah membukukan iklannya: jangan dua kali.", store.name),
                format!("The reports of {} post its advertising: not twice.", store.name),
            ),
        ),
        (None, Some(_)) => (true, Sentence::default()),
        (None, None) => (
            false,
            Sentence::new("Centang kalau belum dicatat di Keuangan.", "Tick it if it isn't recorded in the books yet."),
        ),
    };
    Ok(Some(Booking { amount, account, account_name: name, proposed, reason }))
}

/// Posts the cost of what is planned where that is asked. What was posted of the record that it corrects stays where the cost is the
/// same, and is reversed where it isn't.
pub(super) fn book_cost(
    tx: &mut Tx<'_>,
    plan: &Planned,
    account: Option<AccountId>,
    store: &str,
) -> Result<Booked, ActionError> {
    let cost = cost_of(&plan.template, &plan.values);
    let booked = plan.old.as_ref().map(|old| standing_entry(tx, old)).transpose()?.flatten();
    if let Some((entry, from)) = booked {
        if tx.journal(entry)?.amount == cost.unwrap_or_default() {
            return Ok(Booked { journal: Some(entry), new: false });
        }
        write_reversal(tx, entry, "Catatan iklan dibetulkan")?;
        return post(tx, plan, cost, account.unwrap_or(from), store);
    }
    match account {
        Some(account) => post(tx, plan, cost, account, store),
        None => Ok(Booked::default()),
    }
}

fn post(
    tx: &mut Tx<'_>,
    plan: &Planned,
    cost: Option<Money>,
    credit: AccountId,
    store: &str,
) -> Result<Booked, ActionError> {
    let Some(amount) = cost else { return Ok(Booked::default()) };
    let line = JournalLine { debit: AccountId::from(Account::Advertising), credit, amount };
    let mut note = format!("{} {}", plan.template.name.id, plan.day.typed());
    if !store.is_empty() {
        note = format!("{note}, {store}");
    }
    let form = JournalForm { store: plan.store, ..JournalForm::new(JournalKind::Expense, plan.day, vec![line], note) };
    let written = write_entry(tx, &form)?;
    Ok(Booked { journal: Some(written.id), new: true })
}

/// Reverses the entry of a record that never was.
pub(super) fn unbook(tx: &mut Tx<'_>, old: &RecordRow) -> Result<(), ActionError> {
    if let Some((entry, _)) = standing_entry(tx, old)? {
        write_reversal(tx, entry, "Catatan iklan dicabut")?;
    }
    Ok(())
}
