//! Open hours and closed days.

use super::Checks;

pub(super) const CHECKS: Checks =
    Checks { list: Some(|book| book.shop_hours().map(|_| Vec::new())), ..Checks::of("hours") };
