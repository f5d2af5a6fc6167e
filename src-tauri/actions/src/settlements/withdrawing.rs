//! Withdrawals: a balance report's row and a transfer that a person wrote are one, whichever comes first.

use runut_core::activity::{Activity, SettlementAct};
use runut_core::posting::{Account, Entry};
use runut_core::rows::{JournalForm, JournalKind, JournalLine};
use runut_core::settlement::RowKind;
use runut_core::{AccountId, JournalId, Money};
use runut_store::{KeptRow, Reader, StoreError, Tx};

use super::SettlementImport;
use super::change::Change;
use crate::ActionError;

/// Where what is withdrawn goes unless a person says: where money from a wallet went last.
pub(super) fn withdrawals_go_to(book: &Reader<'_>) -> Result<AccountId, StoreError> {
    Ok(match book.withdrawn_to()? {
        Some(account) if book.open_account(account)?.is_some() => account,
        _ => Account::Bank.id(),
    })
}

/// Finds where a withdrawal went: as the transfer says that a person wrote of it, which it is then one with, else as is said of the
/// file.
pub(super) fn withdraw(
    tx: &Tx<'_>,
    wallet: AccountId,
    staged: &SettlementImport,
    change: &mut Change<'_, '_>,
) -> Result<(), ActionError> {
    let row = change.looked.row;
    if row.kind != RowKind::Withdrawal || !row.order.is_empty() || change.told_by.is_some() {
        return Ok(());
    }
    if let Some(KeptRow { account: Some(account), journal, .. }) = change.instead {
        (change.account, change.journal) = (Some(account), journal);
        return Ok(());
    }
    change.account = Some(staged.account);
    if row.net < Money::ZERO
        && let Some((journal, account)) = tx.transfer_out(wallet, -row.net, row.day)?
    {
        (change.account, change.journal) = (Some(account), Some(journal));
    }
    Ok(())
}

/// What was written in the journal may be in a balance report already: it is posted once, and where the person says.
///
/// # Errors
/// [`ActionError`] where the book can't be written.
pub(crate) fn join_withdrawal(tx: &mut Tx<'_>, id: JournalId, form: &JournalForm) -> Result<(), ActionError> {
    let [JournalLine { debit, credit, amount }] = form.lines[..] else { return Ok(()) };
    if form.kind != JournalKind::Transfer || !debit.is_money() || !credit.is_wallet() {
        return Ok(());
    }
    match tx.withdrawal(credit, amount, form.day)? {
        Some(row) => joined(tx, SettlementAct::Join, &row, id, debit),
        None => Ok(()),
    }
}

/// What was taken back of the journal is posted again as the balance report has it, where it stands there.
///
/// # Errors
/// [`ActionError`] where the book can't be written.
pub(crate) fn part_withdrawal(tx: &mut Tx<'_>, id: JournalId) -> Result<(), ActionError> {
    match tx.withdrawal_of(id)? {
        Some(row) => joined(tx, SettlementAct::Part, &row, id, row.account.unwrap_or(Account::Bank.id())),
        None => Ok(()),
    }
}

/// Joins a row and an entry, or parts them: what the row posts by itself is taken back, or posted.
fn joined(
    tx: &mut Tx<'_>,
    act: SettlementAct,
    row: &KeptRow,
    entry: JournalId,
    account: AccountId,
) -> Result<(), ActionError> {
    let told = Activity::new(act, row.file).with("journal", entry).with("amount", -row.net.0).with("row", row.id);
    let activity = tx.record(&told.with("account", account))?;
    let wallet = tx.wallet(row.store)?;
    let (posted, journal) = match act {
        SettlementAct::Join => (Entry::new(wallet, row.account.unwrap_or(account), -row.net, row.day), Some(entry)),
        _ => (Entry::new(account, wallet, -row.net, row.day), None),
    };
    tx.post_at(activity, Some(row.store), posted.as_slice())?;
    tx.join_row(row.id, journal, account)?;
    Ok(())
}
