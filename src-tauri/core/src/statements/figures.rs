//! Sums of a period and balances of a day, and the lines that are made of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::rows::{LineChange, LineKind, StatementLine};
use crate::{AccountId, Money, Sentence, StoreId};

use super::chart::ShopChart;

/// What was debited and credited to an account in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum {
    /// The account.
    pub account: AccountId,
    /// Of which store; zero for none.
    pub store: StoreId,
    /// Debited.
    pub debit: Money,
    /// Credited.
    pub credit: Money,
}

/// Balances at the end of a day: debits less credits, by account.
pub type Balances = BTreeMap<AccountId, Money>;

/// What was earned in a period: credits less debits of what earns and what that costs.
#[must_use]
pub fn profit_of(chart: &ShopChart, sums: &[Sum]) -> Money {
    use crate::chart::AccountKind::{Expense, Income};
    let earns = |sum: &&Sum| chart.get(sum.account).is_some_and(|account| matches!(account.kind, Income | Expense));
    sums.iter().filter(earns).map(|sum| sum.credit - sum.debit).sum()
}

/// What the parts of a line are told apart by first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum First {
    Store,
    Account,
}

/// Amounts by account and store, one a column.
#[derive(Debug)]
pub(super) struct Figures<'a> {
    chart: &'a ShopChart,
    columns: usize,
    cells: BTreeMap<(AccountId, StoreId), Vec<Money>>,
}

impl<'a> Figures<'a> {
    pub(super) fn new(chart: &'a ShopChart, columns: usize) -> Self {
        Self { chart, columns, cells: BTreeMap::new() }
    }

    /// Adds to a cell.
    pub(super) fn add(&mut self, column: usize, account: AccountId, store: StoreId, amount: Money) {
        let cell = self.cells.entry((account, store)).or_insert_with(|| vec![Money::ZERO; self.columns]);
        if let Some(cell) = cell.get_mut(column) {
            *cell += amount;
        }
    }

    /// What these accounts come to, of one store or all.
    pub(super) fn of(&self, accounts: &[AccountId], store: Option<StoreId>) -> Vec<Money> {
        let mut amounts = vec![Money::ZERO; self.columns];
        for account in accounts {
            for ((_, of), cell) in self.cells.range((*account, StoreId(i64::MIN))..=(*account, StoreId(i64::MAX))) {
                if store.is_none_or(|store| store == *of) {
                    amounts = added(&amounts, cell);
                }
            }
        }
        amounts
    }

    /// A line, and below it what it is made of where that is more than one thing.
    pub(super) fn line(
        &self,
        (key, label): (&str, Sentence),
        accounts: Vec<AccountId>,
        first: First,
    ) -> Vec<StatementLine> {
        let amounts = self.of(&accounts, None);
        let mut lines = vec![StatementLine { accounts: accounts.clone(), ..line(key, label, LineKind::Line, amounts) }];
        self.parts(&mut lines, key, 1, (&accounts, None), &[first]);
        lines
    }

    fn parts(
        &self,
        lines: &mut Vec<StatementLine>,
        key: &str,
        depth: i64,
        (accounts, store): (&[AccountId], Option<StoreId>),
        asked: &[First],
    ) {
        let of = |account: &AccountId| {
            self.of(std::slice::from_ref(account), store).iter().any(|amount| *amount != Money::ZERO)
        };
        let accounts: Vec<AccountId> = accounts.iter().copied().filter(of).collect();
        let stores = match store {
            Some(store) => vec![store],
            None => self.stores(&accounts),
        };
        let first = asked.first().copied().unwrap_or(First::Account);
        let by = match first {
            First::Store if stores.len() < 2 => First::Account,
            First::Account if accounts.len() < 2 => First::Store,
            first => first,
        };
        match by {
            First::Store if stores.len() > 1 => {
                for store in stores {
                    let of = if store.0 == 0 { "own".to_owned() } else { format!("store{store}") };
                    self.part(lines, (format!("{key}.{of}"), self.chart.store(store)), depth, &accounts, Some(store));
                }
            }
            First::Account if accounts.len() > 1 => {
                for account in accounts {
                    let label = self.chart.name(account);
                    self.part(lines, (format!("{key}.{account}"), label), depth, &[account], store);
                }
            }
            _ => {}
        }
    }

    fn part(
        &self,
        lines: &mut Vec<StatementLine>,
        (key, label): (String, Sentence),
        depth: i64,
        accounts: &[AccountId],
        store: Option<StoreId>,
    ) {
        let amounts = self.of(accounts, store);
        let own = line(&key, label, LineKind::Line, amounts);
        lines.push(StatementLine { depth, accounts: accounts.to_vec(), store, ..own });
        if depth < 2 {
            self.parts(lines, &key, depth + 1, (accounts, store), &[First::Store]);
        }
    }

    /// The stores that have an amount of these accounts.
    fn stores(&self, accounts: &[AccountId]) -> Vec<StoreId> {
        let with = self.cells.iter().filter(|((account, _), cell)| {
            accounts.contains(account) && cell.iter().any(|amount| *amount != Money::ZERO)
        });
        // What is of no store stands last.
        let mut stores: Vec<StoreId> =
            with.map(|((_, store), _)| *store).collect::<BTreeSet<_>>().into_iter().collect();
        stores.sort_by_key(|store| (store.0 == 0, store.0));
        stores
    }
}

/// A line of the first rank without accounts.
pub(super) fn line(key: &str, label: Sentence, kind: LineKind, amounts: Vec<Money>) -> StatementLine {
    StatementLine {
        key: key.to_owned(),
        label,
        depth: 0,
        kind,
        accounts: Vec::new(),
        store: None,
        amounts,
        shares: Vec::new(),
        change: None,
    }
}

/// A sum of lines, by its key and its name in Indonesian and English.
pub(super) fn sum((key, id, en): (&str, &str, &str), kind: LineKind, amounts: Vec<Money>) -> StatementLine {
    line(key, Sentence::new(id, en), kind, amounts)
}

/// Two columns of amounts added up.
pub(super) fn added(one: &[Money], other: &[Money]) -> Vec<Money> {
    one.iter().zip(other).map(|(one, other)| *one + *other).collect()
}

/// What the lines of the first rank come to.
pub(super) fn total(lines: &[StatementLine], columns: usize) -> Vec<Money> {
    let own = lines.iter().filter(|line| line.depth == 0 && line.kind == LineKind::Line);
    own.fold(vec![Money::ZERO; columns], |sum, line| added(&sum, &line.amounts))
}

/// Says of each line how its first column stands against its second. `better`: where more of it is what a shop wants.
pub(super) fn compare(lines: &mut [StatementLine], better: impl Fn(&StatementLine) -> Option<bool>) {
    for line in lines.iter_mut() {
        if let [now, then, ..] = line.amounts[..] {
            line.change = Some(change(now, then, better(line)));
        }
    }
}

/// How a sum stands against another.
pub(super) fn change(now: Money, then: Money, better: Option<bool>) -> LineChange {
    let amount = now - then;
    let same_side = (now.0 >= 0) == (then.0 >= 0);
    let percent = (then != Money::ZERO && same_side).then(|| {
        crate::rows::percent(
            Money(now.0.saturating_abs()) - Money(then.0.saturating_abs()),
            Money(then.0.saturating_abs()),
        )
    });
    let lost = match better {
        Some(true) => amount.0 < 0,
        Some(false) => amount.0 > 0,
        None => false,
    };
    // Where there was nothing, anything bad is worse by more than a fifth.
    let fifth = then == Money::ZERO || i128::from(amount.0).abs() * 5 >= i128::from(then.0).abs();
    LineChange { amount, percent, worse: lost && fifth }
}

/// A part in thousandths of a whole, to the nearest; none of nothing.
pub(super) fn share(part: Money, whole: Money) -> Option<i64> {
    if whole == Money::ZERO {
        return None;
    }
    let (part, whole) = (i128::from(part.0) * 2000, i128::from(whole.0) * 2);
    let half = whole.abs() / 2 * part.signum();
    i64::try_from((part + half) / whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_to_the_nearest_thousandth_and_none_of_nothing() {
        let of = |part, whole| share(Money(part), Money(whole));
        assert_eq!(of(63_284_500, 61_224_500), Some(1_034));
        assert_eq!(of(-37_418_600, 61_224_500), Some(-611));
        assert_eq!((of(1, 2_000), of(1, 2_001), of(5, 0)), (Some(1), Some(0), None));
    }

    #[test]
    fn a_change_says_by_how_much_and_whether_it_got_worse_by_a_fifth() {
        let of = |now, then| change(Money(now), Money(then), Some(true));
        let fees = of(-4_439_900, -3_488_800);
        assert_eq!((fees.amount, fees.percent, fees.worse), (Money(-951_100), Some(27), true));
        let goods = of(-37_418_600, -35_122_400);
        assert_eq!((goods.amount, goods.percent, goods.worse), (Money(-2_296_200), Some(7), false));
        let ads = of(-1_850_000, -2_100_000);
        assert_eq!((ads.amount, ads.percent, ads.worse), (Money(250_000), Some(-12), false));
        assert_eq!(of(-86_400, 0), LineChange { amount: Money(-86_400), percent: None, worse: true });
        assert_eq!(of(-5, 10), LineChange { amount: Money(-15), percent: None, worse: true });
        assert!(change(Money(9), Money(5), Some(false)).worse, "more of a debt");
        assert!(of(i64::MIN, i64::MAX).worse);
    }
}
