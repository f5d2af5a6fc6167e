//! Suppliers.

use super::Checks;
use super::told::yes;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        let told = book.suppliers()?.into_iter().flat_map(|s| {
            let id = s.id.0;
            [
                (id, "name", s.name),
                (id, "phone", s.phone),
                (id, "address", s.address),
                (id, "note", s.note),
                (id, "due_days", s.due_days.to_string()),
                (id, "archived", yes(s.archived)),
            ]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM supplier"],
    ..Checks::of("supplier")
};
