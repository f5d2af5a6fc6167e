//! Customers and places.

use std::ops::ControlFlow;
use std::path::PathBuf;

use runut_core::CustomerId;
use runut_core::rows::{
    CustomerDetail, CustomerForm, CustomerPage, CustomerQuery, CustomersMerged, DataFormat, Erased, PersonData,
    Printed, RegionRow, Subject,
};
use runut_store::reports;

use super::paper::delivery;
use crate::desk::Desk;
use crate::host::Event;

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

    /// Everything that the book holds of a person, and what keeps it from being erased.
    ask person_data(desk, subject: Subject) -> PersonData {
        let second = second(desk);
        desk.with_book(|book, _| runut_actions::person_data(book, &subject, second.as_deref()))
    }

    /// Hands out a person's data as a file.
    act person_export(act, subject: Subject, format: DataFormat) -> Printed {
        let mut deliver = delivery(act.desk);
        act.write(|book, ctx| runut_actions::export_person(book, ctx, &subject, format, &mut deliver))
    }

    /// Erases a person, whose name was typed to confirm.
    act person_erase(act, subject: Subject, name: String) -> Erased {
        let second = second(act.desk);
        act.write(|book, ctx| runut_actions::erase_person(book, ctx, &subject, &name, second.as_deref()))
    }

    /// Makes a new backup and takes away the older ones, which hold whoever was erased; answers how many went.
    ask backups_renew(desk) -> i64 {
        let second = second(desk);
        let (person, mut tell) = (desk.acting(), desk.telling());
        let gone = desk.with_book(|book, now| {
            runut_actions::renew_backups(book, person, second.as_deref(), now, &mut |progress| {
                tell(progress);
                ControlFlow::Continue(())
            })
        })?;
        desk.tell(Event::Backups);
        Ok(i64::try_from(gone).unwrap_or(i64::MAX))
    }

    /// Places of the bundled list that the typing completes to, best first.
    ask regions_search(_desk, text: String, limit: u32) -> Vec<RegionRow> {
        Ok(runut_actions::search_regions(&text, limit))
    }
}

/// The second place of the backups, if there is one.
fn second(desk: &Desk) -> Option<PathBuf> {
    desk.settings().second().map(|second| PathBuf::from(second.folder))
}
