//! Money of our own channels: received, voided, given back. A marketplace's money comes with its settlement.

use super::{Event, Order, Plan, Terms, reason};
use crate::activity::Facts;
use crate::limits::line;
use crate::posting::{Account, Entry};
use crate::{AccountId, Day, MONEY_MAX, Money, Refusal, Stage, Verb};

/// A payment, as far as one order is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The account that the money is in.
    pub account: AccountId,
    /// How much of it is for this order, above zero; of a courier's remittance also nothing, where a parcel came back.
    pub amount: Money,
    /// What the courier withheld of it for collecting, or a gateway for the payment.
    pub fee: Money,
    /// What it withheld for sending.
    pub freight: Money,
    /// By what means: `transfer`, `qris`, `ewallet`, `cash`, `cod`.
    pub method: String,
    /// The bank's reference; empty if there is none.
    pub reference: String,
}

impl Paid {
    fn withheld(&self) -> Money {
        self.fee + self.freight
    }

    /// What it posts: what arrived, and what was withheld of it; `way` -1 takes it back.
    fn entries(&self, day: Day, way: i64) -> Vec<Entry> {
        let deposits = Account::CustomerDeposits.id();
        let parts = [
            (self.account, self.amount - self.withheld()),
            (fee_account(&self.method), self.fee),
            (Account::CourierPayable.id(), self.freight),
        ];
        parts
            .into_iter()
            .filter_map(|(account, amount)| Entry::new(account, deposits, Money(amount.0 * way), day))
            .collect()
    }
}

/// Where what is withheld of a payment goes, by its means: a courier's fee for collecting, or a gateway's for the payment.
#[must_use]
pub fn fee_account(method: &str) -> AccountId {
    if method == "cod" { Account::CodFees.id() } else { Account::PaymentFees.id() }
}

impl Order {
    /// The buyer's money has come. An order that waited for it goes on once covered; a shortage up to the unique code
    /// lowers the code instead.
    ///
    /// # Errors
    /// `marketplace_money`; `amount` where it is zero, negative or beyond all reason.
    pub fn pay(&self, paid: &Paid, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Pay)?;
        self.refuse_marketplace_money(Verb::Pay)?;
        if paid.withheld() == Money::ZERO || paid.amount != Money::ZERO {
            refuse_amount(paid.amount)?;
        }
        let withheld = self.withheld + paid.fee;
        let mut after = Self { paid: self.paid + paid.amount, withheld, ..self.clone() };
        if after.paid != Money::ZERO {
            refuse_amount(after.paid)?;
        }
        if self.stage.allocates() {
            after.lower_code();
        }
        if self.stage == Stage::AwaitingPayment && after.is_covered() {
            after.stage = Stage::AwaitingApproval;
        }
        let mut facts = event.facts();
        self.tell_code(&after, &mut facts);
        facts.insert("account".to_owned(), paid.account.to_string());
        facts.insert("amount".to_owned(), paid.amount.0.to_string());
        facts.insert("method".to_owned(), paid.method.clone());
        facts.insert("reference".to_owned(), paid.reference.clone());
        facts.retain(|_, value| !value.is_empty());
        let mut plan = self.plan(Verb::Pay, after, facts, event.day);
        plan.entries.splice(0..0, paid.entries(event.day, 1));
        Ok(plan)
    }

    /// The unique code as it was drawn, less what the buyer's money falls short by it: whoever leaves the code out, or some
    /// of it, has paid.
    pub fn recode(&mut self) {
        let taken = std::mem::take(&mut self.code_taken);
        self.unique_code += taken;
        self.total += taken;
        if taken > Money::ZERO && self.net_paid() > Money::ZERO {
            self.lower_code();
        }
    }

    fn lower_code(&mut self) {
        let short = self.total - self.net_paid();
        if short > Money::ZERO && short <= self.unique_code {
            self.unique_code -= short;
            self.total -= short;
            self.code_taken += short;
        }
    }

    /// Tells a code that money changed: old and new.
    fn tell_code(&self, after: &Self, facts: &mut Facts) {
        if self.unique_code != after.unique_code {
            facts.insert("code".to_owned(), format!("{} {}", self.unique_code.0, after.unique_code.0));
        }
    }

    /// A payment wasn't one: what it took of the unique code is back in the total. What waits for approval waits for money
    /// again; what the warehouse has is held; what has left is owed again.
    ///
    /// # Errors
    /// `marketplace_money`, `reason_missing`; `refunded` where the money has already been given back.
    pub fn void(&self, paid: &Paid, why: &str, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Void)?;
        self.refuse_marketplace_money(Verb::Void)?;
        let why = reason(why)?;
        let withheld = self.withheld - paid.fee;
        let mut after = Self { paid: self.paid - paid.amount, withheld, ..self.clone() };
        if after.net_paid().0 < 0 {
            return Err(Refusal::new(
                "refunded",
                format!("Uang pesanan {} sudah dikembalikan, jadi pembayarannya tidak bisa dibatalkan.", self.id),
                format!("Order {}'s money was given back already, so its payment can't be voided.", self.id),
            ));
        }
        after.recode();
        if self.terms == Terms::Prepaid && !after.is_covered() {
            match self.stage {
                Stage::AwaitingApproval => after.stage = Stage::AwaitingPayment,
                Stage::Approved | Stage::Packed if after.held.is_none() && !after.may_leave() => {
                    after.held = Some(format!("Pembayaran dibatalkan: {why}"));
                }
                _ => {}
            }
        }
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), why);
        facts.insert("account".to_owned(), paid.account.to_string());
        facts.insert("amount".to_owned(), paid.amount.0.to_string());
        if after.held != self.held {
            facts.insert("held".to_owned(), "1".to_owned());
        }
        self.tell_code(&after, &mut facts);
        let mut plan = self.plan(Verb::Void, after, facts, event.day);
        plan.entries.extend(paid.entries(event.day, -1));
        Ok(plan)
    }

    /// Money goes back to the buyer, up to what is owed.
    ///
    /// # Errors
    /// `marketplace_money`, `amount`; `owed` where it is more than the shop owes this buyer.
    pub fn refund(&self, back: &Paid, why: &str, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Refund)?;
        self.refuse_marketplace_money(Verb::Refund)?;
        refuse_amount(back.amount)?;
        self.refuse_nothing_owed()?;
        let owed = self.owed_to_buyer();
        if back.amount > owed {
            return Err(Refusal::new(
                "owed",
                format!("Pesanan {}: yang harus dikembalikan hanya Rp {owed}.", self.id),
                format!("Order {}: only Rp {owed} is owed to the buyer.", self.id),
            )
            .with("owed", owed.0));
        }
        let after = Self { refunded: self.refunded + back.amount, ..self.clone() };
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), line(why));
        facts.insert("account".to_owned(), back.account.to_string());
        facts.insert("amount".to_owned(), back.amount.0.to_string());
        facts.insert("reference".to_owned(), back.reference.clone());
        facts.retain(|_, value| !value.is_empty());
        let mut plan = self.plan(Verb::Refund, after, facts, event.day);
        plan.entries.extend(Entry::new(Account::CustomerDeposits, back.account, back.amount, event.day));
        Ok(plan)
    }

    /// The buyer has paid: a marketplace's order that its file now calls paid.
    ///
    /// # Errors
    /// `stage`; also for our own orders, whose payments name an account.
    pub fn pay_by_file(&self, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Pay)?;
        if !self.channel.is_marketplace() || self.stage != Stage::AwaitingPayment {
            return Err(self.wrong_stage(Verb::Pay));
        }
        let after = Self { stage: Stage::AwaitingApproval, terms: Terms::Marketplace, ..self.clone() };
        Ok(self.plan(Verb::Pay, after, event.facts(), event.day))
    }

    /// Refuses to give money back where nothing is owed.
    ///
    /// # Errors
    /// `marketplace_money`, `owed`.
    pub fn refuse_nothing_owed(&self) -> Result<(), Refusal> {
        self.refuse_marketplace_money(Verb::Refund)?;
        if self.owed_to_buyer() > Money::ZERO {
            return Ok(());
        }
        Err(Refusal::new(
            "owed",
            format!("Pesanan {}: tidak ada uang pembeli yang harus dikembalikan. Catat klaimnya dulu.", self.id),
            format!("Order {}: nothing is owed to the buyer. Record the claim first.", self.id),
        )
        .with("owed", 0))
    }

    pub(super) fn refuse_marketplace_money(&self, verb: Verb) -> Result<(), Refusal> {
        if !self.channel.is_marketplace() {
            return Ok(());
        }
        let name = self.channel.name();
        Err(Refusal::new(
            "marketplace_money",
            format!("Uang pesanan {} diurus {name}; di sini dicatat lewat berkasnya.", self.id),
            format!("{name} handles the money of order {}; it comes with its files.", self.id),
        )
        .with("order", self.id)
        .with("verb", verb.key()))
    }
}

impl Plan {
    /// The same with another unique code in the total, as long as nothing is sold: no posting depends on it then.
    #[must_use]
    pub fn with_code(mut self, code: Money) -> Self {
        let was = self.after.unique_code;
        self.after.total += code - was;
        self.after.unique_code = code;
        self.activity.facts.insert("new_code".to_owned(), format!("{} {}", was.0, code.0));
        self
    }
}

fn refuse_amount(amount: Money) -> Result<(), Refusal> {
    if amount.0 > 0 && amount.0 <= MONEY_MAX {
        return Ok(());
    }
    Err(Refusal::new("amount", "Jumlah uang harus lebih dari nol.", "An amount must be above zero.")
        .with("amount", amount.0))
}
