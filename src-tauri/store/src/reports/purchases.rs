//! Purchase orders in lists, one with all that came of it, receipts and open bills.

use std::collections::BTreeMap;

use runut_core::purchase::{PurchaseState, PurchaseVerb, may};
use runut_core::rows::{
    BillRow, PurchaseCard, PurchaseCount, PurchaseDo, PurchaseLineRow, PurchasePage, PurchaseQuery, PurchaseRow,
    PurchaseStage, ReceiptPage, ReceiptQuery,
};
use runut_core::sheets::{PurchaseSheet, PurchaseSheetRow};
use runut_core::{Instant, Money, PersonId, PurchaseId, SupplierId, fold};

use super::page;
use crate::bills::{BILL, bill_of};
use crate::receipts::RECEIPT;
use crate::{Purchase, Reader, StoreError};

fn row_of(purchase: &Purchase, supplier: String) -> PurchaseRow {
    let sum = |of: fn(&PurchaseLineRow) -> i64| purchase.lines.iter().map(of).sum::<i64>();
    PurchaseRow {
        id: purchase.id,
        supplier_id: purchase.supplier,
        supplier,
        stage: purchase.stage(),
        day: purchase.day,
        expected: purchase.expected,
        goods: purchase.lines.first().map_or(String::new(), |line| line.what.clone()),
        kinds: i64::try_from(purchase.lines.len()).unwrap_or(i64::MAX),
        units: sum(|line| line.quantity),
        received: sum(|line| line.received),
        total: Money(sum(|line| line.price.0.saturating_mul(line.quantity))),
        open: purchase.progress.open,
    }
}

/// All purchase orders, newest first: a shop has thousands at most.
fn all(book: &Reader<'_>) -> Result<Vec<(PurchaseRow, Purchase)>, StoreError> {
    let names: BTreeMap<SupplierId, String> = book.suppliers()?.into_iter().map(|s| (s.id, s.name)).collect();
    let mut ids = book.conn.prepare_cached("SELECT id FROM purchase ORDER BY id DESC")?;
    let ids = ids.query_map([], |row| row.get("id"))?.collect::<Result<Vec<i64>, _>>()?;
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let purchase = book.purchase(PurchaseId(id))?;
        let supplier = names.get(&purchase.supplier).cloned().unwrap_or_default();
        rows.push((row_of(&purchase, supplier), purchase));
    }
    Ok(rows)
}

/// A page of purchase orders, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn purchases_page(book: &Reader<'_>, query: &PurchaseQuery) -> Result<PurchasePage, StoreError> {
    let before = super::before(query.after.as_deref())?;
    let all = all(book)?;
    let count = |stage| all.iter().filter(|(row, _)| row.stage == stage).count();
    let stages = PurchaseStage::ALL.into_iter().map(|stage| (stage, count(stage)));
    let stages = stages.filter(|(_, count)| *count > 0);
    let stages =
        stages.map(|(stage, n)| PurchaseCount { stage, count: i64::try_from(n).unwrap_or(i64::MAX) }).collect();
    let coming =
        all.iter().filter(|(row, _)| matches!(row.stage, PurchaseStage::Ordered | PurchaseStage::PartlyReceived));
    let worth = |purchase: &Purchase| {
        let of = |line: &PurchaseLineRow| line.price.0 * (line.quantity - line.received).max(0);
        purchase.lines.iter().map(of).sum::<i64>()
    };
    let on_the_way = Money(coming.map(|(_, purchase)| worth(purchase)).sum());
    let words: Vec<String> = fold(&query.search).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let wanted = |row: &PurchaseRow, purchase: &Purchase| {
        let mut text = format!("{} {}", row.id, row.supplier);
        for line in &purchase.lines {
            text.push(' ');
            text.push_str(&line.what);
            text.push(' ');
            text.push_str(&line.sku);
        }
        let text = fold(&text);
        query.stage.is_none_or(|stage| row.stage == stage)
            && query.supplier.is_none_or(|supplier| row.supplier_id == supplier)
            && words.iter().all(|word| text.contains(word))
    };
    let limit = usize::try_from(page(query.limit)).unwrap_or(1);
    let mut rows: Vec<PurchaseRow> = all
        .iter()
        .filter(|(row, purchase)| row.id.0 < before && wanted(row, purchase))
        .take(limit + 1)
        .map(|(row, _)| row.clone())
        .collect();
    let next = (rows.len() > limit).then(|| rows[limit - 1].id.to_string());
    rows.truncate(limit);
    Ok(PurchasePage { rows, next, stages, on_the_way })
}

/// A purchase order with all that came of it.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that number.
pub fn purchase_card(book: &Reader<'_>, id: PurchaseId) -> Result<PurchaseCard, StoreError> {
    let purchase = book.purchase(id)?;
    let supplier = book.supplier(purchase.supplier)?.name;
    let order = row_of(&purchase, supplier);
    let verbs = [
        (PurchaseVerb::Change, PurchaseDo::Change),
        (PurchaseVerb::Order, PurchaseDo::Order),
        (PurchaseVerb::Receive, PurchaseDo::Receive),
        (PurchaseVerb::Bill, PurchaseDo::Bill),
        (PurchaseVerb::Advance, PurchaseDo::Advance),
        (PurchaseVerb::Close, PurchaseDo::Close),
        (PurchaseVerb::Cancel, PurchaseDo::Cancel),
    ];
    let mut can: Vec<PurchaseDo> =
        verbs.into_iter().filter(|(verb, _)| may(order.stage, *verb)).map(|(_, what)| what).collect();
    if purchase.progress.unbilled == 0 {
        can.retain(|what| *what != PurchaseDo::Bill);
    }
    if order.open > Money::ZERO {
        can.push(PurchaseDo::Pay);
    }
    Ok(PurchaseCard {
        order,
        note: purchase.note,
        lines: purchase.lines,
        receipts: book.receipts_of(id)?,
        bills: book.bills_of(id)?,
        advance: book.advance_of(id)?,
        may: can,
    })
}

/// A purchase order on paper.
///
/// # Errors
/// [`StoreError::Missing`] where there is none of that number; [`StoreError::NoShop`] before first start.
pub fn purchase_sheet(
    book: &Reader<'_>,
    id: PurchaseId,
    person: PersonId,
    now: Instant,
) -> Result<PurchaseSheet, StoreError> {
    let (purchase, shop) = (book.purchase(id)?, book.shop()?.ok_or(StoreError::NoShop)?);
    let supplier = book.supplier(purchase.supplier)?;
    let row = |line: PurchaseLineRow| PurchaseSheetRow {
        what: line.what,
        sku: line.sku,
        quantity: line.quantity,
        price: line.price,
    };
    Ok(PurchaseSheet {
        imprint: super::imprint(book, person, now)?,
        address: shop.address,
        phone: shop.phone,
        number: id.0,
        draft: purchase.state == PurchaseState::Draft,
        day: purchase.day,
        expected: purchase.expected,
        supplier: [supplier.name, supplier.address, supplier.phone],
        note: purchase.note,
        rows: purchase.lines.into_iter().map(row).collect(),
    })
}

/// Receipts and what went back, newest first.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn receipts_page(book: &Reader<'_>, query: &ReceiptQuery) -> Result<ReceiptPage, StoreError> {
    let before = super::before(query.after.as_deref())?;
    let limit = page(query.limit);
    let billed = match query.billed {
        None => "",
        Some(true) => " AND r.bill_id IS NOT NULL",
        Some(false) => " AND r.bill_id IS NULL",
    };
    let of = if query.supplier.is_some() { "r.supplier_id = ?3" } else { "?3 IS NULL" };
    let mut statement =
        book.conn.prepare_cached(&format!("{RECEIPT} WHERE r.id < ?1{billed} AND {of} ORDER BY r.id DESC LIMIT ?2"))?;
    let mut found = statement.query((before, limit + 1, query.supplier.map(|supplier| supplier.0)))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        rows.push(book.receipt_of(row)?);
    }
    let shown = usize::try_from(limit).unwrap_or(1).min(rows.len());
    let next = (rows.len() > shown).then(|| rows[shown - 1].id.to_string());
    rows.truncate(shown);
    Ok(ReceiptPage { rows, next })
}

/// Bills and credits that are open, the longest due first.
pub(super) fn open_bills(book: &Reader<'_>) -> Result<Vec<BillRow>, StoreError> {
    let mut statement =
        book.conn.prepare_cached(&format!("SELECT * FROM ({BILL}) bills WHERE left_over <> 0 ORDER BY due, id"))?;
    Ok(statement.query_map([], bill_of)?.collect::<Result<_, _>>()?)
}
