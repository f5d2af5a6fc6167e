//! What must hold of statements whatever was posted, under whatever accounts an owner has added.

#![expect(clippy::unwrap_used, reason = "a test that can't go on ends")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use runut_core::chart::{AccountKind, CHART};
use runut_core::rows::{LineKind, Statement, StatementColumn, StatementLine};
use runut_core::statements::{
    AboutShop, Balances, Bridge, Flow, Listed, Period, ShopChart, Standing, Sum, Trial, cashflow, emkm, income, notes,
    position, profit_of, trial, where_profit_went,
};
use runut_core::{AccountId, Day, Money, StoreId};

/// An entry: debit, credit, amount, store, and whether it is of the period, of the year before it, or of an earlier year.
type Posted = (AccountId, AccountId, i64, i64, u8);

fn chart() -> ShopChart {
    let charted = CHART.iter().map(|account| Listed {
        id: account.id,
        name: account.name.to_owned(),
        kind: account.kind,
        line: account.line.to_owned(),
        cash: account.cash,
    });
    let other = |id: i64, kind, line: &str, cash| Listed {
        id: AccountId(id),
        name: format!("Akun {id}"),
        kind,
        line: line.to_owned(),
        cash,
    };
    // Stores' accounts, and what owners think of.
    let others = [
        other(1201, AccountKind::Asset, "receivables", false),
        other(1202, AccountKind::Asset, "receivables", false),
        other(1151, AccountKind::Asset, "marketplace_balance", false),
        other(1103, AccountKind::Asset, "cash", true),
        other(1599, AccountKind::Asset, "entah", false),
        other(2199, AccountKind::Liability, "wages", false),
        other(4299, AccountKind::Income, "cash", false),
        other(4199, AccountKind::Income, "net_sales", false),
        other(6199, AccountKind::Expense, "", false),
        other(6198, AccountKind::Income, "advertising", false),
        other(7199, AccountKind::Expense, "outside", false),
    ];
    let stores = vec![(StoreId(1), "Shopee".to_owned()), (StoreId(2), "TikTok".to_owned())];
    ShopChart::new(charted.chain(others).collect(), stores)
}

fn entries() -> impl Strategy<Value = Vec<Posted>> {
    let ids: Vec<AccountId> = chart().accounts().map(|account| account.id).collect();
    let account = prop::sample::select(ids);
    let entry = (account.clone(), account, 1..2_000_000_000_i64, 0..3_i64, 0..3_u8);
    prop::collection::vec(entry.prop_filter("two accounts", |entry| entry.0 != entry.1), 0..120)
}

fn sums(entries: &[Posted], of: impl Fn(u8) -> bool) -> Vec<Sum> {
    let mut sums: BTreeMap<(AccountId, StoreId), (i64, i64)> = BTreeMap::new();
    for (debit, credit, amount, store, when) in entries {
        if of(*when) {
            sums.entry((*debit, StoreId(*store))).or_default().0 += amount;
            sums.entry((*credit, StoreId(*store))).or_default().1 += amount;
        }
    }
    let sum = |((account, store), (debit, credit))| Sum { account, store, debit: Money(debit), credit: Money(credit) };
    sums.into_iter().map(sum).collect()
}

fn balances(chart: &ShopChart, sums: &[Sum]) -> Balances {
    let mut balances = Balances::new();
    for sum in sums {
        let kind = chart.get(sum.account).unwrap().kind;
        if !matches!(kind, AccountKind::Income | AccountKind::Expense) {
            *balances.entry(sum.account).or_default() += sum.debit - sum.credit;
        }
    }
    balances
}

fn flows(chart: &ShopChart, entries: &[Posted], of: impl Fn(u8) -> bool) -> Vec<Flow> {
    let cash = |id: AccountId| chart.get(id).unwrap().cash;
    let flow = |(debit, credit, amount, _, when): &Posted| match (cash(*debit), cash(*credit)) {
        _ if !of(*when) => None,
        (true, false) => Some(Flow { account: *debit, counter: *credit, received: Money(*amount), paid: Money::ZERO }),
        (false, true) => Some(Flow { account: *credit, counter: *debit, received: Money::ZERO, paid: Money(*amount) }),
        _ => None,
    };
    entries.iter().filter_map(flow).collect()
}

fn columns(count: usize) -> Vec<StatementColumn> {
    let period = Period::new(Day(20_261_101), Day(20_261_120)).unwrap();
    let column = |_| StatementColumn { label: period.label(), from: Some(period.from), to: period.to, store: None };
    (0..count).map(column).collect()
}

fn amount(statement: &Statement, key: &str) -> Money {
    let line = statement.lines.iter().find(|line| line.key == key && line.depth == 0);
    line.map_or(Money::ZERO, |line| line.amounts[0])
}

/// Each line is what it is made of, and no key stands twice.
fn is_made_of_its_parts(statement: &Statement) -> Result<(), TestCaseError> {
    for (at, line) in statement.lines.iter().enumerate().filter(|(_, line)| line.kind == LineKind::Line) {
        let below = statement.lines[at + 1..].iter().take_while(|part| part.depth > line.depth);
        let parts: Vec<&StatementLine> = below.filter(|part| part.depth == line.depth + 1).collect();
        for column in 0..line.amounts.len() {
            let sum: Money = parts.iter().map(|part| part.amounts[column]).sum();
            prop_assert!(parts.is_empty() || sum == line.amounts[column], "{} isn't its parts", line.key);
        }
        prop_assert_ne!(parts.len(), 1, "{} has one part", line.key);
    }
    let mut keys: Vec<&str> = statement.lines.iter().map(|line| line.key.as_str()).collect();
    keys.sort_unstable();
    let count = keys.len();
    keys.dedup();
    prop_assert_eq!(keys.len(), count, "keys of {:?}", statement.kind);
    Ok(())
}

/// Every account that earns or costs stands in one line of the first rank.
fn holds_each_account_once(statement: &Statement, chart: &ShopChart, sums: &[Sum]) -> Result<(), TestCaseError> {
    let own = statement.lines.iter().filter(|line| line.depth == 0);
    let mut held: Vec<AccountId> = own.flat_map(|line| line.accounts.iter().copied()).collect();
    held.sort_unstable();
    let count = held.len();
    held.dedup();
    prop_assert_eq!(held.len(), count);
    for sum in sums.iter().filter(|sum| sum.debit != sum.credit) {
        let of_profit = matches!(chart.get(sum.account).unwrap().kind, AccountKind::Income | AccountKind::Expense);
        prop_assert!(!of_profit || held.contains(&sum.account), "{} stands nowhere", sum.account);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn both_forms_of_the_income_statement_come_to_what_was_earned(entries in entries()) {
        let chart = chart();
        let own = sums(&entries, |when| when == 0);
        let all = [own.clone(), sums(&entries, |when| when == 1)];
        let earned = profit_of(&chart, &own);
        let statement = income(&chart, columns(2), &all, true);
        prop_assert_eq!(amount(&statement, "profit"), earned);
        prop_assert_eq!(amount(&emkm(&chart, columns(2), &all, true), "profit"), earned);
        is_made_of_its_parts(&statement)?;
        holds_each_account_once(&statement, &chart, &own)?;
        holds_each_account_once(&emkm(&chart, columns(2), &all, false), &chart, &own)?;
        let of = |key| amount(&statement, key);
        let spent = of("marketplace_fees") + of("shipping") + of("advertising") + of("packaging") + of("wages")
            + of("rent") + of("utilities") + of("other_expenses");
        prop_assert_eq!(of("net_sales") + of("cost_of_goods"), of("gross_profit"));
        prop_assert_eq!(of("gross_profit") + spent, of("operating_profit"));
        prop_assert_eq!(of("profit_before_tax") + of("tax"), of("profit"));
    }

    /// By store, the columns of the stores and of none are what all come to.
    #[test]
    fn columns_of_stores_are_the_whole(entries in entries()) {
        let chart = chart();
        let own = sums(&entries, |_| true);
        let mut columns = columns(4);
        for (column, store) in columns.iter_mut().zip([1, 2, 0]) {
            column.store = Some(StoreId(store));
        }
        let statement = income(&chart, columns, &vec![own; 4], false);
        for line in &statement.lines {
            prop_assert_eq!(line.amounts[..3].iter().copied().sum::<Money>(), line.amounts[3], "{}", line.key);
        }
    }

    #[test]
    fn what_the_shop_has_is_what_it_owes_and_owns(entries in entries()) {
        let chart = chart();
        let all = sums(&entries, |_| true);
        let at = Standing {
            balances: balances(&chart, &all),
            earlier: profit_of(&chart, &sums(&entries, |when| when == 2)),
            current: profit_of(&chart, &sums(&entries, |when| when < 2)),
        };
        let statement = position(&chart, columns(1), std::slice::from_ref(&at), false);
        prop_assert_eq!(amount(&statement, "total_assets"), amount(&statement, "total_liabilities_and_equity"));
        is_made_of_its_parts(&statement)?;
        let year = [sums(&entries, |when| when < 2)];
        let income = income(&chart, columns(1), &year, false);
        let shop = AboutShop { name: "Toko".to_owned(), ..AboutShop::default() };
        let told: Money = notes(&shop, &statement, &income).iter().flat_map(|note| &note.lines)
            .filter(|line| line.label.id == "Penjualan bersih").map(|line| line.amount).sum();
        prop_assert_eq!(told, amount(&income, "net_sales"));
    }

    #[test]
    fn money_before_and_what_came_is_money_after_and_profit_leads_to_it(entries in entries()) {
        let chart = chart();
        let (before, after) = (balances(&chart, &sums(&entries, |when| when > 0)), balances(&chart, &sums(&entries, |_| true)));
        let money = |at: &Balances| -> Money {
            at.iter().filter(|(id, _)| chart.get(**id).unwrap().cash).map(|(_, balance)| *balance).sum()
        };
        let flows = flows(&chart, &entries, |when| when == 0);
        let statement = cashflow(&chart, columns(1), &[(flows.clone(), money(&before))], false);
        prop_assert_eq!(amount(&statement, "closing_cash"), money(&after));
        is_made_of_its_parts(&statement)?;
        let profit = profit_of(&chart, &sums(&entries, |when| when == 0));
        let bridge = Bridge { before, after, profit, flows };
        let went = where_profit_went(&chart, columns(1), &[bridge], false);
        prop_assert_eq!(amount(&went, "business"), amount(&statement, "business"));
    }

    #[test]
    fn a_trial_balance_has_as_much_debited_as_credited(entries in entries()) {
        let chart = chart();
        let before = sums(&entries, |when| when > 0);
        let of = Trial {
            before: Standing {
                balances: balances(&chart, &before),
                earlier: profit_of(&chart, &sums(&entries, |when| when == 2)),
                current: profit_of(&chart, &sums(&entries, |when| when == 1)),
            },
            year: sums(&entries, |when| when == 1),
            sums: sums(&entries, |when| when == 0),
        };
        let statement = trial(&chart, columns(6), &of);
        let total = &statement.lines.last().unwrap().amounts;
        for pair in total.chunks(2) {
            prop_assert_eq!(pair[0], pair[1]);
        }
    }
}

/// The figures of the picture of Laba rugi.
#[test]
fn the_income_statement_of_a_november() {
    let sum = |account: i64, store: i64, debit: i64, credit: i64| Sum {
        account: AccountId(account),
        store: StoreId(store),
        debit: Money(debit),
        credit: Money(credit),
    };
    let now = vec![
        sum(4101, 1, 0, 40_000_000),
        sum(4101, 0, 0, 23_284_500),
        sum(4102, 1, 1_318_000, 0),
        sum(4103, 1, 742_000, 0),
        sum(5101, 1, 37_418_600, 0),
        sum(6101, 1, 2_648_300, 0),
        sum(6101, 2, 1_402_700, 0),
        sum(6105, 2, 388_900, 0),
        sum(7101, 0, 86_400, 0),
        sum(4201, 0, 0, 64_120),
    ];
    let then = vec![sum(4101, 1, 0, 58_911_000), sum(6101, 1, 3_488_800, 0), sum(7101, 0, 41_200, 0)];
    let statement = income(&chart(), columns(2), &[now, then], true);
    let shown: Vec<String> = statement
        .lines
        .iter()
        .map(|line| {
            let change = line.change.as_ref().unwrap();
            let share = line.shares[0].unwrap();
            let worse = if change.worse { " !" } else { "" };
            let percent = change.percent.map_or_else(String::new, |percent| format!(" {percent}%"));
            format!(
                "{}{} {} {} {}{percent}{worse}",
                "  ".repeat(usize::try_from(line.depth).unwrap()),
                line.key,
                line.amounts[0],
                share,
                change.amount
            )
        })
        .collect();
    insta::assert_snapshot!(shown.join("\n"));
}
