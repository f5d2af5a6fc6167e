//! Payments and refunds, a row for each order that they are for; postings.

use runut_core::Sentence;
use runut_core::activity::sentence;
use runut_core::export::Cell;
use runut_core::rows::PaymentMethod;
use rusqlite::Row;

use super::{Column, code, day, moment, money, number, text, word};
use crate::StoreError;
use crate::log::opened;

pub(super) const PAYMENTS: &str =
    "SELECT y.id AS key, COALESCE(t.order_id, 0) AS part, y.day, y.at, y.kind, a.name AS account, y.method, y.amount,
       t.order_id, t.amount AS part_amount, y.payer, y.reference, y.note, y.voided, p.name AS person
     FROM payment y LEFT JOIN payment_part t ON t.payment_id = y.id LEFT JOIN account a ON a.id = y.account
       LEFT JOIN activity c ON c.id = y.activity_id LEFT JOIN person p ON p.id = c.person_id
     WHERE (y.id, COALESCE(t.order_id, 0)) > (?1, ?2) AND y.id >= ?1 AND COALESCE(y.day, 0) BETWEEN ?3 AND ?4
     ORDER BY y.id, COALESCE(t.order_id, 0) LIMIT ?5";

pub(super) const PAYMENT_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Waktu", "Time"), |row| moment(row, "at")),
    Column::new(("Jenis", "Kind"), |row| word(row, "kind", direction)).on_paper(),
    Column::new(("Rekening", "Account"), |row| text(row, "account")).on_paper(),
    Column::new(("Cara", "Means"), |row| {
        word(row, "method", |key| Some(Cell::Said(means(PaymentMethod::from_key(key)?))))
    })
    .on_paper(),
    Column::new(("Jumlah", "Amount"), |row| money(row, "amount")).on_paper(),
    Column::new(("Pesanan", "Order"), |row| number(row, "order_id")).on_paper(),
    Column::new(("Bagian pesanan", "Part for the order"), |row| money(row, "part_amount")).on_paper(),
    Column::new(("Pembayar", "Payer"), |row| text(row, "payer")).on_paper(),
    Column::new(("Referensi", "Reference"), |row| code(row, "reference")).on_paper(),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
    Column::new(("Dibatalkan karena", "Voided because"), |row| text(row, "voided")).on_paper(),
    Column::new(("Dicatat oleh", "Recorded by"), |row| text(row, "person")).on_paper(),
];

fn direction(key: &str) -> Option<Cell> {
    match key {
        "in" => Some(Cell::Said(Sentence::new("masuk", "in"))),
        "out" => Some(Cell::Said(Sentence::new("keluar", "out"))),
        _ => None,
    }
}

fn means(method: PaymentMethod) -> Sentence {
    let (id, en) = match method {
        PaymentMethod::Transfer => ("transfer", "transfer"),
        PaymentMethod::Qris => ("QRIS", "QRIS"),
        PaymentMethod::Ewallet => ("dompet digital", "e-wallet"),
        PaymentMethod::Cash => ("tunai", "cash"),
        PaymentMethod::Cod => ("COD", "COD"),
    };
    Sentence::new(id, en)
}

pub(super) const POSTINGS: &str =
    "SELECT x.id AS key, 0 AS part, x.day, d.name AS debit, k.name AS credit, x.amount, x.order_id, s.name AS store, x.activity_id,
       c.noun, c.verb, c.facts, t.texts
     FROM posting x LEFT JOIN account d ON d.id = x.debit LEFT JOIN account k ON k.id = x.credit
       LEFT JOIN activity c ON c.id = x.activity_id LEFT JOIN sealed t ON t.activity_id = c.id LEFT JOIN store s ON s.id = x.store_id
     WHERE x.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(x.day, 0) BETWEEN ?3 AND ?4 ORDER BY x.id LIMIT ?5";

pub(super) const POSTING_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")),
    Column::new(("Tanggal", "Day"), |row| day(row, "day")).on_paper(),
    Column::new(("Debit", "Debit"), |row| text(row, "debit")).on_paper(),
    Column::new(("Kredit", "Credit"), |row| text(row, "credit")).on_paper(),
    Column::new(("Jumlah", "Amount"), |row| money(row, "amount")).on_paper().summed(),
    Column::new(("Pesanan", "Order"), |row| number(row, "order_id")).on_paper(),
    Column::new(("Toko", "Store"), |row| text(row, "store")).on_paper(),
    Column::new(("Log", "Log"), |row| number(row, "activity_id")),
    Column::new(("Keterangan", "What"), said).on_paper(),
];

/// What an entry of the log says; its facts as they stand there where they make no sense.
pub(super) fn said(row: &Row<'_>) -> Result<Cell, StoreError> {
    let get = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    let (noun, verb, facts) = (get("noun")?, get("verb")?, get("facts")?);
    let texts: Option<String> = row.get("texts")?;
    Ok(match opened(&facts, texts.as_deref()) {
        Ok(facts) => Cell::Said(sentence(&noun, &verb, &facts)),
        Err(_) => Cell::Text(facts),
    })
}
