//! The kept sums as the statements take them.

use runut_core::chart::AccountKind;
use runut_core::statements::{Balances, Flow, Listed, Period, ShopChart, Standing, Sum};
use runut_core::{AccountId, Day, Money, Month, StoreId};

use crate::ledger::{cash_key, sum_key};
use crate::{Reader, StoreError};

/// All accounts and stores of the shop.
pub(super) fn chart(book: &Reader<'_>) -> Result<ShopChart, StoreError> {
    let accounts = book.chart()?.into_iter().map(|account| Listed {
        cash: account.id.is_money(),
        id: account.id,
        name: account.name,
        kind: account.kind,
        line: account.line,
    });
    let stores = book.stores()?.into_iter().map(|store| (store.id, store.name));
    Ok(ShopChart::new(accounts.collect(), stores.collect()))
}

const MONTHS: &str =
    "SELECT key % 1000000 AS cell, CAST(SUM(debit) AS BIGINT) AS debit, CAST(SUM(credit) AS BIGINT) AS credit
     FROM month_sum WHERE key BETWEEN ?1 AND ?2 GROUP BY key % 1000000";
const DAYS: &str =
    "SELECT key % 1000000 AS cell, CAST(SUM(debit) AS BIGINT) AS debit, CAST(SUM(credit) AS BIGINT) AS credit
     FROM day_sum WHERE key BETWEEN ?1 AND ?2 GROUP BY key % 1000000";

/// Sums of a period by account and store: whole months from the months', the rest from the days'.
pub(in crate::reports) fn of(book: &Reader<'_>, period: Period) -> Result<Vec<Sum>, StoreError> {
    let (first, last) = (Month::of(period.from), Month::of(period.to));
    let begins = if period.from == first.first() { first } else { first.plus(1) };
    let ends = if period.to == last.last() { last } else { last.plus(-1) };
    let mut sums = Vec::new();
    if begins > ends {
        // No month is whole. Keys of days go on over the months' ends.
        within(book, DAYS, period.from.0, period.to.0, &mut sums)?;
        return Ok(sums);
    }
    within(book, MONTHS, begins.0, ends.0, &mut sums)?;
    if begins > first {
        within(book, DAYS, period.from.0, first.last().0, &mut sums)?;
    }
    if ends < last {
        within(book, DAYS, last.first().0, period.to.0, &mut sums)?;
    }
    Ok(sums)
}

fn within(book: &Reader<'_>, sql: &str, from: i32, to: i32, sums: &mut Vec<Sum>) -> Result<(), StoreError> {
    let mut statement = book.conn.prepare_cached(sql)?;
    let bounds = [sum_key(from, AccountId(0), None), sum_key(to + 1, AccountId(0), None) - 1];
    let mut rows = statement.query(bounds)?;
    while let Some(row) = rows.next()? {
        let cell: i64 = row.get("cell")?;
        sums.push(Sum {
            account: AccountId(cell / 100),
            store: StoreId(cell % 100),
            debit: Money(row.get("debit")?),
            credit: Money(row.get("credit")?),
        });
    }
    Ok(())
}

/// What balances have earned: credits less debits of what earns and what that costs.
pub(super) fn earned(chart: &ShopChart, balances: &Balances) -> Money {
    let earns = |id: &AccountId| chart.get(*id).is_some_and(|account| of_profit(account.kind));
    -balances.iter().filter(|(id, _)| earns(id)).map(|(_, balance)| *balance).sum::<Money>()
}

fn of_profit(kind: AccountKind) -> bool {
    matches!(kind, AccountKind::Income | AccountKind::Expense)
}

/// How the shop stood at the end of a day.
pub(super) fn standing(book: &Reader<'_>, chart: &ShopChart, day: Day) -> Result<Standing, StoreError> {
    let balances = book.balances_at(day)?;
    let earlier = earned(chart, &book.balances_at(Period::year_to(day).from.plus(-1))?);
    let current = earned(chart, &balances) - earlier;
    Ok(Standing { balances, earlier, current })
}

/// What came in and went out in a period, by money and other account.
pub(in crate::reports) fn flows(book: &Reader<'_>, period: Period) -> Result<Vec<Flow>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT key % 100000000 AS cell, CAST(SUM(received) AS BIGINT) AS received, CAST(SUM(paid) AS BIGINT) AS paid
         FROM cash_sum WHERE key BETWEEN ?1 AND ?2 GROUP BY key % 100000000",
    )?;
    let none = AccountId(0);
    let next = Day(period.to.0 + 1);
    let mut rows = statement.query([cash_key(period.from, none, none), cash_key(next, none, none) - 1])?;
    let mut flows = Vec::new();
    while let Some(row) = rows.next()? {
        let cell: i64 = row.get("cell")?;
        flows.push(Flow {
            account: AccountId(cell / 10_000),
            counter: AccountId(cell % 10_000),
            received: Money(row.get("received")?),
            paid: Money(row.get("paid")?),
        });
    }
    Ok(flows)
}
