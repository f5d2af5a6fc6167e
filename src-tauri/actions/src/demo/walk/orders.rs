//! Steps with orders: typed, amended, and every verb, sensible or not.

use runut_core::rows::TrackingItem;
use runut_core::{Next, OrderId, Verb, next};
use runut_store::Book;

use super::{Step, Walk, nothing, told_all};
use crate::{ActionError, UsedNumber, act, ship};

impl Walk {
    /// Any verb on any one to three orders; or one that the table has for an order, forth or back.
    pub(super) fn verb(&mut self, book: &Book) -> Result<Step, ActionError> {
        if self.rng.bool()
            && let Some(order) = self.loaded(book)?
        {
            let lawful: Vec<Verb> = Verb::ALL.into_iter().filter(|v| next(order.stage, *v) != Next::No).collect();
            let verb = lawful[self.rng.usize(0..lawful.len())];
            return told_all(verb.key(), act(book, &self.ctx(book)?, verb, &[order.id], "salah catat"));
        }
        let verb = Verb::ALL[self.rng.usize(0..Verb::ALL.len())];
        let orders: Vec<OrderId> = (0..self.rng.usize(1..4)).map(|_| self.order(book)).collect::<Result<_, _>>()?;
        let why = self.reason();
        told_all(verb.key(), act(book, &self.ctx(book)?, verb, &orders, why))
    }

    /// The next step of an order's way.
    pub(super) fn onward(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(order) = self.found(book, |order| order.next_verb().is_some())? else { return nothing("onward") };
        match order.next_verb() {
            Some(Verb::Pay) => self.pay_all(book, &order),
            Some(Verb::Ship) => self.ship_one(book, order.id),
            Some(Verb::Return) => self.take_back_of(book, &order),
            Some(verb) => {
                let why = self.reason();
                told_all(verb.key(), act(book, &self.ctx(book)?, verb, &[order.id], why))
            }
            None => nothing("onward"),
        }
    }

    /// A parcel leaves.
    pub(super) fn ship(&mut self, book: &Book) -> Result<Step, ActionError> {
        let order = self.order(book)?;
        self.ship_one(book, order)
    }

    /// Its number is new or another's, or it has none.
    fn ship_one(&mut self, book: &Book, order: OrderId) -> Result<Step, ActionError> {
        let order = order.code();
        let number = if self.rng.u8(0..4) == 0 { self.rng.u64(0..6) } else { self.requests };
        let tracking = format!("R{number}");
        let courier = ["JNE", "Antar sendiri"][self.rng.usize(0..2)];
        let tracking = if courier == "JNE" || self.rng.bool() { tracking } else { String::new() };
        let used = if self.rng.bool() { UsedNumber::Join } else { UsedNumber::Refuse };
        let item = TrackingItem { order, tracking, courier: Some(courier.to_owned()) };
        told_all("ship", ship(book, &self.ctx(book)?, &[item], used))
    }
}

// SHIM until order_save is there.
impl Walk {
    pub(super) fn type_order(&mut self, book: &Book) -> Result<Step, ActionError> {
        use runut_core::activity::{Activity, Noun};
        use runut_core::order::{Line, Order, Plan, Terms};
        use runut_core::takeover::{LineKey, Particulars};
        use runut_core::{Channel, Instant, LineId, Money, Stage};
        let terms = if self.rng.u8(0..3) == 0 { Terms::Cod } else { Terms::Prepaid };
        let first = book.read(|r| r.next_line())?.0;
        let mut lines = Vec::new();
        for n in 0..self.rng.i64(1..4) {
            lines.push(Line::new(
                LineId(first + n),
                self.variant(book)?,
                self.rng.i64(1..4),
                Money(16_000),
                Money(self.rng.i64(0..1000)),
            ));
        }
        let ctx = self.ctx(book)?;
        let (shipping, code) = (Money(self.rng.i64(0..3) * 5_000), Money(self.rng.i64(0..999)));
        let pay_by = Some(Instant(ctx.now.0 + self.rng.i64(1..40) * super::HOUR));
        let place = self.rng.u8(0..5) > 0;
        let done = book.write(&ctx, "typed", |tx| {
            let id = tx.next_order()?;
            let mut order =
                Order { shipping, unique_code: code, pay_by, ..Order::draft(id, Channel::Whatsapp, terms, lines) };
            order.total = order.own_total();
            order.courier = "JNE".into();
            let keys: Vec<LineKey> = (0..)
                .zip(&order.lines)
                .map(|(n, _)| LineKey { product: String::new(), variation: String::new(), occurrence: n })
                .collect();
            let particulars = Particulars {
                placed_at: ctx.now,
                recipient: "Wulan".into(),
                cod: terms == Terms::Cod,
                ..Particulars::default()
            };
            let mut activity = Activity::new(Noun::Order, id.0, "new");
            activity.order = Some(id);
            let plan = Plan {
                from: Stage::Draft,
                after: order,
                moves: Vec::new(),
                allocation: std::collections::BTreeMap::new(),
                entries: Vec::new(),
                activity,
            };
            tx.insert_order(
                &plan,
                &runut_store::NewOrder {
                    external_id: "",
                    particulars: &particulars,
                    keys: &keys,
                    status: "",
                    digest: "",
                },
            )?;
            if place {
                let levels = tx.levels(plan.after.lines.iter().map(|l| l.variant))?;
                let placed = tx.order(id)?.place("Wulan", &levels, &crate::orders::by_hand(&ctx))?;
                tx.apply(&placed)?;
            }
            Ok::<_, ActionError>(id)
        });
        super::told("type", done)
    }

    pub(super) fn amend(&mut self, book: &Book) -> Result<Step, ActionError> {
        self.onward(book)
    }
}
