//! Opening stock: what lay on the shelf when the book began with a variant. The owner brought it in; it is neither income
//! nor a debt to a supplier.

use super::{Change, Goods, Move, UNITS_MAX};
use crate::posting::{Account, Entry};
use crate::rows::{Bin, Opening};
use crate::{Day, MONEY_MAX, Refusal};

/// What a variant's opening stock does: supplier to shelf at its cost, Persediaan against Modal pemilik.
///
/// # Errors
/// `opening_known` for a variant whose stock was said before; `quantity` outside 1 to [`UNITS_MAX`]; `cost` where it is
/// negative or comes to more than one amount may be.
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
    if !(1..=UNITS_MAX).contains(&opening.units) {
        let (id, en) = (
            format!("{what}: stok awal harus 1 sampai 1.000.000."),
            format!("{what}: opening stock must be 1 to 1,000,000."),
        );
        return Err(Refusal::new("quantity", id, en).with("variant", goods.variant).with("quantity", opening.units));
    }
    let value = opening.cost;
    if !(0..=MONEY_MAX).contains(&value.0) {
        let (id, en) = (
            format!("{what}: harga beli harus nol atau lebih, dan jumlahnya masuk akal."),
            format!("{what}: a cost must be zero or more, and its sum within reason."),
        );
        return Err(Refusal::new("cost", id, en).with("variant", goods.variant));
    }
    let step = Move {
        variant: goods.variant,
        from: Bin::Supplier,
        to: Bin::Shelf,
        quantity: opening.units,
        value: Some(value),
        line: None,
    };
    let entries = Entry::new(Account::Inventory, Account::OwnerCapital, value, day).into_iter().collect();
    Ok(Change { moves: vec![step], entries, value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stock::Level;
    use crate::{Instant, Money, VariantId};

    fn plan(units: i64, cost: i64, stocked: bool) -> Result<Change, String> {
        let level = Level { stocked_at: stocked.then_some(Instant(1)), ..Level::default() };
        let goods = Goods { variant: VariantId(1), what: "Gelas", level, last_cost: None };
        open(&goods, &Opening { units, cost: Money(cost) }, Day(20_261_122)).map_err(|refusal| refusal.code.to_string())
    }

    #[test]
    fn it_is_brought_in_by_the_owner_once() {
        let change = plan(12, 48_000, false).unwrap();
        assert_eq!(change.value, Money(48_000));
        assert_eq!((change.entries[0].debit, change.entries[0].credit), (Account::Inventory, Account::OwnerCapital));
        assert!(plan(12, 0, false).unwrap().entries.is_empty(), "what cost nothing posts nothing");
        assert_eq!(plan(12, 4_000, true).unwrap_err(), "opening_known");
        assert_eq!(plan(0, 4_000, false).unwrap_err(), "quantity");
        assert_eq!(plan(1, -1, false).unwrap_err(), "cost");
        assert_eq!(plan(1, MONEY_MAX + 1, false).unwrap_err(), "cost");
    }
}
