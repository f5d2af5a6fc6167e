//! An order, opened.

use runut_core::order::{Line, Order};
use runut_core::rows::{Address, AmountRow, LogQuery, OrderDetail, OrderLineRow};
use runut_core::takeover::Particulars;
use runut_core::{Instant, LineId, Money, OrderId, PhotoId, Sentence, VariantId};
use rusqlite::Row;

use super::customers::customer_row;
use super::orders::{OFFERED, row};
use super::payments::payments_of;
use super::{Clock, log_page, missing_units};
use crate::{Reader, StoreError};

/// Entries of the timeline at most.
const TIMELINE: u32 = 200;

/// An order with its lines, amounts, offers and timeline.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that number.
pub fn order_detail(book: &Reader<'_>, id: OrderId, now: Instant) -> Result<OrderDetail, StoreError> {
    let order = book.order(id)?;
    let particulars = book.particulars(id)?;
    let missing = missing_units(book, Some(id))?;
    let levels = book.levels(order.lines.iter().map(|l| l.variant))?;
    let mut statement = book.conn.prepare_cached(
        "SELECT l.id, l.variant_id, p.name AS product, v.name AS variant, v.sku, v.shelf, l.quantity, l.price,
           l.discount, l.checked, l.claimed, l.claim, l.back, v.photo_id
         FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE l.order_id = ?1 ORDER BY l.position",
    )?;
    let known = !order.stage.has_left() || order.history;
    let cost = |line: LineId| {
        let line = order.lines.iter().find(|l| l.id == line);
        let (short, uncosted) = line.filter(|_| !known).map_or((0, 0), |l| (l.shortfall, l.uncosted()));
        (if short > 0 { 0 } else { uncosted }, short, line.and_then(Line::known_cost))
    };
    let lines = statement
        .query_map([id.0], |row| {
            let missing = |line| missing.get(&id).and_then(|m| m.get(&line)).copied().unwrap_or(0);
            line_row(row, &order, missing, cost)
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let log = LogQuery {
        order: Some(id),
        from: None,
        to: None,
        person: None,
        noun: String::new(),
        scans: false,
        after: None,
        limit: TIMELINE,
    };
    Ok(OrderDetail {
        row: row(book, id, Clock::at(book, now)?, &missing)?,
        store: store_name(book, &order)?,
        lines,
        amounts: amounts(&order),
        file_amounts: if order.channel.is_marketplace() { file_amounts(&particulars) } else { tariff(&particulars) },
        customer: particulars.customer.map(|id| customer_row(book, id)).transpose()?,
        to: Address {
            recipient: particulars.recipient,
            phone: particulars.phone,
            address: particulars.address,
            village: particulars.village,
            district: particulars.district,
            city: particulars.city,
            province: particulars.province,
            postcode: particulars.postcode,
        },
        sender: particulars.sender,
        sender_phone: particulars.sender_phone,
        fragile: particulars.fragile,
        weight_g: particulars.weight_g,
        account: particulars.account,
        pay_by: order.pay_by,
        missing: order.missing(),
        owed: order.owed_to_buyer(),
        ungiven: !order.give_back(&[]).of.is_empty(),
        refunded: order.refunded,
        courier_bill: order.billed(),
        payments: payments_of(book, id, now)?,
        note: particulars.note,
        seller_note: particulars.seller_note,
        payment_method: particulars.payment_method,
        paid_at: particulars.paid_at,
        shipped_at: order.shipped_at,
        completed_at: order.completed_at,
        cancel_reason: order.cancel_reason.clone(),
        history: order.history,
        offers: order.offers(&levels, &OFFERED),
        timeline: log_page(book, &log)?.rows,
    })
}

fn line_row(
    row: &Row<'_>,
    order: &Order,
    missing: impl Fn(LineId) -> i64,
    cost: impl Fn(LineId) -> (i64, i64, Option<Money>),
) -> rusqlite::Result<OrderLineRow> {
    let id = LineId(row.get("id")?);
    let (uncosted, short, cost) = cost(id);
    let line = order.lines.iter().find(|line| line.id == id);
    Ok(OrderLineRow {
        id,
        variant_id: VariantId(row.get("variant_id")?),
        product: row.get("product")?,
        variant: row.get("variant")?,
        sku: row.get("sku")?,
        shelf: row.get("shelf")?,
        quantity: row.get("quantity")?,
        price: Money(row.get("price")?),
        gross: line.map_or(Money::ZERO, Line::gross),
        discount: Money(row.get("discount")?),
        packed: row.get("checked")?,
        claimed: row.get("claimed")?,
        claimable: line.map_or(0, |l| (l.quantity - l.claimed).max(0)),
        claim: Money(row.get("claim")?),
        back: row.get("back")?,
        out: line.map_or(0, |l| order.out(l)),
        expected: line.map_or(0, |l| order.expected_back(l)),
        uncosted,
        short,
        photo: row.get::<_, Option<i64>>("photo_id")?.map(PhotoId),
        missing: missing(id),
        cost,
    })
}

fn named(rows: Vec<(&str, &str, Money)>) -> Vec<AmountRow> {
    rows.into_iter()
        .filter(|(_, _, amount)| *amount != Money::ZERO)
        .map(|(id, en, amount)| AmountRow { label: Sentence::new(id, en), amount })
        .collect()
}

/// What the shop sells it for.
fn amounts(order: &Order) -> Vec<AmountRow> {
    let gross = order.lines.iter().map(Line::gross).sum();
    let discount: Money = order.lines.iter().map(|l| l.discount).sum();
    named(vec![
        ("Barang", "Goods", gross),
        ("Diskon toko", "Shop's discount", -discount),
        ("Ongkir", "Shipping", order.shipping),
        ("Kode unik", "Unique code", order.unique_code),
    ])
}

/// Whence one of our own orders has its shipping, where the shop bears some of it.
fn tariff(p: &Particulars) -> Vec<AmountRow> {
    if p.shipping_subsidy == Money::ZERO {
        return Vec::new();
    }
    named(vec![
        ("Tarif ongkir", "Courier's tariff", p.shipping_estimate),
        ("Subsidi ongkir", "Shipping subsidy", -p.shipping_subsidy),
    ])
}

/// What the file says beside it.
fn file_amounts(p: &Particulars) -> Vec<AmountRow> {
    named(vec![
        ("Ongkir dibayar pembeli", "Shipping paid by buyer", p.shipping_paid),
        ("Potongan ongkir", "Shipping subsidy", p.shipping_subsidy),
        ("Perkiraan ongkir", "Estimated shipping", p.shipping_estimate),
        ("Ongkir pengembalian", "Return shipping", p.shipping_return),
        ("Voucher toko", "Borne by the shop", p.borne_by_shop),
        ("Voucher marketplace", "Borne by the marketplace", p.borne_by_marketplace),
    ])
}

/// The store that an order is of, where it has to be told apart.
fn store_name(book: &Reader<'_>, order: &Order) -> Result<String, StoreError> {
    let several = if order.store.is_some() { book.several_stores()? } else { Vec::new() };
    Ok(several.into_iter().find(|store| Some(store.id) == order.store).map(|store| store.name).unwrap_or_default())
}
