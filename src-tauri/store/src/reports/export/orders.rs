//! Orders and their lines.

use runut_core::export::Cell;
use rusqlite::Row;

use super::{Column, code, moment, money, number, text, word, yes};
use crate::StoreError;
use runut_core::order::Line;
use runut_core::{Channel, LineId, Money, Stage, VariantId};

pub(super) const ORDERS: &str =
    "SELECT o.id AS key, 0 AS part, o.external_id, o.channel, s.name AS store, o.stage, o.held, o.coming_back, o.placed_at, o.pay_by,
       o.paid_at, o.ship_by, o.shipped_at, o.delivered_at, o.completed_at, o.buyer, o.recipient, o.phone, o.address,
       o.village, o.district, o.city, o.province, o.postcode, o.sender, o.sender_phone, o.courier, o.tracking, o.cod,
       (SELECT CAST(COALESCE(SUM(l.quantity), 0) AS BIGINT) FROM order_line l WHERE l.order_id = o.id) AS units,
       o.total, o.paid, o.refunded, o.shipping, o.unique_code,
       CASE WHEN o.stage = 'cancelled' THEN NULL ELSE o.courier_bill END AS courier_bill, a.name AS account, o.note, o.seller_note,
       o.cancel_reason
     FROM orders o LEFT JOIN account a ON a.id = o.account LEFT JOIN store s ON s.id = o.store_id
     WHERE o.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND COALESCE(o.placed_at, 0) BETWEEN ?3 AND ?4 ORDER BY o.id LIMIT ?5";

pub(super) const ORDER_COLUMNS: &[Column] = &[
    Column { head: ("Nomor", "Number"), cell: |row| number(row, "key") },
    Column { head: ("ID pesanan", "Order ID"), cell: |row| code(row, "external_id") },
    Column { head: ("Saluran", "Channel"), cell: channel },
    Column { head: ("Toko", "Store"), cell: |row| text(row, "store") },
    Column { head: ("Tahap", "Stage"), cell: stage },
    Column { head: ("Ditahan", "Held"), cell: |row| text(row, "held") },
    Column { head: ("Sedang kembali", "Coming back"), cell: |row| yes(row, "coming_back") },
    Column { head: ("Dipesan", "Placed"), cell: |row| moment(row, "placed_at") },
    Column { head: ("Batas bayar", "Pay by"), cell: |row| moment(row, "pay_by") },
    Column { head: ("Dibayar pada", "Paid at"), cell: |row| moment(row, "paid_at") },
    Column { head: ("Batas kirim", "Ship by"), cell: |row| moment(row, "ship_by") },
    Column { head: ("Dikirim", "Shipped"), cell: |row| moment(row, "shipped_at") },
    Column { head: ("Sampai", "Delivered"), cell: |row| moment(row, "delivered_at") },
    Column { head: ("Selesai", "Completed"), cell: |row| moment(row, "completed_at") },
    Column { head: ("Pembeli", "Buyer"), cell: |row| text(row, "buyer") },
    Column { head: ("Penerima", "Recipient"), cell: |row| text(row, "recipient") },
    Column { head: ("HP", "Phone"), cell: |row| code(row, "phone") },
    Column { head: ("Alamat", "Address"), cell: |row| text(row, "address") },
    Column { head: ("Desa", "Village"), cell: |row| text(row, "village") },
    Column { head: ("Kecamatan", "District"), cell: |row| text(row, "district") },
    Column { head: ("Kota", "City"), cell: |row| text(row, "city") },
    Column { head: ("Provinsi", "Province"), cell: |row| text(row, "province") },
    Column { head: ("Kode pos", "Postcode"), cell: |row| code(row, "postcode") },
    Column { head: ("Pengirim", "Sender"), cell: |row| text(row, "sender") },
    Column { head: ("HP pengirim", "Sender's phone"), cell: |row| code(row, "sender_phone") },
    Column { head: ("Kurir", "Courier"), cell: |row| text(row, "courier") },
    Column { head: ("Resi", "Tracking number"), cell: |row| code(row, "tracking") },
    Column { head: ("COD", "COD"), cell: |row| yes(row, "cod") },
    Column { head: ("Barang", "Units"), cell: |row| number(row, "units") },
    Column { head: ("Total", "Total"), cell: |row| money(row, "total") },
    Column { head: ("Dibayar", "Paid"), cell: |row| money(row, "paid") },
    Column { head: ("Dikembalikan", "Refunded"), cell: |row| money(row, "refunded") },
    Column { head: ("Ongkir", "Shipping"), cell: |row| money(row, "shipping") },
    Column { head: ("Kode unik", "Unique code"), cell: |row| money(row, "unique_code") },
    Column { head: ("Tagihan kurir", "Courier's bill"), cell: |row| money(row, "courier_bill") },
    Column { head: ("Rekening", "Account"), cell: |row| text(row, "account") },
    Column { head: ("Catatan pembeli", "Buyer's note"), cell: |row| text(row, "note") },
    Column { head: ("Catatan penjual", "Seller's note"), cell: |row| text(row, "seller_note") },
    Column { head: ("Alasan batal", "Cancelled because"), cell: |row| text(row, "cancel_reason") },
];

fn channel(row: &Row<'_>) -> Result<Cell, StoreError> {
    word(row, "channel", |key| Some(Cell::Text(Channel::from_key(key)?.name().to_owned())))
}

fn stage(row: &Row<'_>) -> Result<Cell, StoreError> {
    word(row, "stage", |key| Some(Cell::Said(Stage::from_key(key)?.word())))
}

pub(super) const LINES: &str =
    "SELECT l.order_id AS key, l.position AS part, o.external_id, o.channel, s.name AS store, o.stage, o.placed_at, v.sku,
       p.name AS product, v.name AS variant, l.quantity, l.price, l.discount,
       l.price * l.quantity - l.discount AS subtotal, l.moved, l.cost, l.typed_cost, l.claimed, l.claim, l.back
     FROM order_line l LEFT JOIN orders o ON o.id = l.order_id LEFT JOIN variant v ON v.id = l.variant_id
       LEFT JOIN product p ON p.id = v.product_id LEFT JOIN store s ON s.id = o.store_id
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

pub(super) const LINE_COLUMNS: &[Column] = &[
    Column { head: ("Pesanan", "Order"), cell: |row| number(row, "key") },
    Column { head: ("ID pesanan", "Order ID"), cell: |row| code(row, "external_id") },
    Column { head: ("Saluran", "Channel"), cell: channel },
    Column { head: ("Toko", "Store"), cell: |row| text(row, "store") },
    Column { head: ("Tahap", "Stage"), cell: stage },
    Column { head: ("Dipesan", "Placed"), cell: |row| moment(row, "placed_at") },
    Column { head: ("Baris", "Line"), cell: |row| number(row, "part") },
    Column { head: ("SKU", "SKU"), cell: |row| code(row, "sku") },
    Column { head: ("Produk", "Product"), cell: |row| text(row, "product") },
    Column { head: ("Varian", "Variant"), cell: |row| text(row, "variant") },
    Column { head: ("Jumlah", "Units"), cell: |row| number(row, "quantity") },
    Column { head: ("Harga", "Price"), cell: |row| money(row, "price") },
    Column { head: ("Diskon", "Discount"), cell: |row| money(row, "discount") },
    Column { head: ("Subtotal", "Subtotal"), cell: |row| money(row, "subtotal") },
    Column { head: ("HPP", "Cost"), cell: cost },
    Column { head: ("Unit diklaim", "Units claimed"), cell: |row| number(row, "claimed") },
    Column { head: ("Nilai klaim", "Claim"), cell: |row| money(row, "claim") },
    Column { head: ("Unit kembali", "Units back"), cell: |row| number(row, "back") },
];
