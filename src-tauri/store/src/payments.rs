//! Payments and refunds: what came in, what was given back, for which orders.

use std::collections::BTreeMap;

use runut_core::order::fee_account;
use runut_core::posting::Account;
use runut_core::rows::{PaymentMethod, PaymentPart};
use runut_core::{AccountId, ActivityId, Day, Instant, Money, OrderId, PaymentId};
use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Topic, Tx};

/// Which way money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// From a buyer to the shop.
    In,
    /// Back to a buyer.
    Out,
}

impl Flow {
    fn key(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
        }
    }
}

/// A payment or a refund as the book keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Key.
    pub id: PaymentId,
    /// Which way.
    pub flow: Flow,
    /// The account that the money came into or left.
    pub account: AccountId,
    /// By what means.
    pub method: PaymentMethod,
    /// How much, above zero: the sum of its parts, less what was withheld of them.
    pub amount: Money,
    /// When the money moved.
    pub at: Instant,
    /// Business day of it.
    pub day: Day,
    /// Who paid; may be empty.
    pub payer: String,
    /// The bank's reference; may be empty.
    pub reference: String,
    /// Note; may be empty.
    pub note: String,
    /// For which orders, one part an order.
    pub parts: Vec<PaymentPart>,
    /// What a courier or a gateway withheld, by order: its fee, and the freight.
    pub withheld: BTreeMap<OrderId, (Money, Money)>,
    /// Why it was voided; none if it stands.
    pub voided: Option<String>,
}

/// The means stored by a word.
pub(crate) fn method_of(key: &str) -> Result<PaymentMethod, StoreError> {
    PaymentMethod::from_key(key).ok_or_else(|| StoreError::unknown("method", key))
}

impl Reader<'_> {
    /// The next free key of a payment.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_payment(&self) -> Result<PaymentId, StoreError> {
        Ok(PaymentId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM payment")?))
    }

    /// A payment or refund with its parts.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn payment(&self, id: PaymentId) -> Result<Payment, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT kind, account, method, amount, at, day, payer, reference, note, voided FROM payment WHERE id = ?1",
        )?;
        let mut rows = statement.query([id.0])?;
        let Some(row) = rows.next()? else { return Err(StoreError::Missing(format!("Pembayaran {id}"))) };
        let method: String = row.get("method")?;
        Ok(Payment {
            id,
            flow: if row.get::<_, String>("kind")? == Flow::In.key() { Flow::In } else { Flow::Out },
            account: AccountId(row.get("account")?),
            method: method_of(&method)?,
            amount: Money(row.get("amount")?),
            at: Instant(row.get("at")?),
            day: Day(row.get("day")?),
            payer: row.get("payer")?,
            reference: row.get("reference")?,
            note: row.get("note")?,
            parts: self.payment_parts(id)?,
            withheld: self.withheld(id)?,
            voided: row.get("voided")?,
        })
    }

    fn payment_parts(&self, id: PaymentId) -> Result<Vec<PaymentPart>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT order_id, amount FROM payment_part WHERE payment_id = ?1 ORDER BY order_id")?;
        let rows = statement.query_map([id.0], |row| {
            Ok(PaymentPart { order: OrderId(row.get("order_id")?), amount: Money(row.get("amount")?) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn withheld(&self, id: PaymentId) -> Result<BTreeMap<OrderId, (Money, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT order_id, fee, freight FROM payment_part WHERE payment_id = ?1 AND fee + freight > 0",
        )?;
        let rows = statement.query_map([id.0], |row| {
            Ok((OrderId(row.get("order_id")?), (Money(row.get("fee")?), Money(row.get("freight")?))))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a payment that stands is for this order, or withheld its freight.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn has_payment(&self, order: OrderId) -> Result<bool, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.id FROM payment_part t JOIN payment p ON p.id = t.payment_id
             WHERE t.order_id = ?1 AND p.kind = 'in' AND p.voided IS NULL",
        )?;
        Ok(statement.exists([order.0])?)
    }

    /// The payment that stands with the same account, amount and day, and this reference; with an empty reference, one for
    /// this order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn same_payment(&self, like: &Payment) -> Result<Option<PaymentId>, StoreError> {
        let order = like.parts.first().map_or(0, |part| part.order.0);
        Ok(self
            .conn
            .prepare_cached(
                "SELECT p.id FROM payment p WHERE p.amount = ?1 AND p.account = ?2 AND p.day = ?3 AND p.kind = 'in'
                   AND p.voided IS NULL AND p.reference = ?4 AND (?4 <> '' OR EXISTS (
                     SELECT 1 FROM payment_part t WHERE t.payment_id = p.id AND t.order_id = ?5))
                 ORDER BY p.id DESC LIMIT 1",
            )?
            .query_row(params![like.amount.0, like.account.0, like.day.0, like.reference, order], |row| {
                Ok(PaymentId(row.get("id")?))
            })
            .optional()?)
    }

    /// The name of an account that money can come into now; none where it isn't one, or is archived.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn open_account(&self, id: AccountId) -> Result<Option<String>, StoreError> {
        Ok(self
            .conn
            .prepare_cached("SELECT name FROM account WHERE id = ?1 AND cash = 1 AND archived = 0")?
            .query_row([id.0], |row| row.get("name"))
            .optional()?)
    }

    /// What an account is called.
    ///
    /// # Errors
    /// [`StoreError`] where there is none of that number.
    pub fn account_name(&self, id: AccountId) -> Result<String, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT name FROM account WHERE id = ?1")?;
        Ok(statement.query_row([id.0], |row| row.get("name"))?)
    }

    /// What the payments and refunds of an order that stand have brought, account by account.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn kept_of(&self, order: OrderId) -> Result<Vec<(AccountId, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT p.account, p.method, CAST(SUM(CASE WHEN p.kind = 'in' THEN t.amount - t.fee - t.freight ELSE -t.amount END) AS BIGINT) AS amount,
               CAST(SUM(t.fee) AS BIGINT) AS fee, CAST(SUM(t.freight) AS BIGINT) AS freight
             FROM payment_part t JOIN payment p ON p.id = t.payment_id
             WHERE t.order_id = ?1 AND p.voided IS NULL GROUP BY p.account, p.method",
        )?;
        let mut rows = statement.query([order.0])?;
        let mut kept = Vec::new();
        while let Some(row) = rows.next()? {
            kept.push((AccountId(row.get("account")?), Money(row.get("amount")?)));
            kept.push((fee_account(&row.get::<_, String>("method")?), Money(row.get("fee")?)));
            kept.push((Account::CourierPayable.id(), Money(row.get("freight")?)));
        }
        Ok(kept)
    }
}

impl Tx<'_> {
    /// Writes a payment or a refund with its parts.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_payment(&mut self, activity: ActivityId, payment: &Payment) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO payment (id, activity_id, kind, account, method, amount, at, day, payer, reference, note, voided)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, NULL)",
            )?
            .execute(params![
                payment.id.0,
                activity.0,
                payment.flow.key(),
                payment.account.0,
                payment.method.key(),
                payment.amount.0,
                payment.at.0,
                payment.day.0,
                payment.payer,
                payment.reference,
                payment.note
            ])?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO payment_part (payment_id, order_id, amount, fee, freight) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?;
        for part in &payment.parts {
            let (fee, freight) = payment.withheld.get(&part.order).copied().unwrap_or_default();
            insert.execute(params![payment.id.0, part.order.0, part.amount.0, fee.0, freight.0])?;
        }
        drop(insert);
        self.touch(Topic::Payments);
        Ok(())
    }

    /// Marks a payment as voided: its row stays.
    ///
    /// # Errors
    /// [`StoreError::Broken`] where it is already; [`StoreError`] where the book can't be written.
    pub fn void_payment(&mut self, id: PaymentId, why: &str) -> Result<(), StoreError> {
        let changed = self
            .conn
            .prepare_cached("UPDATE payment SET voided = ?2 WHERE id = ?1 AND voided IS NULL")?
            .execute(params![id.0, why])?;
        self.touch(Topic::Payments);
        if changed == 1 { Ok(()) } else { Err(StoreError::Broken(format!("payment {id} is voided already"))) }
    }
}
