//! More rows than a page has: page after page, as one answer.

use runut_core::rows::{
    CustomerPage, LogPage, OrderPage, PaymentPage, PurchasePage, ReceiptPage, StockCard, StockPage,
};

use crate::output::Fault;

/// The most rows that a page is asked for.
const PAGE: u32 = 500;

/// An answer that goes on at its `next`.
pub(super) trait Page {
    /// How many rows it has.
    fn count(&self) -> usize;
    /// Where the next page begins.
    fn next(&self) -> Option<String>;
    /// Adds the rows of the next page, and goes on where that one does.
    fn add(&mut self, more: Self);
}

macro_rules! page {
    ($($name:ident: $rows:ident),+) => {$(
        impl Page for $name {
            fn count(&self) -> usize {
                self.$rows.len()
            }

            fn next(&self) -> Option<String> {
                self.next.clone()
            }

            fn add(&mut self, more: Self) {
                self.$rows.extend(more.$rows);
                self.next = more.next;
            }
        }
    )+};
}

page!(CustomerPage: rows, PaymentPage: rows, OrderPage: rows, StockPage: rows, LogPage: rows, StockCard: moves, PurchasePage: rows, ReceiptPage: rows);

/// Asks for pages until `limit` rows are there or no more come. `ask` gets where a page begins and its size.
pub(super) fn gather<P: Page>(
    limit: u32,
    after: Option<&str>,
    mut ask: impl FnMut(Option<String>, u32) -> Result<P, Fault>,
) -> Result<P, Fault> {
    let mut all = ask(after.map(str::to_owned), limit.min(PAGE))?;
    loop {
        let left = limit.saturating_sub(u32::try_from(all.count()).unwrap_or(u32::MAX));
        match all.next() {
            Some(next) if left > 0 => all.add(ask(Some(next), left.min(PAGE))?),
            _ => return Ok(all),
        }
    }
}
