//! Payments: the list, what a payment may be for, what is owed to buyers.

use runut_core::rows::{OwedList, OwedRow, PaymentCandidate, PaymentPage, PaymentPartRow, PaymentQuery, PaymentRow};
use runut_core::{AccountId, Day, Instant, Money, OrderId, PaymentId, Zone, typed_money};
use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::orders::{Filter, order_row};
use super::search::Wanted;
use super::{cursor, page, whole};
use crate::orders::OWN;
use crate::payments::method_of;
use crate::{Reader, StoreError};

/// Rows of the list of what is owed.
const OWED: i64 = 200;

/// Orders that a payment is offered for at most.
const CANDIDATES: i64 = 30;

/// From here a number in a search is an amount too: no price is lower, and few order numbers are higher.
const AMOUNT_FROM: i64 = 1_000;

/// Our own orders whose buyers haven't paid all of it; in the words of their index.
fn unpaid() -> String {
    format!(
        "{OWN} AND o.paid - o.refunded < o.total AND o.stage <> 'draft' AND o.stage <> 'cancelled' AND o.stage <> 'returned'"
    )
}

fn payment_row(row: &Row<'_>) -> Result<PaymentRow, StoreError> {
    let method: String = row.get("method")?;
    Ok(PaymentRow {
        id: PaymentId(row.get("id")?),
        refund: row.get::<_, String>("kind")? == "out",
        at: Instant(row.get("at")?),
        day: Day(row.get("day")?),
        account: AccountId(row.get("account")?),
        account_name: row.get("account_name")?,
        method: method_of(&method)?,
        amount: Money(row.get("amount")?),
        payer: row.get("payer")?,
        reference: row.get("reference")?,
        note: row.get("note")?,
        parts: Vec::new(),
        voided: row.get("voided")?,
        person: row.get("person")?,
    })
}

fn parts(book: &Reader<'_>, payment: PaymentId) -> Result<Vec<PaymentPartRow>, StoreError> {
    let mut statement = book.conn.prepare_cached(
        "SELECT t.order_id, t.amount, CASE WHEN o.recipient = '' THEN o.buyer ELSE o.recipient END AS customer
         FROM payment_part t JOIN orders o ON o.id = t.order_id WHERE t.payment_id = ?1 ORDER BY t.order_id",
    )?;
    let rows = statement.query_map([payment.0], |row| {
        Ok(PaymentPartRow {
            order: OrderId(row.get("order_id")?),
            customer: row.get("customer")?,
            amount: Money(row.get("amount")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What a search asks for: a payer or a reference that contains it, and where it reads as one, an amount or an order.
fn search(filter: &mut Filter, text: &str) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let pattern: String = text.to_lowercase().chars().filter(|c| !c.is_control()).collect();
    let pattern = pattern.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let like = filter.bind(format!("%{pattern}%"));
    let mut any =
        vec![format!("LOWER(p.payer) LIKE {like} ESCAPE '!'"), format!("LOWER(p.reference) LIKE {like} ESCAPE '!'")];
    if let Ok(amount) = typed_money(text) {
        any.push(format!("p.amount = {}", filter.bind(amount.0)));
    }
    let order = OrderId::from_code(text).or_else(|| text.trim_start_matches('#').parse().ok().map(OrderId));
    if let Some(order) = order {
        let order = filter.bind(order.0);
        any.push(format!("p.id IN (SELECT t.payment_id FROM payment_part t WHERE t.order_id = {order})"));
    }
    filter.sql.push(format!("({})", any.join(" OR ")));
}

fn narrowed(query: &PaymentQuery) -> Result<Filter, StoreError> {
    let mut filter = Filter::default();
    if let Some(order) = query.order {
        let order = filter.bind(order.0);
        filter.sql.push(format!("p.id IN (SELECT t.payment_id FROM payment_part t WHERE t.order_id = {order})"));
    }
    if let Some(account) = &query.account {
        let account = filter.bind(account.0);
        filter.sql.push(format!("p.account = {account}"));
    }
    if let Some(from) = query.from {
        let from = filter.bind(i64::from(from.0));
        filter.sql.push(format!("p.day >= {from}"));
    }
    if let Some(to) = query.to {
        let to = filter.bind(i64::from(to.0));
        filter.sql.push(format!("p.day <= {to}"));
    }
    search(&mut filter, &query.search);
    if let Some((at, id)) = query.after.as_deref().map(cursor).transpose()? {
        let (at, id) = (filter.bind(at), filter.bind(id));
        filter.sql.push(format!("(p.at, p.id) < ({at}, {id})"));
    }
    Ok(filter)
}

/// A page of payments and refunds, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::Cursor`] for a mark of no page.
pub fn payments_page(book: &Reader<'_>, query: &PaymentQuery, now: Instant) -> Result<PaymentPage, StoreError> {
    let mut filter = narrowed(query)?;
    let limit = page(query.limit);
    let bound = filter.bind(limit + 1);
    let sql = format!(
        "SELECT p.id, p.kind, p.at, p.day, p.account, a.name AS account_name, p.method, p.amount, p.payer, p.reference,
           p.note, p.voided, n.name AS person
         FROM payment p JOIN account a ON a.id = p.account JOIN activity x ON x.id = p.activity_id
           JOIN person n ON n.id = x.person_id
         WHERE {clause} ORDER BY p.at DESC, p.id DESC LIMIT {bound}",
        clause = filter.clause(),
    );
    let mut statement = book.conn.prepare_cached(&sql)?;
    let mut found = statement.query(params_from_iter(&filter.values))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(payment_row(row)?);
    }
    let shown = usize::try_from(limit).unwrap_or(1).min(rows.len());
    let next = (rows.len() > shown).then(|| format!("{}.{}", rows[shown - 1].at.0, rows[shown - 1].id));
    rows.truncate(shown);
    for row in &mut rows {
        row.parts = parts(book, row.id)?;
    }
    Ok(PaymentPage { rows, next, today: received(book, now)? })
}

/// What came in on the business day of `now`, voided payments not counted.
fn received(book: &Reader<'_>, now: Instant) -> Result<Money, StoreError> {
    let day = book.shop()?.map_or(Zone::Wib, |shop| shop.zone).day(now);
    Ok(book
        .conn
        .prepare_cached(
            "SELECT CAST(COALESCE(SUM(amount / 1000000000), 0) AS BIGINT) AS high,
               CAST(COALESCE(SUM(amount % 1000000000), 0) AS BIGINT) AS low FROM payment
             WHERE day = ?1 AND kind = 'in' AND voided IS NULL",
        )?
        .query_row([day.0], whole)?)
}

/// All payments and refunds of an order, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub(super) fn payments_of(book: &Reader<'_>, order: OrderId, now: Instant) -> Result<Vec<PaymentRow>, StoreError> {
    let query = PaymentQuery {
        order: Some(order),
        account: None,
        from: None,
        to: None,
        search: String::new(),
        after: None,
        limit: super::PAGE_MAX,
    };
    Ok(payments_page(book, &query, now)?.rows)
}

/// Open own orders that a payment may be for, by number, name, phone, … or amount: those that lack exactly the amount
/// first, then by how near they come; without an amount the newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn payment_candidates(
    book: &Reader<'_>,
    text: &str,
    amount: Option<Money>,
    now: Instant,
) -> Result<Vec<PaymentCandidate>, StoreError> {
    let typed = typed_money(text).ok().filter(|typed| typed.0 >= AMOUNT_FROM);
    let amount = amount.filter(|amount| amount.0 > 0).or(typed);
    let mut filter = Filter::default();
    // "195.123" is an amount and nothing else; "195123" may be a number or a phone too.
    let plain = typed.is_none() || text.trim().bytes().all(|b| b.is_ascii_digit());
    if plain {
        filter.search(&Wanted::of(text));
    }
    let mut clause = if plain { filter.clause() } else { "1 = 0".to_owned() };
    if let Some(typed) = typed {
        clause = format!("({clause} OR o.total - o.paid + o.refunded = {})", filter.bind(typed.0));
    }
    let wanted = filter.bind(amount.map_or(Value::Null, |amount| Value::Integer(amount.0)));
    let bound = filter.bind(CANDIDATES);
    let sql = format!(
        "SELECT o.id FROM orders o WHERE {} AND {clause}
         ORDER BY ABS(o.total - o.paid + o.refunded - COALESCE(CAST({wanted} AS BIGINT), o.total - o.paid + o.refunded)),
           o.id DESC LIMIT {bound}",
        unpaid()
    );
    let mut statement = book.conn.prepare_cached(&sql)?;
    let ids = statement
        .query_map(params_from_iter(&filter.values), |row| Ok(OrderId(row.get("id")?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let mut found = Vec::new();
    for id in ids {
        let missing = book.order(id)?.missing();
        if missing.0 > 0 {
            let exact = amount == Some(missing);
            found.push(PaymentCandidate { order: order_row(book, id, now)?, missing, exact });
        }
    }
    Ok(found)
}

/// What is owed to buyers, oldest order first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn owed_list(book: &Reader<'_>, now: Instant) -> Result<OwedList, StoreError> {
    let total = book
        .conn
        .prepare_cached(
            "SELECT CAST(COALESCE(SUM(owed / 1000000000), 0) AS BIGINT) AS high,
               CAST(COALESCE(SUM(owed % 1000000000), 0) AS BIGINT) AS low FROM orders WHERE owed > 0",
        )?
        .query_row([], whole)?;
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id, o.owed, (SELECT MAX(p.at) FROM payment_part t JOIN payment p ON p.id = t.payment_id
           WHERE t.order_id = o.id AND p.kind = 'in' AND p.voided IS NULL) AS paid_at
         FROM orders o WHERE o.owed > 0 ORDER BY o.id LIMIT ?1",
    )?;
    let found = statement
        .query_map(params![OWED], |row| {
            let paid_at = row.get::<_, Option<i64>>("paid_at")?.map(Instant);
            Ok((OrderId(row.get("id")?), Money(row.get("owed")?), paid_at))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let rows = found
        .into_iter()
        .map(|(id, owed, paid_at)| Ok(OwedRow { order: order_row(book, id, now)?, owed, paid_at }))
        .collect::<Result<_, StoreError>>()?;
    Ok(OwedList { rows, total })
}
