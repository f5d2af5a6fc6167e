//! The chart of accounts: those that rules name are there, and are what the rules take them for.

use std::collections::BTreeMap;

use runut_core::chart::{AccountKind, CHART, MONEY_NUMBERS};
use runut_core::rows::Finding;

use super::{finding, lossy};
use crate::{Reader, StoreError};

/// Looks for accounts of the chart that are gone or are something else, and for others that can't be.
pub(super) fn chart(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    let mut missing: BTreeMap<i64, _> = CHART.iter().map(|account| (account.id.0, account)).collect();
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
            None => AccountKind::from_key(&is.1).is_some() && cash == MONEY_NUMBERS.contains(&id),
        };
        if !right {
            findings.push(wrong(id));
        }
    }
    findings.extend(missing.into_keys().map(wrong));
    Ok(())
}

fn wrong(id: i64) -> Finding {
    finding(
        "chart",
        format!("account {id}"),
        format!("Akun {id} bukan seperti bagan akunnya"),
        format!("Account {id} isn't what the chart of accounts says"),
    )
}
