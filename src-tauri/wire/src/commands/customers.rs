//! Customers and places.

use runut_core::CustomerId;
use runut_core::rows::{CustomerDetail, CustomerForm, CustomerPage, CustomerQuery, CustomersMerged, RegionRow};
use runut_store::reports;

commands! {
    /// A page of customers.
    ask customers_page(desk, query: CustomerQuery) -> CustomerPage {
        desk.ask(|book, _| reports::customers_page(book, &query))
    }

    /// A customer with what they have bought.
    ask customer_detail(desk, customer: CustomerId) -> CustomerDetail {
        desk.ask(|book, now| reports::customer_detail(book, customer, now))
    }

    /// Changes a customer.
    act customer_save(act, form: CustomerForm) -> CustomerId {
        act.write(|book, ctx| runut_actions::save_customer(book, ctx, &form))
    }

    /// Makes two customers one.
    act customers_merge(act, stays: CustomerId, goes: CustomerId) -> CustomersMerged {
        act.write(|book, ctx| runut_actions::merge_customers(book, ctx, stays, goes))
    }

    /// Parts them again.
    act customer_unmerge(act, customer: CustomerId) -> CustomersMerged {
        act.write(|book, ctx| runut_actions::unmerge_customer(book, ctx, customer))
    }

    /// Places of the bundled list that the typing completes to, best first.
    ask regions_search(_desk, text: String, limit: u32) -> Vec<RegionRow> {
        Ok(runut_actions::search_regions(&text, limit))
    }
}
