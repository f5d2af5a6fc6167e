//! A big book against a small one: the same questions to a book of a million orders and to one of ten thousand, both with
//! five hundred open. The small one is the floor. The books are kept for the next run.

pub mod books;

use std::path::Path;

use runut_core::rows::{OrderQuery, StockMark, StockQuery};
use runut_core::{CustomerId, Instant, OrderId, Stage, VariantId};
use runut_store::{Book, Reader, StoreError, reports};

use super::Group;
use crate::Fault;
use crate::measure::{Figures, TURNS, time, turns};
use crate::table::{Limit, Row};

/// A big book.
pub const GROUP: Group = Group { name: "book", title: "### A big book", run };

/// Orders of the two books; a debug build only shows that the bench works.
pub const BIG: u32 = if cfg!(debug_assertions) { 20_000 } else { 1_000_000 };
pub const SMALL: u32 = if cfg!(debug_assertions) { 2_000 } else { 10_000 };

/// Times a question is asked in a turn; the turn's figure is the median of these.
const ASKED: usize = 20;
/// Rows of a page, as the window asks for them.
const ROWS: u32 = 100;
/// Hits that a search shows.
const HITS: u32 = 50;

/// A book with what is asked of it.
struct Side {
    book: Book,
    now: Instant,
    /// The `next` of the 99th page.
    cursor: Option<String>,
    order: OrderId,
    regular: CustomerId,
    busiest: CustomerId,
    variant: VariantId,
}

/// A question; it answers how many rows it found.
struct Question {
    what: String,
    /// How many rows both books must answer; none where that is the book's matter.
    rows: Option<usize>,
    ask: Ask,
}

type Ask = Box<dyn Fn(&Reader<'_>, &Side) -> Result<usize, StoreError>>;

fn run(folder: &Path) -> Result<Vec<Row>, Fault> {
    let mut rows = Vec::new();
    let [small, big] = [SMALL, BIG].map(|orders| books::kept(folder, orders));
    let (small, big) = (small?, big?);
    rows.push(Row {
        what: format!("make the book of {BIG} orders"),
        unit: "s",
        ours: Figures(vec![big.seconds]),
        floor: Figures::default(),
        limit: Limit::Most(600.0),
    });
    let sides = (Side::open(&big)?, Side::open(&small)?);
    for question in questions() {
        let (ours, floor) = turns(TURNS, |_| warm(&sides.0, &question), |_| warm(&sides.1, &question))?;
        rows.push(Row { what: question.what.clone(), unit: "ms", ours, floor, limit: Limit::TimesOr(1.3, 10.0) });
    }
    for question in questions() {
        let (ours, floor) = turns(TURNS, |_| cold(&big, &sides.0, &question), |_| cold(&small, &sides.1, &question))?;
        rows.push(Row { what: format!("{}, cold", question.what), unit: "ms", ours, floor, limit: Limit::None });
    }
    Ok(rows)
}

/// The median of many times the same question, to a book that has just answered it.
fn warm(side: &Side, question: &Question) -> Result<f64, Fault> {
    let once = || time(|| answer(&side.book, side, question));
    once()?;
    let figures = (0..ASKED).map(|_| Ok(once()?.1)).collect::<Result<Vec<_>, Fault>>()?;
    Ok(Figures(figures).median())
}

/// The first question to a book that has just been opened, none of which lies in memory.
fn cold(made: &books::Made, side: &Side, question: &Question) -> Result<f64, Fault> {
    books::forget(&made.path)?;
    let book = Book::open(&made.path)?;
    Ok(time(|| answer(&book, side, question))?.1)
}

fn answer(book: &Book, side: &Side, question: &Question) -> Result<(), Fault> {
    let found = book.read(|reader| (question.ask)(reader, side))?;
    match question.rows {
        Some(rows) if rows != found => Err(format!("{}: {found} rows, not {rows}", question.what).into()),
        _ => Ok(()),
    }
}

impl Side {
    fn open(made: &books::Made) -> Result<Self, Fault> {
        let book = Book::open(&made.path)?;
        let now = made.now;
        let (mut cursor, mut newest) = (None, None);
        for _ in 1..100 {
            let query = list(None, "", cursor.clone(), ROWS);
            let page = book.read(|reader| reports::orders_page(reader, &query, now))?;
            newest = newest.or(page.rows.first().map(|row| row.id));
            let Some(next) = page.next else { break };
            cursor = Some(next);
        }
        let customer = |name: &str| -> Result<CustomerId, Fault> {
            let query = runut_core::rows::CustomerQuery { search: name.to_owned(), after: None, limit: 1 };
            let page = book.read(|reader| reports::customers_page(reader, &query))?;
            Ok(page.rows.first().ok_or_else(|| format!("{name} isn't there"))?.id)
        };
        let stock =
            StockQuery { mark: StockMark::All, category: String::new(), search: String::new(), after: None, limit: 1 };
        let stock = book.read(|reader| reports::stock_page(reader, &stock))?;
        let (regular, busiest) = (customer("ratih langganan")?, customer("toko berkah jaya")?);
        let variant = stock.rows.first().ok_or("there are no goods")?.id;
        Ok(Self { now, cursor, order: newest.ok_or("there are no orders")?, regular, busiest, variant, book })
    }
}

fn list(stage: Option<Stage>, search: &str, after: Option<String>, limit: u32) -> OrderQuery {
    OrderQuery { search: search.to_owned(), after, ..OrderQuery::of(stage, limit) }
}

fn page(
    book: &Reader<'_>,
    side: &Side,
    (stage, search): (Option<Stage>, &str),
    after: Option<String>,
    limit: u32,
) -> Result<usize, StoreError> {
    Ok(reports::orders_page(book, &list(stage, search, after, limit), side.now)?.rows.len())
}

fn questions() -> Vec<Question> {
    let ask = |what: &str, rows: Option<usize>, ask: Ask| Question { what: what.to_owned(), rows, ask };
    let rows = Some(ROWS as usize);
    let mut all = vec![
        ask("order list, first page", rows, Box::new(|book, side| page(book, side, (None, ""), None, ROWS))),
        ask(
            "order list, 100th page",
            None,
            Box::new(|book, side| page(book, side, (None, ""), side.cursor.clone(), ROWS)),
        ),
        ask(
            "orders to pack, first page",
            rows,
            Box::new(|book, side| page(book, side, (Some(Stage::Approved), ""), None, ROWS)),
        ),
        ask(
            "completed orders, first page",
            rows,
            Box::new(|book, side| page(book, side, (Some(Stage::Completed), ""), None, ROWS)),
        ),
        ask(
            "stage counts",
            None,
            Box::new(|book, side| reports::rail_counts(book, side.now).map(|counts| counts.open as usize)),
        ),
        ask(
            "Today",
            None,
            Box::new(|book, side| reports::today::all(book, side.now).map(|today| today.queue.queue.len())),
        ),
        ask(
            "one order opened",
            None,
            Box::new(|book, side| reports::order_detail(book, side.order, side.now).map(|order| order.lines.len())),
        ),
        ask(
            "a regular customer's history",
            None,
            Box::new(|book, side| {
                reports::customer_detail(book, side.regular, side.now).map(|found| found.orders.len())
            }),
        ),
        ask(
            "the busiest customer's history",
            None,
            Box::new(|book, side| {
                reports::customer_detail(book, side.busiest, side.now).map(|found| found.orders.len())
            }),
        ),
        ask(
            "customers, first page",
            None,
            Box::new(|book, _| {
                let query = runut_core::rows::CustomerQuery { search: String::new(), after: None, limit: ROWS };
                Ok(reports::customers_page(book, &query)?.rows.len())
            }),
        ),
        ask(
            "a stock card",
            rows,
            Box::new(|book, side| Ok(reports::stock_card(book, side.variant, None, ROWS)?.moves.len())),
        ),
    ];
    let few = HITS as usize;
    for (what, term, hits) in [
        ("no hit", "melatiputih", 0),
        ("1 hit", "kenanga", 1),
        ("50 hits", "seroja", few),
        ("an eighth of all orders", "sleman", few),
        ("under three characters, a number", "12", few),
        ("under three characters, a SKU", "bs", few),
        ("under three characters, no hit", "qx", 0),
    ] {
        let search = Box::new(move |book: &Reader<'_>, side: &Side| page(book, side, (None, term), None, HITS));
        all.push(ask(&format!("search “{term}”: {what}"), Some(hits), search));
    }
    all.push(ask(
        "search “sleman” among those to pack",
        None,
        Box::new(|book, side| page(book, side, (Some(Stage::Approved), "sleman"), None, HITS)),
    ));
    all
}
