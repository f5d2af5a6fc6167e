//! Steps with orders: typed, amended, and every verb, sensible or not.

use runut_core::order::Order;
use runut_core::rows::{FormLine, OrderForm, TrackingItem};
use runut_core::{Instant, Money, Next, OrderId, Verb, next};
use runut_store::Book;

use super::{HOUR, Step, Walk, nothing, told, told_all};
use crate::{ActionError, UsedNumber, act, order_form, save_order, ship};

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

/// The empty form, or the order's own, or a copy of it.
fn form(book: &Book, order: Option<OrderId>, copy: Option<OrderId>) -> Result<OrderForm, ActionError> {
    Ok(book.read(|reader| order_form(reader, order, copy))?.form)
}

impl Walk {
    /// An order typed by hand, or copied: placed, or left a draft.
    pub(super) fn type_order(&mut self, book: &Book) -> Result<Step, ActionError> {
        let earlier = self.loaded(book)?.filter(|_| self.rng.u8(0..6) == 0);
        let form = match earlier {
            Some(order) if !order.channel.is_marketplace() => form(book, None, Some(order.id)),
            _ => form(book, None, None),
        };
        let mut form = form?;
        self.retype(book, &mut form)?;
        form.cod = self.rng.u8(0..3) == 0;
        form.unique_code = self.rng.bool();
        form.pay_by = self.rng.bool().then(|| Instant(self.now.0 + self.rng.i64(0..40) * HOUR));
        form.courier = ["JNE", "Antar sendiri", ""][self.rng.usize(0..3)].to_owned();
        form.to.recipient = ["Wulan", "Siti", "Made", ""][self.rng.usize(0..4)].to_owned();
        form.to.phone = format!("0812000000{}", self.rng.u8(10..40));
        let place = self.rng.u8(0..5) > 0;
        told("type", save_order(book, &self.ctx(book)?, &form, place, ""))
    }

    /// Other lines, other shipping.
    fn retype(&mut self, book: &Book, form: &mut OrderForm) -> Result<(), ActionError> {
        if self.rng.bool() || form.lines.is_empty() {
            let (variant, quantity) = (self.variant(book)?, self.rng.i64(1..4));
            let discount = Money(self.rng.i64(0..3) * 500);
            form.lines.push(FormLine { id: None, variant, quantity, price: Money(16_000), discount });
        }
        if self.rng.u8(0..4) == 0 && form.lines.len() > 1 {
            form.lines.remove(0);
        }
        if let Some(line) = form.lines.first_mut().filter(|_| self.rng.bool()) {
            line.quantity = self.rng.i64(0..5);
        }
        form.shipping_fee = Money(self.rng.i64(0..4) * 5_000);
        Ok(())
    }

    /// Another content for an order that is open; now and then by a form that is older than the order.
    pub(super) fn amend(&mut self, book: &Book) -> Result<Step, ActionError> {
        let open = |order: &Order| order.step(Verb::Amend).is_ok() && !order.channel.is_marketplace();
        let Some(order) = self.found(book, open)? else { return nothing("change") };
        let mut form = match form(book, Some(order.id), None) {
            Err(ActionError::Refused(refusal)) => return told("change", Err::<(), _>(refusal.into())),
            form => form?,
        };
        self.retype(book, &mut form)?;
        form.revision -= i64::from(self.rng.u8(0..8) == 0);
        let why = self.reason();
        told("change", save_order(book, &self.ctx(book)?, &form, false, why))
    }
}
