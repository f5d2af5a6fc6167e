//! What marketplaces paid out beside what they should have: the room's lists, and one order line by line.

use std::collections::BTreeMap;

use runut_core::differences::{Differences, TOLERANCE};
use runut_core::fees::percent;
use runut_core::order::{Order, Payout};
use runut_core::rows::{
    BookedLine, PayoutDetail, PayoutFile, PayoutLine, PayoutOrder, Payouts, TariffChange, UnsaidWord, WaitingPayout,
    WalletRow,
};
use runut_core::settlement::{FEE_PARTS, Part, Parts};
use runut_core::tariffs::is_of;
use runut_core::{AccountId, Day, Instant, Money, OrderId, Sentence, StoreId};

use crate::ledger::BALANCES;
use crate::reports::statements::shop_chart;
use crate::reports::tariffs::tariffs;
use crate::reports::unpaid::unpaid;
use crate::{Reader, StoreError};

/// Orders in the list at most; the sums are of all.
const LISTED: usize = 500;
/// Files in the list.
const FILES: i64 = 5;

/// What came since a day, what of it differs, and what is still to come.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payouts(book: &Reader<'_>, now: Instant, since: Day) -> Result<Payouts, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT id FROM orders WHERE payout_differs = 1 AND settled_on >= ?1 ORDER BY settled_on DESC, id DESC",
    )?;
    let ids = statement.query_map([since.0], |row| Ok(OrderId(row.get("id")?)))?.collect::<Result<Vec<_>, _>>()?;
    let tariffs = tariffs(book)?;
    let (mut orders, mut should, mut paid) = (Vec::new(), Money::ZERO, Money::ZERO);
    let mut differences = Differences::default();
    for id in &ids {
        let order = book.order(*id)?;
        let Some(payout) = order.payout() else { continue };
        should += payout.should;
        paid += payout.paid;
        differences = differences.plus(payout.differences);
        if orders.len() < LISTED {
            orders.push(listed(book, &order, &payout, &tariffs)?);
        }
    }
    let unpaid = unpaid(book, now)?;
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
        tariffs,
        wallets: wallets(book)?,
    })
}

/// The row of an order in the list, and which of these tariffs it is a case of.
fn listed(
    book: &Reader<'_>,
    order: &Order,
    payout: &Payout,
    tariffs: &[TariffChange],
) -> Result<PayoutOrder, StoreError> {
    let category = if tariffs.is_empty() { None } else { book.category_of(order)? };
    let parts = order.settled.as_ref().map_or_else(Parts::default, |settled| settled.parts);
    let of_it = |change: &TariffChange| {
        let other = (parts[change.part.at()] + payout.expected[change.part.at()]).0.abs() > TOLERANCE;
        change.channel == order.channel && other && is_of(change, category.as_deref())
    };
    let tariff = tariffs.iter().position(of_it).and_then(|at| i64::try_from(at).ok());
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
            tariff,
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
    Ok(Some(PayoutDetail {
        order: listed(book, &order, &payout, &[])?,
        goods: goods.join("; "),
        profit,
        expected_profit: profit.map(|profit| profit - gap),
        lines: detail_lines(&order, &payout),
        booked: booked(book, id)?,
        closed: order.is_settled(),
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
