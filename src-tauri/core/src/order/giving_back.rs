//! What the buyer of one of our own orders gets back for goods that came back: the claim for them, and the money.

use super::position::claim_share;
use super::{ClaimOf, Graded, Line, Order};
use crate::{Money, Refusal, Verb};

/// What is claimed for goods that are back, and what is then given back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenBack {
    /// What is claimed of the lines.
    pub of: Vec<ClaimOf>,
    /// What is claimed of shipping and unique code.
    pub shipping: Money,
    /// The money that the shop then owes.
    pub refund: Money,
}

impl GivenBack {
    /// What is claimed in all.
    #[must_use]
    pub fn claimed(&self) -> Money {
        self.of.iter().map(|claim| claim.amount).sum::<Money>() + self.shipping
    }
}

impl Order {
    /// What is due to the buyer once these units are back too: their share of the price as far as it isn't claimed yet;
    /// where with them everything is back, all that the order costs. A marketplace gives its buyers their money itself, and
    /// of a failed delivery nothing need be claimed.
    #[must_use]
    pub fn give_back(&self, graded: &[Graded]) -> GivenBack {
        if self.channel.is_marketplace() {
            return GivenBack::default();
        }
        let back = |line: &Line| {
            let now = graded.iter().filter(|g| g.line == line.id);
            now.fold(line.back, |sum, g| {
                sum.saturating_add(g.sellable).saturating_add(g.damaged).saturating_add(g.lost)
            })
        };
        let mut given = GivenBack::default();
        if !self.failed && self.stage.has_left() {
            let whole = self.lines.iter().all(|line| back(line) >= line.quantity);
            given.of = self.lines.iter().filter_map(|line| due(line, back(line).min(line.quantity), whole)).collect();
            if whole && !given.of.is_empty() {
                given.shipping = self.claimable_shipping() - self.claimed_shipping;
            }
        }
        given.refund = (self.net_paid() - self.due() + given.claimed()).max(Money::ZERO);
        given
    }

    /// The same for another sum of money: less keeps back shipping first, more gives it as well, then what is left of the
    /// price.
    ///
    /// # Errors
    /// `marketplace_money`; `owed` where it is more than can be given back, below zero, or nothing is due.
    pub fn give_back_sum(&self, graded: &[Graded], sum: Money) -> Result<GivenBack, Refusal> {
        self.refuse_marketplace_money(Verb::Refund)?;
        let mut given = self.give_back(graded);
        if graded.is_empty() && given.refund == Money::ZERO && given.of.is_empty() {
            self.refuse_nothing_owed()?;
        }
        let mut less = (given.refund - sum).max(Money::ZERO);
        let mut more = (sum - given.refund).max(Money::ZERO);
        if more > Money::ZERO && (self.failed || !self.stage.has_left() || sum > self.net_paid()) {
            return Err(self.gives_too_much(given.refund));
        }
        let most = given.refund + self.left_to_claim(&given);
        take(&mut given.shipping, &mut less);
        for claim in given.of.iter_mut().rev() {
            take(&mut claim.amount, &mut less);
        }
        let mut rest = self.claimable_shipping() - self.claimed_shipping - given.shipping;
        given.shipping += take(&mut rest, &mut more);
        for line in &self.lines {
            let of = given.of.iter_mut().find(|claim| claim.line == line.id);
            let mut rest = line.net() - line.claim - of.as_ref().map_or(Money::ZERO, |claim| claim.amount);
            let amount = take(&mut rest, &mut more);
            match of {
                Some(claim) => claim.amount += amount,
                None if amount > Money::ZERO => given.of.push(ClaimOf { line: line.id, units: 0, amount }),
                None => {}
            }
        }
        if more > Money::ZERO || sum < Money::ZERO {
            return Err(self.gives_too_much(most.min(self.net_paid())));
        }
        Ok(GivenBack { refund: sum, ..given })
    }

    /// Shipping and unique code that the buyer paid for: what can be claimed beside the goods. A marketplace's are its own.
    pub(super) fn claimable_shipping(&self) -> Money {
        if self.channel.is_marketplace() { Money::ZERO } else { self.shipping + self.unique_code }
    }

    fn left_to_claim(&self, given: &GivenBack) -> Money {
        let goods: Money = self.lines.iter().map(|line| line.net() - line.claim).sum();
        goods + self.claimable_shipping() - self.claimed_shipping - given.claimed()
    }

    fn gives_too_much(&self, most: Money) -> Refusal {
        Refusal::new(
            "owed",
            format!("Pesanan {}: yang bisa dikembalikan paling banyak Rp {most}.", self.id),
            format!("Order {}: at most Rp {most} can be given back.", self.id),
        )
        .with("field", "amount")
        .with("owed", most.0)
    }
}

/// What is due for a line of which so many units are back.
fn due(line: &Line, back: i64, whole: bool) -> Option<ClaimOf> {
    let units = (back - line.claimed).max(0);
    if units == 0 {
        return None;
    }
    let share = |claimed: i64| claim_share(&Line { claimed, ..line.clone() });
    let left = line.net() - line.claim;
    let amount = if whole { left } else { (share(line.claimed + units) - share(line.claimed)).min(left) };
    Some(ClaimOf { line: line.id, units, amount })
}

/// Moves as much as there is, up to `wanted`, out of `from`; answers how much.
fn take(from: &mut Money, wanted: &mut Money) -> Money {
    let taken = (*from).min(*wanted).max(Money::ZERO);
    *from -= taken;
    *wanted -= taken;
    taken
}
