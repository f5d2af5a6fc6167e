//! What is due and only has to be confirmed.

use runut_core::journal::depreciations;
use runut_core::posting::Account;
use runut_core::rows::{JournalForm, JournalKind, JournalLine, Proposal};
use runut_core::{Day, Language, Month};

use crate::{Reader, StoreError};

/// What is due up to `today` and only has to be confirmed: what comes again, what equipment has lost in months that are over, and what
/// marketplaces' balances began with. The earliest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn proposals(book: &Reader<'_>, today: Day) -> Result<Vec<Proposal>, StoreError> {
    let mut all = Vec::new();
    for row in book.recurring()?.into_iter().filter(|row| !row.archived && row.next <= today) {
        let lines = vec![JournalLine { debit: row.debit, credit: row.credit, amount: row.amount }];
        let form = JournalForm {
            store: row.store,
            recurring: Some(row.id),
            due: Some(row.next),
            ..JournalForm::new(row.kind, row.next, lines, row.name.as_str())
        };
        all.push(Proposal { form, name: row.name, amount: row.amount });
    }
    let over = Month::of(today).plus(-1);
    for row in book.equipment()?.into_iter().filter(|row| !row.archived) {
        let done = book.depreciated(row.id)?;
        for (month, amount) in depreciations(&row, over).filter(|(month, _)| !done.contains(&month.last())) {
            let line = JournalLine {
                debit: Account::DepreciationExpense.id(),
                credit: Account::AccumulatedDepreciation.id(),
                amount,
            };
            let form = JournalForm {
                equipment: Some(row.id),
                due: Some(month.last()),
                ..JournalForm::new(JournalKind::Depreciation, month.last(), vec![line], row.name.as_str())
            };
            all.push(Proposal { form, name: row.name.clone(), amount });
        }
    }
    all.extend(openings(book)?);
    let start = book.shop()?.and_then(|shop| shop.start_day);
    all.retain(|proposal| start.is_none_or(|start| proposal.form.day >= start));
    all.sort_by(|a, b| a.form.day.cmp(&b.form.day).then_with(|| a.name.cmp(&b.name)));
    Ok(all)
}

/// What marketplaces kept for the shop before the first balance report of each store, where the book hasn't got it.
fn openings(book: &Reader<'_>) -> Result<Vec<Proposal>, StoreError> {
    let (id, en) = JournalKind::Opening.name();
    let word = if book.shop()?.is_some_and(|shop| shop.language == Language::En) { en } else { id };
    let mut all = Vec::new();
    for store in book.stores()?.into_iter().filter(|store| !store.archived) {
        if let Some((day, amount)) = book.missing_opening(store.id)? {
            let name = format!("{word} {}", store.name);
            let lines = vec![JournalLine { debit: store.wallet, credit: Account::OpeningBalance.id(), amount }];
            let form = JournalForm::new(JournalKind::Opening, day, lines, name.as_str());
            all.push(Proposal { form, name, amount });
        }
    }
    Ok(all)
}
