//! The ledger's kept sums: what was posted by day, by month and between money and what it went to, and each account's balance at
//! the end of each month. A statement is drawn from these and costs the same in a book of a million orders.
//!
//! Keys are whole numbers, so that a day's rows lie together: `(day × 10000 + account) × 100 + store` (store 0 for none), the same
//! with the month; `month × 10000 + account`; `(day × 10000 + money) × 10000 + the other account`. They are written once, at the end
//! of a write; the audit adds them up again.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::posting::Entry;
use runut_core::{AccountId, Day, MONEY_MAX, Money, Month, StoreId};
use rusqlite::{Connection, OptionalExtension, params};

use crate::bounds::within;
use crate::{Reader, StoreError};

/// Places that an account's number takes in a key.
const ACCOUNTS: i64 = 10_000;

/// Places that a store's number takes in a key.
const STORES: i64 = 100;

/// The first key of a day in `day_sum`, and of a month in `month_sum`.
pub(crate) fn sum_key(period: i32, account: AccountId, store: Option<StoreId>) -> i64 {
    (i64::from(period) * ACCOUNTS + account.0) * STORES + store.map_or(0, |store| store.0)
}

/// The key of an account in `month_close`.
pub(crate) fn close_key(month: Month, account: AccountId) -> i64 {
    i64::from(month.0) * ACCOUNTS + account.0
}

/// The key in `cash_sum` of what went between money and another account.
pub(crate) fn cash_key(day: Day, money: AccountId, other: AccountId) -> i64 {
    (i64::from(day.0) * ACCOUNTS + money.0) * ACCOUNTS + other.0
}

/// What debits and credits come to.
type Both = (i64, i64);

/// What a write adds to the kept sums.
#[derive(Debug, Default)]
pub(crate) struct Posted {
    days: BTreeMap<(Day, AccountId, Option<StoreId>), Both>,
    cash: BTreeMap<(Day, AccountId, AccountId), Both>,
}

impl Posted {
    /// Adds a posting.
    pub fn add(&mut self, entry: &Entry, store: Option<StoreId>) {
        let Entry { debit, credit, amount, day } = *entry;
        let debited = self.days.entry((day, debit, store)).or_default();
        debited.0 = debited.0.saturating_add(amount.0); // beyond what is kept either way
        let credited = self.days.entry((day, credit, store)).or_default();
        credited.1 = credited.1.saturating_add(amount.0);
        match (debit.is_money(), credit.is_money()) {
            (true, false) => {
                let received = self.cash.entry((day, debit, credit)).or_default();
                received.0 = received.0.saturating_add(amount.0);
            }
            (false, true) => {
                let paid = self.cash.entry((day, credit, debit)).or_default();
                paid.1 = paid.1.saturating_add(amount.0);
            }
            _ => {}
        }
    }

    /// Writes what was added.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written, or a sum would leave what is kept.
    pub fn write(&self, conn: &Connection) -> Result<(), StoreError> {
        if self.days.is_empty() {
            return Ok(());
        }
        let mut months: BTreeMap<(Month, AccountId, Option<StoreId>), Both> = BTreeMap::new();
        let mut moved: BTreeMap<Month, BTreeMap<AccountId, i64>> = BTreeMap::new();
        for ((day, account, store), (debit, credit)) in &self.days {
            add(conn, DAY, sum_key(day.0, *account, *store), (*debit, *credit))?;
            let month = Month::of(*day);
            let sums = months.entry((month, *account, *store)).or_default();
            *sums = (sums.0.saturating_add(*debit), sums.1.saturating_add(*credit));
            let balance = moved.entry(month).or_default().entry(*account).or_default();
            *balance = balance.saturating_add(debit - credit);
        }
        for ((month, account, store), both) in months {
            add(conn, MONTH, sum_key(month.0, account, store), both)?;
        }
        for ((day, money, other), both) in &self.cash {
            add(conn, CASH, cash_key(*day, *money, *other), *both)?;
        }
        moved.iter().try_for_each(|(month, accounts)| close(conn, *month, accounts))
    }
}

/// How a kept sum is read, changed and begun.
type Kept = [&'static str; 3];

const DAY: Kept = [
    "SELECT debit, credit FROM day_sum WHERE key = ?1",
    "UPDATE day_sum SET debit = ?2, credit = ?3 WHERE key = ?1",
    "INSERT INTO day_sum (key, debit, credit) VALUES (?1, ?2, ?3)",
];
const MONTH: Kept = [
    "SELECT debit, credit FROM month_sum WHERE key = ?1",
    "UPDATE month_sum SET debit = ?2, credit = ?3 WHERE key = ?1",
    "INSERT INTO month_sum (key, debit, credit) VALUES (?1, ?2, ?3)",
];
const CASH: Kept = [
    "SELECT received, paid FROM cash_sum WHERE key = ?1",
    "UPDATE cash_sum SET received = ?2, paid = ?3 WHERE key = ?1",
    "INSERT INTO cash_sum (key, received, paid) VALUES (?1, ?2, ?3)",
];

fn add(conn: &Connection, [known, update, begin]: Kept, key: i64, by: Both) -> Result<(), StoreError> {
    let was: Option<Both> =
        conn.prepare_cached(known)?.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let sum = |was: i64, by: i64| {
        let sum = was.checked_add(by).ok_or(StoreError::TooLarge("balance"))?;
        within(sum, by, MONEY_MAX, "balance").map(|()| sum)
    };
    let (first, second) = was.unwrap_or_default();
    let (first, second) = (sum(first, by.0)?, sum(second, by.1)?);
    conn.prepare_cached(if was.is_some() { update } else { begin })?.execute(params![key, first, second])?;
    Ok(())
}

/// Adds to balances from the end of a month on. A month that had no posting yet begins with those of the one before it.
fn close(conn: &Connection, month: Month, accounts: &BTreeMap<AccountId, i64>) -> Result<(), StoreError> {
    let last = last_month(conn, None)?;
    let is_new = match last {
        None => true,
        Some(last) if last <= month => last < month,
        Some(_) => {
            let mut there = conn.prepare_cached("SELECT key FROM month_close WHERE key BETWEEN ?1 AND ?2 LIMIT 1")?;
            !there.exists([close_key(month, AccountId(0)), close_key(month, AccountId(ACCOUNTS - 1))])?
        }
    };
    if is_new && let Some(before) = last_month(conn, Some(month))? {
        conn.prepare_cached(
            "INSERT INTO month_close (key, balance)
             SELECT key + ?1, balance FROM month_close WHERE key BETWEEN ?2 AND ?3",
        )?
        .execute([
            i64::from(month.0 - before.0) * ACCOUNTS,
            close_key(before, AccountId(0)),
            close_key(before, AccountId(ACCOUNTS - 1)),
        ])?;
    }
    let mut months = BTreeSet::from([month]);
    if last.is_some_and(|last| last > month) {
        let mut later = conn.prepare_cached("SELECT DISTINCT key / 10000 AS month FROM month_close WHERE key >= ?1")?;
        let later = later.query_map([close_key(month, AccountId(ACCOUNTS))], |row| row.get("month").map(Month))?;
        months.extend(later.collect::<Result<Vec<_>, _>>()?);
    }
    let mut known = conn.prepare_cached("SELECT balance FROM month_close WHERE key = ?1")?;
    let mut update = conn.prepare_cached("UPDATE month_close SET balance = ?2 WHERE key = ?1")?;
    let mut begin = conn.prepare_cached("INSERT INTO month_close (key, balance) VALUES (?1, ?2)")?;
    for month in months {
        for (account, by) in accounts.iter().filter(|(_, by)| **by != 0) {
            let key = close_key(month, *account);
            let was: Option<i64> = known.query_row([key], |row| row.get("balance")).optional()?;
            let after = was.unwrap_or_default().checked_add(*by).ok_or(StoreError::TooLarge("balance"))?;
            within(after, *by, MONEY_MAX, "balance")?;
            if was.is_some() { &mut update } else { &mut begin }.execute([key, after])?;
        }
    }
    Ok(())
}

/// The last month with postings, or the last of those before one.
fn last_month(conn: &Connection, before: Option<Month>) -> Result<Option<Month>, StoreError> {
    let before = before.map_or(i64::MAX, |month| close_key(month, AccountId(0)));
    let key: Option<i64> = conn
        .prepare_cached("SELECT MAX(key) AS key FROM month_close WHERE key < ?1")?
        .query_row([before], |row| row.get("key"))?;
    Ok(key.and_then(|key| i32::try_from(key / ACCOUNTS).ok()).map(Month))
}

/// Joins accounts `a` with their balances now, as `k.balance`: no row where nothing was ever posted.
pub(crate) const BALANCES: &str = "LEFT JOIN (SELECT key % 10000 AS of_account, balance FROM month_close
       WHERE key >= (SELECT MAX(key) FROM month_close) / 10000 * 10000) k ON k.of_account = a.id";

impl Reader<'_> {
    /// The sum of postings to an account: debits less credits.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn balance(&self, account: impl Into<AccountId>) -> Result<i64, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT balance FROM month_close WHERE key = (SELECT MAX(key) FROM month_close) / 10000 * 10000 + ?1",
            )?
            .query_row([account.into().0], |row| row.get("balance"))
            .optional()?
            .unwrap_or(0))
    }

    /// The last day of the last month that is closed; none while none is.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn closed_to(&self) -> Result<Option<Day>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT closed_to FROM shop WHERE id = 1")?;
        let closed: Option<Option<i32>> = statement.query_row([], |row| row.get("closed_to")).optional()?;
        Ok(closed.flatten().map(Day))
    }
}

impl Reader<'_> {
    /// Debits less credits of every account at the end of a day: at the last month's end before it, and what its month has up to it.
    /// Accounts that come to nothing may be among them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn balances_at(&self, day: Day) -> Result<BTreeMap<AccountId, Money>, StoreError> {
        let month = Month::of(day);
        let whole = day >= month.last();
        let before = close_key(if whole { month.plus(1) } else { month }, AccountId(0));
        let mut last = self.conn.prepare_cached(
            "SELECT key % 10000 AS account, balance FROM month_close
             WHERE key >= (SELECT MAX(key) FROM month_close WHERE key < ?1) / 10000 * 10000 AND key < ?1",
        )?;
        let mut balances: BTreeMap<AccountId, Money> = BTreeMap::new();
        let mut rows = last.query([before])?;
        while let Some(row) = rows.next()? {
            balances.insert(AccountId(row.get("account")?), Money(row.get("balance")?));
        }
        if !whole {
            for (account, (debit, credit)) in self.sums_of_days(month.first(), day)? {
                *balances.entry(account).or_default() += debit - credit;
            }
        }
        Ok(balances)
    }

    /// What was debited and credited in some days, by account.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn sums_of_days(&self, from: Day, to: Day) -> Result<BTreeMap<AccountId, (Money, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT key / 100 % 10000 AS account, debit, credit FROM day_sum WHERE key BETWEEN ?1 AND ?2",
        )?;
        let last = sum_key(to.0, AccountId(ACCOUNTS - 1), Some(StoreId(STORES - 1)));
        let mut rows = statement.query([sum_key(from.0, AccountId(0), None), last])?;
        let mut sums: BTreeMap<AccountId, (Money, Money)> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let both = sums.entry(AccountId(row.get("account")?)).or_default();
            *both = (both.0 + Money(row.get("debit")?), both.1 + Money(row.get("credit")?));
        }
        Ok(sums)
    }
}
