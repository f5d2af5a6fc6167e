//! Variants, as products and as stock; customers.

use super::{Column, code, money, number, text, yes};

pub(super) const VARIANTS: &str =
    "SELECT v.id AS key, 0 AS part, v.sku, p.name AS product, v.name AS variant, p.category, v.barcode, v.price,
       v.weight_g, v.shelf AS place, v.low_mark, v.sell_ahead, v.archived, s.shelf + s.packed AS on_hand, s.packed,
       s.allocated, s.shelf + s.packed - s.allocated AS available, s.damaged, s.value
     FROM variant v LEFT JOIN product p ON p.id = v.product_id LEFT JOIN stock_level s ON s.variant_id = v.id
     WHERE v.id > ?1 AND CAST(?2 AS BIGINT) IS NOT NULL AND CAST(?3 AS BIGINT) <= CAST(?4 AS BIGINT)
     ORDER BY v.id LIMIT ?5";

pub(super) const PRODUCT_COLUMNS: &[Column] = &[
    Column { head: ("SKU", "SKU"), cell: |row| code(row, "sku") },
    Column { head: ("Produk", "Product"), cell: |row| text(row, "product") },
    Column { head: ("Varian", "Variant"), cell: |row| text(row, "variant") },
    Column { head: ("Kategori", "Category"), cell: |row| text(row, "category") },
    Column { head: ("Barcode", "Barcode"), cell: |row| code(row, "barcode") },
    Column { head: ("Harga", "Price"), cell: |row| money(row, "price") },
    Column { head: ("Berat (gram)", "Weight (grams)"), cell: |row| number(row, "weight_g") },
    Column { head: ("Rak", "Shelf"), cell: |row| code(row, "place") },
    Column { head: ("Batas menipis", "Low mark"), cell: |row| number(row, "low_mark") },
    Column { head: ("Jual dulu", "Sell ahead"), cell: |row| yes(row, "sell_ahead") },
    Column { head: ("Diarsipkan", "Archived"), cell: |row| yes(row, "archived") },
];

pub(super) const STOCK_COLUMNS: &[Column] = &[
    Column { head: ("SKU", "SKU"), cell: |row| code(row, "sku") },
    Column { head: ("Produk", "Product"), cell: |row| text(row, "product") },
    Column { head: ("Varian", "Variant"), cell: |row| text(row, "variant") },
    Column { head: ("Kategori", "Category"), cell: |row| text(row, "category") },
    Column { head: ("Rak", "Shelf"), cell: |row| code(row, "place") },
    Column { head: ("Ada", "On hand"), cell: |row| number(row, "on_hand") },
    Column { head: ("Dikemas", "Packed"), cell: |row| number(row, "packed") },
    Column { head: ("Dipesan", "Allocated"), cell: |row| number(row, "allocated") },
    Column { head: ("Tersedia", "Available"), cell: |row| number(row, "available") },
    Column { head: ("Rusak", "Damaged"), cell: |row| number(row, "damaged") },
    Column { head: ("Nilai", "Value"), cell: |row| money(row, "value") },
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
    Column { head: ("ID", "ID"), cell: |row| number(row, "key") },
    Column { head: ("Nama", "Name"), cell: |row| text(row, "name") },
    Column { head: ("HP", "Phone"), cell: |row| code(row, "phone") },
    Column { head: ("HP lain", "Other phones"), cell: |row| code(row, "phones") },
    Column { head: ("Penerima", "Recipient"), cell: |row| text(row, "recipient") },
    Column { head: ("Alamat", "Address"), cell: |row| text(row, "address") },
    Column { head: ("Desa", "Village"), cell: |row| text(row, "village") },
    Column { head: ("Kecamatan", "District"), cell: |row| text(row, "district") },
    Column { head: ("Kota", "City"), cell: |row| text(row, "city") },
    Column { head: ("Provinsi", "Province"), cell: |row| text(row, "province") },
    Column { head: ("Kode pos", "Postcode"), cell: |row| code(row, "postcode") },
    Column { head: ("Catatan", "Note"), cell: |row| text(row, "note") },
];
