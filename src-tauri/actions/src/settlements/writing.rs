//! Rows written: of orders as one step of each, what is of none by itself.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use runut_core::activity::{Activity, SettlementAct};
use runut_core::order::{Event, Settled, Settling};
use runut_core::posting::{Account, Entry};
use runut_core::rows::StoreRow;
use runut_core::settlement::{Part, RowKind};
use runut_core::{AccountId, Money, OrderId, Refusal, StoreId};
use runut_store::{Context, NewFile, NewRow, SettleKeys, Tx};

use super::SettlementImport;
use super::change::Change;
use super::looked::Looked;
use super::pairs::{Pairs, change};
use super::withdrawing::withdraw;
use crate::ActionError;
use crate::progress::{Progress, STEP, cancelled};

/// Writes what is new or changed: by order, and what is of none.
pub(super) fn write(
    tx: &mut Tx<'_>,
    ctx: &Context,
    (staged, store): (&SettlementImport, &StoreRow),
    rows: &[Looked<'_>],
    progress: Progress<'_>,
) -> Result<(), ActionError> {
    let file = &staged.file;
    let (count, net) = (i64::try_from(rows.len()).unwrap_or(i64::MAX), file.net());
    let (name, digest) = (staged.name.as_str(), staged.digest.as_str());
    let id = tx.add_settle_file(&NewFile { kind: file.kind, store: store.id, name, digest, rows: count, net })?;
    let activity = tx.record(
        &Activity::new(SettlementAct::Import, id)
            .with("file", name)
            .with("kind", file.kind.key())
            .with("store", store.name.as_str())
            .with("rows", count)
            .with("net", net.0),
    )?;
    let (mut pairs, mut keys) = (Pairs::of(tx, store.id, file.kind)?, tx.settle_keys()?);
    let (mut orders, mut others) = (BTreeMap::<OrderId, Vec<Change<'_, '_>>>::new(), Vec::new());
    for looked in rows.iter().filter(|looked| looked.is_new() || looked.is_changed()) {
        let change = change(tx, store.id, looked, &mut pairs)?;
        match looked.order {
            Some(order) => orders.entry(order).or_default().push(change),
            None => others.push(change),
        }
    }
    let first = Settled::into_wallet(store.wallet, tx.has_earlier_receivable()?);
    let today = Event { at: ctx.now, day: ctx.today, file: Some(staged.name.clone()) };
    let mut written = 0;
    for (order, mut changes) in orders {
        changes.sort_by_key(|change| change.looked.row.day);
        let settlings: Vec<Settling> = changes.iter().map(Change::settling).collect();
        let plan = tx.order(order)?.settle(&settlings, first.clone(), &today);
        tx.apply(&plan)?;
        for change in &changes {
            keep(tx, &mut keys, id, store.id, change)?;
            on(&mut written, progress)?;
        }
    }
    for mut change in others {
        withdraw(tx, store.wallet, staged, &mut change)?;
        let entries = beside_orders(&change, store.wallet, staged.account);
        tx.post_at(activity, Some(store.id), &entries)?;
        keep(tx, &mut keys, id, store.id, &change)?;
        on(&mut written, progress)?;
    }
    Ok(())
}

/// A further row is written: tells so now and then.
fn on(written: &mut u32, progress: &mut dyn FnMut(u32) -> ControlFlow<()>) -> Result<(), Refusal> {
    *written += 1;
    let stopped = written.is_multiple_of(STEP) && progress(*written).is_break();
    if stopped { Err(cancelled()) } else { Ok(()) }
}

fn keep(
    tx: &mut Tx<'_>,
    keys: &mut SettleKeys,
    file: i64,
    store: StoreId,
    change: &Change<'_, '_>,
) -> Result<(), ActionError> {
    let Looked { row, parts, order, .. } = change.looked;
    let id = tx.add_settle_row(
        keys,
        &NewRow {
            file,
            store,
            key: &row.key,
            external_id: &row.order,
            order: *order,
            kind: row.kind,
            word: &row.word,
            day: row.day,
            net: row.net,
            balance: row.balance,
            told_by: change.told_by,
            account: change.account,
            journal: change.journal.filter(|_| change.instead.is_none()),
            parts,
        },
    )?;
    if let Some(instead) = &change.instead {
        tx.supersede_row(instead.id, id)?;
        if let (Some(account), Some(journal)) = (change.account, change.journal) {
            tx.join_row(id, Some(journal), account)?;
        }
    }
    Ok(())
}

/// What a row posts whose order the book doesn't know, or which has none.
fn beside_orders(change: &Change<'_, '_>, wallet: AccountId, bank: AccountId) -> Vec<Entry> {
    let row = change.looked.row;
    let post = |account: Account, cost: Money| Entry::new(account, wallet, cost, row.day);
    let net = change.net();
    if !row.order.is_empty() {
        return post(Account::UnmatchedSettlements, -net).into_iter().collect();
    }
    match row.kind {
        // One with a transfer that stands in the journal: that one is posted.
        RowKind::Withdrawal if change.journal.is_some() && change.instead.is_none() => Vec::new(),
        RowKind::Withdrawal => Entry::new(change.account.unwrap_or(bank), wallet, -net, row.day).into_iter().collect(),
        RowKind::Ads => post(Account::Advertising, -net).into_iter().collect(),
        _ => {
            let mut entries = Vec::new();
            let mut rest = net;
            for (part, amount) in change.amounts() {
                let account = part.and_then(Part::account).unwrap_or(Account::SettlementDifference);
                entries.extend(post(account, -amount));
                rest -= amount;
            }
            entries.extend(post(Account::SettlementDifference, -rest));
            entries
        }
    }
}
