//! A demo shop of years: a long history, and as many open orders as are asked for. It goes through the front as every
//! other book does: files taken in piece by piece, goods received before each, the shop's own orders typed and paid.

mod own;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use fastrand::Rng;
use runut_core::marketplace::FileStatus;
use runut_core::rows::{NewShop, OrderQuery, Outcome, Receipt, ReceiptLine};
use runut_core::{Channel, DAY_MS, Instant, Money, OrderId, Stage, VariantId, Verb, match_key};
use runut_store::{Book, Written, reports};

use super::file::{Asked, Fate, Goods, file_of, goods};
use super::{shelf, stock_up};
use crate::{ActionError, act, create_wave, import, open_shop, receive};

/// How long the shop has been there.
const YEARS_MS: i64 = 4 * 365 * DAY_MS;
/// Orders of a file at most, and files at least: one a month.
const PIECE: u32 = 5_000;
const PIECES: u32 = 48;
/// A file is taken in so long after its last order: by then most of them are completed.
const SETTLED_MS: i64 = 8 * DAY_MS;

/// How much history a demo book holds. It has a few words for trying the search: the buyer of one order is called
/// `kenanga.ungu`, that of fifty `seroja.putih`, and an eighth of all parcels went to Sleman.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// Orders in all.
    pub orders: u32,
    /// Of these still in the house, from drafts to packed ones; the others have left, or were cancelled.
    pub open: u32,
    /// The same seed makes the same shop.
    pub seed: u64,
}

/// Makes a demo shop of four years in an empty book. `told` hears how many orders there are so far.
///
/// # Errors
/// `shop_exists` where the book has a shop already; [`ActionError`] where it can't be written.
pub fn open_years(
    book: &Book,
    new: &NewShop,
    size: Years,
    now: Instant,
    request: &str,
    told: &mut dyn FnMut(u32),
) -> Result<(), ActionError> {
    let begun = Instant(now.0 - YEARS_MS);
    open_shop(book, new, begun, request)?;
    let step = |at: Instant, name: &str| book.context(None, at, &format!("{request}/{name}"));
    stock_up(book, &step, begun, 0, LOW)?;
    let mut shop = Shop { book, now, begun, request, rng: Rng::with_seed(size.seed), goods: goods(), steps: 0 };
    let open = size.open.min(size.orders);
    let past = size.orders - open;
    let (own, filed) = (past / OWN, past - past / OWN);
    let pieces = filed.div_ceil(PIECE).max(PIECES).min(filed.max(1));
    let share = |all: u32, piece: u32| u32::try_from(u64::from(all) * u64::from(piece) / u64::from(pieces));
    let share = |all, piece| share(all, piece).unwrap_or(all);
    for piece in 0..pieces {
        let asked: Vec<Asked> = (share(filed, piece)..share(filed, piece + 1)).map(|at| shop.past(at, filed)).collect();
        let last = asked.last().map_or(begun, |asked| asked.placed);
        let at = Instant((last.0 + SETTLED_MS).min(now.0));
        shop.take_in(&asked, at, false)?;
        shop.own_orders(share(own, piece)..share(own, piece + 1), own, at)?;
        told(share(filed, piece + 1) + share(own, piece + 1));
    }
    let typed = open / OWN_OPEN;
    let asked: Vec<Asked> = (0..open - typed).map(|at| shop.open(at, open - typed, filed)).collect();
    shop.take_in(&asked, now, true)?;
    shop.own_open(typed)?;
    shop.some_work()?;
    told(size.orders);
    Ok(())
}

/// Variants run low at so many; the last receipt fills up most of them.
const LOW: i64 = 40;
/// One in so many orders of the past is the shop's own, and one in so many of the open ones.
const OWN: u32 = 250;
const OWN_OPEN: u32 = 8;

/// A shop being made.
struct Shop<'a> {
    book: &'a Book,
    now: Instant,
    begun: Instant,
    request: &'a str,
    rng: Rng,
    goods: Goods,
    steps: u64,
}

impl Shop<'_> {
    /// Who acts, at `at`, by a request of its own.
    fn ctx(&mut self, at: Instant) -> Result<runut_store::Context, ActionError> {
        self.steps += 1;
        Ok(self.book.context(None, at, &format!("{}/{}", self.request, self.steps))?)
    }

    /// The order `at` of a history of `all`: they lie evenly over the years, up to yesterday.
    fn past(&mut self, at: u32, all: u32) -> Asked {
        let span = self.now.0 - 2 * DAY_MS - self.begun.0;
        let step = span / i64::from(all.max(1));
        let placed = Instant(self.begun.0 + DAY_MS + step * i64::from(at) + self.rng.i64(0..=step));
        let buyer = match (at == all / 2 + 1, fifty(at, all) != fifty(at.wrapping_sub(1), all)) {
            (true, _) => Some("kenanga.ungu"),
            (_, true) => Some("seroja.putih"),
            _ => None,
        };
        let days = (self.now.0 - placed.0) / DAY_MS;
        Asked { fate: fate(self.rng.u8(0..100), days), placed, at, buyer }
    }

    /// The order `at` of `all` that a file has open.
    fn open(&mut self, at: u32, all: u32, before: u32) -> Asked {
        let hours = self.rng.i64(1..46);
        let fate = |status, paid| Fate { status, reason: "", age_days: 0, left: false, paid };
        let fate = match u64::from(at) * 100 / u64::from(all.max(1)) {
            0..92 => fate("Perlu Dikirim", true),
            92..97 => fate("Belum Bayar", false),
            _ => fate("Pembatalan diajukan", true),
        };
        Asked { fate, placed: Instant(self.now.0 - hours * 3_600_000), at: before + at, buyer: None }
    }

    /// Takes in a file of these orders at `at`, once the goods that they need have come. The last ones leave some short.
    fn take_in(&mut self, asked: &[Asked], at: Instant, last: bool) -> Result<(), ActionError> {
        let Some((first, newest)) = asked.first().zip(asked.last()) else { return Ok(()) };
        let zone = self.ctx(at)?.zone;
        let bytes = file_of(&mut self.rng, &self.goods, asked, zone);
        let name = format!("Order.all.{}_{}.csv", zone.day(first.placed).0, zone.day(newest.placed).0);
        let mut go_on = |_| ControlFlow::Continue(());
        let staged = import::read(Channel::Shopee, &name, &bytes, &[], &mut go_on)?;
        let mut wanted: BTreeMap<String, i64> = BTreeMap::new();
        for order in staged.file.orders.iter().filter(|order| order.status != FileStatus::Cancelled) {
            for line in &order.lines {
                *wanted.entry(match_key(&line.sku)).or_default() += line.quantity;
            }
        }
        let lines: Vec<ReceiptLine> = (0_usize..)
            .zip(shelf(self.book)?)
            .filter_map(|(n, row)| {
                let wanted = wanted.get(&match_key(&row.sku)).copied().unwrap_or(0);
                let quantity = match (last, n % 9, n % 3) {
                    (true, 4, _) => wanted / 2,
                    (true, _, 0 | 1) => wanted + 4 * LOW,
                    _ => wanted,
                };
                let cost = Money(row.price.0 * 58 / 100).times(quantity)?;
                (quantity > 0).then_some(ReceiptLine { variant_id: row.id, quantity, cost })
            })
            .collect();
        self.receive(lines, at)?;
        let ctx = self.ctx(at)?;
        let start = zone.day(self.begun);
        import::apply(self.book, &ctx, &staged, Some(start), &mut go_on)?;
        Ok(())
    }

    fn receive(&mut self, lines: Vec<ReceiptLine>, at: Instant) -> Result<(), ActionError> {
        if !lines.is_empty() {
            let receipt =
                Receipt { supplier: "Pengrajin Makmur".to_owned(), note: String::new(), lines, ..Receipt::default() };
            receive(self.book, &self.ctx(at)?, &receipt)?;
        }
        Ok(())
    }

    /// Units of some variants, at `at`.
    fn receive_units(&mut self, units: &BTreeMap<VariantId, i64>, at: Instant) -> Result<(), ActionError> {
        let line = |(variant_id, quantity): (&VariantId, &i64)| ReceiptLine {
            variant_id: *variant_id,
            quantity: *quantity,
            cost: Money(12_000).times(*quantity).unwrap_or_default(),
        };
        self.receive(units.iter().map(line).collect(), at)
    }

    fn act(&mut self, verb: Verb, orders: &[OrderId], why: &str, at: Instant) -> Result<(), ActionError> {
        if orders.is_empty() { Ok(()) } else { all_done(act(self.book, &self.ctx(at)?, verb, orders, why)?) }
    }

    /// Work half done, as at noon: a quarter is packed, a quarter is being picked, some are held or wait for approval.
    fn some_work(&mut self) -> Result<(), ActionError> {
        let query = OrderQuery::of(Some(Stage::Approved), 500);
        let page = self.book.read(|reader| reports::orders_page(reader, &query, self.now))?;
        let ready: Vec<OrderId> = page.rows.iter().filter(|row| !row.short).map(|row| row.id).collect();
        let (packed, rest) = ready.split_at(ready.len() / 4);
        let (picked, rest) = rest.split_at(rest.len() / 3);
        let (held, rest) = rest.split_at(rest.len() / 12);
        let (waiting, _) = rest.split_at(rest.len() / 8);
        self.act(Verb::Pack, packed, "", self.now)?;
        self.act(Verb::Hold, held, "Pembeli mau ganti warna", self.now)?;
        self.act(Verb::Unapprove, waiting, "", self.now)?;
        if !picked.is_empty() {
            create_wave(self.book, &self.ctx(self.now)?, picked)?;
        }
        Ok(())
    }
}

/// How many fiftieths of the history lie before an order.
fn fifty(at: u32, all: u32) -> Option<u64> {
    (at < all).then(|| u64::from(at) * 50 / u64::from(all))
}

/// What becomes of an order of the past in `days`.
fn fate(draw: u8, days: i64) -> Fate {
    let fate = |status, left| Fate { status, reason: "", age_days: days, left, paid: left };
    match (draw, days) {
        (0..7, _) => {
            Fate { reason: "Dibatalkan oleh Pembeli. Alasan: Lainnya/ berubah pikiran", ..fate("Batal", false) }
        }
        (_, 8..) => fate("Selesai", true),
        (_, 4..) => fate("Pesanan Diterima", true),
        _ => fate("Sedang Dikirim", true),
    }
}

/// What this shop does is never refused: where it is, the refusal ends its making.
fn all_done(done: Written<Outcome>) -> Result<(), ActionError> {
    match done.value.refused.into_iter().next() {
        Some(refused) => Err(refused.refusal.into()),
        None => Ok(()),
    }
}
