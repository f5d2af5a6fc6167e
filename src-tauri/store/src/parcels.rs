//! Parcels on their way: waves, slips that were printed, scans and the units that they leave in a parcel.

use runut_core::{ActivityId, Instant, LineId, Money, OrderId, ScanId, WaveId};
use rusqlite::{OptionalExtension, params};

use crate::{Reader, StoreError, Topic, Tx};

impl Reader<'_> {
    /// The last unit that went into a parcel by scan or tick and is still in: the scan and its line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn last_unit_in(&self, order: OrderId) -> Result<Option<(ScanId, LineId)>, StoreError> {
        Ok(self
            .conn
            .prepare_cached(
                "SELECT s.id, s.line_id FROM scan s JOIN order_line l ON l.id = s.line_id
                 WHERE s.order_id = ?1 AND s.undone = 0 AND s.outcome IN ('in', 'tick') AND l.checked > 0
                 ORDER BY s.id DESC LIMIT 1",
            )?
            .query_row([order.0], |row| Ok((ScanId(row.get("id")?), LineId(row.get("line_id")?))))
            .optional()?)
    }

    /// Our own orders that left at `before` or earlier, charged the buyer for shipping, and have no courier's bill: with what was
    /// charged.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn without_courier_bill(&self, before: Instant) -> Result<Vec<(OrderId, Money)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id, shipping FROM orders WHERE store_id IS NULL AND shipping > 0 AND courier_bill IS NULL
               AND history = 0 AND shipped_at IS NOT NULL AND shipped_at <= ?1
               AND (stage = 'shipped' OR stage = 'delivered' OR stage = 'completed' OR stage = 'returned') ORDER BY id",
        )?;
        let rows = statement.query_map([before.0], |row| Ok((OrderId(row.get("id")?), Money(row.get("shipping")?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    /// Puts orders in a wave.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_wave(&mut self, wave: WaveId, activity: ActivityId, orders: &[OrderId]) -> Result<(), StoreError> {
        self.conn.prepare_cached("INSERT INTO wave (id, at, activity_id) VALUES (?1, ?2, ?3)")?.execute(params![
            wave.0,
            self.ctx().now.0,
            activity.0
        ])?;
        let mut update = self.conn.prepare_cached("UPDATE orders SET wave_id = ?2 WHERE id = ?1")?;
        for order in orders {
            update.execute(params![order.0, wave.0])?;
        }
        drop(update);
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Notes that slips of these orders were printed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn mark_printed(&mut self, orders: &[OrderId]) -> Result<(), StoreError> {
        let mut update = self.conn.prepare_cached("UPDATE orders SET printed = printed + 1 WHERE id = ?1")?;
        for order in orders {
            update.execute([order.0])?;
        }
        drop(update);
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Notes that labels of these orders were printed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn mark_labelled(&mut self, orders: &[OrderId]) -> Result<(), StoreError> {
        let mut update = self.conn.prepare_cached("UPDATE orders SET labelled = labelled + 1 WHERE id = ?1")?;
        for order in orders {
            update.execute([order.0])?;
        }
        drop(update);
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes a scan, right or wrong, and the units that it leaves in the parcel.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_scan(
        &mut self,
        activity: ActivityId,
        order: Option<OrderId>,
        line: Option<LineId>,
        code: &str,
        outcome: &str,
    ) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO scan (activity_id, order_id, line_id, code, outcome) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![activity.0, order.map(|o| o.0), line.map(|l| l.0), code, outcome])?;
        if matches!(outcome, "wrong_item" | "extra_item") {
            self.mark_wrong_scan();
        }
        self.touch(Topic::Packing);
        Ok(())
    }

    /// Marks a scan as taken back: its row stays.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn undo_scan(&mut self, scan: ScanId) -> Result<(), StoreError> {
        self.conn.prepare_cached("UPDATE scan SET undone = 1 WHERE id = ?1")?.execute([scan.0])?;
        self.touch(Topic::Packing);
        Ok(())
    }

    /// Changes the units that are checked into the parcel for a line.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written or the line can't hold that many.
    pub fn check_unit(&mut self, line: LineId, by: i64) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("UPDATE order_line SET checked = checked + ?2 WHERE id = ?1")?
            .execute(params![line.0, by])?;
        self.touch(Topic::Packing);
        Ok(())
    }
}
