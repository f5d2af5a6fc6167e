//! Goods that come, as they are typed: for stock as it is received and for what was ordered.

use runut_actions::{account_named, by_sku};
use runut_core::posting::Account;
use runut_core::rows::{ExtraCost, Opening, OpeningLine, Receipt, ReceiptLine};
use runut_core::{Money, PurchaseId};
use runut_store::Reader;

use crate::args::{Came, money};
use crate::output::Fault;

/// Units of goods and what they cost: `SKU=UNITS@PRICE` or `SKU=UNITS:COST`
pub fn costed(book: &Reader<'_>, text: &str) -> Result<OpeningLine, Fault> {
    let usage = || Fault::Usage(format!("{text}: tulis SKU=JUMLAH@HARGA (satuan) atau SKU=JUMLAH:BIAYA (semua)"));
    let (sku, rest) = text.rsplit_once('=').ok_or_else(usage)?;
    let (units, each, amount) = match (rest.split_once('@'), rest.split_once(':')) {
        (Some((units, price)), _) => (units, true, price),
        (None, Some((units, cost))) => (units, false, cost),
        (None, None) => return Err(usage()),
    };
    let units: i64 = units.trim().parse().map_err(|_| usage())?;
    let cost = money(amount.trim()).map_err(Fault::Usage)?;
    let opening = if each { at_each(units, cost)? } else { Opening { units, cost } };
    Ok(OpeningLine { variant: by_sku(book, sku.trim())?.id, opening })
}

pub fn received(OpeningLine { variant, opening: Opening { units, cost } }: OpeningLine) -> ReceiptLine {
    ReceiptLine { variant_id: variant, quantity: units, cost }
}

/// Units at a price of one.
pub fn at_each(units: i64, price: Money) -> Result<Opening, Fault> {
    let cost = price.times(units).ok_or_else(|| Fault::Usage(format!("{price} × {units}: terlalu besar")))?;
    Ok(Opening { units, cost })
}

/// `WHAT:AMOUNT:supplier|courier|ACCOUNT`; without the last, the supplier's.
pub fn extra(book: &Reader<'_>, text: &str) -> Result<ExtraCost, Fault> {
    let parts: Vec<&str> = text.split(':').collect();
    let (name, amount, of) = match parts[..] {
        [name, amount] => (name, amount, "supplier"),
        [name, amount, of] => (name, amount, of),
        _ => return Err(Fault::Usage(format!("{text}: tulis NAMA:JUMLAH:supplier|courier|REKENING"))),
    };
    let account = match of {
        "supplier" => Account::SupplierPayable.id(),
        "courier" => Account::CourierPayable.id(),
        other => account_named(book, other)?,
    };
    Ok(ExtraCost { name: name.trim().to_owned(), amount: money(amount.trim()).map_err(Fault::Usage)?, account })
}

pub fn extras(book: &Reader<'_>, texts: &[String]) -> Result<Vec<ExtraCost>, Fault> {
    texts.iter().map(|text| extra(book, text)).collect()
}

/// A receipt of these goods, that came so.
pub fn receipt_of(
    book: &Reader<'_>,
    (lines, order): (Vec<ReceiptLine>, Option<PurchaseId>),
    supplier: &str,
    how: &Came,
) -> Result<Receipt, Fault> {
    Ok(Receipt {
        supplier: supplier.to_owned(),
        note: how.note.clone(),
        lines,
        day: how.day,
        purchase: order,
        reference: how.reference.clone(),
        costs: extras(book, &how.cost)?,
        split: how.split,
    })
}
