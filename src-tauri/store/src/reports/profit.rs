//! What orders earned, as each keeps it: those that lost money with the cause, and profit by store, product and customer.

use std::collections::BTreeMap;

use runut_core::order::Order;
use runut_core::posting::Account;
use runut_core::rows::{Earned, ProfitBy, ProfitReport, ProfitRow, ProfitState};
use runut_core::statements::Period;
use runut_core::{AccountId, Day, Instant, Money, OrderId, Refusal, Sentence, Zone};
use rusqlite::params;

use super::statements::sums_of;
use crate::{Reader, StoreError};

/// What the orders that left in these days earned.
///
/// # Errors
/// [`StoreError`] where the book can't be read; the inner [`Refusal`] for days that are none.
pub fn profit_report(
    book: &Reader<'_>,
    by: ProfitBy,
    (from, to): (Day, Day),
) -> Result<Result<ProfitReport, Refusal>, StoreError> {
    let period = match Period::new(from, to) {
        Ok(period) => period,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let bounds = (shop.zone.begins(from), shop.zone.begins(to.plus(1)));
    let kept = kept(book, bounds, shop.packing_cost)?;
    let mut whole = Gathered::default();
    let mut groups: BTreeMap<String, (Sentence, Gathered)> = BTreeMap::new();
    let mut rows = Vec::new();
    for id in left(book, bounds, (by == ProfitBy::Order).then_some(shop.packing_cost))? {
        let order = book.order(id)?;
        let Some(earned) = order.earned() else { continue };
        whole.add(earned);
        match by {
            ProfitBy::Order => rows.push(of_order(book, &order, earned, (shop.packing_cost, shop.zone))?),
            ProfitBy::Product => {
                for (key, label, share) in by_product(book, &order, earned)? {
                    groups.entry(key).or_insert_with(|| (label, Gathered::default())).1.add(share);
                }
            }
            ProfitBy::Store | ProfitBy::Customer => {
                let (key, label) =
                    if by == ProfitBy::Store { of_store(book, &order)? } else { of_customer(book, &order)? };
                groups.entry(key).or_insert_with(|| (label, Gathered::default())).1.add(earned);
            }
        }
    }
    let packing = |gathered: &Gathered| shop.packing_cost.times(gathered.orders).unwrap_or_default();
    // A parcel of several products isn't packed once for each.
    let of_group = |(key, (label, gathered)): (String, (Sentence, Gathered))| {
        let packing = if by == ProfitBy::Product { Money::ZERO } else { packing(&gathered) };
        row(key, label, &gathered, packing)
    };
    rows.extend(groups.into_iter().map(of_group));
    rows.sort_by(|a, b| a.profit.cmp(&b.profit).then_with(|| a.key.cmp(&b.key)));
    let advertising = sums_of(book, period)?
        .iter()
        .filter(|sum| sum.account == AccountId::from(Account::Advertising))
        .map(|sum| sum.debit - sum.credit)
        .sum();
    let total = row("total".to_owned(), Sentence::new("Jumlah", "Total"), &whole, packing(&whole));
    let Kept { orders, profit, losing, lost, expected, unknown } = kept;
    Ok(Ok(ProfitReport { by, from, to, rows, total, orders, profit, losing, lost, expected, unknown, advertising }))
}

/// What the orders of a period keep of their profit, added up.
struct Kept {
    orders: i64,
    profit: Money,
    losing: i64,
    lost: Money,
    expected: i64,
    unknown: i64,
}

fn kept(book: &Reader<'_>, (from, to): (Instant, Instant), packing: Money) -> Result<Kept, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT COUNT(profit) AS orders, CAST(COALESCE(SUM(profit - ?3), 0) AS BIGINT) AS earned,
           COUNT(CASE WHEN profit < ?3 THEN 1 END) AS losing,
           CAST(COALESCE(SUM(CASE WHEN profit < ?3 THEN profit - ?3 ELSE 0 END), 0) AS BIGINT) AS lost,
           COUNT(CASE WHEN profit_state = 'expected' THEN 1 END) AS expected,
           COUNT(CASE WHEN profit_state = 'unknown' THEN 1 END) AS unknown
         FROM orders WHERE shipped_at >= ?1 AND shipped_at < ?2 AND profit_state <> ''",
    )?;
    Ok(statement.query_row(params![from.0, to.0, packing.0], |row| {
        Ok(Kept {
            orders: row.get("orders")?,
            profit: Money(row.get("earned")?),
            losing: row.get("losing")?,
            lost: Money(row.get("lost")?),
            expected: row.get("expected")?,
            unknown: row.get("unknown")?,
        })
    })?)
}

/// Orders and what they earned together.
#[derive(Clone, Debug, Default)]
struct Gathered {
    orders: i64,
    earned: Earned,
}

impl Gathered {
    fn add(&mut self, earned: Earned) {
        self.orders += 1;
        self.earned = self.earned.plus(earned);
    }
}

fn row(key: String, label: Sentence, of: &Gathered, packing: Money) -> ProfitRow {
    ProfitRow {
        order: None,
        key,
        label,
        orders: of.orders,
        earned: of.earned,
        packing,
        profit: of.earned.profit() - packing,
        state: ProfitState::None,
        cause: of.earned.cause(),
        day: None,
    }
}

/// Orders that left then and whose profit is known; only those that earned less than so much, where it is said.
fn left(book: &Reader<'_>, (from, to): (Instant, Instant), less: Option<Money>) -> Result<Vec<OrderId>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT id FROM orders WHERE shipped_at >= ?1 AND shipped_at < ?2 AND profit_state <> ''
           AND profit IS NOT NULL AND (?3 IS NULL OR profit < ?3) ORDER BY shipped_at, id",
    )?;
    let rows =
        statement.query_map(params![from.0, to.0, less.map(|less| less.0)], |row| Ok(OrderId(row.get("id")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn of_order(
    book: &Reader<'_>,
    order: &Order,
    earned: Earned,
    (packing, zone): (Money, Zone),
) -> Result<ProfitRow, StoreError> {
    let mut about = book.conn.prepare_cached("SELECT external_id, buyer FROM orders WHERE id = ?1")?;
    let (number, buyer): (String, String) =
        about.query_row([order.id.0], |row| Ok((row.get("external_id")?, row.get("buyer")?)))?;
    let name =
        [order.id.code(), number, buyer].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let profit = earned.profit() - packing;
    let cause = earned.cause().or(Some(runut_core::rows::LossCause::Other));
    Ok(ProfitRow {
        order: Some(order.id),
        key: order.id.to_string(),
        label: Sentence::new(name.clone(), name),
        orders: 1,
        earned,
        packing,
        profit,
        state: order.profit().0,
        cause,
        day: order.shipped_at.map(|at| zone.day(at)),
    })
}

fn of_store(book: &Reader<'_>, order: &Order) -> Result<(String, Sentence), StoreError> {
    let Some(store) = order.store else {
        return Ok(("own".to_owned(), Sentence::new("Kanal sendiri", "Own channels")));
    };
    let mut name = book.conn.prepare_cached("SELECT name FROM store WHERE id = ?1")?;
    let name: String = name.query_row([store.0], |row| row.get("name"))?;
    Ok((format!("store{store}"), Sentence::new(name.clone(), name)))
}

fn of_customer(book: &Reader<'_>, order: &Order) -> Result<(String, Sentence), StoreError> {
    let mut named = book.conn.prepare_cached(
        "SELECT COALESCE(c.id, 0) AS id, COALESCE(c.name, o.buyer) AS name FROM orders o
         LEFT JOIN customer c ON c.id = o.customer_id WHERE o.id = ?1",
    )?;
    let (id, name): (i64, String) = named.query_row([order.id.0], |row| Ok((row.get("id")?, row.get("name")?)))?;
    let key = if id == 0 { format!("buyer:{name}") } else { format!("customer{id}") };
    let label =
        if name.is_empty() { Sentence::new("Tanpa nama", "No name") } else { Sentence::new(name.clone(), name) };
    Ok((key, label))
}

/// What each product of an order earned of it: its own price, cost and claims, and what the order bears by what was sold.
fn by_product(book: &Reader<'_>, order: &Order, earned: Earned) -> Result<Vec<(String, Sentence, Earned)>, StoreError> {
    let weights: Vec<i64> = order.lines.iter().map(|line| line.net().0).collect();
    let claims: Money = order.lines.iter().map(|line| line.claim).sum();
    let split = |amount: Money| amount.split(&weights);
    let [fees, shipping, other, returns] =
        [earned.fees, earned.shipping, earned.other, earned.returns - claims].map(split);
    let mut named = book
        .conn
        .prepare_cached("SELECT p.id, p.name FROM variant v JOIN product p ON p.id = v.product_id WHERE v.id = ?1")?;
    let mut parts = Vec::new();
    for (at, line) in order.lines.iter().enumerate() {
        let (id, name): (i64, String) =
            named.query_row([line.variant.0], |row| Ok((row.get("id")?, row.get("name")?)))?;
        let cost =
            line.cost.unwrap_or_default() - line.back_cost - line.spoiled_cost + line.typed_cost.unwrap_or_default();
        let sold = if order.failed {
            (Money::ZERO, Money::ZERO, Money::ZERO)
        } else {
            (line.gross(), line.discount, line.claim)
        };
        let share = Earned {
            gross: sold.0,
            discount: sold.1,
            returns: sold.2 + if order.failed { Money::ZERO } else { returns[at] },
            cost,
            spoiled: line.spoiled_cost,
            fees: fees[at],
            shipping: shipping[at],
            other: other[at],
        };
        parts.push((format!("product{id}"), Sentence::new(name.clone(), name), share));
    }
    Ok(parts)
}
