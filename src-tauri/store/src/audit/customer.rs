//! Customers.

use runut_core::CustomerId;

use super::Checks;

pub(super) const CHECKS: Checks = Checks {
    rows: Some(("SELECT id FROM customer ORDER BY id", |book, id| {
        let form = book.customer_form(CustomerId(id))?;
        Ok(vec![(id, "name", form.name), (id, "note", form.note)])
    })),
    ..Checks::of("customer")
};
