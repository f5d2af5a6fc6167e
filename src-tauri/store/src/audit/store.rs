//! Stores: the shop's accounts at the marketplaces.

use super::Checks;
use super::told::yes;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        let told = book.stores()?.into_iter().flat_map(|s| {
            let archived = yes(s.archived);
            [(s.id.0, "name", s.name), (s.id.0, "archived", archived)]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM store"],
    ..Checks::of("store")
};
