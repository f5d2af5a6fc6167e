//! What marketplaces say they paid: files, their rows, what each amount is for.

mod balances;
mod words;

use runut_core::order::{Order, Settled};
use runut_core::posting::Account;
use runut_core::settlement::{Part, RowKind, SettleState, SettlementKind};
use runut_core::{AccountId, Day, JournalId, Money, OrderId, StoreId};
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
    pub parts: &'a [(&'a str, Option<Part>, Money)],
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

    /// The name of a file that was taken in.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn settle_file_name(&self, file: i64) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT name FROM settle_file WHERE id = ?1")?;
        Ok(statement.query_row([file], |row| row.get("name")).optional()?)
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

    /// Gives a waiting row its order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn match_row(&mut self, row: i64, order: OrderId) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE settle_row SET order_id = ?2 WHERE id = ?1")?.execute([row, order.0])?;
        Ok(())
    }
}
