//! Variants, as products and as stock; customers.

use super::{Column, code, money, number, text, yes};

pub(super) const VARIANTS: &str =
    "SELECT v.id AS key, 0 AS part, v.sku, p.name AS product, v.name AS variant, p.category, v.barcode, v.price,
       v.weight_g, v.shelf AS place, v.low_mark, v.sell_ahead, v.archived, s.shelf + s.packed AS on_hand, s.packed,
       s.allocated, s.shelf + s.packed - s.allocated AS available, s.damaged, s.value,
       CAST(COALESCE((SELECT SUM(w.quantity - w.came) FROM (
         SELECT l.quantity, COALESCE((SELECT SUM(r.quantity) FROM receipt_line r WHERE r.purchase_line_id = l.id), 0) AS came
         FROM purchase_line l JOIN purchase b ON b.id = l.purchase_id AND b.state = 'ordered' WHERE l.variant_id = v.id) w
         WHERE w.quantity > w.came), 0) AS BIGINT) AS on_the_way
     FROM variant v LEFT JOIN product p ON p.id = v.product_id LEFT JOIN stock_level s ON s.variant_id = v.id
     WHERE v.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT)
     ORDER BY v.id LIMIT ?5";

pub(super) const PRODUCT_COLUMNS: &[Column] = &[
    Column::new(("SKU", "SKU"), |row| code(row, "sku")).on_paper(),
    Column::new(("Produk", "Product"), |row| text(row, "product")).on_paper(),
    Column::new(("Varian", "Variant"), |row| text(row, "variant")).on_paper(),
    Column::new(("Kategori", "Category"), |row| text(row, "category")).on_paper(),
    Column::new(("Barcode", "Barcode"), |row| code(row, "barcode")).on_paper(),
    Column::new(("Harga", "Price"), |row| money(row, "price")).on_paper(),
    Column::new(("Berat (gram)", "Weight (grams)"), |row| number(row, "weight_g")).on_paper(),
    Column::new(("Rak", "Shelf"), |row| code(row, "place")).on_paper(),
    Column::new(("Batas menipis", "Low mark"), |row| number(row, "low_mark")),
    Column::new(("Jual dulu", "Sell ahead"), |row| yes(row, "sell_ahead")),
    Column::new(("Diarsipkan", "Archived"), |row| yes(row, "archived")).on_paper(),
];

pub(super) const STOCK_COLUMNS: &[Column] = &[
    Column::new(("SKU", "SKU"), |row| code(row, "sku")).on_paper(),
    Column::new(("Produk", "Product"), |row| text(row, "product")).on_paper(),
    Column::new(("Varian", "Variant"), |row| text(row, "variant")).on_paper(),
    Column::new(("Kategori", "Category"), |row| text(row, "category")).on_paper(),
    Column::new(("Rak", "Shelf"), |row| code(row, "place")).on_paper(),
    Column::new(("Ada", "On hand"), |row| number(row, "on_hand")).on_paper().summed(),
    Column::new(("Dikemas", "Packed"), |row| number(row, "packed")).on_paper().summed(),
    Column::new(("Dipesan", "Allocated"), |row| number(row, "allocated")).on_paper().summed(),
    Column::new(("Tersedia", "Available"), |row| number(row, "available")).on_paper().summed(),
    Column::new(("Di jalan", "On the way"), |row| number(row, "on_the_way")).on_paper().summed(),
    Column::new(("Rusak", "Damaged"), |row| number(row, "damaged")).on_paper().summed(),
    Column::new(("Nilai", "Value"), |row| money(row, "value")).on_paper().summed(),
];

pub(super) const CUSTOMERS: &str = "SELECT c.id AS key, 0 AS part, c.name, c.note,
       (SELECT p.typed FROM customer_phone p WHERE p.customer_id = c.id ORDER BY p.position, p.phone LIMIT 1) AS phone,
       (SELECT string_agg(q.typed, '; ' ORDER BY q.position, q.phone) FROM customer_phone q WHERE q.customer_id = c.id
          AND q.phone <> (SELECT p.phone FROM customer_phone p WHERE p.customer_id = c.id
            ORDER BY p.position, p.phone LIMIT 1)) AS phones,
       a.recipient, a.address, a.village, a.district, a.city, a.province, a.postcode
     FROM customer c LEFT JOIN customer_address a ON a.id =
       (SELECT b.id FROM customer_address b WHERE b.customer_id = c.id ORDER BY b.position, b.id LIMIT 1)
     WHERE c.id > ?1 AND c.merged_into IS NULL AND CAST(?2 AS BIGINT) IS NOT NULL
       AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT)
     ORDER BY c.id LIMIT ?5";

pub(super) const CUSTOMER_COLUMNS: &[Column] = &[
    Column::new(("ID", "ID"), |row| number(row, "key")).on_paper(),
    Column::new(("Nama", "Name"), |row| text(row, "name")).on_paper(),
    Column::new(("HP", "Phone"), |row| code(row, "phone")).on_paper(),
    Column::new(("HP lain", "Other phones"), |row| code(row, "phones")),
    Column::new(("Penerima", "Recipient"), |row| text(row, "recipient")),
    Column::new(("Alamat", "Address"), |row| text(row, "address")).on_paper(),
    Column::new(("Desa", "Village"), |row| text(row, "village")),
    Column::new(("Kecamatan", "District"), |row| text(row, "district")).on_paper(),
    Column::new(("Kota", "City"), |row| text(row, "city")).on_paper(),
    Column::new(("Provinsi", "Province"), |row| text(row, "province")).on_paper(),
    Column::new(("Kode pos", "Postcode"), |row| code(row, "postcode")).on_paper(),
    Column::new(("Catatan", "Note"), |row| text(row, "note")),
];
