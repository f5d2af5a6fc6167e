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
    Column::new(("Nomor", "Number"), |row| number(row, "key")).on_paper(),
    Column::new(("ID pesanan", "Order ID"), |row| code(row, "external_id")),
    Column::new(("Saluran", "Channel"), channel).on_paper(),
    Column::new(("Toko", "Store"), |row| text(row, "store")).on_paper(),
    Column::new(("Tahap", "Stage"), stage).on_paper(),
    Column::new(("Ditahan", "Held"), |row| text(row, "held")),
    Column::new(("Sedang kembali", "Coming back"), |row| yes(row, "coming_back")),
    Column::new(("Dipesan", "Placed"), |row| moment(row, "placed_at")).on_paper(),
    Column::new(("Batas bayar", "Pay by"), |row| moment(row, "pay_by")),
    Column::new(("Dibayar pada", "Paid at"), |row| moment(row, "paid_at")),
    Column::new(("Batas kirim", "Ship by"), |row| moment(row, "ship_by")),
    Column::new(("Dikirim", "Shipped"), |row| moment(row, "shipped_at")),
    Column::new(("Sampai", "Delivered"), |row| moment(row, "delivered_at")),
    Column::new(("Selesai", "Completed"), |row| moment(row, "completed_at")),
    Column::new(("Pembeli", "Buyer"), |row| text(row, "buyer")).on_paper(),
    Column::new(("Penerima", "Recipient"), |row| text(row, "recipient")),
    Column::new(("HP", "Phone"), |row| code(row, "phone")),
    Column::new(("Alamat", "Address"), |row| text(row, "address")),
    Column::new(("Desa", "Village"), |row| text(row, "village")),
    Column::new(("Kecamatan", "District"), |row| text(row, "district")),
    Column::new(("Kota", "City"), |row| text(row, "city")).on_paper(),
    Column::new(("Provinsi", "Province"), |row| text(row, "province")),
    Column::new(("Kode pos", "Postcode"), |row| code(row, "postcode")),
    Column::new(("Pengirim", "Sender"), |row| text(row, "sender")),
    Column::new(("HP pengirim", "Sender's phone"), |row| code(row, "sender_phone")),
    Column::new(("Kurir", "Courier"), |row| text(row, "courier")).on_paper(),
    Column::new(("Resi", "Tracking number"), |row| code(row, "tracking")).on_paper(),
    Column::new(("COD", "COD"), |row| yes(row, "cod")),
    Column::new(("Barang", "Units"), |row| number(row, "units")).on_paper(),
    Column::new(("Total", "Total"), |row| money(row, "total")).on_paper(),
    Column::new(("Dibayar", "Paid"), |row| money(row, "paid")).on_paper(),
    Column::new(("Dikembalikan", "Refunded"), |row| money(row, "refunded")),
    Column::new(("Ongkir", "Shipping"), |row| money(row, "shipping")),
    Column::new(("Kode unik", "Unique code"), |row| money(row, "unique_code")),
    Column::new(("Tagihan kurir", "Courier's bill"), |row| money(row, "courier_bill")),
    Column::new(("Rekening", "Account"), |row| text(row, "account")),
    Column::new(("Catatan pembeli", "Buyer's note"), |row| text(row, "note")),
    Column::new(("Catatan penjual", "Seller's note"), |row| text(row, "seller_note")),
    Column::new(("Alasan batal", "Cancelled because"), |row| text(row, "cancel_reason")),
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
    Column::new(("Pesanan", "Order"), |row| number(row, "key")).on_paper(),
    Column::new(("ID pesanan", "Order ID"), |row| code(row, "external_id")),
    Column::new(("Saluran", "Channel"), channel),
    Column::new(("Toko", "Store"), |row| text(row, "store")),
    Column::new(("Tahap", "Stage"), stage).on_paper(),
    Column::new(("Dipesan", "Placed"), |row| moment(row, "placed_at")).on_paper(),
    Column::new(("Baris", "Line"), |row| number(row, "part")),
    Column::new(("SKU", "SKU"), |row| code(row, "sku")).on_paper(),
    Column::new(("Produk", "Product"), |row| text(row, "product")).on_paper(),
    Column::new(("Varian", "Variant"), |row| text(row, "variant")).on_paper(),
    Column::new(("Jumlah", "Units"), |row| number(row, "quantity")).on_paper(),
    Column::new(("Harga", "Price"), |row| money(row, "price")).on_paper(),
    Column::new(("Diskon", "Discount"), |row| money(row, "discount")).on_paper(),
    Column::new(("Subtotal", "Subtotal"), |row| money(row, "subtotal")).on_paper(),
    Column::new(("HPP", "Cost"), cost).on_paper(),
    Column::new(("Unit diklaim", "Units claimed"), |row| number(row, "claimed")),
    Column::new(("Nilai klaim", "Claim"), |row| money(row, "claim")),
    Column::new(("Unit kembali", "Units back"), |row| number(row, "back")),
];
