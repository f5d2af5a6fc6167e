//! What is set: accounts that money comes into, couriers, texts for buyers, people.

use runut_core::chart::{AccountKind, CASH_LINE, MONEY_NUMBERS};
use runut_core::posting::Account;
use runut_core::rows::{BuyerTextKey, CourierRow, MoneyAccount, Person};
use runut_core::{AccountId, CourierId, Money, PersonId, match_key};
use rusqlite::{OptionalExtension, Row, params};

use crate::ledger::BALANCES;
use crate::orders::OPEN;
use crate::shop::{divisions, person_of};
use crate::{Reader, StoreError, Topic, Tx};

fn account_of(row: &Row<'_>) -> rusqlite::Result<MoneyAccount> {
    let id = AccountId(row.get("id")?);
    Ok(MoneyAccount {
        id,
        in_hand: id == Account::Cash,
        name: row.get("name")?,
        number: row.get("number")?,
        holder: row.get("holder")?,
        archived: row.get("archived")?,
        balance: Money(row.get("balance")?),
    })
}

fn courier_of(row: &Row<'_>) -> rusqlite::Result<CourierRow> {
    Ok(CourierRow {
        id: CourierId(row.get("id")?),
        name: row.get("name")?,
        own_delivery: row.get("own_delivery")?,
        pickup: row.get("pickup")?,
        archived: row.get("archived")?,
    })
}

impl Reader<'_> {
    /// The accounts that money comes into, with their balances; archived ones last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn money_accounts(&self) -> Result<Vec<MoneyAccount>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT id, name, number, holder, archived, COALESCE(k.balance, 0) AS balance FROM account a {BALANCES}
             WHERE cash = 1 ORDER BY archived, CASE WHEN key = 'bank' THEN 0 WHEN key = 'cash' THEN 2 ELSE 1 END, id"
        ))?;
        Ok(statement.query_map([], account_of)?.collect::<Result<_, _>>()?)
    }

    /// The account that a word means: a rule's word (`bank`), its number, or the name of one that money comes into.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn account_named(&self, word: &str) -> Result<Option<AccountId>, StoreError> {
        let known = self
            .conn
            .prepare_cached("SELECT id FROM account WHERE key = ?1 OR CAST(id AS TEXT) = ?1")?
            .query_row([word], |row| Ok(AccountId(row.get("id")?)))
            .optional()?;
        let named = |account: MoneyAccount| (match_key(&account.name) == match_key(word)).then_some(account.id);
        Ok(match known {
            Some(id) => Some(id),
            None => self.money_accounts()?.into_iter().find_map(named),
        })
    }

    /// The word that means an account: a rule's, else its number.
    ///
    /// # Errors
    /// [`StoreError`] where there is none of that number.
    pub fn account_word(&self, id: AccountId) -> Result<String, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT COALESCE(key, CAST(id AS TEXT)) AS word FROM account WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get("word"))?)
    }

    /// The next free number of an account of money; none where all are taken.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_money_account(&self) -> Result<Option<AccountId>, StoreError> {
        let next = self.next_key("SELECT MAX(id) + 1 AS next FROM account WHERE cash = 1")?;
        Ok(MONEY_NUMBERS.contains(&next).then_some(AccountId(next)))
    }

    /// Open orders that ask for payment into an account: from the draft to the parcel.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn open_orders_of_account(&self, id: AccountId) -> Result<i64, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached(&format!("SELECT COUNT(*) AS orders FROM orders o WHERE {OPEN} AND o.account = ?1"))?;
        Ok(statement.query_row([id.0], |row| row.get("orders"))?)
    }

    /// The shop's couriers, by name; archived ones last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn couriers(&self) -> Result<Vec<CourierRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, name, own_delivery, pickup, archived FROM courier ORDER BY archived, own_delivery, id",
        )?;
        Ok(statement.query_map([], courier_of)?.collect::<Result<_, _>>()?)
    }

    /// A text for buyers as the seller has changed it; none where it is the program's own.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn buyer_text(&self, key: BuyerTextKey) -> Result<Option<String>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT body FROM buyer_text WHERE key = ?1")?;
        Ok(statement.query_row([key.key()], |row| row.get("body")).optional()?)
    }

    /// A person by key, archived or not; none where the book has no such person.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn person_by_id(&self, id: PersonId) -> Result<Option<Person>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT id, name, owner, divisions, archived FROM person WHERE id = ?1")?;
        Ok(statement.query_row([id.0], person_of).optional()?)
    }

    /// The next free key of a person.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_person(&self) -> Result<PersonId, StoreError> {
        Ok(PersonId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM person")?))
    }

    /// The next free key of a courier.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_courier(&self) -> Result<CourierId, StoreError> {
        Ok(CourierId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM courier")?))
    }

    /// Whether anything of an order is posted, or an order has left: what the start day has decided already.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_sold(&self) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM posting WHERE order_id IS NOT NULL)
               OR EXISTS (SELECT 1 FROM stage_count WHERE orders > 0
                 AND stage IN ('shipped', 'delivered', 'completed', 'returned')) THEN 1 ELSE 0 END AS sold",
        )?;
        Ok(statement.query_row([], |row| row.get("sold"))?)
    }
}

impl Tx<'_> {
    /// Writes an account that money comes into: adds it, or changes name, number, holder and whether it is offered. The
    /// balance is the postings'.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_money_account(&mut self, account: &MoneyAccount) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO account (id, name, kind, line, cash, number, holder, archived) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?6, ?7)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, number = excluded.number,
                   holder = excluded.holder, archived = excluded.archived",
            )?
            .execute(params![
                account.id.0,
                account.name,
                AccountKind::Asset.key(),
                CASH_LINE,
                account.number,
                account.holder,
                account.archived
            ])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Writes a courier: adds it, or changes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn put_courier(&mut self, courier: &CourierRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO courier (id, name, name_fold, own_delivery, pickup, archived) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_fold = excluded.name_fold,
                   own_delivery = excluded.own_delivery, pickup = excluded.pickup, archived = excluded.archived",
            )?
            .execute(params![
                courier.id.0,
                courier.name,
                match_key(&courier.name),
                courier.own_delivery,
                courier.pickup,
                courier.archived
            ])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Changes a person.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn update_person(&mut self, person: &Person) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE person SET name = ?2, name_fold = ?3, owner = ?4, divisions = ?5, archived = ?6 WHERE id = ?1",
            )?
            .execute(params![
                person.id.0,
                person.name,
                match_key(&person.name),
                person.owner,
                divisions(person),
                person.archived
            ])?;
        self.touch(Topic::Shop);
        Ok(())
    }

    /// Keeps a text for buyers as the seller has it; without one, the program's own is used again.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_buyer_text(&mut self, key: BuyerTextKey, body: Option<&str>) -> Result<(), StoreError> {
        match body {
            Some(body) => self
                .conn
                .prepare_cached(
                    "INSERT INTO buyer_text (key, body) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET body = excluded.body",
                )?
                .execute(params![key.key(), body])?,
            None => self.conn.prepare_cached("DELETE FROM buyer_text WHERE key = ?1")?.execute([key.key()])?,
        };
        self.touch(Topic::Shop);
        Ok(())
    }
}
