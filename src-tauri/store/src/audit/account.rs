//! Accounts: those that rules name are there and are what the rules take them for.

use std::collections::BTreeMap;

use runut_core::chart::{AccountKind, CHART, MONEY_NUMBERS, RECEIVABLE_LINE, WALLET_LINE, WALLET_NUMBERS};
use runut_core::posting::Account;
use runut_core::rows::{Finding, StoreRow};

use super::told::yes;
use super::{Checks, finding, lossy};
use crate::journal::may_stand;
use crate::stores::{receivable_key, receivable_name, wallet_name};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks {
    parts: &[chart],
    list: Some(|book| {
        let money = book.money_accounts()?.into_iter();
        let money = money.flat_map(|a| [(a.id.0, "number", a.number), (a.id.0, "holder", a.holder)]);
        let all = book.chart()?.into_iter().filter(|a| !of_store(a.id.0));
        let all = all.flat_map(|a| [(a.id.0, "name", a.name), (a.id.0, "archived", yes(a.archived))]);
        Ok(money.chain(all).collect())
    }),
    ..Checks::of("account")
};

/// Whether an account is a store's, which is called after it.
fn of_store(id: i64) -> bool {
    WALLET_NUMBERS.contains(&id) || (1201..=1299).contains(&id) && CHART.iter().all(|account| account.id.0 != id)
}

/// Looks for accounts of the chart that are gone or are something else, and for others that can't be.
fn chart(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut missing: BTreeMap<i64, _> = CHART.iter().map(|account| (account.id.0, account)).collect();
    let mut of_stores = of_stores(&book.stores()?);
    let mut statement = book.conn.prepare("SELECT id, key, name, kind, line, cash FROM account ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let cash = lossy(row, "cash") == "1";
        let is = (lossy(row, "key"), lossy(row, "kind"), lossy(row, "line"), cash);
        let right = match missing.remove(&id) {
            // It may be renamed, and what it is called then is told by the log.
            Some(account) => {
                is == (account.key.to_owned(), account.kind.key().to_owned(), account.line.to_owned(), account.cash)
            }
            None => match of_stores.remove(&id) {
                Some((key, name, line)) => {
                    is == (key, "asset".to_owned(), line.to_owned(), false) && lossy(row, "name") == name
                }
                None if cash || MONEY_NUMBERS.contains(&id) => is.1 == "asset" && cash == MONEY_NUMBERS.contains(&id),
                // A wallet that is no store's any more.
                None if WALLET_NUMBERS.contains(&id) => is.1 == "asset" && is.2 == WALLET_LINE,
                None => AccountKind::from_key(&is.1).is_some_and(|kind| may_stand(id, &is.2, kind)),
            },
        };
        if !right {
            findings.push(wrong(id));
        }
    }
    findings.extend(missing.into_keys().chain(of_stores.into_keys()).map(wrong));
    Ok(())
}

/// The accounts of the stores: key, name and line by number.
fn of_stores(stores: &[StoreRow]) -> BTreeMap<i64, (String, String, &'static str)> {
    let mut stores: Vec<&StoreRow> = stores.iter().collect();
    stores.sort_by_key(|store| store.id);
    let receivable = |store: &&StoreRow| {
        let account = Account::MarketplaceReceivable(store.id).id();
        (account.0, (receivable_key(store.id), receivable_name(store), RECEIVABLE_LINE))
    };
    let wallet = |store: &&StoreRow| {
        let of = stores.iter().copied().filter(|other| other.wallet == store.wallet);
        (store.wallet.0, (String::new(), wallet_name(of), WALLET_LINE))
    };
    stores.iter().map(receivable).chain(stores.iter().map(wallet)).collect()
}

fn wrong(id: i64) -> Finding {
    finding(
        "chart",
        format!("account {id}"),
        format!("Akun {id} bukan seperti bagan akunnya"),
        format!("Account {id} isn't what the chart of accounts says"),
    )
}
