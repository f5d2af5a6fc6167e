//! Everything that can be set, as one answer.

use runut_core::rows::Settings;

use crate::{Reader, StoreError};

/// The shop, its accounts with their balances, couriers, texts for buyers and people.
///
/// # Errors
/// [`StoreError::NoShop`] before first start.
pub fn settings(book: &Reader<'_>) -> Result<Settings, StoreError> {
    Ok(Settings {
        shop: book.shop()?.ok_or(StoreError::NoShop)?,
        accounts: book.money_accounts()?,
        couriers: book.couriers()?,
        texts: Vec::new(),
        persons: book.persons()?,
    })
}
