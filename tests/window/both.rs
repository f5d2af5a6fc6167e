//! The window and terminals write into one book at once: no oversell, no double, no lost update.

use serde_json::{Value, json};

use crate::harness::{Desk, Window};
use crate::shopee;
use crate::wire::{act, ask};

/// Orders of the file; the same goods come again every twelve.
const ORDERS: usize = 48;

#[tokio::test(flavor = "multi_thread")]
async fn the_window_and_a_terminal_at_once() {
    let desk = Desk::new("both");
    desk.set("RUNUT_NOW", shopee::NOW);
    let file = desk.home().join("Order.toship.20261118_20261119.csv");
    shopee::write_many(&file, ORDERS);
    desk.set("RUNUT_PICK_FILE", file.to_string_lossy());
    let window = desk.open().await;
    let shop = json!({ "name": "Dapur Wulan", "owner": "Wulan", "address": "", "phone": "", "zone": "wib" });
    act(&window, "create_book", json!({ "shop": shop, "demo": false })).await;

    one_file(&desk, &window, &file.to_string_lossy()).await;
    the_last_unit(&desk, &window).await;
    one_order(&desk, &window).await;
    assert_eq!(ask(&window, "check_book", json!({})).await, json!([]));
}

/// Does something in the window while a terminal runs; answers the window's value and the terminal's exit status.
async fn both(desk: &Desk, window: &Window, command: &str, asked: Value, terminal: &[&str]) -> (Value, i32) {
    let words = [&["--now", shopee::NOW], terminal].concat();
    let running = async { tokio::task::block_in_place(|| desk.terminal_ended(&words)) };
    let (value, ended) = tokio::join!(act(window, command, asked), running);
    let status = ended.status.code().unwrap_or(-1);
    assert!((0..=1).contains(&status), "{words:?}: {}\n{}", ended.stdout, ended.stderr);
    (value, status)
}

/// Whether the window's verb was done, given what it answered.
fn is_done(outcome: &Value) -> bool {
    outcome["refused"] == json!([])
}

/// The same file, taken in by both: each order is there once.
async fn one_file(desk: &Desk, window: &Window, file: &str) {
    let asked = json!({ "path": file, "overrides": [], "taken": [], "startDay": 20_261_101 });
    ask(window, "import_preview", asked.clone()).await;
    let terminal = ["import", "orders", file, "--apply", "--start-day", "2026-11-01"];
    let (applied, status) = both(desk, window, "import_apply", asked, &terminal).await;
    assert_eq!((&applied["applied"], status), (&json!(true), 0), "{applied:#}");
    assert_eq!(ask(window, "rail_counts", json!({})).await["open"], json!(ORDERS));
}

/// One board is left, and two orders want it: one of them is packed.
async fn the_last_unit(desk: &Desk, window: &Window) {
    desk.terminal(&["--now", shopee::NOW, "stock", "receive", "TLN-28=1@40000"]);
    let asked = json!({ "verb": "pack", "orders": [2], "reason": "" });
    let (outcome, status) = both(desk, window, "order_verb", asked, &["order", "pack", "14"]).await;
    assert_ne!(is_done(&outcome), status == 0, "{outcome:#}, the terminal ended with {status}");
}

/// Each order is packed by both at once, and its goods leave the shelf once.
async fn one_order(desk: &Desk, window: &Window) {
    desk.terminal(&["--now", shopee::NOW, "stock", "receive", "MGK-BR=90@9000", "TLN-28=90@40000", "SRB-KT=90@6000"]);
    for order in [6, 7, 9, 18, 19, 21, 30, 31] {
        let asked = json!({ "verb": "pack", "orders": [order], "reason": "" });
        let (outcome, status) = both(desk, window, "order_verb", asked, &["order", "pack", &order.to_string()]).await;
        assert_ne!(is_done(&outcome), status == 0, "order {order}: {outcome:#}, the terminal ended with {status}");
    }
}
