//! Steps with suppliers: orders, receipts of them and of none, bills that differ and come late or early, their payments, what is paid
//! ahead, what goes back, costs that are known later, and what is entered by hand.

use runut_core::posting::Account;
use runut_core::rows::{
    AdvanceForm, BillForm, BillPart, BillPayment, BilledLine, CostSplit, ExtraCost, JournalForm, JournalKind,
    JournalLine, LateCost, PurchaseForm, PurchaseLineForm, Receipt, ReceiptLine, ReceiptRow, SendBackForm,
    SendBackLine,
};
use runut_core::{AccountId, BillId, Day, Money, PurchaseId, ReceiptId, Zone};
use runut_store::{Book, StoreError};

use super::{HOUR, Step, Walk, nothing, told};
use crate::{
    ActionError, PurchaseStep, add_cost, as_received, enter_bill, pay_advance, pay_bills, post_entry, receive,
    save_purchase, send_back, step_purchase,
};

const SUPPLIERS: [&str; 3] = ["Makmur", "Jaya", "Sentosa"];

impl Walk {
    /// A step with suppliers, some hours later.
    ///
    /// # Errors
    /// As [`Walk::step`].
    pub fn buy(&mut self, book: &Book) -> Result<Step, ActionError> {
        self.now.0 += self.rng.i64(0..16) * HOUR;
        match self.rng.u8(0..18) {
            0 | 1 => self.order_goods(book),
            2 => self.purchase_step(book),
            3..=5 => self.goods_come(book),
            6..=8 => self.billed(book),
            9..=11 => self.pay_bill(book),
            12 => self.pay_ahead(book),
            13 => self.goods_go_back(book),
            14 => self.cost_comes_late(book),
            15 => self.owed_by_hand(book),
            _ => self.undo(book),
        }
    }

    /// Today, or some days ago.
    fn some_day(&mut self) -> Option<Day> {
        self.rng.bool().then(|| Zone::Wib.day(self.now).plus(-self.rng.i64(0..9)))
    }

    fn supplier(&mut self) -> String {
        SUPPLIERS[self.rng.usize(0..SUPPLIERS.len())].to_owned()
    }

    /// One of the newest purchase orders, or one that isn't there.
    fn purchase(&mut self, book: &Book) -> Result<PurchaseId, ActionError> {
        let next = book.read(|reader| reader.next_purchase())?.0;
        Ok(PurchaseId(self.rng.i64((next - 4).max(1)..=next)))
    }

    /// One of the newest receipts, if it is there.
    fn receipt(&mut self, book: &Book) -> Result<Option<ReceiptRow>, ActionError> {
        let next = book.read(|reader| reader.next_receipt())?.0;
        let id = ReceiptId(self.rng.i64((next - 6).max(1)..=next));
        match book.read(|reader| reader.receipt(id)) {
            Ok(receipt) => Ok(Some(receipt)),
            Err(StoreError::Missing(_)) => Ok(None),
            Err(broken) => Err(broken.into()),
        }
    }

    fn order_goods(&mut self, book: &Book) -> Result<Step, ActionError> {
        let line = PurchaseLineForm {
            variant: self.variant(book)?,
            quantity: self.rng.i64(1..20),
            price: Money(self.rng.i64(0..20_000)),
        };
        let form = PurchaseForm {
            id: None,
            supplier: self.supplier(),
            expected: None,
            note: String::new(),
            lines: vec![line],
            order: self.rng.u8(0..4) > 0,
        };
        told("purchase", save_purchase(book, &self.ctx(book)?, &form))
    }

    fn purchase_step(&mut self, book: &Book) -> Result<Step, ActionError> {
        let step = [PurchaseStep::Order, PurchaseStep::Close, PurchaseStep::Cancel][self.rng.usize(0..3)];
        let id = self.purchase(book)?;
        told("purchase step", step_purchase(book, &self.ctx(book)?, id, step))
    }

    fn cost(&mut self) -> ExtraCost {
        let accounts = [Account::SupplierPayable, Account::CourierPayable, Account::Cash];
        let account = accounts[self.rng.usize(0..accounts.len())].id();
        ExtraCost { name: "ongkir".to_owned(), amount: Money(self.rng.i64(1..9_000)), account }
    }

    fn goods_come(&mut self, book: &Book) -> Result<Step, ActionError> {
        let mut lines = Vec::new();
        for _ in 0..self.rng.usize(1..3) {
            let (quantity, price) = (self.rng.i64(1..15), self.rng.i64(0..20_000));
            lines.push(ReceiptLine { variant_id: self.variant(book)?, quantity, cost: Money(price * quantity) });
        }
        let purchase = if self.rng.bool() { Some(self.purchase(book)?) } else { None };
        if let Some(wanted) = purchase.and_then(|id| book.read(|reader| reader.purchase(id)).ok()) {
            lines.truncate(1);
            let of = wanted.lines.first().map(|line| line.variant);
            lines.iter_mut().zip(of).for_each(|(line, variant)| line.variant_id = variant);
        }
        let receipt = Receipt {
            supplier: if self.rng.u8(0..5) == 0 { String::new() } else { self.supplier() },
            lines,
            day: self.some_day(),
            purchase,
            costs: if self.rng.u8(0..3) == 0 { vec![self.cost()] } else { Vec::new() },
            ..Receipt::default()
        };
        told("come", receive(book, &self.ctx(book)?, &receipt))
    }

    fn billed(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(receipt) = self.receipt(book)? else { return nothing("bill") };
        let mut form = BillForm { day: self.some_day(), ..as_received(receipt.id) };
        if receipt.supplier.is_empty() {
            form.supplier = self.supplier();
        }
        if let Some(line) = receipt.lines.first().filter(|_| self.rng.bool()) {
            let amount = Money((line.value.0 + self.rng.i64(-9_000..9_000)).max(0));
            form.lines = vec![BilledLine { line: line.id, amount }];
        }
        if self.rng.u8(0..4) == 0 {
            form.costs = vec![self.cost()];
        }
        told("bill", enter_bill(book, &self.ctx(book)?, &form))
    }

    fn pay_bill(&mut self, book: &Book) -> Result<Step, ActionError> {
        let next = book.read(|reader| reader.next_bill())?.0;
        let bill = BillId(self.rng.i64((next - 6).max(1)..=next));
        let account = (self.rng.u8(0..4) > 0).then(|| Account::Bank.id());
        let amount = self.rng.bool().then(|| Money(self.rng.i64(1..60_000)));
        let (parts, day) = (vec![BillPart { bill, amount }], self.some_day());
        told(
            "bill pay",
            pay_bills(book, &self.ctx(book)?, &BillPayment { parts, account, day, reference: String::new() }),
        )
    }

    fn pay_ahead(&mut self, book: &Book) -> Result<Step, ActionError> {
        let form = AdvanceForm {
            purchase: self.purchase(book)?,
            amount: Money(self.rng.i64(1..90_000)),
            account: Account::Bank.id(),
            day: self.some_day(),
            reference: String::new(),
            back: self.rng.u8(0..4) == 0,
        };
        told("ahead", pay_advance(book, &self.ctx(book)?, &form))
    }

    fn goods_go_back(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(receipt) = self.receipt(book)? else { return nothing("send back") };
        let Some(line) = receipt.lines.first() else { return nothing("send back") };
        let credit = self.rng.bool().then(|| Money(self.rng.i64(0..40_000)));
        let lines = vec![SendBackLine { line: line.id, quantity: self.rng.i64(1..5), credit }];
        let form = SendBackForm { receipt: receipt.id, reason: self.reason().to_owned(), lines };
        told("send back", send_back(book, &self.ctx(book)?, &form))
    }

    fn cost_comes_late(&mut self, book: &Book) -> Result<Step, ActionError> {
        let Some(receipt) = self.receipt(book)? else { return nothing("late cost") };
        let late = LateCost { receipt: receipt.id, cost: self.cost(), split: CostSplit::Units };
        told("late cost", add_cost(book, &self.ctx(book)?, &late))
    }

    fn owed_by_hand(&mut self, book: &Book) -> Result<Step, ActionError> {
        let owed: AccountId = [Account::SupplierPayable, Account::CourierPayable][self.rng.usize(0..2)].id();
        let (capital, amount) = (Account::OpeningBalance.id(), Money(self.rng.i64(1..50_000)));
        let (debit, credit) = if self.rng.bool() { (owed, capital) } else { (capital, owed) };
        let day = self.some_day().unwrap_or(Zone::Wib.day(self.now));
        let form = JournalForm::new(JournalKind::Opening, day, vec![JournalLine { debit, credit, amount }], "lama");
        told("by hand", post_entry(book, &self.ctx(book)?, &form, None))
    }
}
