//! A demo shop: invented goods and buyers, so that a newcomer sees a full book, and a day can be played.
//!
//! It is made through the front: a marketplace file is written and taken in like any other, goods are received, parcels
//! packed. The same seed makes the same shop.

mod catalogue;
mod file;
mod walk;
mod years;

use std::ops::ControlFlow;

use runut_core::rows::{NewShop, OrderQuery, ProductForm, Receipt, ReceiptLine, StockMark, StockQuery, VariantRow};
use runut_core::{Channel, DAY_MS, Instant, Money, OrderId, Stage, Verb};
use runut_store::{Book, Context, reports};

use crate::{ActionError, act, import, open_shop, receive, save};

pub use file::{Mix, demo_file};
pub use walk::{Step, Walk};
pub use years::{Years, open_years};

/// How much a demo book holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Orders of the marketplace file.
    pub orders: u32,
    /// The same seed makes the same shop.
    pub seed: u64,
}

/// Makes a demo shop in an empty book: goods on the shelves, a month of orders in all stages.
///
/// # Errors
/// `shop_exists` where the book has a shop already; [`ActionError`] where it can't be written.
pub fn open_demo(book: &Book, new: &NewShop, size: Size, now: Instant, request: &str) -> Result<(), ActionError> {
    let start = Instant(now.0 - 40 * DAY_MS);
    open_shop(book, new, start, request)?;
    let step = |at: Instant, name: &str| book.context(None, at, &format!("{request}/{name}"));
    stock_up(book, &step, start, size.orders, 0)?;
    let (bytes, name) = demo_file(size, Mix::Month, now, new.zone);
    let mut go_on = |_| ControlFlow::Continue(());
    let staged = import::read(Channel::Shopee, &name, &bytes, &[], &mut go_on)?;
    let ctx = step(now, "orders")?;
    import::apply(book, &ctx, &staged, Some(new.zone.day(start)), &mut go_on)?;
    some_work(book, &step, now)
}

/// Sets up products, shelves and enough stock for a file of `orders`, some variants too little. They run low at `low_mark`.
pub(crate) fn stock_up(
    book: &Book,
    step: &dyn Fn(Instant, &str) -> Result<Context, runut_store::StoreError>,
    at: Instant,
    orders: u32,
    low_mark: i64,
) -> Result<(), ActionError> {
    for (n, (name, mut variants)) in catalogue::products().into_iter().enumerate() {
        variants.iter_mut().for_each(|variant| variant.low_mark = low_mark);
        save(
            book,
            &step(at, &format!("product{n}"))?,
            &ProductForm { id: None, name, category: String::new(), description: String::new(), variants },
        )?;
    }
    let each = i64::from(orders) / 6 + 12;
    let lines = shelf(book)?
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let quantity = if n % 9 == 4 { each / 6 + 1 } else { each };
            let cost = Money(row.price.0 * 58 / 100).times(quantity).unwrap_or_default();
            ReceiptLine { variant_id: row.id, quantity, cost }
        })
        .collect();
    let receipt =
        Receipt { supplier: "Pengrajin Makmur".to_owned(), note: "stok awal".to_owned(), lines, ..Receipt::default() };
    receive(book, &step(at, "receipt")?, &receipt)?;
    Ok(())
}

/// All variants with their stock.
fn shelf(book: &Book) -> Result<Vec<VariantRow>, ActionError> {
    let query =
        StockQuery { mark: StockMark::All, category: String::new(), search: String::new(), after: None, limit: 500 };
    book.read(|reader| Ok(reports::stock_page(reader, &query)?.rows))
}

/// Leaves some work half done, as a shop is at noon: one held, some packed, some to be approved.
fn some_work(
    book: &Book,
    step: &dyn Fn(Instant, &str) -> Result<Context, runut_store::StoreError>,
    now: Instant,
) -> Result<(), ActionError> {
    let approved: Vec<OrderId> = book.read(|reader| {
        let query = OrderQuery::of(Some(Stage::Approved), 100);
        let page = reports::orders_page(reader, &query, now)?;
        Ok::<_, ActionError>(page.rows.iter().filter(|r| !r.short).map(|r| r.id).collect())
    })?;
    if let Some(pack) = approved.get(1..4) {
        act(book, &step(now, "pack")?, Verb::Pack, pack, "")?;
    }
    if let Some(held) = approved.get(5..6) {
        act(book, &step(now, "hold")?, Verb::Hold, held, "Pembeli mau ganti warna")?;
    }
    if let Some(waiting) = approved.get(7..10) {
        act(book, &step(now, "unapprove")?, Verb::Unapprove, waiting, "")?;
    }
    Ok(())
}

/// The goods of the demo shop and their stock, for a day that starts with an empty order list.
///
/// # Errors
/// As [`open_demo`].
pub fn open_demo_shop(book: &Book, new: &NewShop, orders: u32, now: Instant, request: &str) -> Result<(), ActionError> {
    let start = Instant(now.0 - DAY_MS);
    open_shop(book, new, start, request)?;
    let step = |at: Instant, name: &str| book.context(None, at, &format!("{request}/{name}"));
    stock_up(book, &step, start, orders, 0)
}
