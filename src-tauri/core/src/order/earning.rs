//! What an order earned: what its position comes to in the accounts of income and expense, and until its marketplace has paid it
//! out what is expected to be taken of it.
//!
//! Source: docs/ARCHITECTURE.md, "What is posted". Packing is a memo of the shop's, and advertising of a whole store stays there.

use super::position::{Leg, owed_of, position};
use super::{Line, Order, Terms};
use crate::differences::{Compared, Differences};
use crate::fees::ExpectedFees;
use crate::posting::Account;
use crate::rows::{Earned, ProfitState};
use crate::settlement::Parts;
use crate::{Day, Money};

/// Counts what an account got.
fn add(earned: &mut Earned, account: Account, debited: Money) {
    match account {
        Account::Sales => earned.gross -= debited,
        Account::Discounts => earned.discount += debited,
        Account::SalesReturns => earned.returns += debited,
        Account::CostOfGoods => earned.cost += debited,
        Account::DamagedGoods => earned.spoiled += debited,
        Account::Commission
        | Account::ProgramFees
        | Account::ProcessingFees
        | Account::TransactionFees
        | Account::AffiliateFees
        | Account::CodFees
        | Account::PaymentFees
        | Account::Advertising => earned.fees += debited,
        Account::ShippingExpense | Account::ShippingDifference | Account::ReturnShipping => {
            earned.shipping += debited;
        }
        Account::UniqueCodes | Account::SettlementDifference | Account::Compensation | Account::BadDebts => {
            earned.other += debited;
        }
        _ => {}
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
        known.then(|| self.reckoned(&position(self)))
    }

    /// Its profit and what is still owed of it, of one reckoning.
    #[must_use]
    pub fn profit_and_receivable(&self) -> ((ProfitState, Option<Money>), Money) {
        let (legs, state) = (position(self), self.profit_state());
        let known = matches!(state, ProfitState::Expected | ProfitState::Real);
        ((state, known.then(|| self.reckoned(&legs).profit())), owed_of(self, &legs))
    }

    /// What it earned, as far as that is known, and what is still owed of it.
    #[must_use]
    pub fn profit_and_owed(&self) -> (Option<Money>, Money) {
        let ((_, profit), owed) = self.profit_and_receivable();
        (profit, owed)
    }

    fn reckoned(&self, legs: &[Leg]) -> Earned {
        let mut earned = Earned { fees: self.withheld, ..Earned::default() };
        for (debit, credit, amount) in legs {
            add(&mut earned, *debit, *amount);
            add(&mut earned, *credit, -*amount);
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
        self.profit_and_receivable().0
    }

    /// Whether nobody knows what some of its goods cost that have left. Of what left before the book began nothing is asked.
    #[must_use]
    pub fn is_uncosted(&self) -> bool {
        let uncosted = |line: &Line| line.uncosted() > 0 || line.moved > 0 && line.cost.is_none();
        !self.history && self.lines.iter().any(uncosted)
    }

    fn profit_state(&self) -> ProfitState {
        let left = self.stage.has_left() || self.failed;
        match () {
            () if self.history || !left && self.settled.is_none() => ProfitState::None,
            () if left && self.is_uncosted() => ProfitState::Unknown,
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

    /// Whether what it is expected to be charged stays as it was when it left: a marketplace's order that has left. One that
    /// is called back is reckoned anew when it leaves again.
    #[must_use]
    pub fn keeps_fees(&self) -> bool {
        self.store.is_some() && !self.history && self.stage.has_left()
    }
}
