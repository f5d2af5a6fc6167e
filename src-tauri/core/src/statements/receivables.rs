//! Piutang by age, from kept sums: what an account is owed is the newest of what was debited to it, for what was paid counts for
//! the oldest first. It costs the same however many orders there are.

use crate::chart::{AccountKind, RECEIVABLE_LINE};
use crate::rows::{ReceivableRow, ReceivablesReport};
use crate::{AccountId, Day, Money, Sentence};

use super::chart::ShopChart;
use super::figures::{Balances, Sum};

/// Days up to which an age goes; what is older is the last one.
pub const AGES: [i64; 3] = [7, 14, 30];

/// A balance by age: the newest of what was added to it in each age, for what was paid counts for the oldest first. The last age is
/// what is older than those that are given.
#[must_use]
pub fn by_age(balance: Money, added: impl IntoIterator<Item = Money>) -> Vec<Money> {
    let mut left = balance;
    let mut ages: Vec<Money> = Vec::new();
    for sum in added {
        let part = Money(sum.0.clamp(0, left.0.max(0)));
        ages.push(part);
        left -= part;
    }
    // What is owed the other way round stands where it can't be taken for something old.
    if let Some(newest) = ages.first_mut().filter(|_| left.0 < 0) {
        *newest += left;
        left = Money::ZERO;
    }
    ages.push(left);
    ages
}

/// What is owed at the end of a day: the balances then, and what was debited in the days of each age, the newest first.
#[must_use]
pub fn receivables(chart: &ShopChart, day: Day, balances: &Balances, debited: &[Vec<Sum>]) -> ReceivablesReport {
    let mut rows = Vec::new();
    for account in chart.of_line(&[AccountKind::Asset], RECEIVABLE_LINE) {
        let total = balances.get(&account).copied().unwrap_or_default();
        if total == Money::ZERO {
            continue;
        }
        let debits =
            |sums: &Vec<Sum>| sums.iter().filter(|sum| sum.account == account).map(|sum| sum.debit).sum::<Money>();
        let ages = by_age(total, debited.iter().take(AGES.len()).map(debits));
        rows.push(ReceivableRow { account, label: chart.name(account), ages, total });
    }
    let sum = |at: usize| rows.iter().map(|row| row.ages[at]).sum::<Money>();
    let total = ReceivableRow {
        account: AccountId(0),
        label: Sentence::new("Jumlah", "Total"),
        ages: (0..=AGES.len()).map(sum).collect(),
        total: rows.iter().map(|row| row.total).sum(),
    };
    ReceivablesReport { day, rows, total }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StoreId;
    use crate::statements::Listed;

    #[test]
    fn what_is_owed_is_the_newest_and_its_ages_are_the_balance() {
        let listed = |id: i64| Listed {
            id: AccountId(id),
            name: format!("Piutang {id}"),
            kind: AccountKind::Asset,
            line: RECEIVABLE_LINE.to_owned(),
            cash: false,
        };
        let chart = ShopChart::new([1201, 1210, 1220, 1230].map(listed).into(), Vec::new());
        let sum = |account: i64, debit: i64| Sum {
            account: AccountId(account),
            store: StoreId(0),
            debit: Money(debit),
            credit: Money(debit / 2),
        };
        let balances = [(1201, 100), (1210, 40), (1220, -5)].map(|(id, owed)| (AccountId(id), Money(owed))).into();
        let debited = vec![vec![sum(1201, 30), sum(1210, 60)], vec![sum(1201, 20), sum(1201, 5)], vec![]];
        let report = receivables(&chart, Day(20_261_130), &balances, &debited);
        let ages: Vec<Vec<i64>> = report.rows.iter().map(|row| row.ages.iter().map(|age| age.0).collect()).collect();
        assert_eq!(ages, [[30, 25, 0, 45], [40, 0, 0, 0], [-5, 0, 0, 0]]);
        assert_eq!((report.total.total, report.total.ages.iter().copied().sum()), (Money(135), Money(135)));
    }
}
