//! Orders.

use runut_actions::UsedNumber;
use runut_core::rows::{OrderDetail, OrderPage, OrderQuery, Outcome, TrackingItem, TrackingPreview, WaveRow};
use runut_core::{OrderId, Verb};
use runut_store::reports;

commands! {
    /// A page of orders.
    ask orders_page(desk, query: OrderQuery) -> OrderPage {
        desk.ask(|book, now| reports::orders_page(book, &query, now))
    }

    /// An order with all that belongs to it.
    ask order_detail(desk, order: OrderId) -> OrderDetail {
        desk.ask(|book, now| reports::order_detail(book, order, now))
    }

    /// The order that a code names: its own number, a tracking number, a marketplace's id.
    ask find_order(desk, code: String) -> Option<OrderId> {
        desk.ask(|book, _| book.find_order(&code))
    }

    /// Does to each of these orders what a verb says.
    act order_verb(act, verb: Verb, orders: Vec<OrderId>, reason: String) -> Outcome {
        act.write(|book, ctx| runut_actions::act(book, ctx, verb, &orders, &reason))
    }

    /// What pasted tracking numbers would ship.
    ask tracking_preview(desk, text: String) -> TrackingPreview {
        desk.with_book(|book, now| runut_actions::tracking_preview(book, &text, now))
    }

    /// Ships orders with their tracking numbers; `join`: also where another order has the number.
    act ship_orders(act, items: Vec<TrackingItem>, join: bool) -> Outcome {
        let used = if join { UsedNumber::Join } else { UsedNumber::Refuse };
        act.write(|book, ctx| runut_actions::ship(book, ctx, &items, used))
    }

    /// Puts orders into a wave; the next ones where none are named.
    act wave_create(act, orders: Vec<OrderId>) -> WaveRow {
        act.write(|book, ctx| runut_actions::create_wave(book, ctx, &orders))
    }
}
