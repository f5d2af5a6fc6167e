//! Goods that arrive on the shelf at what they cost: received from a supplier, or there when the book began with them.

use super::{Change, Goods, Move};
use crate::posting::{Account, Entry};
use crate::rows::{Bin, Opening};
use crate::{AccountId, Day, MONEY_MAX, Money, Refusal};

/// What goods received do: supplier to shelf at their cost, which is owed to the supplier, and at what their coming has cost beside
/// (`extra`: freight, packing), which is owed or was paid to others.
///
/// # Errors
/// `quantity` outside 1 to [`UNITS_MAX`]; `cost` where one is negative or more than one amount may be.
pub fn receive(
    goods: &Goods<'_>,
    units: i64,
    cost: Money,
    extra: &[(AccountId, Money)],
    day: Day,
) -> Result<Change, Refusal> {
    let mut change = arrive(goods, units, cost, Account::SupplierPayable, day)?;
    for (account, amount) in extra {
        change.entries.extend(Entry::new(Account::Inventory, *account, *amount, day));
        change.value += *amount;
    }
    if !(0..=MONEY_MAX).contains(&change.value.0) {
        return Err(unreasonable(goods, change.value));
    }
    change.moves[0].value = Some(change.value);
    Ok(change)
}

/// What a variant's opening stock does: supplier to shelf at its cost, against Saldo awal. It is neither income nor a debt
/// to a supplier.
///
/// # Errors
/// `opening_known` for a variant whose stock was said before; those of [`receive`].
pub fn open(goods: &Goods<'_>, opening: &Opening, day: Day) -> Result<Change, Refusal> {
    let what = goods.what;
    if goods.level.stocked_at.is_some() {
        let there = goods.level.on_hand();
        let (id, en) = (
            format!(
                "Stok {what} sudah tercatat: {there}. Pakai Terima barang, Sesuaikan atau Opname untuk mengubahnya."
            ),
            format!("The stock of {what} is known already: {there}. Receive, adjust or count to change it."),
        );
        return Err(Refusal::new("opening_known", id, en).with("variant", goods.variant).with("there", there));
    }
    arrive(goods, opening.units, opening.cost, Account::OpeningBalance, day)
}

fn arrive(goods: &Goods<'_>, units: i64, value: Money, from: Account, day: Day) -> Result<Change, Refusal> {
    let variant = goods.variant;
    goods.may_move(units)?;
    if !(0..=MONEY_MAX).contains(&value.0) {
        return Err(unreasonable(goods, value));
    }
    let step = Move { variant, from: Bin::Supplier, to: Bin::Shelf, quantity: units, value: Some(value), line: None };
    let entries = Entry::new(Account::Inventory, from, value, day).into_iter().collect();
    Ok(Change { moves: vec![step], entries, value })
}

fn unreasonable(goods: &Goods<'_>, cost: Money) -> Refusal {
    let what = goods.what;
    let (id, en) = (
        format!("{what}: harga beli harus nol atau lebih, dan jumlahnya masuk akal."),
        format!("{what}: a cost must be zero or more, and its sum within reason."),
    );
    Refusal::new("cost", id, en).with("variant", goods.variant).with("cost", cost.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::Level;
    use crate::stock::UNITS_MAX;
    use crate::{Instant, Money, VariantId};

    fn plan(units: i64, cost: i64, stocked: bool) -> Result<Change, String> {
        let level = Level { stocked_at: stocked.then_some(Instant(1)), ..Level::default() };
        let goods = Goods { variant: VariantId(1), what: "Gelas", level, last_cost: None, short: 0 };
        open(&goods, &Opening { units, cost: Money(cost) }, Day(20_261_122)).map_err(|refusal| refusal.code.to_string())
    }

    #[test]
    fn what_is_received_is_owed_to_the_supplier() {
        let goods = Goods { variant: VariantId(1), what: "Gelas", level: Level::default(), last_cost: None, short: 0 };
        let plan = |units, cost| {
            receive(&goods, units, Money(cost), &[(Account::CourierPayable.id(), Money(500))], Day(20_261_122))
        };
        let change = plan(3, 9_000).unwrap();
        assert_eq!(
            (change.entries[0].debit, change.entries[0].credit),
            (Account::Inventory.id(), Account::SupplierPayable.id())
        );
        assert_eq!((change.moves[0].quantity, change.moves[0].value), (3, Some(Money(9_500))));
        assert_eq!(change.entries[1].credit, Account::CourierPayable.id());
        let refused = |units, cost| plan(units, cost).unwrap_err().code.to_string();
        assert_eq!([refused(0, 1), refused(UNITS_MAX + 1, 1), refused(1, -1)], ["quantity", "quantity", "cost"]);
    }

    #[test]
    fn an_opening_is_said_once() {
        let change = plan(12, 48_000, false).unwrap();
        assert_eq!(change.value, Money(48_000));
        assert_eq!(
            (change.entries[0].debit, change.entries[0].credit),
            (Account::Inventory.id(), Account::OpeningBalance.id())
        );
        assert!(plan(12, 0, false).unwrap().entries.is_empty(), "what cost nothing posts nothing");
        assert_eq!(plan(12, 4_000, true).unwrap_err(), "opening_known");
        assert_eq!(plan(0, 4_000, false).unwrap_err(), "quantity");
        assert_eq!(plan(1, -1, false).unwrap_err(), "cost");
        assert_eq!(plan(1, MONEY_MAX + 1, false).unwrap_err(), "cost");
    }
}
