//! The verbs of an order, one function each.

use super::{Order, Plan, reason};
use crate::activity::Facts;
use crate::permission::OVERRIDE;
use crate::rows::Bin;
use crate::stock::{Level, Levels, Move};
use crate::{Day, Instant, Money, Next, Refusal, Stage, Verb};

/// When something happened and whence we know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The instant.
    pub at: Instant,
    /// The shop's business day of it.
    pub day: Day,
    /// The file that says so; none where a person does it now.
    pub file: Option<String>,
}

impl Event {
    pub(super) fn facts(&self) -> Facts {
        self.file.iter().map(|f| ("file".to_owned(), f.clone())).collect()
    }
}

/// How a parcel is known to be complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// Every unit was scanned or ticked.
    Checked,
    /// A person says that it is complete: all units are ticked at once.
    ByHand,
    /// A marketplace says that it has left: what the shelf has goes, the rest is a shortfall.
    Fact,
}

/// By what an order goes to the warehouse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Approval {
    /// Money or terms cover it.
    Covered,
    /// The owner lets it through all the same, with a reason.
    Override(String),
}

/// Who takes the parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handover {
    /// Courier or shipping option; empty keeps the order's own.
    pub courier: String,
    /// Tracking number; empty keeps the order's own.
    pub tracking: String,
    /// Whether the shop takes it to the buyer itself, or the buyer fetches it: no tracking number needed.
    pub own_delivery: bool,
}

impl Order {
    /// The plan of a verb that needs nothing beyond the order and its stock: to know whether it would be refused.
    ///
    /// # Errors
    /// The verb's own refusals.
    pub(super) fn try_verb(&self, verb: Verb, levels: &Levels) -> Result<(), Refusal> {
        let event = Event { at: Instant(0), day: Day(0), file: None };
        let mut levels = levels.clone();
        match verb {
            Verb::Place => self.place("?", &levels, &event).map(drop),
            Verb::Approve => self.approve(&Approval::Covered, &event).map(drop),
            Verb::Pack => self.pack(Packing::ByHand, &mut levels, &event).map(drop),
            Verb::Ship => {
                self.step(verb).and_then(|_| self.refuse_held(verb)).and_then(|()| self.refuse_uncovered(verb))
            }
            Verb::Pay | Verb::Void => self.step(verb).and_then(|_| self.refuse_marketplace_money(verb)),
            Verb::Refund => self.step(verb).and_then(|_| self.refuse_nothing_owed()),
            Verb::Amend => self.step(verb).and_then(|_| self.refuse_marketplace_contents()),
            Verb::Expire => self.expire(&event).map(drop),
            Verb::Claim => self.step(verb).and_then(|_| self.refuse_failed(verb)),
            Verb::Return => self.step(verb).and_then(|_| self.refuse_all_back()),
            Verb::Release => self.release(&Approval::Covered, &event).map(drop),
            Verb::Hold => self.hold("?", &event).map(drop),
            Verb::Fail if self.failed => Err(self.already_failed()),
            Verb::Recall => self.recall("?", &mut levels, &event).map(drop),
            Verb::Reopen => self.reopen("?", &levels, &event).map(drop),
            Verb::Deliver | Verb::Complete => self.step(verb).and_then(|_| self.refuse_failed(verb)),
            _ => self.step(verb).map(drop),
        }
    }

    /// Lets it through to the warehouse; one that waits for money only by the owner's override.
    ///
    /// # Errors
    /// `stage`, `held`; `not_covered` where neither money nor terms cover it and nobody overrides that;
    /// `reason_missing` for an override without one.
    pub fn approve(&self, approval: &Approval, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Approve)?;
        if self.stage == Stage::AwaitingPayment && self.channel.is_marketplace() {
            return Err(self.wrong_stage(Verb::Approve)); // its file says when it is paid
        }
        self.refuse_held(Verb::Approve)?;
        let mut facts = event.facts();
        let mut after = Self { stage: Stage::Approved, ..self.clone() };
        if !self.is_covered() {
            after.let_through = self.overridden(Verb::Approve, approval, &mut facts)?;
        }
        Ok(self.plan(Verb::Approve, after, facts, event.day))
    }

    /// How much an owner lets it lack, with the reason in the facts.
    fn overridden(&self, verb: Verb, approval: &Approval, facts: &mut Facts) -> Result<Money, Refusal> {
        let Approval::Override(why) = approval else { return Err(self.not_covered(verb)) };
        let missing = self.total - self.net_paid();
        facts.insert("reason".to_owned(), reason(why)?);
        facts.insert(OVERRIDE.to_owned(), missing.0.to_string());
        Ok(missing)
    }

    /// With the way on: the money, or the owner's word.
    fn not_covered(&self, verb: Verb) -> Refusal {
        let (missing, number) = (self.total - self.net_paid(), self.id);
        let (id, en) = match verb {
            Verb::Approve => (
                format!(
                    "pemilik menyetujuinya dengan alasan: Setujui paksa (di terminal: order approve {number} --reason)"
                ),
                format!(
                    "let the owner approve it with a reason: Approve by override (on the terminal: order approve {number} --reason)"
                ),
            ),
            Verb::Release => (
                format!(
                    "pemilik melanjutkannya dengan alasan: Lanjutkan walau belum lunas (di terminal: order release {number} --reason)"
                ),
                format!(
                    "let the owner resume it with a reason: Let it go on though unpaid (on the terminal: order release {number} --reason)"
                ),
            ),
            _ => (
                format!(
                    "tahan pesanannya, lalu pemilik melanjutkannya dengan alasan: Lanjutkan walau belum lunas (di terminal: order hold {number} --reason, order release {number} --reason)"
                ),
                format!(
                    "hold it and let the owner resume it with a reason: Let it go on though unpaid (on the terminal: order hold {number} --reason, order release {number} --reason)"
                ),
            ),
        };
        Refusal::new(
            "not_covered",
            format!("Pesanan {number} masih kurang bayar Rp {missing}. Catat uangnya dulu, atau {id}."),
            format!("Order {number} still lacks Rp {missing}. Record the money first, or {en}."),
        )
        .with("order", self.id)
        .with("missing", missing.0)
    }

    /// Refuses to let go what neither money nor terms nor an owner lets go.
    pub(super) fn refuse_uncovered(&self, verb: Verb) -> Result<(), Refusal> {
        if self.may_leave() { Ok(()) } else { Err(self.not_covered(verb)) }
    }

    /// Takes the approval back; units already checked into the parcel are out again. What isn't covered waits for money.
    ///
    /// # Errors
    /// `stage`.
    pub fn unapprove(&self, event: &Event) -> Result<Plan, Refusal> {
        let Next::Either(covered, waits) = self.step(Verb::Unapprove)? else {
            return Err(self.wrong_stage(Verb::Unapprove));
        };
        let mut after = match self.is_covered() {
            true => Self { stage: covered, ..self.clone() },
            false => Self { stage: waits, ..self.clone() },
        };
        after.let_through = Money::ZERO;
        after.lines.iter_mut().for_each(|line| line.checked = 0);
        Ok(self.plan(Verb::Unapprove, after, event.facts(), event.day))
    }

    /// Closes the parcel: shelf to packed.
    ///
    /// # Errors
    /// `stage`, `held` (not for a fact); `not_covered`; `unchecked` where units are missing in the parcel; `stock_short` where the shelf
    /// hasn't got them.
    pub fn pack(&self, packing: Packing, levels: &mut Levels, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Pack)?;
        self.refuse_held(Verb::Pack)?;
        self.refuse_uncovered(Verb::Pack)?;
        let mut after = Self { stage: Stage::Packed, ..self.clone() };
        let mut moves = Vec::new();
        for line in &mut after.lines {
            let there = levels.of(line.variant);
            match packing {
                Packing::Checked if line.unchecked() > 0 => {
                    return Err(self.unchecked(line.unchecked()));
                }
                Packing::Checked | Packing::ByHand if there.shelf < line.quantity => {
                    return Err(self.stock_short(line.quantity - there.shelf));
                }
                Packing::Checked | Packing::ByHand => line.moved = line.quantity,
                Packing::Fact => {
                    line.moved = if was_stocked(&there, event.at) { line.quantity.min(there.shelf) } else { 0 };
                    line.shortfall = if was_stocked(&there, event.at) { line.quantity - line.moved } else { 0 };
                }
            }
            line.checked = line.quantity;
            if line.moved > 0 {
                let step = Move {
                    variant: line.variant,
                    from: Bin::Shelf,
                    to: Bin::Packed,
                    quantity: line.moved,
                    value: None,
                    line: Some(line.id),
                };
                levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
                moves.push(step);
            }
        }
        let mut facts = event.facts();
        if packing == Packing::ByHand {
            facts.insert("by_hand".to_owned(), "1".to_owned());
        }
        Ok(Plan { moves, ..self.plan(Verb::Pack, after, facts, event.day) })
    }

    /// Opens the parcel again: packed to shelf.
    ///
    /// # Errors
    /// `stage`, `reason_missing`.
    pub fn unpack(&self, why: &str, levels: &mut Levels, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Unpack)?;
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), reason(why)?);
        let mut after = Self { stage: Stage::Approved, ..self.clone() };
        let moves = self.back_on_shelf(&mut after, levels)?;
        Ok(Plan { moves, ..self.plan(Verb::Unpack, after, facts, event.day) })
    }

    /// Hands it to the courier: packed to customer; sale and cost of goods are posted.
    ///
    /// # Errors
    /// `stage`, `held` (not for a fact); `not_covered`; `tracking_missing`, `courier_missing`.
    pub fn ship(&self, to: &Handover, levels: &mut Levels, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Ship)?;
        self.refuse_held(Verb::Ship)?;
        self.refuse_uncovered(Verb::Ship)?;
        let keep =
            |given: &str, own: &str| if given.trim().is_empty() { own.to_owned() } else { given.trim().to_owned() };
        let mut after = Self {
            stage: Stage::Shipped,
            courier: keep(&to.courier, &self.courier),
            tracking: keep(&to.tracking, &self.tracking),
            shipped_at: Some(event.at),
            ..self.clone()
        };
        if event.file.is_none() {
            self.refuse_unaddressed(&after, to.own_delivery)?;
        }
        let mut moves = Vec::new();
        for line in &mut after.lines {
            if let Some(step) = leave(line, Bin::Packed, levels) {
                levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
                moves.push(step);
            }
        }
        let mut facts = event.facts();
        facts.insert("courier".to_owned(), after.courier.clone());
        facts.insert("tracking".to_owned(), after.tracking.clone());
        Ok(Plan { moves, ..self.plan(Verb::Ship, after, facts, event.day) })
    }

    fn refuse_unaddressed(&self, after: &Self, own_delivery: bool) -> Result<(), Refusal> {
        let missing = |code: &str, id: &str, en: &str| {
            Err(Refusal::new(code, format!("Pesanan {}: {id}", self.id), format!("Order {}: {en}", self.id))
                .with("order", self.id))
        };
        if after.tracking.is_empty() && !own_delivery {
            return missing("tracking_missing", "isi nomor resinya dulu.", "enter its tracking number first.");
        }
        if after.courier.is_empty() {
            return missing("courier_missing", "pilih kurirnya dulu.", "choose its courier first.");
        }
        Ok(())
    }

    /// Gets it back from the courier's counter: customer to packed at the cost it left at; sale and cost are reversed. It is
    /// history no longer: it will leave anew. What lacks money is held.
    ///
    /// # Errors
    /// `stage`, `reason_missing`; `failed` where it is on its way back already; `claimed` where the buyer has a claim.
    pub fn recall(&self, why: &str, levels: &mut Levels, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Recall)?;
        self.refuse_failed(Verb::Recall)?;
        self.refuse_claimed(Verb::Recall)?;
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), reason(why)?);
        facts.insert("tracking".to_owned(), self.tracking.clone());
        let mut after = Self { stage: Stage::Packed, shipped_at: None, history: false, ..self.clone() };
        let mut moves = Vec::new();
        for line in after.lines.iter_mut().filter(|l| l.moved > 0) {
            let step = Move {
                variant: line.variant,
                from: Bin::Customer,
                to: Bin::Packed,
                quantity: line.moved,
                value: line.cost,
                line: Some(line.id),
            };
            levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
            moves.push(step);
            line.cost = None;
        }
        after.lines.iter_mut().for_each(|line| line.typed_cost = None);
        if !after.may_leave() && after.held.is_none() {
            after.held = Some(format!("Belum lunas, kurang Rp {}", after.missing()));
            facts.insert("held".to_owned(), "1".to_owned());
        }
        Ok(Plan { moves, ..self.plan(Verb::Recall, after, facts, event.day) })
    }

    /// The buyer has it.
    ///
    /// # Errors
    /// `stage`, `failed`.
    pub fn deliver(&self, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Deliver)?;
        self.refuse_failed(Verb::Deliver)?;
        let after = Self { stage: Stage::Delivered, delivered_at: Some(event.at), ..self.clone() };
        Ok(self.plan(Verb::Deliver, after, event.facts(), event.day))
    }

    /// The buyer doesn't have it after all.
    ///
    /// # Errors
    /// `stage`.
    pub fn undeliver(&self, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Undeliver)?;
        let after = Self { stage: Stage::Shipped, delivered_at: None, ..self.clone() };
        Ok(self.plan(Verb::Undeliver, after, event.facts(), event.day))
    }

    /// Accepted, or the return window is over.
    ///
    /// # Errors
    /// `stage`, `failed`.
    pub fn complete(&self, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Complete)?;
        self.refuse_failed(Verb::Complete)?;
        let after = Self { stage: Stage::Completed, completed_at: Some(event.at), ..self.clone() };
        Ok(self.plan(Verb::Complete, after, event.facts(), event.day))
    }

    /// Stops it where it is.
    ///
    /// # Errors
    /// `stage`, `reason_missing`; `held` where it is already.
    pub fn hold(&self, why: &str, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Hold)?;
        self.refuse_held(Verb::Hold)?;
        let why = reason(why)?;
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), why.clone());
        Ok(self.plan(Verb::Hold, Self { held: Some(why), ..self.clone() }, facts, event.day))
    }

    /// Lets it go on. What the warehouse has and money doesn't cover goes on only by the owner's override.
    ///
    /// # Errors
    /// `stage`; `not_held`; `not_covered` where nobody overrides that, `reason_missing` for an override without one.
    pub fn release(&self, approval: &Approval, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Release)?;
        let Some(why) = &self.held else {
            return Err(Refusal::new(
                "not_held",
                format!("Pesanan {} tidak sedang ditahan.", self.id),
                format!("Order {} isn't held.", self.id),
            ));
        };
        let mut facts = event.facts();
        facts.insert("was_held".to_owned(), why.clone());
        let mut after = Self { held: None, ..self.clone() };
        if matches!(self.stage, Stage::Approved | Stage::Packed) && !self.may_leave() {
            after.let_through = self.overridden(Verb::Release, approval, &mut facts)?;
        }
        Ok(self.plan(Verb::Release, after, facts, event.day))
    }

    pub(super) fn back_on_shelf(&self, after: &mut Self, levels: &mut Levels) -> Result<Vec<Move>, Refusal> {
        let packed = self.stage == Stage::Packed;
        let mut moves = Vec::new();
        for line in &mut after.lines {
            if packed && line.moved > 0 {
                let step = Move {
                    variant: line.variant,
                    from: Bin::Packed,
                    to: Bin::Shelf,
                    quantity: line.moved,
                    value: None,
                    line: Some(line.id),
                };
                levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
                moves.push(step);
            }
            line.moved = 0;
            line.checked = 0;
            line.shortfall = 0;
        }
        Ok(moves)
    }

    pub(super) fn refuse_failed(&self, verb: Verb) -> Result<(), Refusal> {
        if self.failed { Err(self.already_failed().with("verb", verb.key())) } else { Ok(()) }
    }

    pub(super) fn refuse_claimed(&self, verb: Verb) -> Result<(), Refusal> {
        if self.lines.iter().all(|l| l.claimed == 0 && l.claim == Money::ZERO && l.back == 0)
            && self.claimed_shipping == Money::ZERO
        {
            return Ok(());
        }
        Err(Refusal::new(
            "claimed",
            format!("Pesanan {} sudah diklaim pembelinya, jadi tidak bisa ditarik lagi.", self.id),
            format!("The buyer has a claim on order {}, so it can't be recalled.", self.id),
        )
        .with("verb", verb.key()))
    }

    pub(super) fn already_failed(&self) -> Refusal {
        Refusal::new(
            "failed",
            format!("Pesanan {} gagal kirim dan sedang kembali.", self.id),
            format!("Order {} failed and is on its way back.", self.id),
        )
        .with("order", self.id)
    }

    fn unchecked(&self, missing: i64) -> Refusal {
        Refusal::new(
            "unchecked",
            format!("Pesanan {}: {missing} barang belum masuk paket.", self.id),
            format!("Order {}: {missing} units are not in the parcel yet.", self.id),
        )
        .with("missing", missing)
    }

    pub(super) fn stock_short(&self, missing: i64) -> Refusal {
        Refusal::new(
            "stock_short",
            format!("Pesanan {}: stok kurang {missing}. Terima atau hitung barangnya dulu.", self.id),
            format!("Order {}: {missing} units short. Receive or count the goods first.", self.id),
        )
        .with("order", self.id)
        .with("missing", missing)
    }
}

/// Whether the shop had said how many units there are when something left the shelf: before that, no move.
pub(crate) fn was_stocked(level: &Level, at: Instant) -> bool {
    level.stocked_at.is_some_and(|stocked| stocked <= at)
}

/// The move that takes a line's units to the customer at their cost, which the line then carries.
pub(crate) fn leave(line: &mut super::Line, from: Bin, levels: &Levels) -> Option<Move> {
    if line.moved == 0 {
        return None;
    }
    let cost = levels.of(line.variant).cost_of(line.moved);
    line.cost = Some(cost);
    Some(Move {
        variant: line.variant,
        from,
        to: Bin::Customer,
        quantity: line.moved,
        value: Some(cost),
        line: Some(line.id),
    })
}
