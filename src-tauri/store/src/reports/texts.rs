//! What a text for a buyer says of an order.

use std::collections::BTreeMap;

use runut_core::rows::BuyerTextKey;
use runut_core::{LineId, Money, OrderId};
use rusqlite::OptionalExtension;

use super::missing_units;
use crate::{Reader, StoreError};

/// What a buyer reads of an order beside the order itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFacts {
    /// What the buyer is called.
    pub name: String,
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// Name, number and holder of the account to pay into; none where there is none.
    pub account: Option<[String; 3]>,
    /// Paid to the courier.
    pub cod: bool,
    /// The seller's own template; none where it is the program's.
    pub template: Option<String>,
}

/// A line as a buyer reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextLine {
    /// Units.
    pub quantity: i64,
    /// Product and variant.
    pub what: String,
    /// What it costs after discount.
    pub net: Money,
    /// Units missing on the shelf; looked up where the text is about these.
    pub missing: i64,
}

/// What a text of `key` says of an order.
///
/// # Errors
/// [`StoreError::Missing`] where there is no order of that number.
pub fn text_facts(book: &Reader<'_>, id: OrderId, key: BuyerTextKey) -> Result<TextFacts, StoreError> {
    let missing = match key {
        BuyerTextKey::OutOfStock => missing_units(book, Some(id))?.remove(&id).unwrap_or_default(),
        _ => BTreeMap::new(),
    };
    let mut statement = book.conn.prepare_cached(
        "SELECT l.id, l.quantity, l.price, l.discount, p.name AS product, v.name AS variant
         FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE l.order_id = ?1 ORDER BY l.position",
    )?;
    let lines = statement
        .query_map([id.0], |row| {
            let (product, variant): (String, String) = (row.get("product")?, row.get("variant")?);
            let (quantity, price): (i64, Money) = (row.get("quantity")?, Money(row.get("price")?));
            Ok(TextLine {
                quantity,
                what: if variant.is_empty() { product } else { format!("{product}, {variant}") },
                net: price.times(quantity).unwrap_or_default() - Money(row.get("discount")?),
                missing: missing.get(&LineId(row.get("id")?)).copied().unwrap_or(0),
            })
        })?
        .collect::<Result<_, _>>()?;
    let template = book.buyer_text(key)?;
    book.conn
        .prepare_cached(
            "SELECT o.buyer, o.recipient, o.masked, o.cod, a.name, a.number, a.holder
             FROM orders o LEFT JOIN account a ON a.id = o.account WHERE o.id = ?1",
        )?
        .query_row([id.0], |row| {
            let (buyer, recipient): (String, String) = (row.get("buyer")?, row.get("recipient")?);
            let account: Option<String> = row.get("name")?;
            let account = match account {
                Some(name) => Some([name, row.get("number")?, row.get("holder")?]),
                None => None,
            };
            let name = if buyer.is_empty() { recipient } else { buyer };
            Ok(TextFacts { name, lines, account, cod: row.get("cod")?, template })
        })
        .optional()?
        .ok_or_else(|| StoreError::Missing(format!("Pesanan {id}")))
}
