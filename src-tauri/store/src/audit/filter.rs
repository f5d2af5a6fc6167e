//! Saved filters.

use runut_core::FilterId;

use super::Checks;

pub(super) const CHECKS: Checks = Checks {
    rows: Some(("SELECT id FROM saved_filter ORDER BY id", |book, id| {
        let filter = book.filter(FilterId(id))?;
        Ok(filter.into_iter().map(|filter| (id, "name", filter.name)).collect())
    })),
    ..Checks::of("filter")
};
