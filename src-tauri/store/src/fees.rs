//! What marketplaces are expected to take: its rules, and what they come to for an order.

use std::collections::BTreeSet;

use runut_core::fees::{Base, Basis, Condition, ExpectedFees, FeeRule, Goods, expected};
use runut_core::order::{Line, Order};
use runut_core::settlement::Part;
use runut_core::{Channel, Day, Instant, Money, OrderId, StoreId, VariantId, Zone};
use rusqlite::{Row, params};

use crate::columns::Columns;
use crate::orders::Placed;
use crate::{Reader, StoreError, Topic, Tx};

/// A tariff that files showed to be another and that wasn't taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeAnswer {
    /// The marketplace.
    pub channel: Channel,
    /// What is taken.
    pub part: Part,
    /// The category; empty for all.
    pub category: String,
    /// The rate that was taken, in parts of a million.
    pub ppm: i64,
    /// The sum an order.
    pub fixed: Money,
    /// Whether it is claimed back.
    pub claimed: bool,
}

const RULE: &str =
    "SELECT id, channel, store_id, part, category, condition, from_day, to_day, base, ppm, fixed, cap, free_first,
    kept_on_return FROM fee_rule";

fn rule_of(row: &Row<'_>) -> Result<FeeRule, StoreError> {
    let mut row = Columns::of(row);
    let id = row.next()?;
    let (channel, store): (String, Option<i64>) = (row.next()?, row.next()?);
    let (part, category): (String, String) = (row.next()?, row.next()?);
    let condition: String = row.next()?;
    let (from, to): (i32, Option<i32>) = (row.next()?, row.next()?);
    let base: String = row.next()?;
    Ok(FeeRule {
        id,
        channel: Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?,
        store: store.map(StoreId),
        part: Part::from_key(&part).ok_or_else(|| StoreError::unknown("part", part))?,
        category,
        condition: Condition::from_key(&condition).ok_or_else(|| StoreError::unknown("condition", condition))?,
        from: Day(from),
        to: to.map(Day),
        base: Base::from_key(&base).ok_or_else(|| StoreError::unknown("base", base))?,
        ppm: row.next()?,
        fixed: row.money()?,
        cap: row.next::<Option<i64>>()?.map(Money),
        free_first: row.next()?,
        kept_on_return: row.next()?,
    })
}

impl Reader<'_> {
    /// All rules of fees: by marketplace, what is taken, category, and the newest first.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn fee_rules(&self) -> Result<Vec<FeeRule>, StoreError> {
        let mut statement =
            self.conn.prepare_cached(&format!("{RULE} ORDER BY channel, part, category, from_day DESC, id"))?;
        let mut rows = statement.query([])?;
        let mut rules = Vec::new();
        while let Some(row) = rows.next()? {
            rules.push(rule_of(row)?);
        }
        Ok(rules)
    }

    /// A marketplace's rules of a day.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn fee_rules_of(&self, channel: Channel, day: Day) -> Result<Vec<FeeRule>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!(
            "{RULE} WHERE channel = ?1 AND from_day <= ?2 AND (to_day IS NULL OR to_day >= ?2) ORDER BY id"
        ))?;
        let mut rows = statement.query(params![channel.key(), day.0])?;
        let mut rules = Vec::new();
        while let Some(row) = rows.next()? {
            rules.push(rule_of(row)?);
        }
        Ok(rules)
    }

    /// What is expected to be taken of an order by the rules of the day on which it was paid.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub(crate) fn expected_fees(&self, order: &Order, about: &Placed) -> Result<ExpectedFees, StoreError> {
        let zone = self.shop()?.map(|shop| shop.zone).unwrap_or_default();
        let rules = self.fee_rules_of(order.channel, about.paid_on(zone))?;
        let none = rules.is_empty();
        Ok(if none { ExpectedFees::default() } else { expected(&rules, &self.fee_basis(order, about, &rules, zone)?) })
    }

    /// When an order was placed and paid, and whether it is paid on delivery.
    pub(crate) fn placed(&self, order: OrderId) -> Result<Placed, StoreError> {
        let mut about = self.conn.prepare_cached("SELECT placed_at, paid_at, cod FROM orders WHERE id = ?1")?;
        Ok(about.query_row([order.0], |row| {
            let paid: Option<i64> = row.get("paid_at")?;
            Ok(Placed { at: Instant(row.get("placed_at")?), paid: paid.map(Instant), cod: row.get("cod")? })
        })?)
    }

    /// An order, as these rules of fees see it.
    pub(crate) fn fee_basis(
        &self,
        order: &Order,
        about: &Placed,
        rules: &[FeeRule],
        zone: Zone,
    ) -> Result<Basis, StoreError> {
        let store = order.store.unwrap_or(StoreId(0));
        let free = rules.iter().map(|rule| rule.free_first).max().unwrap_or_default();
        let earlier = if free > 0 { self.orders_before(store, about.at, free)? } else { 0 };
        let told_apart = rules.iter().any(|rule| !rule.category.is_empty());
        let goods = |line: &Line| -> Result<Goods, StoreError> {
            let category = if told_apart { self.category_of_variant(line.variant)? } else { String::new() };
            Ok(Goods { category, gross: line.gross(), net: line.net() })
        };
        let goods = order.lines.iter().map(goods).collect::<Result<_, _>>()?;
        let (channel, day) = (order.channel, about.paid_on(zone));
        Ok(Basis { channel, store, day, cod: about.cod, earlier, goods })
    }

    /// The category of an order's goods; none where they are of several.
    pub(crate) fn category_of(&self, order: &Order) -> Result<Option<String>, StoreError> {
        let each = order.lines.iter().map(|line| self.category_of_variant(line.variant));
        let all = each.collect::<Result<BTreeSet<_>, _>>()?;
        Ok(if all.len() == 1 { all.into_iter().next() } else { None })
    }

    /// The category of a variant's product.
    fn category_of_variant(&self, variant: VariantId) -> Result<String, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT p.category FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?1")?;
        Ok(statement.query_row([variant.0], |row| row.get("category"))?)
    }

    /// How many of a store's orders were placed before then; `most` is enough.
    fn orders_before(&self, store: StoreId, before: Instant, most: i64) -> Result<i64, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT COUNT(*) AS orders FROM
               (SELECT id FROM orders WHERE store_id = ?1 AND placed_at < ?2 AND store_id IS NOT NULL LIMIT ?3) AS earlier",
        )?;
        Ok(statement.query_row(params![store.0, before.0, most], |row| row.get("orders"))?)
    }

    /// A marketplace's orders that have left, whose fees are expected and of whose money something is still owed.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn unsettled(&self, channel: Channel) -> Result<Vec<OrderId>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT id FROM orders WHERE receivable <> 0 AND channel = ?1 AND store_id IS NOT NULL AND expected_fees IS NOT NULL
               AND settle_state <> 'closed' ORDER BY id",
        )?;
        Ok(statement.query_map([channel.key()], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<_, _>>()?)
    }

    /// Tariffs that weren't taken.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be read.
    pub fn fee_answers(&self) -> Result<Vec<FeeAnswer>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT channel, part, category, ppm, fixed, answer FROM fee_answer ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut answers = Vec::new();
        while let Some(row) = rows.next()? {
            let (channel, part): (String, String) = (row.get("channel")?, row.get("part")?);
            answers.push(FeeAnswer {
                channel: Channel::from_key(&channel).ok_or_else(|| StoreError::unknown("channel", channel))?,
                part: Part::from_key(&part).ok_or_else(|| StoreError::unknown("part", part))?,
                category: row.get("category")?,
                ppm: row.get("ppm")?,
                fixed: Money(row.get("fixed")?),
                claimed: row.get::<_, String>("answer")? == "claim",
            });
        }
        Ok(answers)
    }
}

impl Tx<'_> {
    /// What a new book knows of what marketplaces take: dated sums that hold for everybody. Sources: docs/DECISIONS.md.
    pub(crate) fn open_fee_rules(&mut self) -> Result<(), StoreError> {
        if !self.fee_rules()?.is_empty() {
            return Ok(());
        }
        const SEEDS: [(Channel, i32, i64); 3] =
            [(Channel::Shopee, 20_250_720, 0), (Channel::Tiktok, 20_250_811, 50), (Channel::Tokopedia, 20_250_811, 50)];
        for (channel, from, free_first) in SEEDS {
            self.put_fee_rule(&FeeRule {
                id: 0,
                channel,
                store: None,
                part: Part::Processing,
                category: String::new(),
                condition: Condition::All,
                from: Day(from),
                to: None,
                base: Base::Order,
                ppm: 0,
                fixed: Money(1_250),
                cap: None,
                free_first,
                kept_on_return: true,
            })?;
        }
        Ok(())
    }

    /// Writes a rule; one of key zero is new. Answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn put_fee_rule(&mut self, rule: &FeeRule) -> Result<i64, StoreError> {
        let id = match rule.id {
            0 => self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM fee_rule")?,
            id => id,
        };
        self.conn
            .prepare_cached(
                "INSERT INTO fee_rule (id, channel, store_id, part, category, condition, from_day, to_day, base, ppm, fixed, cap,
                   free_first, kept_on_return)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
                 ON CONFLICT (id) DO UPDATE SET channel = excluded.channel, store_id = excluded.store_id, part = excluded.part,
                   category = excluded.category, condition = excluded.condition, from_day = excluded.from_day,
                   to_day = excluded.to_day, base = excluded.base, ppm = excluded.ppm, fixed = excluded.fixed,
                   cap = excluded.cap, free_first = excluded.free_first, kept_on_return = excluded.kept_on_return",
            )?
            .execute(params![
                id,
                rule.channel.key(),
                rule.store.map(|store| store.0),
                rule.part.key(),
                rule.category,
                rule.condition.key(),
                rule.from.0,
                rule.to.map(|day| day.0),
                rule.base.key(),
                rule.ppm,
                rule.fixed.0,
                rule.cap.map(|cap| cap.0),
                rule.free_first,
                rule.kept_on_return
            ])?;
        self.touch(Topic::Orders);
        Ok(id)
    }

    /// Takes a rule away.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn remove_fee_rule(&mut self, id: i64) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM fee_rule WHERE id = ?1")?.execute([id])?;
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Keeps that a tariff isn't taken; answers its key.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn add_fee_answer(&mut self, answer: &FeeAnswer) -> Result<i64, StoreError> {
        let id = self.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM fee_answer")?;
        let said = if answer.claimed { "claim" } else { "leave" };
        self.conn
            .prepare_cached(
                "INSERT INTO fee_answer (id, channel, part, category, ppm, fixed, answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                id,
                answer.channel.key(),
                answer.part.key(),
                answer.category,
                answer.ppm,
                answer.fixed.0,
                said
            ])?;
        self.touch(Topic::Orders);
        Ok(id)
    }

    /// Reckons anew what a marketplace is expected to take of what it hasn't paid out yet; answers how many orders' fees are others.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn reckon_fees(&mut self, channel: Channel) -> Result<usize, StoreError> {
        let mut changed = 0;
        for id in self.unsettled(channel)? {
            let before = self.order(id)?;
            let expected = Some(self.expected_fees(&before, &self.placed(id)?)?);
            if expected != before.expected {
                let after = Order { expected, ..before.clone() };
                self.put_derived(&before, &after)?;
                changed += 1;
            }
        }
        Ok(changed)
    }
}
