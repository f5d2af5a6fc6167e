//! Statements against the entries themselves, and against another's reckoning of them: after random walks and on a demo shop of
//! 5,000 orders every figure is what the entries come to, one by one, and what hledger makes of the journal.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;

use runut_actions::{
    ActionError, Walk, Years, act, export_list, open_years, record_payment, report_file, save_shop, settlements,
    year_package,
};
use runut_core::chart::AccountKind;
use runut_core::export::Days;
use runut_core::order::{Order, Terms};
use runut_core::rows::{
    Against, DueKind, DueRow, ExportFormat, ExportKind, LedgerQuery, PaymentForm, PaymentMethod, PaymentPart,
    PostedEntry, ReportQuery, SalesBy, SalesQuery, SalesReport, Statement, StatementBy, StatementKind, StatementQuery,
    TaxBase,
};
use runut_core::statements::{Period, ShopChart};
use runut_core::{AccountId, Channel, DAY_MS, Day, Instant, Money, OrderId, StoreId, Verb};
use runut_store::{Book, Context, audit, reports};

use crate::shop::{MORNING, Shop, new_shop};

const STEPS: u32 = 900;

/// Steps with suppliers of a walk, each among another.
const BUYING: u32 = 400;

/// Steps with payouts of a walk that has two others to each.
const PAYOUTS: u32 = 150;

struct Walked {
    _folder: tempfile::TempDir,
    book: Book,
    chart: ShopChart,
    entries: Vec<PostedEntry>,
}

impl Walked {
    fn new(make: impl FnOnce(&Book)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("buku.runut")).unwrap();
        make(&book);
        Self::of(folder, book)
    }

    fn of(folder: tempfile::TempDir, book: Book) -> Self {
        let (chart, entries) = book
            .read(|reader| {
                let mut entries = Vec::new();
                reports::statements::journal(reader, Days::default(), &mut |row| {
                    entries.push(row.clone());
                    Ok::<_, ActionError>(())
                })?;
                Ok::<_, ActionError>((reports::statements::shop_chart(reader)?, entries))
            })
            .unwrap();
        assert!(!entries.is_empty());
        Self { _folder: folder, book, chart, entries }
    }

    fn statement(&self, kind: StatementKind, period: Period, by: StatementBy) -> Statement {
        let query = StatementQuery {
            kind,
            from: period.from,
            to: period.to,
            by,
            against: Against::Nothing,
            against_days: None,
            months: 0,
        };
        self.book.read(|reader| reports::statements::statement(reader, &query)).unwrap().unwrap()
    }

    /// Debits less credits of the accounts that `wanted` names, of entries that `of` takes.
    fn sum(&self, wanted: impl Fn(AccountId) -> bool, of: impl Fn(&PostedEntry) -> bool) -> Money {
        let side = |is: bool, row: &PostedEntry| if is { row.amount } else { Money::ZERO };
        let entries = self.entries.iter().filter(|row| of(row));
        entries.map(|row| side(wanted(row.debit), row) - side(wanted(row.credit), row)).sum()
    }

    fn kind(&self, id: AccountId) -> AccountKind {
        self.chart.get(id).unwrap().kind
    }

    fn earns(&self, id: AccountId) -> bool {
        matches!(self.kind(id), AccountKind::Income | AccountKind::Expense)
    }

    fn days(&self) -> (Day, Day) {
        let days = || self.entries.iter().map(|row| row.day);
        (days().min().unwrap(), days().max().unwrap())
    }

    fn ctx(&self, request: &str) -> Context {
        self.book.context(None, MORNING, request).unwrap()
    }
}

fn amount(statement: &Statement, key: &str) -> Money {
    let line = statement.lines.iter().find(|line| line.key == key);
    line.map_or(Money::ZERO, |line| line.amounts[0])
}

/// Periods of all shapes around the days of the entries.
fn periods(walked: &Walked) -> Vec<Period> {
    let (first, last) = walked.days();
    let middle = first.plus(first.days_to(last) / 2);
    let mut periods = vec![
        Period { from: first, to: last },
        Period { from: first, to: first },
        Period { from: middle, to: last },
        Period { from: middle, to: middle.plus(3) },
        Period { from: first.plus(-400), to: middle },
        Period { from: last.plus(1), to: last.plus(40) },
        Period::month(middle),
        Period::year_to(middle),
        Period::month(last),
    ];
    periods.extend(Period { from: Period::month(first).from, to: Period::month(last).to }.months().into_iter().take(4));
    periods
}

/// Every figure, each account of it, against the entries.
fn equals_the_entries(walked: &Walked) {
    for period in periods(walked) {
        let within = |row: &PostedEntry| (period.from..=period.to).contains(&row.day);
        let income = walked.statement(StatementKind::Income, period, StatementBy::Period);
        let earned = -walked.sum(|id| walked.earns(id), within);
        assert_eq!(amount(&income, "profit"), earned, "{period:?}");
        for line in income.lines.iter().filter(|line| !line.accounts.is_empty()) {
            let of = |row: &PostedEntry| {
                within(row) && line.store.is_none_or(|store| row.store.unwrap_or(StoreId(0)) == store)
            };
            let sum = -walked.sum(|id| line.accounts.contains(&id), of);
            assert_eq!(line.amounts[0], sum, "{} of {period:?}", line.key);
        }
        let stores = walked.statement(StatementKind::Income, period, StatementBy::Store);
        for line in &stores.lines {
            let (all, parts) = line.amounts.split_last().unwrap();
            assert_eq!(parts.iter().copied().sum::<Money>(), *all, "{} by store", line.key);
        }

        let balance = walked.statement(StatementKind::Balance, period, StatementBy::Period);
        let before = |row: &PostedEntry| row.day <= period.to;
        let assets = walked.sum(|id| walked.kind(id) == AccountKind::Asset, before);
        assert_eq!(amount(&balance, "total_assets"), assets, "{period:?}");
        assert_eq!(amount(&balance, "total_liabilities_and_equity"), assets, "{period:?}");
        let year = |row: &PostedEntry| before(row) && row.day.year() == period.to.year();
        assert_eq!(amount(&balance, "current_profit"), -walked.sum(|id| walked.earns(id), year));

        let owed = walked.book.read(|reader| reports::statements::receivables(reader, period.to)).unwrap();
        assert_eq!(owed.total.total, amount(&balance, "receivables"), "{period:?}");
        for row in owed.rows.iter().chain([&owed.total]) {
            assert_eq!(row.ages.iter().copied().sum::<Money>(), row.total, "{}", row.label.id);
        }
        stock_and_payables_are_the_entries(walked, period.to, amount(&balance, "payables"));

        let money = |id: AccountId| walked.chart.get(id).unwrap().cash;
        let flow = walked.statement(StatementKind::Cashflow, period, StatementBy::Period);
        assert_eq!(amount(&flow, "closing_cash"), walked.sum(money, before));
        assert_eq!(amount(&flow, "opening_cash"), walked.sum(money, |row| row.day < period.from));
        let went = walked.statement(StatementKind::Profit, period, StatementBy::Period);
        assert_eq!(amount(&went, "business"), amount(&flow, "business"), "{period:?}");
        assert_eq!(amount(&went, "profit"), earned);

        let trial = walked.statement(StatementKind::Trial, period, StatementBy::Period);
        for pair in trial.lines.last().unwrap().amounts.chunks(2) {
            assert_eq!(pair[0], pair[1], "{period:?}");
        }
        for by in
            [SalesBy::Month, SalesBy::Store, SalesBy::Product, SalesBy::Category, SalesBy::Customer, SalesBy::Region]
        {
            let sales = walked
                .book
                .read(|reader| {
                    reports::statements::sales_report(reader, &SalesQuery::alone(by, period.from, period.to))
                })
                .unwrap()
                .unwrap();
            assert_eq!(sales.total.net, amount(&income, "net_sales"), "{by:?} of {period:?}");
            beside_another(walked, by, period, &sales);
        }
    }
}

/// What the stock was worth at the end of a day is Persediaan then; what was owed, by supplier and age, Utang usaha.
fn stock_and_payables_are_the_entries(walked: &Walked, day: Day, payables: Money) {
    let before = |row: &PostedEntry| row.day <= day;
    let stock = walked.book.read(|reader| reports::valuation::valuation(reader, day)).unwrap();
    assert_eq!(stock.value, walked.sum(|id| id == AccountId(1301), before), "{day}");
    assert_eq!(stock.rows.iter().map(|row| row.value).sum::<Money>(), stock.value);
    let owed = walked.book.read(|reader| reports::statements::payables(reader, day)).unwrap();
    assert_eq!(owed.all, payables, "{day}");
    let sum = |all: &mut dyn Iterator<Item = Money>| all.sum::<Money>();
    for row in &owed.rows {
        assert_eq!(sum(&mut row.due.iter().copied()) + row.unbilled - row.credit, row.owed, "{day}: {row:?}");
    }
    for other in &owed.others {
        assert_eq!(sum(&mut other.due.iter().copied()), other.owed, "{day}: {other:?}");
    }
    assert_eq!(sum(&mut owed.rows.iter().map(|row| row.owed)), owed.total);
    assert_eq!(owed.total + sum(&mut owed.others.iter().map(|other| other.owed)), owed.all);
    // What no purchase explains was entered by hand, against Saldo awal, and nothing else was.
    let of_hand = |row: &PostedEntry| before(row) && [row.debit, row.credit].contains(&AccountId(3102));
    let by_hand = owed.others.iter().find(|other| other.account == AccountId(2101));
    let by_hand = by_hand.map_or(Money::ZERO, |other| other.owed);
    assert_eq!(by_hand, -walked.sum(|id| id == AccountId(2101), of_hand), "{day}");
    let ahead = |row: &PostedEntry| before(row);
    assert_eq!(
        sum(&mut owed.rows.iter().map(|row| row.advance)),
        walked.sum(|id| id == AccountId(1310), ahead),
        "{day}"
    );
}

/// Sales beside those of other days: what stands here stays, what stands there is all of theirs, and the sums differ by the rows.
fn beside_another(walked: &Walked, by: SalesBy, period: Period, alone: &SalesReport) {
    let days = [period.from.plus(-17), period.from.plus(9)];
    for (against, named) in [(Against::Before, None), (Against::YearBefore, None), (Against::Days, Some(days))] {
        let other = period.against(against, named).unwrap().unwrap();
        let ask = |query: &SalesQuery| {
            walked.book.read(|reader| reports::statements::sales_report(reader, query)).unwrap().unwrap()
        };
        let query = SalesQuery { against, against_days: named, ..SalesQuery::alone(by, period.from, period.to) };
        let (both, there) = (ask(&query), ask(&SalesQuery::alone(by, other.from, other.to)));
        assert_eq!(both.against, Some([other.from, other.to]));
        assert_eq!(both.total.net, alone.total.net, "{query:?}");
        assert_eq!(both.total.then, Some(there.total.net), "{query:?}");
        let rows: Money = both.rows.iter().map(|row| row.change.as_ref().unwrap().amount).sum();
        assert_eq!(rows, alone.total.net - there.total.net, "{query:?}");
        let then =
            |key: &str| both.rows.iter().filter(|row| row.key == key).map(|row| row.then.unwrap()).sum::<Money>();
        if by != SalesBy::Month {
            assert!(there.rows.iter().all(|row| then(&row.key) == row.net), "{query:?}");
        }
        let table = runut_core::Table::from(&both);
        assert!(table.rows.iter().all(|row| row.cells.len() == table.heads.len()));
    }
}

/// The ledger of an account, from either end and in pages of any size, is its entries.
fn ledgers_are_the_entries(walked: &Walked) {
    let (first, last) = walked.days();
    let mut accounts: Vec<AccountId> = walked.entries.iter().flat_map(|row| [row.debit, row.credit]).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let mut asked: Vec<(Vec<AccountId>, Option<StoreId>)> = accounts.iter().map(|id| (vec![*id], None)).collect();
    asked.push((vec![AccountId(4101), AccountId(4102), AccountId(1201)], None));
    asked.push((vec![AccountId(4101)], Some(StoreId(0))));
    asked.push((vec![AccountId(4101)], Some(StoreId(1))));
    for (accounts, store) in asked {
        for (from, to, limit) in [(first, last, 500), (first.plus(2), last.plus(-1), 7)] {
            for newest in [false, true] {
                let mut query = LedgerQuery { accounts: accounts.clone(), store, from, to, newest, after: None, limit };
                let of = |row: &&PostedEntry| {
                    (from..=to).contains(&row.day)
                        && (accounts.contains(&row.debit) || accounts.contains(&row.credit))
                        && store.is_none_or(|store| row.store.unwrap_or(StoreId(0)) == store)
                };
                let mut expected: Vec<&PostedEntry> = walked.entries.iter().filter(of).collect();
                expected.sort_by_key(|row| (row.day, row.posting));
                if newest {
                    expected.reverse();
                }
                let mut found = Vec::new();
                let (opening, closing) = loop {
                    let page = walked.book.read(|reader| reports::statements::ledger(reader, &query)).unwrap().unwrap();
                    assert!(page.rows.len() <= usize::try_from(limit).unwrap());
                    found.extend(page.rows);
                    query.after = page.next;
                    if query.after.is_none() {
                        break (page.opening, page.closing);
                    }
                };
                let ids = |row: &PostedEntry| row.posting;
                assert_eq!(
                    found.iter().map(|row| row.posting).collect::<Vec<_>>(),
                    expected.iter().map(|row| ids(row)).collect::<Vec<_>>(),
                    "{accounts:?} {store:?} newest {newest} by {limit}"
                );
                if newest {
                    found.reverse();
                }
                let mut balance = opening;
                let debits = matches!(walked.kind(accounts[0]), AccountKind::Asset | AccountKind::Expense);
                for row in &found {
                    balance += if debits { row.debit - row.credit } else { row.credit - row.debit };
                    assert_eq!(row.balance, balance, "posting {} of {accounts:?}", row.posting);
                    assert!(!row.text.id.is_empty() && !row.counter_name.id.is_empty());
                }
                assert_eq!(balance, closing, "{accounts:?}");
                moves_are_the_entries(walked, &query, &expected, (opening, closing));
            }
        }
    }
}

/// What changed a balance, by the account on the other side, is those entries that aren't among the accounts themselves.
fn moves_are_the_entries(walked: &Walked, query: &LedgerQuery, of: &[&PostedEntry], ends: (Money, Money)) {
    let moves = walked.book.read(|reader| reports::statements::ledger_moves(reader, query)).unwrap().unwrap();
    assert_eq!((moves.opening, moves.closing), ends, "{query:?}");
    let debits = matches!(walked.kind(query.accounts[0]), AccountKind::Asset | AccountKind::Expense);
    let mut expected: BTreeMap<AccountId, (i64, Money)> = BTreeMap::new();
    for row in of {
        let (debit, credit) = (query.accounts.contains(&row.debit), query.accounts.contains(&row.credit));
        if debit != credit {
            let sum = expected.entry(if debit { row.credit } else { row.debit }).or_default();
            sum.0 += 1;
            sum.1 += if debit == debits { row.amount } else { -row.amount };
        }
    }
    let found: BTreeMap<_, _> = moves.rows.iter().map(|row| (row.counter, (row.entries, row.amount))).collect();
    assert_eq!(found, expected, "{query:?}");
    assert_eq!(moves.entries, found.values().map(|(entries, _)| *entries).sum::<i64>());
}

/// What orders owe is what the accounts of receivables say, but for what was typed in of before.
fn orders_owe_what_the_accounts_say(walked: &Walked) {
    let today = walked.ctx("owing").today;
    let (orders, accounts) = walked
        .book
        .read(|reader| {
            let accounts = reports::statements::receivables(reader, Day(29_991_231))?;
            Ok::<_, ActionError>((reports::statements::receivable_orders(reader, today, today)?, accounts))
        })
        .unwrap();
    let orders = orders.unwrap();
    let owed = accounts.rows.iter().filter(|row| row.account != AccountId(1230)).map(|row| row.total).sum::<Money>();
    assert_eq!(orders.total, owed);
    assert!(!orders.rows.is_empty() && orders.rows.iter().all(|row| row.amount != Money::ZERO));
    let yesterday = walked.book.read(|reader| reports::statements::receivable_orders(reader, today.plus(-1), today));
    assert_eq!(yesterday.unwrap().unwrap_err().code, "day_today");
}

/// Runs hledger over the journal and answers the figures that stand in a row of a report that it writes as CSV.
fn hledger(journal: &Path, words: &[&str]) -> BTreeMap<String, i64> {
    let run = Command::new("hledger").arg("-f").arg(journal).args(words).args(["-O", "csv"]).output();
    let out = run.expect("hledger isn't installed: apt-get install hledger");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8(out.stdout).unwrap();
    let mut figures = BTreeMap::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split("\",\"").map(|cell| cell.trim_matches('"')).collect();
        if let [name, .., figure] = cells[..] {
            let figure = figure.trim_start_matches("IDR ").replace("IDR ", "");
            if let Ok(figure) = figure.parse() {
                figures.insert(name.to_owned(), figure);
            }
        }
    }
    figures
}

/// hledger's balance sheet, income statement and cash flow are ours, account by account and in their sums.
fn equals_hledger(walked: &Walked) {
    let folder = tempfile::tempdir().unwrap();
    let journal = folder.path().join("jurnal.journal");
    let mut write = |document: &runut_actions::Document| {
        std::fs::write(&journal, &document.bytes)?;
        Ok(journal.display().to_string())
    };
    let ctx = walked.ctx("hledger");
    export_list(&walked.book, &ctx, ExportKind::Postings, ExportFormat::Hledger, (None, None), &mut write).unwrap();
    let (first, last) = walked.days();
    let middle = first.plus(first.days_to(last) / 2);
    for period in [Period { from: first, to: last }, Period { from: middle, to: last }, Period::month(middle)] {
        let (begin, end) = (period.from.to_string(), period.to.plus(1).to_string());
        let days = ["-b", begin.as_str(), "-e", end.as_str()];

        let theirs = hledger(&journal, &[&["is", "-N"], &days[..]].concat());
        let income = walked.statement(StatementKind::Income, period, StatementBy::Period);
        let whole = hledger(&journal, &[&["is"], &days[..]].concat());
        assert_eq!(whole.get("Net:").copied().unwrap_or(0), amount(&income, "profit").0, "{period:?}");
        for account in walked.chart.accounts().filter(|account| walked.earns(account.id)) {
            let within = |row: &PostedEntry| (period.from..=period.to).contains(&row.day);
            let ours = walked.sum(|id| id == account.id, within).0;
            // Revenues are positive there, and so are expenses.
            let ours = if account.kind == AccountKind::Income { -ours } else { ours };
            let named = theirs.iter().find(|(name, _)| name.starts_with(&format!("{} ", account.id)));
            assert_eq!(named.map_or(0, |(_, figure)| *figure), ours, "{} of {period:?}", account.name);
        }

        let theirs = hledger(&journal, &["bs", "-e", &end]);
        let balance = walked.statement(StatementKind::Balance, period, StatementBy::Period);
        let owned = amount(&balance, "total_assets") - amount(&balance, "total_liabilities");
        assert_eq!(theirs.get("Net:").copied().unwrap_or(0), owned.0, "{period:?}");
        let mut checked = 0;
        for line in balance.lines.iter().filter(|line| line.accounts.len() == 1) {
            let account = walked.chart.get(line.accounts[0]).unwrap();
            if matches!(account.kind, AccountKind::Asset | AccountKind::Liability) {
                let named = theirs.iter().find(|(name, _)| name.starts_with(&format!("{} ", account.id)));
                assert_eq!(named.map_or(0, |(_, figure)| *figure), line.amounts[0].0, "{} at {end}", account.name);
                checked += usize::from(named.is_some());
            }
        }
        assert!(checked > 0, "{theirs:?}");

        let theirs = hledger(&journal, &[&["cf"], &days[..]].concat());
        let flow = walked.statement(StatementKind::Cashflow, period, StatementBy::Period);
        let total = theirs.get("total").copied();
        assert_eq!(total.unwrap_or(0), amount(&flow, "change").0, "{period:?} {theirs:?}");
    }
}

/// The books of a shop are what its entries come to, and what hledger makes of them.
pub fn equal(shop: Shop) {
    let (folder, path) = shop.closed();
    let walked = Walked::of(folder, Book::open(&path).unwrap());
    equals_the_entries(&walked);
    equals_hledger(&walked);
}

#[test]
fn statements_are_the_entries_after_a_walk() {
    for seed in [11, 12] {
        let walked = Walked::new(|book| {
            let mut walk = Walk::begin(book, seed, MORNING).unwrap();
            for _ in 0..STEPS {
                walk.step(book).unwrap();
            }
        });
        equals_the_entries(&walked);
        ledgers_are_the_entries(&walked);
        orders_owe_what_the_accounts_say(&walked);
        equals_hledger(&walked);
    }
}

/// Orders to suppliers, receipts, bills that differ, payments, advances, goods sent back, late costs, most of it dated back, taken
/// back and done again among all other verbs: on every day what was owed by supplier and age is Utang usaha of that day's balance.
#[test]
fn what_was_owed_to_suppliers_is_the_balance_of_any_day() {
    let mut done = BTreeMap::<String, u32>::new();
    for seed in [31, 32, 33] {
        let walked = Walked::new(|book| {
            let mut walk = Walk::begin(book, seed, MORNING).unwrap();
            for _ in 0..BUYING {
                walk.step(book).unwrap();
                let step = walk.buy(book).unwrap();
                *done.entry(step.what).or_default() += u32::from(step.refused.is_none());
            }
        });
        assert_eq!(audit::check(&walked.book).unwrap(), []);
        equals_the_entries(&walked);
        let (first, last) = walked.days();
        let days = first.days_to(last) + 2;
        for day in (-1..days).map(|at| first.plus(at)) {
            let period = Period { from: day, to: day };
            let balance = walked.statement(StatementKind::Balance, period, StatementBy::Period);
            stock_and_payables_are_the_entries(&walked, day, amount(&balance, "payables"));
        }
    }
    let verbs = ["purchase", "come", "bill", "bill pay", "ahead", "send back", "late cost", "by hand", "undo"];
    assert!(verbs.iter().all(|verb| done.get(*verb).is_some_and(|times| *times > 9)), "{done:?}");
}

/// Rows of payouts shuffled, doubled, split over files, overlapping, said otherwise, before their orders and for ever without them,
/// among all other verbs: once all is paid out nothing is owed, and the books are what another reckons.
#[test]
fn payouts_among_all_verbs_leave_nothing_owed() {
    for seed in [21, 22] {
        let walked = Walked::new(|book| {
            let mut walk = Walk::begin(book, seed, MORNING).unwrap();
            let mut done = BTreeMap::<String, u32>::new();
            for _ in 0..PAYOUTS {
                walk.step(book).unwrap();
                walk.step(book).unwrap();
                let step = walk.payout(book).unwrap();
                *done.entry(step.what).or_default() += u32::from(step.refused.is_none());
            }
            assert!(["payout", "balance", "withdraw"].iter().all(|what| done[*what] > 10), "{done:?}");
            close_all(book);
        });
        assert_eq!(audit::check(&walked.book).unwrap(), []);
        let owed = |id: AccountId| (1201..=1299).contains(&id.0) && id != AccountId(1230);
        assert_ne!(walked.sum(owed, |row| row.debit.0 / 100 == 12), Money::ZERO, "something was owed");
        for account in walked.chart.accounts().filter(|account| owed(account.id)) {
            assert_eq!(walked.sum(|id| id == account.id, |_| true), Money::ZERO, "seed {seed}: {}", account.name);
        }
        equals_the_entries(&walked);
        equals_hledger(&walked);
    }
}

/// Lets all be paid: what buyers owe by transfer, what marketplaces owe by their files. What was paid for and hasn't left is cancelled.
fn close_all(book: &Book) {
    let open = |own: bool| -> Vec<Order> {
        let conn = rusqlite::Connection::open(book.path()).unwrap();
        let sql = "SELECT id FROM orders WHERE receivable <> 0 AND (store_id IS NULL) = ?1 ORDER BY id";
        let mut statement = conn.prepare(sql).unwrap();
        let ids = statement.query_map([own], |row| row.get(0)).unwrap().map(|id| OrderId(id.unwrap()));
        ids.map(|id| book.read(|reader| reader.order(id)).unwrap()).collect()
    };
    let mut at = book.read(|reader| reader.log_ends()).unwrap().unwrap().1.at.0 + DAY_MS;
    let mut ctx = || {
        at += 60_000;
        book.context(None, Instant(at), &format!("close/{at}")).unwrap()
    };
    for order in open(true) {
        let (amount, cod) = (order.missing(), order.terms == Terms::Cod);
        let form = PaymentForm {
            fee: Money::ZERO,
            account: AccountId(1102),
            method: if cod { PaymentMethod::Cod } else { PaymentMethod::Transfer },
            amount,
            at: None,
            payer: String::new(),
            reference: String::new(),
            note: String::new(),
            parts: vec![PaymentPart { order: order.id, amount }],
        };
        record_payment(book, &ctx(), &form).unwrap();
    }
    for order in open(false).iter().filter(|order| !order.stage.has_left() && !order.failed) {
        let done = act(book, &ctx(), Verb::Cancel, &[order.id], "tidak jadi").unwrap().value;
        assert_eq!(done.refused.len(), 0, "{:?}", done.refused);
    }
    let day = ctx().today;
    let mut shopee = "No. Pesanan,Tanggal Dana Dilepaskan,Harga Asli Produk,Jumlah Pengembalian Dana ke Pembeli,Biaya Administrasi\n".to_owned();
    let mut tiktok =
        "Order/adjustment ID,Type,Order settled time(UTC),Total settlement amount,Subtotal after seller discounts,\
        Refund subtotal after seller discounts,Ajustment amount\n"
            .to_owned();
    for order in open(false) {
        let id = book.read(|reader| reader.number_of(order.id)).unwrap();
        let back: i64 = order.lines.iter().map(|line| line.claim.0).sum();
        if order.channel == Channel::Shopee {
            shopee += &format!("{id},{day},9000,-{back},-70\n");
        } else {
            let day = day.to_string().replace('-', "/");
            tiktok += &format!("{id},Order,{day},{},9000,-{back},0\n", 9_000 - back);
        }
    }
    for (name, text) in [("shopee.csv", shopee), ("tiktok.csv", tiktok)] {
        if text.lines().count() == 1 {
            continue;
        }
        let staged = settlements::read(book, name, text.as_bytes()).unwrap();
        settlements::apply(book, &ctx(), &staged, &mut |_| ControlFlow::Continue(())).unwrap();
    }
    assert_eq!(open(true).len() + open(false).len(), 0);
}

#[test]
fn statements_of_a_demo_shop_are_those_of_hledger() {
    let walked = Walked::new(|book| {
        let years = Years { orders: 5_000, open: 100, seed: 5 };
        open_years(book, &new_shop(), years, MORNING, "years", &mut |_| ()).unwrap();
    });
    equals_hledger(&walked);
}

/// Every report in every form, and a year's folder; what isn't possible is said.
#[test]
fn reports_become_files() {
    let walked = Walked::new(|book| {
        let mut walk = Walk::begin(book, 13, MORNING).unwrap();
        for _ in 0..300 {
            walk.step(book).unwrap();
        }
    });
    let (from, to) = walked.days();
    let statement = |kind, by| {
        ReportQuery::Statement(StatementQuery {
            kind,
            from,
            to,
            by,
            against: Against::Before,
            against_days: None,
            months: 2,
        })
    };
    let accounts = vec![AccountId(1102)];
    let ledger = LedgerQuery { accounts, store: None, from, to, newest: true, after: None, limit: 3 };
    let reports = [
        statement(StatementKind::Income, StatementBy::Period),
        statement(StatementKind::Income, StatementBy::Month),
        statement(StatementKind::Income, StatementBy::Store),
        statement(StatementKind::Emkm, StatementBy::Period),
        statement(StatementKind::Balance, StatementBy::Month),
        statement(StatementKind::Cashflow, StatementBy::Month),
        statement(StatementKind::Profit, StatementBy::Period),
        statement(StatementKind::Trial, StatementBy::Period),
        ReportQuery::Notes { to },
        ReportQuery::Ledger(ledger),
        ReportQuery::Tax { from, to },
        ReportQuery::Sales(SalesQuery::alone(SalesBy::Region, from, to)),
        ReportQuery::Sales(SalesQuery { against: Against::Before, ..SalesQuery::alone(SalesBy::Category, from, to) }),
        ReportQuery::Sales(SalesQuery::alone(SalesBy::Product, from, to)),
        ReportQuery::Stock { to },
        ReportQuery::Receivables { to },
        ReportQuery::ReceivableOrders { to: walked.ctx("today").today },
        ReportQuery::Payables { to },
    ];
    let mut at = 0;
    let mut file = |query: &ReportQuery, format| {
        at += 1;
        let mut bytes = Vec::new();
        let mut keep = |document: &runut_actions::Document| {
            bytes.clone_from(&document.bytes);
            Ok(document.name.clone())
        };
        report_file(&walked.book, &walked.ctx(&format!("file {at}")), query, format, &mut keep).map(|_| bytes)
    };
    for query in &reports {
        assert!(file(query, ExportFormat::Pdf).unwrap().starts_with(b"%PDF-"), "{query:?}");
        assert!(file(query, ExportFormat::Xlsx).unwrap().starts_with(b"PK"), "{query:?}");
        let list = String::from_utf8(file(query, ExportFormat::Csv).unwrap()).unwrap();
        assert!(list.lines().count() > 1, "{query:?}");
        let refused = file(query, ExportFormat::Hledger).unwrap_err();
        assert!(matches!(refused, ActionError::Refused(refusal) if refusal.code == "format_journal"));
    }
    let by_store = file(&statement(StatementKind::Balance, StatementBy::Store), ExportFormat::Csv).unwrap_err();
    assert!(matches!(by_store, ActionError::Refused(refusal) if refusal.code == "by_store"));
    let turned = ReportQuery::Sales(SalesQuery::alone(SalesBy::Store, to.plus(1), to));
    assert!(
        matches!(file(&turned, ExportFormat::Csv), Err(ActionError::Refused(refusal)) if refusal.code == "days_order")
    );

    let mut names = Vec::new();
    let mut keep = |document: &runut_actions::Document| {
        names.push(document.name.clone());
        Ok(document.name.clone())
    };
    let written = year_package(&walked.book, &walked.ctx("year"), to.year(), &mut keep).unwrap().value;
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!((names.len(), i64::try_from(count).unwrap()), (count, written.documents));
    for name in [
        &format!("laporan-keuangan-{}.pdf", to.year()),
        "jurnal.journal",
        "jurnal.xlsx",
        "neraca.csv",
        "daftar-akun.csv",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
}

/// What counts as turnover and whether some of it is free is the shop's to say; the year's tax is rounded down once.
#[test]
fn the_tax_is_of_what_the_shop_says() {
    let walked = Walked::new(|book| {
        let mut walk = Walk::begin(book, 13, MORNING).unwrap();
        for _ in 0..400 {
            walk.step(book).unwrap();
        }
    });
    let (_, to) = walked.days();
    let year = Period::year_to(to);
    let income =
        walked.statement(StatementKind::Income, Period { to: Period::month(to).to, ..year }, StatementBy::Period);
    let of = |key| amount(&income, key);
    let report = || {
        let days = (year.from, to);
        walked.book.read(|reader| reports::statements::tax_report(reader, days, to.plus(60))).unwrap().unwrap()
    };
    assert_eq!((report().tax, report().turnover), (Money::ZERO, of("sales") + of("sales_returns")), "free so far");
    for (at, base, turnover) in [
        (1, TaxBase::Gross, of("sales")),
        (2, TaxBase::Net, of("net_sales")),
        (3, TaxBase::GrossLessReturns, of("sales") + of("sales_returns")),
    ] {
        let shop = walked.book.read(|reader| reader.shop()).unwrap().unwrap();
        let set = runut_core::rows::Shop { tax_base: base, tax_free: false, ..shop };
        save_shop(&walked.book, &walked.ctx(&format!("base {at}")), &set).unwrap();
        let report = report();
        assert_eq!(report.turnover, turnover, "{base:?}");
        assert!(turnover.0 > 0 && report.tax == Money(turnover.0 / 200), "{} of {turnover}", report.tax);
        let offered: Money =
            report.months.iter().filter_map(|month| month.offered.as_ref()).map(|entry| entry.amount).sum();
        assert_eq!(offered, report.tax);
        let stores: Money = report.months.iter().flat_map(|month| &month.stores).copied().sum();
        assert_eq!(stores, turnover);
    }
    // Sixty days later Hari ini tells of it, and that it is late.
    let today = walked.ctx("due").today;
    let later = Instant(MORNING.0 + (today.days_to(to) + 60) * DAY_MS);
    let due = walked.book.read(|reader| reports::today::due(reader, later)).unwrap();
    let tax = |row: &&DueRow| row.kind == DueKind::Tax;
    assert_eq!(due.due.iter().filter(tax).map(|row| row.amount).sum::<Money>(), report().tax, "{due:?}");
    assert!(due.due.iter().filter(tax).any(|row| row.late));
    assert_eq!(audit::check(&walked.book).unwrap(), []);
}
