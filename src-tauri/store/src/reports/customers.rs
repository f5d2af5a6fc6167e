//! Customers: the list, and one opened.

use runut_core::rows::{CustomerDetail, CustomerPage, CustomerQuery, CustomerRow};
use runut_core::{CustomerId, Instant, Money, OrderId, fold};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

use super::search::words_of;
use super::{order_rows, page};
use crate::{Reader, StoreError, engine};

/// Orders of an opened customer at most.
const ORDERS: u32 = 50;

const CUSTOMER: &str = "SELECT c.id, c.name, c.note, c.sort,
    COALESCE((SELECT f.typed FROM customer_phone f WHERE f.customer_id = c.id ORDER BY f.position LIMIT 1), '') AS phone,
    COALESCE((SELECT a.city FROM customer_address a WHERE a.customer_id = c.id ORDER BY a.position DESC LIMIT 1), '') AS city,
    (SELECT COUNT(*) FROM orders o WHERE o.customer_id = c.id AND o.stage NOT IN ('draft', 'cancelled')) AS orders,
    (SELECT CAST(COALESCE(SUM(o.total), 0) AS BIGINT) FROM orders o
      WHERE o.customer_id = c.id AND o.stage NOT IN ('draft', 'cancelled')) AS spent,
    (SELECT MAX(o.placed_at) FROM orders o WHERE o.customer_id = c.id AND o.stage <> 'draft') AS last_order,
    (SELECT CAST(COALESCE(SUM(o.owed), 0) AS BIGINT) FROM orders o WHERE o.customer_id = c.id) AS owed
  FROM customer c";

fn customer_of(row: &Row<'_>) -> rusqlite::Result<CustomerRow> {
    Ok(CustomerRow {
        id: CustomerId(row.get("id")?),
        name: row.get("name")?,
        phone: row.get("phone")?,
        city: row.get("city")?,
        orders: row.get("orders")?,
        spent: Money(row.get("spent")?),
        last_order: row.get::<_, Option<i64>>("last_order")?.map(Instant),
        owed: Money(row.get("owed")?),
        note: row.get("note")?,
    })
}

/// A customer as a list shows it.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that key.
pub fn customer_row(book: &Reader<'_>, id: CustomerId) -> Result<CustomerRow, StoreError> {
    book.conn
        .prepare_cached(&format!("{CUSTOMER} WHERE c.id = ?1"))?
        .query_row([id.0], customer_of)
        .optional()?
        .ok_or_else(|| StoreError::Missing(format!("Pelanggan {id}")))
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
    let mut clauses = vec!["1 = 1".to_owned()];
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
    let mut statement = book.conn.prepare_cached(&sql)?;
    let mut rows =
        statement.query_map(params_from_iter(&values), customer_of)?.collect::<Result<Vec<CustomerRow>, _>>()?;
    let shown = usize::try_from(limit).unwrap_or(1).min(rows.len());
    let next = (rows.len() > shown).then(|| format!("{}|{}", fold(&rows[shown - 1].name), rows[shown - 1].id));
    rows.truncate(shown);
    let customers = book
        .conn
        .prepare_cached("SELECT COUNT(*) AS customers FROM customer")?
        .query_row([], |row| row.get("customers"))?;
    Ok(CustomerPage { rows, next, customers })
}

/// A customer, opened.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that key.
pub fn customer_detail(book: &Reader<'_>, id: CustomerId, now: Instant) -> Result<CustomerDetail, StoreError> {
    let form = book.customer_form(id)?;
    let mut orders =
        book.conn.prepare_cached("SELECT o.id FROM orders o WHERE o.customer_id = ?1 ORDER BY o.id DESC LIMIT ?2")?;
    let orders = orders
        .query_map([id.0, i64::from(ORDERS)], |row| Ok(OrderId(row.get("id")?)))?
        .collect::<Result<Vec<_>, _>>()?;
    Ok(CustomerDetail {
        row: customer_row(book, id)?,
        phones: form.phones,
        addresses: form.addresses,
        orders: order_rows(book, &orders, now)?,
    })
}
