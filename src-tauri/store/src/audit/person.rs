//! People.

use super::Checks;
use super::told::yes;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        let told = book.persons()?.into_iter().flat_map(|p| {
            let divisions = p.divisions.iter().map(|d| d.key()).collect::<Vec<_>>().join(", ");
            let (id, owner, archived) = (p.id.0, yes(p.owner), yes(p.archived));
            [(id, "name", p.name), (id, "owner", owner), (id, "divisions", divisions), (id, "archived", archived)]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM person"],
    ..Checks::of("person")
};
