//! Stores: the shop's accounts at marketplaces, each with what the marketplace owes it and the wallet that it is paid into.

use std::collections::BTreeSet;

use runut_core::chart::{
    AccountKind, RECEIVABLE_LINE, STORE_RECEIVABLES, STORES, STORES_AT_FIRST, WALLET_LINE, WALLET_NUMBERS,
};
use runut_core::posting::Account;
use runut_core::rows::StoreRow;
use runut_core::{AccountId, Channel, Money, StoreId, match_key};
use rusqlite::{Row, params};

use crate::ledger::BALANCES;
use crate::{Reader, StoreError, Topic, Tx};

fn store_of(row: &Row<'_>) -> Result<StoreRow, StoreError> {
    let channel: String = row.get("channel")?;
    Ok(StoreRow {
        id: StoreId(row.get("id")?),
        channel: Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?,
        name: row.get("name")?,
        wallet: AccountId(row.get("wallet")?),
        archived: row.get("archived")?,
        receivable: Money(row.get("receivable")?),
    })
}

/// The word that the account of what is owed to a store is known by.
pub(crate) fn receivable_key(store: StoreId) -> String {
    format!("marketplace_receivable:{store}")
}

/// What that account is called.
pub(crate) fn receivable_name(store: &StoreRow) -> String {
    format!("Piutang {}", store.name)
}

/// What a wallet is called, after those that it is of.
pub(crate) fn wallet_name<'a>(stores: impl Iterator<Item = &'a StoreRow>) -> String {
    format!("Saldo {}", stores.map(|store| store.name.as_str()).collect::<Vec<_>>().join(" & "))
}

impl Reader<'_> {
    /// The shop's stores at marketplaces; archived ones last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn stores(&self) -> Result<Vec<StoreRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT s.id, s.channel, s.name, s.wallet, s.archived, COALESCE(k.balance, 0) AS receivable
             FROM store s LEFT JOIN month_close k ON k.key = (SELECT MAX(key) FROM month_close) / 10000 * 10000 + ?1 + s.id
             ORDER BY s.archived, s.id",
        )?;
        let mut rows = statement.query([STORE_RECEIVABLES])?;
        let mut stores = Vec::new();
        while let Some(row) = rows.next()? {
            stores.push(store_of(row)?);
        }
        Ok(stores)
    }

    /// The stores of those marketplaces at which the shop has several: only these have to be told apart.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn several_stores(&self) -> Result<Vec<StoreRow>, StoreError> {
        let all = self.stores()?;
        let several = |channel| all.iter().filter(|store| store.channel == channel).count() > 1;
        Ok(all.iter().filter(|store| several(store.channel)).cloned().collect())
    }

    /// The store that a person's word means: its name.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that name.
    pub fn store_named(&self, word: &str) -> Result<StoreRow, StoreError> {
        let named = self.stores()?.into_iter().find(|store| match_key(&store.name) == match_key(word));
        named.ok_or_else(|| StoreError::Missing(format!("Toko marketplace {}", runut_core::excerpt(word, 60))))
    }

    /// The next free key of a store; none where all are taken.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_store(&self) -> Result<Option<StoreId>, StoreError> {
        let (first, last) = (STORE_RECEIVABLES + STORES.start(), STORE_RECEIVABLES + STORES.end());
        let mut statement = self.conn.prepare_cached("SELECT id FROM account WHERE id BETWEEN ?1 AND ?2")?;
        let taken = statement.query_map([first, last], |row| row.get("id"))?.collect::<Result<BTreeSet<i64>, _>>()?;
        Ok(STORES.into_iter().find(|key| !taken.contains(&(STORE_RECEIVABLES + key))).map(StoreId))
    }

    /// The next free number of a wallet: one of no store, with nothing in it. None where all are taken.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_wallet(&self) -> Result<Option<AccountId>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT wallet AS id FROM store
             UNION SELECT id FROM account a {BALANCES} WHERE id BETWEEN ?1 AND ?2 AND k.balance <> 0"
        ))?;
        let bounds = [WALLET_NUMBERS.start(), WALLET_NUMBERS.end()];
        let taken = statement.query_map(bounds, |row| row.get("id"))?.collect::<Result<BTreeSet<i64>, _>>()?;
        Ok(WALLET_NUMBERS.into_iter().find(|number| !taken.contains(number)).map(AccountId))
    }
}

impl Tx<'_> {
    /// The stores of a new book: one a marketplace, so that whoever has one shop at each has nothing to set.
    pub(crate) fn open_stores(&mut self) -> Result<(), StoreError> {
        if !self.stores()?.is_empty() {
            return Ok(());
        }
        let groups = STORES_AT_FIRST.iter().zip(WALLET_NUMBERS.map(AccountId));
        let stores = groups.flat_map(|(channels, wallet)| channels.iter().map(move |channel| (*channel, wallet)));
        for ((channel, wallet), id) in stores.zip(STORES.map(StoreId)) {
            let name = channel.name().to_owned();
            self.put_store(&StoreRow { id, channel, name, wallet, archived: false, receivable: Money::ZERO })?;
        }
        Ok(())
    }

    /// Writes a store: adds it, or changes it; its accounts with it, which are called after it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn put_store(&mut self, store: &StoreRow) -> Result<(), StoreError> {
        let mut stores = self.stores()?;
        let mut wallets = BTreeSet::from([store.wallet]);
        match stores.iter_mut().find(|known| known.id == store.id) {
            Some(known) => {
                wallets.insert(known.wallet);
                known.clone_from(store);
            }
            None => stores.push(store.clone()),
        }
        stores.sort_by_key(|store| store.id);
        self.put_account(
            Account::MarketplaceReceivable(store.id).id(),
            Some(receivable_key(store.id)),
            &receivable_name(store),
            RECEIVABLE_LINE,
        )?;
        for wallet in wallets {
            let of: Vec<&StoreRow> = stores.iter().filter(|store| store.wallet == wallet).collect();
            if of.is_empty() {
                self.conn.prepare_cached("UPDATE account SET archived = 1 WHERE id = ?1")?.execute([wallet.0])?;
            } else {
                self.put_account(wallet, None, &wallet_name(of.into_iter()), WALLET_LINE)?;
            }
        }
        self.conn
            .prepare_cached(
                "INSERT INTO store (id, channel, name, name_fold, wallet, archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_fold = excluded.name_fold,
                   wallet = excluded.wallet, archived = excluded.archived",
            )?
            .execute(params![
                store.id.0,
                store.channel.key(),
                store.name,
                match_key(&store.name),
                store.wallet.0,
                store.archived
            ])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    fn put_account(&self, id: AccountId, key: Option<String>, name: &str, line: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO account (id, key, name, kind, line, cash) VALUES (?1, ?2, ?3, ?4, ?5, 0)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, archived = 0",
            )?
            .execute(params![id.0, key, name, AccountKind::Asset.key(), line])?;
        Ok(())
    }
}
