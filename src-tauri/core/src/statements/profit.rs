//! Where the profit went: a shop that earned and has no money asks this first. From the profit of a period to its money from the
//! business, by what each line of the balance sheet took or gave.

use crate::chart::AccountKind;
use crate::rows::{LineKind, Statement, StatementColumn, StatementKind, StatementLine};
use crate::{AccountId, Money, Sentence};

use super::cashflow::{Flow, kinds};
use super::chart::ShopChart;
use super::figures::{Balances, added, compare, line, sum};
use super::lines::{FIXED_ASSETS, INVENTORY, LOANS, Listed, line_of};

/// What a column is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridge {
    /// Balances before its first day.
    pub before: Balances,
    /// Balances at the end of its last day.
    pub after: Balances,
    /// What was earned in it.
    pub profit: Money,
    /// Its flows of money.
    pub flows: Vec<Flow>,
}

/// From profit to money, of these columns.
#[must_use]
pub fn where_profit_went(chart: &ShopChart, columns: Vec<StatementColumn>, of: &[Bridge], compared: bool) -> Statement {
    let count = columns.len();
    let flows: Vec<[Money; 4]> = of.iter().map(|bridge| kinds(chart, &bridge.flows)).collect();
    let accounts = |wanted: &dyn Fn(&Listed) -> bool| -> Vec<AccountId> {
        chart.accounts().filter(|account| !account.cash && wanted(account)).map(|account| account.id).collect()
    };
    // What an asset grew by took money, what a debt grew by gave some: both are credits less debits.
    let given = |accounts: &[AccountId]| -> Vec<Money> {
        let balance = |at: &Balances| accounts.iter().filter_map(|id| at.get(id)).copied().sum::<Money>();
        of.iter().map(|bridge| balance(&bridge.before) - balance(&bridge.after)).collect()
    };
    let less = |amounts: &[Money], which: usize| -> Vec<Money> {
        amounts.iter().zip(&flows).map(|(amount, flow)| *amount - flow[which]).collect()
    };
    let asset = |key: &'static str| accounts(&|a| a.kind == AccountKind::Asset && line_of(a) == key);
    let held = [crate::chart::WALLET_LINE, crate::chart::RECEIVABLE_LINE];
    let held = accounts(&|a| a.kind == AccountKind::Asset && held.contains(&line_of(a)));
    let goods = asset(INVENTORY);
    let ahead = ["advances", "prepaid_tax", "other_assets"];
    let ahead = accounts(&|a| a.kind == AccountKind::Asset && ahead.contains(&line_of(a)));
    let owed = accounts(&|a| a.kind == AccountKind::Liability && line_of(a) != LOANS);
    let (fixed, loans) = (asset(FIXED_ASSETS), accounts(&|a| a.kind == AccountKind::Liability && line_of(a) == LOANS));
    let owner = accounts(&|a| a.kind == AccountKind::Equity);
    let worn = less(&given(&fixed), 1);
    let moneyless = added(&less(&given(&loans), 2), &less(&given(&owner), 3));
    let profit: Vec<Money> = of.iter().map(|bridge| bridge.profit).collect();

    let mut lines = vec![line("profit", Sentence::new("Laba", "Profit"), LineKind::Line, profit)];
    let rows = [
        ("held", "tertahan di marketplace dan kurir", "held by marketplaces and couriers", given(&held), held),
        ("goods", "jadi barang di rak", "became goods on the shelf", given(&goods), goods),
        ("ahead", "dibayar di muka", "paid in advance", given(&ahead), ahead),
        ("owed", "belum dibayar, titipan pembeli", "not paid yet, buyers' deposits", given(&owed), owed),
        ("worn", "penyusutan, alat belum dibayar", "depreciation, equipment not paid", worn, fixed),
        (
            "moneyless",
            "saldo awal dan modal bukan uang",
            "opening balances and capital without money",
            moneyless,
            owner,
        ),
    ];
    for (key, id, en, amounts, accounts) in rows {
        let always = ["held", "goods", "owed"].contains(&key);
        if always || amounts.iter().any(|amount| *amount != Money::ZERO) {
            let own = line(key, Sentence::new(id, en), LineKind::Line, amounts);
            lines.push(StatementLine { accounts, ..own });
        }
    }
    let total = super::figures::total(&lines, count);
    lines.push(sum(("business", "Kas dari usaha", "Cash from the business"), LineKind::Total, total));
    if compared {
        compare(&mut lines, |_| Some(true));
    }
    let title = Sentence::new("Ke mana labanya", "Where the profit went");
    Statement { kind: StatementKind::Profit, title, columns, lines }
}
