//! What comes back, and what is learned of an order after it left.

use runut_core::rows::{
    ClaimForm, CourierBillPreview, CourierBills, LineCost, Outcome, ReturnDue, ReturnForm, ReturnQueue, UnbilledParcels,
};
use runut_core::{LineId, Money, OrderId};
use runut_store::reports;

commands! {
    /// Parcels on their way back, and those to be looked through.
    ask returns_queue(desk) -> ReturnQueue {
        desk.ask(reports::returns_queue)
    }

    /// What a buyer claims of an order.
    act order_claim(act, form: ClaimForm) -> Outcome {
        act.write(|book, ctx| runut_actions::claim(book, ctx, &form))
    }

    /// What so many more units of a line are claimed with, as a start.
    ask claim_share(desk, order: OrderId, line: LineId, units: i64) -> Money {
        desk.ask(|reader, _| Ok(reader.order(order)?.share_to_claim(line, units)))
    }

    /// Takes goods in again, with what their buyer gets for them.
    act order_return(act, form: ReturnForm) -> Outcome {
        act.write(|book, ctx| runut_actions::take_back(book, ctx, &form))
    }

    /// What a return gives its buyer, as the form stands.
    ask return_due(desk, form: ReturnForm) -> ReturnDue {
        desk.with_book(|book, _| book.read(|reader| runut_actions::return_due(reader, &form)))
    }

    /// Parcels without a courier's bill, by hand-over.
    ask unbilled_parcels(desk) -> UnbilledParcels {
        desk.ask(reports::unbilled_parcels)
    }

    /// What a pasted courier's bill would do.
    ask courier_bills_preview(desk, text: String) -> CourierBillPreview {
        desk.ask(|book, _| runut_actions::read_courier_bills(book, &text))
    }

    /// Enters couriers' bills for many parcels.
    act courier_bills(act, bills: CourierBills) -> Outcome {
        act.write(|book, ctx| runut_actions::bill_couriers(book, ctx, &bills))
    }

    /// What the courier asks for a parcel.
    act courier_bill(act, order: OrderId, amount: Money) -> Outcome {
        act.write(|book, ctx| runut_actions::bill_courier(book, ctx, order, amount))
    }

    /// What a unit of each of these lines cost that left without its cost being known: all of them, or none.
    act type_costs(act, order: OrderId, costs: Vec<LineCost>) -> Outcome {
        act.write(|book, ctx| runut_actions::type_costs(book, ctx, order, &costs))
    }
}
