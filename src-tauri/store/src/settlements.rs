//! What marketplaces say they paid: files, their rows, what each amount is for.

use std::collections::BTreeMap;

use runut_core::order::{Order, Settled};
use runut_core::posting::Account;
use runut_core::settlement::{Part, RowKind, SettleState, SettlementKind};
use runut_core::{AccountId, Channel, Day, Instant, JournalId, Money, OrderId, StoreId};
use rusqlite::{OptionalExtension, Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// An amount of a row: its word, what it is for, how much.
pub type Amount = (String, Option<Part>, Money);

/// A row as the book has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRow {
    /// Key.
    pub id: i64,
    /// Its file's key.
    pub file: i64,
    /// Its store.
    pub store: StoreId,
    /// Its order, if the book knows it.
    pub order: Option<OrderId>,
    /// The marketplace's number of its order; empty where it has none.
    pub external_id: String,
    /// What it tells of.
    pub kind: RowKind,
    /// The day on which the money was released.
    pub day: Day,
    /// What the shop got.
    pub net: Money,
    /// Whether it stands: no other has taken its place, or tells the same in more detail.
    pub stands: bool,
    /// Where it went, of a withdrawal.
    pub account: Option<AccountId>,
    /// The transfer of the journal that it is one with: that one is posted, and not the row.
    pub journal: Option<JournalId>,
    /// Its amounts.
    pub parts: Vec<Amount>,
}

/// A row to be kept.
#[derive(Clone, Debug)]
pub struct NewRow<'a> {
    /// The file's key.
    pub file: i64,
    /// The store.
    pub store: StoreId,
    /// What it is known by there.
    pub key: &'a str,
    /// The marketplace's number of its order.
    pub external_id: &'a str,
    /// Its order, if the book knows it.
    pub order: Option<OrderId>,
    /// What it tells of.
    pub kind: RowKind,
    /// The file's word for it.
    pub word: &'a str,
    /// The day on which the money was released.
    pub day: Day,
    /// What the shop got.
    pub net: Money,
    /// The balance after it, where the file says.
    pub balance: Option<Money>,
    /// The row that tells the same in more detail.
    pub told_by: Option<i64>,
    /// Where it went, of a withdrawal.
    pub account: Option<AccountId>,
    /// The transfer of the journal that it is one with.
    pub journal: Option<JournalId>,
    /// Its amounts.
    pub parts: &'a [Amount],
}

/// The next keys of rows and of their amounts.
#[derive(Debug)]
pub struct SettleKeys {
    row: i64,
    part: i64,
}

/// A file to be kept.
#[derive(Clone, Debug)]
pub struct NewFile<'a> {
    /// Which it is.
    pub kind: SettlementKind,
    /// Its store.
    pub store: StoreId,
    /// Its name.
    pub name: &'a str,
    /// The digest of its bytes.
    pub digest: &'a str,
    /// How many rows it has.
    pub rows: i64,
    /// What they come to.
    pub net: Money,
}

fn row_of(row: &Row<'_>) -> Result<KeptRow, StoreError> {
    let kind: String = row.get("kind")?;
    Ok(KeptRow {
        id: row.get("id")?,
        file: row.get("file_id")?,
        store: StoreId(row.get("store_id")?),
        order: row.get::<_, Option<i64>>("order_id")?.map(OrderId),
        external_id: row.get("external_id")?,
        kind: RowKind::from_key(&kind).ok_or_else(|| StoreError::unknown("settlement row", kind))?,
        day: Day(row.get("day")?),
        net: Money(row.get("net")?),
        stands: row.get::<_, Option<i64>>("superseded_by")?.is_none(),
        account: row.get::<_, Option<i64>>("account")?.map(AccountId),
        journal: row.get::<_, Option<i64>>("journal_id")?.map(JournalId),
        parts: Vec::new(),
    })
}

fn part_of(key: &str) -> Result<Option<Part>, StoreError> {
    if key.is_empty() {
        return Ok(None);
    }
    Part::from_key(key).map(Some).ok_or_else(|| StoreError::unknown("settlement part", key))
}

const ROW: &str =
    "SELECT id, file_id, store_id, order_id, external_id, kind, day, net, superseded_by, account, journal_id
   FROM settle_row";

/// Days between a withdrawal in a balance report and the same money in the journal, at most.
const DAYS_APART: i64 = 3;

impl Reader<'_> {
    /// What was paid out for an order of that state.
    pub(crate) fn settled(
        &self,
        order: &Order,
        state: SettleState,
        day: Day,
    ) -> Result<Option<Box<Settled>>, StoreError> {
        let Some(store) = order.store else {
            return Err(StoreError::Broken(format!("order {} is settled without a store", order.id)));
        };
        let mut settled = Settled::into_wallet(self.wallet(store)?, state == SettleState::Earlier);
        let mut sums = self.conn.prepare_cached(
            "SELECT CAST(COALESCE(SUM(net), 0) AS BIGINT) AS net, COUNT(CASE WHEN kind = 'order' THEN 1 END) AS released
             FROM settle_row WHERE order_id = ?1 AND superseded_by IS NULL",
        )?;
        let (net, released): (i64, i64) =
            sums.query_row([order.id.0], |row| Ok((row.get("net")?, row.get("released")?)))?;
        (settled.net, settled.released, settled.day) = (Money(net), released > 0, day);
        let mut parts = self.conn.prepare_cached(
            "SELECT p.part, CAST(SUM(p.amount) AS BIGINT) AS amount FROM settle_row r JOIN settle_part p ON p.row_id = r.id
             WHERE r.order_id = ?1 AND r.superseded_by IS NULL GROUP BY p.part",
        )?;
        let mut rows = parts.query([order.id.0])?;
        while let Some(row) = rows.next()? {
            if let Some(part) = part_of(&row.get::<_, String>("part")?)? {
                settled.add(part, Money(row.get("amount")?));
            }
        }
        Ok(Some(Box::new(settled)))
    }

    /// The account of what a marketplace keeps for a store.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn wallet(&self, store: StoreId) -> Result<AccountId, StoreError> {
        let mut wallet = self.conn.prepare_cached("SELECT wallet FROM store WHERE id = ?1")?;
        Ok(AccountId(wallet.query_row([store.0], |row| row.get("wallet"))?))
    }

    /// An order's number at its marketplace; empty where it has none.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn number_of(&self, order: OrderId) -> Result<String, StoreError> {
        let mut number = self.conn.prepare_cached("SELECT external_id FROM orders WHERE id = ?1")?;
        Ok(number.query_row([order.0], |row| row.get("external_id"))?)
    }

    /// Whether anything was paid into a store's wallet by its files.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_settlements(&self, store: StoreId) -> Result<bool, StoreError> {
        Ok(self.conn.prepare_cached("SELECT id FROM settle_row WHERE store_id = ?1 LIMIT 1")?.exists([store.0])?)
    }

    /// Whether what marketplaces owed when the book began was typed in.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_earlier_receivable(&self) -> Result<bool, StoreError> {
        let mut sums =
            self.conn.prepare_cached("SELECT key FROM month_close WHERE key % 10000 = ?1 AND balance > 0 LIMIT 1")?;
        Ok(sums.exists([Account::EarlierReceivable.id().0])?)
    }

    /// The row of a key in a store, the one that stands first; none where no file had it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_row(&self, store: StoreId, key: &str) -> Result<Option<KeptRow>, StoreError> {
        let sql = format!("{ROW} WHERE store_id = ?1 AND key = ?2 ORDER BY id DESC LIMIT 1");
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![store.0, key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let mut row = row_of(row)?;
        row.parts = self.amounts(row.id)?;
        Ok(Some(row))
    }

    /// A row with its amounts.
    ///
    /// # Errors
    /// [`StoreError`] where it can't be read.
    pub(crate) fn settle_row_of(&self, id: i64) -> Result<KeptRow, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{ROW} WHERE id = ?1"))?;
        let mut rows = statement.query([id])?;
        let Some(row) = rows.next()? else { return Err(StoreError::Missing(format!("Baris pencairan {id}"))) };
        let mut row = row_of(row)?;
        row.parts = self.amounts(id)?;
        Ok(row)
    }

    /// The rows of a number whose order the book doesn't know yet, and which stand.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn waiting_rows(&self, store: StoreId, external_id: &str) -> Result<Vec<KeptRow>, StoreError> {
        let sql = format!(
            "{ROW} WHERE store_id = ?1 AND external_id = ?2 AND order_id IS NULL AND external_id <> '' ORDER BY day, id"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![store.0, external_id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut row = row_of(row)?;
            row.parts = self.amounts(row.id)?;
            found.push(row);
        }
        Ok(found)
    }

    /// Whether any row of a store waits for its order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_waiting_rows(&self, store: StoreId) -> Result<bool, StoreError> {
        let mut waiting = self.conn.prepare_cached(
            "SELECT id FROM settle_row WHERE store_id = ?1 AND order_id IS NULL AND external_id <> '' LIMIT 1",
        )?;
        Ok(waiting.exists([store.0])?)
    }

    /// Rows of a number and net that stand and that no other is paired with: of an income report (`detailed`), or of a balance
    /// report, which has each again as a bare sum.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn twin_rows(
        &self,
        store: StoreId,
        external_id: &str,
        net: Money,
        detailed: bool,
    ) -> Result<Vec<KeptRow>, StoreError> {
        let of = if detailed {
            "key NOT LIKE 'balance:%'
               AND NOT EXISTS (SELECT 1 FROM settle_row b WHERE b.superseded_by = settle_row.id AND b.key LIKE 'balance:%')"
        } else {
            "key LIKE 'balance:%'"
        };
        let sql = format!(
            "{ROW} WHERE store_id = ?1 AND external_id = ?2 AND net = ?3 AND external_id <> ''
               AND superseded_by IS NULL AND {of} ORDER BY id"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut rows = statement.query(params![store.0, external_id, net.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut row = row_of(row)?;
            row.parts = self.amounts(row.id)?;
            found.push(row);
        }
        Ok(found)
    }

    /// Rows of a store that a person entered and which stand, each with whether a file has told of it since.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn rows_by_hand(&self, store: StoreId) -> Result<Vec<(KeptRow, bool)>, StoreError> {
        let sql = format!(
            "{ROW} WHERE store_id = ?1 AND key >= 'hand:' AND key < 'hand;' AND superseded_by IS NULL ORDER BY id"
        );
        let mut statement = self.conn.prepare_cached(&sql)?;
        let mut told = self.conn.prepare_cached("SELECT id FROM settle_row WHERE superseded_by = ?1 LIMIT 1")?;
        let mut rows = statement.query([store.0])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let mut row = row_of(row)?;
            row.parts = self.amounts(row.id)?;
            let told = told.exists([row.id])?;
            found.push((row, told));
        }
        Ok(found)
    }

    fn amounts(&self, row: i64) -> Result<Vec<Amount>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT word, part, amount FROM settle_part WHERE row_id = ?1 ORDER BY id")?;
        let mut rows = statement.query([row])?;
        let mut amounts = Vec::new();
        while let Some(row) = rows.next()? {
            let part = part_of(&row.get::<_, String>("part")?)?;
            amounts.push((row.get("word")?, part, Money(row.get("amount")?)));
        }
        Ok(amounts)
    }

    /// Amounts of a channel's rows with a word that nobody had said the meaning of: amount's key, row's key, amount.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unsaid_amounts(&self, channels: &[Channel], word: &str) -> Result<Vec<(i64, KeptRow, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.id, p.row_id, p.amount FROM settle_part p JOIN settle_row r ON r.id = p.row_id JOIN store s ON s.id = r.store_id
             WHERE p.word = ?1 AND p.part = '' AND s.channel = ?2 ORDER BY r.day, p.id",
        )?;
        let mut found = Vec::new();
        for channel in channels {
            let mut rows = statement.query(params![word, channel.key()])?;
            while let Some(row) = rows.next()? {
                found.push((row.get("id")?, self.settle_row_of(row.get("row_id")?)?, Money(row.get("amount")?)));
            }
        }
        Ok(found)
    }

    /// Words of settlements whose meaning nobody has said, and what they come to in rows that stand.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unsaid_words(&self) -> Result<Vec<(Channel, String, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.channel, p.word, CAST(SUM(p.amount) AS BIGINT) AS amount
             FROM settle_part p JOIN settle_row r ON r.id = p.row_id JOIN store s ON s.id = r.store_id
             WHERE p.part = '' AND r.superseded_by IS NULL GROUP BY s.channel, p.word ORDER BY s.channel, p.word",
        )?;
        let mut rows = statement.query([])?;
        let mut words = Vec::new();
        while let Some(row) = rows.next()? {
            let channel: String = row.get("channel")?;
            let channel = Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?;
            words.push((channel, row.get("word")?, Money(row.get("amount")?)));
        }
        Ok(words)
    }

    /// Payouts whose orders the book doesn't know: number, store, the last day, what came.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn waiting_payouts(&self) -> Result<Vec<(String, StoreId, Day, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT external_id, store_id, MAX(day) AS day, CAST(SUM(net) AS BIGINT) AS net FROM settle_row
             WHERE order_id IS NULL AND external_id <> '' AND superseded_by IS NULL
             GROUP BY store_id, external_id ORDER BY store_id, external_id",
        )?;
        let rows = statement.query_map([], |row| {
            let day = Day(row.get("day")?);
            Ok((row.get("external_id")?, StoreId(row.get("store_id")?), day, Money(row.get("net")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Marketplace orders that left before `before` and of whose money something is still owed, either way.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unpaid_out(&self, before: Instant) -> Result<Vec<(OrderId, String, StoreId, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, external_id, store_id, receivable FROM orders
             WHERE receivable <> 0 AND store_id IS NOT NULL AND shipped_at < ?1 ORDER BY store_id, shipped_at, id",
        )?;
        let rows = statement.query_map([before.0], |row| {
            let (id, store) = (OrderId(row.get("id")?), StoreId(row.get("store_id")?));
            Ok((id, row.get("external_id")?, store, Money(row.get("receivable")?)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

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
        let about = params![day.plus(-DAYS_APART).0, day.plus(DAYS_APART).0, amount.0, wallet.0];
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
             WHERE s.wallet = ?1 AND r.account IS NOT NULL AND r.key NOT LIKE 'hand:%' AND r.day BETWEEN ?2 AND ?3 AND r.net = ?4
               AND r.superseded_by IS NULL AND r.journal_id IS NULL ORDER BY r.day, r.id",
        )?;
        let about = params![wallet.0, day.plus(-DAYS_APART).0, day.plus(DAYS_APART).0, -amount.0];
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

    /// The name of a file that was taken in.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_file_name(&self, file: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT name FROM settle_file WHERE id = ?1")?;
        Ok(statement.query_row([file], |row| row.get("name")).optional()?)
    }

    /// What a person has said of words of a channel's files.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_words(&self, channel: Channel) -> Result<BTreeMap<String, Part>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT header, part FROM settle_word WHERE channel = ?1")?;
        let mut rows = statement.query([channel.key()])?;
        let mut words = BTreeMap::new();
        while let Some(row) = rows.next()? {
            words.extend(
                part_of(&row.get::<_, String>("part")?)?
                    .map(|part| row.get("header").map(|word| (word, part)))
                    .transpose()?,
            );
        }
        Ok(words)
    }
}

impl Tx<'_> {
    /// Keeps a file; answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn add_settle_file(&mut self, file: &NewFile<'_>) -> Result<i64, StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM settle_file")?;
        let day = self.ctx().today.0;
        self.conn
            .prepare_cached(
                "INSERT INTO settle_file (id, kind, store_id, name, digest, rows, net, day) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![id, file.kind.key(), file.store.0, file.name, file.digest, file.rows, file.net.0, day])?;
        Ok(id)
    }

    /// The next keys of rows and amounts: asked once a file.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_keys(&self) -> Result<SettleKeys, StoreError> {
        Ok(SettleKeys {
            row: self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM settle_row")?,
            part: self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM settle_part")?,
        })
    }

    /// Keeps a row with its amounts; answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn add_settle_row(&mut self, keys: &mut SettleKeys, row: &NewRow<'_>) -> Result<i64, StoreError> {
        let id = keys.row;
        keys.row += 1;
        self.conn
            .prepare_cached(
                "INSERT INTO settle_row (id, file_id, store_id, key, external_id, order_id, kind, word, day, net, balance,
                   superseded_by, account, journal_id)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                id,
                row.file,
                row.store.0,
                row.key,
                row.external_id,
                row.order.map(|order| order.0),
                row.kind.key(),
                row.word,
                row.day.0,
                row.net.0,
                row.balance.map(|balance| balance.0),
                row.told_by,
                row.account.map(|account| account.0),
                row.journal.map(|journal| journal.0)
            ])?;
        let mut insert = self
            .conn
            .prepare_cached("INSERT INTO settle_part (id, row_id, word, part, amount) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for (word, of, amount) in row.parts {
            insert.execute(params![keys.part, id, word, of.map_or("", Part::key), amount.0])?;
            keys.part += 1;
        }
        drop(insert);
        self.touch(Topic::Orders);
        Ok(id)
    }

    /// Lets a row stand no more: another takes its place, or tells the same in more detail.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn supersede_row(&mut self, row: i64, by: i64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE settle_row SET superseded_by = ?2, journal_id = NULL WHERE id = ?1")?
            .execute([row, by])?;
        Ok(())
    }

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

    /// Gives a waiting row its order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn match_row(&mut self, row: i64, order: OrderId) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE settle_row SET order_id = ?2 WHERE id = ?1")?.execute([row, order.0])?;
        Ok(())
    }

    /// Says what an amount is for.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn say_amount(&mut self, amount: i64, part: Part) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE settle_part SET part = ?2 WHERE id = ?1")?
            .execute(params![amount, part.key()])?;
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Keeps what a person says of a word; answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_settle_word(&mut self, channel: Channel, header: &str, part: Part) -> Result<i64, StoreError> {
        let known: Option<i64> = self
            .conn
            .prepare_cached("SELECT id FROM settle_word WHERE channel = ?1 AND header = ?2")?
            .query_row(params![channel.key(), header], |row| row.get("id"))
            .optional()?;
        let id = match known {
            Some(id) => id,
            None => self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM settle_word")?,
        };
        let sql = match known {
            Some(_) => "UPDATE settle_word SET channel = ?2, header = ?3, part = ?4 WHERE id = ?1",
            None => "INSERT INTO settle_word (id, channel, header, part) VALUES (?1, ?2, ?3, ?4)",
        };
        self.conn.prepare_cached(sql)?.execute(params![id, channel.key(), header, part.key()])?;
        Ok(id)
    }
}
