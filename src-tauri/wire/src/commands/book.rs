//! The book and the shop in it.

use runut_actions::{ActionError, Size};
use runut_core::Instant;
use runut_core::rows::{BookState, Finding, NewShop, RailCounts};
use runut_store::{Book, Topic, Written, audit, reports};

/// The program's version, as the page shows it.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
/// As large as `runut-cli demo`.
const DEMO: Size = Size { orders: 120, seed: 1 };

commands! {
    /// Whether there is a shop, who acts, what day it is.
    ask book_state(desk) -> BookState {
        let acting = desk.acting();
        desk.with_book(|book, now| runut_actions::book_state(book, acting, VERSION, now))
    }

    /// The numbers beside the rail's screens.
    ask rail_counts(desk) -> RailCounts {
        desk.ask(reports::rail_counts)
    }

    /// The audit of the whole book.
    ask check_book(desk) -> Vec<Finding> {
        desk.with_book(|book, _| audit::check(book))
    }

    /// First start: the shop, empty or with the demonstration's goods and orders.
    act create_book(act, shop: NewShop, demo: bool) -> BookState {
        let wrote = act.desk.with_book(|book, now| found(book, now, &act.request, &shop, demo))?;
        Ok(wrote.into())
    }
}

fn found(
    book: &Book,
    now: Instant,
    request: &str,
    shop: &NewShop,
    demo: bool,
) -> Result<Written<BookState>, ActionError> {
    if demo {
        runut_actions::open_demo(book, shop, DEMO, now, request)?;
    } else {
        runut_actions::open_shop(book, shop, now, request)?;
    }
    let value = runut_actions::book_state(book, None, VERSION, now)?;
    Ok(Written { value, topics: Topic::ALL.to_vec() })
}
