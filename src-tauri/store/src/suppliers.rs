//! Suppliers: whom the shop buys from, and what they are owed.

use runut_core::rows::SupplierRow;
use runut_core::{Money, SupplierId, match_key};
use rusqlite::{Row, params};

use crate::{Reader, StoreError, Topic, Tx};

/// What is owed to a supplier: bills and what came unbilled, less what was paid and given as credit; and what was paid ahead.
pub(crate) const OWED: &str =
    "COALESCE((SELECT SUM(CASE WHEN b.kind = 'bill' THEN b.amount ELSE -b.amount END) FROM bill b
     WHERE b.supplier_id = s.id), 0)
   + COALESCE((SELECT SUM(l.value) FROM receipt r JOIN receipt_line l ON l.receipt_id = r.id
     WHERE r.supplier_id = s.id AND r.bill_id IS NULL AND r.kind = 'in'), 0)
   + COALESCE((SELECT SUM(c.amount) FROM receipt r JOIN receipt_cost c ON c.receipt_id = r.id
     WHERE r.supplier_id = s.id AND c.bill_id IS NULL AND c.account = 2101), 0)
   - COALESCE((SELECT SUM(CASE WHEN p.kind = 'refund' THEN -p.amount ELSE p.amount END) FROM bill_payment p
     JOIN bill b ON b.id = COALESCE(p.bill_id, p.credit_id)
     WHERE b.supplier_id = s.id AND p.kind <> 'credit'), 0)";
pub(crate) const AHEAD: &str = "COALESCE((SELECT SUM(CASE WHEN p.kind = 'advance' THEN p.amount ELSE -p.amount END)
     FROM bill_payment p JOIN purchase o ON o.id = p.purchase_id WHERE o.supplier_id = s.id), 0)";

fn supplier_of(row: &Row<'_>) -> rusqlite::Result<SupplierRow> {
    Ok(SupplierRow {
        id: SupplierId(row.get("id")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        address: row.get("address")?,
        note: row.get("note")?,
        due_days: row.get("due_days")?,
        archived: row.get("archived")?,
        owed: Money(row.get("owed")?),
        advance: Money(row.get("ahead")?),
    })
}

impl Reader<'_> {
    /// The suppliers by name, archived ones last.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn suppliers(&self) -> Result<Vec<SupplierRow>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "SELECT s.id, s.name, s.phone, s.address, s.note, s.due_days, s.archived, CAST({OWED} AS BIGINT) AS owed,
               CAST({AHEAD} AS BIGINT) AS ahead
             FROM supplier s ORDER BY s.archived, s.name_fold",
        ))?;
        Ok(statement.query_map([], supplier_of)?.collect::<Result<_, _>>()?)
    }

    /// A supplier.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is none of that key.
    pub fn supplier(&self, id: SupplierId) -> Result<SupplierRow, StoreError> {
        let found = self.suppliers()?.into_iter().find(|supplier| supplier.id == id);
        found.ok_or_else(|| StoreError::Missing(format!("Pemasok {id}")))
    }

    /// The supplier of that name, however it is written.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn supplier_named(&self, name: &str) -> Result<Option<SupplierRow>, StoreError> {
        let key = match_key(name);
        Ok(self.suppliers()?.into_iter().find(|supplier| match_key(&supplier.name) == key))
    }

    /// The next free key of a supplier.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn next_supplier(&self) -> Result<SupplierId, StoreError> {
        Ok(SupplierId(self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM supplier")?))
    }
}

impl Tx<'_> {
    /// Writes a supplier: adds them, or changes them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the name is taken.
    pub fn put_supplier(&mut self, supplier: &SupplierRow) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO supplier (id, name, name_fold, phone, address, note, due_days, archived)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_fold = excluded.name_fold,
                   phone = excluded.phone, address = excluded.address, note = excluded.note,
                   due_days = excluded.due_days, archived = excluded.archived",
            )?
            .execute(params![
                supplier.id.0,
                supplier.name,
                match_key(&supplier.name),
                supplier.phone,
                supplier.address,
                supplier.note,
                supplier.due_days,
                supplier.archived
            ])?;
        self.touch(Topic::Purchases);
        Ok(())
    }
}
