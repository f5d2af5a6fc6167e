//! Accounts: those that rules name are there and are what the rules take them for.

use std::collections::BTreeMap;

use runut_core::chart::{AccountKind, CHART, MONEY_NUMBERS, RECEIVABLE_LINE, WALLET_LINE};
use runut_core::posting::Account;
use runut_core::rows::{Finding, StoreRow};

use super::told::yes;
use super::{Checks, finding, lossy};
use crate::stores::{receivable_key, receivable_name, wallet_name};
use crate::{Reader, StoreError};

pub(super) const CHECKS: Checks = Checks {
    parts: &[chart],
    list: Some(|book| {
        let accounts = book.money_accounts()?.into_iter();
        let told = accounts.flat_map(|a| {
            let (id, archived) = (a.id.0, yes(a.archived));
            [(id, "name", a.name), (id, "number", a.number), (id, "holder", a.holder), (id, "archived", archived)]
        });
        Ok(told.collect())
    }),
    ..Checks::of("account")
};

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
            // What money comes into may be renamed, and what it is called then is told by the log.
            Some(account) => {
                let named = account.cash || lossy(row, "name") == account.name;
                is == (account.key.to_owned(), account.kind.key().to_owned(), account.line.to_owned(), account.cash)
                    && named
            }
            None => match of_stores.remove(&id) {
                Some((key, name, line)) => {
                    is == (key, "asset".to_owned(), line.to_owned(), false) && lossy(row, "name") == name
                }
                None => AccountKind::from_key(&is.1).is_some() && cash == MONEY_NUMBERS.contains(&id),
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
