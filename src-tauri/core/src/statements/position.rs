//! Laporan posisi keuangan: what the shop has is what it owes and what is the owner's.

use crate::chart::AccountKind;
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{AccountId, Money, Sentence, StoreId};

use super::chart::ShopChart;
use super::figures::{Balances, Figures, First, added, compare, line, sum, total};
use super::lines::{ASSETS, EQUITY, LIABILITIES, Line};

/// How the shop stood at the end of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Of each account of what it has, owes and owns: debits less credits.
    pub balances: Balances,
    /// What earlier calendar years earned.
    pub earlier: Money,
    /// What the day's calendar year has earned up to it.
    pub current: Money,
}

/// The balance sheet of these columns, each with how the shop stood at its last day.
#[must_use]
pub fn position(chart: &ShopChart, columns: Vec<StatementColumn>, at: &[Standing], compared: bool) -> Statement {
    let count = columns.len();
    let figures = figures(chart, at);
    let heading = |key: &str, id: &str, en: &str| sum((key, id, en), LineKind::Heading, Vec::new());

    let assets = part(chart, &figures, AccountKind::Asset, &ASSETS);
    let has = total(&assets, count);
    let liabilities = part(chart, &figures, AccountKind::Liability, &LIABILITIES);
    let owes = total(&liabilities, count);
    let equity = equity(chart, &figures, at);
    let owns = total(&equity, count);

    let mut lines = vec![heading("assets", "Aset", "Assets")];
    lines.extend(assets);
    lines.push(sum(("total_assets", "Jumlah aset", "Total assets"), LineKind::Total, has));
    lines.push(heading("liabilities", "Liabilitas", "Liabilities"));
    lines.extend(liabilities);
    lines.push(sum(("total_liabilities", "Jumlah liabilitas", "Total liabilities"), LineKind::Sum, owes.clone()));
    lines.push(heading("equity", "Ekuitas", "Equity"));
    lines.extend(equity);
    lines.push(sum(("total_equity", "Jumlah ekuitas", "Total equity"), LineKind::Sum, owns.clone()));
    let both = ("total_liabilities_and_equity", "Liabilitas dan ekuitas", "Liabilities and equity");
    lines.push(sum(both, LineKind::Total, added(&owes, &owns)));
    if compared {
        compare(&mut lines, |_| None);
    }
    let title = Sentence::new("Laporan posisi keuangan", "Statement of financial position");
    Statement { kind: StatementKind::Balance, title, columns, lines }
}

/// What it has is positive as debited, what it owes and owns as credited.
fn figures<'a>(chart: &'a ShopChart, at: &[Standing]) -> Figures<'a> {
    let mut figures = Figures::new(chart, at.len());
    for (column, standing) in at.iter().enumerate() {
        for (account, balance) in &standing.balances {
            match chart.get(*account).map(|account| account.kind) {
                Some(AccountKind::Asset) => figures.add(column, *account, StoreId(0), *balance),
                Some(AccountKind::Liability | AccountKind::Equity) => {
                    figures.add(column, *account, StoreId(0), -*balance);
                }
                _ => {}
            }
        }
    }
    figures
}

/// The lines of one kind: those where nothing ever was are left out.
fn part(chart: &ShopChart, figures: &Figures<'_>, kind: AccountKind, lines: &[Line]) -> Vec<StatementLine> {
    let mut part = Vec::new();
    for (key, id, en) in lines {
        let accounts = chart.of_line(&[kind], key);
        let some = accounts.iter().any(|account| figures.of(&[*account], None).iter().any(|a| *a != Money::ZERO));
        if some || key == &crate::chart::CASH_LINE {
            part.extend(figures.line((key, Sentence::new(*id, *en)), accounts, First::Account));
        }
    }
    part
}

/// The owner's money an account each, and what the shop earned: no entry says that, so it is computed.
fn equity(chart: &ShopChart, figures: &Figures<'_>, at: &[Standing]) -> Vec<StatementLine> {
    let mut lines = Vec::new();
    for account in chart.of_line(&[AccountKind::Equity], EQUITY) {
        if figures.of(&[account], None).iter().any(|amount| *amount != Money::ZERO) {
            lines.extend(figures.line((&chart.key(account), chart.name(account)), vec![account], First::Account));
        }
    }
    let of_profit = |kind: AccountKind| matches!(kind, AccountKind::Income | AccountKind::Expense);
    let accounts: Vec<AccountId> =
        chart.accounts().filter(|account| of_profit(account.kind)).map(|account| account.id).collect();
    let mut computed = |key: &str, id: &str, en: &str, amounts: Vec<Money>| {
        let own = line(key, Sentence::new(id, en), LineKind::Line, amounts);
        lines.push(StatementLine { accounts: accounts.clone(), ..own });
    };
    let earlier: Vec<Money> = at.iter().map(|standing| standing.earlier).collect();
    let current = at.iter().map(|standing| standing.current).collect();
    if earlier.iter().any(|amount| *amount != Money::ZERO) {
        computed("earlier_profit", "Laba tahun lalu", "Profit of earlier years", earlier);
    }
    computed("current_profit", "Laba tahun berjalan", "Profit of this year", current);
    lines
}
