//! What an order earned: what its position comes to in the accounts of income and expense, and until its marketplace has paid it
//! out what is expected to be taken of it.
//!
//! Source: docs/ARCHITECTURE.md, "What is posted". Packing is a memo of the shop's, and advertising of a whole store stays there.

use serde::{Deserialize, Serialize};

use super::{Line, Order, Terms, position};
use crate::fees::{Compared, Differences, ExpectedFees};
use crate::posting::Account;
use crate::settlement::Parts;
use crate::{Day, Money, Stage};

/// How far the profit of an order is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum ProfitState {
    /// It hasn't left, or is of before the book: there is none.
    #[default]
    None,
    /// What some of its goods cost isn't known: no profit.
    Unknown,
    /// With what is expected to be taken of it.
    Expected,
    /// As it was paid.
    Real,
}

impl ProfitState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Unknown, Self::Expected, Self::Real];

    /// The word it is stored by; empty for none.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Unknown => "unknown",
            Self::Expected => "expected",
            Self::Real => "real",
        }
    }

    /// The state of that key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// What made an order lose money: the first step from its price down at which nothing was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub enum LossCause {
    /// Sold for less than it cost.
    Price,
    /// Discounts and vouchers of the shop.
    Discount,
    /// What the marketplace or the courier takes.
    Fees,
    /// Shipping.
    Shipping,
    /// Goods that came back.
    Returns,
    /// Goods that came back damaged, or not at all.
    Damage,
    /// Corrections, and money that never came.
    Other,
}

/// What an order earned, step by step; what is taken stands above zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
pub struct Earned {
    /// Goods at their price.
    pub gross: Money,
    /// Discounts and vouchers that the shop bears.
    pub discount: Money,
    /// Given back to the buyer.
    pub returns: Money,
    /// What the goods cost that stayed out.
    pub cost: Money,
    /// What the goods cost that came back damaged or not at all.
    pub spoiled: Money,
    /// What marketplace, courier and payment took.
    pub fees: Money,
    /// Shipping that the shop bears.
    pub shipping: Money,
    /// Corrections, compensations (below zero), unique codes (below zero), money that never came.
    pub other: Money,
}

impl Earned {
    /// What remains.
    #[must_use]
    pub fn profit(&self) -> Money {
        self.steps().into_iter().fold(self.gross, |left, (_, taken)| left - taken)
    }

    /// What is sold for, less what came back.
    #[must_use]
    pub fn net_sales(&self) -> Money {
        self.gross - self.discount - self.returns
    }

    fn steps(&self) -> [(LossCause, Money); 7] {
        [
            (LossCause::Price, self.cost),
            (LossCause::Discount, self.discount),
            (LossCause::Fees, self.fees),
            (LossCause::Shipping, self.shipping),
            (LossCause::Returns, self.returns),
            (LossCause::Damage, self.spoiled),
            (LossCause::Other, self.other),
        ]
    }

    /// Why money was lost; none where none was.
    #[must_use]
    pub fn cause(&self) -> Option<LossCause> {
        if self.profit() >= Money::ZERO {
            return None;
        }
        let mut left = self.gross;
        let below = self.steps().into_iter().find(|(_, taken)| {
            left -= *taken;
            left < Money::ZERO && *taken > Money::ZERO
        });
        below.map(|(cause, _)| cause)
    }

    /// With another's.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            gross: self.gross + other.gross,
            discount: self.discount + other.discount,
            returns: self.returns + other.returns,
            cost: self.cost + other.cost,
            spoiled: self.spoiled + other.spoiled,
            fees: self.fees + other.fees,
            shipping: self.shipping + other.shipping,
            other: self.other + other.other,
        }
    }

    fn add(&mut self, account: Account, debited: Money) {
        match account {
            Account::Sales => self.gross -= debited,
            Account::Discounts => self.discount += debited,
            Account::SalesReturns => self.returns += debited,
            Account::CostOfGoods => self.cost += debited,
            Account::DamagedGoods => self.spoiled += debited,
            Account::Commission
            | Account::ProgramFees
            | Account::ProcessingFees
            | Account::TransactionFees
            | Account::AffiliateFees
            | Account::CodFees
            | Account::PaymentFees
            | Account::Advertising => self.fees += debited,
            Account::ShippingExpense | Account::ShippingDifference | Account::ReturnShipping => {
                self.shipping += debited;
            }
            Account::UniqueCodes | Account::SettlementDifference | Account::Compensation | Account::BadDebts => {
                self.other += debited;
            }
            _ => {}
        }
    }
}

/// What an order's payout was beside what it should have been.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payout {
    /// When it was paid out last.
    pub day: Day,
    /// Goods less what the shop bears.
    pub goods: Money,
    /// What is claimed of them.
    pub claims: Money,
    /// What was expected to be taken, by part.
    pub expected: Parts,
    /// What should have come.
    pub should: Money,
    /// What came.
    pub paid: Money,
    /// Why it is another sum.
    pub differences: Differences,
    /// Whether any part differs by more than rounding.
    pub differs: bool,
}

impl Order {
    /// What it earned so far; none where it hasn't left, is of before the book, or some of its goods' cost isn't known.
    #[must_use]
    pub fn earned(&self) -> Option<Earned> {
        let known = matches!(self.profit_state(), ProfitState::Expected | ProfitState::Real);
        known.then(|| self.reckoned())
    }

    fn reckoned(&self) -> Earned {
        let mut earned = Earned { fees: self.withheld, ..Earned::default() };
        for (debit, credit, amount) in position(self) {
            earned.add(debit, amount);
            earned.add(credit, -amount);
        }
        if !self.is_settled() && !self.written_off && self.is_sold() {
            // Not all is known yet: what is expected takes the place of what came so far.
            earned.fees = self.fees_expected().into_iter().sum::<Money>() + self.withheld;
        }
        earned
    }

    /// What it earned, and how far that is known.
    #[must_use]
    pub fn profit(&self) -> (ProfitState, Option<Money>) {
        (self.profit_state(), self.earned().map(|earned| earned.profit()))
    }

    fn profit_state(&self) -> ProfitState {
        let left = self.stage.has_left() || self.failed;
        match () {
            () if self.history || !left && self.settled.is_none() => ProfitState::None,
            () if left
                && self.lines.iter().any(|line| line.uncosted() > 0 || line.moved > 0 && line.cost.is_none()) =>
            {
                ProfitState::Unknown
            }
            () if self.written_off || self.is_settled() => ProfitState::Real,
            () if self.store.is_some() || self.is_coming_back() => ProfitState::Expected,
            () if self.shipping > Money::ZERO && self.billed().is_none() => ProfitState::Expected,
            () if self.terms == Terms::Cod && self.paid == Money::ZERO && !self.failed => ProfitState::Expected,
            () => ProfitState::Real,
        }
    }

    /// Whether its goods went to the buyer and are sold.
    #[must_use]
    pub(super) fn is_sold(&self) -> bool {
        self.stage.has_left() && !self.history && !self.failed
    }

    /// What is expected to be taken of it now: less for what came back.
    fn fees_expected(&self) -> Parts {
        let Some(expected) = self.expected.as_ref().filter(|_| self.is_sold()) else { return Parts::default() };
        let (goods, claims) = self.sold_for();
        expected.less(goods, claims)
    }

    /// Goods less what the shop bears, and what is claimed of them.
    pub fn sold_for(&self) -> (Money, Money) {
        let sum = |of: fn(&Line) -> Money| self.lines.iter().map(of).sum::<Money>();
        if self.is_sold() { (sum(Line::net), sum(|line| line.claim)) } else { (Money::ZERO, Money::ZERO) }
    }

    /// What it was paid out, beside what it should have been; none while its marketplace's account of it isn't closed.
    #[must_use]
    pub fn payout(&self) -> Option<Payout> {
        let settled = self.settled.as_deref().filter(|_| self.is_settled())?;
        let ((goods, claims), expected) = (self.sold_for(), self.fees_expected());
        let compared = Compared { goods, claims, expected: &expected, paid: &settled.parts, net: settled.net };
        let (should, differences, differs) = (compared.should(), compared.differences(), compared.differs());
        Some(Payout { day: settled.day, goods, claims, expected, should, paid: settled.net, differences, differs })
    }

    /// What it would be expected to bring, were `expected` what is taken of it.
    #[must_use]
    pub fn would_bring(&self, expected: &ExpectedFees) -> Money {
        let (goods, claims) = self.sold_for();
        goods - claims - expected.less(goods, claims).into_iter().sum()
    }

    /// Whether what it is expected to be charged is to be written down: a marketplace's, leaving now.
    #[must_use]
    pub fn freezes_fees(&self) -> bool {
        self.store.is_some() && self.expected.is_none() && self.is_sold() && self.stage != Stage::Cancelled
    }
}
