//! Couriers.

use runut_core::hours::clock;

use super::Checks;
use super::told::yes;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        let told = book.couriers()?.into_iter().flat_map(|c| {
            let (id, own, archived) = (c.id.0, yes(c.own_delivery), yes(c.archived));
            let pickup = c.pickup.map(clock).unwrap_or_default();
            [(id, "name", c.name), (id, "own_delivery", own), (id, "pickup", pickup), (id, "archived", archived)]
        });
        Ok(told.collect())
    }),
    folded: &["SELECT id, name AS text, name_fold AS folded FROM courier"],
    ..Checks::of("courier")
};
