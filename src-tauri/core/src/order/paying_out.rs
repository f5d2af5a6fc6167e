//! A marketplace's rows about an order, planned.

use super::position::{between, position};
use super::settling::{Settled, Settling};
use super::verbs::Event;
use super::{Order, Plan};
use super::{reason, receivable_of};
use crate::activity::OrderAct;
use crate::posting::Entry;
use crate::{Money, Refusal};

impl Order {
    /// What rows of a settlement come to, day by day; `wallet` and `opening` as [`Settled`] has them where it is the first.
    #[must_use]
    pub fn settle(&self, changes: &[Settling], first: Settled, event: &Event) -> Plan {
        let mut now = self.clone();
        let (mut posted, mut was) = (Vec::<Entry>::new(), position(self));
        let mut net = Money::ZERO;
        for change in changes {
            let settled = now.settled.get_or_insert_with(|| Box::new(first.clone()));
            settled.net += change.net;
            settled.parts.iter_mut().zip(change.parts).for_each(|(sum, by)| *sum += by);
            settled.day = settled.day.max(change.day);
            settled.released = change.released.unwrap_or(settled.released);
            let is = position(&now);
            posted.extend(between(&was, &is, change.day));
            was = is;
            net += change.net;
        }
        let mut facts = event.facts();
        facts.insert("net".to_owned(), net.0.to_string());
        let day = changes.last().map_or(event.day, |change| change.day);
        self.plan_with(OrderAct::Settle, now, facts, day, posted)
    }

    /// What is still owed of it won't come: given up, as a loss. What comes all the same lowers the loss by itself.
    ///
    /// # Errors
    /// `reason_missing`; `nothing_due` where nothing is owed of it.
    pub fn write_off(&self, why: &str, event: &Event) -> Result<Plan, Refusal> {
        let why = reason(why)?;
        let due = receivable_of(self);
        if due <= Money::ZERO || self.history {
            return Err(Refusal::new(
                "nothing_due",
                format!("Tidak ada lagi yang ditagih dari pesanan {}.", self.id),
                format!("Nothing is owed any more of order {}.", self.id),
            ));
        }
        let after = Self { written_off: true, ..self.clone() };
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), why);
        facts.insert("amount".to_owned(), due.0.to_string());
        Ok(self.plan(OrderAct::WriteOff, after, facts, event.day))
    }
}
