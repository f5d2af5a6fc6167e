//! Stock adjusted without a count: found, lost, damaged, repaired, thrown away. Each is a fact: it may leave less than
//! open orders want, which is then shown as "stok kurang".

use super::{Level, Move};
use crate::posting::{Account, Entry};
use crate::rows::{AdjustKind, Bin};
use crate::{Day, MONEY_MAX, Money, Refusal, VariantId};

/// Units of one adjustment or count at most.
pub const UNITS_MAX: i64 = 1_000_000;

/// What an adjustment or a count changes: moves, and the postings that go with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Units from bin to bin.
    pub moves: Vec<Move>,
    /// Inventory against stock difference or damaged goods.
    pub entries: Vec<Entry>,
    /// What inventory gains by it; a loss is negative.
    pub value: Money,
}

/// A variant whose stock is set right.
#[derive(Clone, Copy, Debug)]
pub struct Goods<'a> {
    /// The variant.
    pub variant: VariantId,
    /// Product and variant, for sentences.
    pub what: &'a str,
    /// Its level now.
    pub level: Level,
    /// What a unit last cost; none where nobody ever said.
    pub last_cost: Option<Money>,
    /// Units that were sold beyond what the shelf had, and have no goods yet.
    pub short: i64,
}

impl Goods<'_> {
    /// Units that should lie on the shelf by the book: below zero where more was sold than there was.
    #[must_use]
    pub fn expected(&self) -> i64 {
        self.level.shelf - self.short
    }

    /// Whether what is found is the first that the shop says of this variant: it was there when the book began, and is
    /// neither gain nor loss.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.level.stocked_at.is_none()
    }

    /// Whether what is found would come in at nothing, because nobody ever said what a unit costs.
    #[must_use]
    pub fn has_no_cost(&self) -> bool {
        self.level.value == Money::ZERO && self.last_cost.is_none()
    }

    /// What `units` found cost: `typed` a unit, else the average of what is on hand, else what a unit last cost. Goods of
    /// which nobody ever said a cost come in at nothing.
    ///
    /// # Errors
    /// `cost` below zero or beyond what one amount may be.
    fn cost_of_found(&self, units: i64, typed: Option<Money>) -> Result<Money, Refusal> {
        let on_hand = self.level.on_hand();
        let cost = match (typed, on_hand > 0) {
            (Some(unit), _) => unit.times(units),
            (None, true) => {
                let exact = i128::from(self.level.value.0) * i128::from(units) / i128::from(on_hand);
                i64::try_from(exact).ok().map(Money)
            }
            (None, false) => self.last_cost.unwrap_or_default().times(units),
        };
        cost.filter(|c| (0..=MONEY_MAX).contains(&c.0)).ok_or_else(|| {
            let (id, en) = (
                format!("{}: harga beli harus nol atau lebih, dan jumlahnya masuk akal.", self.what),
                format!("{}: a cost must be zero or more, and its sum within reason.", self.what),
            );
            Refusal::new("cost", id, en).with("variant", self.variant)
        })
    }

    /// Units found: loss to shelf, Persediaan against Selisih stok; against Saldo awal where they are the first of their kind.
    ///
    /// # Errors
    /// `cost`, see [`Goods::cost_of_found`].
    pub(super) fn found(&self, units: i64, typed: Option<Money>, day: Day) -> Result<Change, Refusal> {
        let value = self.cost_of_found(units, typed)?;
        let against = if self.is_first() { Account::OpeningBalance } else { Account::StockDifference };
        Ok(self.change((Bin::Loss, Bin::Shelf), units, value, against, day))
    }

    /// Units gone from the shelf: at moving average, against the account that bears the loss.
    pub(super) fn gone(&self, to: Bin, units: i64, account: Account, day: Day) -> Change {
        self.change((Bin::Shelf, to), units, -self.level.cost_of(units), account, day)
    }

    /// One move, and its posting: `value` is what inventory gains.
    fn change(&self, (from, to): (Bin, Bin), quantity: i64, value: Money, account: Account, day: Day) -> Change {
        let cost = if value.0 < 0 { -value } else { value };
        let step = Move { variant: self.variant, from, to, quantity, value: Some(cost), line: None };
        let entries = Entry::new(Account::Inventory, account, value, day).into_iter().collect();
        Change { moves: vec![step], entries, value }
    }

    /// Refuses units that nobody receives or sends in one go.
    pub(super) fn may_move(&self, units: i64) -> Result<(), Refusal> {
        if (1..=UNITS_MAX).contains(&units) {
            return Ok(());
        }
        let what = self.what;
        let (id, en) = (
            format!("{what}: jumlah harus 1 sampai 1.000.000."),
            format!("{what}: a quantity must be 1 to 1,000,000."),
        );
        Err(Refusal::new("quantity", id, en).with("variant", self.variant).with("quantity", units))
    }

    pub(super) fn too_few(&self, bin: Bin, wanted: i64) -> Refusal {
        let (what, packed) = (self.what, self.level.packed);
        let (there, id, en) = match bin {
            Bin::Damaged => {
                let there = self.level.damaged;
                (
                    there,
                    format!("{what}: hanya {there} yang tercatat rusak, bukan {wanted}."),
                    format!("{what}: only {there} are known as damaged, not {wanted}."),
                )
            }
            _ if packed > 0 => {
                let there = self.level.shelf;
                (
                    there,
                    format!(
                        "{what}: hanya {there} di rak, {packed} lagi sudah dalam paket. Buka paketnya dulu, atau kurangi jumlahnya."
                    ),
                    format!(
                        "{what}: only {there} on the shelf, {packed} more are in parcels. Open the parcel first, or lower the quantity."
                    ),
                )
            }
            _ => {
                let there = self.level.shelf;
                (
                    there,
                    format!("{what}: hanya {there} di rak, bukan {wanted}."),
                    format!("{what}: only {there} on the shelf, not {wanted}."),
                )
            }
        };
        Refusal::new("stock_short", id, en).with("variant", self.variant).with("there", there).with("wanted", wanted)
    }
}

/// What it means that `on_shelf` units are on the shelf: found or lost, and how many. What was sold beyond the shelf must have
/// been there too: it is found with them.
///
/// # Errors
/// `quantity` outside 0 to [`UNITS_MAX`]; `unchanged` where the book has as many.
pub fn difference(goods: &Goods<'_>, on_shelf: i64) -> Result<(AdjustKind, i64), Refusal> {
    if !(0..=UNITS_MAX).contains(&on_shelf) {
        let (id, en) = ("Jumlah di rak harus 0 sampai 1.000.000.", "What is on the shelf must be 0 to 1,000,000.");
        return Err(Refusal::new("quantity", id, en).with("quantity", on_shelf));
    }
    match on_shelf - goods.expected() {
        0 if goods.short == 0 => {
            let what = goods.what;
            let (id, en) = (
                format!("{what}: menurut buku memang ada {on_shelf} di rak. Tidak ada yang diubah."),
                format!("{what}: the book has {on_shelf} on the shelf already. Nothing was changed."),
            );
            Err(Refusal::new("unchanged", id, en).with("variant", goods.variant))
        }
        more if more >= 0 => Ok((AdjustKind::Found, more)),
        fewer => Ok((AdjustKind::Lost, -fewer)),
    }
}

/// What an adjustment does to stock and money.
///
/// - Found: loss to shelf at the typed cost, else at average cost; Persediaan against Selisih stok, or against Saldo awal
///   where nobody had said how many there are.
/// - Lost: shelf to loss at average cost; Selisih stok against Persediaan.
/// - Damaged: shelf to damaged at average cost; Kerugian barang rusak against Persediaan. What is damaged is worth
///   nothing from then on.
/// - Repaired: damaged to shelf at the typed cost, else at nothing, as it was written off whole; Persediaan against
///   Kerugian barang rusak.
/// - Discarded: damaged to loss; no money, its value is gone already.
/// - Set: found or lost, by its [`difference`].
///
/// # Errors
/// `quantity` outside 1 to [`UNITS_MAX`]; `stock_short` where the shelf or the damaged bin has fewer; `cost` where it is
/// negative, too high, or typed for what isn't found or repaired.
pub fn adjust(
    goods: &Goods<'_>,
    kind: AdjustKind,
    units: i64,
    typed: Option<Money>,
    day: Day,
) -> Result<Change, Refusal> {
    if kind == AdjustKind::Set {
        let (kind, units) = difference(goods, units)?;
        return adjust(goods, kind, units, typed, day);
    }
    if !(1..=UNITS_MAX).contains(&units) {
        let (id, en) = ("Jumlah harus 1 sampai 1.000.000.", "A quantity must be 1 to 1,000,000.");
        return Err(Refusal::new("quantity", id, en).with("quantity", units));
    }
    if typed.is_some() && !matches!(kind, AdjustKind::Found | AdjustKind::Repaired) {
        let (id, en) = (
            "Harga beli hanya diisi untuk barang yang ditemukan atau diperbaiki.",
            "A cost is only for goods found or repaired.",
        );
        return Err(Refusal::new("cost", id, en));
    }
    let (bin, there) = match kind {
        AdjustKind::Found | AdjustKind::Set => return goods.found(units, typed, day),
        AdjustKind::Lost | AdjustKind::Damaged => (Bin::Shelf, goods.level.shelf),
        AdjustKind::Repaired | AdjustKind::Discarded => (Bin::Damaged, goods.level.damaged),
    };
    if units > there {
        return Err(goods.too_few(bin, units));
    }
    Ok(match kind {
        AdjustKind::Damaged => goods.gone(Bin::Damaged, units, Account::DamagedGoods, day),
        AdjustKind::Repaired => {
            let value = goods.cost_of_found(units, Some(typed.unwrap_or_default()))?;
            goods.change((Bin::Damaged, Bin::Shelf), units, value, Account::DamagedGoods, day)
        }
        AdjustKind::Discarded => {
            let step = Move {
                variant: goods.variant,
                from: Bin::Damaged,
                to: Bin::Loss,
                quantity: units,
                value: None,
                line: None,
            };
            Change { moves: vec![step], ..Change::default() }
        }
        AdjustKind::Found | AdjustKind::Set | AdjustKind::Lost => {
            goods.gone(Bin::Loss, units, Account::StockDifference, day)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Instant;
    use crate::stock::Levels;
    use proptest::prelude::*;

    const V: VariantId = VariantId(1);
    const DAY: Day = Day(20_261_122);

    fn goods(level: Level) -> Goods<'static> {
        let level = Level { stocked_at: Some(Instant(0)), ..level };
        Goods { variant: V, what: "Gelas, Hijau", level, last_cost: None, short: 0 }
    }

    #[test]
    fn the_last_units_take_all_of_the_value() {
        let level = Level { shelf: 3, value: Money(10_000), ..Level::default() };
        let two = adjust(&goods(level), AdjustKind::Lost, 2, None, DAY).unwrap();
        let all = adjust(&goods(level), AdjustKind::Damaged, 3, None, DAY).unwrap();
        assert_eq!((two.value, all.value), (Money(-6_666), Money(-10_000)));
        assert_eq!(all.entries[0].debit, Account::DamagedGoods);
    }

    #[test]
    fn what_is_found_on_an_empty_shelf_costs_what_it_last_did() {
        let empty = Goods { last_cost: Some(Money(9_000)), ..goods(Level::default()) };
        assert_eq!(adjust(&empty, AdjustKind::Found, 2, None, DAY).unwrap().value, Money(18_000));
        assert_eq!(adjust(&empty, AdjustKind::Found, 2, Some(Money(500)), DAY).unwrap().value, Money(1_000));
        assert!(adjust(&goods(Level::default()), AdjustKind::Found, 2, None, DAY).unwrap().entries.is_empty());
    }

    #[test]
    fn each_refusal_has_its_code() {
        let level = Level { shelf: 3, packed: 2, damaged: 1, value: Money(10_000), ..Level::default() };
        for (kind, units, typed, code) in [
            (AdjustKind::Lost, 4, None, "stock_short"),
            (AdjustKind::Damaged, 4, None, "stock_short"),
            (AdjustKind::Repaired, 2, None, "stock_short"),
            (AdjustKind::Discarded, 2, None, "stock_short"),
            (AdjustKind::Found, 0, None, "quantity"),
            (AdjustKind::Found, i64::MAX, None, "quantity"),
            (AdjustKind::Found, 1, Some(-1), "cost"),
            (AdjustKind::Found, 2, Some(MONEY_MAX), "cost"),
            (AdjustKind::Lost, 1, Some(1), "cost"),
        ] {
            let refused = adjust(&goods(level), kind, units, typed.map(Money), DAY).unwrap_err();
            assert_eq!(refused.code, code, "{kind:?} {units}");
        }
    }

    #[test]
    fn a_number_on_the_shelf_is_found_or_lost_by_the_difference() {
        let level = Level { shelf: 3, packed: 2, value: Money(10_000), ..Level::default() };
        let to = |units| adjust(&goods(level), AdjustKind::Set, units, None, DAY);
        assert_eq!(to(5), adjust(&goods(level), AdjustKind::Found, 2, None, DAY));
        assert_eq!(to(0), adjust(&goods(level), AdjustKind::Lost, 3, None, DAY));
        assert_eq!(to(3).unwrap_err().code, "unchanged");
        assert_eq!(to(-1).unwrap_err().code, "quantity");
    }

    #[test]
    fn the_first_that_is_found_was_there_when_the_book_began() {
        let first = Goods { level: Level::default(), ..goods(Level::default()) };
        let found = |goods: &Goods<'_>| adjust(goods, AdjustKind::Set, 3, Some(Money(4_000)), DAY).unwrap().entries[0];
        assert_eq!((found(&first).credit, found(&first).amount), (Account::OpeningBalance.id(), Money(12_000)));
        assert_eq!(found(&goods(Level::default())).credit, Account::StockDifference);
    }

    #[test]
    fn what_was_sold_beyond_the_shelf_is_found_with_it() {
        let short = Goods { short: 2, ..goods(Level::default()) };
        assert_eq!(difference(&short, 5).unwrap(), (AdjustKind::Found, 7));
        assert_eq!(difference(&short, 0).unwrap(), (AdjustKind::Found, 2));
        let back = Goods { short: 2, ..goods(Level { shelf: 3, ..Level::default() }) };
        assert_eq!(difference(&back, 1).unwrap(), (AdjustKind::Found, 0));
        assert_eq!(difference(&back, 0).unwrap(), (AdjustKind::Lost, 1));
    }

    proptest! {
        /// Whatever is adjusted: the level's value is what was posted to Persediaan, and nothing on hand is worth nothing.
        #[test]
        fn inventory_equals_the_value_of_stock(
            steps in prop::collection::vec((0usize..5, 1i64..20, prop::option::of(0i64..50_000)), 0..60),
        ) {
            let kinds = [AdjustKind::Found, AdjustKind::Lost, AdjustKind::Damaged, AdjustKind::Repaired, AdjustKind::Discarded];
            let mut levels = Levels::default();
            let mut posted = 0;
            for (kind, units, typed) in steps {
                let Ok(change) = adjust(&goods(levels.of(V)), kinds[kind], units, typed.map(Money), DAY) else { continue };
                for step in &change.moves {
                    levels.apply(step).unwrap();
                }
                for entry in &change.entries {
                    posted += if entry.debit == Account::Inventory { entry.amount.0 } else { -entry.amount.0 };
                }
                let level = levels.of(V);
                prop_assert_eq!(level.value.0, posted);
                prop_assert!(level.on_hand() > 0 || posted == 0);
            }
        }
    }
}
