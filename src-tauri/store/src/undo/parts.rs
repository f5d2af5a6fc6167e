//! A step parted into what is put back together, and what stands in its way.

use std::collections::{BTreeMap, BTreeSet};

use runut_core::posting::Entry;
use runut_core::rows::Bin;
use runut_core::stock::{Absorbed, Move, Revalued};
use runut_core::{AccountId, ActivityId, Channel, Day, Instant, LineId, Money, OrderId, PaymentId, Stage, VariantId};
use serde_json::Value;

use super::{Back, Blocked, Part, Step, Was, number};
use crate::engine::changed::{Cells, KEPT, RowChange};
use crate::engine::changes as rows;
use crate::stock::bin_of;
use crate::{Reader, StoreError};

/// A step on its way to be parted.
struct Parts {
    last: ActivityId,
    named: BTreeSet<OrderId>,
    found: BTreeMap<Option<OrderId>, Part>,
}

impl Parts {
    fn of(&mut self, order: Option<OrderId>) -> &mut Part {
        let order = order.filter(|order| self.named.contains(order));
        self.found.entry(order).or_insert_with(|| Part::of(self.last))
    }
}

impl Reader<'_> {
    /// A step by what is put back together: its orders one by one where each has an entry, and the rest; or all of it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn parts(&self, step: &Step, apart: bool) -> Result<(BTreeMap<OrderId, Part>, Part), StoreError> {
        let named: BTreeSet<OrderId> =
            step.entries.iter().filter(|entry| entry.noun == "order").filter_map(|entry| entry.order).collect();
        let mut parts =
            Parts { last: step.last, named: if apart { named } else { BTreeSet::new() }, found: BTreeMap::new() };
        for (table, ranges) in step.changes.added.iter().filter(|(table, _)| !KEPT.contains(&table.as_str())) {
            let keys = rows::keys(self.conn, table)?;
            let Some(name) = keys.first() else { continue };
            for number in ranges.iter().flat_map(|(first, last)| *first..=*last) {
                let key = Cells::from_iter([(name.clone(), Value::from(number))]);
                let order = self.order_of(table, &key, None)?;
                let part = parts.of(order);
                part.orders.extend(order);
                part.added.push((table.clone(), key));
            }
        }
        for change in &step.changes.rows {
            let order = self.order_of(&change.table, &change.key, change.was.as_ref())?;
            let part = parts.of(order);
            part.orders.extend(order);
            match change.was {
                None => part.added.push((change.table.clone(), change.key.clone())),
                Some(_) => part.rows.push(change.clone()),
            }
        }
        for number in step.changes.numbers("stock_move").into_iter().rev() {
            let back = self.move_back(number)?;
            parts.of(back.order).moves.push(back);
        }
        for number in step.changes.numbers("posting").into_iter().rev() {
            let back = self.posting_back(number)?;
            parts.of(back.order).postings.push(back);
        }
        for number in step.changes.numbers("stock_revalue").into_iter().rev() {
            parts.of(None).revalues.push(self.revalue_back(number)?);
        }
        for number in step.changes.numbers("scan") {
            let mut scan = self.conn.prepare_cached("SELECT order_id FROM scan WHERE id = ?1")?;
            let order: Option<i64> = scan.query_row([number], |row| row.get("order_id"))?;
            parts.of(order.map(OrderId)).scans.push(number);
        }
        let rest = parts.found.remove(&None).unwrap_or_else(|| Part::of(step.last));
        Ok((parts.found.into_iter().filter_map(|(order, part)| Some((order?, part))).collect(), rest))
    }

    /// The order that a row belongs to.
    fn order_of(&self, table: &str, key: &Cells, was: Option<&Cells>) -> Result<Option<OrderId>, StoreError> {
        let number = |cells: &Cells, name: &str| cells.get(name).and_then(Value::as_i64).map(OrderId);
        match table {
            "orders" => Ok(number(key, "id")),
            "order_line" => match was.and_then(|was| number(was, "order_id")) {
                Some(order) => Ok(Some(order)),
                None => Ok(rows::row(self.conn, table, key)?.and_then(|row| number(&row, "order_id"))),
            },
            "settle_row" => Ok(rows::row(self.conn, table, key)?.and_then(|row| number(&row, "order_id"))),
            _ => Ok(None),
        }
    }

    fn move_back(&self, id: i64) -> Result<Back<Move>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT activity_id, variant_id, from_bin, to_bin, quantity, value, order_id, line_id FROM stock_move WHERE id = ?1",
        )?;
        let mut found = statement.query([id])?;
        let Some(row) = found.next()? else { return Err(StoreError::Missing(format!("Mutasi {id}"))) };
        let bin = |name: &str| -> Result<Bin, StoreError> { bin_of(&row.get::<_, String>(name)?) };
        let back = Move {
            variant: VariantId(row.get("variant_id")?),
            from: bin("to_bin")?,
            to: bin("from_bin")?,
            quantity: row.get("quantity")?,
            value: row.get::<_, Option<i64>>("value")?.map(Money),
            line: row.get::<_, Option<i64>>("line_id")?.map(LineId),
        };
        let order = row.get::<_, Option<i64>>("order_id")?.map(OrderId);
        Ok(Back { id, by: ActivityId(row.get("activity_id")?), order, back })
    }

    fn posting_back(&self, id: i64) -> Result<Back<Entry>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            // What a waiting settlement gave up for its order hangs on that order's entry.
            "SELECT p.activity_id, p.debit, p.credit, p.amount, COALESCE(p.order_id, a.order_id) AS order_id
                 FROM posting p JOIN activity a ON a.id = p.activity_id WHERE p.id = ?1",
        )?;
        let mut found = statement.query([id])?;
        let Some(row) = found.next()? else { return Err(StoreError::Missing(format!("Pembukuan {id}"))) };
        let account = |name: &str| row.get(name).map(AccountId);
        let back = Entry {
            debit: account("credit")?,
            credit: account("debit")?,
            amount: Money(row.get("amount")?),
            day: Day(0),
        };
        let order = row.get::<_, Option<i64>>("order_id")?.map(OrderId);
        Ok(Back { id, by: ActivityId(row.get("activity_id")?), order, back })
    }

    fn revalue_back(&self, id: i64) -> Result<Back<Revalued>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT activity_id, variant_id, value, cost, receipt_line_id FROM stock_revalue WHERE id = ?1",
        )?;
        let (by, back) = statement.query_row([id], |row| {
            let by = Absorbed { stock: Money(row.get("value")?), cost: Money(row.get("cost")?) };
            let (variant, line) = (VariantId(row.get("variant_id")?), row.get("receipt_line_id")?);
            Ok((row.get("activity_id")?, Revalued { variant, by, line }.reversed()))
        })?;
        Ok(Back { id, by: ActivityId(by), order: None, back })
    }

    /// Why a part can't be put back as it was; none where it can, as far as its rows go.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn blocked(&self, part: &Part) -> Result<Option<Blocked>, StoreError> {
        for change in &part.rows {
            if !self.stands(change)? {
                return Ok(Some(Blocked::Changed(change.table.clone())));
            }
        }
        for (table, key) in &part.added {
            if rows::row(self.conn, table, key)?.is_none() {
                return Ok(Some(Blocked::Changed(table.clone())));
            }
            if let Some(by) = self.used_by(part, (table, key), &[], &part.moves)? {
                return Ok(Some(Blocked::Used { by, what: table.clone() }));
            }
        }
        Ok(None)
    }

    /// Whether a row is as the step left it.
    pub(super) fn stands(&self, change: &RowChange) -> Result<bool, StoreError> {
        let row = rows::row(self.conn, &change.table, &change.key)?;
        Ok(match (&change.is, row) {
            (None, row) => row.is_none(),
            (Some(is), Some(row)) => {
                change.table == "stock_level" || is.iter().all(|(column, cell)| row.get(column) == Some(cell))
            }
            (Some(_), None) => false,
        })
    }

    /// A table of which a row beside this part points at a row that was added; none where none does. Rows of the part that
    /// `stay` count as others; `moves` are still to be made.
    pub(super) fn used_by(
        &self,
        part: &Part,
        (table, key): (&str, &Cells),
        stay: &[(String, Cells)],
        moves: &[Back<Move>],
    ) -> Result<Option<String>, StoreError> {
        if table == "payment" || table == "payment_part" {
            return Ok(None); // stay, voided
        }
        if table == "variant" && self.has_moved(VariantId(number(key, "id")), ActivityId(0), moves)? {
            return Ok(Some("stock_move".to_owned()));
        }
        for (from, column, pointing) in rows::pointing(self.conn, table, key)? {
            if table == "variant" && from == "stock_level" {
                continue;
            }
            let Some(value) = key.values().next() else { continue };
            let mut own = 0;
            let goes = |added: &&(String, Cells)| added.0 == from && !stay.contains(added);
            for (_, other) in part.added.iter().filter(goes) {
                let row = rows::row(self.conn, &from, other)?;
                own += i64::from(row.is_some_and(|row| row.get(&column) == Some(value)));
            }
            for change in part.rows.iter().filter(|change| change.table == from) {
                own += i64::from(change.is.as_ref().is_some_and(|is| is.get(&column) == Some(value)));
            }
            if pointing > own {
                return Ok(Some(from));
            }
        }
        Ok(None)
    }

    /// Whether the moves of a variant since an entry come to something in any bin, once these are made too.
    pub(super) fn has_moved(
        &self,
        variant: VariantId,
        since: ActivityId,
        moves: &[Back<Move>],
    ) -> Result<bool, StoreError> {
        let mut bins: BTreeMap<Bin, i64> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(
            "WITH moved AS (SELECT from_bin AS bin, -quantity AS units FROM stock_move WHERE variant_id = ?1 AND activity_id > ?2
               UNION ALL SELECT to_bin, quantity FROM stock_move WHERE variant_id = ?1 AND activity_id > ?2)
             SELECT bin, CAST(SUM(units) AS BIGINT) AS units FROM moved GROUP BY bin",
        )?;
        let mut found = statement.query([variant.0, since.0])?;
        while let Some(row) = found.next()? {
            bins.insert(bin_of(&row.get::<_, String>("bin")?)?, row.get("units")?);
        }
        for Back { back, .. } in moves.iter().filter(|moved| moved.back.variant == variant) {
            *bins.entry(back.from).or_default() -= back.quantity;
            *bins.entry(back.to).or_default() += back.quantity;
        }
        Ok(bins.values().any(|units| *units != 0))
    }

    /// An order as putting a part back makes it; none where it was added and goes.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn order_was(&self, part: &Part, order: OrderId) -> Result<Option<Was>, StoreError> {
        let key = Cells::from_iter([("id".to_owned(), Value::from(order.0))]);
        if part.added.iter().any(|(table, added)| table == "orders" && *added == key) {
            return Ok(None);
        }
        let old = part.rows.iter().find(|change| change.table == "orders" && change.key == key);
        let was = old.and_then(|change| change.was.clone());
        let Some(mut row) = rows::row(self.conn, "orders", &key)?.or_else(|| was.clone()) else { return Ok(None) };
        row.extend(was.unwrap_or_default());
        let mut lines: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
        let mut statement =
            self.conn.prepare_cached("SELECT id, variant_id, quantity FROM order_line WHERE order_id = ?1")?;
        let mut found = statement.query([order.0])?;
        while let Some(row) = found.next()? {
            lines.insert(row.get("id")?, (row.get("variant_id")?, row.get("quantity")?));
        }
        for (_, key) in part.added.iter().filter(|(table, _)| table == "order_line") {
            lines.remove(&number(key, "id"));
        }
        for change in part.rows.iter().filter(|change| change.table == "order_line") {
            let Some(was) = &change.was else { continue };
            let here = was
                .get("order_id")
                .map_or_else(|| lines.contains_key(&number(&change.key, "id")), |of| of.as_i64() == Some(order.0));
            if !here {
                continue;
            }
            let line = lines.entry(number(&change.key, "id")).or_default();
            if was.contains_key("variant_id") {
                line.0 = number(was, "variant_id");
            }
            if was.contains_key("quantity") {
                line.1 = number(was, "quantity");
            }
        }
        let text = |name: &str| row.get(name).and_then(Value::as_str).unwrap_or_default();
        let channel =
            Channel::from_key(text("channel")).ok_or_else(|| StoreError::unknown("channel", text("channel")))?;
        Ok(Some(Was {
            own: !channel.is_marketplace(),
            stage: Stage::from_key(text("stage")).ok_or_else(|| StoreError::unknown("stage", text("stage")))?,
            held: row.get("held").is_some_and(|held| !held.is_null()),
            failed: number(&row, "failed") == 1,
            total: Money(number(&row, "total")),
            unique_code: Money(number(&row, "unique_code")),
            account: row.get("account").and_then(Value::as_i64).map(AccountId),
            pay_by: row.get("pay_by").and_then(Value::as_i64).map(Instant),
            lines: lines.into_values().map(|(variant, units)| (VariantId(variant), units)).collect(),
        }))
    }
}

impl Part {
    fn of(last: ActivityId) -> Self {
        Self {
            last,
            added: Vec::new(),
            rows: Vec::new(),
            moves: Vec::new(),
            postings: Vec::new(),
            revalues: Vec::new(),
            scans: Vec::new(),
            orders: BTreeSet::new(),
        }
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.rows.is_empty() && self.moves.is_empty() && self.postings.is_empty()
    }

    /// Whether it changes rows of a table.
    #[must_use]
    pub fn changes(&self, table: &str) -> bool {
        self.rows.iter().any(|change| change.table == table)
    }

    /// Leaves a table's rows as they are.
    pub fn leave(&mut self, table: &str) {
        self.rows.retain(|change| change.table != table);
    }

    /// The columns that it changes.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|change| change.was.as_ref()).flat_map(|was| was.keys().map(String::as_str))
    }

    /// The tables that it added rows to.
    pub fn added_to(&self) -> impl Iterator<Item = &str> {
        self.added.iter().map(|(table, _)| table.as_str())
    }

    /// Numbers of the variants that it added.
    pub fn variants(&self) -> Vec<VariantId> {
        let of_variant = self.added.iter().filter(|(table, _)| table == "variant");
        of_variant.map(|(_, key)| VariantId(number(key, "id"))).collect()
    }

    /// The payment that it added, if one.
    #[must_use]
    pub fn payment(&self) -> Option<PaymentId> {
        let found = self.added.iter().find(|(table, _)| table == "payment");
        found.map(|(_, key)| PaymentId(number(key, "id")))
    }

    /// The orders whose rows or lines it changes: an order whose total stays may want other goods.
    #[must_use]
    pub fn orders(&self) -> BTreeSet<OrderId> {
        self.orders.clone()
    }
}
