//! Reports beside the statements: an account's ledger, what is owed to the shop, sales.

use serde::{Deserialize, Serialize};

use crate::findings::{Period, Span};
use crate::{AccountId, Day, Money, OrderId, Sentence, StoreId};

use super::forecast::ReorderTerms;
use super::profit::ProfitBy;
use super::statements::{Against, LineChange, StatementKind, StatementQuery};

/// A report, as its files and its paper are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS), ts(export))]
#[serde(tag = "report", rename_all = "snake_case")]
pub enum ReportQuery {
    /// A statement.
    Statement(StatementQuery),
    /// The notes to the statements of the year up to a day.
    Notes {
        /// The day.
        to: Day,
    },
    /// The whole ledger of an account.
    Ledger(LedgerQuery),
    /// Turnover and final tax.
    Tax {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
    /// What the stock was worth at the end of a day.
    Stock {
        /// The day.
        to: Day,
    },
    /// What is owed to the shop, by age.
    Receivables {
        /// The day.
        to: Day,
    },
    /// The orders that owe something to the shop.
    ReceivableOrders {
        /// The day: today.
        to: Day,
    },
    /// What is owed to suppliers and couriers, by age.
    Payables {
        /// The day.
        to: Day,
    },
    /// The sheet of a business day.
    Day {
        /// The day.
        to: Day,
    },
    /// Sales.
    Sales(SalesQuery),
    /// Buyers with how lately, how often and for how much they bought.
    Segments {
        /// The day.
        to: Day,
    },
    /// Buyers by the month in which they bought first, and how many came back.
    Cohorts {
        /// The day.
        to: Day,
    },
    /// What goods will sell.
    Forecast {
        /// The day.
        to: Day,
    },
    /// What should be ordered.
    Reorder {
        /// The day: today.
        to: Day,
        /// By what.
        terms: ReorderTerms,
    },
    /// The shop's figures beside their targets and those of other days.
    Figures {
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// The first of the days that they are held against.
        before_from: Day,
        /// The last.
        before_to: Day,
    },
    /// Goods that nobody buys.
    DeadStock {
        /// The day.
        to: Day,
    },
    /// The report of a day, a week or a month.
    Business {
        /// Of which length.
        span: Span,
        /// A day in it.
        day: Day,
    },
    /// What orders earned.
    OrdersProfit {
        /// What it is told apart by.
        by: ProfitBy,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
}

impl SalesQuery {
    /// Held against nothing.
    #[must_use]
    pub fn alone(by: SalesBy, from: Day, to: Day) -> Self {
        Self { by, from, to, against: Against::Nothing, against_days: None }
    }
}

impl ReportQuery {
    /// What it is called, also in its file's name and on its sheet.
    #[must_use]
    pub fn word(&self) -> Sentence {
        let (id, en) = match self {
            Self::Statement(query) => match query.kind {
                StatementKind::Income => ("laba rugi", "income statement"),
                StatementKind::Emkm => ("laba rugi EMKM", "income statement EMKM"),
                StatementKind::Balance => ("neraca", "balance sheet"),
                StatementKind::Cashflow => ("arus kas", "cash flow"),
                StatementKind::Profit => ("ke mana labanya", "where the profit went"),
                StatementKind::Trial => ("neraca saldo", "trial balance"),
            },
            Self::Notes { .. } => ("catatan laporan", "notes"),
            Self::Ledger(_) => ("buku besar", "ledger"),
            Self::Tax { .. } => ("pajak", "tax"),
            Self::Stock { .. } => ("nilai stok", "stock valuation"),
            Self::Receivables { .. } => ("piutang", "receivables"),
            Self::ReceivableOrders { .. } => ("piutang per pesanan", "receivables by order"),
            Self::Payables { .. } => ("utang pemasok", "payables"),
            Self::Day { .. } => ("lembar hari", "day's sheet"),
            Self::Sales(_) => ("penjualan", "sales"),
            Self::Segments { .. } => ("segmen pelanggan", "customer segments"),
            Self::Cohorts { .. } => ("pembeli kembali", "returning buyers"),
            Self::Forecast { .. } => ("perkiraan penjualan", "sales forecast"),
            Self::Reorder { .. } => ("pesan lagi", "reorder"),
            Self::Figures { .. } => ("angka", "figures"),
            Self::DeadStock { .. } => ("stok mati", "dead stock"),
            Self::OrdersProfit { .. } => ("laba per pesanan", "profit by order"),
            Self::Business { span, .. } => match span {
                Span::Day => ("laporan hari", "daily report"),
                Span::Week => ("laporan minggu", "weekly report"),
                Span::Month => ("laporan bulan", "monthly report"),
            },
        };
        Sentence::new(id, en)
    }

    /// Its days: the first, where it has one, and the last.
    #[must_use]
    pub fn days(&self) -> (Option<Day>, Day) {
        match self {
            Self::Statement(query) if query.kind == StatementKind::Balance => (None, query.to),
            Self::Statement(StatementQuery { from, to, .. })
            | Self::Ledger(LedgerQuery { from, to, .. })
            | Self::Tax { from, to }
            | Self::Sales(SalesQuery { from, to, .. })
            | Self::Figures { from, to, .. }
            | Self::OrdersProfit { from, to, .. } => (Some(*from), *to),
            Self::Business { span, day } => {
                let period = Period::of(*span, *day);
                (Some(period.from), period.to())
            }
            Self::Notes { to }
            | Self::Stock { to }
            | Self::Receivables { to }
            | Self::ReceivableOrders { to }
            | Self::Payables { to }
            | Self::Segments { to }
            | Self::Cohorts { to }
            | Self::Forecast { to }
            | Self::Reorder { to, .. }
            | Self::DeadStock { to }
            | Self::Day { to } => (None, *to),
        }
    }
}

words! {
    /// What sales are told apart by.
    SalesBy {
        /// Month.
        Month,
        /// Store, and our own channels.
        Store,
        /// Product.
        Product,
        /// Category of products.
        Category,
        /// Customer.
        Customer,
        /// Province and city.
        Region,
    }
}

row! {
    /// Entries of one account, or of those of a line, in the order of their days.
    LedgerQuery {
        /// The accounts.
        accounts: Vec<AccountId>,
        /// Of which store alone; zero for what is of none; none for all.
        store: Option<StoreId>,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// The newest first.
        newest: bool,
        /// The mark of the page before.
        after: Option<String>,
        /// Entries at most.
        limit: u32,
    }

    /// An entry in an account's ledger.
    LedgerRow {
        /// Its number.
        posting: i64,
        /// The day on which it is booked.
        day: Day,
        /// The day of its event, where that lies in a month that was closed by then.
        event_day: Option<Day>,
        /// The account on the other side.
        counter: AccountId,
        /// Its name.
        counter_name: Sentence,
        /// Debited.
        debit: Money,
        /// Credited.
        credit: Money,
        /// The balance after it.
        balance: Money,
        /// Its order.
        order: Option<OrderId>,
        /// Its store.
        store: Option<StoreId>,
        /// The entry of the log that it hangs on.
        activity: i64,
        /// What that is about: order, payment, variant, …
        noun: String,
        /// Its key.
        noun_id: i64,
        /// What happened.
        text: Sentence,
    }

    /// An entry of the journal, for accountants.
    PostedEntry {
        /// Its number.
        posting: i64,
        /// The day on which it is booked.
        day: Day,
        /// Debited.
        debit: AccountId,
        /// Credited.
        credit: AccountId,
        /// How much.
        amount: Money,
        /// Its order.
        order: Option<OrderId>,
        /// Its store.
        store: Option<StoreId>,
        /// What happened.
        text: Sentence,
    }

    /// A page of a ledger. Balances are positive on the side where its account grows: debits less credits of what the shop has and
    /// spends, credits less debits of what it owes, owns and earns; of several accounts as the first has it.
    LedgerPage {
        /// What it is of.
        name: Sentence,
        /// The balance before the first day. Of what earns, what costs, and of one store alone it begins at nothing.
        opening: Money,
        /// Debited in these days.
        debit: Money,
        /// Credited.
        credit: Money,
        /// The balance at the end of the last day.
        closing: Money,
        /// Entries.
        rows: Vec<LedgerRow>,
        /// The mark of the next page.
        next: Option<String>,
    }

    /// What changed the balance of accounts in some days, by the account on the other side. Balances as a page of their ledger has them.
    LedgerMoves {
        /// What it is of.
        name: Sentence,
        /// The balance before the first day.
        opening: Money,
        /// The balance at the end of the last day.
        closing: Money,
        /// Entries in all.
        entries: i64,
        /// What changed it, the accounts in their order.
        rows: Vec<LedgerMove>,
    }

    /// What changed a balance from one account on the other side.
    LedgerMove {
        /// The other account.
        counter: AccountId,
        /// Its name.
        label: Sentence,
        /// Entries.
        entries: i64,
        /// By how much: above zero the balance grew.
        amount: Money,
    }

    /// Sales of which days, told apart by what, beside what.
    SalesQuery {
        /// What they are told apart by.
        by: SalesBy,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// What they are held against.
        against: Against,
        /// The days that they are held against, where they are named: first and last.
        against_days: Option<[Day; 2]>,
    }

    /// What is sold, of one store, product, customer, …
    SalesRow {
        /// What programs know it by.
        key: String,
        /// What it is called.
        label: Sentence,
        /// Orders; none where they aren't counted.
        orders: Option<i64>,
        /// Units; none where they aren't counted.
        units: Option<i64>,
        /// Buyers who can be told apart; none where they aren't counted.
        buyers: Option<i64>,
        /// Price before discounts.
        gross: Money,
        /// Discounts that the shop bears.
        discounts: Money,
        /// What came back.
        returns: Money,
        /// Gross less discounts and returns.
        net: Money,
        /// What the goods cost, as far as it is known.
        cost: Money,
        /// The net of the days that it is held against; none without.
        then: Option<Money>,
        /// How the net stands against that.
        change: Option<LineChange>,
    }

    /// Sales of a period.
    SalesReport {
        /// What they are told apart by.
        by: SalesBy,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
        /// The days that they are held against: first and last.
        against: Option<[Day; 2]>,
        /// The most sold first; months in their order, each beside that of the same place. What sold only then stands too.
        rows: Vec<SalesRow>,
        /// All of them together.
        total: SalesRow,
    }

    /// What is owed to the shop on one account, by how long.
    ReceivableRow {
        /// The account: a store's, the couriers', the customers'; zero for all of them together.
        account: AccountId,
        /// Its name.
        label: Sentence,
        /// By days since it came about: up to 7, up to 14, up to 30, and more.
        ages: Vec<Money>,
        /// All of it: the account's balance.
        total: Money,
    }

    /// What is owed to the shop at the end of a day, by how long: what was paid counts for the oldest first.
    ReceivablesReport {
        /// The day.
        day: Day,
        /// Who owes, by account.
        rows: Vec<ReceivableRow>,
        /// All of them together.
        total: ReceivableRow,
    }

    /// An order that owes something to the shop.
    ReceivableOrderRow {
        /// Which.
        order: OrderId,
        /// The marketplace's number; empty for our own channels.
        external_id: String,
        /// Through which store, or which channel of ours.
        from: Sentence,
        /// Who ordered.
        customer: String,
        /// The day on which it left; none where it hasn't.
        shipped: Option<Day>,
        /// Days since.
        days: Option<i64>,
        /// What it owes; below zero what it was paid beyond.
        amount: Money,
    }

    /// The orders that owe something to the shop, as the book stands.
    ReceivableOrders {
        /// The day.
        day: Day,
        /// What left first stands first.
        rows: Vec<ReceivableOrderRow>,
        /// All of them together.
        total: Money,
    }
}
