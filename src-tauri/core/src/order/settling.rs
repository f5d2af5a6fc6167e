//! What a marketplace paid out for an order: its part of the order's position.
//!
//! Invariant: what the rows of all files come to stands in [`Settled`]; what is posted of it follows, so that a later claim, price
//! or row posts by difference and nothing is taken back by hand.

use serde::{Deserialize, Serialize};

use super::Order;
use crate::settlement::{Part, Parts, SettleState};
use crate::{AccountId, Channel, Day, Money, Stage};

/// What was paid out for an order, as far as its rows stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// The wallet that it was paid into.
    pub wallet: AccountId,
    /// What came of it; negative where more was taken.
    pub net: Money,
    /// Of it, by part.
    pub parts: Parts,
    /// The last day on which any of it came.
    pub day: Day,
    /// Whether it was paid out as such: a mere correction or a balance's sum doesn't close it.
    pub released: bool,
    /// Of an order from before the book began: whether what marketplaces owed then was typed in. Else it is money from before.
    pub opening: bool,
}

impl Settled {
    /// Nothing yet.
    #[must_use]
    pub fn into_wallet(wallet: AccountId, opening: bool) -> Self {
        let parts = [Money::ZERO; Part::ALL.len()];
        Self { wallet, net: Money::ZERO, parts, day: Day(0), released: false, opening }
    }

    /// What came of one part.
    #[must_use]
    pub fn part(&self, part: Part) -> Money {
        self.parts[part.at()]
    }

    /// Adds to one part.
    pub fn add(&mut self, part: Part, amount: Money) {
        self.parts[part.at()] += amount;
    }
}

/// What rows of one day change of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settling {
    /// The day on which the money was released.
    pub day: Day,
    /// By how much the net grows.
    pub net: Money,
    /// By how much each part does.
    pub parts: Parts,
    /// Whether it was paid out as such by now; none where that stays.
    pub released: Option<bool>,
}

impl Order {
    /// Whether the marketplace's account of it is closed: it was paid out as such, nothing that the buyer claims is still to come
    /// back from there, and it has left, failed or is cancelled here. Lazada pays goods one by one: closed where all of
    /// those that nobody claims are paid.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        let Some(settled) = self.settled.as_deref().filter(|settled| settled.released && !self.history) else {
            return false;
        };
        if !self.is_sold() {
            return self.failed || self.stage == Stage::Cancelled;
        }
        let claims: Money = self.lines.iter().map(|line| line.claim).sum();
        if self.channel == Channel::Lazada {
            let goods: Money = self.lines.iter().map(super::Line::net).sum();
            return settled.part(Part::Principal) >= goods - claims;
        }
        claims == Money::ZERO || settled.part(Part::Refund) != Money::ZERO
    }

    /// How its settlement stands.
    #[must_use]
    pub fn settle_state(&self) -> SettleState {
        match &self.settled {
            None => SettleState::None,
            Some(settled) if self.history && settled.opening => SettleState::Earlier,
            Some(_) if self.history => SettleState::Before,
            Some(_) if self.is_settled() => SettleState::Closed,
            Some(_) => SettleState::Open,
        }
    }

    /// What the buyer got back: what the marketplace took for it once it is closed, until then at least what is claimed.
    pub(super) fn returned_money(&self) -> Money {
        let claims: Money = self.lines.iter().map(|line| line.claim).sum();
        let Some(settled) = &self.settled else { return claims };
        let refund = -settled.part(Part::Refund);
        if self.is_settled() && refund != Money::ZERO { refund } else { refund.max(claims) }
    }
}
