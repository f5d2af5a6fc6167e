//! What changed a balance in some days: its entries by the account on the other side, from the same days and index as its ledger.

use std::collections::BTreeMap;

use runut_core::rows::{LedgerMove, LedgerMoves, LedgerQuery};
use runut_core::{AccountId, Day, Money, Month, Refusal};

use super::ledger::{Asked, Posted, asked};
use super::sums;
use crate::{Reader, StoreError};

/// What changed the balance of these accounts. What moved among themselves changes nothing and isn't counted.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] as of its ledger.
pub fn ledger_moves(book: &Reader<'_>, query: &LedgerQuery) -> Result<Result<LedgerMoves, Refusal>, StoreError> {
    let chart = sums::chart(book)?;
    let query = LedgerQuery { newest: false, after: None, ..query.clone() };
    let asked = match asked(book, &chart, &query) {
        Ok(asked) => asked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let opening = asked.opening(asked.period.from)?;
    let mut by_counter = BTreeMap::new();
    let (mut month, last) = (Month::of(asked.period.from), Month::of(asked.period.to));
    while month <= last {
        for posted in asked.days(month, asked.period.from)? {
            asked.add_moves(&posted, &mut by_counter)?;
        }
        let next = month.plus(1);
        if next == month {
            break;
        }
        month = next;
    }
    let row = |(counter, (entries, net)): (AccountId, (i64, Money))| LedgerMove {
        counter,
        label: chart.name(counter),
        entries,
        amount: asked.sided(net),
    };
    let change: Money = by_counter.values().map(|(_, net)| *net).sum();
    Ok(Ok(LedgerMoves {
        name: asked.name(),
        opening: asked.sided(opening),
        closing: asked.sided(opening + change),
        entries: by_counter.values().map(|(entries, _)| *entries).sum(),
        rows: by_counter.into_iter().map(row).collect(),
    }))
}

/// Entries and debits less credits, by the account on the other side.
type ByCounter = BTreeMap<AccountId, (i64, Money)>;

const DEBITED: &str =
    "SELECT credit AS counter, COUNT(*) AS entries, CAST(SUM(amount) AS BIGINT) AS amount FROM posting
     WHERE day = ?1 AND debit = ?2 AND ?3 = ?3 AND (?4 < 0 OR COALESCE(store_id, 0) = ?4) GROUP BY credit";
const CREDITED: &str =
    "SELECT debit AS counter, COUNT(*) AS entries, CAST(SUM(amount) AS BIGINT) AS amount FROM posting
     WHERE day = ?1 AND debit = ?2 AND credit = ?3 AND (?4 < 0 OR COALESCE(store_id, 0) = ?4) GROUP BY debit";

impl Asked<'_> {
    fn add_moves(&self, posted: &Posted, sums: &mut ByCounter) -> Result<(), StoreError> {
        for debit in &posted.debited {
            if self.accounts.contains(debit) {
                self.add_sums(sums, DEBITED, (posted.day, *debit, *debit), 1)?;
                continue;
            }
            for credit in &posted.credited {
                self.add_sums(sums, CREDITED, (posted.day, *debit, *credit), -1)?;
            }
        }
        Ok(())
    }

    fn add_sums(
        &self,
        sums: &mut ByCounter,
        sql: &str,
        (day, debit, credit): (Day, AccountId, AccountId),
        sign: i64,
    ) -> Result<(), StoreError> {
        let mut statement = self.book.conn.prepare_cached(sql)?;
        let store = self.query.store.map_or(-1, |store| store.0);
        let mut rows = statement.query([i64::from(day.0), debit.0, credit.0, store])?;
        while let Some(row) = rows.next()? {
            let counter = AccountId(row.get("counter")?);
            if self.accounts.contains(&counter) {
                continue;
            }
            let sum = sums.entry(counter).or_default();
            sum.0 += row.get::<_, i64>("entries")?;
            sum.1 += Money(sign * row.get::<_, i64>("amount")?);
        }
        Ok(())
    }
}
