//! Balance reports: their rows, withdrawals, and the transfers of the journal that are the same money.

use std::collections::BTreeMap;

use runut_core::settlement::{SettlementKind, WITHDRAWN_WITHIN};
use runut_core::{AccountId, Day, JournalId, Money, StoreId};
use rusqlite::{OptionalExtension, params};

use super::KeptRow;
use crate::{Reader, StoreError, Topic, Tx};

impl Reader<'_> {
    /// The transfer of the journal that took so much out of a wallet about that day, and is one with no row yet; with where it
    /// went. Of several the nearest.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn transfer_out(
        &self,
        wallet: AccountId,
        amount: Money,
        day: Day,
    ) -> Result<Option<(JournalId, AccountId)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT j.id, j.day, l.debit FROM journal j JOIN journal_line l ON l.journal_id = j.id
             WHERE j.kind = 'transfer' AND j.day BETWEEN ?1 AND ?2 AND j.amount = ?3 AND l.amount = ?3 AND l.credit = ?4
               AND l.debit BETWEEN 1101 AND 1149 AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.id)
               AND NOT EXISTS (SELECT 1 FROM settle_row s WHERE s.journal_id = j.id) ORDER BY j.day, j.id",
        )?;
        let about = params![day.plus(-WITHDRAWN_WITHIN).0, day.plus(WITHDRAWN_WITHIN).0, amount.0, wallet.0];
        let rows = statement.query_map(about, |row| {
            let there = (JournalId(row.get("id")?), AccountId(row.get("debit")?));
            Ok((Day(row.get("day")?), there))
        })?;
        let mut rows = rows.collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|(of, _)| of.days_to(day).abs());
        Ok(rows.into_iter().next().map(|(_, there)| there))
    }

    /// The withdrawal of so much from a wallet about that day which a balance report has and the journal hasn't. Of several the
    /// nearest.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn withdrawal(&self, wallet: AccountId, amount: Money, day: Day) -> Result<Option<KeptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT r.id FROM settle_row r JOIN store s ON s.id = r.store_id
             WHERE s.wallet = ?1 AND r.account IS NOT NULL AND r.day BETWEEN ?2 AND ?3 AND r.net = ?4
               AND r.superseded_by IS NULL AND r.journal_id IS NULL ORDER BY r.day, r.id",
        )?;
        let about = params![wallet.0, day.plus(-WITHDRAWN_WITHIN).0, day.plus(WITHDRAWN_WITHIN).0, -amount.0];
        let ids = statement.query_map(about, |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()?;
        let mut rows = ids.into_iter().map(|id| self.settle_row_of(id)).collect::<Result<Vec<_>, _>>()?;
        rows.sort_by_key(|row| row.day.days_to(day).abs());
        Ok(rows.into_iter().next())
    }

    /// The withdrawal that is one with an entry of the journal.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn withdrawal_of(&self, journal: JournalId) -> Result<Option<KeptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT id FROM settle_row WHERE journal_id = ?1")?;
        let id: Option<i64> = statement.query_row([journal.0], |row| row.get("id")).optional()?;
        id.map(|id| self.settle_row_of(id)).transpose()
    }

    /// Where money from a wallet went last; none where none ever left one for money.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn withdrawn_to(&self) -> Result<Option<AccountId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT key / 10000 % 10000 AS account FROM cash_sum
             WHERE key % 10000 BETWEEN 1151 AND 1199 AND received > paid ORDER BY key DESC LIMIT 1",
        )?;
        Ok(statement.query_row([], |row| row.get("account")).optional()?.map(AccountId))
    }

    /// Whether a store has a balance report.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_balance_rows(&self, store: StoreId) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM settle_row WHERE store_id = ?1 AND key >= 'balance:' AND key < 'balance;' LIMIT 1",
        )?;
        Ok(statement.exists([store.0])?)
    }

    /// Rows of a store's balance reports: day, time, net, balance after it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn balance_rows(&self, store: StoreId) -> Result<Vec<(Day, String, Money, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT day, key, net, balance FROM settle_row
             WHERE store_id = ?1 AND key >= 'balance:' AND key < 'balance;' AND balance IS NOT NULL",
        )?;
        let rows = statement.query_map([store.0], |row| {
            Ok((Day(row.get("day")?), row.get("key")?, Money(row.get("net")?), Money(row.get("balance")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What a store's wallet held before its first balance report, beyond what the book has of it: that report's first day, and how
    /// much. None where nothing is missing, where an opening balance of it was entered, or where several stores share it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn missing_opening(&self, store: StoreId) -> Result<Option<(Day, Money)>, StoreError> {
        let mut first = self.conn.prepare_cached(
            "SELECT day, key FROM settle_row WHERE store_id = ?1 AND key >= 'balance:' AND key < 'balance;' AND balance IS NOT NULL
             ORDER BY key LIMIT 1",
        )?;
        let found = first.query_row([store.0], |row| Ok((Day(row.get("day")?), row.get("key")?))).optional()?;
        // Keys stand in the order of their time where they begin with it as the calendar writes it.
        let up_to = |day: Day| format!("balance:{day}");
        let Some((day, _)) = found.filter(|(day, key): &(Day, String)| key.starts_with(&up_to(*day))) else {
            return Ok(None);
        };
        let wallet = self.wallet(store)?;
        let shared = self.stores()?.iter().filter(|other| other.wallet == wallet).count() > 1;
        let closed = self.closed_to()?.is_some_and(|closed| day <= closed);
        if shared || closed || self.has_opening(wallet)? {
            return Ok(None);
        }
        let mut statement = self.conn.prepare_cached(
            "SELECT r.key, r.day, r.net, r.balance, COALESCE(j.booked, b.day, r.day) AS booked, b.key AS by FROM settle_row r
             LEFT JOIN journal j ON j.id = r.journal_id LEFT JOIN settle_row b ON b.id = r.superseded_by
             WHERE r.store_id = ?1 AND r.key >= 'balance:' AND r.key < ?2 AND r.balance IS NOT NULL ORDER BY r.key",
        )?;
        let (mut rows, mut moved, mut of_day) =
            (statement.query(params![store.0, up_to(day.plus(WITHDRAWN_WITHIN + 1))])?, Money::ZERO, Vec::new());
        while let Some(row) = rows.next()? {
            let (key, net): (String, Money) = (row.get("key")?, Money(row.get("net")?));
            if row.get::<_, Option<String>>("by")?.is_some_and(|by| by == key) {
                continue;
            }
            if Day(row.get("booked")?) <= day {
                moved += net;
            }
            if Day(row.get("day")?) == day {
                of_day.push((net, Money(row.get("balance")?)));
            }
        }
        let Some(opening) = began_with(&of_day) else { return Ok(None) };
        let held =
            self.balances_at(day)?.get(&wallet).copied().unwrap_or_default() - moved - self.undone(wallet, day)?;
        Ok((opening > held).then(|| (day, opening - held)))
    }

    /// What was posted up to a day and taken back or reversed after it.
    fn undone(&self, account: AccountId, day: Day) -> Result<Money, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT CAST(COALESCE(SUM(CASE WHEN p.debit = ?1 THEN p.amount ELSE -p.amount END), 0) AS BIGINT) AS sum
             FROM posting r JOIN posting p ON p.id = r.reverses
             WHERE r.reverses IS NOT NULL AND (p.debit = ?1 OR p.credit = ?1) AND p.day <= ?2 AND r.day > ?2
               AND NOT EXISTS (SELECT 1 FROM posting q WHERE q.reverses = r.id)",
        )?;
        Ok(Money(statement.query_row([account.0, i64::from(day.0)], |row| row.get("sum"))?))
    }

    /// Whether an opening balance of the account stands in the journal.
    fn has_opening(&self, account: AccountId) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT j.id FROM journal j JOIN journal_line l ON l.journal_id = j.id
             WHERE j.kind = 'opening' AND (l.debit = ?1 OR l.credit = ?1)
               AND NOT EXISTS (SELECT 1 FROM journal r WHERE r.reverses = j.id) LIMIT 1",
        )?;
        Ok(statement.exists([account.0])?)
    }

    /// What a store's rows from files of a kind come to by day, each by what was last said of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn day_nets(&self, store: StoreId, kind: SettlementKind) -> Result<BTreeMap<Day, Money>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT r.day, CAST(SUM(r.net) AS BIGINT) AS net FROM settle_file f JOIN settle_row r ON r.file_id = f.id
             LEFT JOIN settle_row b ON b.id = r.superseded_by AND b.key = r.key
             WHERE f.store_id = ?1 AND f.kind = ?2 AND b.id IS NULL GROUP BY r.day",
        )?;
        let rows = statement
            .query_map(params![store.0, kind.key()], |row| Ok((Day(row.get("day")?), Money(row.get("net")?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The balance before the first of a day's movements (net, balance after it): the one that goes on from none of the others, of several
/// the earliest.
fn began_with(rows: &[(Money, Money)]) -> Option<Money> {
    let mut after: BTreeMap<Money, usize> = BTreeMap::new();
    rows.iter().for_each(|(_, balance)| *after.entry(*balance).or_default() += 1);
    rows.iter().map(|(net, balance)| *balance - *net).find(|before| match after.get_mut(before) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    })
}

impl Tx<'_> {
    /// Lets a withdrawal be one with a transfer of the journal, or stand by itself again; `account` is where it went.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn join_row(&mut self, row: i64, journal: Option<JournalId>, account: AccountId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE settle_row SET journal_id = ?2, account = ?3 WHERE id = ?1")?
            .execute(params![row, journal.map(|journal| journal.0), account.0])?;
        self.touch(Topic::Books);
        Ok(())
    }
}
