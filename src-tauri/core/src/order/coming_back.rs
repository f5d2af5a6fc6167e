//! What comes back: a failed delivery, a claim, a return. Three facts, not one: the sale, the money, the goods.

use std::collections::BTreeMap;

use super::position::{claim_share, part};
use super::{Event, Line, Order, Plan, reason};
use crate::activity::OrderAct;
use crate::rows::Bin;
use crate::settlement::Part;
use crate::stock::{Levels, Move};
use crate::{LineId, MONEY_MAX, Money, Refusal, Stage, VariantId, Verb};

/// What a buyer claims of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimOf {
    /// The line.
    pub line: LineId,
    /// Units that will come back; zero where the buyer keeps the goods.
    pub units: i64,
    /// How much of the line's price. For a marketplace's order the share of the units, and that or nothing stands here.
    pub amount: Money,
}

/// How the units of one line came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Graded {
    /// The line.
    pub line: LineId,
    /// Units that can be sold again.
    pub sellable: i64,
    /// Units that can't.
    pub damaged: i64,
    /// Units that never arrived.
    pub lost: i64,
}

impl Order {
    /// Delivery failed: the sale is reversed, and what was claimed of it; the cost waits until the goods are graded.
    ///
    /// # Errors
    /// `stage`, `reason_missing`; `failed` where it is already.
    pub fn fail(&self, why: &str, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Fail)?;
        self.refuse_failed(Verb::Fail)?;
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), reason(why)?);
        Ok(self.plan(Verb::Fail, Self { failed: true, ..self.clone() }, facts, event.day))
    }

    /// The buyer's claim: money only, whether or not goods come back.
    ///
    /// # Errors
    /// `stage`, `failed`, `reason_missing`; `claim_empty` where nothing is claimed; `claim_lines` where it is more than
    /// was sold; `claim_share` where it isn't a marketplace's share; `claim_shipping` where it is more than the shipping charged.
    pub fn claim(&self, of: &[ClaimOf], shipping: Money, why: &str, event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Claim)?;
        self.refuse_failed(Verb::Claim)?;
        let why = reason(why)?;
        let mut after = self.clone();
        for claim in of {
            let Some(line) = after.lines.iter_mut().find(|l| l.id == claim.line) else { return Err(self.no_line()) };
            let before = line.claim;
            line.claimed += claim.units;
            line.claim = if self.channel.is_marketplace() { claim_share(line) } else { before + claim.amount };
            let sane = claim.units >= 0 && claim.amount.0 >= 0;
            if !sane || line.claimed > line.quantity || line.claim > line.net() {
                return Err(self.claims_too_much());
            }
            let share = line.claim - before;
            if claim.amount != share && claim.amount != Money::ZERO {
                return Err(self.claims_other_than_share(claim.units, share));
            }
        }
        let charged = self.claimable_shipping();
        after.claimed_shipping += shipping;
        if shipping.0 < 0 || after.claimed_shipping > charged {
            return Err(Refusal::new(
                "claim_shipping",
                format!("Pesanan {}: ongkir yang diklaim lebih dari Rp {charged} yang dibayar pembeli.", self.id),
                format!("Order {}: more shipping is claimed than the Rp {charged} that the buyer paid.", self.id),
            ));
        }
        let units: i64 = of.iter().map(|c| c.units).sum();
        let amount = claims(&after) - claims(self);
        if units == 0 && amount == Money::ZERO {
            return Err(Refusal::new(
                "claim_empty",
                "Isi barang atau jumlah uang yang diklaim dulu.",
                "Enter what goods or how much money is claimed first.",
            ));
        }
        let mut facts = event.facts();
        facts.insert("reason".to_owned(), why);
        facts.insert("units".to_owned(), units.to_string());
        facts.insert("amount".to_owned(), amount.0.to_string());
        Ok(self.plan(Verb::Claim, after, facts, event.day))
    }

    /// What so many more units of a line are claimed with, as a start: their share of what the line was sold for, as far as that
    /// isn't claimed already. Nothing for a marketplace's order, which reckons itself.
    #[must_use]
    pub fn share_to_claim(&self, line: LineId, units: i64) -> Money {
        let line = self.lines.iter().find(|l| l.id == line && !self.channel.is_marketplace());
        line.map_or(Money::ZERO, |l| part(l.net(), units.clamp(0, l.quantity), l.quantity).min(l.net() - l.claim))
    }

    /// Units of a line that can still come back.
    #[must_use]
    pub fn out(&self, line: &Line) -> i64 {
        (line.quantity - line.back).max(0)
    }

    /// Of these, the units that are expected now: those of a claim, or all that left where nothing is claimed.
    #[must_use]
    pub fn expected_back(&self, line: &Line) -> i64 {
        let claimed = self.lines.iter().any(|l| l.claimed > l.back);
        if claimed { (line.claimed - line.back).clamp(0, self.out(line)) } else { self.out(line) }
    }

    /// The buyer's claim that a marketplace's file reports: units returned in all, by line. Money only.
    ///
    /// # Errors
    /// `stage`; `claim_lines` where more units come back than were sold.
    pub fn claim_by_file(&self, returned: &[(LineId, i64)], event: &Event) -> Result<Plan, Refusal> {
        self.step(Verb::Claim)?;
        let mut after = self.clone();
        let mut units = 0;
        for (id, back) in returned {
            let Some(line) = after.lines.iter_mut().find(|l| l.id == *id) else { continue };
            if *back > line.quantity || *back < line.claimed {
                return Err(self.claims_too_much());
            }
            units += back - line.claimed;
            line.claimed = *back;
            line.claim = claim_share(line);
        }
        let mut facts = event.facts();
        facts.insert("units".to_owned(), units.to_string());
        facts.insert("amount".to_owned(), (claims(&after) - claims(self)).0.to_string());
        Ok(self.plan(Verb::Claim, after, facts, event.day))
    }

    /// Goods came back and were graded: stock and cost only. Sellable units go back on the shelf at the cost they left at;
    /// damaged and lost ones are a loss. A cost that was typed in comes back with its units. Sellable units whose cost nobody
    /// knows are goods that were there when the book began: they come back at what one `last` cost, against Saldo awal.
    ///
    /// # Errors
    /// `stage`; `return_empty` where nothing is graded; `return_lines` where more units come back than are out.
    pub fn take_back(
        &self,
        graded: &[Graded],
        last: &BTreeMap<VariantId, Money>,
        levels: &mut Levels,
        event: &Event,
    ) -> Result<Plan, Refusal> {
        self.step(Verb::Return)?;
        self.refuse_all_back()?;
        let mut after = self.clone();
        let mut moves = Vec::new();
        let (mut sellable, mut damaged, mut lost) = (0, 0, 0);
        for grade in graded {
            let Some(line) = after.lines.iter_mut().find(|l| l.id == grade.line) else { return Err(self.no_line()) };
            let units = [grade.sellable, grade.damaged, grade.lost];
            if units.iter().any(|u| !(0..=line.quantity).contains(u))
                || line.back + units.iter().sum::<i64>() > line.quantity
            {
                return Err(self.returns_too_much(line.quantity - line.back));
            }
            let bins = [Bin::Shelf, Bin::Damaged, Bin::Loss];
            for (bin, quantity) in bins.into_iter().zip(units).filter(|(_, quantity)| *quantity > 0) {
                let (cost, unknown) = (cost_share(line, quantity), unknown_among(line, quantity));
                line.back += quantity;
                let mut value = None;
                if bin == Bin::Shelf {
                    let unit = last.get(&line.variant).copied().unwrap_or_default();
                    let opened = unit.times(unknown).filter(|worth| worth.0 <= MONEY_MAX).unwrap_or_default();
                    line.back_cost += cost;
                    line.opened += opened;
                    value = Some(cost + opened);
                } else {
                    line.spoiled_cost += cost
                }
                let (variant, line) = (line.variant, Some(line.id));
                let step = Move { variant, from: Bin::Customer, to: bin, quantity, value, line };
                levels.apply(&step).map_err(|s| self.stock_short(s.wanted - s.there))?;
                moves.push(step);
            }
            (sellable, damaged, lost) = (sellable + grade.sellable, damaged + grade.damaged, lost + grade.lost);
        }
        if moves.is_empty() {
            return Err(Refusal::new(
                "return_empty",
                "Isi berapa yang kembali dulu.",
                "Enter how many came back first.",
            ));
        }
        if after.lines.iter().all(|l| l.back == l.quantity) {
            after.stage = Stage::Returned;
        }
        let mut facts = event.facts();
        for (name, units) in [("sellable", sellable), ("damaged", damaged), ("lost", lost)] {
            facts.insert(name.to_owned(), units.to_string());
        }
        Ok(Plan { moves, ..self.plan(Verb::Return, after, facts, event.day) })
    }

    /// What one unit of each of these lines cost that is out and left without a move, as a person knows it now: cost of goods
    /// against Saldo awal. What was sold beyond the shelf gets its cost from what is received or counted next.
    ///
    /// # Errors
    /// `cost_empty` where no line is named; `cost_known` where nothing of a line is unknown or the order isn't of the book;
    /// `cost_short` where it was sold beyond the shelf; `cost` below zero.
    pub fn type_costs(&self, costs: &[(LineId, Money)], event: &Event) -> Result<Plan, Refusal> {
        let mut after = self.clone();
        let (mut units, mut sum) = (0, Money::ZERO);
        for (line, unit) in costs {
            let Some(found) = after.lines.iter_mut().find(|l| l.id == *line) else { return Err(self.no_line()) };
            let out = found.uncosted();
            if !self.stage.has_left() || self.history || out == 0 {
                return Err(Refusal::new(
                    "cost_known",
                    format!("Pesanan {}: tidak ada harga beli yang belum diketahui di baris ini.", self.id),
                    format!("Order {}: no cost is unknown in this line.", self.id),
                ));
            }
            if found.shortfall > 0 {
                return Err(self.comes_with_goods(found.shortfall));
            }
            let Some(cost) = unit.times(out).filter(|c| c.0 >= 0) else {
                return Err(Refusal::new("cost", "Harga beli harus nol atau lebih.", "A cost must be zero or more."));
            };
            found.typed_cost = Some(cost);
            (units, sum) = (units + out, sum + cost);
        }
        if costs.is_empty() {
            return Err(Refusal::new("cost_empty", "Isi harga belinya dulu.", "Enter a cost first."));
        }
        let mut facts = event.facts();
        facts.insert("units".to_owned(), units.to_string());
        facts.insert("cost".to_owned(), sum.0.to_string());
        Ok(self.plan(OrderAct::Cost, after, facts, event.day))
    }

    /// The courier's price of this parcel is known, or known better; also after it was recalled.
    ///
    /// # Errors
    /// `stage` before it has left, and once it is cancelled; `marketplace_money` for a marketplace's order, unless its payout paid the shop for shipping;
    /// `amount` below zero.
    pub fn bill_courier(&self, amount: Money, event: &Event) -> Result<Plan, Refusal> {
        self.may_bill_courier(amount)?;
        let mut facts = event.facts();
        facts.insert("amount".to_owned(), amount.0.to_string());
        if let Some(was) = self.courier_bill {
            facts.insert("was".to_owned(), was.0.to_string());
        }
        let after = Self { courier_bill: Some(amount), ..self.clone() };
        Ok(self.plan(OrderAct::CourierBill, after, facts, event.day))
    }

    /// Whether it can have a courier's bill of that amount.
    ///
    /// # Errors
    /// `stage` before it has left, and once it is cancelled; `marketplace_money` for a marketplace's order, unless its payout paid the shop for shipping;
    /// `amount` below zero.
    pub fn may_bill_courier(&self, amount: Money) -> Result<(), Refusal> {
        // Who is paid for shipping by the marketplace has sent it with a courier of their own.
        let paid_for = self.settled.as_ref().is_some_and(|settled| settled.part(Part::Shipping) > Money::ZERO);
        if !paid_for {
            self.refuse_marketplace_money(Verb::Ship)?;
        }
        if !self.stage.has_left() && self.billed().is_none() {
            return Err(Refusal::new(
                "stage",
                format!("Pesanan {} belum dikirim, jadi belum ada ongkir kurirnya.", self.id),
                format!("Order {} isn't shipped yet, so there is no courier's price.", self.id),
            ));
        }
        if amount.0 < 0 {
            return Err(Refusal::new("amount", "Ongkir harus nol atau lebih.", "Shipping must be zero or more."));
        }
        Ok(())
    }

    pub(super) fn refuse_all_back(&self) -> Result<(), Refusal> {
        if self.lines.iter().any(|l| l.back < l.quantity) { Ok(()) } else { Err(self.returns_too_much(0)) }
    }

    fn comes_with_goods(&self, short: i64) -> Refusal {
        Refusal::new(
            "cost_short",
            format!(
                "Pesanan {}: {short} barang ini terjual melebihi stok. Catat barang datangnya atau hitung raknya; harga belinya ikut dari sana.",
                self.id
            ),
            format!(
                "Order {}: {short} of these were sold beyond the stock. Receive the goods or count the shelf; their cost comes from there.",
                self.id
            ),
        )
        .with("short", short)
    }

    pub(super) fn no_line(&self) -> Refusal {
        Refusal::new(
            "line_unknown",
            format!("Baris itu tidak ada lagi di pesanan {}. Buka lagi pesanannya.", self.id),
            format!("That line is no longer in order {}. Open the order again.", self.id),
        )
    }

    fn claims_too_much(&self) -> Refusal {
        Refusal::new(
            "claim_lines",
            format!("Pesanan {}: klaimnya lebih dari yang dijual.", self.id),
            format!("Order {}: the claim is more than was sold.", self.id),
        )
        .with("order", self.id)
    }

    fn claims_other_than_share(&self, units: i64, share: Money) -> Refusal {
        let (number, channel) = (self.id, self.channel.name());
        Refusal::new(
            "claim_share",
            format!("Pesanan {number}: klaim pesanan {channel} adalah bagian barangnya, Rp {share} untuk {units} barang. Kosongkan rupiahnya."),
            format!("Order {number}: a claim of {channel}'s is the units' share, Rp {share} for {units} units. Leave the amount out."),
        )
        .with("order", number)
        .with("share", share.0)
    }

    fn returns_too_much(&self, out: i64) -> Refusal {
        Refusal::new(
            "return_lines",
            format!("Pesanan {}: tinggal {out} barang yang masih di luar.", self.id),
            format!("Order {}: only {out} units are still out.", self.id),
        )
        .with("out", out)
    }
}

fn claims(order: &Order) -> Money {
    order.lines.iter().map(|l| l.claim).sum::<Money>() + order.claimed_shipping
}

/// What `quantity` more units coming back had cost when they left. Units whose cost the moves know come back first, then
/// those whose cost was typed in; all of them together take all of it.
fn cost_share(line: &Line, quantity: i64) -> Money {
    let moved = |units: i64| part(line.cost.unwrap_or_default(), units.min(line.moved), line.moved);
    let of_moves = moved(line.back + quantity) - moved(line.back);
    let Some(typed) = line.typed_cost else { return of_moves };
    let gone = line.back.max(line.moved);
    let typed = typed - (line.back_cost + line.spoiled_cost - moved(line.back));
    of_moves + part(typed, (line.back + quantity - gone).max(0), line.quantity - gone)
}

/// How many of `quantity` more units coming back left without a move and without a cost that anybody typed in.
fn unknown_among(line: &Line, quantity: i64) -> i64 {
    if line.typed_cost.is_some() { 0 } else { (line.back + quantity - line.back.max(line.moved)).max(0) }
}
