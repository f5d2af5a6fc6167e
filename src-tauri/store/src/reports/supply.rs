//! Who goods come from, what they cost last, and how long they take to come.

use std::collections::HashMap;

use runut_core::reorder::{LeadTime, lead_time};
use runut_core::{Day, Money, SupplierId, VariantId};

use crate::{Reader, StoreError};

/// Receipts of a supplier by which their lead time is known, the newest of them.
const RECEIPTS: usize = 24;

/// Who goods come from, what they cost last, and how long suppliers take.
#[derive(Debug, Default)]
pub(super) struct Supply {
    /// By variant: whom it came or was ordered from last, and what one cost.
    pub(super) last: HashMap<VariantId, (SupplierId, Option<Money>)>,
    /// By supplier: their name where they are still bought from.
    pub(super) names: HashMap<SupplierId, String>,
    /// By supplier: days from order to receipt, the newest first.
    days: HashMap<SupplierId, Vec<i64>>,
}

impl Supply {
    pub(super) fn read(book: &Reader<'_>, day: Day) -> Result<Self, StoreError> {
        let mut supply = Self::default();
        for supplier in book.suppliers()?.into_iter().filter(|supplier| !supplier.archived) {
            supply.names.insert(supplier.id, supplier.name);
        }
        // The last of a variant's rows stays: receipts stand behind orders of the same day.
        let mut statement = book.conn.prepare_cached(
            "SELECT l.variant_id, o.supplier_id, l.price AS amount, 1 AS units, o.day AS day, 0 AS came, l.id AS id
             FROM purchase_line l JOIN purchase o ON o.id = l.purchase_id WHERE o.state <> 'cancelled' AND o.day <= ?1
             UNION ALL
             SELECT l.variant_id, r.supplier_id, COALESCE(l.billed, l.value), l.quantity, r.day, 1, l.id
             FROM receipt_line l JOIN receipt r ON r.id = l.receipt_id
             WHERE r.kind = 'in' AND r.supplier_id IS NOT NULL AND r.day <= ?1
             ORDER BY day, came, id",
        )?;
        let mut rows = statement.query([day.0])?;
        while let Some(row) = rows.next()? {
            let (variant, supplier, amount, units): (i64, i64, i64, i64) =
                (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let price = (amount > 0 && units > 0).then(|| Money((amount + units / 2) / units));
            let known = supply.last.entry(VariantId(variant)).or_insert((SupplierId(supplier), price));
            *known = (SupplierId(supplier), price.or(known.1));
        }
        let mut statement = book.conn.prepare_cached(
            "SELECT o.supplier_id, o.day AS ordered, r.day AS came FROM receipt r JOIN purchase o ON o.id = r.purchase_id
             WHERE r.kind = 'in' AND r.day <= ?1 ORDER BY r.day DESC, r.id DESC",
        )?;
        let mut rows = statement.query([day.0])?;
        while let Some(row) = rows.next()? {
            let (supplier, ordered, came): (i64, i32, i32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let days = supply.days.entry(SupplierId(supplier)).or_default();
            if days.len() < RECEIPTS {
                days.push(Day(ordered).days_to(Day(came)));
            }
        }
        Ok(supply)
    }

    /// How long a variant takes to come from whom it came from last.
    pub(super) fn lead_time(&self, variant: VariantId, typed: i64) -> LeadTime {
        let days = self.last.get(&variant).and_then(|(supplier, _)| self.days.get(supplier));
        lead_time(days.map_or(&[], Vec::as_slice), typed)
    }
}
