//! Customers: the list, and one opened.

use runut_core::rows::{CustomerDetail, CustomerPage, CustomerQuery, CustomerRow};
use runut_core::{CustomerId, Instant, Money, OrderId, fold};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use super::search::words_of;
use super::{order_rows, page};
use crate::{Reader, StoreError, engine};

/// Orders of an opened customer at most.
const ORDERS: u32 = 50;

/// Likely doubles shown at most.
const DOUBLES: i64 = 5;

const CUSTOMER: &str = "SELECT c.id, c.name, c.note,
    COALESCE((SELECT f.typed FROM customer_phone f WHERE f.customer_id = c.id ORDER BY f.position LIMIT 1), '') AS phone,
    COALESCE((SELECT a.city FROM customer_address a WHERE a.customer_id = c.id ORDER BY a.position DESC LIMIT 1), '') AS city
  FROM customer c";

/// What a customer has ordered, in one walk through their orders.
const ORDERED: &str = "SELECT
    CAST(COALESCE(SUM(CASE WHEN o.stage NOT IN ('draft', 'cancelled') THEN 1 ELSE 0 END), 0) AS BIGINT) AS orders,
    CAST(COALESCE(SUM(CASE WHEN o.stage NOT IN ('draft', 'cancelled') THEN o.total ELSE 0 END), 0) AS BIGINT) AS spent,
    MAX(CASE WHEN o.stage <> 'draft' THEN o.placed_at END) AS last_order,
    CAST(COALESCE(SUM(o.owed), 0) AS BIGINT) AS owed
  FROM orders o WHERE o.customer_id = ?1";

/// The customers that a question names, with what they have ordered.
fn customers(book: &Reader<'_>, sql: &str, values: &[Value]) -> Result<Vec<CustomerRow>, StoreError> {
    let mut statement = book.conn.prepare_cached(sql)?;
    let mut ordered = book.conn.prepare_cached(ORDERED)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        let id: i64 = row.get("id")?;
        ordered.query_row([id], |sums| customer_of(row, sums))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn customer_of(row: &Row<'_>, sums: &Row<'_>) -> rusqlite::Result<CustomerRow> {
    Ok(CustomerRow {
        id: CustomerId(row.get("id")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        city: row.get("city")?,
        orders: sums.get("orders")?,
        spent: Money(sums.get("spent")?),
        last_order: sums.get::<_, Option<i64>>("last_order")?.map(Instant),
        owed: Money(sums.get("owed")?),
        note: row.get("note")?,
    })
}

/// A customer as a list shows it.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that key.
pub fn customer_row(book: &Reader<'_>, id: CustomerId) -> Result<CustomerRow, StoreError> {
    let found = customers(book, &format!("{CUSTOMER} WHERE c.id = ?1"), &[Value::Integer(id.0)])?;
    found.into_iter().next().ok_or_else(|| StoreError::Missing(format!("Pelanggan {id}")))
}

/// A page of customers by name: all, or those whose name, phone or address has the words.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn customers_page(book: &Reader<'_>, query: &CustomerQuery) -> Result<CustomerPage, StoreError> {
    let mut values: Vec<Value> = Vec::new();
    let mut bind = |value: Value| {
        values.push(value);
        format!("?{}", values.len())
    };
    let mut clauses = vec!["c.merged_into IS NULL".to_owned()];
    let search = words_of(&query.search);
    if let Some(expression) = search.expression() {
        let placeholder = bind(Value::Text(expression));
        clauses.push(engine::search_condition(engine::CUSTOMER_SEARCH, "c.id", &placeholder));
    } else if let Some(brief) = search.brief.first() {
        // Under three letters: names that begin with them.
        clauses.push(format!("c.sort LIKE {}", bind(Value::Text(format!("{brief}%")))));
    } else if !query.search.trim().is_empty() {
        clauses.push("1 = 0".to_owned());
    }
    if let Some(after) = query.after.as_deref() {
        let (sort, id) = after.rsplit_once('|').ok_or(StoreError::Cursor)?;
        let id: i64 = id.parse().map_err(|_| StoreError::Cursor)?;
        let (sort, id) = (bind(Value::Text(sort.to_owned())), bind(Value::Integer(id)));
        clauses.push(format!("(c.sort, c.id) > ({sort}, {id})"));
    }
    let limit = page(query.limit);
    let bound = bind(Value::Integer(limit + 1));
    let sql = format!("{CUSTOMER} WHERE {} ORDER BY c.sort, c.id LIMIT {bound}", clauses.join(" AND "));
    let mut rows = customers(book, &sql, &values)?;
    let shown = usize::try_from(limit).unwrap_or(1).min(rows.len());
    let next = (rows.len() > shown).then(|| format!("{}|{}", fold(&rows[shown - 1].name), rows[shown - 1].id));
    rows.truncate(shown);
    let all = book
        .conn
        .prepare_cached("SELECT COUNT(*) AS customers FROM customer WHERE merged_into IS NULL")?
        .query_row([], |row| row.get("customers"))?;
    Ok(CustomerPage { rows, next, customers: all })
}

/// A customer, opened.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that key.
pub fn customer_detail(book: &Reader<'_>, id: CustomerId, now: Instant) -> Result<CustomerDetail, StoreError> {
    let id = book.customer_now(id)?;
    let form = book.customer_form(id)?;
    let mut orders =
        book.conn.prepare_cached("SELECT o.id FROM orders o WHERE o.customer_id = ?1 ORDER BY o.id DESC LIMIT ?2")?;
    let orders = orders
        .query_map([id.0, i64::from(ORDERS)], |row| Ok(OrderId(row.get("id")?)))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(CustomerDetail {
        row: customer_row(book, id)?,
        doubles: doubles(book, id)?,
        merged: merged(book, id)?,
        phones: form.phones,
        addresses: form.addresses,
        orders: order_rows(book, &orders, now)?,
    })
}

/// Those who were merged into this one.
fn merged(book: &Reader<'_>, id: CustomerId) -> Result<Vec<CustomerRow>, StoreError> {
    customers(book, &format!("{CUSTOMER} WHERE c.merged_into = ?1 ORDER BY c.id"), &[Value::Integer(id.0)])
}

/// Others who are likely the same person: of the same name, or with an address at which this one's phone stands.
fn doubles(book: &Reader<'_>, id: CustomerId) -> Result<Vec<CustomerRow>, StoreError> {
    let sql = format!(
        "{CUSTOMER} WHERE c.merged_into IS NULL AND c.id <> ?1 AND c.id IN (
           SELECT s.id FROM customer s JOIN customer o ON o.sort = s.sort WHERE o.id = ?1 AND o.sort <> ''
           UNION SELECT a.customer_id FROM customer_address a JOIN customer_phone f ON f.typed = a.phone
             WHERE f.customer_id = ?1)
         ORDER BY c.id LIMIT ?2"
    );
    customers(book, &sql, &[Value::Integer(id.0), Value::Integer(DOUBLES)])
}
