//! Goods that go back to whom they came from.

use super::{Change, Goods, Move};
use crate::posting::{Account, Entry};
use crate::rows::Bin;
use crate::{Day, MONEY_MAX, Money, Refusal};

/// What goods sent back to the supplier do: shelf to supplier at moving average, and as much less is owed as the supplier gives for
/// them (`credit`). What that differs from their cost is a difference of purchase prices, not of stock.
///
/// # Errors
/// `quantity` outside 1 to [`UNITS_MAX`]; `stock_short` where the shelf has fewer; `credit` below zero or beyond reason.
pub fn send_back(goods: &Goods<'_>, units: i64, credit: Money, day: Day) -> Result<Change, Refusal> {
    let (variant, what) = (goods.variant, goods.what);
    goods.may_move(units)?;
    if !(0..=MONEY_MAX).contains(&credit.0) {
        let (id, en) = (
            format!("{what}: potongan dari pemasok harus nol atau lebih, dan jumlahnya masuk akal."),
            format!("{what}: what the supplier gives back must be zero or more, and within reason."),
        );
        return Err(Refusal::new("credit", id, en).with("variant", variant).with("credit", credit.0));
    }
    if units > goods.level.shelf {
        return Err(goods.too_few(Bin::Shelf, units));
    }
    let cost = goods.level.cost_of(units);
    let step = Move { variant, from: Bin::Shelf, to: Bin::Supplier, quantity: units, value: Some(cost), line: None };
    let stock = Entry::new(Account::SupplierPayable, Account::Inventory, cost, day);
    let rest = Entry::new(Account::SupplierPayable, Account::PurchaseDifference, credit - cost, day);
    Ok(Change { moves: vec![step], entries: stock.into_iter().chain(rest).collect(), value: -cost })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VariantId;
    use crate::stock::Level;

    fn plan(units: i64, credit: i64) -> Result<Change, String> {
        let level = Level { shelf: 4, value: Money(1_000), ..Level::default() };
        let goods = Goods { variant: VariantId(1), what: "Gelas", level, last_cost: None, short: 0 };
        send_back(&goods, units, Money(credit), Day(20_261_122)).map_err(|refusal| refusal.code)
    }

    /// At average; what the supplier gives more or less is a difference of prices (erpnext #37424 used the receipt's price, and the
    /// stock fell below zero).
    #[test]
    fn what_goes_back_leaves_at_average() {
        let change = plan(2, 600).unwrap();
        assert_eq!(change.value, Money(-500));
        let owed: i64 = change
            .entries
            .iter()
            .map(|e| if e.debit == Account::SupplierPayable { e.amount.0 } else { -e.amount.0 })
            .sum();
        assert_eq!(owed, 600);
        let less = plan(2, 450).unwrap();
        assert_eq!(
            (less.entries[1].debit, less.entries[1].credit),
            (Account::PurchaseDifference.id(), Account::SupplierPayable.id())
        );
        assert_eq!(less.entries[1].amount, Money(50));
        assert_eq!(plan(4, 0).unwrap().value, Money(-1_000));
        assert_eq!(
            (plan(5, 1).unwrap_err(), plan(0, 1).unwrap_err(), plan(1, -1).unwrap_err()),
            ("stock_short".into(), "quantity".into(), "credit".into())
        );
    }
}
