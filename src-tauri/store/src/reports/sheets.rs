//! What is printed: pick lists and packing slips.

use std::collections::BTreeMap;

use runut_core::sheets::{
    CountRow, CountSheet, CountShelf, Imprint, PackingSlip, PickFor, PickList, PickRow, PickShelf, SlipLine,
};
use runut_core::{CountId, Instant, OrderId, PersonId, VariantId};

use super::counts::count_detail;
use super::missing_units;
use super::orders::Missing;
use crate::{Reader, StoreError};

pub(super) struct Wanted {
    variant: VariantId,
    pub(super) line: SlipLine,
    walk: String,
    missing: i64,
}

/// What stands at the foot of what a person prints now.
///
/// # Errors
/// [`StoreError`] where the book can't be read; [`StoreError::NoShop`] before first start.
pub fn imprint(book: &Reader<'_>, person: PersonId, now: Instant) -> Result<Imprint, StoreError> {
    let shop = book.shop()?.ok_or(StoreError::NoShop)?;
    let person = book.persons()?.into_iter().find(|p| p.id == person).map(|p| p.name).unwrap_or_default();
    Ok(Imprint { shop: shop.name, person, at: now, zone: shop.zone })
}

pub(super) fn wanted(book: &Reader<'_>, order: OrderId, missing: &Missing) -> Result<Vec<Wanted>, StoreError> {
    let missing = missing.get(&order);
    let mut statement = book.conn.prepare_cached(
        "SELECT l.id, l.variant_id, p.name AS product, v.name AS variant, v.sku, v.shelf, v.walk, l.quantity
         FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
         WHERE l.order_id = ?1 ORDER BY v.walk, p.name_fold, v.name_fold, l.position",
    )?;
    let rows = statement.query_map([order.0], |row| {
        let line = runut_core::LineId(row.get("id")?);
        Ok(Wanted {
            variant: VariantId(row.get("variant_id")?),
            walk: row.get("walk")?,
            missing: missing.and_then(|m| m.get(&line)).copied().unwrap_or(0),
            line: SlipLine {
                shelf: row.get("shelf")?,
                product: row.get("product")?,
                variant: row.get("variant")?,
                sku: row.get("sku")?,
                quantity: row.get("quantity")?,
            },
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The shelf row that a place belongs to: `A` of `A-01`.
fn row_of(shelf: &str) -> String {
    let name: String = shelf.chars().take_while(|c| c.is_alphabetic()).collect();
    if name.is_empty() { shelf.split(['-', ' ', '.', '/']).next().unwrap_or(shelf).to_owned() } else { name }
}

/// What to take from the shelves for `orders`, in walking order; held ones are named and left out.
///
/// # Errors
/// [`StoreError::Missing`] where one of them isn't in the book.
pub fn pick_list(
    book: &Reader<'_>,
    orders: &[OrderId],
    person: PersonId,
    now: Instant,
) -> Result<PickList, StoreError> {
    let missing = missing_units(book, None)?;
    let mut rows: BTreeMap<(String, String, String, VariantId), PickRow> = BTreeMap::new();
    let mut list = PickList {
        imprint: imprint(book, person, now)?,
        orders: 0,
        shelves: Vec::new(),
        notes: Vec::new(),
        held: Vec::new(),
    };
    for id in orders {
        if book.order(*id)?.held.is_some() {
            list.held.push(id.0);
            continue;
        }
        list.orders += 1;
        let note = book.particulars(*id)?.note;
        for wanted in wanted(book, *id, &missing)? {
            let line = wanted.line;
            let key = (wanted.walk, line.product.clone(), line.variant.clone(), wanted.variant);
            let row = rows.entry(key).or_insert_with(|| PickRow {
                shelf: line.shelf,
                product: line.product,
                variant: line.variant,
                sku: line.sku,
                quantity: 0,
                missing: 0,
                orders: Vec::new(),
            });
            row.quantity += line.quantity;
            row.missing += wanted.missing;
            row.orders.push(PickFor { number: id.0, quantity: line.quantity, noted: !note.is_empty() });
        }
        if !note.is_empty() {
            list.notes.push((id.0, note));
        }
    }
    list.notes.sort_by_key(|(number, _)| *number);
    let (placed, unplaced): (Vec<_>, Vec<_>) = rows.into_values().partition(|r| !r.shelf.is_empty());
    for row in placed.into_iter().chain(unplaced) {
        let name = row_of(&row.shelf);
        match list.shelves.last_mut() {
            Some(shelf) if shelf.name == name => shelf.rows.push(row),
            _ => list.shelves.push(PickShelf { name, rows: vec![row] }),
        }
    }
    Ok(list)
}

/// A packing slip for each of `orders`, in their order.
///
/// # Errors
/// [`StoreError::Missing`] where one of them isn't in the book.
pub fn packing_slips(
    book: &Reader<'_>,
    orders: &[OrderId],
    person: PersonId,
    now: Instant,
) -> Result<Vec<PackingSlip>, StoreError> {
    let imprint = imprint(book, person, now)?;
    orders.iter().map(|id| slip(book, *id, &imprint)).collect()
}

fn slip(book: &Reader<'_>, id: OrderId, imprint: &Imprint) -> Result<PackingSlip, StoreError> {
    let order = book.order(id)?;
    let about = book.particulars(id)?;
    let (external_id, printed): (String, i64) = book
        .conn
        .prepare_cached("SELECT external_id, printed FROM orders WHERE id = ?1")?
        .query_row([id.0], |row| Ok((row.get("external_id")?, row.get("printed")?)))?;
    let place = [about.city.as_str(), about.province.as_str()];
    Ok(PackingSlip {
        imprint: imprint.clone(),
        number: id.0,
        channel: order.channel.name().to_owned(),
        external_id,
        recipient: if about.masked && !about.buyer.is_empty() { about.buyer } else { about.recipient },
        place: place.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "),
        courier: order.courier,
        tracking: order.tracking,
        weight_g: about.weight_g,
        ship_by: about.ship_by,
        cod: about.cod,
        dropship: !about.sender.is_empty(),
        reprint: printed > 0,
        note: about.note,
        lines: wanted(book, id, &Missing::new())?.into_iter().map(|w| w.line).collect(),
    })
}

/// What a count is to count, in walking order, without what the book believes to be there.
///
/// # Errors
/// [`StoreError::Missing`] where there is no such count.
pub fn count_sheet(
    book: &Reader<'_>,
    count: CountId,
    person: PersonId,
    now: Instant,
) -> Result<CountSheet, StoreError> {
    let detail = count_detail(book, count, false)?;
    let mut sheet = CountSheet {
        imprint: imprint(book, person, now)?,
        count: count.0,
        name: detail.row.name,
        started_at: detail.row.started_at,
        shelves: Vec::new(),
    };
    let (placed, unplaced): (Vec<_>, Vec<_>) = detail.lines.into_iter().partition(|line| !line.shelf.is_empty());
    for line in placed.into_iter().chain(unplaced) {
        let name = row_of(&line.shelf);
        let row = CountRow {
            shelf: line.shelf,
            product: line.product,
            variant: line.name,
            sku: line.sku,
            barcode: line.barcode,
        };
        match sheet.shelves.last_mut() {
            Some(shelf) if shelf.name == name => shelf.rows.push(row),
            _ => sheet.shelves.push(CountShelf { name, rows: vec![row] }),
        }
    }
    Ok(sheet)
}
