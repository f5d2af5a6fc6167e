//! Statements: the lines of a report, each with an amount a column, and what they are made of.

use serde::{Deserialize, Serialize};

use crate::{AccountId, Day, Money, Sentence, StoreId};

words! {
    /// Which statement.
    StatementKind {
        /// Laba rugi, as the shop runs itself.
        Income,
        /// Laba rugi in the form of SAK EMKM, as a bank or an office asks for it.
        Emkm,
        /// Laporan posisi keuangan.
        Balance,
        /// Arus kas, direct.
        Cashflow,
        /// Where the profit went: from the profit of a period to its money from the business.
        Profit,
        /// Neraca saldo.
        Trial,
    }

    /// What a statement is held against.
    Against {
        /// Nothing.
        Nothing,
        /// The period before: the same days of a month or year before.
        Before,
        /// The same days of the year before.
        YearBefore,
        /// The days that are named.
        Days,
    }

    /// What the columns of a statement are.
    StatementBy {
        /// The period in one.
        Period,
        /// A month each, and all of them.
        Month,
        /// A store each, what is of none, and all of them. Of income statements only.
        Store,
    }

    /// What a line of a statement is.
    LineKind {
        /// A heading without amounts.
        Heading,
        /// A figure that entries stand behind.
        Line,
        /// A sum of lines above.
        Sum,
        /// The last sum: what the statement comes to.
        Total,
    }
}

row! {
    /// Which statement, of which days, beside what.
    StatementQuery {
        /// Which.
        kind: StatementKind,
        /// The first day; of a balance sheet the year's profit goes by its last.
        from: Day,
        /// The last day.
        to: Day,
        /// What its columns are.
        by: StatementBy,
        /// What it is held against.
        against: Against,
        /// The days that it is held against, where they are named: first and last.
        against_days: Option<[Day; 2]>,
        /// So many months before it beside that.
        months: i64,
    }

    /// A column of a statement.
    StatementColumn {
        /// What stands above it.
        label: Sentence,
        /// Its first day; none where it is a state at a day.
        from: Option<Day>,
        /// Its last day.
        to: Day,
        /// Of which store alone it is; zero for what is of none; none for all.
        store: Option<StoreId>,
    }

    /// A line of a statement.
    StatementLine {
        /// What programs know it by: that of its line or account, and behind a dot each, what of it this is.
        key: String,
        /// What it is called.
        label: Sentence,
        /// How far it stands in: 0 for a line, 1 and 2 for what it is made of.
        depth: i64,
        /// What it is.
        kind: LineKind,
        /// The accounts whose entries stand behind it; none behind sums.
        accounts: Vec<AccountId>,
        /// Of which store alone; zero for what is of none; none for all.
        store: Option<StoreId>,
        /// An amount a column. Positive is what earns, what the shop has or owes, or what comes in.
        amounts: Vec<Money>,
        /// Thousandths of net sales, a column each; none where there are no sales. Empty but in income statements.
        shares: Vec<Option<i64>>,
        /// The first column against the second, where that was asked.
        change: Option<LineChange>,
    }

    /// What has changed between two columns.
    LineChange {
        /// The first less the second: above nothing adds to profit, money or what there is.
        amount: Money,
        /// By how many percent of the second its size has grown; none where there was nothing.
        percent: Option<i64>,
        /// That it got worse by a fifth or more.
        worse: bool,
    }

    /// A statement.
    Statement {
        /// Which one.
        kind: StatementKind,
        /// What it is called.
        title: Sentence,
        /// Its columns.
        columns: Vec<StatementColumn>,
        /// Its lines, from the top.
        lines: Vec<StatementLine>,
    }

    /// A note to the statements: some sentences and figures under a heading.
    Note {
        /// The heading.
        heading: Sentence,
        /// What is said, a paragraph each.
        said: Vec<Sentence>,
        /// Figures of it.
        lines: Vec<NoteLine>,
    }

    /// A figure of a note.
    NoteLine {
        /// What it is.
        label: Sentence,
        /// How much.
        amount: Money,
    }

    /// A rule of the final tax on turnover, from a day on.
    TaxRule {
        /// The first day for which it holds, the first of a month.
        from: Day,
        /// Parts in a million of what is taxed: 5.000 is half a percent.
        rate_ppm: i64,
        /// Turnover of a calendar year on which there is none.
        free_per_year: Money,
        /// What counts as turnover.
        base: TaxBase,
    }

    /// A month's turnover and tax.
    TaxMonth {
        /// The month, `yyyymm`.
        month: i64,
        /// Sales before discounts.
        sales: Money,
        /// What came back.
        returns: Money,
        /// Discounts, which the turnover isn't lessened by unless its rule says so.
        discounts: Money,
        /// Turnover as the rule of the month counts it.
        turnover: Money,
        /// Turnover of the calendar year up to here.
        cumulative: Money,
        /// The month's tax.
        tax: Money,
        /// What of it the year's entries cover, the oldest month first.
        posted: Money,
        /// What marketplaces have withheld in the month, as their files say.
        withheld: Money,
        /// Turnover by store, in the order of the report's stores.
        stores: Vec<Money>,
        /// Its last day to be paid.
        due: Day,
        /// The entry that is offered; none where nothing is missing.
        offered: Option<OfferedEntry>,
    }

    /// An entry that a report offers to post.
    OfferedEntry {
        /// Debited.
        debit: AccountId,
        /// Credited.
        credit: AccountId,
        /// How much.
        amount: Money,
        /// On which day.
        day: Day,
    }

    /// A store in a report of several.
    ReportStore {
        /// Its key; zero for what is of none.
        id: StoreId,
        /// Its name.
        name: Sentence,
    }

    /// Turnover and final tax, month by month.
    TaxReport {
        /// The stores, in the order of the months' sums.
        stores: Vec<ReportStore>,
        /// The months, from the first.
        months: Vec<TaxMonth>,
        /// The rules that hold, the newest first.
        rules: Vec<TaxRule>,
        /// Turnover of all months.
        turnover: Money,
        /// Tax of all months.
        tax: Money,
        /// What the reader has to know of it: it is no advice.
        notes: Vec<Sentence>,
    }
}

words! {
    /// What counts as turnover for the tax.
    TaxBase {
        /// Sales before discounts, less what came back.
        GrossLessReturns,
        /// Sales before discounts, returns and all.
        Gross,
        /// Sales less discounts and what came back.
        Net,
    }
}
