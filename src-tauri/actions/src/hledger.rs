//! The journal for accountants, as hledger reads it.

use runut_core::Refusal;
use runut_core::export::Days;
use runut_core::statements::hledger;
use runut_store::{Reader, StoreError, reports};

use crate::ActionError;

/// Why another list isn't written in this form.
pub(crate) fn journal_only() -> Refusal {
    Refusal::new(
        "format_journal",
        "Bentuk hledger hanya untuk jurnal: export journal --format hledger. Untuk yang lain pakai xlsx, csv atau pdf.",
        "hledger's form is for the journal only: export journal --format hledger. Use xlsx, csv or pdf for the others.",
    )
}

/// The journal in hledger's format.
///
/// # Errors
/// [`ActionError`] where the book can't be read.
pub(crate) fn hledger_journal(book: &Reader<'_>, days: Days) -> Result<(Vec<u8>, i64), ActionError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let chart = reports::statements::shop_chart(book)?;
    let mut text = hledger::heading(&chart, &shop.name);
    let rows = reports::statements::journal(book, days, &mut |row| {
        text.push_str(&hledger::transaction(&chart, row, shop.language));
        Ok::<_, ActionError>(())
    })?;
    Ok((text.into_bytes(), rows))
}
