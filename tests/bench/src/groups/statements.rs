//! Statements of a big book against a small one: they are drawn from kept sums, so that the number of orders is none of their
//! business. An account's ledger reads entries, but only those of the days that a page shows.

use std::path::Path;

use runut_core::rows::{Against, LedgerQuery, StatementBy, StatementKind, StatementQuery};
use runut_core::{AccountId, Day, Instant, Zone};
use runut_store::{Book, Reader, StoreError, reports};

use super::Group;
use super::book::{BIG, SMALL, books};
use crate::Fault;
use crate::measure::{Figures, TURNS, time, turns};
use crate::table::{Limit, Row};

/// Statements.
pub const GROUP: Group = Group { name: "statements", title: "### Statements", run };

/// Times a question is asked in a turn; the turn's figure is the median of these.
const ASKED: usize = 20;

/// As fast as a frame of the screen, and as in a small book.
const DRAWN: Limit = Limit::TimesAnd(1.3, 16.0);
const READ: Limit = Limit::Most(16.0);

/// A question to a book on a day: how many rows it answers.
pub(super) type Ask = fn(&Reader<'_>, Day) -> Result<usize, StoreError>;

const QUESTIONS: [(&str, Limit, Ask); 9] = [
    ("income statement of 12 months", DRAWN, |book, today| {
        statement(book, StatementKind::Income, (today.plus(-364), today), StatementBy::Month)
    }),
    ("income statement of a running month, against the month before", DRAWN, |book, today| {
        let first = Day(today.0 / 100 * 100 + 1);
        statement(book, StatementKind::Income, (first, today), StatementBy::Period)
    }),
    ("balance sheet of today", DRAWN, |book, today| at(book, today)),
    ("balance sheet of a day two years ago", DRAWN, |book, today| at(book, today.plus(-745))),
    ("cash flow of 12 months", DRAWN, |book, today| {
        statement(book, StatementKind::Cashflow, (today.plus(-364), today), StatementBy::Period)
    }),
    ("tax of the year", DRAWN, |book, today| {
        let year = (Day(today.0 / 10_000 * 10_000 + 101), today);
        let report = reports::statements::tax_report(book, year, today)?;
        Ok(report.map_or(0, |report| report.months.len()))
    }),
    ("ledger of sales, first page", READ, |book, today| ledger(book, 4101, today, None)),
    ("ledger of the bank, first page", READ, |book, today| ledger(book, 1102, today, None)),
    ("ledger of sales, a page two years back", READ, |book, today| {
        ledger(book, 4101, today, Some(format!("{}.9000000000", today.plus(-745).0)))
    }),
];

fn statement(
    book: &Reader<'_>,
    kind: StatementKind,
    (from, to): (Day, Day),
    by: StatementBy,
) -> Result<usize, StoreError> {
    let against = if by == StatementBy::Period { Against::Before } else { Against::Nothing };
    let query = StatementQuery { kind, from, to, by, against, against_days: None, months: 0 };
    Ok(reports::statements::statement(book, &query)?.map_or(0, |statement| statement.lines.len()))
}

fn at(book: &Reader<'_>, day: Day) -> Result<usize, StoreError> {
    statement(book, StatementKind::Balance, (day, day), StatementBy::Period)
}

fn ledger(book: &Reader<'_>, account: i64, today: Day, after: Option<String>) -> Result<usize, StoreError> {
    let query = LedgerQuery {
        accounts: vec![AccountId(account)],
        store: None,
        from: Day(20_000_101),
        to: today,
        newest: true,
        after,
        limit: 100,
    };
    Ok(reports::statements::ledger(book, &query)?.map_or(0, |page| page.rows.len()))
}

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    asked(folder, &QUESTIONS)
}

/// Asks the big book and the small one in turns.
pub(super) fn asked(folder: &Path, questions: &[(&str, Limit, Ask)]) -> Result<Vec<Row>, Fault> {
    let [small, big] = [SMALL, BIG].map(|orders| books::kept(folder, orders));
    let (small, big) = (small?, big?);
    let sides = [(Book::open(&big.path)?, today(big.now)), (Book::open(&small.path)?, today(small.now))];
    let mut rows = Vec::new();
    for (what, limit, ask) in questions.iter().copied() {
        let [big, small] = &sides;
        let (ours, floor) = turns(TURNS, |_| warm(big, ask), |_| warm(small, ask))?;
        rows.push(Row { what: what.to_owned(), unit: "ms", ours, floor, limit });
    }
    Ok(rows)
}

fn today(now: Instant) -> Day {
    Zone::Wib.day(now)
}

/// The median of many times the same question, to a book that has just answered it.
fn warm((book, today): &(Book, Day), ask: Ask) -> Result<f64, Fault> {
    let once = || time(|| answer(book, *today, ask));
    once()?;
    let figures = (0..ASKED).map(|_| Ok(once()?.1)).collect::<Result<Vec<_>, Fault>>()?;
    Ok(Figures(figures).median())
}

fn answer(book: &Book, today: Day, ask: Ask) -> Result<(), Fault> {
    match book.read(|reader| ask(reader, today))? {
        0 => Err("a report without lines".into()),
        _ => Ok(()),
    }
}
