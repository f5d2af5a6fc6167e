//! Payments and refunds, a row for each order that they are for; postings.

use runut_core::Sentence;
use runut_core::activity::sentence;
use runut_core::export::Cell;
use runut_core::rows::PaymentMethod;
use rusqlite::Row;

use super::{code, day, moment, money, number, text, word};
use crate::StoreError;

pub(super) const PAYMENTS: &str =
    "SELECT y.id AS key, COALESCE(t.order_id, 0) AS part, y.day, y.at, y.kind, a.name AS account, y.method, y.amount,
       t.order_id, t.amount AS part_amount, y.payer, y.reference, y.note, y.voided, p.name AS person
     FROM payment y LEFT JOIN payment_part t ON t.payment_id = y.id LEFT JOIN account a ON a.key = y.account
       LEFT JOIN activity c ON c.id = y.activity_id LEFT JOIN person p ON p.id = c.person_id
     WHERE (y.id, COALESCE(t.order_id, 0)) > (?1, ?2) AND y.id >= ?1 AND COALESCE(y.day, 0) BETWEEN ?3 AND ?4
     ORDER BY y.id, COALESCE(t.order_id, 0) LIMIT ?5";

pub(super) fn payment(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        number(row, "key")?,
        day(row, "day")?,
        moment(row, "at")?,
        word(row, "kind", direction)?,
        text(row, "account")?,
        word(row, "method", |key| Some(Cell::Said(means(PaymentMethod::from_key(key)?))))?,
        money(row, "amount")?,
        number(row, "order_id")?,
        money(row, "part_amount")?,
        text(row, "payer")?,
        code(row, "reference")?,
        text(row, "note")?,
        text(row, "voided")?,
        text(row, "person")?,
    ])
}

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
    "SELECT x.id AS key, 0 AS part, x.day, d.name AS debit, k.name AS credit, x.amount, x.order_id, x.activity_id,
       c.noun, c.verb, c.facts
     FROM posting x LEFT JOIN account d ON d.key = x.debit LEFT JOIN account k ON k.key = x.credit
       LEFT JOIN activity c ON c.id = x.activity_id
     WHERE x.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(x.day, 0) BETWEEN ?3 AND ?4 ORDER BY x.id LIMIT ?5";

pub(super) fn posting(row: &Row<'_>) -> Result<Vec<Cell>, StoreError> {
    Ok(vec![
        number(row, "key")?,
        day(row, "day")?,
        text(row, "debit")?,
        text(row, "credit")?,
        money(row, "amount")?,
        number(row, "order_id")?,
        number(row, "activity_id")?,
        said(row)?,
    ])
}

/// What an entry of the log says; its facts as they stand there where they make no sense.
pub(super) fn said(row: &Row<'_>) -> Result<Cell, StoreError> {
    let get = |column: &str| row.get::<_, Option<String>>(column).map(Option::unwrap_or_default);
    let (noun, verb, facts) = (get("noun")?, get("verb")?, get("facts")?);
    Ok(match serde_json::from_str(&facts) {
        Ok(facts) => Cell::Said(sentence(&noun, &verb, &facts)),
        Err(_) => Cell::Text(facts),
    })
}
