//! The amounts of a row: each as it stands there, and what the others of the row say of it.

use runut_core::{Money, PRICE_MAX, TOTAL_MAX};

use super::super::columns::Field;
use super::super::problems::Fault;
use super::super::settle;
use super::{Doubt, RowReader};
use crate::cells::{self, MoneyCell};
use crate::damage::Form;
use crate::row::Cell;

impl RowReader<'_> {
    /// An amount that may be missing: zero then.
    pub(super) fn money(&mut self, field: Field) -> Money {
        let cell = self.money_cell(field);
        self.amount(field, cell).unwrap_or_default()
    }

    /// An amount that must be there. `None` after a fault.
    pub(super) fn needed_money(&mut self, field: Field) -> Option<Money> {
        let cell = self.money_cell(field);
        if cell == MoneyCell::Blank {
            self.cell_fault(Fault::MissingMoney, field, None);
        }
        self.amount(field, cell)
    }

    /// What the file has there is evidence also where a person has decided: one decision says nothing of other cells.
    fn money_cell(&mut self, field: Field) -> MoneyCell {
        let original = cells::money(self.original(field));
        match &original {
            MoneyCell::Amount(_, form) => self.evidence.note(*form),
            MoneyCell::Damaged(_) => self.evidence.note(Form::Broken),
            MoneyCell::Blank | MoneyCell::Unreadable => {}
        }
        self.decided(field).map_or(original, |cell| cells::money(cell))
    }

    fn amount(&mut self, field: Field, cell: MoneyCell) -> Option<Money> {
        match cell {
            MoneyCell::Blank => None,
            MoneyCell::Amount(amount, _) if amount < Money::ZERO => {
                self.cell_fault(Fault::UnreadableMoney, field, None);
                None
            }
            MoneyCell::Amount(amount, _) if amount.0 > most(field) => {
                self.cell_fault(Fault::TooMuch, field, None);
                None
            }
            MoneyCell::Amount(amount, form) => {
                let askable = !self.how.typed || matches!(self.cell(field), Cell::Number(_));
                if form == Form::Small && self.decided(field).is_none() {
                    self.doubts.push(Doubt { row: self.row.number, field, value: amount.0, askable, sheet: 0 });
                }
                let own = self.decided(field).is_none();
                if own
                    && settle::VOUCHERS.contains(&field)
                    && amount.0 % 1_000 == 0
                    && (1..1_000_000).contains(&amount.0)
                {
                    self.thousands.push((field, amount.0));
                }
                Some(amount)
            }
            MoneyCell::Damaged(guess) => {
                self.cell_fault(Fault::DamagedMoney, field, guess);
                None
            }
            MoneyCell::Unreadable => {
                self.cell_fault(Fault::UnreadableMoney, field, None);
                None
            }
        }
    }

    /// What the buyer pays for shipping, what is taken off it, and both together.
    pub(super) fn shipping(&mut self) -> [Money; 3] {
        const FIELDS: [Field; 3] = [Field::ShippingPaid, Field::ShippingSubsidy, Field::ShippingEstimate];
        let amounts = FIELDS.map(|field| self.money(field));
        self.weigh(FIELDS.map(Some), amounts.map(|m| m.0), &|[paid, off, all]| all != 0 && paid + off == all);
        let [paid, off, all] = amounts;
        // Shopee writes a buyer's 500 as 500.000; the estimate tells that it is 500.
        let thousandth = Money(paid.0 / 1_000);
        let own = self.decided(Field::ShippingPaid).is_none();
        let overwritten = own && paid > all && all > Money::ZERO && paid.0 % 1_000 == 0 && thousandth + off == all;
        [if overwritten { thousandth } else { paid }, off, all]
    }

    /// "Total Diskon" is what the discounts of seller and marketplace come to, and what price and price after discount
    /// differ by: the two readings of one amount show which of a row's amounts are cut.
    pub(super) fn weigh_discounts(&mut self, price: Money, subtotal: Money, quantity: i64) {
        let seen = |field| match cells::money(self.cell(field)) {
            MoneyCell::Amount(amount, _) => Some(amount.0),
            MoneyCell::Blank | MoneyCell::Damaged(_) | MoneyCell::Unreadable => None,
        };
        let (all, shop, theirs) = (seen(Field::DiscountAll), seen(Field::DiscountShop), seen(Field::DiscountShopee));
        if all.is_none() && shop.is_none() {
            return;
        }
        let deal = subtotal.0 / quantity.max(1);
        let fields = [Some(Field::Price), Some(Field::Deal), None, None, Some(Field::DiscountShopee)];
        let amounts = [price.0, deal, all.unwrap_or(0), shop.unwrap_or(0), theirs.unwrap_or(0)];
        let holds = |[price, deal, all_off, by_shop, by_them]: [i64; 5]| {
            let off = price.saturating_sub(deal).saturating_mul(quantity);
            let by_both = shop.is_none() || by_shop + by_them == if all.is_some() { all_off } else { off };
            by_both && (all.is_none() || off == all_off)
        };
        self.weigh(fields, amounts, &holds);
    }

    /// Lists the amounts that an identity shows to be cut, and believes those that it bears out. It is no witness of itself:
    /// one of them must be a thousand or more. An amount without a field is only a witness.
    fn weigh<const N: usize>(
        &mut self,
        fields: [Option<Field>; N],
        amounts: [i64; N],
        holds: &dyn Fn([i64; N]) -> bool,
    ) {
        let Some(cut) = settle::cut(amounts, holds) else { return };
        let row = self.row.number;
        for ((field, amount), cut) in fields.into_iter().zip(amounts).zip(cut) {
            let Some(field) = field else { continue };
            let before = self.doubts.len();
            self.doubts.retain(|doubt| doubt.row != row || doubt.field != field);
            if cut && self.doubts.len() < before {
                self.cell_fault(Fault::DamagedMoney, field, Money(amount).times(1000));
            }
        }
    }

    /// Price after discount times quantity, which the file's own figure must agree with where it has one.
    pub(super) fn subtotal(&mut self, quantity: Option<i64>) -> Money {
        let deal = self.needed_money(Field::Deal);
        let stated = match self.sheet.layout.index(Field::LineTotal) {
            Some(_) => self.needed_money(Field::LineTotal),
            None => None,
        };
        let (Some(deal), Some(quantity)) = (deal, quantity) else { return Money::ZERO };
        let Some(computed) = sane(deal.times(quantity)) else {
            self.cell_fault(Fault::TooMuch, Field::Deal, None);
            return Money::ZERO;
        };
        if stated.is_some_and(|s| s != computed) {
            // A cell that was doubted anyway is what doesn't fit.
            let at_fault = |d: &Doubt| matches!(d.field, Field::Deal | Field::LineTotal);
            let (proven, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.doubts).into_iter().partition(at_fault);
            self.doubts = open;
            for doubt in &proven {
                self.cell_fault(Fault::DamagedMoney, doubt.field, Money(doubt.value).times(1000));
            }
            if proven.is_empty() {
                self.cell_fault(Fault::InconsistentMoney, Field::LineTotal, Some(computed));
            }
        }
        computed
    }
}

/// The most that a column may say: a unit's price, or what a line or an order comes to.
fn most(field: Field) -> i64 {
    if matches!(field, Field::Price | Field::Deal) { PRICE_MAX } else { TOTAL_MAX }
}

pub(super) fn sane(amount: Option<Money>) -> Option<Money> {
    amount.filter(|amount| amount.0 <= TOTAL_MAX)
}
