//! Everything that the book holds of a person, kind by kind, and who touched it.

use runut_core::rows::DataSection;
use runut_core::{Channel, Instant, Money, OrderId, Sentence, Stage, Zone};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

use runut_core::activity::sentence;

use crate::people::Held;
use crate::{Reader, StoreError, log};

/// A column: its head, and what stands in it.
type Column = ((&'static str, &'static str), fn(&Row<'_>, Zone) -> Result<String, StoreError>);

macro_rules! texts {
    ($($id:literal $en:literal $column:literal),+ $(,)?) => {
        &[$((($id, $en), |row, _| Ok(row.get($column)?))),+]
    };
}

const CUSTOMER: &[Column] = texts!["Nama" "Name" "name", "Catatan" "Note" "note"];
const PHONE: &[Column] = texts!["HP" "Phone" "typed", "Bentuk tunggal" "In one form" "phone"];
const ADDRESS: &[Column] = texts![
    "Penerima" "Recipient" "recipient", "HP" "Phone" "phone", "Alamat" "Address" "address", "Desa" "Village" "village",
    "Kecamatan" "District" "district", "Kota" "City" "city", "Provinsi" "Province" "province", "Kode pos" "Postcode" "postcode",
];
const ORDER: &[Column] = &[
    (("Nomor", "Number"), |row, _| Ok(row.get::<_, i64>("id")?.to_string())),
    (("ID pesanan", "Order ID"), |row, _| Ok(row.get("external_id")?)),
    (("Dipesan", "Placed"), |row, zone| moment(row, "placed_at", zone)),
    (("Saluran", "Channel"), |row, _| {
        let key: String = row.get("channel")?;
        Ok(Channel::from_key(&key).map_or(key, |channel| channel.name().to_owned()))
    }),
    (("Tahap", "Stage"), |row, _| {
        let key: String = row.get("stage")?;
        Ok(Stage::from_key(&key).map_or(key, |stage| stage.word().id))
    }),
    (("Barang", "Goods"), |row, _| Ok(row.get::<_, Option<String>>("goods")?.unwrap_or_default())),
    (("Total", "Total"), |row, _| money(row, "total")),
    (("Pembeli", "Buyer"), |row, _| Ok(row.get("buyer")?)),
    (("Penerima", "Recipient"), |row, _| Ok(row.get("recipient")?)),
    (("HP", "Phone"), |row, _| Ok(row.get("phone")?)),
    (("Alamat", "Address"), |row, _| Ok(row.get("address")?)),
    (("Desa", "Village"), |row, _| Ok(row.get("village")?)),
    (("Kecamatan", "District"), |row, _| Ok(row.get("district")?)),
    (("Kota", "City"), |row, _| Ok(row.get("city")?)),
    (("Provinsi", "Province"), |row, _| Ok(row.get("province")?)),
    (("Kode pos", "Postcode"), |row, _| Ok(row.get("postcode")?)),
    (("Pengirim", "Sender"), |row, _| Ok(row.get("sender")?)),
    (("HP pengirim", "Sender's phone"), |row, _| Ok(row.get("sender_phone")?)),
    (("Kurir", "Courier"), |row, _| Ok(row.get("courier")?)),
    (("Resi", "Tracking number"), |row, _| Ok(row.get("tracking")?)),
    (("Catatan pembeli", "Buyer's note"), |row, _| Ok(row.get("note")?)),
    (("Catatan penjual", "Seller's note"), |row, _| Ok(row.get("seller_note")?)),
    (("Alasan batal", "Cancelled because"), |row, _| Ok(row.get("cancel_reason")?)),
];
const PAYMENT: &[Column] = &[
    (("Waktu", "Time"), |row, zone| moment(row, "at", zone)),
    (("Jumlah", "Amount"), |row, _| money(row, "amount")),
    (("Pembayar", "Payer"), |row, _| Ok(row.get("payer")?)),
    (("Referensi", "Reference"), |row, _| Ok(row.get("reference")?)),
    (("Catatan", "Note"), |row, _| Ok(row.get("note")?)),
];
const LOG: &[Column] = &[
    (("Waktu", "Time"), |row, zone| moment(row, "at", zone)),
    (("Siapa", "Who"), |row, _| Ok(row.get("person")?)),
    (("Apa", "What"), |row, _| {
        let (noun, verb): (String, String) = (row.get("noun")?, row.get("verb")?);
        Ok(sentence(&noun, &verb, &log::facts(row)?).id)
    }),
];

fn moment(row: &Row<'_>, column: &str, zone: Zone) -> Result<String, StoreError> {
    let at: Option<i64> = row.get(column)?;
    Ok(at.map(|at| zone.local(Instant(at)).format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default())
}

fn money(row: &Row<'_>, column: &str) -> Result<String, StoreError> {
    Ok(Money(row.get(column)?).to_string())
}

/// One kind of a person's rows: what is asked for each of their keys.
struct Kind<'a> {
    title: (&'static str, &'static str),
    columns: &'a [Column],
    sql: &'static str,
    keys: Vec<i64>,
}

/// What a person is called, and everything that the book holds of them.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn person_sections(book: &Reader<'_>, held: &Held, zone: Zone) -> Result<(String, Vec<DataSection>), StoreError> {
    let customers: Vec<i64> = held.customers.iter().map(|id| id.0).collect();
    let orders: Vec<i64> = held.orders.iter().map(|id| id.0).collect();
    let payments: Vec<i64> = held.payments.iter().map(|id| id.0).collect();
    let kinds = [
        Kind { title: ("Pelanggan", "Customer"), columns: CUSTOMER, sql: "SELECT * FROM customer WHERE id = ?1", keys: customers.clone() },
        Kind {
            title: ("Nomor HP", "Phones"),
            columns: PHONE,
            sql: "SELECT * FROM customer_phone WHERE customer_id = ?1 ORDER BY position",
            keys: customers.clone(),
        },
        Kind {
            title: ("Alamat", "Addresses"),
            columns: ADDRESS,
            sql: "SELECT * FROM customer_address WHERE customer_id = ?1 ORDER BY position",
            keys: customers.clone(),
        },
        Kind {
            title: ("Pesanan", "Orders"),
            columns: ORDER,
            sql: "SELECT o.*, (SELECT string_agg(CAST(l.quantity AS TEXT) || ' x ' || p.name || ' ' || v.name, '; ' ORDER BY l.position)
                    FROM order_line l JOIN variant v ON v.id = l.variant_id JOIN product p ON p.id = v.product_id
                    WHERE l.order_id = o.id) AS goods
                  FROM orders o WHERE o.id = ?1",
            keys: orders.clone(),
        },
        Kind { title: ("Pembayaran", "Payments"), columns: PAYMENT, sql: "SELECT * FROM payment WHERE id = ?1", keys: payments.clone() },
        Kind {
            title: ("Catatan tentang pelanggan", "Log of the customer"),
            columns: LOG,
            sql: "SELECT a.at, p.name AS person, a.noun, a.verb, a.facts, s.texts
                  FROM activity a JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id
                  WHERE a.noun = 'customer' AND a.noun_id = ?1 ORDER BY a.id",
            keys: customers.clone(),
        },
        Kind {
            title: ("Catatan tentang pesanan", "Log of the orders"),
            columns: LOG,
            sql: "SELECT a.at, p.name AS person, a.noun, a.verb, a.facts, s.texts
                  FROM activity a JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id
                  WHERE a.order_id = ?1 ORDER BY a.id",
            keys: orders.clone(),
        },
        Kind {
            title: ("Yang dicatat tentang pelanggan", "Records of the customer"),
            columns: LOG,
            sql: "SELECT a.at, p.name AS person, a.noun, a.verb, a.facts, s.texts FROM record r
                  JOIN activity a ON a.id = r.activity_id JOIN person p ON p.id = a.person_id
                  LEFT JOIN sealed s ON s.activity_id = a.id WHERE r.customer_id = ?1 ORDER BY a.id",
            keys: customers,
        },
        Kind {
            title: ("Yang dicatat tentang pesanan", "Records of the orders"),
            columns: LOG,
            sql: "SELECT a.at, p.name AS person, a.noun, a.verb, a.facts, s.texts FROM record r
                  JOIN activity a ON a.id = r.activity_id JOIN person p ON p.id = a.person_id
                  LEFT JOIN sealed s ON s.activity_id = a.id WHERE r.order_id = ?1 ORDER BY a.id",
            keys: orders.clone(),
        },
        Kind {
            title: ("Catatan tentang pembayaran", "Log of the payments"),
            columns: LOG,
            sql: "SELECT a.at, p.name AS person, a.noun, a.verb, a.facts, s.texts
                  FROM activity a JOIN person p ON p.id = a.person_id LEFT JOIN sealed s ON s.activity_id = a.id
                  WHERE a.noun = 'payment' AND a.noun_id = ?1 ORDER BY a.id",
            keys: payments,
        },
    ];
    let sections = kinds.iter().map(|kind| section(book, kind, zone)).collect::<Result<Vec<_>, _>>()?;
    Ok((name(book, held)?, sections))
}

fn section(book: &Reader<'_>, kind: &Kind<'_>, zone: Zone) -> Result<DataSection, StoreError> {
    let mut rows = Vec::new();
    let mut statement = book.conn.prepare_cached(kind.sql)?;
    for key in &kind.keys {
        let mut found = statement.query(params_from_iter([Value::Integer(*key)]))?;
        while let Some(row) = found.next()? {
            rows.push(kind.columns.iter().map(|(_, cell)| cell(row, zone)).collect::<Result<Vec<_>, _>>()?);
        }
    }
    let both = |(id, en): (&str, &str)| Sentence::new(id, en);
    Ok(DataSection { title: both(kind.title), heads: kind.columns.iter().map(|(head, _)| both(*head)).collect(), rows })
}

/// What a person is called: as a customer, else as an order names them.
fn name(book: &Reader<'_>, held: &Held) -> Result<String, StoreError> {
    for id in &held.customers {
        if book.merged_into(*id)?.is_none() {
            return book.customer_name(*id);
        }
    }
    for id in &held.orders {
        let about = book.particulars(*id)?;
        if let Some(name) = [about.recipient, about.buyer].into_iter().find(|name| !name.is_empty()) {
            return Ok(name);
        }
    }
    Ok(held.orders.iter().next().map(|id| id.code()).unwrap_or_default())
}

/// Whether goods of an order are on their way back.
///
/// # Errors
/// [`StoreError`] where the book can't be read.
pub fn is_coming_back(book: &Reader<'_>, order: OrderId) -> Result<bool, StoreError> {
    let mut statement = book.conn.prepare_cached("SELECT id FROM orders WHERE id = ?1 AND coming_back = 1")?;
    Ok(statement.exists([order.0])?)
}
