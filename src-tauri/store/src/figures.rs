//! What orders and people add to the shop's figures: when an order's steps were done, and what it counts by that.

use runut_core::figures::{Count, Dim, Figures, work_since};
use runut_core::order::Order;
use runut_core::order::{Marks, Stamps, marks};
use runut_core::takeover::buyer_of;
use runut_core::{CourierId, CustomerId, Instant, Money, OrderId, PersonId, Stage, StoreId, Zone, courier_named};
use rusqlite::{Connection, OptionalExtension};

use crate::columns::Columns;
use crate::figure_days::figure_key;
use crate::{Reader, StoreError, Tx, buyers};

impl Reader<'_> {
    /// When an order's steps were done.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn stamps(&self, id: OrderId) -> Result<Stamps, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT placed_at, ship_by, paid_at, approved_at, packed_at, packed_by, courier_id, customer_id, store_id, buyer, cod
             FROM orders WHERE id = ?1",
        )?;
        let stamps = statement.query_row([id.0], |row| {
            let mut row = Columns::of(row);
            Ok(Stamps {
                placed_at: Instant(row.next()?),
                ship_by: row.instant()?,
                paid_at: row.instant()?,
                approved_at: row.instant()?,
                packed_at: row.instant()?,
                packed_by: row.next::<Option<i64>>()?.map(PersonId),
                courier: row.next::<Option<i64>>()?.map(CourierId),
                buyer: {
                    let (customer, store): (Option<i64>, Option<i64>) = (row.next()?, row.next()?);
                    buyer_of(customer.map(CustomerId), store.map(StoreId), &row.next::<String>()?)
                },
                cod: row.next()?,
            })
        });
        stamps.optional()?.ok_or_else(|| StoreError::Missing(format!("Pesanan {id}")))
    }
}

impl Reader<'_> {
    /// What all orders add to their days, by a zone's calendar.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn order_marks(&self, zone: Zone) -> Result<Marks, StoreError> {
        let mut all = Marks::default();
        let mut statement = self.conn.prepare("SELECT id FROM orders ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let order = self.order(OrderId(row.get("id")?))?;
            let stamps = self.stamps(order.id)?;
            all.add(&marks(&order, order.profit_and_owed(), &stamps, zone), 1);
        }
        Ok(all)
    }
}

impl Tx<'_> {
    /// Counts what an order adds to its days, or with −1 no longer does. `money` is what it earned and what is still owed of it.
    pub(crate) fn mark(&mut self, order: &Order, money: (Option<Money>, Money), stamps: &Stamps, times: i64) {
        let marks = marks(order, money, stamps, self.ctx().zone);
        self.figures.marks.add(&marks, times);
    }

    /// Counts what an order as it stands adds to its days, or with −1 no longer does.
    pub(crate) fn mark_as_it_stands(&mut self, order: &Order, times: i64) -> Result<(), StoreError> {
        let stamps = self.stamps(order.id)?;
        self.mark(order, order.profit_and_owed(), &stamps, times);
        Ok(())
    }

    /// Changes who an order is said to be bought by, and counts it anew; answers how many rows that changed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub(crate) fn bought_by(
        &mut self,
        id: OrderId,
        change: impl FnOnce(&Connection) -> rusqlite::Result<usize>,
    ) -> Result<usize, StoreError> {
        let order = match self.order(id) {
            Err(StoreError::Missing(_)) => return Ok(0),
            order => order?,
        };
        self.mark_as_it_stands(&order, -1)?;
        let changed = change(self.conn)?;
        self.mark_as_it_stands(&order, 1)?;
        Ok(changed)
    }

    /// An order's stamps after a step: `was` before it; `before` is none of a new order. Who did the step, and when, isn't known where
    /// a file only `told` of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn stamped(
        &self,
        was: &Stamps,
        before: Option<&Order>,
        after: &Order,
        told: bool,
    ) -> Result<Stamps, StoreError> {
        let (now, from) = (Some(self.ctx().now), before.map(|before| before.stage));
        let mut is = was.clone();
        if after.store.is_none() && from != Some(after.stage) {
            match after.stage {
                Stage::AwaitingPayment | Stage::Draft => is.paid_at = None,
                Stage::AwaitingApproval | Stage::Approved if after.is_covered() && is.paid_at.is_none() => {
                    is.paid_at = now.filter(|_| after.paid > Money::ZERO);
                }
                _ => {}
            }
        }
        if from != Some(after.stage) {
            let now = now.filter(|_| !told);
            match after.stage {
                Stage::Draft | Stage::AwaitingPayment | Stage::AwaitingApproval => {
                    (is.approved_at, is.packed_at, is.packed_by) = (None, None, None);
                }
                Stage::Approved => {
                    is.approved_at = is.approved_at.filter(|_| from == Some(Stage::Packed)).or(now);
                    (is.packed_at, is.packed_by) = (None, None);
                }
                Stage::Packed if is.packed_at.is_none() => {
                    (is.packed_at, is.packed_by) = (now, now.map(|_| self.ctx().person));
                }
                _ => {}
            }
        }
        if before.is_none_or(|before| before.courier != after.courier) {
            is.courier = self.courier_of(&after.courier)?;
        }
        Ok(is)
    }

    /// Counts what orders have added to their days by another zone's calendar.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn count_anew(&mut self, was: Zone, is: Zone) -> Result<(), StoreError> {
        let (before, after) = (self.order_marks(was)?, self.order_marks(is)?);
        self.figures.marks.add(&before, -1);
        self.figures.marks.add(&after, 1);
        Ok(())
    }

    /// The courier that a shipping option names.
    fn courier_of(&self, text: &str) -> Result<Option<CourierId>, StoreError> {
        if text.is_empty() {
            return Ok(None);
        }
        let couriers = match self.figures.couriers.get() {
            Some(couriers) => couriers,
            None => {
                let couriers = self.couriers()?;
                self.figures.couriers.get_or_init(|| couriers)
            }
        };
        Ok(courier_named(couriers, text).map(|courier| courier.id))
    }

    /// Counts a scan that was refused.
    pub(crate) fn mark_wrong_scan(&mut self) {
        let mut figures = Figures::default();
        figures.add(Count::WrongScans, 1);
        let dims: Vec<Dim> = std::iter::once(Dim::ALL).chain(Dim::person(self.ctx().person)).collect();
        let day = self.ctx().today;
        self.figures.marks.count(day, &dims, &figures);
    }

    /// Counts the entries of this write and the time since the acting person's last ones, and writes all figures.
    pub(crate) fn write_figures(&mut self, entries: i64) -> Result<(), StoreError> {
        buyers::write(self.conn, &mut self.figures.marks)?;
        let (day, now) = (self.ctx().today, self.ctx().now.0);
        let Some(person) = Dim::person(self.ctx().person) else { return self.figures.write(self.conn) };
        let key = figure_key(person, day);
        let mut seen = self.conn.prepare_cached("SELECT seen_at FROM figure_day WHERE key = ?1")?;
        let seen: i64 = seen.query_row([key], |row| row.get("seen_at")).optional()?.unwrap_or(0);
        let mut figures = Figures::default();
        figures.add(Count::Acts, entries);
        figures.add(Count::Work, if seen == 0 { 0 } else { work_since(seen, now) });
        self.figures.marks.count(day, &[person, Dim::ALL], &figures);
        self.figures.write(self.conn)?;
        let mut update =
            self.conn.prepare_cached("UPDATE figure_day SET seen_at = ?2 WHERE key = ?1 AND seen_at < ?2")?;
        update.execute([key, now])?;
        Ok(())
    }
}
