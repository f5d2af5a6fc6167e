//! The order list, its counts and its rows.

mod filter;

use std::collections::BTreeMap;

use runut_core::order::Order;
use runut_core::rows::{MarkCount, OrderMark, OrderPage, OrderQuery, OrderRow, RailCounts, StageCount};
use runut_core::{Instant, LineId, OrderId, Stage, Verb, WaveId};
use rusqlite::{Row, params_from_iter};

use super::search::Wanted;
use super::{Clock, cursor, missing_units, page};
use crate::{Reader, StoreError};

pub(super) use filter::Filter;
use filter::{Narrowing, Walk, channel_choices, courier_choices, store_choices};

/// The verbs that a person can do to an order, in the order in which they are offered. Placing is checked with the form,
/// voiding is offered with the payment, expiry is the clock's.
pub(super) const OFFERED: [Verb; 20] = [
    Verb::Place,
    Verb::Pay,
    Verb::Approve,
    Verb::Pack,
    Verb::Ship,
    Verb::Deliver,
    Verb::Complete,
    Verb::Release,
    Verb::Hold,
    Verb::Unapprove,
    Verb::Unpack,
    Verb::Recall,
    Verb::Reopen,
    Verb::Undeliver,
    Verb::Amend,
    Verb::Fail,
    Verb::Claim,
    Verb::Return,
    Verb::Refund,
    Verb::Cancel,
];

/// Hits that are looked at together.
const HITS: usize = 1_000;

/// Units missing by order and line.
pub(super) type Missing = BTreeMap<OrderId, BTreeMap<LineId, i64>>;

/// How a list is sorted, and what its key says of the last row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Urgent,
    Newest,
}

impl Sort {
    fn of(query: &OrderQuery) -> Self {
        let waits = query.stage.is_some_and(|s| s.allocates() || s == Stage::Draft) || query.mark.is_some();
        if waits { Self::Urgent } else { Self::Newest }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Urgent => "COALESCE(o.ship_by, 9000000000000000)",
            Self::Newest => "o.placed_at",
        }
    }

    fn direction(self) -> (&'static str, &'static str) {
        if self == Self::Urgent { ("ASC", ">") } else { ("DESC", "<") }
    }
}

/// A page of orders, most urgent first where they wait for us, else newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn orders_page(book: &Reader<'_>, query: &OrderQuery, now: Instant) -> Result<OrderPage, StoreError> {
    let clock = Clock::at(book, now)?;
    let missing = missing_units(book, None)?;
    let narrowing = Narrowing::of(book, query)?;
    let looked_up = Wanted::of(&query.search);
    let walk = Walk::of(query, &narrowing, is_short(query) || !matches!(looked_up, Wanted::All));
    let mut filter = Filter::default();
    if let Some(stage) = query.stage {
        filter.word("stage", &[stage.key().to_owned()], walk == Walk::Stage);
    }
    narrowing.add(&mut filter, walk);
    if let Some(mark) = query.mark {
        filter.mark(mark, clock, &missing);
    }
    if let Some(customer) = query.customer {
        let customer = filter.bind(customer.0);
        filter.sql.push(format!("o.customer_id = {customer}"));
    }
    let after = query.after.as_deref().map(cursor).transpose()?;
    let limit = page(query.limit);
    let keys = match looked_up {
        Wanted::All if walk == Walk::Courier => {
            by_courier(book, &filter, narrowing.couriers.as_deref().unwrap_or_default(), after, limit + 1)?
        }
        Wanted::All => sorted(book, filter, Sort::of(query), after, limit + 1)?,
        wanted => {
            let since = if is_short(query) { oldest(book, &filter)? } else { 0 };
            found(book, &wanted, &filter, (since, after.map_or(i64::MAX, |(_, id)| id)), limit + 1)?
        }
    };
    let shown = usize::try_from(limit).unwrap_or(1).min(keys.len());
    let next = (keys.len() > shown).then(|| keys[shown - 1]).map(|(key, id)| format!("{key}.{id}"));
    let rows =
        keys[..shown].iter().map(|(_, id)| row(book, OrderId(*id), clock, &missing)).collect::<Result<_, _>>()?;
    Ok(OrderPage {
        rows,
        next,
        stages: stage_counts(book)?,
        marks: mark_counts(book, query.stage, &narrowing, clock, &missing)?,
        channels: channel_choices(book)?,
        stores: store_choices(book)?,
        couriers: courier_choices(book)?,
        in_wave: in_wave(book, &missing)?,
    })
}

/// How many [`wave_candidates`] nothing keeps from a wave: none that is held or lacks units.
fn in_wave(book: &Reader<'_>, missing: &Missing) -> Result<i64, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id FROM orders o WHERE o.stage = 'approved' AND o.wave_id IS NULL AND o.held IS NULL",
    )?;
    let ids = statement.query_map([], |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()?;
    Ok(i64::try_from(ids.iter().filter(|id| !missing.contains_key(&OrderId(**id))).count()).unwrap_or(i64::MAX))
}

/// Whether a list is short even in a book of a million orders: what waits for us, or one customer's.
fn is_short(query: &OrderQuery) -> bool {
    query.stage.is_some_and(|s| s.allocates() || s == Stage::Draft) || query.mark.is_some() || query.customer.is_some()
}

/// Sort key and number of the first orders beyond `after`, in the list's order.
fn sorted(
    book: &Reader<'_>,
    mut filter: Filter,
    sort: Sort,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let (_, beyond) = sort.direction();
    if let Some((key, id)) = after {
        let (key, id) = (filter.bind(key), filter.bind(id));
        filter.sql.push(format!("({}, o.id) {beyond} ({key}, {id})", sort.key()));
    }
    let bound = filter.bind(limit);
    let mut statement = book.conn.prepare_cached(&listing(&filter, sort, &bound))?;
    let keys = statement
        .query_map(params_from_iter(&filter.values), |row| Ok((row.get("sort_key")?, row.get("id")?)))?
        .collect::<Result<_, _>>()?;
    Ok(keys)
}

fn listing(filter: &Filter, sort: Sort, bound: &str) -> String {
    let (direction, _) = sort.direction();
    format!(
        "SELECT o.id, {key} AS sort_key FROM orders o WHERE {clause} ORDER BY {key} {direction}, o.id {direction} LIMIT {bound}",
        key = sort.key(),
        clause = filter.clause(),
    )
}

/// The newest of those orders that name a courier by one of `words`: of each word the newest, then the newest of these.
fn by_courier(
    book: &Reader<'_>,
    filter: &Filter,
    words: &[String],
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let mut keys = Vec::new();
    for word in words {
        let mut filter = filter.clone();
        filter.word("courier", std::slice::from_ref(word), true);
        keys.extend(sorted(book, filter, Sort::Newest, after, limit)?);
    }
    keys.sort_unstable_by(|a, b| b.cmp(a));
    keys.truncate(usize::try_from(limit).unwrap_or(1));
    Ok(keys)
}

/// The lowest number of a list. It is counted too: SQLite looks for a minimum alone by walking through all orders.
fn oldest(book: &Reader<'_>, filter: &Filter) -> Result<i64, StoreError> {
    let sql =
        format!("SELECT COUNT(*) AS orders, COALESCE(MIN(o.id), 0) AS oldest FROM orders o WHERE {}", filter.clause());
    Ok(book.conn.prepare_cached(&sql)?.query_row(params_from_iter(&filter.values), |row| row.get("oldest"))?)
}

/// The same of what is found: the newest hits are taken until enough of them pass the filter, or none older can.
fn found(
    book: &Reader<'_>,
    wanted: &Wanted,
    filter: &Filter,
    (since, mut before): (i64, i64),
    limit: i64,
) -> Result<Vec<(i64, i64)>, StoreError> {
    let limit = usize::try_from(limit).unwrap_or(1);
    let (mut keys, mut step) = (Vec::new(), limit);
    while keys.len() < limit {
        let hits = wanted.newest(book, before, step)?;
        let Some(last) = hits.last() else { break };
        before = *last;
        let ids: Vec<String> = hits.iter().map(ToString::to_string).collect();
        let mut statement = book.conn.prepare(&format!(
            "SELECT o.id FROM orders o WHERE o.id IN ({}) AND {} ORDER BY o.id DESC",
            ids.join(", "),
            filter.clause()
        ))?;
        let passed = statement.query_map(params_from_iter(&filter.values), |row| row.get("id"))?;
        keys.extend(passed.collect::<Result<Vec<i64>, _>>()?.into_iter().map(|id| (id, id)));
        if hits.len() < step || before <= since {
            break;
        }
        step = (step * 2).min(HITS);
    }
    keys.truncate(limit);
    Ok(keys)
}

pub(super) fn stage_counts(book: &Reader<'_>) -> Result<Vec<StageCount>, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT stage, orders FROM stage_count")?;
    let counts = statement
        .query_map([], |row| Ok((row.get("stage")?, row.get("orders")?)))?
        .collect::<Result<BTreeMap<String, i64>, _>>()?;
    Ok(Stage::ALL
        .into_iter()
        .map(|stage| StageCount { stage, orders: counts.get(stage.key()).copied().unwrap_or(0) })
        .collect())
}

fn mark_counts(
    book: &Reader<'_>,
    stage: Option<Stage>,
    narrowing: &Narrowing,
    clock: Clock,
    missing: &Missing,
) -> Result<Vec<MarkCount>, StoreError> {
    let marks = [
        OrderMark::Late,
        OrderMark::DueToday,
        OrderMark::Noted,
        OrderMark::Cod,
        OrderMark::Held,
        OrderMark::Short,
        OrderMark::Overdue,
        OrderMark::Dropship,
        OrderMark::Back,
        OrderMark::Unprinted,
        OrderMark::Unlabelled,
    ];
    marks
        .into_iter()
        .map(|mark| {
            let left = stage.is_some_and(Stage::has_left) && mark == OrderMark::Back;
            let orders = if !left && stage.is_some_and(|s| !s.allocates() && s != Stage::Draft) {
                0
            } else if mark == OrderMark::Short && stage.is_none() && !narrowing.is_any() {
                i64::try_from(missing.len()).unwrap_or(i64::MAX)
            } else {
                count_marked(book, mark, stage, Some(narrowing), clock, missing)?
            };
            Ok(MarkCount { mark, orders })
        })
        .collect()
}

fn count_marked(
    book: &Reader<'_>,
    mark: OrderMark,
    stage: Option<Stage>,
    narrowing: Option<&Narrowing>,
    clock: Clock,
    missing: &Missing,
) -> Result<i64, StoreError> {
    let mut filter = Filter::default();
    filter.mark(mark, clock, missing);
    if let Some(stage) = stage {
        filter.word("stage", &[stage.key().to_owned()], true);
    }
    if let Some(narrowing) = narrowing {
        narrowing.add(&mut filter, Walk::Stage);
    }
    let sql = format!("SELECT COUNT(*) AS orders FROM orders o WHERE {}", filter.clause());
    Ok(book.conn.prepare_cached(&sql)?.query_row(params_from_iter(&filter.values), |row| row.get("orders"))?)
}

/// One order as a list shows it.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that number.
pub fn order_row(book: &Reader<'_>, id: OrderId, now: Instant) -> Result<OrderRow, StoreError> {
    row(book, id, Clock::at(book, now)?, &missing_units(book, Some(id))?)
}

/// Several orders as a list shows them.
///
/// # Errors
/// [`StoreError::Missing`] where one of them isn't in the book.
pub fn order_rows(book: &Reader<'_>, ids: &[OrderId], now: Instant) -> Result<Vec<OrderRow>, StoreError> {
    let (clock, missing) = (Clock::at(book, now)?, missing_units(book, None)?);
    ids.iter().map(|id| row(book, *id, clock, &missing)).collect()
}

pub(super) fn row(book: &Reader<'_>, id: OrderId, clock: Clock, missing: &Missing) -> Result<OrderRow, StoreError> {
    let order = book.order(id)?;
    let mut statement = book.conn.prepare_cached(
        "SELECT o.external_id, o.placed_at, o.ship_by, o.buyer, o.recipient, o.city, o.note, o.cod, o.masked, o.printed,
           o.labelled, o.sender, o.wave_id, l.quantity, p.name AS product, v.name AS variant,
           (SELECT s.name FROM store s WHERE s.id = o.store_id
             AND EXISTS (SELECT 1 FROM store c WHERE c.channel = s.channel AND c.id <> s.id)) AS store
         FROM orders o LEFT JOIN order_line l ON l.order_id = o.id AND l.position = 1
           LEFT JOIN variant v ON v.id = l.variant_id LEFT JOIN product p ON p.id = v.product_id WHERE o.id = ?1",
    )?;
    statement.query_row([id.0], |row| fill(row, &order, clock, missing, book))?
}

/// Whom an order goes to: the recipient, or the buyer where that is all there is, or all that isn't masked.
pub(super) fn customer(row: &Row<'_>) -> rusqlite::Result<String> {
    let (buyer, recipient): (String, String) = (row.get("buyer")?, row.get("recipient")?);
    let masked: bool = row.get("masked")?;
    Ok(if !buyer.is_empty() && (masked || recipient.is_empty()) { buyer } else { recipient })
}

fn fill(
    row: &Row<'_>,
    order: &Order,
    clock: Clock,
    missing: &Missing,
    book: &Reader<'_>,
) -> rusqlite::Result<Result<OrderRow, StoreError>> {
    let ship_by = row.get::<_, Option<i64>>("ship_by")?.map(Instant);
    let masked: bool = row.get("masked")?;
    let levels = match book.levels(order.lines.iter().map(|l| l.variant)) {
        Ok(levels) => levels,
        Err(error) => return Ok(Err(error)),
    };
    let waits = matches!(order.stage, Stage::AwaitingApproval | Stage::Approved | Stage::Packed);
    let offers = order.offers(&levels, &OFFERED);
    let (wave, short) = (row.get::<_, Option<i64>>("wave_id")?.map(WaveId), missing.contains_key(&order.id));
    Ok(Ok(OrderRow {
        id: order.id,
        number: order.id.0,
        external_id: row.get("external_id")?,
        channel: order.channel,
        store: row.get("store")?,
        marketplace: order.channel.is_marketplace(),
        stage: order.stage,
        has_left: order.stage.has_left(),
        placed_at: Instant(row.get("placed_at")?),
        ship_by,
        customer: customer(row)?,
        city: row.get("city")?,
        units: order.units(),
        total: order.total,
        unique_code: order.unique_code,
        paid: order.paid,
        cover: order.cover(),
        courier: order.courier.clone(),
        tracking: order.tracking.clone(),
        first_quantity: row.get::<_, Option<i64>>("quantity")?.unwrap_or(0),
        first_product: row.get::<_, Option<String>>("product")?.unwrap_or_default(),
        first_variant: row.get::<_, Option<String>>("variant")?.unwrap_or_default(),
        more_lines: i64::try_from(order.lines.len()).unwrap_or(1).max(1) - 1,
        noted: !row.get::<_, String>("note")?.is_empty(),
        cod: row.get("cod")?,
        held: order.held.clone(),
        short,
        failed: order.failed,
        coming_back: order.is_coming_back(),
        overdue: order.is_overdue(clock.now),
        late: waits && ship_by.is_some_and(|by| by < clock.now),
        masked,
        printed: row.get::<_, i64>("printed")? > 0,
        labelled: row.get::<_, i64>("labelled")? > 0,
        own_label: !order.channel.is_marketplace() && !masked,
        dropship: !row.get::<_, String>("sender")?.is_empty(),
        pay_by: order.pay_by,
        wave,
        fits_wave: order.stage == Stage::Approved && wave.is_none() && order.held.is_none() && !short,
        allowed: offers.into_iter().filter(|o| o.refusal.is_none()).map(|o| o.verb).collect(),
        next: order.next_verb(),
    }))
}

/// How much waits at each desk.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn rail_counts(book: &Reader<'_>, now: Instant) -> Result<RailCounts, StoreError> {
    let clock = Clock::at(book, now)?;
    let stages = stage_counts(book)?;
    let of = |wanted: Stage| stages.iter().find(|c| c.stage == wanted).map_or(0, |c| c.orders);
    let short = book
        .conn
        .prepare_cached("SELECT COUNT(*) AS variants FROM stock_level WHERE shelf + packed < allocated")?
        .query_row([], |row| row.get("variants"))?;
    Ok(RailCounts {
        open: stages.iter().filter(|c| c.stage.allocates()).map(|c| c.orders).sum(),
        late: count_marked(book, OrderMark::Late, None, None, clock, &Missing::new())?,
        to_pack: of(Stage::Approved),
        to_ship: of(Stage::Packed),
        short,
        to_approve: of(Stage::AwaitingApproval),
        coming_back: count_marked(book, OrderMark::Back, None, None, clock, &Missing::new())?,
    })
}

/// Approved orders that are in no wave yet, most urgent first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn wave_candidates(book: &Reader<'_>) -> Result<Vec<OrderId>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id FROM orders o WHERE o.stage = 'approved' AND o.wave_id IS NULL
         ORDER BY COALESCE(o.ship_by, 9000000000000000), o.id",
    )?;
    Ok(statement.query_map([], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<_, _>>()?)
}

/// The next free number of a wave.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn next_wave(book: &Reader<'_>) -> Result<i64, StoreError> {
    book.next_key("SELECT COALESCE(MAX(id), 0) + 1 AS next FROM wave")
}

/// The orders of a wave, most urgent first; of the newest wave if none is named.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn wave_orders(book: &Reader<'_>, wave: Option<WaveId>) -> Result<Vec<OrderId>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id FROM orders o WHERE o.wave_id = COALESCE(CAST(?1 AS BIGINT), (SELECT MAX(id) FROM wave))
         ORDER BY COALESCE(o.ship_by, 9000000000000000), o.id",
    )?;
    let rows = statement.query_map([wave.map(|w| w.0)], |row| Ok(OrderId(row.get("id")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use runut_core::{Channel, Day, StoreId};

    use super::*;
    use crate::Book;

    /// Where a list's orders come from.
    #[derive(Clone, Copy, Debug)]
    enum Where {
        Shopee,
        Store,
    }

    /// Which index a list is walked by, and whether it has to be sorted. A list that isn't short never is.
    #[test]
    fn a_long_list_is_walked_in_its_order_by_the_index_that_says_most() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open(&folder.path().join("buku.runut")).unwrap();
        let narrowed = |stage, channel, courier: &str, day| {
            let (channel, store) = match channel {
                Some(Where::Store) => (None, Some(StoreId(1))),
                Some(Where::Shopee) => (Some(Channel::Shopee), None),
                None => (None, None),
            };
            let query = OrderQuery { channel, store, courier: courier.to_owned(), day, ..OrderQuery::of(stage, 50) };
            let told: Vec<String> = book
                .read(|reader| {
                    let mut narrowing = Narrowing::of(reader, &query)?;
                    narrowing.couriers =
                        (!courier.is_empty()).then(|| vec!["JNE".to_owned(), "JNE Reguler".to_owned()]);
                    let walk = Walk::of(&query, &narrowing, is_short(&query));
                    let mut filter = Filter::default();
                    if let Some(stage) = stage {
                        filter.word("stage", &[stage.key().to_owned()], walk == Walk::Stage);
                    }
                    narrowing.add(&mut filter, walk);
                    if walk == Walk::Courier {
                        filter.word("courier", &["JNE".to_owned()], true);
                    }
                    let sql = format!("EXPLAIN QUERY PLAN {}", listing(&filter, Sort::of(&query), "50"));
                    let mut statement = reader.conn.prepare(&sql)?;
                    let rows = statement.query_map(params_from_iter(&filter.values), |row| row.get("detail"))?;
                    Ok::<_, StoreError>(rows.collect::<Result<_, _>>()?)
                })
                .unwrap();
            let index = told[0].split("INDEX ").nth(1).unwrap_or(&told[0]).split(' ').next().unwrap().to_owned();
            (index, told.iter().any(|step| step.contains("ORDER BY")))
        };
        let (shopee, day) = (Some(Where::Shopee), Some(Day(20_251_120)));
        for (stage, channel, courier, day, index, sorted) in [
            (None, None, "", None, "orders_newest", false),
            (None, None, "", day, "orders_newest", false),
            (None, shopee, "", None, "orders_channel", false),
            (None, Some(Where::Store), "", None, "orders_store", false),
            (Some(Stage::Completed), Some(Where::Store), "", day, "orders_store", false),
            (None, shopee, "JNE", None, "orders_courier", false),
            (Some(Stage::Completed), None, "JNE", day, "orders_courier", false),
            (Some(Stage::Completed), shopee, "", None, "orders_channel", false),
            (Some(Stage::Cancelled), shopee, "JNE", None, "orders_stage", false),
            (Some(Stage::Shipped), None, "JNE", None, "orders_stage", false),
            (Some(Stage::Approved), shopee, "JNE", None, "orders_stage", true),
        ] {
            let found = narrowed(stage, channel, courier, day);
            assert_eq!(found, (index.to_owned(), sorted), "{stage:?} {channel:?} {courier:?} {day:?}");
        }
    }
}
