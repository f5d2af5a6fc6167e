//! An order: its lines, where it stands, and what its verbs plan.
//!
//! Invariant: a verb is pure. It checks the pipeline's table and its own conditions and returns a [`Plan`] (the order
//! after it, moves, postings, the activity) or a [`Refusal`]; nothing is written here.

mod coming_back;
mod earning;
mod filling;
mod giving_back;
mod marks;
mod paying_out;
mod payments;
mod placing;
mod position;
mod scanning;
mod selling;
mod settling;
mod verbs;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::activity::{Activity, Facts, OrderAct, verb_done};
use crate::fees::ExpectedFees;
use crate::rows::{Cover, Offer};
use crate::stock::{Levels, Move};
use crate::{
    Channel, Day, Instant, Limit, LineId, Money, Next, OrderId, Refusal, Stage, StoreId, VariantId, Verb, next,
    posting::Entry,
};

pub use coming_back::{ClaimOf, Graded};
pub use earning::Payout;
pub use giving_back::GivenBack;
pub use marks::{Marks, Stamps, marks};
pub use payments::{Paid, fee_account};
pub use placing::{Change, Changes, unique_codes};
pub use position::{claim_share, entries, position, receivable_of};
pub use scanning::Unit;
pub use selling::Sold;
pub use settling::{Settled, Settling};
pub use verbs::{Approval, Event, Handover, Packing};
pub(crate) use verbs::{leave, was_stocked};

/// On what terms an order may go to the warehouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Terms {
    /// Covered by money first.
    Prepaid,
    /// Paid to the courier.
    Cod,
    /// The marketplace guarantees the money.
    Marketplace,
}

impl Terms {
    /// The word it is stored by.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Prepaid => "prepaid",
            Self::Cod => "cod",
            Self::Marketplace => "marketplace",
        }
    }

    /// The terms of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Prepaid, Self::Cod, Self::Marketplace].into_iter().find(|t| t.key() == key)
    }
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Key; zero before it is written.
    pub id: LineId,
    /// What is sold.
    pub variant: VariantId,
    /// Units, above zero.
    pub quantity: i64,
    /// Price of one unit before discounts.
    pub price: Money,
    /// Discount that the shop bears on the whole line, its share of vouchers included.
    pub discount: Money,
    /// Units checked into the parcel by scan or tick.
    pub checked: i64,
    /// Units that stock moved into the parcel or out to the customer; fewer than `quantity` where a fact outran the
    /// shelf.
    pub moved: i64,
    /// Units that a fact sold although the shelf, once stocked, didn't have them: what is received next covers them first.
    pub shortfall: i64,
    /// Units of a claim that come back.
    pub claimed: i64,
    /// What the buyer claims of the line's price.
    pub claim: Money,
    /// Units that came back and were graded, lost ones included.
    pub back: i64,
    /// What the moved units cost when they left; none while unknown.
    pub cost: Option<Money>,
    /// Of this cost, what came back to the shelf with sellable units.
    pub back_cost: Money,
    /// Of this cost, what came back damaged or not at all.
    pub spoiled_cost: Money,
    /// What sellable units are worth that came back without ever having had a cost: they were there when the book began.
    pub opened: Money,
    /// What the units cost that no move took out, as a person typed it in: of those that were out then.
    pub typed_cost: Option<Money>,
}

impl Line {
    /// Price before discount x quantity.
    #[must_use]
    pub fn gross(&self) -> Money {
        self.price.times(self.quantity).unwrap_or_default()
    }

    /// What the shop sells the line for.
    #[must_use]
    pub fn net(&self) -> Money {
        self.gross() - self.discount
    }

    /// Units that aren't in the parcel yet.
    #[must_use]
    pub fn unchecked(&self) -> i64 {
        self.quantity - self.checked
    }

    /// Units out that left without a move and whose cost nobody has typed in ("HPP belum diketahui"). What came back
    /// meanwhile costs nothing.
    #[must_use]
    pub fn uncosted(&self) -> i64 {
        if self.typed_cost.is_some() { 0 } else { self.quantity - self.moved.max(self.back) }
    }

    /// What the line's units cost when they left: those that a move took out, and those whose cost a person typed in. None
    /// while some of it is unknown.
    #[must_use]
    pub fn known_cost(&self) -> Option<Money> {
        let moved = if self.moved > 0 { self.cost? } else { Money::ZERO };
        (self.uncosted() == 0).then(|| moved + self.typed_cost.unwrap_or_default())
    }

    /// A line of a new order.
    #[must_use]
    pub fn new(id: LineId, variant: VariantId, quantity: i64, price: Money, discount: Money) -> Self {
        Self {
            id,
            variant,
            quantity,
            price,
            discount,
            checked: 0,
            moved: 0,
            shortfall: 0,
            claimed: 0,
            claim: Money::ZERO,
            back: 0,
            cost: None,
            back_cost: Money::ZERO,
            spoiled_cost: Money::ZERO,
            opened: Money::ZERO,
            typed_cost: None,
        }
    }
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// Key and number.
    pub id: OrderId,
    /// Where it came from.
    pub channel: Channel,
    /// Of which of the shop's stores there; none for our own channels.
    pub store: Option<StoreId>,
    /// On what terms.
    pub terms: Terms,
    /// Where it stands.
    pub stage: Stage,
    /// Why it is held.
    pub held: Option<String>,
    /// Whether delivery failed and it is on its way back.
    pub failed: bool,
    /// Whether it was shipped before the book's start day: no postings, reports only.
    pub history: bool,
    /// What the buyer pays in all.
    pub total: Money,
    /// What is paid of it, payments voided since not counted.
    pub paid: Money,
    /// What was given back to the buyer.
    pub refunded: Money,
    /// Shipping charged to the buyer by us; zero for marketplace orders, whose shipping is the marketplace's.
    pub shipping: Money,
    /// Unique code in the total.
    pub unique_code: Money,
    /// What payments that fell short by no more than the code have taken of it.
    pub code_taken: Money,
    /// How much an owner lets it lack of its money and go all the same.
    pub let_through: Money,
    /// Shipping that the buyer claims back, and beyond it the unique code.
    pub claimed_shipping: Money,
    /// What the courier charges us; none while unknown.
    pub courier_bill: Option<Money>,
    /// Until when it has to be paid; none without a deadline.
    pub pay_by: Option<Instant>,
    /// Courier or shipping option.
    pub courier: String,
    /// Tracking number, text.
    pub tracking: String,
    /// When it left.
    pub shipped_at: Option<Instant>,
    /// When it arrived.
    pub delivered_at: Option<Instant>,
    /// When it was accepted.
    pub completed_at: Option<Instant>,
    /// Why it was cancelled.
    pub cancel_reason: String,
    /// Whether its channel says that it is cancelled: then it stays so here.
    pub cancelled_there: bool,
    /// What its courier or the way of paying withheld of its money, as far as payments that stand say.
    pub withheld: Money,
    /// What its marketplace is expected to take of it, as its rules were when it left; none before.
    pub expected: Option<ExpectedFees>,
    /// What its marketplace paid out for it; none while nothing is known.
    pub settled: Option<Box<Settled>>,
    /// Whether what is still owed of it is given up: it won't come.
    pub written_off: bool,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// What a verb will do: written as it stands by the store, or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The stage it is guarded by.
    pub from: Stage,
    /// The order afterwards.
    pub after: Order,
    /// The business day that its moves and postings belong to.
    pub day: Day,
    /// Goods that move.
    pub moves: Vec<Move>,
    /// Change of the allocation by variant.
    pub allocation: BTreeMap<VariantId, i64>,
    /// What is posted.
    pub entries: Vec<Entry>,
    /// What is recorded.
    pub activity: Activity,
}

impl Order {
    /// A draft with nothing but its lines.
    #[must_use]
    pub fn draft(id: OrderId, channel: Channel, terms: Terms, lines: Vec<Line>) -> Self {
        Self {
            id,
            channel,
            store: None,
            terms,
            stage: Stage::Draft,
            held: None,
            failed: false,
            history: false,
            total: Money::ZERO,
            paid: Money::ZERO,
            refunded: Money::ZERO,
            shipping: Money::ZERO,
            unique_code: Money::ZERO,
            code_taken: Money::ZERO,
            let_through: Money::ZERO,
            claimed_shipping: Money::ZERO,
            courier_bill: None,
            pay_by: None,
            courier: String::new(),
            tracking: String::new(),
            shipped_at: None,
            delivered_at: None,
            completed_at: None,
            cancel_reason: String::new(),
            cancelled_there: false,
            withheld: Money::ZERO,
            expected: None,
            settled: None,
            written_off: false,
            lines,
        }
    }

    /// Units in all lines.
    #[must_use]
    pub fn units(&self) -> i64 {
        self.lines.iter().map(|l| l.quantity).sum()
    }

    /// What is allocated to it, by variant: the units of its lines from awaiting payment to packed.
    #[must_use]
    pub fn allocated(&self) -> BTreeMap<VariantId, i64> {
        let mut sums = BTreeMap::new();
        if self.stage.allocates() {
            for line in &self.lines {
                *sums.entry(line.variant).or_insert(0) += line.quantity;
            }
        }
        sums
    }

    /// Whether money or terms cover it.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.terms != Terms::Prepaid || self.net_paid() >= self.total
    }

    /// What stands for its money: the marketplace, what was paid, the courier.
    #[must_use]
    pub fn cover(&self) -> Cover {
        match () {
            () if self.channel.is_marketplace() && self.stage != Stage::AwaitingPayment => Cover::Marketplace,
            () if self.total > Money::ZERO && self.net_paid() >= self.total => Cover::Paid,
            () if self.terms == Terms::Cod => Cover::Cod,
            () if self.net_paid() > Money::ZERO => Cover::Partly,
            () => Cover::Unpaid,
        }
    }

    /// Whether it should have been paid already.
    #[must_use]
    pub fn is_overdue(&self, now: Instant) -> bool {
        self.stage == Stage::AwaitingPayment && self.pay_by.is_some_and(|by| by < now)
    }

    /// Whether it may leave: money or terms cover it, or an owner lets it lack as much as it does. A marketplace's order is
    /// the marketplace's to cover.
    #[must_use]
    pub fn may_leave(&self) -> bool {
        self.is_covered() || self.channel.is_marketplace() || self.total - self.net_paid() <= self.let_through
    }

    /// What the courier charges for its parcel, as far as that stands: a cancelled order has none.
    #[must_use]
    pub fn billed(&self) -> Option<Money> {
        self.courier_bill.filter(|_| self.stage != Stage::Cancelled)
    }

    /// What the shop has of the buyer's money: paid less refunded.
    #[must_use]
    pub fn net_paid(&self) -> Money {
        self.paid - self.refunded
    }

    /// What one of our own orders costs the buyer as it stands: its total less claims; nothing once it is cancelled or its
    /// delivery has failed.
    #[must_use]
    pub fn due(&self) -> Money {
        if self.stage == Stage::Cancelled || self.failed {
            return Money::ZERO;
        }
        let claims: Money = self.lines.iter().map(|l| l.claim).sum();
        self.total - claims - self.claimed_shipping
    }

    /// What the shop owes the buyer of one of our own orders. A marketplace pays its buyers itself.
    #[must_use]
    pub fn owed_to_buyer(&self) -> Money {
        if self.channel.is_marketplace() { Money::ZERO } else { (self.net_paid() - self.due()).max(Money::ZERO) }
    }

    /// What the buyer of one of our own orders still has to pay.
    #[must_use]
    pub fn missing(&self) -> Money {
        if self.channel.is_marketplace() { Money::ZERO } else { (self.due() - self.net_paid()).max(Money::ZERO) }
    }

    /// Whether goods of it are on their way back: its delivery failed, or a claim sends some back, and not all of these have
    /// been graded. Claims of history are left alone; a parcel that failed is on its way whatever day it left.
    #[must_use]
    pub fn is_coming_back(&self) -> bool {
        let left = matches!(self.stage, Stage::Shipped | Stage::Delivered | Stage::Completed);
        let expected = |line: &Line| match (self.failed, self.history) {
            (true, _) => line.quantity,
            (false, true) => 0,
            (false, false) => line.claimed,
        };
        left && self.lines.iter().any(|l| l.back < expected(l))
    }

    /// What one of our own orders comes to: goods less discounts, shipping, unique code.
    #[must_use]
    pub fn own_total(&self) -> Money {
        self.lines.iter().map(Line::net).sum::<Money>() + self.shipping + self.unique_code
    }

    /// The next step of its way.
    #[must_use]
    pub fn next_verb(&self) -> Option<Verb> {
        if self.held.is_some() {
            return Some(Verb::Release);
        }
        match self.stage {
            Stage::Draft => Some(Verb::Place),
            Stage::AwaitingPayment if !self.channel.is_marketplace() => Some(Verb::Pay),
            Stage::AwaitingApproval => Some(Verb::Approve),
            Stage::Approved => Some(Verb::Pack),
            Stage::Packed => Some(Verb::Ship),
            Stage::Shipped if self.failed => Some(Verb::Return),
            Stage::Shipped => Some(Verb::Deliver),
            Stage::Delivered => Some(Verb::Complete),
            _ => None,
        }
    }

    /// Which of `verbs` are possible now and why the others aren't; those that the table excludes are left out.
    #[must_use]
    pub fn offers(&self, levels: &Levels, verbs: &[Verb]) -> Vec<Offer> {
        verbs
            .iter()
            .filter(|verb| next(self.stage, **verb) != Next::No)
            .filter(|verb| **verb != Verb::Release || self.held.is_some())
            .filter(|verb| **verb != Verb::Hold || self.held.is_none())
            .map(|verb| Offer { verb: *verb, refusal: self.try_verb(*verb, levels).err() })
            .collect()
    }

    /// Checks the table for a verb.
    ///
    /// # Errors
    /// `stage`: the verb isn't possible from where the order stands.
    pub fn step(&self, verb: Verb) -> Result<Next, Refusal> {
        match next(self.stage, verb) {
            Next::No => Err(self.wrong_stage(verb)),
            possible => Ok(possible),
        }
    }

    pub(crate) fn wrong_stage(&self, verb: Verb) -> Refusal {
        let stage = self.stage.word();
        let (id, en) = verb_done(verb);
        Refusal::new(
            "stage",
            format!("Pesanan {} sekarang {}, jadi tidak bisa {}.", self.id, stage.id, id.to_lowercase()),
            format!("Order {} is {}, so it can't be {}.", self.id, stage.en.to_lowercase(), en.to_lowercase()),
        )
        .with("order", self.id)
        .with("stage", self.stage.key())
        .with("verb", verb.key())
    }

    pub(crate) fn refuse_held(&self, verb: Verb) -> Result<(), Refusal> {
        let Some(reason) = &self.held else { return Ok(()) };
        Err(Refusal::new(
            "held",
            format!("Pesanan {} ditahan: {reason}. Lanjutkan dulu.", self.id),
            format!("Order {} is held: {reason}. Resume it first.", self.id),
        )
        .with("order", self.id)
        .with("reason", reason)
        .with("verb", verb.key()))
    }

    /// The plan that makes this order `after`: allocation and postings follow from both, the activity from what is done.
    pub(crate) fn plan(&self, act: impl Into<OrderAct>, after: Self, facts: Facts, day: Day) -> Plan {
        let entries = entries(self, &after, day);
        self.plan_with(act, after, facts, day, entries)
    }

    /// The same, where its postings are known.
    fn plan_with(&self, act: impl Into<OrderAct>, after: Self, facts: Facts, day: Day, entries: Vec<Entry>) -> Plan {
        let mut allocation = after.allocated();
        for (variant, units) in self.allocated() {
            *allocation.entry(variant).or_insert(0) -= units;
        }
        allocation.retain(|_, units| *units != 0);
        let mut activity = Activity::new(act.into(), self.id.0);
        activity.order = Some(self.id);
        activity.facts = facts;
        if self.stage != after.stage {
            activity = activity.with("from", self.stage.key()).with("to", after.stage.key());
        }
        Plan { from: self.stage, after, day, moves: Vec::new(), allocation, entries, activity }
    }
}

/// A reason that says something.
///
/// # Errors
/// `reason_missing` where it is blank; `too_long`.
pub fn reason(text: &str) -> Result<String, Refusal> {
    let text = Limit::Reason.line(text)?;
    if text.is_empty() {
        return Err(Refusal::new("reason_missing", "Tulis alasannya dulu.", "Say why first."));
    }
    Ok(text)
}
