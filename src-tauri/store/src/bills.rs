//! Suppliers' bills and credits, and the money for them.

use runut_core::rows::BillRow;
use runut_core::{AccountId, ActivityId, BillId, Day, Money, PurchaseId, SupplierId};
use rusqlite::{Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// What a bill or a credit reads like.
pub(crate) const BILL: &str =
    "SELECT b.id, b.kind, b.supplier_id, s.name AS supplier, b.purchase_id, b.number, b.day, b.due,
    b.amount, b.amount - COALESCE((SELECT SUM(p.amount) FROM bill_payment p
      WHERE p.bill_id = b.id OR p.credit_id = b.id), 0) AS left_over
  FROM bill b JOIN supplier s ON s.id = b.supplier_id";

/// What money for a bill was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BillMoney {
    /// A bill was paid from an account of money.
    Pay(BillId, AccountId),
    /// A purchase order was paid for in advance.
    Advance(PurchaseId, AccountId),
    /// What was paid in advance is set against a bill.
    Apply(BillId, PurchaseId),
    /// A credit is set against a bill.
    Credit(BillId, BillId),
    /// What was paid in advance came back into an account of money.
    Returned(PurchaseId, AccountId),
    /// A credit was paid back into an account of money.
    Refund(BillId, AccountId),
}

impl BillMoney {
    fn key(self) -> &'static str {
        match self {
            Self::Pay(..) => "pay",
            Self::Advance(..) => "advance",
            Self::Apply(..) => "apply",
            Self::Credit(..) => "credit",
            Self::Refund(..) | Self::Returned(..) => "refund",
        }
    }
}

/// A bill or a credit that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBill {
    /// Its key.
    pub id: BillId,
    /// Whether it is a credit.
    pub credit: bool,
    /// Whose.
    pub supplier: SupplierId,
    /// The purchase order that it is of.
    pub purchase: Option<PurchaseId>,
    /// The supplier's number.
    pub number: String,
    /// Its date.
    pub day: Day,
    /// When it is due.
    pub due: Day,
    /// What it comes to.
    pub amount: Money,
    /// Note.
    pub note: String,
}

pub(crate) fn bill_of(row: &Row<'_>) -> rusqlite::Result<BillRow> {
    Ok(BillRow {
        id: BillId(row.get("id")?),
        credit: row.get::<_, String>("kind")? == "credit",
        supplier_id: SupplierId(row.get("supplier_id")?),
        supplier: row.get("supplier")?,
        purchase: row.get::<_, Option<i64>>("purchase_id")?.map(PurchaseId),
        number: row.get("number")?,
        day: Day(row.get("day")?),
        due: Day(row.get("due")?),
        amount: Money(row.get("amount")?),
        open: Money(row.get("left_over")?),
    })
}

impl Reader<'_> {
    /// A bill or a credit.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn bill(&self, id: BillId) -> Result<BillRow, StoreError> {
        let found = self.bills_where("b.id = ?1", id.0)?;
        found.into_iter().next().ok_or_else(|| StoreError::Missing(format!("Tagihan {id}")))
    }

    /// The bills and credits of a purchase order, first to last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn bills_of(&self, purchase: PurchaseId) -> Result<Vec<BillRow>, StoreError> {
        self.bills_where("b.purchase_id = ?1", purchase.0)
    }

    /// The bills and credits of a supplier, first to last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn bills_from(&self, supplier: SupplierId) -> Result<Vec<BillRow>, StoreError> {
        self.bills_where("b.supplier_id = ?1", supplier.0)
    }

    fn bills_where(&self, condition: &str, number: i64) -> Result<Vec<BillRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{BILL} WHERE {condition} ORDER BY b.id"))?;
        Ok(statement.query_map([number], bill_of)?.collect::<Result<_, _>>()?)
    }

    /// What was paid for a purchase order in advance and isn't set against a bill.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn advance_of(&self, purchase: PurchaseId) -> Result<Money, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT CAST(COALESCE(SUM(CASE WHEN kind = 'advance' THEN amount ELSE -amount END), 0) AS BIGINT) AS left_over
             FROM bill_payment WHERE purchase_id = ?1",
        )?;
        Ok(Money(statement.query_row([purchase.0], |row| row.get("left_over"))?))
    }

    /// The next free key of a bill or a credit.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_bill(&self) -> Result<BillId, StoreError> {
        Ok(BillId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM bill")?))
    }
}

impl Tx<'_> {
    /// Writes a bill or a credit.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_bill(&mut self, activity: ActivityId, new: &NewBill) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO bill (id, activity_id, kind, supplier_id, purchase_id, number, day, due, amount, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                new.id.0,
                activity.0,
                if new.credit { "credit" } else { "bill" },
                new.supplier.0,
                new.purchase.map(|purchase| purchase.0),
                new.number,
                new.day.0,
                new.due.0,
                new.amount.0,
                new.note
            ])?;
        self.touch(Topic::Purchases);
        Ok(())
    }

    /// Writes money for a bill.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_bill_money(
        &mut self,
        activity: ActivityId,
        money: BillMoney,
        amount: Money,
        day: Day,
        reference: &str,
    ) -> Result<(), StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM bill_payment")?;
        let (bill, purchase, credit, account) = match money {
            BillMoney::Pay(bill, account) => (Some(bill), None, None, Some(account)),
            BillMoney::Advance(purchase, account) => (None, Some(purchase), None, Some(account)),
            BillMoney::Apply(bill, purchase) => (Some(bill), Some(purchase), None, None),
            BillMoney::Credit(bill, credit) => (Some(bill), None, Some(credit), None),
            BillMoney::Returned(purchase, account) => (None, Some(purchase), None, Some(account)),
            BillMoney::Refund(credit, account) => (None, None, Some(credit), Some(account)),
        };
        self.conn
            .prepare_cached(
                "INSERT INTO bill_payment
                   (id, activity_id, kind, bill_id, purchase_id, credit_id, account, amount, day, reference)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                id,
                activity.0,
                money.key(),
                bill.map(|b| b.0),
                purchase.map(|p| p.0),
                credit.map(|c| c.0),
                account.map(|a| a.0),
                amount.0,
                day.0,
                reference
            ])?;
        self.touch(Topic::Purchases);
        Ok(())
    }
}
