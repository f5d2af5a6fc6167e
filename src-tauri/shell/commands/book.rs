//! The book and the shop in it.

use runut_actions::{ActionError, Size};
use runut_core::Instant;
use runut_core::rows::{BookState, Finding, NewShop, RailCounts, Today};
use runut_store::{Book, Topic, Written, reports};
use tauri::State;

use super::{Act, Answer};
use crate::state::Shell;

/// The program's version, as the page shows it.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
/// As large as `runut-cli demo`.
const DEMO: Size = Size { orders: 120, seed: 1 };

#[tauri::command]
pub(crate) async fn book_state(shell: State<'_, Shell>) -> Answer<BookState> {
    let acting = shell.acting();
    shell.with_book(move |book, now| runut_actions::book_state(book, acting, VERSION, now)).await
}

#[tauri::command]
pub(crate) async fn rail_counts(shell: State<'_, Shell>) -> Answer<RailCounts> {
    shell.ask(reports::rail_counts).await
}

#[tauri::command]
pub(crate) async fn today(shell: State<'_, Shell>) -> Answer<Today> {
    shell.ask(reports::today).await
}

#[tauri::command]
pub(crate) async fn check_book(shell: State<'_, Shell>) -> Answer<Vec<Finding>> {
    shell.with_book(|book, _| reports::check(book)).await
}

#[tauri::command]
pub(crate) async fn create_book(shell: State<'_, Shell>, request: String, shop: NewShop, demo: bool) -> Act<BookState> {
    let wrote = shell.with_book(move |book, now| found(book, now, &request, &shop, demo)).await?;
    Ok(wrote.into())
}

/// First start: the shop, empty or with the demonstration's goods and orders.
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
