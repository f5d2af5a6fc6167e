//! What goes on address labels and hand-over lists.

use std::collections::BTreeMap;

use runut_core::order::{Order, Terms};
use runut_core::rows::HandoverCourier;
use runut_core::sheets::{HandoverList, HandoverRow, Label};
use runut_core::{Instant, Money, OrderId, PersonId, Zone, courier_named, fold};

use super::orders::Missing;
use super::sheets::{imprint, wanted};
use crate::{Reader, StoreError};

/// Kinds of goods named on a label.
const NAMED: usize = 6;

/// A label for each of `orders`, in their order.
///
/// # Errors
/// [`StoreError::Missing`] where one of them isn't in the book.
pub fn labels(book: &Reader<'_>, orders: &[OrderId], person: PersonId, now: Instant) -> Result<Vec<Label>, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let imprint = imprint(book, person, now)?;
    let from_shop = (shop.name, shop.phone, shop.address);
    let label = |id: &OrderId| {
        let order = book.order(*id)?;
        let about = book.particulars(*id)?;
        let (sender, sender_phone, sender_address) =
            if about.sender.is_empty() { from_shop.clone() } else { (about.sender, about.sender_phone, String::new()) };
        let printed: i64 = book
            .conn
            .prepare_cached("SELECT labelled FROM orders WHERE id = ?1")?
            .query_row([id.0], |row| row.get("labelled"))?;
        Ok(Label {
            imprint: imprint.clone(),
            number: id.0,
            own_delivery: book.is_own_delivery(&order.courier)?,
            cod: collected(&order),
            units: order.units(),
            contents: contents(book, *id)?,
            courier: order.courier,
            tracking: order.tracking,
            sender,
            sender_phone,
            sender_address,
            recipient: about.recipient,
            phone: about.phone,
            address: about.address,
            village: about.village,
            district: about.district,
            city: about.city,
            province: about.province,
            postcode: about.postcode,
            weight_g: about.weight_g,
            fragile: about.fragile,
            reprint: printed > 0,
        })
    };
    orders.iter().map(label).collect()
}

/// What the courier collects from the buyer of one of our own orders, if anything.
fn collected(order: &Order) -> Option<Money> {
    (order.terms == Terms::Cod).then(|| order.missing()).filter(|amount| amount.0 > 0)
}

/// What each courier may take along: parcels that are packed, and those that left today. Orders that mean one courier of the shop in
/// different words are one courier's; whoever takes most comes first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn handover_couriers(book: &Reader<'_>, now: Instant) -> Result<Vec<HandoverCourier>, StoreError> {
    let couriers = book.couriers()?;
    let today = book.shop()?.map_or(Zone::Wib, |shop| shop.zone).day(now);
    let mut statement = book.conn.prepare_cached(
        "SELECT o.id, o.courier FROM orders o WHERE o.stage = 'packed' AND o.held IS NULL AND o.courier <> ''
         UNION SELECT o.id, o.courier FROM activity a JOIN orders o ON o.id = a.order_id
         WHERE a.day = ?1 AND a.noun = 'order' AND a.verb = 'ship' AND o.stage = 'shipped' AND o.courier <> '' ORDER BY id",
    )?;
    let mut rows = statement.query([today.0])?;
    let mut by: BTreeMap<String, HandoverCourier> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let word = row.get::<_, String>("courier")?;
        let name = courier_named(&couriers, &word).map_or(word.trim(), |courier| courier.name.as_str());
        let taken =
            by.entry(fold(name)).or_insert_with(|| HandoverCourier { courier: name.to_owned(), orders: Vec::new() });
        taken.orders.push(OrderId(row.get("id")?));
    }
    let mut by: Vec<HandoverCourier> = by.into_values().collect();
    by.sort_by_key(|courier| std::cmp::Reverse(courier.orders.len()));
    Ok(by)
}

/// What a courier takes along of `orders`, by tracking number.
///
/// # Errors
/// [`StoreError::Missing`] where one of them isn't in the book.
pub fn handover(
    book: &Reader<'_>,
    courier: &str,
    orders: &[OrderId],
    person: PersonId,
    now: Instant,
) -> Result<HandoverList, StoreError> {
    let row = |id: &OrderId| {
        let order = book.order(*id)?;
        let about = book.particulars(*id)?;
        let place = [about.city, about.province];
        Ok(HandoverRow {
            number: id.0,
            cod: collected(&order),
            tracking: order.tracking,
            recipient: if about.masked && !about.buyer.is_empty() { about.buyer } else { about.recipient },
            place: place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "),
            weight_g: about.weight_g,
        })
    };
    let mut rows: Vec<HandoverRow> = orders.iter().map(row).collect::<Result<_, StoreError>>()?;
    rows.sort_by(|a, b| (&a.tracking, a.number).cmp(&(&b.tracking, b.number)));
    Ok(HandoverList { imprint: imprint(book, person, now)?, courier: courier.to_owned(), rows })
}

/// `12 Gelas Blirik 8 cm Hijau, 6 Piring Rotan 25 cm Natural`; the first few kinds.
fn contents(book: &Reader<'_>, order: OrderId) -> Result<String, StoreError> {
    let goods = wanted(book, order, &Missing::new())?;
    let mut named: Vec<String> = goods
        .iter()
        .take(NAMED)
        .map(|wanted| {
            let line = &wanted.line;
            format!("{} {} {}", line.quantity, line.product, line.variant).trim_end().to_owned()
        })
        .collect();
    if goods.len() > NAMED {
        named.push("…".to_owned());
    }
    Ok(named.join(", "))
}
