//! Laba rugi, as the shop runs itself: from what was sold to what stayed.

use crate::chart::AccountKind::{Expense, Income};
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{Money, Sentence};

use super::chart::ShopChart;
use super::figures::{Figures, First, Sum, added, compare, share, sum, total};
use super::lines::{COST_OF_GOODS, EXPENSES, NET_SALES, OUTSIDE, TAX};

/// The income statement of these columns, each with the sums of its days. `compared`: the first is held against the second.
#[must_use]
pub fn income(chart: &ShopChart, columns: Vec<StatementColumn>, sums: &[Vec<Sum>], compared: bool) -> Statement {
    let figures = figures(chart, &columns, sums);
    let count = columns.len();
    let mut lines = sales(chart, &figures);
    let net = total(&lines, count);
    lines.push(sum(("net_sales", "Penjualan bersih", "Net sales"), LineKind::Sum, net.clone()));
    let of_line = |line: &str| chart.of_line(&[Income, Expense], line);

    let goods = figures.line((COST_OF_GOODS, said("HPP", "Cost of goods")), of_line(COST_OF_GOODS), First::Store);
    let gross = added(&net, &total(&goods, count));
    lines.extend(goods);
    lines.push(sum(("gross_profit", "Laba kotor", "Gross profit"), LineKind::Sum, gross.clone()));

    let spent = expenses(chart, &figures);
    let operating = added(&gross, &total(&spent, count));
    lines.extend(spent);
    lines.push(sum(("operating_profit", "Laba usaha", "Operating profit"), LineKind::Sum, operating.clone()));

    let outside = outside(chart, &figures);
    let before_tax = added(&operating, &total(&outside, count));
    lines.extend(outside);
    let named = ("profit_before_tax", "Laba sebelum pajak", "Profit before tax");
    lines.push(sum(named, LineKind::Sum, before_tax.clone()));
    let tax = figures.line((TAX, said("PPh final", "Final income tax")), of_line(TAX), First::Account);
    let profit = added(&before_tax, &total(&tax, count));
    lines.extend(tax);
    lines.push(sum(("profit", "Laba", "Profit"), LineKind::Total, profit));

    for line in &mut lines {
        line.shares = line.amounts.iter().zip(&net).map(|(amount, net)| share(*amount, *net)).collect();
    }
    if compared {
        compare(&mut lines, |_| Some(true));
    }
    Statement { kind: StatementKind::Income, title: said("Laba rugi", "Income statement"), columns, lines }
}

fn said(id: &str, en: &str) -> Sentence {
    Sentence::new(id, en)
}

/// What each account of the sums earned, positive, or cost, negative; of one store alone where a column is of one.
pub(super) fn figures<'a>(chart: &'a ShopChart, columns: &[StatementColumn], sums: &[Vec<Sum>]) -> Figures<'a> {
    let mut figures = Figures::new(chart, columns.len());
    for (at, (column, sums)) in columns.iter().zip(sums).enumerate() {
        for sum in sums.iter().filter(|sum| column.store.is_none_or(|store| store == sum.store)) {
            if chart.get(sum.account).is_some_and(|account| matches!(account.kind, Income | Expense)) {
                figures.add(at, sum.account, sum.store, sum.credit - sum.debit);
            }
        }
    }
    figures
}

/// The accounts of net sales, a line each: the three that rules post to always, others where there is something.
fn sales(chart: &ShopChart, figures: &Figures<'_>) -> Vec<StatementLine> {
    let always = [4101, 4102, 4103];
    each(chart, figures, NET_SALES, First::Store, |number| always.contains(&number))
}

/// What the business costs, a line each.
pub(super) fn expenses(chart: &ShopChart, figures: &Figures<'_>) -> Vec<StatementLine> {
    let line = |(key, id, en): &(&str, &str, &str)| {
        let first = if *key == super::lines::MARKETPLACE_FEES { First::Store } else { First::Account };
        figures.line((key, said(id, en)), chart.of_line(&[Income, Expense], key), first)
    };
    EXPENSES.iter().flat_map(line).collect()
}

/// What isn't the business itself, a line for each account that has something.
fn outside(chart: &ShopChart, figures: &Figures<'_>) -> Vec<StatementLine> {
    each(chart, figures, OUTSIDE, First::Store, |_| false)
}

fn each(
    chart: &ShopChart,
    figures: &Figures<'_>,
    line: &str,
    first: First,
    always: impl Fn(i64) -> bool,
) -> Vec<StatementLine> {
    let mut lines = Vec::new();
    for account in chart.of_line(&[Income, Expense], line) {
        let some = figures.of(&[account], None).iter().any(|amount| *amount != Money::ZERO);
        if some || always(account.0) {
            lines.extend(figures.line((&chart.key(account), chart.name(account)), vec![account], first));
        }
    }
    lines
}
