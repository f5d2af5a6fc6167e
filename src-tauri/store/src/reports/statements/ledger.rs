//! Buku besar: the entries of an account, each with the balance after it and what it came from.
//!
//! No index of entries is by account: kept sums name the months and days on which there is something, and the index of days
//! gives that day's.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::activity::sentence;
use runut_core::chart::AccountKind;
use runut_core::rows::{LedgerPage, LedgerQuery, LedgerRow};
use runut_core::statements::{Period, ShopChart, Sum};
use runut_core::{AccountId, Day, Money, Month, OrderId, Refusal, Sentence, StoreId};
use rusqlite::Connection;

use super::super::{cursor, page};
use super::sums;
use crate::ledger::sum_key;
use crate::log::facts;
use crate::{Reader, StoreError};

/// A page of the ledger of these accounts.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for days that are none and for no account.
pub fn ledger(book: &Reader<'_>, query: &LedgerQuery) -> Result<Result<LedgerPage, Refusal>, StoreError> {
    let chart = sums::chart(book)?;
    match asked(book, &chart, query) {
        Ok(asked) => Ok(Ok(asked.page()?)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

/// What is asked for, if there is such a thing.
pub(super) fn asked<'a>(
    book: &'a Reader<'a>,
    chart: &'a ShopChart,
    query: &'a LedgerQuery,
) -> Result<Asked<'a>, Refusal> {
    let period = Period::new(query.from, query.to)?;
    if query.accounts.is_empty() || query.accounts.iter().any(|id| chart.get(*id).is_none()) {
        return Err(Refusal::new(
            "account_unknown",
            "Akun itu tidak ada di daftar akun. Pilih dari daftarnya.",
            "There is no such account in the chart. Choose one from the list.",
        ));
    }
    Ok(Asked { book, chart, query, accounts: query.accounts.iter().copied().collect(), period })
}

pub(super) struct Asked<'a> {
    pub(super) book: &'a Reader<'a>,
    pub(super) chart: &'a ShopChart,
    pub(super) query: &'a LedgerQuery,
    pub(super) accounts: BTreeSet<AccountId>,
    pub(super) period: Period,
}

/// What was posted on a day that is looked at.
#[derive(Default)]
pub(super) struct Posted {
    pub(super) day: Day,
    is_asked: bool,
    /// All accounts that were debited.
    pub(super) debited: BTreeSet<AccountId>,
    /// Those that are asked for and were credited.
    pub(super) credited: BTreeSet<AccountId>,
}

/// Where the accounts of a key begin.
const NONE: AccountId = AccountId(0);

/// One entry of a day, with the balance after it.
#[derive(Clone, Copy)]
struct Known {
    id: i64,
    debit: Money,
    credit: Money,
    balance: Money,
}

impl Asked<'_> {
    fn page(&self) -> Result<LedgerPage, StoreError> {
        let (opening, sums) = (self.opening(self.period.from)?, sums::of(self.book, self.period)?);
        let own = || sums.iter().filter(|sum| self.is_asked(sum));
        let (debit, credit) = (own().map(|sum| sum.debit).sum::<Money>(), own().map(|sum| sum.credit).sum::<Money>());
        let limit = usize::try_from(page(self.query.limit)).unwrap_or(1);
        // One more than a page tells that there is a next one.
        let mut found = self.entries(opening, opening + debit - credit, limit + 1)?;
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|(day, known)| format!("{}.{}", day.0, known.id));
        let mut rows = self.rows(&found)?;
        rows.iter_mut().for_each(|row| row.balance = self.sided(row.balance));
        let closing = self.sided(opening + debit - credit);
        Ok(LedgerPage { name: self.name(), opening: self.sided(opening), debit, credit, closing, rows, next })
    }

    /// Debits less credits as the balance of the side where the account grows.
    pub(super) fn sided(&self, debits: Money) -> Money {
        let kind = self.query.accounts.first().and_then(|id| self.chart.get(*id)).map(|account| account.kind);
        if matches!(kind, Some(AccountKind::Asset | AccountKind::Expense)) { debits } else { -debits }
    }

    pub(super) fn name(&self) -> Sentence {
        let name = match self.query.accounts[..] {
            [account] => {
                let name = self.chart.name(account);
                Sentence::new(format!("{account} {}", name.id), format!("{account} {}", name.en))
            }
            ref several => {
                let names: Vec<Sentence> = several.iter().map(|account| self.chart.name(*account)).collect();
                let joined = |of: fn(&Sentence) -> &str| names.iter().map(of).collect::<Vec<_>>().join(", ");
                Sentence::new(joined(|name| &name.id), joined(|name| &name.en))
            }
        };
        match self.query.store {
            None => name,
            Some(store) => {
                let store = self.chart.store(store);
                Sentence::new(format!("{}, {}", name.id, store.id), format!("{}, {}", name.en, store.en))
            }
        }
    }

    fn is_asked(&self, sum: &Sum) -> bool {
        self.accounts.contains(&sum.account) && self.query.store.is_none_or(|store| store == sum.store)
    }

    /// What the balance is before a day. What earns and what costs begins with the period, and so does one store alone.
    pub(super) fn opening(&self, day: Day) -> Result<Money, StoreError> {
        let of_profit = |id: &AccountId| {
            let kind = self.chart.get(*id).map(|account| account.kind);
            matches!(kind, Some(AccountKind::Income | AccountKind::Expense))
        };
        if self.query.store.is_none() && !self.accounts.iter().any(of_profit) {
            let balances = self.book.balances_at(day.plus(-1))?;
            return Ok(self.accounts.iter().filter_map(|id| balances.get(id)).copied().sum());
        }
        if day <= self.period.from {
            return Ok(Money::ZERO);
        }
        let before = Period { from: self.period.from, to: day.plus(-1) };
        let sums = sums::of(self.book, before)?;
        Ok(sums.iter().filter(|sum| self.is_asked(sum)).map(|sum| sum.debit - sum.credit).sum())
    }

    /// Entries from the mark on, `most` of them.
    fn entries(&self, opening: Money, closing: Money, most: usize) -> Result<Vec<(Day, Known)>, StoreError> {
        let newest = self.query.newest;
        let mark = self.query.after.as_deref().map(cursor).transpose()?;
        let mark = mark.map(|(day, id)| (Day(i32::try_from(day).unwrap_or_default()), id));
        let begin = mark.map_or(if newest { self.period.to } else { self.period.from }, |(day, _)| day);
        // The balance before the first day that is looked at, or after it.
        let mut balance = match (mark, newest) {
            (None, true) => closing,
            (None, false) => opening,
            (Some((day, _)), true) => self.opening(day.plus(1))?,
            (Some((day, _)), false) => self.opening(day)?,
        };
        let mut found = Vec::new();
        let mut month = Month::of(begin);
        while found.len() < most && month >= Month::of(self.period.from) && month <= Month::of(self.period.to) {
            let mut days = self.days(month, begin)?;
            if newest {
                days.reverse();
            }
            for posted in days {
                let (mut entries, day) = (self.of_day(&posted)?, posted.day);
                let net: Money = entries.iter().map(|known| known.debit - known.credit).sum();
                let mut running = if newest { balance - net } else { balance };
                balance = if newest { running } else { running + net };
                for known in &mut entries {
                    running += known.debit - known.credit;
                    known.balance = running;
                }
                if newest {
                    entries.reverse();
                }
                let beyond = |known: &Known| match mark {
                    Some((at, id)) if at == day => (known.id < id) == newest && known.id != id,
                    _ => true,
                };
                let room = most - found.len();
                found.extend(entries.into_iter().filter(beyond).take(room).map(|known| (day, known)));
                if found.len() == most {
                    break;
                }
            }
            let next = month.plus(if newest { -1 } else { 1 });
            if next == month {
                break;
            }
            month = next;
        }
        Ok(found)
    }

    /// The days of a month on which there are entries, from the first one that is looked at on, in their order.
    pub(super) fn days(&self, month: Month, begin: Day) -> Result<Vec<Posted>, StoreError> {
        let bounds = [sum_key(month.0, NONE, None), sum_key(month.0 + 1, NONE, None) - 1];
        let there = self.sums("SELECT key, debit, credit FROM month_sum WHERE key BETWEEN ?1 AND ?2", bounds)?;
        if !there.iter().any(|(cell, ..)| self.is_cell(*cell)) {
            return Ok(Vec::new());
        }
        let (mut first, mut last) = (month.first().max(self.period.from), month.last().min(self.period.to));
        if self.query.newest {
            last = last.min(begin);
        } else {
            first = first.max(begin);
        }
        let bounds = [sum_key(first.0, NONE, None), sum_key(last.0 + 1, NONE, None) - 1];
        let mut days: BTreeMap<i64, Posted> = BTreeMap::new();
        for (cell, debit, credit) in
            self.sums("SELECT key, debit, credit FROM day_sum WHERE key BETWEEN ?1 AND ?2", bounds)?
        {
            let (day, account) = (cell / 1_000_000, AccountId(cell / 100 % 10_000));
            let of = days.entry(day).or_default();
            of.day = Day(i32::try_from(day).unwrap_or_default());
            if debit > 0 {
                of.debited.insert(account);
            }
            if self.is_cell(cell) {
                of.is_asked = true;
                if credit > 0 {
                    of.credited.insert(account);
                }
            }
        }
        Ok(days.into_values().filter(|day| day.is_asked).collect())
    }

    /// Whether the cell of a kept sum is of what is asked for.
    fn is_cell(&self, cell: i64) -> bool {
        let (account, store) = (AccountId(cell / 100 % 10_000), StoreId(cell % 100));
        self.accounts.contains(&account) && self.query.store.is_none_or(|asked| asked == store)
    }

    fn sums(&self, sql: &str, bounds: [i64; 2]) -> Result<Vec<(i64, i64, i64)>, StoreError> {
        let mut statement = self.book.conn.prepare_cached(sql)?;
        let sums = statement.query_map(bounds, |row| Ok((row.get("key")?, row.get("debit")?, row.get("credit")?)))?;
        Ok(sums.collect::<Result<Vec<_>, _>>()?)
    }

    /// The entries of a day, in the order in which they were written. The index of days goes on by debit and credit: what an asked
    /// account was debited with lies together, and what it was credited with at each account that was debited.
    fn of_day(&self, day: &Posted) -> Result<Vec<Known>, StoreError> {
        let mut entries = BTreeMap::new();
        for debit in &day.debited {
            if self.accounts.contains(debit) {
                let sql = "SELECT id, credit, amount FROM posting WHERE day = ?1 AND debit = ?2 AND ?3 = ?3";
                self.add(&mut entries, sql, (day.day, *debit, *debit))?;
                continue;
            }
            for credit in &day.credited {
                let sql = "SELECT id, credit, amount FROM posting WHERE day = ?1 AND debit = ?2 AND credit = ?3";
                self.add(&mut entries, sql, (day.day, *debit, *credit))?;
            }
        }
        let mut entries: Vec<Known> = entries.into_values().collect();
        if let Some(asked) = self.query.store {
            let mut store =
                self.book.conn.prepare_cached("SELECT COALESCE(store_id, 0) AS store FROM posting WHERE id = ?1")?;
            let mut kept = Vec::with_capacity(entries.len());
            for known in entries {
                if StoreId(store.query_row([known.id], |row| row.get("store"))?) == asked {
                    kept.push(known);
                }
            }
            entries = kept;
        }
        Ok(entries)
    }

    fn add(
        &self,
        entries: &mut BTreeMap<i64, Known>,
        sql: &str,
        (day, debit, credit): (Day, AccountId, AccountId),
    ) -> Result<(), StoreError> {
        let mut statement = self.book.conn.prepare_cached(sql)?;
        let mut rows = statement.query([i64::from(day.0), debit.0, credit.0])?;
        while let Some(row) = rows.next()? {
            let (id, amount, other) = (row.get("id")?, Money(row.get("amount")?), AccountId(row.get("credit")?));
            let of = |account: AccountId| if self.accounts.contains(&account) { amount } else { Money::ZERO };
            entries.insert(id, Known { id, debit: of(debit), credit: of(other), balance: Money::ZERO });
        }
        Ok(())
    }

    /// Each entry of these accounts, and by how much it has raised what they owe.
    pub(super) fn each(&self) -> Result<Vec<(i64, Money)>, StoreError> {
        let mut found = Vec::new();
        let (mut month, last) = (Month::of(self.period.from), Month::of(self.period.to));
        while month <= last {
            for posted in self.days(month, self.period.from)? {
                found.extend(self.of_day(&posted)?.into_iter().map(|known| (known.id, known.credit - known.debit)));
            }
            month = month.plus(1);
        }
        Ok(found)
    }

    fn rows(&self, found: &[(Day, Known)]) -> Result<Vec<LedgerRow>, StoreError> {
        let mut names = BTreeMap::new();
        let mut rows = Vec::with_capacity(found.len());
        for (day, known) in found {
            let mut row = row(self.book.conn, *day, known)?;
            let counter = names.entry(row.counter).or_insert_with(|| self.chart.name(row.counter));
            row.counter_name = counter.clone();
            rows.push(row);
        }
        Ok(rows)
    }
}

fn row(conn: &Connection, day: Day, known: &Known) -> Result<LedgerRow, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT p.debit, p.credit, p.event_day, p.order_id, p.store_id, p.activity_id, a.noun, a.noun_id, a.verb, a.facts, s.texts
         FROM posting p JOIN activity a ON a.id = p.activity_id LEFT JOIN sealed s ON s.activity_id = a.id WHERE p.id = ?1",
    )?;
    let mut rows = statement.query([known.id])?;
    let row = rows.next()?.ok_or_else(|| StoreError::Missing(format!("posting {}", known.id)))?;
    let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
    let counter = if known.debit == Money::ZERO { "debit" } else { "credit" };
    Ok(LedgerRow {
        posting: known.id,
        day,
        event_day: row.get::<_, Option<i32>>("event_day")?.map(Day),
        counter: AccountId(row.get(counter)?),
        counter_name: Sentence::default(),
        debit: known.debit,
        credit: known.credit,
        balance: known.balance,
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        store: row.get::<_, Option<i64>>("store_id")?.map(StoreId),
        activity: row.get("activity_id")?,
        noun_id: row.get("noun_id")?,
        text: sentence(&noun, &verb, &facts(row)?),
        noun,
    })
}
