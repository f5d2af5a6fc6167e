//! Steps that take something back after it had its effect elsewhere: a short payment voided, goods claimed after they were
//! graded, a cost typed in and then returned, a courier's bill and then a recall or a cancellation.

use runut_core::order::Order;
use runut_core::posting::Account;
use runut_core::rows::{PaymentMethod, PaymentQuery, ReturnForm, ReturnMoney};
use runut_core::{Money, OrderId, PaymentId, Stage, Verb};
use runut_store::{Book, reports};

use super::{Step, Walk, nothing, told, told_all};
use crate::{ActionError, act, bill_courier, record_payment, take_back, void_payment};

/// Whether something about an order waits to be turned back.
fn turns(order: &Order) -> bool {
    let due = order.give_back(&[]);
    order.code_taken > Money::ZERO
        || order.courier_bill.is_some()
        || (order.stage == Stage::Shipped && !order.channel.is_marketplace())
        || order.let_through > Money::ZERO
        || !due.of.is_empty()
        || order.lines.iter().any(|line| line.typed_cost.is_some() && line.back < line.quantity)
        || (order.stage == Stage::AwaitingPayment && order.unique_code > Money::ZERO)
}

impl Walk {
    /// Turns something back, or does what will be turned back.
    pub(super) fn turn(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(order) = self.found(book, turns)? else { return nothing("turn") };
        if order.code_taken > Money::ZERO {
            return self.void_of(book, order.id);
        }
        if !order.give_back(&[]).of.is_empty() {
            return self.pay_back(book, &order);
        }
        if (order.courier_bill.is_some() || order.stage == Stage::Shipped) && self.rng.bool() {
            return self.after_a_bill(book, &order);
        }
        if order.let_through > Money::ZERO || order.stage == Stage::AwaitingPayment {
            return self.pay_short(book, &order);
        }
        self.take_back_of(book, &order)
    }

    /// The newest payment of an order wasn't one.
    fn void_of(&mut self, book: &Book, order: OrderId) -> Result<Step, ActionError> {
        let query = PaymentQuery {
            order: Some(order),
            account: None,
            from: None,
            to: None,
            search: String::new(),
            after: None,
            limit: 1,
        };
        let page = book.read(|reader| reports::payments_page(reader, &query, self.now))?;
        let payment = page.rows.first().map_or(PaymentId(0), |row| row.id);
        told("void short", void_payment(book, &self.ctx(book)?, payment, "salah catat"))
    }

    /// What is back already is claimed and paid back.
    fn pay_back(&mut self, book: &Book, order: &Order) -> Result<Step, ActionError> {
        let amount = order.give_back(&[]).refund;
        let (account, method, reference) = (Account::Bank.id(), PaymentMethod::Transfer, String::new());
        let money = Some(ReturnMoney { amount, account, method, reference });
        let form = ReturnForm { order: order.id, lines: Vec::new(), money };
        told("give back", take_back(book, &self.ctx(book)?, &form))
    }

    /// A parcel with a courier's bill comes back from the counter and goes nowhere.
    fn after_a_bill(&mut self, book: &Book, order: &Order) -> Result<Step, ActionError> {
        let verb = match order.stage {
            Stage::Shipped if order.courier_bill.is_some() => Verb::Recall,
            Stage::Packed if self.rng.bool() => Verb::Unpack,
            Stage::Cancelled => Verb::Reopen,
            Stage::Approved | Stage::Packed if self.rng.bool() => Verb::Cancel,
            _ => {
                let amount = Money(self.rng.i64(0..20) * 1_000);
                return told("courier bill again", bill_courier(book, &self.ctx(book)?, order.id, amount));
            }
        };
        let what = format!("{} billed", verb.key());
        told_all(what, act(book, &self.ctx(book)?, verb, &[order.id], "salah kirim"))
    }

    /// A payment that leaves out the unique code, or some of it.
    fn pay_short(&mut self, book: &Book, order: &Order) -> Result<Step, ActionError> {
        let left_out = self.rng.i64(0..=order.unique_code.0.max(0));
        let form = self.transfer(order.id, order.missing() - Money(left_out));
        told("pay short", record_payment(book, &self.ctx(book)?, &form))
    }
}
