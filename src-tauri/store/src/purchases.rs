//! Purchase orders with their lines, as they are kept.

use runut_core::purchase::{Progress, PurchaseState, stage_of};
use runut_core::rows::{PurchaseLineForm, PurchaseLineRow, PurchaseStage};
use runut_core::{Day, Money, PurchaseId, SupplierId, VariantId};
use rusqlite::params;

use crate::{Reader, StoreError, Topic, Tx};

/// A purchase order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purchase {
    /// Its number.
    pub id: PurchaseId,
    /// Whom it goes to.
    pub supplier: SupplierId,
    /// What a person has decided of it.
    pub state: PurchaseState,
    /// The day it was begun, then ordered.
    pub day: Day,
    /// When the goods should come.
    pub expected: Option<Day>,
    /// A note for the supplier.
    pub note: String,
    /// What is wanted of what, and what has come.
    pub lines: Vec<PurchaseLineRow>,
    /// What it has come to.
    pub progress: Progress,
}

impl Purchase {
    /// Where it stands.
    #[must_use]
    pub fn stage(&self) -> PurchaseStage {
        stage_of(self.state, &self.progress)
    }
}

impl Reader<'_> {
    /// A purchase order with its lines.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that number.
    pub fn purchase(&self, id: PurchaseId) -> Result<Purchase, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT supplier_id, state, day, expected, note FROM purchase WHERE id = ?1")?;
        let mut rows = statement.query([id.0])?;
        let missing = || StoreError::Missing(format!("Pesanan pembelian {id}"));
        let row = rows.next()?.ok_or_else(missing)?;
        let state: String = row.get("state")?;
        let lines = self.purchase_lines(id)?;
        let progress = Progress {
            received: lines.iter().map(|line| line.received).sum(),
            to_come: lines.iter().map(|line| (line.quantity - line.received).max(0)).sum(),
            unbilled: self
                .count_of("SELECT COUNT(*) AS n FROM receipt WHERE purchase_id = ?1 AND bill_id IS NULL", id)?,
            open: Money(self.count_of(
                "SELECT CAST(COALESCE(SUM(b.amount - COALESCE((SELECT SUM(p.amount) FROM bill_payment p
                   WHERE p.bill_id = b.id), 0)), 0) AS BIGINT) AS n
                 FROM bill b WHERE b.purchase_id = ?1 AND b.kind = 'bill'",
                id,
            )?),
        };
        Ok(Purchase {
            id,
            supplier: SupplierId(row.get("supplier_id")?),
            state: PurchaseState::from_key(&state).ok_or_else(|| StoreError::unknown("state", &state))?,
            day: Day(row.get("day")?),
            expected: row.get::<_, Option<i32>>("expected")?.map(Day),
            note: row.get("note")?,
            lines,
            progress,
        })
    }

    fn count_of(&self, sql: &str, id: PurchaseId) -> Result<i64, StoreError> {
        Ok(self.conn.prepare_cached(sql)?.query_row([id.0], |row| row.get("n"))?)
    }

    fn purchase_lines(&self, id: PurchaseId) -> Result<Vec<PurchaseLineRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT l.id, l.variant_id, l.quantity, l.price, v.sku, p.name AS product, v.name AS variant,
               CAST(COALESCE((SELECT SUM(r.quantity) FROM receipt_line r WHERE r.purchase_line_id = l.id), 0) AS BIGINT) AS received
             FROM purchase_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
             WHERE l.purchase_id = ?1 ORDER BY l.position, l.id",
        )?;
        let rows = statement.query_map([id.0], |row| {
            Ok(PurchaseLineRow {
                id: row.get("id")?,
                variant: VariantId(row.get("variant_id")?),
                what: what(&row.get::<_, String>("product")?, &row.get::<_, String>("variant")?),
                sku: row.get("sku")?,
                quantity: row.get("quantity")?,
                received: row.get("received")?,
                price: Money(row.get("price")?),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The next free number of a purchase order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_purchase(&self) -> Result<PurchaseId, StoreError> {
        Ok(PurchaseId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM purchase")?))
    }
}

/// Product and variant, for a line.
pub(crate) fn what(product: &str, variant: &str) -> String {
    if variant.is_empty() { product.to_owned() } else { format!("{product}, {variant}") }
}

impl Tx<'_> {
    /// Writes a purchase order without its lines: begins it, or changes it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_purchase(&mut self, purchase: &Purchase) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO purchase (id, supplier_id, state, day, expected, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id) DO UPDATE SET supplier_id = excluded.supplier_id, state = excluded.state,
                   day = excluded.day, expected = excluded.expected, note = excluded.note",
            )?
            .execute(params![
                purchase.id.0,
                purchase.supplier.0,
                purchase.state.key(),
                purchase.day.0,
                purchase.expected.map(|day| day.0),
                purchase.note
            ])?;
        self.touch(Topic::Purchases);
        self.touch(Topic::Stock);
        Ok(())
    }

    /// Replaces the lines of a purchase order.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_purchase_lines(&mut self, id: PurchaseId, lines: &[PurchaseLineForm]) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM purchase_line WHERE purchase_id = ?1")?.execute([id.0])?;
        let first = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM purchase_line")?;
        let mut insert = self.conn.prepare_cached(
            "INSERT INTO purchase_line (id, purchase_id, position, variant_id, quantity, price)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (position, line) in (1i64..).zip(lines) {
            let PurchaseLineForm { variant, quantity, price } = line;
            insert.execute(params![first + position - 1, id.0, position, variant.0, quantity, price.0])?;
        }
        Ok(())
    }
}
