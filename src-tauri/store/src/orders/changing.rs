//! Orders written: new ones, their lines and particulars, and what a plan leaves behind.

use std::collections::BTreeSet;

use runut_core::marketplace::WayBack;
use runut_core::order::Stamps;
use runut_core::order::{Line, Order, Plan};
use runut_core::rows::ProfitState;
use runut_core::settlement::SettleState;
use runut_core::takeover::{LineKey, buyer_of};
use runut_core::{
    ActivityId, CustomerId, Instant, MONEY_MAX, Money, OrderId, Stage, StoreId, VariantId, fold, search_phone,
};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{params, params_from_iter};

use super::{Beside, NewOrder, Placed, fees_text};
use crate::bounds::within;
use crate::{StoreError, Topic, Tx, engine};

impl Tx<'_> {
    /// Writes a plan: its activity first, then stage, moves, allocation and postings. The stage is guarded: if it isn't
    /// what the plan was made from, nothing is written.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Broken`] where the stage has changed since.
    pub fn apply(&mut self, plan: &Plan) -> Result<ActivityId, StoreError> {
        self.apply_with(plan, None)
    }

    /// As [`Tx::apply`]; of what is kept of the order beside, what differs is written with it.
    ///
    /// # Errors
    /// As [`Tx::apply`].
    pub fn apply_with(&mut self, plan: &Plan, beside: Option<Beside<'_>>) -> Result<ActivityId, StoreError> {
        let activity = self.record(&plan.activity)?;
        self.update_order(plan, beside)?;
        self.move_goods(activity, Some(plan.after.id), plan.day, &plan.moves)?;
        self.allocate(&plan.allocation)?;
        self.post(activity, Some(&plan.after), &plan.entries)?;
        Ok(activity)
    }

    /// Writes a new order with its lines, and its plan.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn insert_order(&mut self, plan: &Plan, new: &NewOrder<'_>) -> Result<ActivityId, StoreError> {
        let order = &plan.after;
        within(order.total.0, order.total.0, MONEY_MAX, "order")?;
        let expected = if order.keeps_fees() { Some(self.expected_fees(order, &Placed::of(new))?) } else { None };
        let reckoned = expected.map(|fees| Order { expected: Some(fees), ..order.clone() });
        let order = reckoned.as_ref().unwrap_or(order);
        let activity = self.record(&plan.activity)?;
        let stamps = self.stamped(&stamps_of(new, order.store), None, order, is_told(plan))?;
        let derived = Derived::of(order);
        self.insert_row(order, (&derived, &stamps), new)?;
        self.mark(order, derived.profit_and_owed(), &stamps, 1);
        self.count_stage(order.stage, 1);
        self.sell(None, Some(order), plan.day)?;
        for ((position, line), key) in (1i64..).zip(&order.lines).zip(new.keys) {
            self.insert_line(order.id, position, line, key)?;
        }
        let p = new.particulars;
        let texts = [
            new.external_id,
            &order.tracking,
            &p.buyer,
            &p.recipient,
            &p.address,
            &p.village,
            &p.district,
            &p.city,
            &p.sender,
        ];
        let words = self.words_of(order.id, &texts, [&p.phone, &p.sender_phone], p.customer)?;
        self.add_words(order.id, words);
        self.touch(Topic::Orders);
        self.move_goods(activity, Some(order.id), plan.day, &plan.moves)?;
        self.allocate(&plan.allocation)?;
        self.post(activity, Some(order), &plan.entries)?;
        Ok(activity)
    }

    fn insert_row(
        &mut self,
        order: &Order,
        (derived, stamps): (&Derived, &Stamps),
        new: &NewOrder<'_>,
    ) -> Result<(), StoreError> {
        let own = [
            ("id", ValueRef::Integer(order.id.0)),
            ("channel", text(order.channel.key())),
            ("store_id", number(order.store.map(|store| store.0))),
            ("external_id", text(new.external_id)),
        ];
        let about = described(new).into_iter().filter(|(column, _)| *column != "paid_at").chain(stamped(stamps));
        let (names, values): (Vec<_>, Vec<_>) =
            own.into_iter().chain(of_rules(order)).chain(derived.columns()).chain(about).unzip();
        let (columns, places) = (names.join(", "), vec!["?"; names.len()].join(", "));
        self.conn
            .prepare_cached(&format!("INSERT INTO orders ({columns}) VALUES ({places})"))?
            .execute(params_from_iter(values.into_iter().map(bound)))?;
        Ok(())
    }

    fn insert_line(&mut self, order: OrderId, position: i64, line: &Line, key: &LineKey) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO order_line (id, order_id, position, variant_id, quantity, price, discount, checked, moved,
                   shortfall, claimed, claim, back, cost, back_cost, spoiled_cost, opened, typed_cost, file_product,
                   file_variation, occurrence)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
            )?
            .execute(params![
                line.id.0,
                order.0,
                position,
                line.variant.0,
                line.quantity,
                line.price.0,
                line.discount.0,
                line.checked,
                line.moved,
                line.shortfall,
                line.claimed,
                line.claim.0,
                line.back,
                line.cost.map(|c| c.0),
                line.back_cost.0,
                line.spoiled_cost.0,
                line.opened.0,
                line.typed_cost.map(|c| c.0),
                key.product,
                key.variation,
                key.occurrence
            ])?;
        Ok(())
    }

    /// Replaces the lines of an order, as an amendment has them.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn replace_lines(&mut self, order: OrderId, lines: &[Line], keys: &[LineKey]) -> Result<(), StoreError> {
        let was = self.order(order)?;
        self.mark_as_it_stands(&was, -1)?;
        self.conn.prepare_cached("DELETE FROM order_line WHERE order_id = ?1")?.execute([order.0])?;
        for ((position, line), key) in (1i64..).zip(lines).zip(keys) {
            self.insert_line(order, position, line, key)?;
        }
        self.mark_as_it_stands(&Order { lines: lines.to_vec(), ..was }, 1)?;
        self.index_later(order);
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes what is kept of an order beside what the rules reckon with, as far as it differs.
    ///
    /// # Errors
    /// [`StoreError`] where the book can't be written.
    pub fn set_particulars(&mut self, id: OrderId, new: &NewOrder<'_>) -> Result<(), StoreError> {
        let wanted = described(new);
        let columns = wanted.each_ref().map(|(column, _)| *column).join(", ");
        let known: Vec<Value> = self
            .conn
            .prepare_cached(&format!("SELECT {columns} FROM orders WHERE id = ?1"))?
            .query_row([id.0], |row| (0..wanted.len()).map(|at| row.get(at)).collect())?;
        let changed = known.iter().zip(wanted).filter(|(old, (_, new))| ValueRef::from(*old) != *new);
        let changed: Vec<_> = changed.map(|(_, new)| new).collect();
        let marked = changed.iter().any(|(column, _)| MARKED.contains(column));
        let order = if marked { Some((self.order(id)?, self.stamps(id)?)) } else { None };
        self.write_columns(id, changed)?;
        if let Some((order, was)) = order {
            let money = order.profit_and_owed();
            self.mark(&order, money, &was, -1);
            let is = self.stamps(id)?;
            self.mark(&order, money, &is, 1);
        }
        self.touch(Topic::Orders);
        Ok(())
    }

    fn write_columns(&mut self, id: OrderId, columns: Vec<(&'static str, ValueRef<'_>)>) -> Result<(), StoreError> {
        if columns.is_empty() {
            return Ok(());
        }
        if columns.iter().any(|(column, _)| WORDS.contains(column)) {
            self.index_later(id);
        }
        let mut assignments = String::new();
        for (column, _) in &columns {
            assignments.push_str(if assignments.is_empty() { "" } else { ", " });
            assignments.push_str(column);
            assignments.push_str(" = ?");
        }
        let values = columns.into_iter().map(|(_, value)| value).chain(std::iter::once(ValueRef::Integer(id.0)));
        self.conn
            .prepare_cached(&format!("UPDATE orders SET {assignments} WHERE id = ?"))?
            .execute(params_from_iter(values.map(bound)))?;
        Ok(())
    }

    pub(crate) fn index_order(&self, id: OrderId) -> Result<(), StoreError> {
        type Texts = ([String; 9], [String; 2], Option<i64>);
        let (texts, phones, customer): Texts = self
            .conn
            .prepare_cached(
                "SELECT external_id, tracking, buyer, recipient, address, village, district, city, sender, phone,
                   sender_phone, customer_id FROM orders WHERE id = ?1",
            )?
            .query_row([id.0], |row| {
                let texts = [
                    row.get("external_id")?,
                    row.get("tracking")?,
                    row.get("buyer")?,
                    row.get("recipient")?,
                    row.get("address")?,
                    row.get("village")?,
                    row.get("district")?,
                    row.get("city")?,
                    row.get("sender")?,
                ];
                Ok((texts, [row.get("phone")?, row.get("sender_phone")?], row.get("customer_id")?))
            })?;
        let (texts, phones) = (texts.each_ref().map(String::as_str), phones.each_ref().map(String::as_str));
        let words = self.words_of(id, &texts, phones, customer.map(CustomerId))?;
        engine::index_words(self.conn, engine::ORDER_SEARCH, id.0, &words)
    }

    /// The words by which an order is found, folded: its number, its texts, phones in each form, and what its goods and
    /// its customer are known by.
    fn words_of(
        &self,
        id: OrderId,
        texts: &[&str],
        phones: [&str; 2],
        customer: Option<CustomerId>,
    ) -> Result<String, StoreError> {
        let mut words = fold(&id.code());
        let mut add = |text: &str| {
            words.push(' ');
            words.push_str(&fold(text));
        };
        texts.iter().for_each(|text| add(text));
        phones.iter().for_each(|phone| add(&search_phone(phone)));
        if let Some(customer) = customer {
            let mut typed = self.conn.prepare_cached("SELECT typed FROM customer_phone WHERE customer_id = ?1")?;
            let mut rows = typed.query([customer.0])?;
            while let Some(row) = rows.next()? {
                add(&search_phone(&row.get::<_, String>("typed")?));
            }
        }
        let mut skus = self.conn.prepare_cached(
            "SELECT v.sku FROM order_line l JOIN variant v ON v.id = l.variant_id WHERE l.order_id = ?1",
        )?;
        for sku in skus.query_map([id.0], |row| row.get::<_, String>("sku"))?.collect::<Result<BTreeSet<_>, _>>()? {
            add(&sku);
        }
        Ok(words)
    }

    /// Writes what a plan changes of the order, guarded by the stage that the plan was made from.
    pub(crate) fn update_order(&mut self, plan: &Plan, beside: Option<Beside<'_>>) -> Result<(), StoreError> {
        let (before, after) = (self.standing(plan.after.id)?, &plan.after);
        let expected = match (&before.expected, after.keeps_fees()) {
            (_, false) => None,
            // A plan may be older than what was written down of its fees.
            (Some(known), true) if after.is_settled() || goods(&before) == goods(after) => Some(known.clone()),
            (_, true) => {
                let about = beside.map_or_else(|| self.placed(after.id), |(_, is)| Ok(Placed::of(is)))?;
                Some(self.expected_fees(after, &about)?)
            }
        };
        let reckoned = (expected != after.expected).then(|| Order { expected, ..after.clone() });
        let after = reckoned.as_ref().unwrap_or(after);
        if before.stage != plan.from {
            return Err(StoreError::Broken(format!("order {} is no longer {}", after.id, plan.from.key())));
        }
        within(after.total.0, after.total.0.saturating_sub(before.total.0), MONEY_MAX, "order")?;
        self.put_order(&before, after, is_told(plan), beside)?;
        self.sell(Some(&before), Some(after), plan.day)?;
        if before.stage != after.stage {
            self.count_stage(before.stage, -1);
            self.count_stage(after.stage, 1);
        }
        for line in after.lines.iter().filter(|line| !before.lines.contains(line)) {
            self.put_line(line)?;
        }
        self.touch(Topic::Orders);
        Ok(())
    }

    /// Writes what the rules reckon with and what is kept beside, as far as it differs: each index of a column that is
    /// written is written too.
    fn put_order(
        &mut self,
        before: &Order,
        after: &Order,
        told: bool,
        beside: Option<Beside<'_>>,
    ) -> Result<(), StoreError> {
        let (was, is) = (Derived::of(before), Derived::of(after));
        let stamps = self.stamps(after.id)?;
        let about = beside.map_or_else(|| stamps.clone(), |(_, is)| told_anew(&stamps, is, after.store));
        let stamped_now = self.stamped(&about, Some(before), after, told)?;
        self.mark(before, was.profit_and_owed(), &stamps, -1);
        self.mark(after, is.profit_and_owed(), &stamped_now, 1);
        let columns = of_rules(before).into_iter().zip(of_rules(after));
        let columns = columns.chain(was.columns().into_iter().zip(is.columns()));
        let beside = beside.map(|(was, is)| described(was).into_iter().zip(described(is)));
        let beside = beside.into_iter().flatten().filter(|((column, _), _)| *column != "paid_at");
        let columns = columns.chain(beside).chain(stamped(&stamps).into_iter().zip(stamped(&stamped_now)));
        let mut changed: Vec<_> = columns.filter(|((_, old), (_, new))| old != new).map(|(_, new)| new).collect();
        if is_unpicked(after.stage) && !is_unpicked(before.stage) {
            changed.push(("wave_id", ValueRef::Null));
        }
        self.write_columns(after.id, changed)
    }

    /// Writes what follows from an order, as far as it differs.
    pub(crate) fn put_derived(&mut self, before: &Order, after: &Order) -> Result<(), StoreError> {
        let (was, is, id) = (Derived::of(before), Derived::of(after), after.id);
        if was.profit_and_owed() != is.profit_and_owed() {
            let stamps = self.stamps(id)?;
            self.mark(before, was.profit_and_owed(), &stamps, -1);
            self.mark(after, is.profit_and_owed(), &stamps, 1);
        }
        let columns = was.columns().into_iter().zip(is.columns());
        let changed = columns.filter(|((_, old), (_, new))| old != new).map(|(_, new)| new).collect();
        self.touch(Topic::Orders);
        self.write_columns(id, changed)
    }

    fn put_line(&mut self, line: &Line) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "UPDATE order_line SET checked = ?2, moved = ?3, shortfall = ?4, claimed = ?5, claim = ?6, back = ?7,
                   cost = ?8, back_cost = ?9, spoiled_cost = ?10, typed_cost = ?11, price = ?12, discount = ?13, opened = ?14
                 WHERE id = ?1",
            )?
            .execute(params![
                line.id.0,
                line.checked,
                line.moved,
                line.shortfall,
                line.claimed,
                line.claim.0,
                line.back,
                line.cost.map(|c| c.0),
                line.back_cost.0,
                line.spoiled_cost.0,
                line.typed_cost.map(|c| c.0),
                line.price.0,
                line.discount.0,
                line.opened.0
            ])?;
        Ok(())
    }
}

/// What is known of an order beside what the rules reckon with, of a new one.
fn stamps_of(new: &NewOrder<'_>, store: Option<StoreId>) -> Stamps {
    let about = new.particulars;
    Stamps {
        placed_at: about.placed_at,
        ship_by: about.ship_by,
        paid_at: about.paid_at,
        buyer: buyer_of(about.customer, store, &about.buyer),
        cod: about.cod,
        ..Stamps::default()
    }
}

/// Whether a plan is what a file tells of.
fn is_told(plan: &Plan) -> bool {
    plan.activity.facts.contains_key("file")
}

/// Stamps with what is said anew beside the order. When one of ours was paid, its money says.
fn told_anew(stamps: &Stamps, is: &NewOrder<'_>, store: Option<StoreId>) -> Stamps {
    let Stamps { placed_at, ship_by, paid_at, buyer, cod, .. } = stamps_of(is, store);
    Stamps { placed_at, ship_by, paid_at: paid_at.or(stamps.paid_at), buyer, cod, ..stamps.clone() }
}

/// What an order's fees are reckoned of.
fn goods(order: &Order) -> Vec<(VariantId, Money, Money)> {
    order.lines.iter().map(|line| (line.variant, line.gross(), line.net())).collect()
}

/// Whether an order that stands there is in no wave.
fn is_unpicked(stage: Stage) -> bool {
    matches!(stage, Stage::Draft | Stage::AwaitingPayment | Stage::AwaitingApproval | Stage::Cancelled)
}

/// What follows from an order and is kept with it, so that lists and sums needn't reckon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Derived {
    owed: i64,
    coming_back: bool,
    receivable: i64,
    settle_state: SettleState,
    settled_on: Option<i64>,
    expected_fees: Option<String>,
    profit: Option<i64>,
    profit_state: ProfitState,
    payout_gap: i64,
    payout_differs: bool,
}

impl Derived {
    pub(crate) fn of(order: &Order) -> Self {
        let (((profit_state, profit), receivable), payout) = (order.profit_and_receivable(), order.payout());
        let differs = payout.as_ref().filter(|payout| payout.differs);
        Self {
            owed: order.owed_to_buyer().0,
            coming_back: order.is_coming_back(),
            receivable: receivable.0,
            settle_state: order.settle_state(),
            settled_on: order.settled.as_ref().map(|settled| i64::from(settled.day.0)),
            expected_fees: order.expected.as_ref().map(fees_text),
            profit: profit.map(|profit| profit.0),
            profit_state,
            payout_gap: differs.map_or(0, |payout| (payout.paid - payout.should).0),
            payout_differs: differs.is_some(),
        }
    }

    /// What it earned, as far as that is known, and what is still owed of it.
    pub(crate) fn profit_and_owed(&self) -> (Option<Money>, Money) {
        (self.profit.map(Money), Money(self.receivable))
    }

    /// Their names.
    pub(crate) const COLUMNS: &str = "owed, coming_back, receivable, settle_state, settled_on, expected_fees, profit, profit_state, \
         payout_gap, payout_differs";

    /// How many.
    pub(crate) const COUNT: usize = 10;

    /// As they are read from the book.
    pub(crate) fn values(&self) -> Vec<Value> {
        self.columns().into_iter().map(|(_, value)| owned(value)).collect()
    }

    /// The columns, in the order of their names.
    fn columns(&self) -> [(&'static str, ValueRef<'_>); 10] {
        [
            ("owed", ValueRef::Integer(self.owed)),
            ("coming_back", flag(self.coming_back)),
            ("receivable", ValueRef::Integer(self.receivable)),
            ("settle_state", text(self.settle_state.key())),
            ("settled_on", number(self.settled_on)),
            ("expected_fees", self.expected_fees.as_deref().map_or(ValueRef::Null, text)),
            ("profit", number(self.profit)),
            ("profit_state", text(self.profit_state.key())),
            ("payout_gap", ValueRef::Integer(self.payout_gap)),
            ("payout_differs", flag(self.payout_differs)),
        ]
    }
}

/// The columns that the rules read and write.
fn of_rules(order: &Order) -> [(&'static str, ValueRef<'_>); 23] {
    [
        ("stage", text(order.stage.key())),
        ("terms", text(order.terms.key())),
        ("held", order.held.as_deref().map_or(ValueRef::Null, text)),
        ("failed", flag(order.failed)),
        ("history", flag(order.history)),
        ("total", ValueRef::Integer(order.total.0)),
        ("paid", ValueRef::Integer(order.paid.0)),
        ("refunded", ValueRef::Integer(order.refunded.0)),
        ("shipping", ValueRef::Integer(order.shipping.0)),
        ("unique_code", ValueRef::Integer(order.unique_code.0)),
        ("code_taken", ValueRef::Integer(order.code_taken.0)),
        ("let_through", ValueRef::Integer(order.let_through.0)),
        ("claimed_shipping", ValueRef::Integer(order.claimed_shipping.0)),
        ("courier_bill", number(order.courier_bill.map(|bill| bill.0))),
        ("pay_by", instant(order.pay_by)),
        ("withheld", ValueRef::Integer(order.withheld.0)),
        ("written_off", flag(order.written_off)),
        ("courier", text(&order.courier)),
        ("tracking", text(&order.tracking)),
        ("shipped_at", instant(order.shipped_at)),
        ("delivered_at", instant(order.delivered_at)),
        ("completed_at", instant(order.completed_at)),
        ("cancel_reason", text(&order.cancel_reason)),
    ]
}

/// The columns of an order's stamps.
fn stamped<'a>(stamps: &Stamps) -> [(&'static str, ValueRef<'a>); 5] {
    [
        ("paid_at", instant(stamps.paid_at)),
        ("approved_at", instant(stamps.approved_at)),
        ("packed_at", instant(stamps.packed_at)),
        ("packed_by", number(stamps.packed_by.map(|person| person.0))),
        ("courier_id", number(stamps.courier.map(|courier| courier.0))),
    ]
}

/// The columns beside the rules' that figures are counted by.
const MARKED: [&str; 6] = ["placed_at", "ship_by", "paid_at", "buyer", "customer_id", "cod"];

/// The columns whose texts an order is found by.
const WORDS: [&str; 11] = [
    "tracking",
    "buyer",
    "recipient",
    "address",
    "village",
    "district",
    "city",
    "sender",
    "phone",
    "sender_phone",
    "customer_id",
];

/// The columns of what is kept beside that.
fn described<'a>(new: &NewOrder<'a>) -> [(&'static str, ValueRef<'a>); 33] {
    let p = new.particulars;
    [
        ("placed_at", ValueRef::Integer(p.placed_at.0)),
        ("ship_by", instant(p.ship_by)),
        ("paid_at", instant(p.paid_at)),
        ("buyer", text(&p.buyer)),
        ("recipient", text(&p.recipient)),
        ("phone", text(&p.phone)),
        ("address", text(&p.address)),
        ("village", text(&p.village)),
        ("district", text(&p.district)),
        ("city", text(&p.city)),
        ("province", text(&p.province)),
        ("postcode", text(&p.postcode)),
        ("masked", flag(p.masked)),
        ("note", text(&p.note)),
        ("seller_note", text(&p.seller_note)),
        ("payment_method", text(&p.payment_method)),
        ("return_status", text(&p.return_status)),
        ("way_back", text(p.way_back.map_or("", WayBack::key))),
        ("cod", flag(p.cod)),
        ("weight_g", ValueRef::Integer(p.weight_g)),
        ("shipping_paid", ValueRef::Integer(p.shipping_paid.0)),
        ("shipping_subsidy", ValueRef::Integer(p.shipping_subsidy.0)),
        ("shipping_estimate", ValueRef::Integer(p.shipping_estimate.0)),
        ("shipping_return", ValueRef::Integer(p.shipping_return.0)),
        ("borne_by_shop", ValueRef::Integer(p.borne_by_shop.0)),
        ("borne_by_marketplace", ValueRef::Integer(p.borne_by_marketplace.0)),
        ("customer_id", number(p.customer.map(|customer| customer.0))),
        ("sender", text(&p.sender)),
        ("sender_phone", text(&p.sender_phone)),
        ("fragile", flag(p.fragile)),
        ("account", number(p.account.map(|account| account.0))),
        ("file_status", text(new.status)),
        ("file_digest", text(new.digest)),
    ]
}

fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

fn number<'a>(number: Option<i64>) -> ValueRef<'a> {
    number.map_or(ValueRef::Null, ValueRef::Integer)
}

fn instant<'a>(at: Option<Instant>) -> ValueRef<'a> {
    number(at.map(|at| at.0))
}

fn flag<'a>(flag: bool) -> ValueRef<'a> {
    ValueRef::Integer(i64::from(flag))
}

/// A cell apart from its row; damaged text as far as it can be read.
pub(crate) fn owned(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

/// As it is bound to a statement.
fn bound(cell: ValueRef<'_>) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(cell)
}
