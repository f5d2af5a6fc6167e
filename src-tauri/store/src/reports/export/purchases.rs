//! Orders to suppliers, goods that came of them line by line, bills, and suppliers. What went back and what suppliers credit stands
//! below nothing, so that a column adds up to what it says.

use std::sync::LazyLock;

use runut_core::export::Cell;
use runut_core::purchase::{Progress, PurchaseState, stage_of};
use runut_core::{Money, Sentence};
use rusqlite::Row;

use super::{Column, code, day, money, number, text, value, word, yes};
use crate::StoreError;
use crate::suppliers::{AHEAD, OWED};

pub(super) const PURCHASES: &str = "SELECT o.id AS key, 0 AS part, s.name AS supplier, o.state, o.day, o.expected, o.note,
       (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM purchase_line l WHERE l.purchase_id = o.id) AS units,
       (SELECT CAST(COALESCE(SUM(r.quantity), 0) AS BIGINT) FROM purchase_line l
          JOIN receipt_line r ON r.purchase_line_id = l.id WHERE l.purchase_id = o.id) AS received,
       CASE WHEN o.state = 'ordered' THEN (SELECT CAST(COALESCE(SUM(w.quantity - w.came), 0) AS BIGINT) FROM (
         SELECT l.quantity, COALESCE((SELECT SUM(r.quantity) FROM receipt_line r WHERE r.purchase_line_id = l.id), 0) AS came
         FROM purchase_line l WHERE l.purchase_id = o.id) w WHERE w.quantity > w.came) ELSE 0 END AS to_come,
       (SELECT CAST(COALESCE(SUM(l.quantity * l.price), 0) AS BIGINT) FROM purchase_line l WHERE l.purchase_id = o.id) AS total,
       (SELECT COUNT(*) FROM receipt e WHERE e.purchase_id = o.id AND e.bill_id IS NULL) AS unbilled,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'credit' THEN -b.amount ELSE b.amount END), 0) AS BIGINT)
          FROM bill b WHERE b.purchase_id = o.id) AS billed,
       (SELECT CAST(COALESCE(SUM(CASE WHEN b.kind = 'credit' THEN -p.amount ELSE p.amount END), 0) AS BIGINT)
          FROM bill b JOIN bill_payment p ON p.bill_id = b.id OR p.credit_id = b.id WHERE b.purchase_id = o.id) AS paid,
       (SELECT CAST(COALESCE(SUM(b.amount - COALESCE((SELECT SUM(p.amount) FROM bill_payment p
          WHERE p.bill_id = b.id), 0)), 0) AS BIGINT) FROM bill b WHERE b.purchase_id = o.id AND b.kind = 'bill') AS due,
       (SELECT CAST(COALESCE(SUM(CASE WHEN p.kind = 'advance' THEN p.amount ELSE -p.amount END), 0) AS BIGINT)
          FROM bill_payment p WHERE p.purchase_id = o.id) AS ahead
     FROM purchase o LEFT JOIN supplier s ON s.id = o.supplier_id
     WHERE o.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(o.day, 0) BETWEEN ?3 AND ?4 ORDER BY o.id LIMIT ?5";

pub(super) const PURCHASE_COLUMNS: &[Column] = &[
    Column::new(("Nomor", "Number"), |row| number(row, "key")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Pemasok", "Supplier"), |row| text(row, "supplier")).on_paper(),
    Column::new(("Tahap", "Stage"), stage).on_paper(),
    Column::new(("Diperkirakan datang", "Expected"), |row| day(row, "expected")),
    Column::new(("Unit dipesan", "Units ordered"), |row| number(row, "units")).on_paper().summed(),
    Column::new(("Unit diterima", "Units received"), |row| number(row, "received")).on_paper().summed(),
    Column::new(("Di jalan", "On the way"), |row| number(row, "to_come")).on_paper().summed(),
    Column::new(("Nilai pesanan", "Ordered"), |row| money(row, "total")).on_paper().summed(),
    Column::new(("Ditagih", "Billed"), |row| money(row, "billed")).on_paper().summed(),
    Column::new(("Dibayar", "Paid"), |row| money(row, "paid")).on_paper().summed(),
    Column::new(("Sisa tagihan", "Left of bills"), |row| Ok(left(row)?.into())).on_paper().summed(),
    Column::new(("Uang muka tersisa", "Advance left"), |row| money(row, "ahead")),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
];

fn left(row: &Row<'_>) -> Result<Money, StoreError> {
    Ok(Money(value(row, "billed")?) - Money(value(row, "paid")?))
}

/// Where it stands, by the rules' own word.
fn stage(row: &Row<'_>) -> Result<Cell, StoreError> {
    let state: String = row.get("state")?;
    let Some(known) = PurchaseState::from_key(&state) else { return Ok(Cell::Text(state)) };
    let progress = Progress {
        received: value(row, "received")?,
        to_come: value(row, "to_come")?,
        unbilled: value(row, "unbilled")?,
        open: Money(value(row, "due")?),
    };
    let (id, en) = stage_of(known, &progress).word();
    Ok(Cell::Said(Sentence::new(id, en)))
}

pub(super) const RECEIPTS: &str =
    "SELECT l.id AS key, 0 AS part, r.id AS receipt, r.kind, r.day, r.reference, r.note, r.purchase_id, s.name AS supplier, v.sku,
       p.name AS product, v.name AS variant, b.number AS bill,
       CASE WHEN r.kind = 'back' THEN -l.quantity ELSE l.quantity END AS units,
       CASE WHEN r.kind = 'back' THEN -l.value ELSE l.value END AS worth,
       CASE WHEN r.kind = 'back' THEN -l.extra ELSE l.extra END AS extra,
       CASE WHEN r.kind = 'back' THEN -l.billed ELSE l.billed END AS billed
     FROM receipt_line l LEFT JOIN receipt r ON r.id = l.receipt_id LEFT JOIN supplier s ON s.id = r.supplier_id
       LEFT JOIN variant v ON v.id = l.variant_id LEFT JOIN product p ON p.id = v.product_id LEFT JOIN bill b ON b.id = r.bill_id
     WHERE l.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(r.day, 0) BETWEEN ?3 AND ?4 ORDER BY l.id LIMIT ?5";

pub(super) const RECEIPT_COLUMNS: &[Column] = &[
    Column::new(("Penerimaan", "Receipt"), |row| number(row, "receipt")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Jenis", "Kind"), |row| word(row, "kind", way)).on_paper(),
    Column::new(("Pemasok", "Supplier"), |row| text(row, "supplier")).on_paper(),
    Column::new(("Pembelian", "Purchase"), |row| number(row, "purchase_id")).on_paper(),
    Column::new(("Surat jalan", "Delivery note"), |row| code(row, "reference")),
    Column::new(("SKU", "SKU"), |row| code(row, "sku")).on_paper(),
    Column::new(("Produk", "Product"), |row| text(row, "product")).on_paper(),
    Column::new(("Varian", "Variant"), |row| text(row, "variant")).on_paper(),
    Column::new(("Unit", "Units"), |row| number(row, "units")).on_paper().summed(),
    Column::new(("Nilai", "Value"), |row| money(row, "worth")).on_paper().summed(),
    Column::new(("Biaya tambahan", "Extra cost"), |row| money(row, "extra")).on_paper().summed(),
    Column::new(("Ditagih", "Billed"), |row| money(row, "billed")),
    Column::new(("Nomor tagihan", "Bill number"), |row| code(row, "bill")),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
];

fn way(key: &str) -> Option<Cell> {
    match key {
        "in" => Some(Cell::Said(Sentence::new("datang", "came"))),
        "back" => Some(Cell::Said(Sentence::new("dikembalikan", "sent back"))),
        _ => None,
    }
}

pub(super) const BILLS: &str =
    "SELECT b.id AS key, 0 AS part, b.kind, b.number, s.name AS supplier, b.purchase_id, b.day, b.due, b.amount, b.note,
       CAST(COALESCE((SELECT SUM(p.amount) FROM bill_payment p WHERE p.bill_id = b.id OR p.credit_id = b.id), 0) AS BIGINT) AS paid
     FROM bill b LEFT JOIN supplier s ON s.id = b.supplier_id
     WHERE b.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(b.day, 0) BETWEEN ?3 AND ?4 ORDER BY b.id LIMIT ?5";

fn signed(row: &Row<'_>, amount: i64) -> Result<Cell, StoreError> {
    let credit = row.get::<_, String>("kind")? == "credit";
    Ok(Money(if credit { -amount } else { amount }).into())
}

pub(super) const BILL_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")),
    Column::new(("Jenis", "Kind"), |row| word(row, "kind", kind)).on_paper(),
    Column::new(("Nomor", "Number"), |row| code(row, "number")).on_paper(),
    Column::new(("Pemasok", "Supplier"), |row| text(row, "supplier")).on_paper(),
    Column::new(("Pembelian", "Purchase"), |row| number(row, "purchase_id")).on_paper(),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Jatuh tempo", "Due"), |row| day(row, "due")).on_paper(),
    Column::new(("Jumlah", "Amount"), |row| signed(row, value(row, "amount")?)).on_paper().summed(),
    Column::new(("Dibayar atau dipotong", "Paid or set off"), |row| signed(row, value(row, "paid")?))
        .on_paper()
        .summed(),
    Column::new(("Sisa", "Left"), |row| signed(row, value(row, "amount")? - value(row, "paid")?)).on_paper().summed(),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
];

fn kind(key: &str) -> Option<Cell> {
    match key {
        "bill" => Some(Cell::Said(Sentence::new("tagihan", "bill"))),
        "credit" => Some(Cell::Said(Sentence::new("nota kredit", "credit"))),
        _ => None,
    }
}

pub(super) static SUPPLIERS: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT s.id AS key, 0 AS part, s.name, s.phone, s.address, s.due_days, s.note, s.archived,
           CAST({OWED} AS BIGINT) AS owed, CAST({AHEAD} AS BIGINT) AS ahead
         FROM supplier s WHERE s.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL
           AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT) ORDER BY s.id LIMIT ?5"
    )
});

pub(super) const SUPPLIER_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")).on_paper(),
    Column::new(("Nama", "Name"), |row| text(row, "name")).on_paper(),
    Column::new(("HP", "Phone"), |row| code(row, "phone")).on_paper(),
    Column::new(("Alamat", "Address"), |row| text(row, "address")).on_paper(),
    Column::new(("Jatuh tempo (hari)", "Due after (days)"), |row| number(row, "due_days")).on_paper(),
    Column::new(("Utang", "Owed"), |row| money(row, "owed")).on_paper().summed(),
    Column::new(("Uang muka", "Advance"), |row| money(row, "ahead")).on_paper().summed(),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
    Column::new(("Diarsipkan", "Archived"), |row| yes(row, "archived")).on_paper(),
];
