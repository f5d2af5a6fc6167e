//! Neraca saldo: every account with what it began with, what moved and what it ended with; debits equal credits in each.

use std::collections::BTreeMap;

use crate::chart::AccountKind;
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{AccountId, Money, Sentence};

use super::chart::ShopChart;
use super::figures::{Sum, line, sum};
use super::position::Standing;

/// What a trial balance is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trial {
    /// How the shop stood before the first day; its current year is that of the first day.
    pub before: Standing,
    /// Sums of what earns and what that costs, from the first of the year up to the day before the first.
    pub year: Vec<Sum>,
    /// Sums of the period.
    pub sums: Vec<Sum>,
}

/// The trial balance: columns are debit and credit at the beginning, in the period, and at the end.
#[must_use]
pub fn trial(chart: &ShopChart, columns: Vec<StatementColumn>, of: &Trial) -> Statement {
    let mut rows: BTreeMap<AccountId, [Money; 3]> = BTreeMap::new();
    let earns = |id: AccountId| {
        chart.get(id).is_some_and(|account| matches!(account.kind, AccountKind::Income | AccountKind::Expense))
    };
    for (account, balance) in of.before.balances.iter().filter(|(account, _)| !earns(**account)) {
        rows.entry(*account).or_default()[0] += *balance;
    }
    for sum in of.year.iter().filter(|sum| earns(sum.account)) {
        rows.entry(sum.account).or_default()[0] += sum.debit - sum.credit;
    }
    for sum in &of.sums {
        let row = rows.entry(sum.account).or_default();
        row[1] += sum.debit;
        row[2] += sum.credit;
    }
    let mut lines: Vec<StatementLine> = Vec::new();
    for (account, [before, debit, credit]) in rows {
        let amounts = columns_of(before, debit, credit);
        if amounts.iter().any(|amount| *amount != Money::ZERO) {
            let label = chart.name(account);
            let label = Sentence::new(format!("{account} {}", label.id), format!("{account} {}", label.en));
            let own = line(&account.to_string(), label, LineKind::Line, amounts);
            lines.push(StatementLine { accounts: vec![account], ..own });
        }
    }
    if of.before.earlier != Money::ZERO {
        let amounts = columns_of(-of.before.earlier, Money::ZERO, Money::ZERO);
        let label = Sentence::new("Laba tahun lalu", "Profit of earlier years");
        lines.push(line("earlier_profit", label, LineKind::Line, amounts));
    }
    let total = super::figures::total(&lines, columns.len());
    lines.push(sum(("total", "Jumlah", "Total"), LineKind::Total, total));
    Statement { kind: StatementKind::Trial, title: Sentence::new("Neraca saldo", "Trial balance"), columns, lines }
}

/// Debit and credit: before, in the period, after.
fn columns_of(before: Money, debit: Money, credit: Money) -> Vec<Money> {
    let sides = |balance: Money| [Money(balance.0.max(0)), Money((-balance).0.max(0))];
    let [[before_debit, before_credit], [after_debit, after_credit]] = [sides(before), sides(before + debit - credit)];
    vec![before_debit, before_credit, debit, credit, after_debit, after_credit]
}
