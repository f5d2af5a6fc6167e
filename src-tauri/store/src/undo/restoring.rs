//! The rows of a step put back.

use std::collections::BTreeMap;

use runut_core::posting::Entry;
use runut_core::{ActivityId, CustomerId, OrderId, Stage, VariantId};
use rusqlite::params;
use serde_json::Value;

use super::{Back, Blocked, Part, number};
use crate::engine::changed::{Cells, RowChange};
use crate::engine::changes as rows;
use crate::{StoreError, Topic, Tx, engine};

/// Rows that nothing points at: taken away before others are put back, since they may be in their place.
const LEAVES: [&str; 23] = [
    "finding",
    "fee_rule",
    "fee_answer",
    "settle_part",
    "settle_word",
    "order_line",
    "receipt_cost",
    "bill_payment",
    "customer_phone",
    "customer_address",
    "variant_alias",
    "stock_count_line",
    "buyer_text",
    "shop_hours",
    "closed_day",
    "journal_line",
    "day_count",
    "goal",
    "kpi_target",
    "record_value",
    "template_field",
    "template_choice",
    "template_column",
];

/// The rest, in the order in which they may go: what points at another before it. The first of them before the goods are
/// moved, the others after: what moves is there until it has.
const PARENTS: [&str; 30] = [
    "settle_row",
    "settle_file",
    "orders",
    "wave",
    "stock_count",
    "record",
    "own_kpi",
    "template",
    "journal",
    "recurring",
    "equipment",
    "day_close",
    "receipt_line",
    "receipt",
    "bill",
    "purchase_line",
    "purchase",
    "supplier",
    "variant",
    "product",
    "photo",
    "customer",
    "courier",
    "business_report",
    "task",
    "saved_filter",
    "store",
    "account",
    "person",
    "shop",
];

/// How many of these go before the goods are moved.
const DEEDS: usize = 5;

/// Why a voided payment was voided.
const UNDONE: &str = "Diurungkan";

/// What putting back came to.
#[derive(Clone, Debug, Default)]
pub struct Put {
    /// What stayed as it is, and why.
    pub blocked: Vec<Blocked>,
    /// Rows that were added and are gone: table and number.
    pub gone: Vec<(String, i64)>,
    /// Rows that are as they were: table and number.
    pub back: Vec<(String, i64)>,
}

impl Tx<'_> {
    /// Puts a part back as it was: its rows, its moves and postings reversed, what is allocated and counted with them. With
    /// `lenient` whatever of its rows has changed since, or is used elsewhere, stays, and is answered.
    ///
    /// `of` tells for an entry of the step the one that takes it back: moves and postings belong to it.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written, or a bin would fall below zero.
    pub fn put_back(
        &mut self,
        part: &Part,
        lenient: bool,
        of: &dyn Fn(ActivityId) -> ActivityId,
    ) -> Result<Put, StoreError> {
        let (orders, day) = (part.orders(), self.ctx().today);
        let mut allocated: BTreeMap<VariantId, i64> = BTreeMap::new();
        let mut stages: Vec<(OrderId, Stage)> = Vec::new();
        for id in &orders {
            let order = match self.order(*id) {
                Ok(order) => order,
                Err(StoreError::Missing(_)) => continue, // it was taken out, and comes in again
                Err(error) => return Err(error),
            };
            order.allocated().into_iter().for_each(|(variant, units)| *allocated.entry(variant).or_default() -= units);
            self.sell(Some(&order), None, day)?;
            self.mark_as_it_stands(&order, -1)?;
            stages.push((*id, order.stage));
        }
        let mut put = self.put_rows_back(part, lenient)?;
        let mut stay = Vec::new();
        self.take_parents(part, &PARENTS[..DEEDS], lenient, &mut stay, &mut put)?;
        for (_, stage) in stages {
            self.count_stage(stage, -1);
        }
        for id in orders {
            match self.order(id) {
                Ok(order) => {
                    self.count_stage(order.stage, 1);
                    self.sell(None, Some(&order), day)?;
                    self.mark_as_it_stands(&order, 1)?;
                    for (variant, units) in order.allocated() {
                        *allocated.entry(variant).or_default() += units;
                    }
                    self.index_later(id);
                }
                Err(StoreError::Missing(_)) => engine::forget_words(self.conn, engine::ORDER_SEARCH, id.0)?,
                Err(error) => return Err(error),
            }
        }
        for Back { by, order, back, .. } in &part.moves {
            self.move_goods(of(*by), *order, day, std::slice::from_ref(back))?;
        }
        for Back { by, back, .. } in &part.revalues {
            self.revalue(of(*by), day, back)?;
        }
        allocated.retain(|_, units| *units != 0);
        self.allocate(&allocated)?;
        for Back { id, by, back, .. } in &part.postings {
            self.post_back(of(*by), *id, &Entry { day, ..*back })?;
        }
        self.take_parents(part, &PARENTS[DEEDS..], lenient, &mut stay, &mut put)?;
        self.customers_found(part)?;
        for scan in &part.scans {
            self.conn.prepare_cached("UPDATE scan SET undone = 1 WHERE id = ?1")?.execute([scan])?;
        }
        for topic in Topic::ALL {
            self.touch(topic);
        }
        Ok(put)
    }

    /// Puts rows back and takes away those that nothing points at.
    fn put_rows_back(&mut self, part: &Part, lenient: bool) -> Result<Put, StoreError> {
        let (mut kept, mut back) = (Vec::new(), Vec::new());
        // A line's place is unique: those that change place make room for each other.
        let mut again: Vec<(&RowChange, Cells)> = Vec::new();
        for change in part.rows.iter().filter(|change| change.is.is_some() && change.table == "order_line") {
            let Some(mut row) = rows::row(self.conn, &change.table, &change.key)? else { continue };
            row.extend(change.was.clone().unwrap_or_default());
            again.push((change, row));
        }
        for (table, key) in part.added.iter().filter(|(table, _)| LEAVES.contains(&table.as_str())) {
            rows::delete(self.conn, table, key)?;
        }
        for (change, _) in &again {
            rows::delete(self.conn, &change.table, &change.key)?;
        }
        let gone = |change: &&RowChange| change.is.is_none();
        let parents_first = |table: &str| PARENTS.iter().rposition(|name| *name == table).map_or(0, |at| at + 1);
        let mut gone: Vec<&RowChange> = part.rows.iter().filter(gone).collect();
        gone.sort_by_key(|change| std::cmp::Reverse(parents_first(&change.table)));
        for change in gone {
            if lenient && !self.stands(change)? {
                kept.push(Blocked::Changed(change.table.clone()));
                continue;
            }
            let mut was = change.was.clone().unwrap_or_default();
            if change.table == "stock_level" {
                // What others add up is added again by them.
                let sums = was.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "variant_id" | "stocked_at"));
                sums.for_each(|(_, cell)| *cell = Value::from(0));
            }
            rows::insert(self.conn, &change.table, &was)?;
        }
        for (change, row) in &again {
            rows::insert(self.conn, &change.table, row)?;
        }
        for change in part.rows.iter().filter(|change| change.is.is_some() && change.table != "order_line") {
            if lenient && !self.stands(change)? {
                kept.push(Blocked::Changed(change.table.clone()));
                continue;
            }
            self.put_row_back(change, part.last)?;
            back.push((change.table.clone(), number(&change.key, "id")));
        }
        for (_, key) in part.added.iter().filter(|(table, _)| table == "payment") {
            rows::update(self.conn, "payment", key, &Cells::from_iter([("voided".to_owned(), Value::from(UNDONE))]))?;
        }
        Ok(Put { blocked: kept, gone: Vec::new(), back })
    }

    /// Takes away rows of these tables that the part added. With `lenient` what is used elsewhere stays.
    fn take_parents(
        &mut self,
        part: &Part,
        tables: &[&str],
        lenient: bool,
        stay: &mut Vec<(String, Cells)>,
        put: &mut Put,
    ) -> Result<(), StoreError> {
        for table in tables {
            for (_, key) in part.added.iter().filter(|(name, _)| name == table) {
                match self.take_away(part, table, key, lenient.then_some(&*stay))? {
                    Some(blocked) => {
                        stay.push(((*table).to_owned(), key.clone()));
                        put.blocked.push(blocked);
                    }
                    None => put.gone.push(((*table).to_owned(), number(key, "id"))),
                }
            }
        }
        Ok(())
    }

    fn put_row_back(&mut self, change: &RowChange, last: ActivityId) -> Result<(), StoreError> {
        let Some(was) = &change.was else { return Ok(()) };
        if change.table == "stock_level" {
            // Whether the shop has said how many there are: so it has, if goods were moved since.
            if self.has_moved(VariantId(number(&change.key, "variant_id")), last, &[])? {
                return Ok(());
            }
        }
        rows::update(self.conn, &change.table, &change.key, was)
    }

    fn take_away(
        &mut self,
        part: &Part,
        table: &str,
        key: &Cells,
        lenient: Option<&Vec<(String, Cells)>>,
    ) -> Result<Option<Blocked>, StoreError> {
        if let Some(stay) = lenient
            && let Some(by) = self.used_by(part, (table, key), stay, &[])?
        {
            return Ok(Some(Blocked::Used { by, what: table.to_owned() }));
        }
        if table == "variant" {
            let level = Cells::from_iter([("variant_id".to_owned(), Value::from(number(key, "id")))]);
            rows::delete(self.conn, "stock_level", &level)?;
        }
        if table == "customer" {
            engine::forget_words(self.conn, engine::CUSTOMER_SEARCH, number(key, "id"))?;
        }
        rows::delete(self.conn, table, key)?;
        Ok(None)
    }

    fn customers_found(&mut self, part: &Part) -> Result<(), StoreError> {
        let named = |table: &str, key: &Cells, was: Option<&Cells>| match table {
            "customer" => Some(number(key, "id")),
            "customer_phone" => was.map(|was| number(was, "customer_id")),
            _ => None,
        };
        let changed: Vec<i64> = part.rows.iter().filter_map(|c| named(&c.table, &c.key, c.was.as_ref())).collect();
        let added = part.added.iter().filter_map(|(table, key)| named(table, key, None));
        for id in changed.into_iter().chain(added).filter(|id| *id != 0) {
            let mut there =
                self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM customer WHERE id = ?1) AS there")?;
            let there: bool = there.query_row(params![id], |row| row.get("there"))?;
            if there {
                self.index_customer(CustomerId(id))?;
            }
        }
        Ok(())
    }
}
