//! Laba rugi in the form that SAK EMKM gives (IAI, illustrative statements): revenue, expenses, tax, profit. Expenses are positive
//! here and taken off.

use crate::chart::AccountKind::{Expense, Income};
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{AccountId, Money, Sentence};

use super::chart::ShopChart;
use super::figures::{Sum, added, compare, line, sum};
use super::income::figures;
use super::lines::{COST_OF_GOODS, Listed, NET_SALES, OUTSIDE, TAX, line_of};

/// The income statement of SAK EMKM.
#[must_use]
pub fn emkm(chart: &ShopChart, columns: Vec<StatementColumn>, sums: &[Vec<Sum>], compared: bool) -> Statement {
    let figures = figures(chart, &columns, sums);
    let accounts = |wanted: &dyn Fn(&Listed) -> bool| -> Vec<AccountId> {
        let of_profit = chart.accounts().filter(|account| matches!(account.kind, Income | Expense));
        of_profit.filter(|account| wanted(account)).map(|account| account.id).collect()
    };
    let row = |(key, id, en): (&str, &str, &str), accounts: Vec<AccountId>, spent: bool| -> StatementLine {
        let amounts = figures.of(&accounts, None);
        let amounts = if spent { turned(&amounts) } else { amounts };
        StatementLine { accounts, ..line(key, Sentence::new(id, en), LineKind::Line, amounts) }
    };
    let heading = |key: &str, id: &str, en: &str| sum((key, id, en), LineKind::Heading, Vec::new());
    let revenue = row(("revenue", "Pendapatan usaha", "Revenue"), accounts(&|a| line_of(a) == NET_SALES), false);
    let other = accounts(&|a| line_of(a) == OUTSIDE && a.kind == Income);
    let other = row(("other_income", "Pendapatan lain-lain", "Other income"), other, false);
    let earned = added(&revenue.amounts, &other.amounts);
    let goods = row(
        ("cost_of_goods", "Beban pokok penjualan", "Cost of goods sold"),
        accounts(&|a| line_of(a) == COST_OF_GOODS),
        true,
    );
    let business = accounts(&|a| ![NET_SALES, COST_OF_GOODS, OUTSIDE, TAX].contains(&line_of(a)));
    let business = row(("operating_expenses", "Beban usaha", "Operating expenses"), business, true);
    let lost = accounts(&|a| line_of(a) == OUTSIDE && a.kind == Expense);
    let lost = row(("other_costs", "Beban lain-lain", "Other expenses"), lost, true);
    let spent = added(&added(&goods.amounts, &business.amounts), &lost.amounts);
    let tax = row(("tax", "Beban pajak penghasilan", "Income tax expense"), accounts(&|a| line_of(a) == TAX), true);
    let before = added(&earned, &turned(&spent));
    let after = added(&before, &turned(&tax.amounts));
    let mut lines = vec![
        heading("revenues", "Pendapatan", "Revenue"),
        revenue,
        other,
        sum(("total_revenue", "Jumlah pendapatan", "Total revenue"), LineKind::Sum, earned),
        heading("expenses", "Beban", "Expenses"),
        goods,
        business,
        lost,
        sum(("total_expenses", "Jumlah beban", "Total expenses"), LineKind::Sum, spent),
        sum(
            ("profit_before_tax", "Laba (rugi) sebelum pajak penghasilan", "Profit (loss) before income tax"),
            LineKind::Sum,
            before,
        ),
        tax,
        sum(
            ("profit", "Laba (rugi) setelah pajak penghasilan", "Profit (loss) after income tax"),
            LineKind::Total,
            after,
        ),
    ];
    if compared {
        let spent = ["cost_of_goods", "operating_expenses", "other_costs", "total_expenses", "tax"];
        compare(&mut lines, |line| Some(!spent.contains(&line.key.as_str())));
    }
    let title = Sentence::new("Laporan laba rugi (SAK EMKM)", "Income statement (SAK EMKM)");
    Statement { kind: StatementKind::Emkm, title, columns, lines }
}

fn turned(amounts: &[Money]) -> Vec<Money> {
    amounts.iter().map(|amount| -*amount).collect()
}
