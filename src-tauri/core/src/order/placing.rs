//! From draft to order and out again: place, amend, expire, cancel, reopen.

use std::collections::BTreeMap;

use super::{Event, Order, Plan, reason};
use crate::activity::{Activity, OrderAct};
use crate::stock::Levels;
use crate::{Money, Next, Refusal, Stage, VariantId, Verb};

/// One thing that an amendment changes, for the log: name, old, new.
pub type Change = (&'static str, String, String);

/// What an amendment changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub Vec<Change>);

/// The highest unique code.
const UNIQUE_CODE_MAX: i64 = 999;

/// The codes, 1 to 999, in the order in which they are tried for an order: from a place that depends on it, so that neighbours
/// don't look alike. Which are taken isn't known here.
pub fn unique_codes(order: i64) -> impl Iterator<Item = Money> {
    let start = order.unsigned_abs().wrapping_mul(387) % 999; // neighbours lie far apart
    let start = i64::try_from(start).unwrap_or(0);
    (0..UNIQUE_CODE_MAX).map(move |n| Money((start + n) % UNIQUE_CODE_MAX + 1))
}

impl Order {
    /// A new draft's first entry in the log.
    #[must_use]
    pub fn begin(&self, event: &Event) -> Plan {
        let mut activity = Activity::new(OrderAct::New, self.id.0).with("channel", self.channel.key());
        activity.order = Some(self.id);
        activity.facts.extend(event.facts());
        let after = Self { stage: Stage::Draft, ..self.clone() };
        Plan {
            from: Stage::Draft,
            after,
            day: event.day,
            moves: Vec::new(),
            allocation: BTreeMap::new(),
            entries: Vec::new(),
            activity,
        }
    }

    /// Makes a draft an order: its units are allocated, in the same transaction as the check.
    ///
    /// # Errors
    /// `stage`; `lines_missing`, `recipient_missing`; `stock_short` where fewer units are available than all its lines of
    /// a variant want, unless it is sold ahead; `total` where the buyer would pay less than nothing.
    pub fn place(&self, recipient: &str, levels: &Levels, event: &Event) -> Result<Plan, Refusal> {
        let Next::Either(waits, covered) = self.step(Verb::Place)? else { return Err(self.wrong_stage(Verb::Place)) };
        self.refuse_held(Verb::Place)?;
        self.refuse_unplaceable(recipient, levels)?;
        let stage = if self.is_covered() { covered } else { waits };
        let after = Self { stage, ..self.clone() };
        let mut facts = event.facts();
        facts.insert("total".to_owned(), self.total.0.to_string());
        facts.insert("terms".to_owned(), self.terms.key().to_owned());
        Ok(self.plan(Verb::Place, after, facts, event.day))
    }

    /// What has to be there before an order may wait for money or approval: goods, who gets them, a sane total, stock.
    fn refuse_unplaceable(&self, recipient: &str, levels: &Levels) -> Result<(), Refusal> {
        if self.lines.is_empty() {
            return Err(Refusal::new("lines_missing", "Pilih barangnya dulu.", "Choose the goods first."));
        }
        if recipient.trim().is_empty() {
            return Err(Refusal::new("recipient_missing", "Tulis nama penerima dulu.", "Enter the recipient first."));
        }
        self.refuse_total()?;
        self.refuse_short(&BTreeMap::new(), levels)
    }

    /// Changes what is ordered: `wanted` is the order as it shall be. Units already in the parcel stay there as far as the
    /// line still wants them.
    ///
    /// # Errors
    /// `stage`; `marketplace_contents`; `reason_missing` after draft; `unchanged`, `lines_missing`, `total`, `stock_short`.
    pub fn amend(
        &self,
        wanted: Self,
        changes: &Changes,
        why: &str,
        levels: &Levels,
        event: &Event,
    ) -> Result<Plan, Refusal> {
        self.step(Verb::Amend)?;
        self.refuse_marketplace_contents()?;
        let mut facts = event.facts();
        if self.stage != Stage::Draft {
            facts.insert("reason".to_owned(), reason(why)?);
        }
        if changes.0.is_empty() {
            return Err(Refusal::new("unchanged", "Tidak ada yang diubah.", "Nothing was changed."));
        }
        let mut after = Self { id: self.id, stage: self.stage, held: self.held.clone(), ..wanted };
        if after.lines.is_empty() && self.stage != Stage::Draft {
            return Err(Refusal::new("lines_missing", "Pilih barangnya dulu.", "Choose the goods first."));
        }
        after.refuse_total()?;
        for line in &mut after.lines {
            line.checked = line.checked.min(line.quantity);
        }
        after.stage = match (self.stage, after.is_covered()) {
            (Stage::Approved, false) if after.may_leave() => Stage::Approved,
            (Stage::AwaitingApproval | Stage::Approved, false) => Stage::AwaitingPayment,
            (Stage::AwaitingPayment, true) => Stage::AwaitingApproval,
            (stage, _) => stage,
        };
        if !after.is_covered() {
            after.code_taken = Money::ZERO; // the buyer is told this total now
        }
        if after.stage != Stage::Approved {
            after.let_through = Money::ZERO;
        }
        if after.stage == Stage::AwaitingPayment && self.stage != Stage::AwaitingPayment {
            after.lines.iter_mut().for_each(|line| line.checked = 0);
        }
        if after.stage.allocates() {
            after.refuse_short(&self.allocated(), levels)?;
        }
        let tell = |side: fn(&Change) -> &String| {
            changes.0.iter().map(|c| format!("{}: {}", c.0, side(c))).collect::<Vec<_>>().join(" | ")
        };
        let names: Vec<&str> = changes.0.iter().map(|c| c.0).collect();
        facts.insert("changed".to_owned(), names.join(", "));
        facts.insert("old".to_owned(), tell(|c| &c.1));
        facts.insert("new".to_owned(), tell(|c| &c.2));
        facts.insert("terms".to_owned(), after.terms.key().to_owned());
        Ok(self.plan(Verb::Amend, after, facts, event.day))
    }

    /// Cancels it because nothing was paid until its deadline.
    ///
    /// # Errors
    /// `stage`, `held`, `marketplace_money`; `not_due` before the deadline; `partly_paid`, which a person decides.
    pub fn expire(&self, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Expire)?;
        self.refuse_held(Verb::Expire)?;
        self.refuse_marketplace_money(Verb::Expire)?;
        if self.pay_by.is_none_or(|by| event.at <= by) {
            return Err(Refusal::new(
                "not_due",
                format!("Batas bayar pesanan {} belum lewat.", self.id),
                format!("Order {}'s payment deadline hasn't passed.", self.id),
            ));
        }
        if self.net_paid().0 > 0 {
            return Err(Refusal::new(
                "partly_paid",
                format!("Pesanan {} sudah dibayar sebagian. Putuskan: tagih sisanya atau batalkan.", self.id),
                format!("Order {} is partly paid. Decide: collect the rest or cancel it.", self.id),
            ));
        }
        let after = Self { stage: Stage::Cancelled, cancel_reason: "Batas bayar lewat".to_owned(), ..self.clone() };
        let mut facts = event.facts();
        facts.insert("deadline".to_owned(), self.pay_by.map(|t| t.0).unwrap_or_default().to_string());
        Ok(self.plan(Verb::Expire, after, facts, event.day))
    }

    /// Opens it again: a completed one goes back to where it was; a cancelled one is placed anew, by what placing checks for
    /// our own channels (a marketplace's is a fact).
    ///
    /// # Errors
    /// `stage`; `cancelled_there` where its channel has cancelled it; of a cancelled one what [`Order::place`] refuses.
    pub fn reopen(&self, recipient: &str, levels: &Levels, event: &Event) -> Result<Plan, Refusal> {
        let Next::Either(first, second) = self.step(Verb::Reopen)? else { return Err(self.wrong_stage(Verb::Reopen)) };
        if self.cancelled_there {
            return Err(Refusal::new(
                "cancelled_there",
                format!("Pesanan {} dibatalkan di {}, jadi tidak bisa dibuka lagi.", self.id, self.channel.name()),
                format!("Order {} is cancelled on {}, so it can't be reopened.", self.id, self.channel.name()),
            ));
        }
        let to = match self.stage {
            Stage::Completed if self.delivered_at.is_some() => first,
            Stage::Completed => second,
            _ if self.is_covered() => second,
            _ => first,
        };
        let after = Self { stage: to, completed_at: None, cancel_reason: String::new(), held: None, ..self.clone() };
        if !self.channel.is_marketplace() && self.stage == Stage::Cancelled {
            after.refuse_unplaceable(recipient, levels)?;
        }
        Ok(self.plan(Verb::Reopen, after, event.facts(), event.day))
    }

    /// Cancels it: the allocation is free again, packed goods go back on the shelf.
    ///
    /// # Errors
    /// `stage`, `reason_missing`.
    pub fn cancel(&self, why: &str, levels: &mut Levels, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Cancel)?;
        let why = reason(why)?;
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), why.clone());
        let mut after =
            Self { stage: Stage::Cancelled, cancel_reason: why, held: None, let_through: Money::ZERO, ..self.clone() };
        let moves = self.back_on_shelf(&mut after, levels)?;
        Ok(Plan { moves, ..self.plan(Verb::Cancel, after, facts, event.day) })
    }

    fn refuse_total(&self) -> Result<(), Refusal> {
        if self.total.0 >= 0 {
            return Ok(());
        }
        Err(Refusal::new(
            "total",
            "Totalnya di bawah nol. Kurangi diskonnya.",
            "The total is below zero. Lower the discount.",
        )
        .with("total", self.total.0))
    }

    /// Refuses to change by hand what a marketplace's file says.
    ///
    /// # Errors
    /// `marketplace_contents` for a marketplace's order.
    pub fn refuse_marketplace_contents(&self) -> Result<(), Refusal> {
        if !self.channel.is_marketplace() {
            return Ok(());
        }
        let name = self.channel.name();
        Err(Refusal::new(
            "marketplace_contents",
            format!("Isi pesanan {} berasal dari {name} dan hanya berubah lewat berkasnya.", self.id),
            format!("Order {}'s contents come from {name} and change only through its files.", self.id),
        ))
    }

    /// Whether its units are available, beyond those that it has (`own`). What is sold ahead always is.
    fn refuse_short(&self, own: &BTreeMap<VariantId, i64>, levels: &Levels) -> Result<(), Refusal> {
        let mut wanted: BTreeMap<VariantId, i64> = BTreeMap::new();
        for line in &self.lines {
            *wanted.entry(line.variant).or_insert(0) += line.quantity;
        }
        for (variant, units) in wanted {
            let level = levels.of(variant);
            let more = units - own.get(&variant).copied().unwrap_or(0);
            if more > 0 && !level.sell_ahead && level.available() < more {
                let there = level.available().max(0) + own.get(&variant).copied().unwrap_or(0);
                return Err(self.not_available(variant, units, there));
            }
        }
        Ok(())
    }

    fn not_available(&self, variant: VariantId, wanted: i64, there: i64) -> Refusal {
        Refusal::new(
            "stock_short",
            format!("Tersedia tinggal {there}, yang diminta {wanted}. Kurangi jumlahnya atau terima barangnya dulu."),
            format!("Only {there} available, {wanted} wanted. Lower the quantity or receive goods first."),
        )
        .with("order", self.id)
        .with("variant", variant)
        .with("wanted", wanted)
        .with("there", there)
        .with("missing", wanted - there)
    }
}
