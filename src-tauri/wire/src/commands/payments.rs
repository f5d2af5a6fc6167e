//! Money received and given back.

use runut_core::rows::{
    Outcome, OwedList, PaymentCandidate, PaymentForm, PaymentPage, PaymentQuery, PaymentSaved, RefundForm,
};
use runut_core::{Money, PaymentId};
use runut_store::reports;

commands! {
    /// A page of payments and refunds.
    ask payments_page(desk, query: PaymentQuery) -> PaymentPage {
        desk.ask(|book, now| reports::payments_page(book, &query, now))
    }

    /// Orders that money may be for: by number, name or amount.
    ask payment_candidates(desk, search: String, amount: Option<Money>) -> Vec<PaymentCandidate> {
        desk.ask(|book, now| reports::payment_candidates(book, &search, amount, now))
    }

    /// What is owed to buyers.
    ask owed_list(desk) -> OwedList {
        desk.ask(reports::owed_list)
    }

    /// Money that came in, with the orders that it is for.
    act payment_record(act, form: PaymentForm) -> PaymentSaved {
        act.write(|book, ctx| runut_actions::record_payment(book, ctx, &form))
    }

    /// Takes a payment or refund out of the books.
    act payment_void(act, payment: PaymentId, reason: String) -> Outcome {
        act.write(|book, ctx| runut_actions::void_payment(book, ctx, payment, &reason))
    }

    /// Money that was given back.
    act refund_record(act, form: RefundForm) -> PaymentSaved {
        act.write(|book, ctx| runut_actions::record_refund(book, ctx, &form))
    }
}
