//! Orders as they are typed, and the texts for their buyers.

use runut_core::OrderId;
use runut_core::rows::{BuyerTextKey, OrderForm, OrderFormView, OrderPreview, OrderSaved};

commands! {
    /// A form to type into: of an order to amend, of a copy of an earlier one, or an empty one.
    ask order_form(desk, order: Option<OrderId>, copy: Option<OrderId>) -> OrderFormView {
        desk.with_book(|book, _| book.read(|reader| runut_actions::order_form(reader, order, copy)))
    }

    /// What a form comes to and what is still wrong with it; writes nothing.
    ask order_preview(desk, form: OrderForm) -> OrderPreview {
        desk.with_book(|book, now| book.read(|reader| runut_actions::preview_order(reader, &form, now)))
    }

    /// Saves a form: as a draft, or placed (a new one), or amended with the reason.
    act order_save(act, form: OrderForm, place: bool, reason: String) -> OrderSaved {
        act.write(|book, ctx| runut_actions::save_order(book, ctx, &form, place, &reason))
    }

    /// A text for the buyer of this order, ready to paste.
    ask order_text(desk, order: OrderId, key: BuyerTextKey) -> String {
        desk.with_book(|book, _| book.read(|reader| runut_actions::text_for(reader, order, key)))
    }
}
