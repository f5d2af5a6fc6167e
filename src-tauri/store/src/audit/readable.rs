//! What the doors show can be read, row by row: a word that the program doesn't know stops a list.

use runut_core::rows::{BuyerTextKey, Finding};
use runut_core::{CountId, CustomerId, OrderId, PaymentId, ProductId, TaskId};

use super::{FINDINGS_MAX, behind};
use crate::{Reader, StoreError, engine};

/// How a row of a table is read.
type Read = fn(&Reader<'_>, i64) -> Result<(), StoreError>;

/// What has a page of its own: the word it is named by, its keys, how it is read. Orders are read by the audit of what they
/// have posted.
const ROWS: [(&str, &str, Read); 6] = [
    ("order", "SELECT id FROM orders ORDER BY id", |book, id| {
        let order = OrderId(id);
        book.particulars(order)?;
        book.line_keys(order).map(drop)
    }),
    ("product", "SELECT id FROM product ORDER BY id", |book, id| book.product_form(ProductId(id)).map(drop)),
    ("customer", "SELECT id FROM customer ORDER BY id", |book, id| book.customer_form(CustomerId(id)).map(drop)),
    ("payment", "SELECT id FROM payment ORDER BY id", |book, id| book.payment(PaymentId(id)).map(drop)),
    ("count", "SELECT id FROM stock_count ORDER BY id", |book, id| {
        book.count(CountId(id))?;
        book.count_entries(CountId(id)).map(drop)
    }),
    ("task", "SELECT id FROM task ORDER BY id", |book, id| book.task(TaskId(id)).map(drop)),
];

/// Reads each row, and what is set.
pub(super) fn rows(book: &Reader<'_>, findings: &mut Vec<Finding>) -> Result<(), StoreError> {
    for (word, keys, read) in ROWS {
        let mut statement = book.conn.prepare(keys)?;
        let keys = statement.query_map([], |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()?;
        let before = findings.len();
        for id in keys {
            behind(read(book, id), &format!("{word} {id}"), findings)?;
            if findings.len() - before >= FINDINGS_MAX {
                break;
            }
        }
    }
    behind(engine::searchable(book.conn), "search", findings)?;
    behind(book.persons().map(drop), "person", findings)?;
    behind(book.money_accounts().map(drop), "account", findings)?;
    behind(book.couriers().map(drop), "courier", findings)?;
    behind(book.shop_hours().map(drop), "hours", findings)?;
    behind(book.stores().map(drop), "store", findings)?;
    for key in BuyerTextKey::ALL {
        behind(book.buyer_text(key).map(drop), &format!("text {}", key.key()), findings)?;
    }
    Ok(())
}
