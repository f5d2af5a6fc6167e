//! Variants, as products and as stock; customers.

use runut_core::export::Cell;
use rusqlite::Row;

use super::{code, money, number, text, yes};
use crate::StoreError;

pub(super) const VARIANTS: &str =
    "SELECT v.id AS key, 0 AS part, v.sku, p.name AS product, v.name AS variant, p.category, v.barcode, v.price,
       v.weight_g, v.shelf AS place, v.low_mark, v.sell_ahead, v.archived, s.shelf + s.packed AS on_hand, s.packed,
       s.allocated, s.shelf + s.packed - s.allocated AS available, s.damaged, s.value
     FROM variant v LEFT JOIN product p ON p.id = v.product_id LEFT JOIN stock_level s ON s.variant_id = v.id
     WHERE v.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT)
     ORDER BY v.id LIMIT ?5";

pub(super) fn product(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        code(row, "sku")?,
        text(row, "product")?,
        text(row, "variant")?,
        text(row, "category")?,
        code(row, "barcode")?,
        money(row, "price")?,
        number(row, "weight_g")?,
        code(row, "place")?,
        number(row, "low_mark")?,
        yes(row, "sell_ahead")?,
        yes(row, "archived")?,
    ])
}

pub(super) fn stock(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        code(row, "sku")?,
        text(row, "product")?,
        text(row, "variant")?,
        text(row, "category")?,
        code(row, "place")?,
        number(row, "on_hand")?,
        number(row, "packed")?,
        number(row, "allocated")?,
        number(row, "available")?,
        number(row, "damaged")?,
        money(row, "value")?,
    ])
}

pub(super) const CUSTOMERS: &str = "SELECT c.id AS key, 0 AS part, c.name, c.note,
       (SELECT p.typed FROM customer_phone p WHERE p.customer_id = c.id ORDER BY p.position, p.phone LIMIT 1) AS phone,
       (SELECT string_agg(q.typed, '; ' ORDER BY q.position, q.phone) FROM customer_phone q WHERE q.customer_id = c.id
          AND q.phone <> (SELECT p.phone FROM customer_phone p WHERE p.customer_id = c.id
            ORDER BY p.position, p.phone LIMIT 1)) AS phones,
       a.recipient, a.address, a.village, a.district, a.city, a.province, a.postcode
     FROM customer c LEFT JOIN customer_address a ON a.id =
       (SELECT b.id FROM customer_address b WHERE b.customer_id = c.id ORDER BY b.position, b.id LIMIT 1)
     WHERE c.id > ?1 AND c.merged_into IS NULL AND CAST(?2 AS BIGINT) IS NOT NULL
       AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT)
     ORDER BY c.id LIMIT ?5";

pub(super) fn customer(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        number(row, "key")?,
        text(row, "name")?,
        code(row, "phone")?,
        code(row, "phones")?,
        text(row, "recipient")?,
        text(row, "address")?,
        text(row, "village")?,
        text(row, "district")?,
        text(row, "city")?,
        text(row, "province")?,
        code(row, "postcode")?,
        text(row, "note")?,
    ])
}
