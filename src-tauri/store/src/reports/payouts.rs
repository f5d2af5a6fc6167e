//! What marketplaces paid out beside what they should have: lists, one order line by line, and tariffs that look changed.

use std::collections::BTreeMap;

use runut_core::fees::{Differences, expected, percent};
use runut_core::order::{Order, Payout};
use runut_core::rows::{
    BookedLine, PayoutDetail, PayoutFile, PayoutLine, PayoutOrder, Payouts, TariffChange, UnpaidOut, UnsaidWord,
    WaitingPayout, WalletRow,
};
use runut_core::settlement::{FEE_PARTS, Part, Parts};
use runut_core::tariffs::{Taken, changes, taken};
use runut_core::{AccountId, Channel, DAY_MS, Day, Instant, Money, OrderId, Sentence, StoreId, Zone};
use rusqlite::params;

use crate::ledger::BALANCES;
use crate::orders::fees_of;
use crate::reports::statements::shop_chart;
use crate::{Reader, StoreError};

/// Orders in the list at most; the sums are of all.
const LISTED: usize = 500;
/// Files in the list.
const FILES: i64 = 5;
/// Days before the last payout that differs, in which a changed tariff is looked for.
const LOOK_BACK: i64 = 60;

/// What came since a day, what of it differs, and what is still to come.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payouts(book: &Reader<'_>, now: Instant, since: Day) -> Result<Payouts, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let mut statement = book.conn.prepare_cached(
        "SELECT id FROM orders WHERE payout_differs = 1 AND settled_on >= ?1 ORDER BY settled_on DESC, id DESC",
    )?;
    let ids = statement.query_map([since.0], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<Vec<_>, _>>()?;
    let (mut orders, mut should, mut paid) = (Vec::new(), Money::ZERO, Money::ZERO);
    let mut differences = Differences::default();
    for id in &ids {
        let order = book.order(*id)?;
        let Some(payout) = order.payout() else { continue };
        should += payout.should;
        paid += payout.paid;
        differences = differences.plus(payout.differences);
        if orders.len() < LISTED {
            orders.push(listed(book, &order, &payout)?);
        }
    }
    let unpaid = unpaid(book, now, (shop.payout_days, shop.cod_days))?;
    let late = unpaid.iter().map(|row| row.late).sum();
    Ok(Payouts {
        files: files(book)?,
        orders,
        differing: i64::try_from(ids.len()).unwrap_or(i64::MAX),
        should,
        paid,
        differences,
        unpaid,
        late,
        waiting: waiting(book)?,
        words: book
            .unsaid_words()?
            .into_iter()
            .map(|(channel, word, amount)| UnsaidWord { channel, word, amount })
            .collect(),
        tariffs: tariffs(book)?,
        wallets: wallets(book)?,
    })
}

/// The row of an order in the list.
fn listed(book: &Reader<'_>, order: &Order, payout: &Payout) -> Result<PayoutOrder, StoreError> {
    let mut about = book.conn.prepare_cached(
        "SELECT o.external_id, o.buyer, s.name AS store FROM orders o JOIN store s ON s.id = o.store_id WHERE o.id = ?1",
    )?;
    Ok(about.query_row([order.id.0], |row| {
        Ok(PayoutOrder {
            id: order.id,
            external_id: row.get("external_id")?,
            buyer: row.get("buyer")?,
            store: row.get("store")?,
            day: payout.day,
            should: payout.should,
            paid: payout.paid,
            differences: payout.differences,
        })
    })?)
}

/// What an order was paid out, line by line; none while its marketplace's account of it isn't closed.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payout(book: &Reader<'_>, id: OrderId) -> Result<Option<PayoutDetail>, StoreError> {
    let order = book.order(id)?;
    let Some(payout) = order.payout() else { return Ok(None) };
    let profit = order.profit().1;
    let gap = payout.differences.sum() - payout.differences.tax;
    let mut goods = Vec::new();
    let mut lines = book.conn.prepare_cached(
        "SELECT l.quantity, p.name AS product, v.name AS variant FROM order_line l JOIN variant v ON v.id = l.variant_id
         JOIN product p ON p.id = v.product_id WHERE l.order_id = ?1 ORDER BY l.position",
    )?;
    let mut rows = lines.query([id.0])?;
    while let Some(row) = rows.next()? {
        let (quantity, product, variant): (i64, String, String) =
            (row.get("quantity")?, row.get("product")?, row.get("variant")?);
        goods.push(format!(
            "{quantity} × {}",
            [product, variant].into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", ")
        ));
    }
    let of_its = |change: &TariffChange| -> bool {
        change.channel == order.channel
            && (order.settled.as_ref().map_or(Money::ZERO, |s| s.part(change.part)) + payout.expected[change.part.at()])
                .0
                != 0
    };
    let tariff = tariffs(book)?.into_iter().find(|change| of_its(change));
    Ok(Some(PayoutDetail {
        order: listed(book, &order, &payout)?,
        goods: goods.join("; "),
        profit,
        expected_profit: profit.map(|profit| profit - gap),
        lines: detail_lines(&order, &payout),
        booked: booked(book, id)?,
        closed: order.is_settled(),
        tariff,
    }))
}

fn detail_lines(order: &Order, payout: &Payout) -> Vec<PayoutLine> {
    let parts = order.settled.as_ref().map_or_else(Parts::default, |settled| settled.parts);
    let base = payout.goods - payout.claims;
    // To a hundredth of a point.
    let rate = |amount: Money| -> i64 {
        let whole = i128::from(base.0.max(1));
        i64::try_from((i128::from(amount.0) * 10_000 + whole / 2).div_euclid(whole)).unwrap_or_default() * 100
    };
    let mut lines = Vec::new();
    for part in Part::ALL {
        let (should, paid) = match part {
            Part::Principal => (payout.goods, parts[part.at()]),
            Part::Refund => (-payout.claims, parts[part.at()]),
            _ => (-payout.expected[part.at()], parts[part.at()]),
        };
        if should == Money::ZERO && paid == Money::ZERO {
            continue;
        }
        let rated = FEE_PARTS.contains(&part) && part != Part::Processing && base > Money::ZERO;
        let (taken, known) = (rate(-paid), rate(-should));
        let detail = match () {
            () if !rated => Sentence::default(),
            () if taken == known || should == Money::ZERO => percent(taken),
            () => Sentence::new(
                format!("{}, buku {}", percent(taken).id, percent(known).id),
                format!("{}, book {}", percent(taken).en, percent(known).en),
            ),
        };
        lines.push(PayoutLine { part: Some(part), label: part.word(), detail, should, paid });
    }
    let gap = payout.differences.unexplained;
    if gap != Money::ZERO {
        let label = Sentence::new("Tidak dijelaskan", "Not explained");
        lines.push(PayoutLine { part: None, label, detail: Sentence::default(), should: Money::ZERO, paid: gap });
    }
    lines
}

/// What an order's settlement has posted, by account.
fn booked(book: &Reader<'_>, id: OrderId) -> Result<Vec<BookedLine>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT p.debit, p.credit, p.amount FROM posting p JOIN activity a ON a.id = p.activity_id
         WHERE p.order_id = ?1 AND a.noun = 'order' AND a.verb = 'settle'",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut sums: BTreeMap<i64, Money> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let amount = Money(row.get("amount")?);
        *sums.entry(row.get("debit")?).or_default() += amount;
        *sums.entry(row.get("credit")?).or_default() -= amount;
    }
    let chart = shop_chart(book)?;
    let left = sums.into_iter().filter(|(_, amount)| *amount != Money::ZERO);
    let lines = left.map(|(account, amount)| BookedLine {
        account: AccountId(account),
        name: chart.name(AccountId(account)),
        amount,
    });
    // What was owed stands last, as the sum does.
    let (owed, others): (Vec<_>, Vec<_>) = lines.partition(|line| line.amount < Money::ZERO && line.account.0 < 2000);
    Ok(others.into_iter().chain(owed).collect())
}

/// The files that were taken in last.
fn files(book: &Reader<'_>) -> Result<Vec<PayoutFile>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT f.id, f.name, s.name AS store, f.day, f.rows, f.net FROM settle_file f JOIN store s ON s.id = f.store_id
         WHERE f.kind <> 'shopee_balance' AND f.kind <> 'shopee_ads' AND f.kind <> 'by_hand' ORDER BY f.id DESC LIMIT ?1",
    )?;
    let mut of_orders = book.conn.prepare_cached(
        "SELECT COUNT(*) AS orders, CAST(COALESCE(SUM(o.payout_differs), 0) AS BIGINT) AS differing,
           CAST(COALESCE(SUM(o.payout_gap), 0) AS BIGINT) AS gap,
           CAST(COALESCE(SUM((SELECT SUM(net) FROM settle_row n WHERE n.order_id = o.id AND n.superseded_by IS NULL)), 0) AS BIGINT) AS paid
         FROM (SELECT DISTINCT order_id FROM settle_row WHERE file_id = ?1 AND order_id IS NOT NULL) AS r
         JOIN orders o ON o.id = r.order_id WHERE o.settle_state = 'closed'",
    )?;
    let mut own = book.conn.prepare_cached(
        "SELECT COUNT(*) AS rows, CAST(COALESCE(SUM(net), 0) AS BIGINT) AS net FROM settle_row WHERE file_id = ?1",
    )?;
    let mut rows = statement.query([FILES])?;
    let mut files = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get("id")?;
        let (orders, differing, gap, paid) = of_orders.query_row([id], |row| {
            let sums: (i64, i64, i64, i64) =
                (row.get("orders")?, row.get("differing")?, row.get("gap")?, row.get("paid")?);
            Ok(sums)
        })?;
        let (kept, net): (i64, i64) = own.query_row([id], |row| Ok((row.get("rows")?, row.get("net")?)))?;
        // Rows that another file had before aren't this one's any more.
        let agrees = kept < row.get::<_, i64>("rows")? || net == row.get::<_, i64>("net")?;
        files.push(PayoutFile {
            id,
            name: row.get("name")?,
            store: row.get("store")?,
            day: Day(row.get("day")?),
            orders,
            exact: orders - differing,
            differing,
            should: Money(paid - gap),
            paid: Money(paid),
            agrees,
        });
    }
    Ok(files)
}

/// What isn't paid yet: by store, and by courier of COD.
fn unpaid(book: &Reader<'_>, now: Instant, (days, cod_days): (i64, i64)) -> Result<Vec<UnpaidOut>, StoreError> {
    let before = |days: i64| now.0.saturating_sub(days * DAY_MS);
    let mut statement = book.conn.prepare_cached(
        "SELECT COALESCE(s.name, o.courier) AS name, o.store_id, COUNT(*) AS orders,
           CAST(SUM(CASE WHEN o.shipped_at > ?1 THEN o.receivable ELSE 0 END) AS BIGINT) AS week,
           CAST(SUM(CASE WHEN o.shipped_at <= ?1 AND o.shipped_at > ?2 THEN o.receivable ELSE 0 END) AS BIGINT) AS fortnight,
           CAST(SUM(CASE WHEN o.shipped_at <= ?2 AND o.shipped_at > ?3 THEN o.receivable ELSE 0 END) AS BIGINT) AS month,
           CAST(SUM(CASE WHEN o.shipped_at <= ?3 THEN o.receivable ELSE 0 END) AS BIGINT) AS older,
           SUM(CASE WHEN o.receivable > 0 AND COALESCE(o.delivered_at, o.completed_at, CASE WHEN o.stage = 'shipped' THEN NULL ELSE o.shipped_at END) < CASE WHEN o.store_id IS NULL THEN ?5 ELSE ?4 END THEN 1 ELSE 0 END) AS late
         FROM orders o LEFT JOIN store s ON s.id = o.store_id
         WHERE o.receivable <> 0 AND o.shipped_at IS NOT NULL AND (o.store_id IS NOT NULL OR o.terms = 'cod')
         GROUP BY o.store_id, COALESCE(s.name, o.courier) ORDER BY o.store_id IS NULL, o.store_id, name",
    )?;
    let bounds = params![before(8), before(15), before(31), before(days), before(cod_days)];
    let rows = statement.query_map(bounds, |row| {
        let ages = [row.get("week")?, row.get("fortnight")?, row.get("month")?, row.get("older")?].map(Money);
        Ok(UnpaidOut {
            name: row.get("name")?,
            store: row.get::<_, Option<i64>>("store_id")?.map(StoreId),
            orders: row.get("orders")?,
            ages,
            amount: ages.into_iter().sum(),
            late: row.get("late")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn waiting(book: &Reader<'_>) -> Result<Vec<WaitingPayout>, StoreError> {
    let stores = book.stores()?;
    let name =
        |id: StoreId| stores.iter().find(|store| store.id == id).map_or_else(String::new, |store| store.name.clone());
    let rows = book.waiting_payouts()?.into_iter();
    Ok(rows
        .map(|(external_id, store, day, net)| WaitingPayout { external_id, store, store_name: name(store), day, net })
        .collect())
}

fn wallets(book: &Reader<'_>) -> Result<Vec<WalletRow>, StoreError> {
    let mut balance = book.conn.prepare_cached(&format!(
        "SELECT a.name, COALESCE(k.balance, 0) AS balance FROM account a {BALANCES} WHERE a.id = ?1"
    ))?;
    let mut wallets: Vec<WalletRow> = Vec::new();
    for store in book.stores()?.into_iter().filter(|store| !store.archived) {
        if wallets.iter().all(|wallet| wallet.account != store.wallet) {
            let (name, sum) = balance.query_row([store.wallet.0], |row| Ok((row.get("name")?, row.get("balance")?)))?;
            wallets.push(WalletRow { store: store.id, name, account: store.wallet, balance: Money(sum) });
        }
    }
    Ok(wallets)
}

/// Tariffs that files show to be others than the book's, and that nobody has answered.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn tariffs(book: &Reader<'_>) -> Result<Vec<TariffChange>, StoreError> {
    let mut newest = book.conn.prepare_cached("SELECT MAX(settled_on) AS day FROM orders WHERE payout_differs = 1")?;
    let Some(newest) = newest.query_row([], |row| row.get::<_, Option<i32>>("day"))? else { return Ok(Vec::new()) };
    let (rules, answers) = (book.fee_rules()?, book.fee_answers()?);
    let zone = book.shop()?.map(|shop| shop.zone).unwrap_or_default();
    let since = Day(newest).plus(-LOOK_BACK);
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
        let open = changes(channel, &paid_out(book, zone, channel, since)?, &rules);
        for mut change in open.into_iter().filter(asked) {
            let (kept, new) = taken(&rules, &change);
            let then: Vec<_> = kept.into_iter().chain([new]).collect();
            for id in book.unsettled(channel)? {
                let order = book.order(id)?;
                let placed = book.placed(id)?;
                if placed.paid_on(zone) < change.since {
                    continue;
                }
                let basis = book.fee_basis(&order, &placed, &then, zone)?;
                let now = order.expected.as_ref().map_or(Money::ZERO, |fees| order.would_bring(fees));
                let by = order.would_bring(&expected(&then, &basis)) - now;
                if by != Money::ZERO {
                    change.unpaid += 1;
                    change.effect += by;
                }
            }
            found.push(change);
        }
    }
    Ok(found)
}

/// What a marketplace took of the orders that it paid out since a day.
fn paid_out(book: &Reader<'_>, zone: Zone, channel: Channel, since: Day) -> Result<Vec<Taken>, StoreError> {
    let mut parts = book.conn.prepare_cached(
        "SELECT o.id, p.part, CAST(SUM(p.amount) AS BIGINT) AS amount FROM orders o
         JOIN settle_row r ON r.order_id = o.id AND r.superseded_by IS NULL JOIN settle_part p ON p.row_id = r.id
         WHERE o.settled_on >= ?1 AND o.settle_state = 'closed' AND o.channel = ?2 GROUP BY o.id, p.part",
    )?;
    let mut sums: BTreeMap<i64, Parts> = BTreeMap::new();
    let mut rows = parts.query(params![since.0, channel.key()])?;
    while let Some(row) = rows.next()? {
        if let Some(part) = Part::from_key(&row.get::<_, String>("part")?) {
            sums.entry(row.get("id")?).or_default()[part.at()] = -Money(row.get("amount")?);
        }
    }
    let mut orders = book.conn.prepare_cached(
        "SELECT o.id, o.placed_at, o.paid_at, o.expected_fees, CAST(SUM(l.price * l.quantity) AS BIGINT) AS gross,
           CAST(SUM(l.price * l.quantity - l.discount) AS BIGINT) AS net, CAST(SUM(l.claim) AS BIGINT) AS claims,
           MIN(p.category) AS first, MAX(p.category) AS last
         FROM orders o JOIN order_line l ON l.order_id = o.id JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE o.settled_on >= ?1 AND o.settle_state = 'closed' AND o.channel = ?2 AND o.failed = 0 AND o.stage <> 'cancelled'
         GROUP BY o.id, o.placed_at, o.paid_at, o.expected_fees ORDER BY o.id",
    )?;
    let mut rows = orders.query(params![since.0, channel.key()])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let Some(taken) = sums.get(&row.get::<_, i64>("id")?) else { continue };
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
            taken: *taken,
        });
    }
    Ok(all)
}
