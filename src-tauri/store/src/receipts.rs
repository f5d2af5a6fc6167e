//! Receipts: goods that came from suppliers or went back, with what their coming cost.

use runut_core::posting::Account;
use runut_core::rows::{ExtraCost, ReceiptLineRow, ReceiptRow};
use runut_core::{AccountId, ActivityId, BillId, Day, Money, PurchaseId, ReceiptId, SupplierId, VariantId};
use rusqlite::{OptionalExtension, Row, params};

use crate::purchases::what;
use crate::{Reader, StoreError, Topic, Tx};

/// What a receipt reads like, but for its lines.
pub(crate) const RECEIPT: &str = "SELECT r.id, r.kind, r.supplier_id, COALESCE(s.name, '') AS supplier, r.purchase_id,
    r.bill_id, r.day, r.reference, r.note,
    CAST(COALESCE((SELECT SUM(c.amount) FROM receipt_cost c WHERE c.receipt_id = r.id AND c.account = 2101), 0) AS BIGINT) AS owed
  FROM receipt r LEFT JOIN supplier s ON s.id = r.supplier_id";

/// A line of a receipt that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReceiptLine {
    /// The entry that brought its goods, or took them away.
    pub activity: ActivityId,
    /// The line of a purchase order that it is of.
    pub purchase_line: Option<i64>,
    /// Of goods that went back: the line that they came by.
    pub back_of: Option<i64>,
    /// Which variant.
    pub variant: VariantId,
    /// Units.
    pub quantity: i64,
    /// What they cost as received; of what went back, what it was worth.
    pub value: Money,
    /// Their share of what their coming cost beside.
    pub extra: Money,
    /// What the supplier gives for what went back.
    pub billed: Option<Money>,
}

/// A receipt that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReceipt {
    /// Its number.
    pub id: ReceiptId,
    /// Whether the goods went back.
    pub back: bool,
    /// The supplier.
    pub supplier: Option<SupplierId>,
    /// The purchase order that it is of.
    pub purchase: Option<PurchaseId>,
    /// The credit that goods sent back are given.
    pub bill: Option<BillId>,
    /// When they came or went.
    pub day: Day,
    /// The supplier's document number.
    pub reference: String,
    /// Note.
    pub note: String,
}

impl Reader<'_> {
    /// A receipt with its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn receipt(&self, id: ReceiptId) -> Result<ReceiptRow, StoreError> {
        let found = self.receipts_where("r.id = ?1", id.0)?;
        found.into_iter().next().ok_or_else(|| StoreError::Missing(format!("Barang masuk {id}")))
    }

    /// The receipts of a purchase order, first to last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn receipts_of(&self, purchase: PurchaseId) -> Result<Vec<ReceiptRow>, StoreError> {
        self.receipts_where("r.purchase_id = ?1", purchase.0)
    }

    /// Receipts by a condition on one number.
    pub(crate) fn receipts_where(&self, condition: &str, number: i64) -> Result<Vec<ReceiptRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{RECEIPT} WHERE {condition} ORDER BY r.id"))?;
        let mut rows = statement.query([number])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(self.receipt_of(row)?);
        }
        Ok(found)
    }

    pub(crate) fn receipt_of(&self, row: &Row<'_>) -> Result<ReceiptRow, StoreError> {
        let id = ReceiptId(row.get("id")?);
        let lines = self.receipt_lines(id)?;
        let sum = |of: fn(&ReceiptLineRow) -> Money| lines.iter().map(of).sum::<Money>();
        Ok(ReceiptRow {
            id,
            back: row.get::<_, String>("kind")? == "back",
            supplier_id: row.get::<_, Option<i64>>("supplier_id")?.map(SupplierId),
            supplier: row.get("supplier")?,
            purchase: row.get::<_, Option<i64>>("purchase_id")?.map(PurchaseId),
            bill: row.get::<_, Option<i64>>("bill_id")?.map(BillId),
            day: Day(row.get("day")?),
            reference: row.get("reference")?,
            note: row.get("note")?,
            units: lines.iter().map(|line| line.quantity).sum(),
            value: sum(|line| line.billed.unwrap_or(line.value)),
            extra: sum(|line| line.extra),
            extra_owed: Money(row.get("owed")?),
            lines,
        })
    }

    fn receipt_lines(&self, id: ReceiptId) -> Result<Vec<ReceiptLineRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.id, l.variant_id, l.quantity, l.value, l.extra, l.billed, v.sku, p.name AS product,
               v.name AS variant,
               CAST(COALESCE((SELECT SUM(b.quantity) FROM receipt_line b WHERE b.back_of = l.id), 0) AS BIGINT) AS gone
             FROM receipt_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
             WHERE l.receipt_id = ?1 ORDER BY l.id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            Ok(ReceiptLineRow {
                id: row.get("id")?,
                variant: VariantId(row.get("variant_id")?),
                what: what(&row.get::<_, String>("product")?, &row.get::<_, String>("variant")?),
                sku: row.get("sku")?,
                quantity: row.get("quantity")?,
                value: Money(row.get("value")?),
                extra: Money(row.get("extra")?),
                billed: row.get::<_, Option<i64>>("billed")?.map(Money),
                back: row.get("gone")?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The entry that brought the goods of a receipt's line.
    ///
    /// # Errors
    /// [`StoreError`] where there is none.
    pub fn came_by(&self, line: i64) -> Result<ActivityId, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT activity_id FROM receipt_line WHERE id = ?1")?;
        Ok(ActivityId(statement.query_row([line], |row| row.get("activity_id"))?))
    }

    /// What one of a variant weighs, in grams.
    ///
    /// # Errors
    /// [`StoreError`] where there is no such variant.
    pub fn weight_of(&self, variant: VariantId) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT weight_g FROM variant WHERE id = ?1")?;
        let weight = statement.query_row([variant.0], |row| row.get("weight_g")).optional()?;
        weight.ok_or_else(|| StoreError::Missing(format!("Varian {variant}")))
    }

    /// Units of each variant that were ordered from suppliers and haven't come; of one, where it is named.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn on_the_way(&self, variant: Option<VariantId>) -> Result<Vec<(VariantId, i64)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "WITH wanted AS (
               SELECT l.variant_id, l.quantity - COALESCE((
                 SELECT SUM(r.quantity) FROM receipt_line r WHERE r.purchase_line_id = l.id), 0) AS units
               FROM purchase o JOIN purchase_line l ON l.purchase_id = o.id
               WHERE o.state = 'ordered' AND (CAST(?1 AS BIGINT) IS NULL OR l.variant_id = ?1))
             SELECT variant_id, CAST(SUM(units) AS BIGINT) AS units FROM wanted WHERE units > 0 GROUP BY variant_id",
        )?;
        let rows = statement.query_map([variant.map(|variant| variant.0)], |row| {
            Ok((VariantId(row.get("variant_id")?), row.get("units")?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The next free number of a receipt.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_receipt(&self) -> Result<ReceiptId, StoreError> {
        Ok(ReceiptId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM receipt")?))
    }
}

impl Tx<'_> {
    /// Writes a receipt without its lines.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_receipt(&mut self, activity: ActivityId, new: &NewReceipt) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO receipt (id, activity_id, kind, supplier_id, purchase_id, bill_id, day, reference, note)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                new.id.0,
                activity.0,
                if new.back { "back" } else { "in" },
                new.supplier.map(|supplier| supplier.0),
                new.purchase.map(|purchase| purchase.0),
                new.bill.map(|bill| bill.0),
                new.day.0,
                new.reference,
                new.note
            ])?;
        self.touch(Topic::Purchases);
        Ok(())
    }

    /// Writes a line of a receipt and answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_receipt_line(&mut self, receipt: ReceiptId, line: &NewReceiptLine) -> Result<i64, StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM receipt_line")?;
        self.conn
            .prepare_cached(
                "INSERT INTO receipt_line
                   (id, receipt_id, activity_id, purchase_line_id, back_of, variant_id, quantity, value, extra, billed)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            )?
            .execute(params![
                id,
                receipt.0,
                line.activity.0,
                line.purchase_line,
                line.back_of,
                line.variant.0,
                line.quantity,
                line.value.0,
                line.extra.0,
                line.billed.map(|amount| amount.0)
            ])?;
        Ok(id)
    }

    /// Writes what the coming of a receipt's goods cost; of a bill, where it stands on one.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_receipt_cost(
        &mut self,
        receipt: ReceiptId,
        bill: Option<BillId>,
        cost: &ExtraCost,
    ) -> Result<(), StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM receipt_cost")?;
        self.conn
            .prepare_cached(
                "INSERT INTO receipt_cost (id, receipt_id, bill_id, name, amount, account) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![id, receipt.0, bill.map(|b| b.0), cost.name, cost.amount.0, cost.account.0])?;
        self.touch(Topic::Purchases);
        Ok(())
    }

    /// Adds to what the coming of a line's goods cost.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn add_extra(&mut self, line: i64, extra: Money) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE receipt_line SET extra = extra + ?2 WHERE id = ?1")?
            .execute([line, extra.0])?;
        Ok(())
    }

    /// Notes which bill a receipt is on, and whose it is. What its coming cost and the supplier is owed stands on it too.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_on_bill(&mut self, receipt: ReceiptId, supplier: SupplierId, bill: BillId) -> Result<(), StoreError> {
        let mut update = self.conn.prepare_cached("UPDATE receipt SET bill_id = ?2, supplier_id = ?3 WHERE id = ?1")?;
        update.execute([receipt.0, bill.0, supplier.0])?;
        drop(update);
        self.conn
            .prepare_cached(
                "UPDATE receipt_cost SET bill_id = ?2 WHERE receipt_id = ?1 AND bill_id IS NULL AND account = ?3",
            )?
            .execute([receipt.0, bill.0, AccountId::from(Account::SupplierPayable).0])?;
        self.touch(Topic::Purchases);
        Ok(())
    }

    /// Writes what is billed for a receipt's line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_billed(&mut self, line: i64, amount: Money) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE receipt_line SET billed = ?2 WHERE id = ?1")?.execute([line, amount.0])?;
        Ok(())
    }
}
