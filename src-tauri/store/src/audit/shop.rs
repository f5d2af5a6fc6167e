//! The shop and its settings.

use runut_core::settings::SETTINGS;

use super::Checks;
use crate::StoreError;

pub(super) const CHECKS: Checks = Checks {
    list: Some(|book| {
        let shop = book.shop()?.ok_or(StoreError::NoShop)?;
        Ok(SETTINGS.iter().map(|setting| (1, setting.key, setting.stands(&shop))).collect())
    }),
    ..Checks::of("shop")
};
