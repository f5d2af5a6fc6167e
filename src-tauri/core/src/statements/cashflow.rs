//! Arus kas, direct: what money came in from and went out for. Money that only changes its place isn't in it.

use crate::chart::AccountKind;
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{AccountId, Money, Sentence, StoreId};

use super::chart::ShopChart;
use super::figures::{Figures, First, added, compare, line, sum, total};
use super::lines::{EXPENSES, FIXED_ASSETS, INVENTORY, LOANS, Listed, TAX, line_of};

/// What an account of money got and gave against another that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flow {
    /// The account of money.
    pub account: AccountId,
    /// The other one.
    pub counter: AccountId,
    /// Came in.
    pub received: Money,
    /// Went out.
    pub paid: Money,
}

/// What a flow is of, in the order of the statement: key, Indonesian, English.
const BUSINESS: [(&str, &str, &str); 4] = [
    ("from_buyers", "Dari pembeli", "From buyers"),
    ("from_marketplaces", "Dari marketplace", "From marketplaces"),
    ("suppliers", "Pemasok", "Suppliers"),
    ("couriers", "Kurir", "Couriers"),
];
const AFTER: [(&str, &str, &str); 3] = [
    ("expenses_payable", "Utang biaya", "Expenses payable"),
    ("taxes", "Pajak", "Taxes"),
    ("other_business", "Lainnya", "Other"),
];
const ELSEWHERE: [(&str, &str, &str); 4] = [
    ("equipment", "Alat", "Equipment"),
    ("loans", "Pinjaman", "Loans"),
    ("owner", "Modal dan prive", "Owner"),
    ("opening", "Saldo awal dicatat", "Opening balances entered"),
];

/// The key of the line that money against this account stands in. Everything has one.
fn kept_in<'a>(chart: &ShopChart, account: &'a Listed) -> &'a str {
    let line = line_of(account);
    match account.kind {
        AccountKind::Asset => match line {
            crate::chart::WALLET_LINE => "from_marketplaces",
            crate::chart::RECEIVABLE_LINE if of_store(chart, account.id) || account.id.0 == 1230 => "from_marketplaces",
            crate::chart::RECEIVABLE_LINE => "from_buyers",
            INVENTORY | "advances" => "suppliers",
            "prepaid_tax" => "taxes",
            FIXED_ASSETS => "equipment",
            _ => "other_business",
        },
        AccountKind::Liability => match line {
            "payables" if account.id.0 == 2102 => "couriers",
            "payables" => "suppliers",
            "deposits" if account.id.0 == 2111 => "couriers",
            "deposits" => "from_buyers",
            "tax_payable" => "taxes",
            "expenses_payable" => "expenses_payable",
            LOANS => "loans",
            _ if account.id.0 == 2120 => "from_marketplaces",
            _ => "other_business",
        },
        AccountKind::Equity if account.id.0 == 3102 => "opening",
        AccountKind::Equity => "owner",
        AccountKind::Income | AccountKind::Expense => match line {
            TAX => "taxes",
            "net_sales" => "from_buyers",
            "cost_of_goods" => "suppliers",
            "shipping" => "couriers",
            line if EXPENSES.iter().any(|(key, ..)| *key == line) => line,
            _ => "other_business",
        },
    }
}

/// Whether it is what a marketplace owes a store.
fn of_store(chart: &ShopChart, id: AccountId) -> bool {
    chart.stores().any(|(store, _)| id.0 == crate::chart::STORE_RECEIVABLES + store.0)
}

/// The cash flow statement of these columns: each with its flows, and the money that there was before its first day.
#[must_use]
pub fn cashflow(
    chart: &ShopChart,
    columns: Vec<StatementColumn>,
    flows: &[(Vec<Flow>, Money)],
    compared: bool,
) -> Statement {
    let count = columns.len();
    let mut figures = Figures::new(chart, count);
    for (at, (flows, _)) in flows.iter().enumerate() {
        for flow in flows {
            figures.add(at, flow.counter, StoreId(0), flow.received - flow.paid);
        }
    }
    let expenses = EXPENSES.iter().copied().filter(|(key, ..)| *key != "shipping");
    let business: Vec<_> = BUSINESS.into_iter().chain(expenses).chain(AFTER).collect();
    let own = group(chart, &figures, &business);
    let from_business = total(&own, count);
    let elsewhere = group(chart, &figures, &ELSEWHERE);
    let rest = total(&elsewhere, count);
    let grown = added(&from_business, &rest);
    let opening: Vec<Money> = flows.iter().map(|(_, opening)| *opening).collect();
    let closing = added(&opening, &grown);
    let mut lines = own;
    lines.push(sum(("business", "Kas dari usaha", "Cash from the business"), LineKind::Sum, from_business));
    lines.extend(elsewhere);
    lines.push(sum(("elsewhere", "Kas di luar usaha", "Cash from elsewhere"), LineKind::Sum, rest));
    lines.push(sum(("change", "Kas naik (turun)", "Change in cash"), LineKind::Sum, grown));
    let money: Vec<AccountId> = chart.accounts().filter(|account| account.cash).map(|account| account.id).collect();
    let before = line("opening_cash", Sentence::new("Kas awal", "Opening cash"), LineKind::Line, opening);
    lines.push(StatementLine { accounts: money, ..before });
    lines.push(sum(("closing_cash", "Kas akhir", "Closing cash"), LineKind::Total, closing));
    if compared {
        compare(&mut lines, |_| Some(true));
    }
    let title = Sentence::new("Arus kas", "Cash flow statement");
    Statement { kind: StatementKind::Cashflow, title, columns, lines }
}

/// Money from the business by column, and where it came from else: equipment, loans, the owner.
pub(super) fn kinds(chart: &ShopChart, flows: &[Flow]) -> [Money; 4] {
    let of = |wanted: &[&str]| -> Money {
        let within =
            |flow: &&Flow| chart.get(flow.counter).is_some_and(|account| wanted.contains(&kept_in(chart, account)));
        flows.iter().filter(within).map(|flow| flow.received - flow.paid).sum()
    };
    let all: Money = flows.iter().map(|flow| flow.received - flow.paid).sum();
    let [equipment, loans, owner] = [of(&["equipment"]), of(&["loans"]), of(&["owner", "opening"])];
    [all - equipment - loans - owner, equipment, loans, owner]
}

fn group(chart: &ShopChart, figures: &Figures<'_>, lines: &[(&str, &str, &str)]) -> Vec<StatementLine> {
    let mut group = Vec::new();
    for (key, id, en) in lines {
        let within = |account: &&Listed| !account.cash && kept_in(chart, account) == *key;
        let accounts: Vec<AccountId> = chart.accounts().filter(within).map(|account| account.id).collect();
        if figures.of(&accounts, None).iter().any(|amount| *amount != Money::ZERO) {
            group.extend(figures.line((key, Sentence::new(*id, *en)), accounts, First::Account));
        }
    }
    group
}
