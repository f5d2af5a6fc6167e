//! Tariffs that files show to be others than the book's rules.

use std::collections::BTreeMap;

use runut_core::rows::TariffChange;
use runut_core::settlement::{Part, Parts};
use runut_core::tariffs::{Taken, changes, effect, taken};
use runut_core::{Channel, Day, Instant, Money, Zone};
use rusqlite::params;

use crate::orders::fees_of;
use crate::{Reader, StoreError};

/// Days before the last payout that differs, in which a changed tariff is looked for.
const LOOK_BACK: i64 = 60;

/// Tariffs that files show to be others than the book's, and that nobody has answered.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn tariffs(book: &Reader<'_>) -> Result<Vec<TariffChange>, StoreError> {
    let mut newest = book.conn.prepare_cached("SELECT MAX(settled_on) AS day FROM orders WHERE payout_differs = 1")?;
    let Some(newest) = newest.query_row([], |row| row.get::<_, Option<i32>>("day"))? else { return Ok(Vec::new()) };
    let since = Day(newest).plus(-LOOK_BACK);
    let (rules, answers) = (book.fee_rules()?, book.fee_answers()?);
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let mut channels = book.conn.prepare_cached(
        "SELECT DISTINCT channel FROM orders WHERE payout_differs = 1 AND settled_on >= ?1 ORDER BY channel",
    )?;
    let channels =
        channels.query_map([since.0], |row| row.get::<_, String>("channel"))?.collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for channel in channels.iter().filter_map(|key| Channel::from_key(key)) {
        let asked = |change: &TariffChange| {
            !answers.iter().any(|answer| {
                (answer.channel, answer.part) == (change.channel, change.part)
                    && answer.category == change.category
                    && (answer.ppm, answer.fixed) == (change.paid_ppm, change.paid_fixed)
            })
        };
        let mut open = changes(channel, &orders(book, zone, channel, PAID, since)?, &rules);
        open.retain(asked);
        if open.is_empty() {
            continue;
        }
        let unpaid = orders(book, zone, channel, UNPAID, since)?;
        for change in open {
            let (orders, effect) = effect(&change, &taken(&rules, &change).1, &unpaid);
            found.push(TariffChange { unpaid: orders, effect, ..change });
        }
    }
    Ok(found)
}

/// Orders that were paid out since a day.
const PAID: &str = "o.settled_on >= ?1 AND o.settle_state = 'closed'";
/// Orders whose fees are expected and which aren't paid out yet, whenever they left.
const UNPAID: &str =
    "o.receivable <> 0 AND o.store_id IS NOT NULL AND o.expected_fees IS NOT NULL AND o.settle_state <> 'closed'
   AND CAST(?1 AS BIGINT) IS NOT NULL";

/// A marketplace's orders, as it reckons with them.
fn orders(book: &Reader<'_>, zone: Zone, channel: Channel, which: &str, since: Day) -> Result<Vec<Taken>, StoreError> {
    let mut parts = book.conn.prepare_cached(&format!(
        "SELECT o.id, p.part, CAST(SUM(p.amount) AS BIGINT) AS amount FROM orders o
         JOIN settle_row r ON r.order_id = o.id AND r.superseded_by IS NULL JOIN settle_part p ON p.row_id = r.id
         WHERE {which} AND o.channel = ?2 GROUP BY o.id, p.part"
    ))?;
    let mut sums: BTreeMap<i64, Parts> = BTreeMap::new();
    let mut rows = parts.query(params![since.0, channel.key()])?;
    while let Some(row) = rows.next()? {
        if let Some(part) = Part::from_key(&row.get::<_, String>("part")?) {
            sums.entry(row.get("id")?).or_default()[part.at()] = -Money(row.get("amount")?);
        }
    }
    let mut orders = book.conn.prepare_cached(&format!(
        "SELECT o.id, o.placed_at, o.paid_at, o.expected_fees, CAST(SUM(l.price * l.quantity) AS BIGINT) AS gross,
           CAST(SUM(l.price * l.quantity - l.discount) AS BIGINT) AS net, CAST(SUM(l.claim) AS BIGINT) AS claims,
           MIN(p.category) AS first, MAX(p.category) AS last
         FROM orders o JOIN order_line l ON l.order_id = o.id JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE {which} AND o.channel = ?2 AND o.failed = 0 AND o.stage <> 'cancelled'
         GROUP BY o.id, o.placed_at, o.paid_at, o.expected_fees ORDER BY o.id"
    ))?;
    let mut rows = orders.query(params![since.0, channel.key()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let taken = sums.get(&row.get::<_, i64>("id")?).copied().unwrap_or_default();
        let paid: Option<i64> = row.get("paid_at")?;
        let day = zone.day(Instant(paid.unwrap_or(row.get("placed_at")?)));
        let (gross, net, claims) = (Money(row.get("gross")?), Money(row.get("net")?), Money(row.get("claims")?));
        let fees = row.get::<_, Option<String>>("expected_fees")?.map(|fees| fees_of(&fees)).transpose()?;
        // What was given back counts as the marketplace counts it.
        let back = taken[Part::Refund.at()].max(claims);
        let (first, last): (String, String) = (row.get("first")?, row.get("last")?);
        all.push(Taken {
            day,
            category: (first == last).then_some(first),
            gross: gross - back,
            net: net - back,
            expected: fees.unwrap_or_default().less(net, back),
            taken,
        });
    }
    Ok(all)
}
