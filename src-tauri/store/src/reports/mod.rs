//! Rows for the doors: one function feeds the screen, the terminal and paper, so they can't disagree.

pub mod business_report;
pub mod buyers;
mod counts;
mod courier_bills;
mod customers;
mod day_end;
mod demand;
mod export;
pub mod forecast;
pub mod goals;
mod holding;
mod journal;
pub mod kpis;
mod labels;
mod log;
mod order;
mod orders;
mod packing;
mod payments;
pub mod payouts;
mod person;
pub mod profit;
mod proposals;
pub mod purchases;
mod records;
pub mod reorder;
mod returns;
mod search;
mod settings;
mod sheets;
pub mod staff;
pub mod statements;
mod stock;
mod supply;
pub mod tariffs;
mod texts;
mod timeline;
pub mod today;
mod unpaid;
pub mod valuation;

use std::collections::BTreeMap;

use runut_core::{DAY_MS, Instant, LineId, Money, OrderId, Zone};
use rusqlite::Row;

use crate::{Reader, StoreError};

pub use counts::{count_detail, counts_list};
pub use courier_bills::unbilled_parcels;
pub use customers::{customer_detail, customer_row, customers_page};
pub use day_end::day_sheet;
pub use export::{export, export_heads, export_sums};
pub use holding::{Beyond, beyond, holding, log_begins};
pub use journal::{journal_page, uncosted_lines};
pub use labels::{handover, handover_couriers, labels};
pub use log::{LogEnd, log_code, log_page};
pub use order::order_detail;
pub use orders::{next_wave, order_row, order_rows, orders_page, rail_counts, wave_candidates, wave_orders};
pub use packing::{pack_queue, pack_view};
pub use payments::{owed_list, payment_candidates, payments_page};
pub use person::{is_coming_back, person_sections};
pub use proposals::proposals;
pub use records::{log_review, records_due};
pub use returns::returns_queue;
pub use settings::{buyer_text, settings};
pub use sheets::{count_sheet, imprint, packing_slips, pick_list};
pub use stock::{stock_card, stock_page, variant_and_level, variant_row};
pub use texts::{TextFacts, TextLine, text_facts};
pub use timeline::{timeline, timeline_counts, timeline_days};
pub use unpaid::{payouts_waiting, unpaid, unpaid_orders};

/// The most rows a page may have.
const PAGE_MAX: u32 = 500;

/// The two numbers of a page's mark, `12.34`.
fn cursor(text: &str) -> Result<(i64, i64), StoreError> {
    let numbers = text.split_once('.').and_then(|(key, id)| Some((key.parse().ok()?, id.parse().ok()?)));
    numbers.ok_or(StoreError::Cursor)
}

/// The number of a page's mark; beyond all where there is none.
fn before(after: Option<&str>) -> Result<i64, StoreError> {
    after.map_or(Ok(i64::MAX), |text| text.parse().map_err(|_| StoreError::Cursor))
}

/// Money that a statement has summed in two parts, `high` (of what each amount has in thousand millions) and `low` (of what
/// is over): the sum itself may leave 64 bits in a book that a hostile file has filled, and is then the most there is.
fn whole(row: &Row<'_>) -> rusqlite::Result<Money> {
    let (high, low): (i64, i64) = (row.get("high")?, row.get("low")?);
    let sum = i128::from(high) * 1_000_000_000 + i128::from(low);
    Ok(Money(i64::try_from(sum).unwrap_or(if sum < 0 { i64::MIN } else { i64::MAX })))
}

fn page(limit: u32) -> i64 {
    i64::from(limit.clamp(1, PAGE_MAX))
}

/// The shop's clock: what late and today mean.
#[derive(Clone, Copy, Debug)]
struct Clock {
    now: Instant,
    /// The first instant of tomorrow.
    tomorrow: Instant,
}

impl Clock {
    fn at(book: &Reader<'_>, now: Instant) -> Result<Self, StoreError> {
        let zone = book.shop()?.map_or(Zone::Wib, |shop| shop.zone);
        let offset = i64::from(zone.hours()) * 3_600_000;
        let tomorrow = Instant(((now.0 + offset).div_euclid(DAY_MS) + 1) * DAY_MS - offset);
        Ok(Self { now, tomorrow })
    }
}

/// Units that open orders lack on the shelf, by order and line: the shelf is given to the most urgent first, so that an
/// order is short only by what is really missing for it. With `only`, of the variants of that order.
fn missing_units(
    book: &Reader<'_>,
    only: Option<OrderId>,
) -> Result<BTreeMap<OrderId, BTreeMap<LineId, i64>>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "WITH demand AS (
           SELECT l.id, l.order_id, l.quantity, s.shelf,
             CAST(SUM(l.quantity) OVER (PARTITION BY l.variant_id
               ORDER BY COALESCE(o.ship_by, 9000000000000000), o.id, l.position) AS BIGINT) AS running
           FROM orders o JOIN order_line l ON l.order_id = o.id JOIN stock_level s ON s.variant_id = l.variant_id
           WHERE o.stage IN ('awaiting_payment', 'awaiting_approval', 'approved')
             AND s.shelf + s.packed < s.allocated AND (CAST(?1 AS BIGINT) IS NULL
               OR l.variant_id IN (SELECT w.variant_id FROM order_line w WHERE w.order_id = ?1)))
         SELECT id, order_id, CASE WHEN running - shelf < quantity THEN running - shelf ELSE quantity END AS missing
         FROM demand WHERE running > shelf",
    )?;
    let mut rows = statement.query([only.map(|o| o.0)])?;
    let mut missing: BTreeMap<OrderId, BTreeMap<LineId, i64>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let order = OrderId(row.get("order_id")?);
        missing.entry(order).or_default().insert(LineId(row.get("id")?), row.get("missing")?);
    }
    Ok(missing)
}
