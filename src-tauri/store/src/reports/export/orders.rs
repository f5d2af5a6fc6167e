//! Orders and their lines.

use runut_core::export::Cell;
use rusqlite::Row;

use super::{code, moment, money, number, text, word, yes};
use crate::StoreError;
use runut_core::order::Line;
use runut_core::{Channel, LineId, Money, Stage, VariantId};

pub(super) const ORDERS: &str =
    "SELECT o.id AS key, 0 AS part, o.external_id, o.channel, o.stage, o.held, o.coming_back, o.placed_at, o.pay_by,
       o.paid_at, o.ship_by, o.shipped_at, o.delivered_at, o.completed_at, o.buyer, o.recipient, o.phone, o.address,
       o.village, o.district, o.city, o.province, o.postcode, o.sender, o.sender_phone, o.courier, o.tracking, o.cod,
       (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM order_line l WHERE l.order_id = o.id) AS units,
       o.total, o.paid, o.refunded, o.shipping, o.unique_code,
       CASE WHEN o.stage = 'cancelled' THEN NULL ELSE o.courier_bill END AS courier_bill, a.name AS account, o.note, o.seller_note,
       o.cancel_reason
     FROM orders o LEFT JOIN account a ON a.key = o.account
     WHERE o.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(o.placed_at, 0) BETWEEN ?3 AND ?4 ORDER BY o.id LIMIT ?5";

pub(super) fn order(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        number(row, "key")?,
        code(row, "external_id")?,
        channel(row)?,
        stage(row)?,
        text(row, "held")?,
        yes(row, "coming_back")?,
        moment(row, "placed_at")?,
        moment(row, "pay_by")?,
        moment(row, "paid_at")?,
        moment(row, "ship_by")?,
        moment(row, "shipped_at")?,
        moment(row, "delivered_at")?,
        moment(row, "completed_at")?,
        text(row, "buyer")?,
        text(row, "recipient")?,
        code(row, "phone")?,
        text(row, "address")?,
        text(row, "village")?,
        text(row, "district")?,
        text(row, "city")?,
        text(row, "province")?,
        code(row, "postcode")?,
        text(row, "sender")?,
        code(row, "sender_phone")?,
        text(row, "courier")?,
        code(row, "tracking")?,
        yes(row, "cod")?,
        number(row, "units")?,
        money(row, "total")?,
        money(row, "paid")?,
        money(row, "refunded")?,
        money(row, "shipping")?,
        money(row, "unique_code")?,
        money(row, "courier_bill")?,
        text(row, "account")?,
        text(row, "note")?,
        text(row, "seller_note")?,
        text(row, "cancel_reason")?,
    ])
}

fn channel(row: &Row<'_>) -> Result<Cell, StoreError> {
    word(row, "channel", |key| Some(Cell::Text(Channel::from_key(key)?.name().to_owned())))
}

fn stage(row: &Row<'_>) -> Result<Cell, StoreError> {
    word(row, "stage", |key| Some(Cell::Said(Stage::from_key(key)?.word())))
}

pub(super) const LINES: &str =
    "SELECT l.order_id AS key, l.position AS part, o.external_id, o.channel, o.stage, o.placed_at, v.sku,
       p.name AS product, v.name AS variant, l.quantity, l.price, l.discount,
       l.price * l.quantity - l.discount AS subtotal, l.moved, l.cost, l.typed_cost, l.claimed, l.claim, l.back
     FROM order_line l LEFT JOIN orders o ON o.id = l.order_id LEFT JOIN variant v ON v.id = l.variant_id
       LEFT JOIN product p ON p.id = v.product_id
     WHERE (l.order_id, l.position) > (?1, ?2) AND COALESCE(o.placed_at, 0) BETWEEN ?3 AND ?4
     ORDER BY l.order_id, l.position LIMIT ?5";

/// What the line's units cost, by the rules' own word; empty while some of it is unknown.
fn cost(row: &Row<'_>) -> Result<Cell, StoreError> {
    let quantity = row.get("quantity")?;
    let line = Line {
        moved: row.get("moved")?,
        back: row.get("back")?,
        cost: row.get::<_, Option<i64>>("cost")?.map(Money),
        typed_cost: row.get::<_, Option<i64>>("typed_cost")?.map(Money),
        ..Line::new(LineId(0), VariantId(0), quantity, Money::ZERO, Money::ZERO)
    };
    Ok(line.known_cost().into())
}

pub(super) fn line(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        number(row, "key")?,
        code(row, "external_id")?,
        channel(row)?,
        stage(row)?,
        moment(row, "placed_at")?,
        number(row, "part")?,
        code(row, "sku")?,
        text(row, "product")?,
        text(row, "variant")?,
        number(row, "quantity")?,
        money(row, "price")?,
        money(row, "discount")?,
        money(row, "subtotal")?,
        cost(row)?,
        number(row, "claimed")?,
        money(row, "claim")?,
        number(row, "back")?,
    ])
}
