//! Steps with money and with what comes back.

use runut_core::order::{Graded, Line, Order};
use runut_core::posting::Account;
use runut_core::rows::{
    ClaimForm, ClaimLine, LineCost, PaymentForm, PaymentMethod, PaymentPart, RefundForm, ReturnForm, ReturnLine,
    ReturnMoney,
};
use runut_core::{Money, OrderId, PaymentId};
use runut_store::Book;

use super::{HOUR, Step, Walk, nothing, told};
use crate::{ActionError, bill_courier, claim, record_payment, record_refund, take_back, type_costs, void_payment};

const ACCOUNTS: [Account; 4] = [Account::Bank, Account::Cash, Account::Bank, Account::Sales];

impl Walk {
    /// A payment: of what is missing, of some of it, of too much; for one order or two.
    pub(super) fn pay(&mut self, book: &Book) -> Result<Step, ActionError> {
        let mut parts = Vec::new();
        for _ in 0..self.rng.usize(1..3) {
            let Some(order) = self.loaded(book)? else { continue };
            let missing = order.missing().0;
            let amount = match self.rng.u8(0..6) {
                0 => self.rng.i64(-5..100_000),
                1 => missing / 2 + 1,
                2 => missing - order.unique_code.0,
                _ => missing,
            };
            parts.push(PaymentPart { order: order.id, amount: Money(amount) });
        }
        let reference = if self.rng.bool() { String::new() } else { format!("REF{}", self.rng.u8(0..20)) };
        let form = PaymentForm {
            fee: Money::ZERO,
            account: ACCOUNTS[self.rng.usize(0..ACCOUNTS.len())].id(),
            method: PaymentMethod::ALL[self.rng.usize(0..5)],
            amount: parts.iter().map(|p| p.amount).sum(),
            at: (self.rng.u8(0..3) == 0).then(|| runut_core::Instant(self.now.0 + self.rng.i64(-60..20) * HOUR)),
            payer: String::new(),
            reference,
            note: String::new(),
            parts,
        };
        told("pay", record_payment(book, &self.ctx(book)?, &form))
    }

    /// All that this order lacks, by transfer; some orders wait for their money in vain.
    pub(super) fn pay_all(&mut self, book: &Book, order: &Order) -> Result<Step, ActionError> {
        let form = self.transfer(order.id, order.missing());
        told("pay", record_payment(book, &self.ctx(book)?, &form))
    }

    pub(super) fn transfer(&self, order: OrderId, amount: Money) -> PaymentForm {
        PaymentForm {
            fee: Money::ZERO,
            account: Account::Bank.id(),
            method: PaymentMethod::Transfer,
            amount,
            at: None,
            payer: "WULAN".to_owned(),
            reference: String::new(),
            note: String::new(),
            parts: vec![PaymentPart { order, amount }],
        }
    }

    /// One of the newest payments wasn't one.
    pub(super) fn void(&mut self, book: &Book) -> Result<Step, ActionError> {
        let next = book.read(|reader| reader.next_payment())?.0;
        let payment = PaymentId(self.rng.i64((next - 12).max(1)..=next));
        let why = self.reason();
        told("void", void_payment(book, &self.ctx(book)?, payment, why))
    }

    /// Money back: what is owed, some of it, too much.
    pub(super) fn refund(&mut self, book: &Book) -> Result<Step, ActionError> {
        let owed = book.read(|reader| runut_store::reports::owed_list(reader, self.now))?.rows;
        let Some(row) = owed.get(self.rng.usize(0..owed.len().max(1))) else {
            return nothing("refund");
        };
        let amount = match self.rng.u8(0..4) {
            0 => row.owed.0 + 1,
            1 => row.owed.0 / 2,
            _ => row.owed.0,
        };
        let form = RefundForm {
            order: row.order.id,
            account: Account::Bank.id(),
            method: PaymentMethod::ALL[self.rng.usize(0..5)],
            amount: Money(amount),
            reference: String::new(),
            note: String::new(),
        };
        told("refund", record_refund(book, &self.ctx(book)?, &form))
    }

    /// The units of a line that a careless hand writes: mostly some that are there.
    fn units(&mut self, most: i64) -> i64 {
        if self.rng.u8(0..12) == 0 { self.rng.i64(-1..9) } else { self.rng.i64(0..=most.max(0)) }
    }

    pub(super) fn claim(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(order) = self.left(book)? else { return nothing("claim") };
        let shared = order.channel.is_marketplace(); // the amount is the units' share
        let lines = order.lines.iter().map(|l| {
            let units = self.units(l.quantity - l.claimed);
            let amount = Money(self.rng.i64(0..=(l.net() - l.claim).0.max(0)));
            ClaimLine { line: l.id, units, amount: if shared { Money::ZERO } else { amount } }
        });
        let lines = lines.collect();
        let shipping = Money(self.rng.i64(0..3) * order.shipping.0 / 2);
        let reason = self.reason().to_owned();
        let form = ClaimForm { order: order.id, lines, shipping, reason };
        told("claim", claim(book, &self.ctx(book)?, &form))
    }

    pub(super) fn take_back(&mut self, book: &Book) -> Result<Step, ActionError> {
        match self.left(book)? {
            Some(order) => self.take_back_of(book, &order),
            None => nothing("return"),
        }
    }

    /// The goods of this order come back, graded.
    pub(super) fn take_back_of(&mut self, book: &Book, order: &Order) -> Result<Step, ActionError> {
        let lines = order.lines.iter().map(|l| self.grade(l)).collect();
        let form = ReturnForm { order: order.id, lines, money: self.give_back(order) };
        told("return", take_back(book, &self.ctx(book)?, &form))
    }

    /// The money for what comes back: now and then at once, what is due or some other sum.
    fn give_back(&mut self, order: &Order) -> Option<ReturnMoney> {
        let whole: Vec<Graded> = order
            .lines
            .iter()
            .map(|l| Graded { line: l.id, sellable: l.quantity - l.back, damaged: 0, lost: 0 })
            .collect();
        let due = order.give_back(&whole).refund.0;
        let amount = match self.rng.u8(0..6) {
            0 => due,
            1 => self.rng.i64(0..=due),
            2 => due + self.rng.i64(-2..3) * 500,
            _ => return None,
        };
        let account = ACCOUNTS[self.rng.usize(0..ACCOUNTS.len())].id();
        let (method, reference) = (PaymentMethod::ALL[self.rng.usize(0..5)], String::new());
        Some(ReturnMoney { amount: Money(amount), account, method, reference })
    }

    fn grade(&mut self, line: &Line) -> ReturnLine {
        let out = line.quantity - line.back;
        let sellable = self.units(out);
        let damaged = self.units(out - sellable);
        ReturnLine { line: line.id, sellable, damaged, lost: self.units(out - sellable - damaged) }
    }

    /// What a courier charged, or what goods of unknown cost cost.
    pub(super) fn learn(&mut self, book: &Book) -> Result<Step, ActionError> {
        let amount = Money(self.rng.i64(-1..30) * 1_000);
        if self.rng.bool() {
            let Some(order) = self.left(book)? else { return nothing("courier bill") };
            return told("courier bill", bill_courier(book, &self.ctx(book)?, order.id, amount));
        }
        let unknown = |order: &Order| order.stage.has_left() && order.lines.iter().any(|line| line.uncosted() > 0);
        let line = self.found(book, unknown)?.and_then(|order| {
            let line = order.lines.iter().find(|line| line.uncosted() > 0).or(order.lines.first())?;
            Some((order.id, line.id))
        });
        let Some((order, line)) = line else { return nothing("cost") };
        told("cost", type_costs(book, &self.ctx(book)?, order, &[LineCost { line, unit_cost: amount }]))
    }

    /// An order that has left, if one is found.
    fn left(&mut self, book: &Book) -> Result<Option<Order>, ActionError> {
        self.found(book, |order| order.stage.has_left())
    }
}
