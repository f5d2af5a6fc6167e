//! What a new shop has to do first.

use runut_core::rows::{FirstSteps, TodayFirst};

use crate::{Reader, StoreError};

/// The first steps, or none where the shop has gone them: with a marketplace's orders, which bring their own payment and
/// courier, goods and their stock are enough.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn first(book: &Reader<'_>) -> Result<TodayFirst, StoreError> {
    let any = |sql: &str| -> Result<bool, StoreError> { Ok(book.conn.prepare_cached(sql)?.exists([])?) };
    let steps = FirstSteps {
        account: any("SELECT 1 FROM account WHERE number <> '' AND archived = 0 LIMIT 1")?,
        courier: any("SELECT 1 FROM courier WHERE pickup IS NOT NULL OR archived = 1 LIMIT 1")?,
        product: any("SELECT 1 FROM variant WHERE archived = 0 LIMIT 1")?,
        stock: any("SELECT 1 FROM stock_level WHERE stocked_at IS NOT NULL LIMIT 1")?,
        order: any("SELECT 1 FROM orders WHERE id > 0 LIMIT 1")?,
        goal: any("SELECT 1 FROM goal LIMIT 1")?,
    };
    let sold = steps.product && steps.stock && steps.order;
    let settled = steps.account && steps.courier;
    let done = sold && (settled || any("SELECT 1 FROM orders WHERE external_id <> '' AND external_id > '' LIMIT 1")?);
    Ok(TodayFirst { first: (!done).then_some(steps) })
}
