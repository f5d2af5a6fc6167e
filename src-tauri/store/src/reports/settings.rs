//! Everything that can be set, as one answer.

use runut_core::rows::{BuyerText, BuyerTextKey, MoneyAccount, Settings};
use runut_core::texts::{account_line, default_template, template_fields, template_title};

use crate::{Reader, StoreError};

/// The shop, its accounts with their balances, couriers, texts for buyers and people.
///
/// # Errors
/// [`StoreError::NoShop`] before first start.
pub fn settings(book: &Reader<'_>) -> Result<Settings, StoreError> {
    let accounts = book.money_accounts()?;
    let told = |account: &MoneyAccount| account_line(&account.name, &account.number, &account.holder);
    let pay_into = accounts.iter().filter(|account| !account.archived).map(told).find(|line| !line.is_empty());
    Ok(Settings {
        shop: book.shop()?.ok_or(StoreError::NoShop)?,
        accounts,
        pay_into: pay_into.unwrap_or_default(),
        stores: book.stores()?,
        couriers: book.couriers()?,
        texts: BuyerTextKey::ALL.into_iter().map(|key| buyer_text(book, key)).collect::<Result<_, _>>()?,
        persons: book.persons()?,
    })
}

/// A text for buyers as it is used: the seller's, else the program's own.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn buyer_text(book: &Reader<'_>, key: BuyerTextKey) -> Result<BuyerText, StoreError> {
    let own = book.buyer_text(key)?;
    Ok(BuyerText {
        key,
        title: template_title(key),
        changed: own.is_some(),
        body: own.unwrap_or_else(|| default_template(key).to_owned()),
        fields: template_fields(key).iter().map(|field| (*field).to_owned()).collect(),
    })
}
