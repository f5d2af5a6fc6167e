//! Texts for buyers.

use runut_core::rows::BuyerTextKey;

use super::Checks;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        BuyerTextKey::ALL.into_iter().try_for_each(|key| book.buyer_text(key).map(drop))?;
        Ok(Vec::new())
    }),
    ..Checks::of("text")
};
